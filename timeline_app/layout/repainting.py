"""What of a sheet is to be painted again where another takes its place: the area in which they differ."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from timeline_app.layout.boxes import BarBox, ChipBox, LabelBox, MarkBox, RibbonRow, TalkLine
from timeline_app.layout.metrics import NORMAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.layout.sheet import Sheet

Box = BarBox | ChipBox | LabelBox | MarkBox | RibbonRow | TalkLine
B = TypeVar("B", bound=Box)

AROUND = 14.0
"""Logical pixels by which halos, rings, arrow tips and letters reach past their boxes."""


class Area(NamedTuple):
    """A rectangle of a sheet, in whole logical pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        """Tell whether two share a point."""
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom


def changed_area(old: Sheet, new: Sheet) -> Area | None:
    """Give the area outside which two sheets look alike; None where that would be no less than all."""
    if _ground(old) != _ground(new):
        return None
    differing = [box for mine, theirs in zip(_boxes(old), _boxes(new), strict=True) for box in mine ^ theirs]
    rows = {(row.lane, row.topic): row for row in old.rows}
    changed = [row for row in new.rows if rows.pop((row.lane, row.topic), None) != row]
    areas = [_area(box, new.width) for box in (*differing, *changed, *rows.values())]
    if old.rows and changed and len(changed) > len(old.rows) // 2:
        return None
    return _around(areas)


def part_of(sheet: Sheet, area: Area) -> Sheet:
    """Give a sheet with what is seen in an area, and little else."""
    return replace(
        sheet,
        rows=_seen(sheet.rows, sheet, area),
        bars=_seen(sheet.bars, sheet, area),
        talks=_seen(sheet.talks, sheet, area),
        marks=_seen(sheet.marks, sheet, area),
        labels=_seen(sheet.labels, sheet, area),
        chips=_seen(sheet.chips, sheet, area),
    )


def _seen(boxes: Iterable[B], sheet: Sheet, area: Area) -> tuple[B, ...]:
    return tuple(box for box in boxes if _area(box, sheet.width).meets(area))


def _ground(sheet: Sheet) -> tuple[object, ...]:
    """Give what lies under all boxes, and the lines that lead across them."""
    size = (sheet.scale, sheet.width, sheet.top, sheet.bottom, sheet.collected_x)
    return (*size, sheet.grid, sheet.headings, sheet.rules, sheet.absent, sheet.arrows)


def _boxes(sheet: Sheet) -> tuple[set[Box], ...]:
    return set(sheet.bars), set(sheet.talks), set(sheet.marks), set(sheet.labels), set(sheet.chips)


def _area(box: Box, width: float) -> Area:
    """Give the area in which a box is painted."""
    if isinstance(box, RibbonRow):
        left, top, right, bottom = 0.0, box.y - NORMAL.ribbon / 2, width, box.y + NORMAL.ribbon / 2
    elif isinstance(box, TalkLine):
        left, top, right, bottom = box.x, box.top, box.x, box.bottom
    elif isinstance(box, MarkBox):
        r = box.radius
        left, top, right, bottom = box.x - r, box.y - r, box.x + r, box.y + r
    elif isinstance(box, BarBox):
        left, top, right, bottom = box.left, box.y - box.height / 2, box.right, box.y + box.height / 2
    elif isinstance(box, ChipBox):
        left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    else:
        half = box.height / 2
        left, top, right, bottom = box.x, box.y - half, box.x + box.width, box.y + half
    return Area(left - AROUND, top - AROUND, right + AROUND, bottom + AROUND)


def _around(areas: list[Area]) -> Area:
    """Give the whole logical pixels around some areas; nothing around none."""
    if not areas:
        return Area(0.0, 0.0, 0.0, 0.0)
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    return Area(
        math.floor(min(lefts)), math.floor(min(tops)), math.ceil(max(rights)), math.ceil(max(bottoms))
    )
