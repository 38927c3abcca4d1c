"""Entries made from entries: a copy with what hangs on it, or the start of another like it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, TypeVar

from timeline_app.domain.errors import DocumentError
from timeline_app.domain.records import (
    Alternative,
    AlternativeCondition,
    Citation,
    Entry,
    Figure,
    Participation,
    Record,
    Stance,
    StanceCondition,
    Tag,
    Value,
)
from timeline_app.storage.naming import table_words
from timeline_app.storage.rows import get, insert, rows, update

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline_app.storage.history import Step
    from timeline_app.storage.store import Store

R = TypeVar("R", bound=Record)

# In the order in which they are copied: what is referred to before what refers.
_COPIED: tuple[tuple[type[Record], tuple[str, ...]], ...] = (
    (Participation, ("entry_id",)),
    (Stance, ("entry_id",)),
    (StanceCondition, ("stance_id",)),
    (Citation, ("entry_id", "stance_id")),
    (Alternative, ("stance_id",)),
    (AlternativeCondition, ("alternative_id",)),
    (Figure, ("entry_id",)),
    (Tag, ("entry_id", "citation_id")),
    (Value, ("entry_id", "stance_id")),
)
_REFERRED: dict[str, type[Record]] = {
    "entry_id": Entry,
    "stance_id": Stance,
    "citation_id": Citation,
    "alternative_id": Alternative,
}


def duplicate_entry(step: Step, entry_id: int) -> int:
    """
    Copy an entry with its participations, stances, citations, figures, tags and values.

    Returns
    -------
    int
        The id of the copy: a draft without code. Links and notes stay with the original.

    Raises
    ------
    DocumentError
        If there is no such entry.
    """
    store = step.store
    entry = _entry(store, entry_id)
    copy = insert(store, dataclasses.replace(_unsaved(entry), code=None, status="draft"))
    ids: dict[type[Record], dict[int, int]] = {Entry: {entry_id: copy.id}}
    for record_type, columns in _COPIED:
        found: dict[int, Record] = {}
        for column in columns:
            known = ids[_REFERRED[column]]
            found |= {r.id: r for r in rows(store, record_type, **{column: list(known)})} if known else {}
        ids[record_type] = _copy_all(store, [found[row_id] for row_id in sorted(found)], ids)
    return copy.id


def entry_like(store: Store, entry_id: int) -> Entry:
    """
    Start another entry like one: its kind, date, place, venue and heading; unsaved, without a title.

    Raises
    ------
    DocumentError
        If there is no such entry.
    """
    entry = _entry(store, entry_id)
    return Entry(
        kind=entry.kind,
        date=entry.date,
        date_basis=entry.date_basis,
        time_zone=entry.time_zone,
        venue=entry.venue,
        place=entry.place,
        group_id=entry.group_id,
    )


def parts_like(store: Store, entry_id: int) -> list[Participation]:
    """Give the participations of an entry for another like it: unsaved, of no entry yet."""
    found = rows(store, Participation, entry_id=entry_id)
    return [dataclasses.replace(_unsaved(part), entry_id=0, as_named=None, origins=None) for part in found]


def _entry(store: Store, entry_id: int) -> Entry:
    entry = get(store, Entry, entry_id)
    if entry is None:
        raise DocumentError(
            f"This {table_words(Entry)} is no longer in {store.path.name}: it was deleted. Nothing was "
            "changed. Undo brings it back."
        )
    return entry


def _unsaved(record: R) -> R:
    return dataclasses.replace(record, id=0, uid="", created_at="", updated_at="", coder_id=None)


def _copy_all(
    store: Store, found: list[Record], ids: Mapping[type[Record], Mapping[int, int]]
) -> dict[int, int]:
    """Write copies in the order of the originals, and tell which became which."""
    copies = {r.id: insert(store, dataclasses.replace(_unsaved(r), **_moved(r, ids))) for r in found}
    own = {row_id: copy.id for row_id, copy in copies.items()}
    for copy in copies.values():
        # A figure may be part of one that is copied after it.
        if isinstance(copy, Figure) and copy.part_of_id in own:
            update(store, dataclasses.replace(copy, part_of_id=own[copy.part_of_id]))
    return own


def _moved(record: Record, ids: Mapping[type[Record], Mapping[int, int]]) -> dict[str, Any]:
    """Let a copy refer to the copies of what its original refers to."""
    return {
        column: ids.get(target, {}).get(getattr(record, column), getattr(record, column))
        for column, target in _REFERRED.items()
        if hasattr(record, column)
    }
