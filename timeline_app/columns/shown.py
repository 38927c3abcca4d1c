"""Positions as of a day by party and proposition, taken out of the columns for whoever shows them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.columns.evidence import paired
from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.segments import NO_DAY, NON_VALUES, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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

    @cached_property
    def _are_shown(self) -> NDArray[np.bool_]:
        return self.segments.are_shown(self.day)

    @cached_property
    def _beside(self) -> NDArray[np.intp]:
        """The rows of what stands beside positions."""
        return self.asides.as_of(self.day)

    @cached_property
    def _beside_keys(self) -> NDArray[np.int64]:
        return paired(self.asides.party[self._beside], self.asides.topic[self._beside])

    def known(self, of: str) -> NDArray[np.bool_]:
        """Tell by party or topic, as `of` names it, whether there is a position, or may be one."""
        beside = self._beside[self.asides.possible[self._beside]]
        possible: NDArray[np.int32] = getattr(self.asides, of)[beside]
        certain = self._parties_shown() if of == "party" else self.segments.topic[self._are_shown]
        highest = max((int(ids.max()) for ids in (certain, possible) if len(ids)), default=0)
        held = np.zeros(highest + 1, np.bool_)
        held[certain] = held[possible] = True
        return held

    def _parties_shown(self) -> NDArray[np.int32]:
        """Give who has a position: rows are sorted by party, so each need not be looked at by itself."""
        first = self.segments.first_of_parties()
        if not len(first):
            return self.segments.party
        return self.segments.party[first[np.logical_or.reduceat(self._are_shown, first)]]

    def latest(self, of: str, heard: bool) -> NDArray[np.int32]:
        """Give by party or topic, as `of` names it, the day of the last change, or on which any was heard.

        NO_DAY where there is none.
        """
        ids: NDArray[np.int32] = getattr(self.segments, of)[self._are_shown]
        days = (self.segments.day if heard else self.segments.since)[self._are_shown]
        last = np.full(int(ids.max(initial=0)) + 1, NO_DAY, np.int32)
        np.maximum.at(last, ids, days)
        return last

    def at(self, party: int, topic: int) -> ShownCell | None:
        """Give the position of a party on a proposition, None if it has none."""
        return self.several([party], [topic])[0]

    def several(self, parties: Sequence[int], topics: Sequence[int]) -> list[ShownCell | None]:
        """Give the positions of some parties, each on one of as many propositions."""
        sides = np.array(parties, np.int32), np.array(topics, np.int32)
        are_held, rows = self.segments.held(*sides, self.day)
        cells: list[ShownCell | None] = [None] * len(topics)
        at: list[int] = are_held.tolist()
        for place, cell in zip(at, self._made([topics[place] for place in at], rows), strict=True):
            cells[place] = cell
        return cells

    def _made(self, topics: list[int], rows: NDArray[np.intp]) -> Iterator[ShownCell]:
        """Make the cells of some rows, column by column: one party may stand somewhere on thousands."""
        of = self.segments
        age: list[int] = (self.day - of.day[rows].astype(np.int64)).tolist()
        values: list[int] = of.value[rows].tolist()
        non_values: list[int] = of.non_value[rows].tolist()
        columns: tuple[Iterable[object], ...] = (
            [None if value == NO_VALUE else value for value in values],
            [NON_VALUES[number] or None for number in non_values],
            map(values_of, of.readings[rows].tolist()),
            of.reported[rows].tolist(),
            of.conditional[rows].tolist(),
            of.entry[rows].tolist(),
            age,
            [days > self._of[topic].decay_days for days, topic in zip(age, topics, strict=True)],
        )
        return map(ShownCell._make, zip(*columns, strict=True))

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
