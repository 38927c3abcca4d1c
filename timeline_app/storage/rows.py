"""Records as rows: one written, read back and compared; or read, one or many."""

from __future__ import annotations

import dataclasses
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from timeline_app.domain.checking import bounds_of_date, check
from timeline_app.domain.errors import DocumentError, FieldError
from timeline_app.domain.records import Entry, Record, Stance, Topic, View, rules_of
from timeline_app.storage import history, lineage
from timeline_app.storage.clock import now_text
from timeline_app.storage.failures import telling
from timeline_app.storage.triggers import quoted
from timeline_app.storage.uids import new_uid

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from timeline_app.storage.store import Store

R = TypeVar("R", bound=Record)
ORDINALS = ("begin_lo", "begin_hi", "end_lo", "end_hi")


def insert(store: Store, record: R) -> R:
    """
    Write a new record.

    Returns
    -------
    Record
        The record as it stands in the file, with id, uid, times, coder and day ordinals.

    Raises
    ------
    FieldError
        If a field does not keep its rule; nothing was written.
    DocumentError
        If the file does not take it.

    Notes
    -----
    Within a step. A view, which has no history, may be written outside one.
    """
    if record.id:
        raise ValueError(f"{record.TABLE} {record.id} has been written before")
    coder_id = store.step_now.coder_id if store.step_now and record.coder_id is None else record.coder_id
    whole = completed(dataclasses.replace(record, coder_id=coder_id))
    _check_in_place(store, whole)
    with _writing(store, record):
        values = {name: value for name, value in row_of(whole).items() if name != "id"}
        row_id = cast("int", store.db.table(record.TABLE).insert(values).last_rowid)
        return _read_back(store, dataclasses.replace(whole, id=row_id))


def update(store: Store, record: R) -> R:
    """
    Write a record over the row of its id; see `insert`.

    Raises
    ------
    FieldError
        If a field does not keep its rule.
    DocumentError
        If there is no such row.

    Notes
    -----
    A record equal to its row writes nothing. uid and time of making stay those of the row.
    """
    stored = _stored(store, type(record), record.id)
    kept = {"uid": stored.uid, "created_at": stored.created_at, "updated_at": stored.updated_at}
    same_age = with_days(dataclasses.replace(record, **kept))
    if same_age == stored:
        return stored
    changed = dataclasses.replace(same_age, updated_at=now_text())
    _check_in_place(store, changed)
    values = row_of(changed)
    with _writing(store, record):
        differing = {name: value for name, value in values.items() if value != getattr(stored, name)}
        store.db.table(record.TABLE).update(record.id, differing)  # pyright: ignore[reportUnknownMemberType]
        return _read_back(store, changed)


def delete(store: Store, record_type: type[Record], row_id: int) -> None:
    """
    Delete a row, and with it what is part of it.

    Raises
    ------
    DocumentError
        If there is no such row, or others still refer to it.
    """
    stored = _stored(store, record_type, row_id)
    with _writing(store, stored):
        store.db.table(record_type.TABLE).delete(row_id)  # pyright: ignore[reportUnknownMemberType]


def get(store: Store, record_type: type[R], row_id: int) -> R | None:
    """Read one row, None if it is not there."""
    return next(rows(store, record_type, id=row_id), None)


def rows(store: Store, record_type: type[R], **equal: object) -> Iterator[R]:
    """
    Read the rows of a table whose columns equal what is given, in the order of ids.

    Parameters
    ----------
    store : Store
        The document.
    record_type : type of Record
        Which table.
    **equal : object
        Column to value; None for what is empty; a tuple, list or set for any of several values.

    Yields
    ------
    Record
        One a row.
    """
    names = field_names(record_type)
    if strange := set(equal) - set(names):
        raise ValueError(f"{record_type.TABLE} has no column {sorted(strange)}")
    conditions = [_condition(name, wanted) for name, wanted in equal.items()]
    where = f"WHERE {' AND '.join(text for text, _ in conditions)}" if conditions else ""
    values = [value for _, several in conditions for value in several]
    with telling(store.path):
        for row in store.conn.execute(f"{_select(record_type)} {where} ORDER BY id", values):
            yield record_type(**dict(zip(names, row, strict=True)))


def newest(store: Store, record_type: type[R]) -> R | None:
    """Read the row of a table that was made last, None if there is none."""
    with telling(store.path):
        last = store.conn.execute(f"SELECT max(id) FROM {quoted(record_type.TABLE)}").fetchone()[0]
    return get(store, record_type, last) if last else None


def count(store: Store, record_type: type[Record]) -> int:
    """Count the rows of a table."""
    with telling(store.path):
        return store.conn.execute(f"SELECT count(*) FROM {quoted(record_type.TABLE)}").fetchone()[0]


def _condition(name: str, wanted: object) -> tuple[str, Sequence[object]]:
    """Write a condition that partial indexes can serve: `=`, never `IS`, where there is a value."""
    if wanted is None:
        return f"{quoted(name)} IS NULL", ()
    if isinstance(wanted, tuple | list | set | frozenset):
        several = tuple(cast("Iterable[object]", wanted))
        return f"{quoted(name)} IN ({', '.join('?' * len(several))})", several
    return f"{quoted(name)} = ?", (wanted,)


@cache
def _select(record_type: type[Record]) -> str:
    return f"SELECT {', '.join(map(quoted, field_names(record_type)))} FROM {quoted(record_type.TABLE)}"


@cache
def field_names(record_type: type[Record]) -> tuple[str, ...]:
    """Name the columns of a record's table, in the order of its fields."""
    return tuple(field.name for field in dataclasses.fields(record_type))


def row_of(record: Record) -> dict[str, Any]:
    """Give a record's values by column."""
    return {name: getattr(record, name) for name in field_names(type(record))}


def completed(record: R) -> R:
    """Check a record and give it what it lacks: uid, times, and the day ordinals of an entry."""
    check(record)
    now = now_text()
    return with_days(
        dataclasses.replace(
            record,
            uid=record.uid or new_uid(),
            created_at=record.created_at or now,
            updated_at=record.updated_at or now,
        )
    )


def with_days(record: R) -> R:
    """Set the four day ordinals of an entry from its date; any other record is returned as it is."""
    if not isinstance(record, Entry):
        return record
    bounds = bounds_of_date(record.date) if record.date is not None else None
    return dataclasses.replace(record, **{name: getattr(bounds, name, None) for name in ORDINALS})


def _stored(store: Store, record_type: type[R], row_id: int) -> R:
    stored = get(store, record_type, row_id)
    if stored is None:
        raise DocumentError(
            f"This {record_type.TABLE.replace('_', ' ')} is no longer in {store.path.name}: it was deleted. "
            "Nothing was changed. Undo brings it back."
        )
    return stored


@contextmanager
def _writing(store: Store, record: Record) -> Generator[None]:
    if isinstance(record, View) and not store.step_now:
        with history.transaction(store):
            yield
        return
    if not store.step_now:
        raise RuntimeError(f"a {record.TABLE} is written outside a step")
    # A caller may catch what goes wrong and go on with the step: nothing of this row is to stay then.
    with telling(store.path), store.db.atomic():
        yield


def _read_back(store: Store, record: R) -> R:
    """Compare what the file holds with what was to be written: a failing disk is noticed in time."""
    found = get(store, type(record), record.id)
    if found is None or found != record:
        raise DocumentError(
            f"What was written to {store.path.name} reads back differently: the change was not saved. What "
            "was saved before is as it was. The disk may be failing; save a copy on another."
        )
    return found


def _check_in_place(store: Store, record: Record) -> None:
    """Check what depends on other rows."""
    check(record)
    if isinstance(record, Stance):
        _check_proposition(store, record)
    elif isinstance(record, Topic):
        _check_topic(store, record)
    if lineage.lies_within_itself(store, record):
        column = lineage.ABOVE[type(record)]
        raise FieldError(rules_of(type(record))[column].label, "it would lie within itself.")


def _check_proposition(store: Store, stance: Stance) -> None:
    topic = get(store, Topic, stance.topic_id)
    if topic and topic.kind != "proposition":
        raise FieldError(
            "Topic", f"a stance is taken on a proposition, and {topic.wording[:60]!r} is an {topic.kind}."
        )


def _check_topic(store: Store, topic: Topic) -> None:
    if topic.id and topic.kind != "proposition" and next(rows(store, Stance, topic_id=topic.id), None):
        raise FieldError("Kind", "stances were taken on this topic, so it stays a proposition.")
