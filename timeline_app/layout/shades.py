"""Ribbons of very many stretches: what is shown at each pixel, as bytes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.taking import places_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.segments import Segments
    from timeline_app.layout.time_scale import TimeScale

    Places = NDArray[np.intp]

BLANK, UNVALUED, REPORTED = 0, 6, 8
"""Shades: nothing, -2 to 2 as 1 to 5, a position without a value; 8 is added where it is only reported."""


class Shades(NamedTuple):
    """Ribbons of very many stretches: `row`, (k,), is the number of each among those of the sheet.

    `pixels`, (k, width), has a shade a logical pixel from the left of the sheet.
    """

    row: Places
    pixels: NDArray[np.uint8]

    def taken(self, which: NDArray[np.bool_]) -> Shades:
        """Give some of them."""
        return Shades(self.row[which], self.pixels[which])


def lay_shades(
    chosen: NDArray[np.bool_],
    low: Places,
    stop: Places,
    segments: Segments,
    scale: TimeScale,
    claimed: tuple[float, float],
) -> Shades:
    """Give what is shown at the middle of each logical pixel of chosen ribbons.

    Parameters
    ----------
    chosen, low, stop
        (m,), for each ribbon whether it is one, and from where to where its rows in sight are in `segments`.
    claimed
        The x up to which positions are claimed, and the width of the sheet.
    """
    row = np.flatnonzero(chosen)
    pixels = max(round(claimed[1]), 0)
    if not len(row):
        return Shades(row, np.empty((0, pixels), np.uint8))
    count = (stop - low)[row]
    places = places_within(low[row], count)
    until = min(pixels, math.ceil(max(min(claimed) - 0.5, 0.0)))
    start = _pixels_before(segments.start[places], scale, pixels)
    end = np.minimum(_pixels_before(segments.end[places], scale, pixels), until)
    # All ribbons lie one after the other, so that the gap after the last stretch of one runs on to the first
    # of the next.
    left = np.repeat(np.arange(len(row)) * pixels, count)
    begin = left + start
    following = np.append(begin[1:], len(row) * pixels)
    shown = np.maximum(np.minimum(left + end, following) - begin, 0)
    parts, lengths = np.full((2, 2 * len(begin) + 1), BLANK)
    parts[1::2], lengths[1::2] = _shade_of(segments, places), shown
    lengths[0], lengths[2::2] = begin[0], following - begin - shown
    return Shades(row, np.repeat(parts.astype(np.uint8), lengths).reshape(len(row), pixels))


def _shade_of(segments: Segments, places: Places) -> Places:
    value = segments.value[places]
    return np.where(value == NO_VALUE, UNVALUED, value + 3) + REPORTED * segments.reported[places]


def _pixels_before(days: NDArray[np.int32], scale: TimeScale, pixels: int) -> Places:
    """Count the pixels of which the middle lies before some days."""
    away = (days - scale.day(0.0)) * scale.pixels_per_day - 0.5
    return np.minimum(np.maximum(np.ceil(away), 0), pixels).astype(np.intp)
