"""Positions as of a day by party and proposition, taken out of the columns for whoever shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.columns.evidence import paired
from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.segments import NO_DAY, NON_VALUES, values_of

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        return {*np.unique(self._party).tolist(), *self._possible(self.asides.party)}

    @property
    def topics(self) -> set[int]:
        """On what there is a position, or may be one."""
        return {*np.unique(self._topic).tolist(), *self._possible(self.asides.topic)}

    def _possible(self, column: NDArray[np.int32]) -> list[int]:
        return np.unique(column[self._beside[self.asides.possible[self._beside]]]).tolist()

    def latest(self, of: str, heard: bool) -> dict[int, int]:
        """Give by party or topic, as `of` names it, the day of the last change, or on which any was heard."""
        ids = getattr(self, f"_{of}")
        days = (self.segments.day if heard else self.segments.since)[self._rows]
        found, place = np.unique(ids, return_inverse=True)
        last = np.full(len(found), NO_DAY, np.int32)
        np.maximum.at(last, place, days)
        return dict(zip(found.tolist(), last.tolist(), strict=True))

    def at(self, party: int, topic: int) -> ShownCell | None:
        """Give the position of a party on a proposition, None if it has none."""
        key = (party << 32) + topic
        place = int(self._keys.searchsorted(key))
        if place == len(self._keys) or self._keys[place] != key:
            return None
        row = self._rows[place]
        names = ("value", "non_value", "readings", "reported", "conditional", "entry", "day")
        value, non_value, readings, reported, conditional, entry, heard = (
            getattr(self.segments, name)[row].item() for name in names
        )
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
