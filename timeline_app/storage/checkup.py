"""A document looked over from end to end; what is wrong is told in words for its user."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from timeline_app.domain.checking import bounds_of_date
from timeline_app.domain.errors import DateError
from timeline_app.domain.exactness import inexact_quotation, inexact_span, inexact_text, inexact_time
from timeline_app.domain.records import RECORDS, Citation, Coverage, Entry, Record, Revision, rules_of
from timeline_app.storage import lineage
from timeline_app.storage.failures import telling, told_from
from timeline_app.storage.rows import ORDINALS, rows
from timeline_app.storage.triggers import JOURNALED, has_no_text, quoted, searched_columns, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.exactness import Inexact
    from timeline_app.storage.store import Store


def check(store: Store) -> list[str]:
    """
    Look a document over.

    Returns
    -------
    list of str
        A sentence for each thing that is wrong; empty if all is well.

    Raises
    ------
    DocumentError
        If it cannot even be read.
    """
    with telling(store.path):
        damage = list(_damage(store))
        if damage:
            return damage  # what else is found in a damaged file says nothing
        return [*_rules(store), *_search(store), *_history(store)]


def _damage(store: Store) -> Iterator[str]:
    try:
        for (finding,) in store.conn.execute("PRAGMA main.integrity_check(20)"):
            if finding != "ok":
                yield f"The file is damaged: {finding}. Open a backup."
    except sqlite3.DatabaseError as error:
        yield str(told_from(error, store.path) or error)
        return
    for table, row_id, target, _ in store.conn.execute("PRAGMA main.foreign_key_check"):
        yield f"{_named(table, row_id)} refers to what is not there ({target})."


def _rules(store: Store) -> Iterator[str]:
    yield from _days(store)
    yield from _dates(store)
    yield from _json(store)
    yield from _exactness(store)
    for (row_id,) in store.conn.execute(
        "SELECT stance.id FROM stance JOIN topic ON topic.id = topic_id WHERE topic.kind <> 'proposition'"
    ):
        yield f"{_named('stance', row_id)} is taken on a topic that is no proposition."
    for record in RECORDS:
        for row_id in lineage.circles(store, record):
            yield f"{_named(record.TABLE, row_id)} lies within itself."


def _days(store: Store) -> Iterator[str]:
    for row_id, date, *days in store.conn.execute(f"SELECT id, date, {', '.join(ORDINALS)} FROM entry"):
        try:
            bounds = None if date is None else bounds_of_date(date)
        except DateError:
            continue  # told with the dates
        if days != [getattr(bounds, name, None) for name in ORDINALS]:
            yield f"{_named('entry', row_id)} stands at other days than its date {date} says; save it again."


def _dates(store: Store) -> Iterator[str]:
    for record in RECORDS:
        for name, rule in rules_of(record).items():
            if rule.kind == "date":
                yield from _dates_of(store, record.TABLE, name)


def _dates_of(store: Store, table: str, column: str) -> Iterator[str]:
    for row_id, date in store.conn.execute(
        f"SELECT id, {quoted(column)} FROM {quoted(table)} WHERE {quoted(column)} IS NOT NULL"
    ):
        try:
            bounds_of_date(date)
        except DateError as error:
            yield f"{_named(table, row_id)} has a date that is none: {error}"


def _json(store: Store) -> Iterator[str]:
    for record in RECORDS:
        for name, rule in rules_of(record).items():
            if rule.kind == "json":
                for (row_id,) in store.conn.execute(
                    f"SELECT id FROM {quoted(record.TABLE)}"
                    f" WHERE {quoted(name)} IS NOT NULL AND NOT json_valid({quoted(name)})"
                ):
                    yield f"{_named(record.TABLE, row_id)} has a field {rule.label} that is not JSON."


def _exactness(store: Store) -> Iterator[str]:
    for row_id, time in store.conn.execute("SELECT id, local_time FROM entry WHERE local_time IS NOT NULL"):
        yield from _told(Entry, row_id, inexact_time(time))
    for revision in rows(store, Revision):
        yield from _told(Revision, revision.id, inexact_text(revision))
        for citation in rows(store, Citation, revision_id=revision.id):
            yield from _told(Citation, citation.id, inexact_quotation(citation, revision.text))
        for coverage in rows(store, Coverage, revision_id=revision.id):
            yield from _told(Coverage, coverage.id, inexact_span(coverage, revision.text))


def _told(record_type: type[Record], row_id: int, fault: Inexact) -> Iterator[str]:
    if fault:
        yield f"{_named(record_type.TABLE, row_id)}, {rules_of(record_type)[fault[0]].label}: {fault[1]}"


def _search(store: Store) -> Iterator[str]:
    for record in JOURNALED:
        if searched_columns(record):
            (differing,) = store.conn.execute(
                f"SELECT count(*) FROM {quoted(record.TABLE)} AS mine LEFT JOIN search_text"
                " ON table_name = ? AND row_id = mine.id WHERE search_text.folded IS NOT CASE WHEN"
                f" {has_no_text(record, 'mine')} THEN NULL ELSE {text_of(record, 'mine')} END",
                (record.TABLE,),
            ).fetchone()
            if differing:
                yield f"Search does not know {differing} of the table {record.TABLE} as they are."
    if not store.read_only and not _index_is_whole(store):
        yield "The search index does not agree with the texts it was made from."


def _index_is_whole(store: Store) -> bool:
    """Let the full-text index check itself, which it does only as a write."""
    store.conn.execute("BEGIN")
    try:
        store.conn.execute(
            "INSERT INTO search_text_fts (search_text_fts, rank) VALUES ('integrity-check', 1)"
        )
    except sqlite3.DatabaseError:
        return False
    finally:
        store.conn.rollback()
    return True


def _history(store: Store) -> Iterator[str]:
    tables = {record.TABLE for record in JOURNALED}
    for change_id, table in store.conn.execute("SELECT id, table_name FROM history_change"):
        if table not in tables:
            yield f"The history names a table that is not there (change {change_id})."
    for (step_id,) in store.conn.execute(
        "SELECT DISTINCT step_id FROM history_change JOIN history_step ON history_step.id = step_id"
        " WHERE redo <> undone"
    ):
        yield f"The history is at odds with itself about step {step_id}."
    for (change_id,) in store.conn.execute(
        "SELECT id FROM history_change WHERE kind = 'rows' AND last_id - first_id + 1 <>"
        " (SELECT count(*) FROM history_row WHERE change_id = history_change.id)"
    ):
        yield f"The history lacks rows that an undone step would need (change {change_id})."


def _named(table: str, row_id: int | None) -> str:
    return f"{table.replace('_', ' ').capitalize()} {row_id}"
