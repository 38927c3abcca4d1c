"""Positions as of a day by party and proposition, taken out of the columns for whoever shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from timeline_app.columns.evidence import paired
from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.segments import NO_DAY, NON_VALUES, values_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from timeline_app.columns.asides import Asides
    from timeline_app.columns.segments import Segments
    from timeline_app.columns.timeline import Timeline
    from timeline_app.domain.records import Topic


class ShownCell(NamedTuple):
    """A position as it is shown at the end of a day; `age` counts the days since it was last heard."""

    value: int | None
    non_value: str | None
    readings: tuple[int, ...]
    reported: bool
    conditional: bool
    entry: int
    age: int
    is_stale: bool


class Possible(NamedTuple):
    """What may have been said by a day, is not certain by then, and would be the position."""

    value: int | None
    non_value: str | None
    conditional: bool
    entry: int


class Beside(NamedTuple):
    """What stands beside a cell: how many signals were set aside, and what is only possible, by entry."""

    signals: int
    possibly: tuple[Possible, ...]


NOTHING_BESIDE = Beside(0, ())


_CELL = ("value", "non_value", "readings", "reported", "conditional", "entry", "day")
"""What of a stretch makes a cell, in the order in which it is asked for."""


class ShownCells:
    """What is shown at the end of a day; a cell is made when it is asked for."""

    def __init__(self, timeline: Timeline, day: int) -> None:
        self.day = day
        self.segments: Segments = timeline.segments
        self.asides: Asides = timeline.asides
        self._of: Mapping[int, Topic] = timeline.topics
        self._rows = self.segments.as_of(day)
        self._party, self._topic = self.segments.party[self._rows], self.segments.topic[self._rows]
        self._keys = paired(self._party, self._topic)
        self._beside = self.asides.as_of(day)
        self._beside_keys = paired(self.asides.party[self._beside], self.asides.topic[self._beside])

    @property
    def parties(self) -> set[int]:
        """Who has a position, or may have one."""
        return self._distinct(self._party, self.asides.party)

    @property
    def topics(self) -> set[int]:
        """On what there is a position, or may be one."""
        return self._distinct(self._topic, self.asides.topic)

    def _distinct(self, certain: NDArray[np.int32], beside: NDArray[np.int32]) -> set[int]:
        possible = beside[self._beside[self.asides.possible[self._beside]]]
        highest = max((int(ids.max()) for ids in (certain, possible) if len(ids)), default=0)
        held = np.zeros(highest + 1, np.bool_)  # quicker than to sort hundreds of thousands
        held[certain] = held[possible] = True
        return set(np.flatnonzero(held).tolist())

    def latest(self, of: str, heard: bool) -> dict[int, int]:
        """Give by party or topic, as `of` names it, the day of the last change, or on which any was heard."""
        ids: NDArray[np.int32] = getattr(self, f"_{of}")
        days = (self.segments.day if heard else self.segments.since)[self._rows]
        last = np.full(int(ids.max(initial=0)) + 1, NO_DAY, np.int32)
        np.maximum.at(last, ids, days)
        found = np.flatnonzero(last != NO_DAY)
        return dict(zip(found.tolist(), last[found].tolist(), strict=True))

    def at(self, party: int, topic: int) -> ShownCell | None:
        """Give the position of a party on a proposition, None if it has none."""
        return self.several([party], [topic])[0]

    def several(self, parties: Sequence[int], topics: Sequence[int]) -> list[ShownCell | None]:
        """Give the positions of some parties, each on one of as many propositions."""
        keys = paired(np.array(parties, np.int32), np.array(topics, np.int32))
        places = self._keys.searchsorted(keys)
        are_held = np.flatnonzero(places < len(self._keys))
        are_held = are_held[self._keys[places[are_held]] == keys[are_held]]
        rows = self._rows[places[are_held]]
        held: list[NDArray[Any]] = [getattr(self.segments, name) for name in _CELL]
        columns: list[Any] = [column[rows].tolist() for column in held]
        cells: list[ShownCell | None] = [None] * len(keys)
        at: list[int] = are_held.tolist()
        for n, place in enumerate(at):
            cells[place] = self._cell(topics[place], [column[n] for column in columns])
        return cells

    def _cell(self, topic: int, row: list[Any]) -> ShownCell:
        value, non_value, readings, reported, conditional, entry, heard = row
        age = self.day - heard
        return ShownCell(
            None if value == NO_VALUE else value,
            NON_VALUES[non_value] or None,
            values_of(readings),
            reported,
            conditional,
            entry,
            age,
            age > self._of[topic].decay_days,
        )

    def beside(self, party: int, topic: int) -> Beside:
        """Give what stands beside the position of a party on a proposition, or where it would stand."""
        key = (party << 32) + topic
        if not len(self._beside_keys):
            return NOTHING_BESIDE
        first, stop = self._beside_keys.searchsorted([key, key + 1]).tolist()
        if first == stop:
            return NOTHING_BESIDE
        rows = self._beside[first:stop]
        possible = rows[self.asides.possible[rows]].tolist()
        return Beside(len(rows) - len(possible), tuple(self._may_be(row) for row in possible))

    def _may_be(self, row: int) -> Possible:
        asides = self.asides
        value = asides.value[row].item()
        return Possible(
            None if value == NO_VALUE else value,
            NON_VALUES[asides.non_value[row]] or None,
            asides.conditional[row].item(),
            asides.entry[row].item(),
        )

    def have_beside(self, parties: Sequence[int], topics: Sequence[int]) -> list[bool]:
        """Tell of some parties, each on one of as many propositions, whether anything stands beside."""
        keys = paired(np.array(parties, np.int32), np.array(topics, np.int32))
        places = self._beside_keys.searchsorted(keys)
        found = np.zeros(len(keys), np.bool_)
        within = np.flatnonzero(places < len(self._beside_keys))
        found[within] = self._beside_keys[places[within]] == keys[within]
        return found.tolist()
