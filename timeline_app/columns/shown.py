"""Positions as of a day by party and proposition, taken out of the columns for whoever shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.segments import NON_VALUES, values_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from timeline_app.columns.segments import Segments
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


class ShownCells:
    """What is shown at the end of a day; a cell is made when it is asked for."""

    def __init__(self, segments: Segments, topics: Mapping[int, Topic], day: int) -> None:
        self.day = day
        self._segments, self._of = segments, topics
        self._rows = segments.as_of(day)
        self._party, self._topic = segments.party[self._rows], segments.topic[self._rows]
        self._keys = _numbers(self._party, self._topic)

    @property
    def parties(self) -> set[int]:
        """Who has a position."""
        return set(np.unique(self._party).tolist())

    @property
    def topics(self) -> set[int]:
        """On what there is a position."""
        return set(np.unique(self._topic).tolist())

    def at(self, party: int, topic: int) -> ShownCell | None:
        """Give the position of a party on a proposition, None if it has none."""
        key = (party << 32) + topic
        place = int(self._keys.searchsorted(key))
        if place == len(self._keys) or self._keys[place] != key:
            return None
        row = self._rows[place]
        names = ("value", "non_value", "readings", "reported", "conditional", "entry", "day")
        value, non_value, readings, reported, conditional, entry, heard = (
            getattr(self._segments, name)[row].item() for name in names
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


def _numbers(party: NDArray[np.int32], topic: NDArray[np.int32]) -> NDArray[np.int64]:
    return (party.astype(np.int64) << 32) + topic
