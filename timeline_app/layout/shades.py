"""Ribbons of very many stretches: what is shown at each pixel, as bytes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from timeline_app.columns.marks import NO_VALUE

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
    parts = [slice(*ends) for ends in zip(low[row].tolist(), stop[row].tolist(), strict=True)]
    until = min(pixels, math.ceil(max(min(claimed) - 0.5, 0.0)))
    start = _pixels_before(_joined(segments.start, parts), scale, pixels)
    end = np.minimum(_pixels_before(_joined(segments.end, parts), scale, pixels), until)
    # All ribbons lie one after the other, so that the gap after the last stretch of one runs on to the first
    # of the next.
    left = np.repeat(np.arange(len(row)) * pixels, (stop - low)[row])
    begin = left + start
    following = np.append(begin[1:], len(row) * pixels)
    shown = np.maximum(np.minimum(left + end, following) - begin, 0)
    shades, lengths = np.full(2 * len(begin) + 1, BLANK, np.uint8), np.empty(2 * len(begin) + 1, np.intp)
    shades[1::2], lengths[1::2] = _shades_of(segments, parts), shown
    lengths[0], lengths[2::2] = begin[0], following - begin - shown
    return Shades(row, np.repeat(shades, lengths).reshape(len(row), pixels))


def _joined(column: NDArray[Any], parts: list[slice]) -> NDArray[Any]:
    """Give some parts of a column, one after the other."""
    return np.concatenate([column[part] for part in parts])


def _shades_of(segments: Segments, parts: list[slice]) -> NDArray[np.int8]:
    value = _joined(segments.value, parts)
    shade = np.where(value == NO_VALUE, np.int8(UNVALUED), value + np.int8(3))
    return shade + np.int8(REPORTED) * _joined(segments.reported, parts)


def _pixels_before(days: NDArray[np.int32], scale: TimeScale, pixels: int) -> Places:
    """Count the pixels of which the middle lies before some days."""
    away = (days - scale.day(0.0)) * scale.pixels_per_day - 0.5
    return np.minimum(np.maximum(np.ceil(away), 0), pixels).astype(np.intp)
