"""Ribbons in logical pixels: outlines that thin with age, ticks, glyphs and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline_app.layout.boxes import LabelBox, RibbonBox
from timeline_app.layout.ribbons import begins_before, knees

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.domain.positions import Span
    from timeline_app.layout.boxes import Point, RibbonRow
    from timeline_app.layout.ribbons import Ribbon
    from timeline_app.layout.time_scale import TimeScale

GLYPH_EVERY, GLYPH_ROOM = 150.0, 18.0
"""Logical pixels between two glyphs on a ribbon, and those one needs."""
BLEED = 20.0
"""Logical pixels that a ribbon still running is drawn past the edge."""


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


def ribbon_boxes(ribbon: Ribbon, strip: Strip) -> tuple[RibbonBox, ...]:
    """Lay out the visible stretches of a ribbon."""
    boxes = (
        _box(ribbon, span, previous, strip)
        for previous, span in zip((None, *ribbon.spans), ribbon.spans, strict=False)
    )
    return tuple(box for box in boxes if box)


def _box(ribbon: Ribbon, span: Span, previous: Span | None, strip: Strip) -> RibbonBox | None:
    scale, width = strip.scale, strip.claim.width
    end_day = scale.day(width + BLEED) if span.end is None else float(span.end)
    left, right = scale.x(span.start), scale.x(end_day)
    follows = previous is not None and previous.end == span.start
    back = None if follows else begins_before(span.position, ribbon.decay_days)
    first = left if back is None else scale.x(back)
    if right <= 0 or first >= width or right <= left:
        return None
    position = span.position
    renewed = previous is not None and previous.position.since == position.since
    values = tuple(evidence.value for evidence in position.carriers)
    return RibbonBox(
        strip.lane,
        ribbon.topic,
        position.entry,
        left=left,
        right=right,
        y=strip.y,
        height=strip.height,
        knees=_knees(span, ribbon.decay_days, end_day, strip),
        claimed=strip.claim.until,
        back_to=None if back is None else first,
        value=position.value,
        non_value="mixed" if position.mixed else position.non_value,
        readings=values if position.mixed else position.carriers[-1].readings,
        reported=position.mode == "reported",
        conditional=bool(position.conditions),
        ticks=(left,) if renewed else (),
        glyphs=_glyphs(left, min(right, strip.claim.until), width),
    )


def _knees(span: Span, decay_days: int, end: float, strip: Strip) -> tuple[Point, ...]:
    half = strip.height / 2
    return tuple((strip.scale.x(day), share * half) for day, share in knees(span, decay_days, end))


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
    seen = (box for box in row.boxes if box.right + moved > left and box.left + moved < right)
    visible = list(seen)
    if not visible:
        return None
    first = visible[0]
    conditional, reported = (all(box.conditional for box in visible), all(box.reported for box in visible))
    text = row.name + (" · if" if conditional else "") + (" · reported" if reported else "")
    width = measure(text)
    before = first.left + moved - width - 6
    x = before if before - 4 >= left else max(first.left + moved, left) + 6
    return LabelBox(text, x, y, width, first.height, "ribbon", first.entry, row.lane, selected=False)
