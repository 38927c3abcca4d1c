"""The history in words, the steps that touched an entry, and an entry as it stood after one, restored."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from timeline_app.domain.errors import DocumentError
from timeline_app.domain.records import RECORDS, Entry, Participation, Record, rules_of
from timeline_app.storage import rows
from timeline_app.storage.absorbing import TOUCHED, taken_in_by
from timeline_app.storage.clock import now_text
from timeline_app.storage.failures import reading, telling
from timeline_app.storage.history import Happened, PastStep
from timeline_app.storage.naming import Find, name, named, table_words
from timeline_app.storage.narrowing import among
from timeline_app.storage.parts import TYPE_OF, hangs_on
from timeline_app.storage.past_rows import (
    Key,
    Past,
    Present,
    deleted_images,
    from_image,
    hanging_on,
    last_known,
    read_changes,
    touching,
)
from timeline_app.storage.triggers import quoted
from timeline_app.storage.wide_reading import read_ids
from timeline_app.storage.wording import describe_found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.storage.history import Step
    from timeline_app.storage.recorded import Recorded
    from timeline_app.storage.store import Store
    from timeline_app.storage.wide_reading import Ids

_SHOWN = 200
_FEW = 8
_INVERSE: dict[str, str] = {"insert": "delete", "delete": "insert", "rows": "insert", "update": "update"}
_HAPPENED: dict[str, Happened] = {
    "insert": "inserted",
    "delete": "deleted",
    "rows": "deleted",
    "update": "updated",
}


@dataclass(frozen=True, slots=True)
class PastChange:
    """What a step did to one row: its table and id, what happened, its name, and all of it in words."""

    table: str
    row_id: int
    happened: Happened
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class EntryThen:
    """An entry as it stood, and what hung on it, what is referred to before what refers."""

    entry: Entry
    parts: tuple[Record, ...]


def changes_of(store: Store, step_id: int, limit: int = _SHOWN) -> list[PastChange]:
    """
    Tell what a step did, row by row, in the order in which it was done.

    Parameters
    ----------
    store : Store
        The document.
    step_id : int
        The step; for an undone one, what doing it again would do.
    limit : int
        The greatest number of rows told of.
    """
    with reading(store.path):
        found = store.conn.execute("SELECT undone FROM history_step WHERE id = ?", (step_id,)).fetchone()
        undone = bool(found and found[0])
        changes = store.conn.execute(
            "SELECT id FROM history_change WHERE step_id = ? AND redo = ? ORDER BY id LIMIT ?",
            (step_id, undone, limit),
        ).fetchall()
        ids = [row[0] for row in changes]
        read = read_changes(store, f"id IN ({', '.join('?' * len(ids))})", ids)
        ordered = list(read) if undone else list(read)[::-1]
        told = (one for change in ordered for one in _told(store, change, undone=undone, limit=limit))
        return list(islice(told, limit))


def all_steps(store: Store) -> Ids:
    """List the ids of all steps, the newest first: (n,) int32."""
    return read_ids(store, "SELECT id FROM history_step ORDER BY id DESC")


def steps_touching(store: Store, entry_id: int) -> Ids:
    """List the ids of the steps that touched an entry or what hangs or hung on it, the newest first."""
    with reading(store.path):
        ids = _ever_hanging(store, entry_id)
        touched = {
            step_id for table, of_table in ids.items() for step_id in _steps_of(store, table, of_table)
        }
    return np.array(sorted(touched, reverse=True), np.int32)


def read_steps(store: Store, ids: Ids) -> list[PastStep]:
    """Read some steps, the newest first."""
    condition, values = among("id", ids.tolist())
    with reading(store.path):
        found = store.conn.execute(
            "SELECT id, label, coder_id, made_at, undone FROM history_step"
            f" WHERE {condition} ORDER BY id DESC",
            values,
        )
        return [PastStep(*row[:4], undone=bool(row[4])) for row in found]


def steps_of_entry(store: Store, entry_id: int, limit: int = 100) -> list[PastStep]:
    """List the last steps that touched an entry or what hangs or hung on it, the newest first."""
    return read_steps(store, steps_touching(store, entry_id)[:limit])


def entry_as_of(store: Store, entry_id: int, step_id: int) -> EntryThen | None:
    """Give an entry and what hung on it as they stood right after a step; None if it was not there."""
    with reading(store.path):
        past = Past(store, step_id, _ever_hanging(store, entry_id))
        entry = past.get(Entry, entry_id)
        if entry is None:
            return None
        found = hanging_on(store, past, (Entry.TABLE, entry_id))
        order = {record.TABLE: place for place, record in enumerate(RECORDS)}
        keys = sorted(found, key=lambda key: (order[key[0]], key[1]))
        return EntryThen(entry, tuple(found[key] for key in keys))


def restore_entry(step: Step, entry_id: int, step_id: int) -> None:
    """
    Make an entry and what hangs on it as they stood right after an earlier step; it may be deleted now.

    Parameters
    ----------
    step : Step
        The running step.
    entry_id : int
        The entry; it comes back under its old id and uid.
    step_id : int
        The earlier step.

    Raises
    ------
    DocumentError
        If the entry was not there then, or what it referred to is gone; nothing was changed.

    Notes
    -----
    What was merged away since is no loss: the row that took it in is referred to instead, and a part that was
    folded into another of the entry stays folded.
    """
    store = step.store
    then = entry_as_of(store, entry_id, step_id)
    if then is None:
        raise DocumentError(
            "This entry was not there after that step, so there is nothing to restore. Nothing was changed. "
            "Choose a later step."
        )
    with reading(store.path):
        records = [_as_it_may_stand(store, r, then) for r in _not_folded(store, then)]
    with telling(store.path), store.db.atomic():
        store.conn.execute("PRAGMA defer_foreign_keys = ON")
        kept = {(record.TABLE, record.id) for record in records}
        for table, row_id in hanging_on(store, Present(store), (Entry.TABLE, entry_id)):
            if (table, row_id) not in kept:
                store.conn.execute(f"DELETE FROM {quoted(table)} WHERE id = ?", (row_id,))
        for record in records:
            _put(store, record)


def _put(store: Store, record: Record) -> None:
    if rows.get(store, type(record), record.id):
        rows.update(store, record)
        return
    values = rows.row_of(dataclasses.replace(rows.completed(record), updated_at=now_text()))
    store.conn.execute(
        f"INSERT INTO {quoted(record.TABLE)} ({', '.join(map(quoted, values))})"
        f" VALUES ({', '.join('?' * len(values))})",
        list(values.values()),
    )


def _not_folded(store: Store, then: EntryThen) -> list[Record]:
    """Leave out parts that a merge folded into others of the same entry."""
    whole = [then.entry, *then.parts]
    there = {(record.TABLE, record.id) for record in whole}
    stands = ((record, taken_in_by(store, type(record), record.id)) for record in whole)
    return [record for record, by in stands if by in (None, record.id) or (record.TABLE, by) not in there]


def _as_it_may_stand(store: Store, record: Record, then: EntryThen) -> Record:
    """Let a record refer to the rows that others were merged into since; refuse where one is just gone."""
    restored: set[Key] = {(part.TABLE, part.id) for part in (then.entry, *then.parts)}
    changed: dict[str, Any] = {}
    for column, rule in rules_of(type(record)).items():
        row_id = getattr(record, column) if rule.kind == "reference" else None
        if row_id is None:
            continue
        target = TYPE_OF[rule.target]
        by = taken_in_by(store, target, row_id)
        if by is None and (rule.target, row_id) not in restored:
            raise _refers_to_what_is_gone(store, record, target, row_id)
        changed[column] = by or row_id
    return _not_on_its_own_behalf(dataclasses.replace(record, **changed))


def _not_on_its_own_behalf(record: Record) -> Record:
    """Let nobody act for themselves, where the two were merged."""
    if isinstance(record, Participation):
        for column in ("party_id", "person_id"):
            if getattr(record, column) == getattr(record, f"on_behalf_of_{column}"):
                record = dataclasses.replace(record, **{f"on_behalf_of_{column}": None})
    return record


def _refers_to_what_is_gone(store: Store, record: Record, target: type[Record], row_id: int) -> DocumentError:
    words = f"{table_words(target)} “{named(target, row_id, _find(store))}”"
    return DocumentError(
        f"The entry cannot be restored: its {table_words(type(record))} refers to the {words}, which was "
        "deleted since. Nothing was changed. Undo that deletion first, or choose another step."
    )


def _find(store: Store) -> Find:
    return cast("Find", partial(last_known, store))


def _told(store: Store, change: Recorded, *, undone: bool, limit: int) -> Iterator[PastChange]:
    find, record_type = _find(store), TYPE_OF[change.table]
    kind = _INVERSE[change.kind] if undone else change.kind
    for row_id, record, before in _images(store, change, undone=undone, limit=limit):
        shown = record or before
        called = name(shown, find) if shown else f"{table_words(record_type)} {row_id}"
        words = describe_found(record, before, find) if shown else f"{called}: no longer known"
        if change.kind == "update" and set(change.before) == TOUCHED:
            words = f"{called}: what was merged into it is this one from here"
        yield PastChange(change.table, row_id, _HAPPENED[kind], called, words)


def _images(
    store: Store, change: Recorded, *, undone: bool, limit: int
) -> Iterator[tuple[int, Record | None, Record | None]]:
    """Give by row what it became and what it was; of an undone step the other way round."""
    record_type = TYPE_OF[change.table]
    if change.kind == "insert":
        for row_id in range(change.first_id, min(change.last_id, change.first_id + limit - 1) + 1):
            record = last_known(store, record_type, row_id)
            yield (row_id, None, record) if undone else (row_id, record, None)
    elif change.kind == "update":
        record = last_known(store, record_type, change.first_id)
        was, became = (change.after, change.before) if undone else (change.before, change.after)
        if record is None:
            yield change.first_id, None, None
            return
        image = rows.row_of(record)
        yield change.first_id, from_image(record_type, image | became), from_image(record_type, image | was)
    else:
        for image in deleted_images(store, change):
            record = from_image(record_type, image)
            yield (record.id, record, None) if undone else (record.id, None, record)


def _ever_hanging(store: Store, entry_id: int) -> dict[str, set[int]]:
    """Gather the ids of what hangs on an entry, and of what hung on it before it was deleted or moved."""
    ids: dict[str, set[int]] = {Entry.TABLE: {entry_id}}
    asked: dict[tuple[str, str, str], set[int]] = {}
    grown = True
    while grown:
        grown = False
        for reference in hangs_on(store, Entry.TABLE):
            table, column, target = reference
            known = asked.setdefault(reference, set())
            targets = ids.get(target, set()) - known
            known |= targets
            mine = ids.setdefault(table, set())
            more = _referring(store, table, column, targets) - mine
            mine |= more
            grown = grown or bool(more)
    return ids


def _referring(store: Store, table: str, column: str, targets: set[int]) -> set[int]:
    """Find the rows that refer to others, or did: looked for as text first, for images are many."""
    if not targets:
        return set()
    marks = ", ".join("?" * len(targets))
    written = [f'"{column}":{target}' for target in targets] if len(targets) <= _FEW else [f'"{column}":']
    found = store.conn.execute(
        f"SELECT id FROM {quoted(table)} WHERE {column} IN ({marks})"
        " UNION SELECT first_id FROM history_change WHERE table_name = ? AND kind IN ('delete', 'update')"
        f" AND ({' OR '.join(['instr(before, ?)'] * len(written))})"
        f" AND json_extract(before, '$.{column}') IN ({marks})",
        (*targets, table, *written, *targets),
    )
    return {row[0] for row in found}


def _steps_of(store: Store, table: str, ids: set[int]) -> set[int]:
    if not ids:
        return set()
    condition, values = touching(table, ids)
    found = store.conn.execute(
        f"SELECT step_id, first_id, last_id FROM history_change WHERE {condition}", values
    )
    return {
        step
        for step, first, last in found
        if first in ids or (first < last and any(first <= row_id <= last for row_id in ids))
    }
