"""Puts a document's marks into the lanes of another grouping: by speaker, topic or kind of entry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from timeline_app.columns.marks import NO_VALUE, exchanged
from timeline_app.columns.regrouping import FIRST_KIND, Places, regrouped
from timeline_app.columns.taking import each_once
from timeline_app.domain.records import Participation, Person, Stance
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
    from timeline_app.storage.replay import Progress
    from timeline_app.storage.store import Store

BY_PARTY: frozenset[Grouping] = frozenset({"state", "party"})
"""Groupings whose lanes are those of parties."""

SPEAKING: Final = ", ".join(f"'{role}'" for role in IN_A_LANE if role not in ONLY_NAMED)
"""Roles of who spoke or acted."""
_PIECE = 100_000
"""Rows between two looks at whether somebody stopped it."""
_KEY = np.dtype([("key", "i8")])
_STANCE = np.dtype([("key", "i8"), ("value", "i1"), ("reported", "?")])


def grouped(
    store: Store,
    timeline: Timeline,
    grouping: Grouping,
    before: tuple[Timeline, Timeline] | None = None,
    progress: Progress | None = None,
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
    progress
        Is told how many rows of how many were read; what it raises stops it.

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
        marks = _marks(_Reading(store, progress or _ignored), timeline, grouping, before)
    return replace(timeline, grouping=grouping, marks=marks, persons=persons, density=None)


def _ignored(_done: int, _total: int) -> None:
    pass


def _marks(
    rows_of: _Reading, timeline: Timeline, grouping: Grouping, before: tuple[Timeline, Timeline] | None
) -> Marks:
    """Put all marks into their lanes, or those touched where the others stand in them already."""
    touched = timeline.touched_since(before[0]) if before else None
    if before is None or touched is None:
        return regrouped(timeline.marks, _read_places(rows_of, grouping, timeline.marks, None))
    if not touched:
        return before[1].marks
    entries = sorted(touched)
    some = timeline.marks.of(entries)
    fresh = regrouped(some, _read_places(rows_of, grouping, some, entries))
    return exchanged(before[1].marks, entries, fresh)


def _read_places(
    rows_of: _Reading, grouping: Grouping, marks: Marks, entries: Collection[int] | None
) -> Places:
    """Read in which lanes some entries stand, whose marks are given, or all for None."""
    stances = rows_of.stances(entries)
    if grouping == "topic":
        keys, value = shared_values(stances["key"], stances)
        return Places(*_parted(keys), value)
    if grouping == "speaker":
        entry, lane = _parted(rows_of.speakers(entries))
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


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads rows of some entries, or for None of all, piece by piece and telling how far it is."""

    store: Store
    progress: Progress

    def stances(self, entries: Collection[int] | None) -> NDArray[Any]:
        """Give by stance its entry and topic as a key, its value, and whether it is reported."""
        columns = f"entry_id << 32 | topic_id, coalesce(value, {NO_VALUE}), mode = 'reported'"
        return self._read(columns, Stance.TABLE, "TRUE", entries, _STANCE)

    def speakers(self, entries: Collection[int] | None) -> NDArray[np.int64]:
        """Give who spoke or acted in which entry as keys, sorted, each once."""
        spoke = f"person_id NOTNULL AND role IN ({SPEAKING})"
        keys = self._read("entry_id << 32 | person_id", Participation.TABLE, spoke, entries, _KEY)["key"]
        return each_once(keys)

    def _read(
        self, columns: str, table: str, where: str, entries: Collection[int] | None, dtype: np.dtype[Any]
    ) -> NDArray[Any]:
        conn = self.store.conn
        if entries is not None:
            condition, values = among("entry_id", entries)
            query = f"SELECT {columns} FROM {table} WHERE {where} AND {condition}"
            return np.fromiter(conn.execute(query, values), dtype)
        (last,) = conn.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
        query = f"SELECT {columns} FROM {table} WHERE {where} AND id BETWEEN ? AND ?"
        pieces = [np.empty(0, dtype)]
        for first in range(1, last + 1, _PIECE):
            self.progress(first, last)
            pieces.append(np.fromiter(conn.execute(query, (first, first + _PIECE - 1)), dtype))
        return np.concatenate(pieces)
