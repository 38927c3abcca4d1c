"""Lanes looked at from far: how many marks stand at each pixel, and of which value on the whole."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.domain.vocabulary import ENTRY_KINDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks
    from timeline_app.layout.arrangement import Arrangement, PlacedLane
    from timeline_app.layout.metrics import Metrics
    from timeline_app.layout.time_scale import TimeScale

LEAST = 0.12
"""Share of a strip's height that a single mark has."""
FULL = 255
UNVALUED = 0
STEPS = 4
"""Shades between one value and the next; -2 is shade 1, +2 is shade 17."""


class StripBox(NamedTuple):
    """How many marks a lane holds, a byte a logical pixel from the left of the sheet; `y` is its top.

    `heights` are shares of the height of 255, by the logarithm of the count. `shades` are 0 where no mark has
    a value, else 1 to 17 for a mean of -2 to +2.
    """

    lane: int
    y: float
    height: float
    heights: bytes
    shades: bytes


def lay_strips(
    arrangement: Arrangement, scale: TimeScale, width: float, sight: tuple[float, float], m: Metrics
) -> tuple[StripBox, ...]:
    """Lay out the strips of the lanes between two y, as wide as the sheet."""
    density = arrangement.density
    if density is None:
        return ()
    edges = scale.day(0.0) + np.arange(round(width) + 1) / scale.pixels_per_day
    marks, valued, total = density.between(edges)
    peak = np.log1p(max(density.peak(1.0 / scale.pixels_per_day), 1))
    columns = {lane: column for column, lane in enumerate(density.lanes.tolist())}
    seen = [
        placed
        for placed in arrangement.lanes
        if placed.is_counted and placed.top + placed.height >= sight[0] and placed.top <= sight[1]
    ]
    return tuple(
        StripBox(
            placed.lane.key,
            _top(placed, m),
            m.strip,
            _heights(marks[:, column], peak),
            _shades(valued[:, column], total[:, column]),
        )
        for placed in seen
        if (column := columns.get(placed.lane.key)) is not None
    )


def _top(placed: PlacedLane, m: Metrics) -> float:
    return placed.top + m.lane_padding + placed.ribbons * m.ribbon_row


def _heights(count: NDArray[np.int32], peak: float) -> bytes:
    share = LEAST + (1 - LEAST) * np.minimum(np.log1p(count) / peak, 1.0)
    return np.where(count > 0, share * FULL, 0).astype(np.uint8).tobytes()


def _shades(valued: NDArray[np.int32], total: NDArray[np.int32]) -> bytes:
    mean = total / np.maximum(valued, 1)
    return np.where(valued > 0, np.rint((mean + 2) * STEPS) + 1, UNVALUED).astype(np.uint8).tobytes()


class Heap(NamedTuple):
    """What stands in a lane within some days: first and last day, and how many of which kind, most first."""

    first: int
    last: int
    kinds: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """How many marks there are."""
        return sum(count for _, count in self.kinds)


def heap_at(marks: Marks, lane: int, at: float, reach: float) -> Heap:
    """Count the marks of a lane around a point in time, `reach` float days to either side."""
    rows = marks.between(at - reach, at + reach)
    kinds = np.bincount(marks.kind[rows][marks.lane[rows] == lane], minlength=len(ENTRY_KINDS)).tolist()
    held = [(kind, count) for kind, count in zip(ENTRY_KINDS, kinds, strict=True) if count]
    most_first = sorted(held, key=lambda one: -one[1])
    return Heap(math.floor(at - reach), math.floor(at + reach), tuple(most_first))
