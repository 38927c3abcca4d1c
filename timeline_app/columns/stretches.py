"""Stretches of time by party and topic as numpy arrays: what holds from a day to a day; no rule, no texts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter, is_
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

import numpy as np

from timeline_app.columns.taking import places_within

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from numpy.typing import NDArray

    Key = tuple[int, int]

FOREVER: Final = 2**31 - 1
"""Stands in `Stretches.end` where it goes on, and for an end that is open or unknown."""
FURTHEST: Final = 2**30 - 1
"""Days further than this from day 0, some 2.9 million years, are moved here: so the columns stay narrow."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """What holds for parties on propositions, a row a stretch, sorted by `party`, `topic` and `start`.

    Attributes
    ----------
    party, topic
        (n,) int32, ids; together the key of the row.
    start, end
        (n,) int32, it holds from the begin of `start` to the begin of `end`; FOREVER where still so.
    """

    party: NDArray[np.int32]
    topic: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]

    def __len__(self) -> int:
        """Count the stretches."""
        return len(self.party)

    @property
    def columns(self) -> list[NDArray[Any]]:
        """The arrays, in the order of the attributes."""
        return list(_columns_of(type(self))(self))

    def of(self, party: int, topic: int) -> slice:
        """Give the rows of a party and topic; an empty slice where they would stand if there are none."""
        low, high = _range_of(self.party, party, 0, len(self))
        return slice(*_range_of(self.topic, topic, low, high))

    def of_party(self, party: int) -> slice:
        """Give the rows of a party."""
        return slice(*_range_of(self.party, party, 0, len(self)))

    def first_of_parties(self) -> NDArray[np.intp]:
        """Give the first row of each party that has any."""
        highest = int(self.party[-1]) if len(self) else -1
        ids = np.arange(highest + 1, dtype=np.int32)
        return np.unique(self.party.searchsorted(ids))

    def part(self, rows: slice | NDArray[np.intp]) -> Self:
        """Give some rows, of which nothing is copied if they follow on each other."""
        return type(self)(*(column[rows] for column in self.columns))

    def copied(self) -> Self:
        """Give a copy, in which rows can be exchanged while others hold the rows as they are."""
        return type(self)(*(column.copy() for column in self.columns))

    def ranges(
        self, parties: NDArray[np.int32], topics: NDArray[np.int32]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Give the first rows of some parties, each on one of as many topics, and those after their last."""
        first, stop = np.empty((2, len(parties)), np.intp)
        order = np.argsort(parties, kind="stable")
        for asked in np.split(order, np.flatnonzero(np.diff(parties[order])) + 1):
            if len(asked):
                of = self.of_party(int(parties[asked[0]]))
                held = self.topic[of]
                first[asked] = of.start + held.searchsorted(topics[asked], "left")
                stop[asked] = of.start + held.searchsorted(topics[asked], "right")
        return first, stop

    def are_shown(self, day: int) -> NDArray[np.bool_]:
        """Tell which rows are shown at the end of a day, (n,)."""
        at = np.int32(clipped(day))
        shown = self.start <= at
        shown &= self.end > at
        return shown

    def as_of(self, day: int) -> NDArray[np.intp]:
        """Give the rows that are shown at the end of a day, of positions at most one a key, in order."""
        return np.flatnonzero(self.are_shown(day))

    def keys(self) -> NDArray[np.int32]:
        """Give the parties and topics that have rows, (k, 2), in order."""
        first = np.ones(len(self), np.bool_)
        first[1:] = (self.party[1:] != self.party[:-1]) | (self.topic[1:] != self.topic[:-1])
        return np.stack([self.party[first], self.topic[first]], axis=1)

    def exchanged(self, keys: Collection[Key], fresh: Self) -> Self:
        """Put fresh rows in the place of those of some keys, to which all of the fresh belong.

        Columns that stay alike are kept. Where the rows are as many as before, they are written to where they
        lie: who held the rows before sees the fresh ones.
        """
        wanted = sorted(set(keys))
        pairs = [(self.of(*key), fresh.of(*key)) for key in wanted]
        if all(old.stop - old.start == new.stop - new.start for old, new in pairs):
            return self._overwritten([old for old, _ in pairs], fresh)
        merged = [_merged(*both, pairs) for both in zip(self.columns, fresh.columns, strict=True)]
        return type(self)(*merged)

    def _overwritten(self, places: list[slice], fresh: Self) -> Self:
        first, stop = (
            np.array(ends, np.intp) for ends in ([p.start for p in places], [p.stop for p in places])
        )
        at = places_within(first, stop - first)
        columns = [_changed(old, at, new) for old, new in zip(self.columns, fresh.columns, strict=True)]
        return self if all(map(is_, columns, self.columns)) else type(self)(*columns)


@cache
def _columns_of(kind: type[Stretches]) -> Callable[[Stretches], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in fields(kind)))


S = TypeVar("S", bound=Stretches)


def one_after_another(found: Sequence[S]) -> S:
    """Join stretches of different parties and topics that follow on each other."""
    columns = zip(*(stretches.columns for stretches in found), strict=True)
    return type(found[0])(*map(np.concatenate, columns))


def _range_of(column: NDArray[np.int32], wanted: int, low: int, high: int) -> tuple[int, int]:
    # As one of their own type: else numpy would first turn all of the column into wider numbers.
    part, one = column[low:high], np.int32(wanted)
    return low + int(part.searchsorted(one, "left")), low + int(part.searchsorted(one, "right"))


def _merged(old: NDArray[Any], new: NDArray[Any], pairs: list[tuple[slice, slice]]) -> NDArray[Any]:
    pieces: list[NDArray[Any]] = []
    done = 0
    for gone, come in pairs:
        pieces += [old[done : gone.start], new[come]]
        done = gone.stop
    return np.concatenate([*pieces, old[done:]])


def _changed(old: NDArray[Any], at: NDArray[np.intp], new: NDArray[Any]) -> NDArray[Any]:
    """Put other values at some places of a column; the same column if they are no others."""
    if np.array_equal(old[at], new):
        return old
    old[at] = new
    return old.view()


def clipped(day: int) -> int:
    """Move a day that is too far off to where columns end."""
    return max(-FURTHEST, min(day, FURTHEST))
