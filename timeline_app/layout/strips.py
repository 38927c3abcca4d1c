"""Lanes looked at from far: how many marks stand at each pixel, and of which value on the whole."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.columns.density import count_marks, density_of
from timeline_app.domain.vocabulary import ENTRY_KINDS
from timeline_app.layout.time_scale import tells_hours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from timeline_app.columns.density import Counts, Density
    from timeline_app.columns.marks import Marks
    from timeline_app.layout.arrangement import Arrangement
    from timeline_app.layout.metrics import Metrics
    from timeline_app.layout.placing import PlacedLane
    from timeline_app.layout.time_scale import TimeScale

LEAST, LEAST_FURTHER = 0.12, 0.5
"""Share of a strip's height that a single mark has; in one of entries in very many lanes."""
BUSY = 12
"""Marks at a pixel from which a strip of entries in very many lanes is as high as it gets."""
LEAST_WIDTH = 3
"""Logical pixels that a mark is wide at least, where it is counted from near."""
FULL = 255
HEADED, BETWEEN = 3.0, 2.0
"""Logical pixels that a strip leaves free above and below: in the row of a heading, in one under others."""
UNVALUED = 0
STEPS = 4
"""Shades between one value and the next; -2 is shade 1, +2 is shade 17."""


class StripBox(NamedTuple):
    """How many marks some lanes hold, one as a rule: a byte a logical pixel from the left of the sheet.

    `heights` are shares of the height of 255, by the logarithm of the count. `shades` are 0 where no mark has
    a value, else 1 to 17 for a mean of -2 to +2. `hits` are 1 where a mark was searched for,
    empty if none was.
    """

    y: float
    height: float
    heights: bytes
    shades: bytes
    lanes: tuple[int, ...]
    hits: bytes = b""


def hits_of(marks: Marks, ringed: NDArray[np.int32]) -> Density | None:
    """Count the marks of entries that were searched for, ids in (n,); None if there are none."""
    found = np.flatnonzero(np.isin(marks.entry[: marks.dated], ringed))
    return density_of(marks.taken(found)) if len(found) else None


def lay_strips(
    arrangement: Arrangement, scale: TimeScale, width: float, sight: tuple[float, float], m: Metrics
) -> tuple[StripBox, ...]:
    """Lay out the strips of the lanes between two y, as wide as the sheet."""
    density = arrangement.density
    if density is None:
        return ()
    places = {lane: column for column, lane in enumerate(density.lanes.tolist())}
    seen = [
        (placed, lanes, held)
        for placed in arrangement.lanes
        if placed.is_counted and placed.top + placed.height >= sight[0] and placed.top <= sight[1]
        for lanes in [placed.lane.folded or (placed.lane.key,)]
        if (held := [places[lane] for lane in lanes if lane in places])
    ]
    if not seen:
        return ()
    columns = [column for _, _, held in seen for column in held]
    marks, valued, total = _counts(density, scale, width, columns)
    first = np.cumsum([0, *(len(held) for _, _, held in seen[:-1])])
    marks, valued, total = (_summed_up(count, first) for count in (marks, valued, total))
    days = 1.0 / scale.pixels_per_day
    most = [density.peak(days, held if len(held) > 1 else None) for _, _, held in seen]
    looks = zip(_heights(marks, np.array(most)), _shades(valued, total), strict=True)
    return tuple(
        StripBox(*_room(placed, m), heights.tobytes(), shades.tobytes(), lanes)
        for (placed, lanes, _), (heights, shades) in zip(seen, looks, strict=True)
    )


def lay_further(
    arrangement: Arrangement, scale: TimeScale, width: float, sight: tuple[float, float], m: Metrics
) -> tuple[StripBox, ...]:
    """Lay out strips of what is not shown one by one from near, for its entries stand in very many lanes.

    A mark is as wide as its day, less a pixel that parts it from the next.
    """
    held = (placed for placed in arrangement.lanes if placed.counts_further)
    seen = [placed for placed in held if placed.top + placed.height >= sight[0] and placed.top <= sight[1]]
    if not seen:
        return ()
    by_time = tells_hours(scale.pixels_per_day)
    lanes = np.array([placed.lane.key for placed in seen], np.int32)
    wide = max(0 if by_time else math.floor(scale.pixels_per_day) - 1, LEAST_WIDTH)
    marks, edges = arrangement.timeline.marks, _edges(scale, width, before=wide)
    counts = count_marks(marks, arrangement.further, lanes, edges, by_time=by_time)
    count, valued, total = (np.ascontiguousarray(_widened(channel, wide).T) for channel in counts)
    heights = _heights(count, np.full(len(seen), BUSY), LEAST_FURTHER)
    looks = zip(seen, heights, _shades(valued, total), strict=True)
    return tuple(
        StripBox(
            placed.further_top(m) + BETWEEN,
            m.dot_row - 2 * BETWEEN,
            height.tobytes(),
            shade.tobytes(),
            (placed.lane.key,),
        )
        for placed, height, shade in looks
    )


def _widened(count: NDArray[np.int32], wide: int) -> NDArray[np.int32]:
    """Let what stands at a pixel, (pixels, lanes), reach over so many; as many pixels less are given."""
    before = np.cumsum(count, axis=0, dtype=np.int32)
    return before[wide:] - before[:-wide]


def _summed_up(count: NDArray[np.int32], first: NDArray[np.intp]) -> NDArray[np.int32]:
    """Add up the columns from each first one on, of (pixels, columns); give (strips, pixels)."""
    if len(first) < count.shape[1]:
        count = np.add.reduceat(count, first, axis=1)
    return np.ascontiguousarray(count.T)


def ticked(
    strips: tuple[StripBox, ...], hits: Density, scale: TimeScale, width: float
) -> tuple[StripBox, ...]:
    """Put ticks on strips where something was searched for."""
    counts = _counts(hits, scale, width).marks
    columns = {lane: column for column, lane in enumerate(hits.lanes.tolist())}
    found = ([columns[lane] for lane in strip.lanes if lane in columns] for strip in strips)
    return tuple(
        strip._replace(hits=(counts[:, held] > 0).any(axis=1).astype(np.uint8).tobytes()) if held else strip
        for strip, held in zip(strips, found, strict=True)
    )


def _counts(density: Density, scale: TimeScale, width: float, columns: Sequence[int] | None = None) -> Counts:
    """Count by logical pixel from the left of a sheet."""
    return density.between(_edges(scale, width), columns, by_time=tells_hours(scale.pixels_per_day))


def _edges(scale: TimeScale, width: float, before: int = 0) -> NDArray[np.float64]:
    """Give the begins of the logical pixels of a sheet and of so many before it, and the end of the last."""
    return scale.day(0.0) + np.arange(-before, round(width) + 1) / scale.pixels_per_day


def _room(placed: PlacedLane, m: Metrics) -> tuple[float, float]:
    """Give the top and the height of a lane's strip."""
    if placed.lane.kind == "heading":
        return placed.top + HEADED, m.heading - 2 * HEADED
    if placed.lane.folded:
        return placed.top + (placed.height - m.strip) / 2, m.strip
    return placed.top + m.lane_padding + placed.ribbons * m.ribbon_row, m.strip


def _heights(count: NDArray[np.int32], most: NDArray[np.intp], least: float = LEAST) -> NDArray[np.uint8]:
    """Give heights of (strips, pixels), by the most that a strip has at a pixel."""
    share = least + (1 - least) * np.minimum(np.log1p(count) / np.log1p(most)[:, np.newaxis], 1.0)
    return np.where(count > 0, share * FULL, 0).astype(np.uint8)


def _shades(valued: NDArray[np.int32], total: NDArray[np.int32]) -> NDArray[np.uint8]:
    mean = total / np.maximum(valued, 1)
    return np.where(valued > 0, np.rint((mean + 2) * STEPS) + 1, UNVALUED).astype(np.uint8)


class Heap(NamedTuple):
    """What stands in a lane within some days: first and last day, and how many of which kind, most first."""

    first: int
    last: int
    kinds: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """How many entries there are."""
        return sum(count for _, count in self.kinds)


def entries_at(marks: Marks, lanes: Sequence[int], at: float, reach: float) -> list[int]:
    """Give the entries with marks in some lanes around a point in time, `reach` float days to either side."""
    rows = marks.between(at - reach, at + reach)
    return list(dict.fromkeys(marks.entry[rows][np.isin(marks.lane[rows], lanes)].tolist()))


def heap_at(marks: Marks, lanes: Sequence[int], at: float, reach: float) -> Heap:
    """Count the entries of some lanes around a point in time, `reach` float days to either side."""
    rows = marks.between(at - reach, at + reach)
    here = np.flatnonzero(np.isin(marks.lane[rows], lanes)) + rows.start
    _, first = np.unique(marks.entry[here], return_index=True)  # one of talks stands in several lanes
    kinds = np.bincount(marks.kind[here[first]], minlength=len(ENTRY_KINDS)).tolist()
    held = [(kind, count) for kind, count in zip(ENTRY_KINDS, kinds, strict=True) if count]
    most_first = sorted(held, key=lambda one: -one[1])
    return Heap(math.floor(at - reach), math.floor(at + reach), tuple(most_first))
