"""Stretches of ribbons in logical pixels, as arrays: outlines that thin with age, ticks and glyphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from timeline_app.columns.segments import FOREVER, NO_DAY, clipped
from timeline_app.columns.taking import places_within
from timeline_app.layout.ribbons import knees, thickness
from timeline_app.layout.shades import Shades, lay_shades

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from timeline_app.columns.segments import Segments
    from timeline_app.layout.boxes import RibbonRow
    from timeline_app.layout.reach import Level
    from timeline_app.layout.time_scale import TimeScale

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Places = NDArray[np.intp]

GLYPH_EVERY, GLYPH_ROOM = 150.0, 18.0
"""Logical pixels between two glyphs on a ribbon, and those one needs."""
BLEED = 20.0
"""Logical pixels that a ribbon still running is drawn past the edge."""
MOST_STRETCHES: dict[Level, int] = {"near": 30, "middle": 10, "far": 6}
"""Stretches of a ribbon in sight up to which each is drawn; of more a value a pixel is shown, as shades."""
AROUND = 2.0
"""Logical pixels above and below a ribbon that still count as on it."""


class Claim(NamedTuple):
    """The x up to which positions are claimed, that up to which was collected, and the width laid out."""

    until: float
    collected: float
    width: float


class Stretches(NamedTuple):
    """Stretches of ribbons in each of which one position is shown, (n,) each, one ribbon after the other.

    `row` is the number of its ribbon among those of the sheet, and `y` its middle. `knees` and `halves`,
    (n, 3), are the x of the corners of its upper edge and half of the thickness there. It runs dashed back to
    `back_to`, its left where it does not. `renewed` tells that it is of the same position as the one before.
    The glyph of its value is repeated `glyphs` times from `first_glyph` on, every GLYPH_EVERY. What else
    there is stands in `Segments`.
    """

    row: Places
    y: Floats
    left: Floats
    right: Floats
    knees: Floats
    halves: Floats
    back_to: Floats
    first_glyph: Floats
    glyphs: Places
    renewed: Bools
    entry: NDArray[np.int32]
    value: NDArray[np.int8]
    non_value: NDArray[np.int8]
    readings: NDArray[np.uint8]
    reported: Bools
    conditional: Bools

    def taken(self, which: Bools | Places) -> Stretches:
        """Give some of them."""
        columns: list[Any] = [column[which] for column in self]
        return Stretches(*columns)

    def halves_at(self, x: Floats) -> Floats:
        """Give half of the thickness of each at an x of its own, in between as the straight edge has it."""
        first, second = (self._half_between(side, x) for side in (0, 1))
        return np.where(x <= self.knees[:, 1], first, second)

    def _half_between(self, side: int, x: Floats) -> Floats:
        begin, end = self.knees[:, side], self.knees[:, side + 1]
        thick, thin = self.halves[:, side], self.halves[:, side + 1]
        return thick + (thin - thick) * np.clip((x - begin) / np.maximum(end - begin, 1e-9), 0.0, 1.0)

    def corners(self, left: Floats, right: Floats) -> Floats:
        """Give the corners of the parts between two x, (n, 6, 2), clockwise from the upper left."""
        across = np.stack((left, np.clip(self.knees[:, 1], left, right), right), axis=1)
        half = np.stack([self.halves_at(x) for x in across.T], axis=1)
        y = self.y[:, np.newaxis]
        upper, lower = np.stack((across, y - half), axis=2), np.stack((across, y + half), axis=2)
        return np.concatenate((upper, lower[:, ::-1]), axis=1)


def lay_ribbons(
    rows: Sequence[RibbonRow],
    segments: Segments,
    scale: TimeScale,
    claim: Claim,
    height: float,
    level: Level,
) -> tuple[Stretches, Shades]:
    """Lay out what is visible of some ribbons: the stretches of most, shades where those are very many.

    Parameters
    ----------
    rows
        The ribbons, each with the rows that it has in `segments`.
    height
        Thickness of a fresh position, logical pixels.
    """
    low, stop = _visible(rows, segments, scale, claim.width)
    many = stop - low > MOST_STRETCHES[level]
    shaded = lay_shades(many, low, stop, segments, scale, (claim.until, claim.width))
    row = np.repeat(np.flatnonzero(~many), (stop - low)[~many])
    places = places_within(low[~many], (stop - low)[~many])
    return _stretches(rows, row, places, segments, scale, claim, height), shaded


def _visible(
    rows: Sequence[RibbonRow], segments: Segments, scale: TimeScale, width: float
) -> tuple[Places, Places]:
    """Give for each ribbon its rows in sight, from one to another, and one more, which may run back."""
    first, last = (np.int32(clipped(int(day))) for day in (scale.day(0.0), scale.day(width) + 1))
    found = np.empty((2, len(rows)), np.intp)
    for number, row in enumerate(rows):
        low = row.first + int(segments.end[row.first : row.stop].searchsorted(first, "right"))
        high = row.first + int(segments.start[row.first : row.stop].searchsorted(last, "left"))
        found[:, number] = low, max(min(high + 1, row.stop), low)
    return found[0], found[1]


def _stretches(
    rows: Sequence[RibbonRow],
    row: Places,
    places: Places,
    segments: Segments,
    scale: TimeScale,
    claim: Claim,
    height: float,
) -> Stretches:
    some = segments.part(places)
    follows, renewed = _after_those_before(rows, row, places, segments)
    start, heard = some.start.astype(np.float64), some.day.astype(np.float64)
    end = np.where(some.end == FOREVER, scale.day(claim.width + BLEED), some.end)
    decay = np.array([of.decay_days for of in rows], np.float64)[row]
    days = knees(start, end, heard, decay)
    left, right = scale.across(start), scale.across(end)
    runs_back = ~follows & (some.back_to != NO_DAY)
    back_to = np.where(runs_back, scale.across(some.back_to), left)
    found = Stretches(
        row,
        np.array([of.y for of in rows], np.float64)[row],
        left,
        right,
        scale.across(days),
        thickness(days - heard[:, np.newaxis], decay[:, np.newaxis]) * (height / 2),
        back_to,
        *_glyphs(left, np.minimum(right, claim.until), claim.width),
        renewed,
        *(some.entry, some.value, some.non_value, some.readings, some.reported, some.conditional),
    )
    return found.taken((right > 0) & (back_to < claim.width) & (right > left))


def _after_those_before(
    rows: Sequence[RibbonRow], row: Places, places: Places, segments: Segments
) -> tuple[Bools, Bools]:
    """Tell which stretches begin where the one before ends, and which are of its position."""
    has_before = places > np.array([of.first for of in rows], np.intp)[row]
    before = places - has_before
    follows = has_before & (segments.end[before] == segments.start[places])
    return follows, has_before & (segments.since[before] == segments.since[places])


def _glyphs(left: Floats, right: Floats, width: float) -> tuple[Floats, Places]:
    """Repeat the glyph from the begin of each stretch on; give the first on the sheet, and how many."""
    has_room = right - left >= GLYPH_ROOM
    begin = left + np.minimum(GLYPH_ROOM, (right - left) / 2)
    first = np.maximum(-begin // GLYPH_EVERY, 0.0)
    last = np.maximum((np.minimum(right - GLYPH_ROOM / 2, width) - begin) // GLYPH_EVERY, 0.0)
    count = np.where(has_room, np.maximum(last - first + 1, 0.0), 0.0)
    return begin + GLYPH_EVERY * first, count.astype(np.intp)


def stretch_at(stretches: Stretches, x: float, y: float, height: float) -> int | None:
    """Find the stretch under a point."""
    across = (stretches.left <= x) & (x <= stretches.right)
    over = np.flatnonzero(across & (np.abs(stretches.y - y) <= height / 2 + AROUND))
    return int(over[0]) if len(over) else None
