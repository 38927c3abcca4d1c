"""Marks, their bars of certain and uncertain time, and their labels, in logical pixels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from timeline_app.layout.boxes import BarBox, LabelBox, MarkBox

if TYPE_CHECKING:
    from timeline_app.layout.boxes import Point
    from timeline_app.layout.mark_labels import PlacedMark
    from timeline_app.layout.metrics import Metrics
    from timeline_app.layout.time_scale import TimeScale

THIN_BAR = 8.0
INSIDE_SIDES = (0, 2)
"""Labels inside a bar: after the mark, before it."""
INSIDE = 16.0
"""Logical pixels from the mark in a bar to the label after it."""


def mark_box(mark: PlacedMark, lane: int, at: Point, selected: int | None, m: Metrics) -> MarkBox:
    """Lay out a mark centred at a point."""
    return MarkBox(
        mark.entry,
        lane,
        *at,
        radius=m.mark + mark.importance - 2,
        shape=mark.shape,
        value=mark.value,
        hollow=mark.only_named,
        context=mark.context,
        selected=mark.entry == selected,
    )


def bar_box(mark: PlacedMark, box: MarkBox, scale: TimeScale, collected: float, m: Metrics) -> BarBox | None:
    """Lay out when an entry was; None where that is one certain day, unless that is as wide as the window.

    What lasts and has no end is solid up to `collected`, the x past which nothing was collected. The dotted
    line of an open side ends at the mark where there is no core.
    """
    begin_lo, begin_hi, end_lo, end_hi = mark.bounds
    if begin_lo == end_hi and not mark.spread:
        return None
    day = scale.x(mark.day)
    left = day - m.open_arrow if math.isnan(begin_lo) else scale.x(begin_lo)
    core_left = left if math.isnan(begin_hi) else scale.x(begin_hi)
    core_right = max(core_left, collected) if math.isnan(end_lo) else scale.x(end_lo + 1)
    right = max(core_right, day) + m.open_arrow / 2 if math.isnan(end_hi) else scale.x(end_hi + 1)
    if not mark.lasts:
        core_left = core_right = box.x
    return BarBox(
        box.entry,
        box.lane,
        left=left,
        core_left=core_left,
        core_right=core_right,
        right=right,
        y=box.y,
        height=m.mark_row - 7 if mark.side in INSIDE_SIDES else THIN_BAR,
        arrow_left=math.isnan(begin_lo),
        arrow_right=math.isnan(end_hi),
        has_core=mark.lasts and core_right > core_left,
        thick=mark.side in INSIDE_SIDES,
        doubtful=mark.doubtful,
    )


def label_box(mark: PlacedMark, box: MarkBox, bar: BarBox | None, m: Metrics) -> LabelBox:
    """Lay out a mark's title: inside a long bar, else beside mark and bar."""
    left, right = (min(box.x, bar.left), max(box.x, bar.right)) if bar else (box.x, box.x)
    if mark.side == 0:
        x = box.x + INSIDE
    elif mark.side == INSIDE_SIDES[1]:
        x = box.x - INSIDE - mark.label_width
    elif mark.side > 0:
        x = max(right, box.x + m.mark) + m.label_gap
    else:
        x = min(left, box.x - m.mark) - m.label_gap - mark.label_width
    role = "named" if box.hollow else "inside" if mark.side in INSIDE_SIDES else "mark"
    return LabelBox(
        mark.label, x, box.y, mark.label_width, m.mark_row - 4, role, box.entry, box.lane, box.selected
    )


def detail_box(mark: PlacedMark, label: LabelBox, m: Metrics) -> LabelBox:
    """Lay out how an entry is known, beyond its title."""
    beyond = label.x + label.width + m.label_gap
    x = beyond if mark.side > 0 else label.x - m.label_gap - mark.detail_width
    return label._replace(text=mark.detail, x=x, width=mark.detail_width, role="detail")
