"""Many records at once: as strict as one by one, at the price of a bulk insert.

The insert and search triggers of a table are taken off, rows are written in chunks with ids of our own, the
journal gets one range a table, search is filled as a set, and the triggers come back.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from timeline_app.domain.checking import bounds_of_date, check_many
from timeline_app.domain.errors import FieldError
from timeline_app.domain.records import RECORDS, Coder, Document, Entry, Record, Stance, rules_of
from timeline_app.storage import lineage, ranges
from timeline_app.storage.clock import now_text
from timeline_app.storage.contents import is_empty
from timeline_app.storage.failures import telling
from timeline_app.storage.history import Rows
from timeline_app.storage.rows import ORDINALS, completed, field_names, row_of
from timeline_app.storage.triggers import JOURNALED, quoted
from timeline_app.storage.uids import new_uids

if TYPE_CHECKING:
    from timeline_app.storage.history import Step
    from timeline_app.storage.store import Store

CHUNK = 2000
Progress = Callable[[int], None]


def insert_many(
    step: Step, record_type: type[Record], records: Iterable[Record], *, progress: Progress | None = None
) -> Rows | None:
    """
    Write many new records of one type.

    Parameters
    ----------
    step : Step
        The running step.
    record_type : type of Record
        Their type.
    records : iterable of Record
        Without ids; references are ids of this document.
    progress : callable, optional
        Called with the number of rows written so far; an exception from it stops the work and leaves
        nothing.

    Returns
    -------
    Rows or None
        The range of their ids; None if there were none.

    Raises
    ------
    FieldError
        If a record does not keep the rules; nothing was written.
    DocumentError
        If the file does not take them.
    """
    with telling(step.store.path), step.store.db.atomic():
        written = _write(step, record_type, records, {}, progress)
        if written:
            _check_in_place(step.store, record_type, written.first_id)
        return written


def take_in(step: Step, records: Iterable[Record], *, progress: Progress | None = None) -> None:
    """
    Write records of all types that refer to each other by provisional ids.

    Parameters
    ----------
    step : Step
        The running step.
    records : iterable of Record
        Those of one table are numbered from 1 without gaps, in order; references are such numbers. They may
        refer to what comes later.
    progress : callable, optional
        As for `insert_many`, counted over all tables.

    Raises
    ------
    FieldError
        If a record does not keep the rules; nothing was written.
    DocumentError
        If the file does not take them, or, at the end of the step, if a reference leads nowhere.

    Notes
    -----
    The record of the document itself replaces ours in a document that is empty, and is left out otherwise.
    """
    store = step.store
    before = {record.TABLE: _last_id(store, record.TABLE) for record in RECORDS}
    replaces = is_empty(store)
    with telling(store.path), store.db.atomic():
        store.conn.execute("PRAGMA defer_foreign_keys = ON")
        done = 0
        for record_type, group in groupby(records, type):
            if record_type is Document:
                _take_document(store, group, coders=before[Coder.TABLE], replaces=replaces)
                continue
            written = _write(step, record_type, group, before, _after(done, progress))
            done += written.last_id - written.first_id + 1 if written else 0
        for record_type in RECORDS:
            _check_in_place(store, record_type, before[record_type.TABLE] + 1)


def _after(done: int, progress: Progress | None) -> Progress | None:
    return (lambda count: progress(done + count)) if progress else None


def _take_document(store: Store, records: Iterable[Record], *, coders: int, replaces: bool) -> None:
    """Put the record of the document in the place of ours; its coder is one of those taken in."""
    for record in records:
        coder = None if record.coder_id is None else record.coder_id + coders
        values = row_of(completed(dataclasses.replace(record, id=1, coder_id=coder)))
        if replaces:
            store.db.table(Document.TABLE).update(1, values)  # pyright: ignore[reportUnknownMemberType]


def _write(
    step: Step,
    record_type: type[Record],
    records: Iterable[Record],
    before: Mapping[str, int],
    progress: Progress | None,
) -> Rows | None:
    store, table = step.store, record_type.TABLE
    first_id = _last_id(store, table) + 1
    last_id = first_id - 1
    with ranges.untriggered(store, table, "insert"), _unchecked(store):
        for chunk in _chunks(records):
            _check_chunk(record_type, chunk, last_id - before[table] if before else -1)
            columns = _columns(step, record_type, chunk, last_id + 1, before)
            _insert_columns(store, record_type, columns)
            last_id += len(chunk)
            if progress:
                progress(last_id - first_id + 1)
    if last_id < first_id:
        return None
    if record_type in JOURNALED:
        ranges.write_range(store, table, first_id, last_id)
    ranges.fill_search(store, table, first_id, last_id)
    return Rows(table, "inserted", first_id, last_id)


@contextmanager
def _unchecked(store: Store) -> Generator[None]:
    """
    Leave the CHECKs of the schema out while the block runs: they cost more than the rows themselves.

    Notes
    -----
    `check_many` has just held the same rules against the same rows; a test holds the two equal.
    """
    store.conn.execute("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        store.conn.execute("PRAGMA ignore_check_constraints = OFF")


def _chunks(records: Iterable[Record]) -> Iterator[list[Record]]:
    source = iter(records)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


def _check_chunk(record_type: type[Record], chunk: Sequence[Record], provisional: int) -> None:
    """Check the records; `provisional` is the last provisional id taken in, -1 where there are none."""
    expected = range(provisional + 1, provisional + 1 + len(chunk)) if provisional >= 0 else [0] * len(chunk)
    if [record.id for record in chunk] != list(expected):
        raise ValueError(f"ids of {record_type.TABLE} are not what they should be: {chunk[0].id} …")
    check_many(record_type, chunk)


def _columns(
    step: Step, record_type: type[Record], chunk: Sequence[Record], first_id: int, before: Mapping[str, int]
) -> dict[str, Sequence[Any]]:
    columns: dict[str, Sequence[Any]] = {
        name: list(map(attrgetter(name), chunk)) for name in field_names(record_type)
    }
    columns["id"] = range(first_id, first_id + len(chunk))
    columns["uid"] = _filled(columns["uid"], new_uids(len(chunk)))
    now = [now_text()] * len(chunk)
    columns["created_at"] = _filled(columns["created_at"], now)
    columns["updated_at"] = _filled(columns["updated_at"], now)
    if before:
        columns |= _moved(record_type, columns, before)
    columns["coder_id"] = _filled(columns["coder_id"], [step.coder_id] * len(chunk))
    if record_type is Entry:
        columns |= _days(columns["date"])
    return columns


def _filled(values: Sequence[Any], otherwise: Sequence[Any]) -> Sequence[Any]:
    return [value or other for value, other in zip(values, otherwise, strict=True)]


def _moved(
    record_type: type[Record], columns: Mapping[str, Sequence[Any]], before: Mapping[str, int]
) -> dict[str, Sequence[Any]]:
    """Turn provisional ids into ours: those of a table follow on what it held."""
    moved: dict[str, Sequence[Any]] = {}
    for name, rule in rules_of(record_type).items():
        if rule.kind == "reference":
            if any(value is not None and value < 1 for value in columns[name]):
                raise FieldError(rule.label, "refers to nothing.")
            start = before[rule.target]
            moved[name] = [None if value is None else value + start for value in columns[name]]
    return moved


def _days(dates: Sequence[str | None]) -> dict[str, Sequence[Any]]:
    bounds = [None if date is None else bounds_of_date(date) for date in dates]
    return {name: [getattr(one, name, None) for one in bounds] for name in ORDINALS}


def _insert_columns(store: Store, record_type: type[Record], columns: Mapping[str, Sequence[Any]]) -> None:
    names = ", ".join(map(quoted, columns))
    marks = ", ".join("?" * len(columns))
    store.conn.executemany(
        f"INSERT INTO {quoted(record_type.TABLE)} ({names}) VALUES ({marks})",
        zip(*columns.values(), strict=True),
    )


def _last_id(store: Store, table: str) -> int:
    found = store.conn.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return found[0] if found else 0


def _check_in_place(store: Store, record_type: type[Record], first_id: int) -> None:
    """Check what depends on other rows, for the new ones."""
    if record_type is Stance:
        found = store.conn.execute(
            "SELECT topic.wording FROM stance JOIN topic ON topic.id = stance.topic_id"
            " WHERE stance.id >= ? AND topic.kind <> 'proposition' LIMIT 1",
            (first_id,),
        ).fetchone()
        if found:
            raise FieldError("Topic", f"a stance is taken on a proposition, which {found[0][:60]!r} is not.")
    if lineage.circles(store, record_type):
        column = lineage.ABOVE[record_type]
        raise FieldError(rules_of(record_type)[column].label, "something lies within itself.")
