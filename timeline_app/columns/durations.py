"""Marks that reach over more than a day, found by the stretch of time they meet; knows nothing of marks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

PART: Final = 4096
"""Durations that are looked at or counted at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Durations:
    """Durations by when they begin; how many meet a stretch of time is a difference of two counts.

    Attributes
    ----------
    start, end, rows
        (n,) each, in the order of their start; `rows` is what is given for each.
    ends
        (n,) the ends, sorted.
    begun, ended
        Count by lane those that begin, and that end, first.
    """

    start: Floats
    end: Floats
    rows: Places
    ends: Floats
    begun: LaneCounts
    ended: LaneCounts

    def count(self, first: float, last: float) -> int:
        """Count those that meet a stretch of time, float days."""
        begun, ended = self._until(first, last)
        return begun - ended

    def count_by_lane(self, first: float, last: float) -> dict[int, int]:
        """Count those that meet a stretch of time by lane."""
        begun, ended = self._until(first, last)
        counts = self.begun.of_first(begun) - self.ended.of_first(ended)
        return dict(zip(self.begun.lanes.tolist(), counts.tolist(), strict=True))

    def meeting(self, first: float, last: float) -> Iterator[Places]:
        """Give the rows of those that meet a stretch of time, the last that began first, a part at a time."""
        stop, size = self._until(first, last)[0], PART
        while stop > 0:
            part = slice(max(stop - size, 0), stop)
            yield self.rows[part][self.end[part] >= first][::-1]
            stop, size = part.start, 2 * size

    def _until(self, first: float, last: float) -> tuple[int, int]:
        """Count those that begin until the end of a stretch of time, and that end before it."""
        return int(self.start.searchsorted(last, "right")), int(self.ends.searchsorted(first, "left"))

    def shifted(self, gone: Places, come: Places) -> Durations:
        """Give them after rows went, none of theirs, and others came before some; both sorted."""
        rows = self.rows - gone.searchsorted(self.rows) + come.searchsorted(self.rows, "right")
        return replace(self, rows=rows)


@dataclass(frozen=True, slots=True, eq=False)
class LaneCounts:
    """How often each lane stands among the first of a sequence.

    Attributes
    ----------
    lanes
        (k,) the lanes, sorted.
    places
        (n,) for each of the sequence, where its lane stands in `lanes`.
    sums
        (m + 1, k) how often each stands among the first 0, `step`, 2 * `step` and so on.
    """

    lanes: NDArray[np.int32]
    places: NDArray[np.int32]
    sums: Places
    step: int

    def of_first(self, count: int) -> Places:
        """Count each lane among the first so many: (k,)."""
        whole = count // self.step
        more = self.places[whole * self.step : count]
        return self.sums[whole] + np.bincount(more, minlength=len(self.lanes))


def durations_of(start: Floats, end: Floats, rows: Places, lanes: NDArray[np.int32]) -> Durations:
    """Sort durations.

    Parameters
    ----------
    start, end
        (n,) float days; an end may be infinite, and comes after its start.
    rows
        (n,) what is given for each.
    lanes
        (n,) by which they are counted.
    """
    by_start, by_end = (np.argsort(side, kind="stable") for side in (start, end))
    known, places = _numbered(lanes)
    begun, ended = (_counted(known, places[order]) for order in (by_start, by_end))
    return Durations(start[by_start], end[by_start], rows[by_start], end[by_end], begun, ended)


def _numbered(lanes: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Give each lane once, sorted, and for each of all its place there; hashing would take far longer."""
    if not len(lanes):
        return lanes, lanes
    low = lanes.min()
    there = np.bincount(lanes - low) > 0
    number = np.cumsum(there, dtype=np.int32) - np.int32(1)
    return (np.flatnonzero(there) + low).astype(np.int32), number[lanes - low]


def _counted(lanes: NDArray[np.int32], places: NDArray[np.int32]) -> LaneCounts:
    """Sum up lanes part by part; the more lanes, the longer the parts, so that the sums stay few."""
    step = max(PART, len(lanes))
    parts = np.arange(len(places)) // step
    shape = (len(places) // step + 1, len(lanes))
    counts = np.bincount(parts * len(lanes) + places, minlength=shape[0] * shape[1]).reshape(shape)
    sums = np.zeros((shape[0] + 1, len(lanes)), np.intp)
    np.cumsum(counts, axis=0, out=sums[1:])
    return LaneCounts(lanes, places, sums, step)
