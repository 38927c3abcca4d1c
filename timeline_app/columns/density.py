"""How many marks stand in which lane when: a cumulative grid over time, counted by pixel at any zoom.

Knows no zoom and no window: whoever asks gives the edges between which is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from timeline_app.columns.marks import NO_VALUE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks
    from timeline_app.columns.timeline import Timeline

MOST_CELLS: Final = 2_000_000
"""Bins times lanes, at the most; three numbers of 32 bits each."""
MOST_BINS: Final = 2**14
MOST_PEAKS: Final = 400
"""Answers about the most marks within some days that are remembered."""
MARKS, VALUED, SUM = range(3)
"""Channels: all marks, those with a value, and the sum of their values."""


class Counts(NamedTuple):
    """What stands in each lane between one edge and the next, (edges - 1, lanes) int32 each."""

    marks: NDArray[np.int32]
    valued: NDArray[np.int32]
    sum: NDArray[np.int32]


@dataclass(eq=False)
class Density:
    """The dated marks of a document, counted by day and lane.

    Attributes
    ----------
    lanes
        (lanes,) int32, as in `Marks.lane`, sorted; the columns of what is counted.
    first
        First day of the first bin.
    days
        Days a bin; 1 or more.
    grid
        (bins + 1, 3, lanes) int32, what stands before each bin; bin-major, so that a moment is read at once.
    """

    marks: Marks
    lanes: NDArray[np.int32]
    first: float
    days: float
    grid: NDArray[np.int32]

    def is_of(self, marks: Marks) -> bool:
        """Tell whether it counts marks that stand and are valued like these."""
        mine = vars(self.marks)  # nothing is to be made again for this
        return all(mine.get(name) is getattr(marks, name) for name in ("lane", "day", "value", "time"))

    def follow(self, marks: Marks, entries: Sequence[int]) -> bool:
        """Count marks instead that differ in those of some entries only; tell whether that can be done.

        In place: to copy the grid would take longer than all else of an edit.
        """
        gone, come = self._cells(self.marks, entries), self._cells(marks, entries)
        if marks.kin is not self.marks.kin or gone is None or come is None:
            return False
        more: dict[int, dict[int, NDArray[np.int32]]] = {}
        for cells, sign in ((gone, -1), (come, 1)):
            for bin_, column, weights in cells:
                of_column = more.setdefault(column, {})
                of_column[bin_] = of_column.get(bin_, 0) + sign * weights
        for column, of_column in more.items():
            self._add(column, of_column)
        self.marks = marks
        vars(self).pop("_peaks", None)
        return True

    def _add(self, column: int, more: dict[int, NDArray[np.int32]]) -> None:
        """Count more, or fewer, in some bins of a column."""
        stands = np.zeros(len(Counts._fields), np.int32)
        for here, following in pairwise([*sorted(more), len(self.grid) - 1]):
            stands += more[here]
            if stands.any():
                self.grid[here + 1 : following + 1, :, column] += stands

    def _cells(self, marks: Marks, entries: Sequence[int]) -> list[tuple[int, int, NDArray[np.int32]]] | None:
        """Give where the dated marks of some entries count, bin and column, and how much in each channel."""
        some = marks.of(entries)
        some = some.taken(~np.isnan(some.day))
        lane, value = some.lane, some.value
        bins = np.floor((some.day - self.first) / self.days)
        if not (np.isin(lane, self.lanes).all() and ((bins >= 0) & (bins < len(self.grid) - 1)).all()):
            return None
        has_value = value != NO_VALUE
        weights = np.stack((np.ones_like(has_value), has_value, np.where(has_value, value, 0)), axis=1)
        columns = self.lanes.searchsorted(lane)
        places = zip(bins.astype(np.intp).tolist(), columns.tolist(), weights.astype(np.int32), strict=True)
        return list(places)

    def peak(self, days: float, columns: Sequence[int] | None = None) -> int:
        """Give about the most marks within so many days that a lane holds, or some of them together."""
        step = max(round(days / self.days), 1)
        found = (step, None if columns is None else tuple(columns))
        if found not in self._peaks:
            if len(self._peaks) >= MOST_PEAKS:
                self._peaks.clear()
            counts = self.grid[::step, MARKS]
            if columns is not None:
                counts = counts[:, columns].sum(axis=1, dtype=np.int32)
            self._peaks[found] = int(np.diff(counts, axis=0).max(initial=1))
        return self._peaks[found]

    @cached_property
    def _peaks(self) -> dict[tuple[int, tuple[int, ...] | None], int]:
        """The most marks within so many bins, of a lane or of some together, by what was asked for."""
        return {}

    def between(
        self, edges: NDArray[np.float64], columns: Sequence[int] | None = None, *, by_time: bool = False
    ) -> Counts:
        """Count what lies between each edge and the next.

        Parameters
        ----------
        edges
            Points in time, float days, sorted; a mark lies at the begin of its day.
        columns
            Those of `lanes` that are counted, in this order; None for all.
        by_time
            Whether the edges are far closer than days: a mark then lies at its time of day, and one without
            anywhere in its day, so it counts between all edges there.
        """
        is_close = len(edges) > 1 and (edges[-1] - edges[0]) / (len(edges) - 1) < self.days
        # Bins of a day are exact at any zoom: all lies at its begin.
        if by_time or (is_close and self.days > 1.0):
            lanes = self.lanes if columns is None else self.lanes[np.array(columns, np.intp)]
            seen = self.marks.between(float(edges[0]), float(edges[-1]))
            rows = np.arange(seen.start, seen.stop, dtype=np.intp)
            return count_marks(self.marks, rows, lanes, edges, by_time=by_time)
        bins = np.clip(np.ceil((edges - self.first) / self.days), 0, len(self.grid) - 1).astype(np.intp)
        return Counts(*np.moveaxis(np.diff(self._before(bins, columns), axis=0), 1, 0))

    def _before(self, bins: NDArray[np.intp], columns: Sequence[int] | None) -> NDArray[np.int32]:
        """Give what stands before some bins in some columns, (bins, 3, columns)."""
        if columns is None:
            return self.grid[bins]
        channels = np.arange(0, self.grid[0].size, len(self.lanes), dtype=np.intp)
        cells = np.add.outer(channels, np.array(columns, np.intp)).reshape(-1)
        flat = self.grid.reshape(len(self.grid), -1)
        return flat[bins[:, np.newaxis], cells].reshape(len(bins), len(channels), -1)


def count_marks(
    marks: Marks,
    rows: NDArray[np.intp],
    lanes: NDArray[np.int32],
    edges: NDArray[np.float64],
    *,
    by_time: bool = False,
) -> Counts:
    """Count marks at some rows one by one, in some lanes, between each edge and the next.

    Parameters
    ----------
    marks, rows
        Which marks; those outside the edges do not count.
    lanes
        (lanes,) int32, as in `Marks.lane`, in the order in which they are wanted.
    edges
        Points in time, float days, evenly apart; a mark lies at the begin of its day.
    by_time
        Whether a mark lies at its time of day, and one without anywhere in its day.
    """
    places = _places_of(lanes)
    rows, place = places.of(marks, rows)
    return (_counted_by_time if by_time else _counted)(marks, rows, place, len(lanes), edges)


def _counted(
    marks: Marks, rows: NDArray[np.intp], place: NDArray[np.int32], lanes: int, edges: NDArray[np.float64]
) -> Counts:
    """Count marks at the begin of their day."""
    day = marks.day[rows]
    shape = (len(edges) - 1, lanes)
    seen = np.flatnonzero((day >= edges[0]) & (day < edges[-1]))
    at = ((day[seen] - edges[0]) / ((edges[-1] - edges[0]) / shape[0])).astype(np.intp)
    cell = at.clip(0, shape[0] - 1) * lanes + place[seen]
    return Counts(*(_summed(cell, channel, shape) for channel in _channels(marks.value[rows[seen]])))


def _counted_by_time(
    marks: Marks, rows: NDArray[np.intp], place: NDArray[np.int32], lanes: int, edges: NDArray[np.float64]
) -> Counts:
    """Count marks at their time of day, and those without over their whole day."""
    pixels = len(edges) - 1
    day, time, value = marks.day[rows], marks.time[rows], marks.value[rows]
    timed = ~np.isnan(time)
    at = np.floor((day + time - edges[0]) / ((edges[-1] - edges[0]) / pixels))
    seen = timed & (at >= 0) & (at < pixels)
    cell = at[seen].astype(np.intp) * lanes + place[seen]
    first = int(np.floor(edges[0]))
    days = int(np.floor(edges[-1])) - first + 1
    of_day = (day[~timed] - first).astype(np.intp)
    held = (of_day >= 0) & (of_day < days)
    of_day = of_day[held] * lanes + place[~timed][held]
    pixel_day = np.floor((edges[:-1] + edges[1:]) / 2).astype(np.intp) - first
    whole = _channels(value[~timed][held])
    return Counts(
        *(
            _summed(cell, one, (pixels, lanes)) + _summed(of_day, other, (days, lanes))[pixel_day]
            for one, other in zip(_channels(value[seen]), whole, strict=True)
        )
    )


NOWHERE: Final = -1
"""Place of a lane that is not counted."""


class _Places(NamedTuple):
    """The place of each lane among those that are counted, by how far its key is from the lowest."""

    low: int
    places: NDArray[np.int32]

    def of(self, marks: Marks, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        """Give those of some rows whose lanes are counted, and the places of their lanes."""
        key = marks.lane[rows] - self.low
        known = (key >= 0) & (key < len(self.places))
        place = np.where(known, self.places[np.where(known, key, 0)], NOWHERE)
        counted = np.flatnonzero(place != NOWHERE)
        return rows[counted], place[counted]


def _places_of(lanes: NDArray[np.int32]) -> _Places:
    low, high = (int(lanes.min()), int(lanes.max())) if len(lanes) else (0, 0)
    of = np.full(high - low + 1, NOWHERE, np.int32)
    of[lanes - low] = np.arange(len(lanes))
    return _Places(low, of)


def _channels(value: NDArray[np.int8]) -> tuple[NDArray[np.float64] | None, ...]:
    """Give the weights of marks in each channel; None where each counts as one."""
    has_value = value != NO_VALUE
    return None, has_value.astype(np.float64), np.where(has_value, value, 0).astype(np.float64)


def _summed(
    cell: NDArray[np.intp], weights: NDArray[np.float64] | None, shape: tuple[int, int]
) -> NDArray[np.int32]:
    counted = np.bincount(cell, weights, minlength=shape[0] * shape[1])
    return counted.reshape(shape).astype(np.int32)


def density_for(timeline: Timeline) -> Density:
    """Count the marks of a timeline, from what is counted of it if that can be."""
    held, touched = timeline.density, frozenset[int]().union(*timeline.touched)
    if held and (held.is_of(timeline.marks) or held.follow(timeline.marks, sorted(touched))):
        return held
    return density_of(timeline.marks)


def density_of(marks: Marks) -> Density:
    """Count the dated marks of a document."""
    dated = marks.dated
    lanes, place = _placed(marks.lane[:dated])
    day = marks.day[:dated]
    first, last = (float(day[0]), float(day[-1])) if dated else (0.0, 0.0)
    bins = min(MOST_BINS, MOST_CELLS // max(len(lanes), 1), int(last - first) + 1)
    days = float(np.ceil((last - first + 1) / bins))
    shape = (bins, len(lanes))
    cell = ((day - first) / days).astype(np.intp) * len(lanes) + place
    grid = np.zeros((bins + 1, 3, len(lanes)), np.int32)
    for channel, weights in enumerate(_channels(marks.value[:dated])):
        np.cumsum(_summed(cell, weights, shape), axis=0, out=grid[1:, channel])
    return Density(marks, lanes, first, days, grid)


def _placed(lane: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Give the lanes there are, and the place of each mark's among them."""
    if not len(lane):
        return lane, lane
    low = int(lane.min())
    held = np.zeros(int(lane.max()) - low + 1, np.bool_)
    held[lane - low] = True
    lanes = np.flatnonzero(held).astype(np.int32)
    places = np.zeros(len(held), np.int32)
    places[lanes] = np.arange(len(lanes))
    return lanes + np.int32(low), places[lane - low]
