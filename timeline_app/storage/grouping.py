"""Puts a document's marks into the lanes of another grouping: by speaker, topic or kind of entry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from timeline_app.columns.marks import NO_VALUE, exchanged
from timeline_app.columns.regrouping import FIRST_KIND, Places, regrouped
from timeline_app.domain.records import Person
from timeline_app.storage.failures import reading
from timeline_app.storage.mark_columns import IN_A_LANE, ONLY_NAMED, shared_values
from timeline_app.storage.narrowing import among
from timeline_app.storage.rows import rows

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks
    from timeline_app.columns.timeline import Timeline
    from timeline_app.domain.vocabulary import Grouping
    from timeline_app.storage.store import Store

BY_PARTY: frozenset[Grouping] = frozenset({"state", "party"})
"""Groupings whose lanes are those of parties."""

SPEAKING: Final = ", ".join(f"'{role}'" for role in IN_A_LANE if role not in ONLY_NAMED)
"""Roles of who spoke or acted."""
_STANCE = np.dtype([("key", "i8"), ("value", "i1"), ("reported", "?")])


def grouped(
    store: Store, timeline: Timeline, grouping: Grouping, before: tuple[Timeline, Timeline] | None = None
) -> Timeline:
    """
    Give a document in the lanes of a grouping.

    Parameters
    ----------
    timeline
        The document by state.
    before
        An earlier timeline by state, and what this gave for it and this grouping: only what was touched
        since is read.

    Raises
    ------
    DocumentError
        If the file cannot be read.
    """
    if grouping in BY_PARTY:
        return timeline if grouping == timeline.grouping else replace(timeline, grouping=grouping)
    with reading(store.path):
        persons = {person.id: person for person in rows(store, Person)} if grouping == "speaker" else {}
        if before and before[1].persons == persons:
            persons = before[1].persons
        marks = _marks(store, timeline, grouping, before)
    return replace(timeline, grouping=grouping, marks=marks, persons=persons)


def _marks(
    store: Store, timeline: Timeline, grouping: Grouping, before: tuple[Timeline, Timeline] | None
) -> Marks:
    """Put all marks into their lanes, or those touched where the others stand in them already."""
    touched = timeline.touched_since(before[0]) if before else None
    if before is None or touched is None:
        return regrouped(timeline.marks, _read_places(store, grouping, timeline.marks, None))
    if not touched:
        return before[1].marks
    entries = sorted(touched)
    some = timeline.marks.taken(timeline.marks.rows_of(entries))
    fresh = regrouped(some, _read_places(store, grouping, some, entries))
    return exchanged(before[1].marks, entries, fresh)


def _read_places(store: Store, grouping: Grouping, marks: Marks, entries: Collection[int] | None) -> Places:
    """Read in which lanes some entries stand, whose marks are given, or all for None."""
    stances = _read_stances(store, entries)
    if grouping == "topic":
        keys, value = shared_values(stances["key"], stances)
        return Places(*_parted(keys), value)
    if grouping == "speaker":
        entry, lane = _parted(np.sort(_read_speakers(store, entries)))
    else:
        entry, first = np.unique(marks.entry, return_index=True)
        lane = marks.kind[first].astype(np.int32) + FIRST_KIND
    keys, shared = shared_values(stances["key"] >> 32, stances)
    value = np.full(len(entry), NO_VALUE, np.int8)
    if len(keys):
        found = np.minimum(keys.searchsorted(entry), len(keys) - 1)
        value = np.where(keys[found] == entry, shared[found], value)
    return Places(entry, lane, value)


def _parted(keys: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Give the entries and the lanes of keys."""
    return (keys >> 32).astype(np.int32), (keys & (2**32 - 1)).astype(np.int32)


def _read_stances(store: Store, entries: Collection[int] | None) -> NDArray[Any]:
    condition, values = among("entry_id", entries)
    query = f"""
        SELECT entry_id << 32 | topic_id, coalesce(value, {NO_VALUE}), mode = 'reported' FROM stance
        WHERE {condition}
    """
    return np.fromiter(store.conn.execute(query, values), _STANCE)


def _read_speakers(store: Store, entries: Collection[int] | None) -> NDArray[np.int64]:
    """Read who spoke or acted in entries, each once."""
    condition, values = among("entry_id", entries)
    query = f"""
        SELECT DISTINCT entry_id << 32 | person_id FROM participation
        WHERE person_id NOTNULL AND role IN ({SPEAKING}) AND {condition}
    """
    return np.fromiter((key for (key,) in store.conn.execute(query, values)), np.int64)
