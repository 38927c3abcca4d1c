"""Many records at once: as strict as one by one, at the price of a bulk insert.

The insert and search triggers of a table are taken off, rows are written in chunks with ids of our own, the
journal gets one range a table, search is filled in slices, and the triggers come back.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import chain, groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from timeline_app.domain.checking import bounds_of_date, check_many, holds_nothing
from timeline_app.domain.dates import Bounds
from timeline_app.domain.errors import FieldError
from timeline_app.domain.records import RECORDS, Coder, Document, Entry, Record, Stance, rules_of
from timeline_app.storage import indexes, lineage, ranges
from timeline_app.storage.clock import now_text
from timeline_app.storage.contents import is_empty
from timeline_app.storage.failures import telling
from timeline_app.storage.history import Rows
from timeline_app.storage.rows import ORDINALS, completed, row_of
from timeline_app.storage.triggers import JOURNALED, quoted
from timeline_app.storage.uids import new_uids

if TYPE_CHECKING:
    from timeline_app.storage.history import Step
    from timeline_app.storage.store import Store

CHUNK = 2000
_TOGETHER = 200
Progress = Callable[[int], None]
Columns = dict[str, Sequence[Any]]
_UNDATED = Bounds(None, None, None, None)


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
        Called with the number of rows written so far, after each chunk, index and slice of search; an
        exception from it stops the work and leaves nothing.

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
        written = _write(step, record_type, records, {}, progress or _untold)
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


def _untold(_: int) -> None:
    """Tell nobody how far it is."""


def _after(done: int, progress: Progress | None) -> Progress:
    return (lambda count: progress(done + count)) if progress else _untold


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
    progress: Progress,
) -> Rows | None:
    store, table = step.store, record_type.TABLE
    first_id = _last_id(store, table) + 1
    written = _write_rows(step, record_type, records, before, progress)
    if not written:
        return None
    last_id = first_id + written - 1
    if record_type in JOURNALED:
        ranges.write_range(store, table, first_id, last_id)
    ranges.fill_search(store, table, first_id, last_id, partial(progress, written))
    return Rows(table, "inserted", first_id, last_id)


def _write_rows(
    step: Step,
    record_type: type[Record],
    records: Iterable[Record],
    before: Mapping[str, int],
    progress: Progress,
) -> int:
    """Write the rows alone, without what triggers do, and tell how many they are."""
    store, table = step.store, record_type.TABLE
    last_before = _last_id(store, table)
    written, left_off = 0, None
    with ranges.untriggered(store, table, "insert"), _unchecked(store):
        for chunk in _chunks(records):
            columns = _columns(step, record_type, chunk, last_before + written + 1, before)
            _insert_columns(store, record_type, columns, 1 if left_off is None else _TOGETHER)
            written += len(chunk)
            progress(written)
            if left_off is None and written >= max(last_before, indexes.MANY):
                left_off = indexes.leave_off(store, table)
        for building in left_off or ():
            store.conn.execute(building)
            progress(written)
    return written


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


def _columns(
    step: Step, record_type: type[Record], chunk: Sequence[Record], first_id: int, before: Mapping[str, int]
) -> Columns:
    """Check the records and give the values of their rows."""
    columns: Columns = {**check_many(record_type, chunk)}
    count = len(chunk)
    _check_ids(record_type, columns["id"], first_id - before[record_type.TABLE] if before else 0)
    columns["id"] = range(first_id, first_id + count)
    columns["uid"] = _filled(columns["uid"], new_uids(count))
    now = [now_text()] * count
    columns["created_at"] = _filled(columns["created_at"], now)
    columns["updated_at"] = _filled(columns["updated_at"], now)
    if before:
        columns |= _moved(record_type, columns, before)
    columns["coder_id"] = _filled(columns["coder_id"], [step.coder_id] * count)
    return columns | _days(columns["date"]) if record_type is Entry else columns


def _check_ids(record_type: type[Record], ids: Sequence[int], provisional: int) -> None:
    """Check that provisional ids go on from this one, or that there are none where it is 0."""
    expected = range(provisional, provisional + len(ids)) if provisional else [0] * len(ids)
    if ids != list(expected):
        raise ValueError(f"ids of {record_type.TABLE} are not what they should be: {ids[0]} …")


def _filled(values: Sequence[Any], otherwise: Sequence[Any]) -> Sequence[Any]:
    if not any(values):
        return otherwise
    return [value or other for value, other in zip(values, otherwise, strict=True)]


def _moved(record_type: type[Record], columns: Columns, before: Mapping[str, int]) -> Columns:
    """Turn provisional ids into ours: those of a table follow on what it held."""
    moved: Columns = {}
    for name, rule in rules_of(record_type).items():
        if rule.kind == "reference":
            if min(set(columns[name]) - {None}, default=1) < 1:
                raise FieldError(rule.label, "refers to nothing.")
            start = before[rule.target]
            moved[name] = [None if value is None else value + start for value in columns[name]]
    return moved


def _days(dates: Sequence[str | None]) -> Columns:
    bounds = [_UNDATED if date is None else bounds_of_date(date) for date in dates]
    return {name: list(map(attrgetter(name), bounds)) for name in ORDINALS}


def _insert_columns(store: Store, record_type: type[Record], columns: Columns, together: int) -> None:
    """
    Write rows, so many by the statement.

    Notes
    -----
    Several by the statement cost a quarter less, but for each such statement SQLite keeps a copy of every
    page it touches: with all indexes in place that is hundreds of megabytes.
    """
    # A value left out costs a tenth of a NULL that is handed over.
    filled = {name: values for name, values in columns.items() if not holds_nothing(values)}
    flat = list(chain.from_iterable(zip(*filled.values(), strict=True)))
    width = len(filled) * together
    whole = len(flat) - len(flat) % width
    for size, first, last in ((width, 0, whole), (len(filled), whole, len(flat))):
        store.conn.executemany(
            _insertion(record_type.TABLE, tuple(filled), size // len(filled)),
            (flat[at : at + size] for at in range(first, last, size)),
        )


@lru_cache(maxsize=64)
def _insertion(table: str, columns: tuple[str, ...], rows: int) -> str:
    marks = f"({', '.join('?' * len(columns))})"
    return (
        f"INSERT INTO {quoted(table)} ({', '.join(map(quoted, columns))}) VALUES {', '.join([marks] * rows)}"
    )


def _last_id(store: Store, table: str) -> int:
    found = store.conn.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return found[0] if found else 0


def _check_in_place(store: Store, record_type: type[Record], first_id: int) -> None:
    """Check what depends on other rows, for the new ones."""
    if record_type is Stance:
        found = store.conn.execute(
            "SELECT topic.wording FROM topic CROSS JOIN stance ON stance.topic_id = topic.id"
            " WHERE stance.id >= ? AND topic.kind <> 'proposition' LIMIT 1",
            (first_id,),
        ).fetchone()
        if found:
            raise FieldError("Topic", f"a stance is taken on a proposition, which {found[0][:60]!r} is not.")
    if lineage.circles(store, record_type):
        column = lineage.ABOVE[record_type]
        raise FieldError(rules_of(record_type)[column].label, "something lies within itself.")
