"""Ribbons in logical pixels: outlines that thin with age, ticks, glyphs and labels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.segments import FOREVER, NO_DAY, NON_VALUES, values_of
from timeline_app.layout.boxes import LabelBox, RibbonBox, RibbonRow
from timeline_app.layout.ribbons import knees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from timeline_app.columns.segments import Segments
    from timeline_app.layout.boxes import Point
    from timeline_app.layout.reach import Level
    from timeline_app.layout.ribbons import Ribbon
    from timeline_app.layout.time_scale import TimeScale

GLYPH_EVERY, GLYPH_ROOM = 150.0, 18.0
"""Logical pixels between two glyphs on a ribbon, and those one needs."""
BLEED = 20.0
"""Logical pixels that a ribbon still running is drawn past the edge."""
MOST_STRETCHES: dict[Level, int] = {"near": 30, "middle": 10, "far": 6}
"""Stretches of a ribbon in sight up to which each is drawn; of more a value a pixel is shown, as shades."""
BLANK, UNVALUED, REPORTED = 0, 6, 8
"""Shades: nothing, -2 to 2 as 1 to 5, a position without a value; 8 is added where it is only reported."""


class Claim(NamedTuple):
    """The x up to which positions are claimed, that up to which was collected, and the width laid out."""

    until: float
    collected: float
    width: float


class Strip(NamedTuple):
    """Where a ribbon runs: its lane, its middle and thickness, and how days are mapped."""

    lane: int
    y: float
    height: float
    scale: TimeScale
    claim: Claim
    level: Level


class _Stretch(NamedTuple):
    """A row of `Segments` as Python values, with what stood before it."""

    start: int
    end: int
    entry: int
    value: int
    non_value: int
    reported: bool
    conditional: bool
    since: int
    day: int
    readings: int
    back_to: int
    follows: bool
    """The stretch before ends where it begins."""
    renewed: bool
    """It is of the same position as the stretch before."""


def ribbon_row(ribbon: Ribbon, strip: Strip) -> RibbonRow:
    """Lay out what is visible of a ribbon."""
    low, high = _visible(ribbon.segments, strip)
    row = RibbonRow(strip.lane, ribbon.topic, ribbon.label, strip.y, (), party=ribbon.party)
    if high - low > MOST_STRETCHES[strip.level]:
        return row._replace(shades=_shades(ribbon.segments.part(slice(low, high)), strip))
    boxes = (_box(ribbon, stretch, strip) for stretch in _stretches(ribbon.segments, low, high))
    return row._replace(boxes=tuple(box for box in boxes if box))


def _visible(segments: Segments, strip: Strip) -> tuple[int, int]:
    """Give the first and the last row in sight, and one more, which may run back into it."""
    first, last = strip.scale.day(0.0), strip.scale.day(strip.claim.width)
    low = int(segments.end.searchsorted(np.int32(first), "right"))
    high = int(segments.start.searchsorted(np.int32(last + 1), "left"))
    return low, min(high + 1, len(segments))


def _stretches(segments: Segments, low: int, high: int) -> Iterator[_Stretch]:
    columns = (column[low:high].tolist() for column in segments.columns[2:])
    end, since = None, None
    if low:
        end, since = int(segments.end[low - 1]), int(segments.since[low - 1])
    for row in zip(*columns, strict=True):
        stretch = _Stretch(*row, follows=end == row[0], renewed=since == row[7])
        yield stretch
        end, since = stretch.end, stretch.since


def _box(ribbon: Ribbon, stretch: _Stretch, strip: Strip) -> RibbonBox | None:
    scale, width = strip.scale, strip.claim.width
    end_day = scale.day(width + BLEED) if stretch.end == FOREVER else float(stretch.end)
    left, right = scale.x(stretch.start), scale.x(end_day)
    back = None if stretch.follows or stretch.back_to == NO_DAY else scale.x(stretch.back_to)
    first = left if back is None else back
    if right <= 0 or first >= width or right <= left:
        return None
    half = strip.height / 2
    corners = knees(float(stretch.start), end_day, stretch.day, ribbon.decay_days)
    return RibbonBox(
        strip.lane,
        ribbon.topic,
        stretch.entry,
        left=left,
        right=right,
        y=strip.y,
        height=strip.height,
        knees=tuple((scale.x(day), share * half) for day, share in corners),
        claimed=strip.claim.until,
        back_to=back,
        value=None if stretch.value == NO_VALUE else stretch.value,
        non_value=NON_VALUES[stretch.non_value] or None,
        readings=values_of(stretch.readings),
        reported=stretch.reported,
        conditional=stretch.conditional,
        ticks=(left,) if stretch.renewed else (),
        glyphs=_glyphs(left, min(right, strip.claim.until), width),
    )


def _shades(segments: Segments, strip: Strip) -> bytes:
    """Give what is shown at the middle of each logical pixel; of rows that all are in sight."""
    pixels = max(round(strip.claim.width), 0)
    claimed = math.ceil(max(min(strip.claim.until, strip.claim.width) - 0.5, 0.0))
    start, end = (_pixels_before(days, strip.scale, pixels) for days in (segments.start, segments.end))
    following = np.append(start[1:], pixels)
    shown = np.maximum(np.minimum(np.minimum(end, claimed), following) - start, 0)
    shade = np.where(segments.value == NO_VALUE, UNVALUED, segments.value + 3) + REPORTED * segments.reported
    parts, lengths = np.full((2, 2 * len(start) + 1), BLANK)
    parts[1::2], lengths[1::2] = shade, shown
    lengths[0], lengths[2::2] = start[0] if len(start) else pixels, following - start - shown
    return np.repeat(parts.astype(np.uint8), lengths).tobytes()


def _pixels_before(days: NDArray[np.int32], scale: TimeScale, pixels: int) -> NDArray[np.intp]:
    """Count the pixels of which the middle lies before some days."""
    away = (days - scale.day(0.0)) * scale.pixels_per_day - 0.5
    return np.clip(np.ceil(away), 0, pixels).astype(np.intp)


def _glyphs(left: float, right: float, width: float) -> tuple[float, ...]:
    """Repeat the glyph from the begin of a stretch on; give those on the sheet."""
    if right - left < GLYPH_ROOM:
        return ()
    begin = left + min(GLYPH_ROOM, (right - left) / 2)
    first = max(0, int(-begin // GLYPH_EVERY))
    last = int((min(right - GLYPH_ROOM / 2, width) - begin) // GLYPH_EVERY)
    return tuple(begin + GLYPH_EVERY * n for n in range(first, max(last, 0) + 1))


def ribbon_name(
    row: RibbonRow, offset: Point, sight: tuple[float, float], measure: Callable[[str], float]
) -> LabelBox | None:
    """Place a ribbon's short label: before its begin if there is room, else inside at the visible left.

    Parameters
    ----------
    offset
        x and y by which the row is moved to where it stands in the picture.
    sight
        Left and right between which it is visible.
    """
    left, right = sight
    moved, y = offset[0], row.y + offset[1]
    if row.shades:
        width = measure(row.name)
        return LabelBox(row.name, left + 6, y, width, 0.0, "ribbon", 0, row.lane, selected=False)
    visible = [box for box in row.boxes if box.right + moved > left and box.left + moved < right]
    if not visible:
        return None
    first = visible[0]
    conditional, reported = (all(box.conditional for box in visible), all(box.reported for box in visible))
    text = row.name + (" · if" if conditional else "") + (" · reported" if reported else "")
    width = measure(text)
    before = first.left + moved - width - 6
    x = before if before - 4 >= left else max(first.left + moved, left) + 6
    return LabelBox(text, x, y, width, first.height, "ribbon", first.entry, row.lane, selected=False)
