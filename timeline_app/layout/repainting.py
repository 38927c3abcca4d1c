"""What of a sheet is to be painted again where another takes its place: the area in which they differ."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from timeline_app.layout.boxes import BarBox, ChipBox, LabelBox, MarkBox, RibbonBox, RibbonRow, TalkLine
from timeline_app.layout.metrics import NORMAL
from timeline_app.layout.strips import StripBox

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline_app.layout.dots import Dots
    from timeline_app.layout.sheet import Sheet

Box = BarBox | ChipBox | LabelBox | MarkBox | RibbonBox | RibbonRow | StripBox | TalkLine
B = TypeVar("B", bound=Box)

AROUND = 14.0
"""Logical pixels by which halos, rings, arrow tips and letters reach past their boxes."""


FEW_DOTS = 50
"""Marks without titles up to which each is painted again by itself."""


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
    dots = _around_dots(old.dots, new.dots)
    if _ground(old) != _ground(new) or dots is None:
        return None
    fresh = {id(part) for part in new.parts} ^ {id(part) for part in old.parts}
    before, after = (_rows(sheet, fresh) for sheet in (old, new))
    differing = _boxes(old, fresh) ^ _boxes(new, fresh)
    changed = 0
    for key in before.keys() | after.keys():
        found = _differing_in_row(before.get(key), after.get(key))
        changed += bool(found)
        differing |= found
    if old.rows and changed > len(old.rows) // 2:
        return None
    return _around([*dots, *(_area(box, new.width) for box in differing)])


def _around_dots(old: Dots | None, new: Dots | None) -> list[Area] | None:
    """Give where marks without titles differ; None where they are others, or many do."""
    if old is None or new is None:
        return [] if old is new else None
    if len(old.x) != len(new.x):
        return None
    differs = np.zeros(len(old.x), np.bool_)
    for before, now in zip(old, new, strict=True):
        differs |= (before != now) & ((before == before) | (now == now))  # noqa: PLR0124  # NaN is no other NaN
    if np.count_nonzero(differs) > FEW_DOTS:
        return None
    return [area for dots in (old.taken(differs), new.taken(differs)) for area in _areas_of(dots)]


def _areas_of(dots: Dots) -> Iterator[Area]:
    left, right = np.fmin(dots.left, dots.x), np.fmax(dots.right, dots.x)
    for x0, x1, y in zip(left.tolist(), right.tolist(), dots.y.tolist(), strict=True):
        yield Area(x0 - AROUND, y - AROUND, x1 + AROUND, y + AROUND)


def newly_seen(old: Sheet, new: Sheet) -> list[Area] | None:
    """Give what of a sheet is not on the one before, where that is the same further up or down; else None."""
    if not _is_scrolled(old, new):
        return None
    found: list[Area] = []
    if new.top < old.top:
        found.append(Area(0.0, new.top, new.width, min(math.ceil(old.top + AROUND), new.bottom)))
    if new.bottom > old.bottom:
        found.append(Area(0.0, max(math.floor(old.bottom - AROUND), new.top), new.width, new.bottom))
    return found


def _is_scrolled(old: Sheet, new: Sheet) -> bool:
    """Tell whether two show the same lanes at different heights, and share some of them."""
    looks = [(sheet.scale, sheet.width, sheet.laying, sheet.arrows) for sheet in (old, new)]
    share = old.top < new.bottom and new.top < old.bottom and len(old.parts) == len(new.parts)
    return (
        share
        and looks[0] == looks[1]
        and all(one.placed is other.placed for one, other in zip(old.parts, new.parts, strict=True))
    )


def _rows(sheet: Sheet, fresh: set[int]) -> dict[tuple[int, int], RibbonRow]:
    parts = (part for part in sheet.parts if id(part) in fresh)
    return {(row.party, row.topic): row for part in parts for row in part.rows}


def _differing_in_row(old: RibbonRow | None, new: RibbonRow | None) -> set[Box]:
    """Give the stretches that one of two ribbons has, or the ribbons, where one is not or is elsewhere."""
    if old is None or new is None or (old.y, old.shades) != (new.y, new.shades):
        return {row._replace(boxes=()) for row in (old, new) if row}
    found: set[Box] = {*old.boxes}
    return found ^ {*new.boxes}


def part_of(sheet: Sheet, area: Area) -> Sheet:
    """Give a sheet with what is seen in an area, and little else."""
    return replace(
        sheet,
        rows=tuple(
            row._replace(boxes=_seen(row.boxes, sheet, area)) for row in _seen(sheet.rows, sheet, area)
        ),
        strips=_seen(sheet.strips, sheet, area),
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


def _boxes(sheet: Sheet, fresh: set[int]) -> set[Box]:
    """Gather the boxes of the lanes that were laid out anew, and the lines across all."""
    found: set[Box] = {*sheet.talks, *sheet.strips}
    for part in sheet.parts:
        if id(part) in fresh:
            found.update(part.bars, part.marks, part.labels, part.chips)
    return found


def _area(box: Box, width: float) -> Area:
    """Give the area in which a box is painted."""
    if isinstance(box, RibbonRow):
        left, top, right, bottom = 0.0, box.y - NORMAL.ribbon / 2, width, box.y + NORMAL.ribbon / 2
    elif isinstance(box, RibbonBox):
        left = box.left if box.back_to is None else box.back_to
        top, right, bottom = box.y - box.height / 2, box.right, box.y + box.height / 2
    elif isinstance(box, TalkLine):
        left, top, right, bottom = box.x, box.top, box.x, box.bottom
    elif isinstance(box, MarkBox):
        r = box.radius
        left, top, right, bottom = box.x - r, box.y - r, box.x + r, box.y + r
    elif isinstance(box, BarBox):
        left, top, right, bottom = box.left, box.y - box.height / 2, box.right, box.y + box.height / 2
    elif isinstance(box, ChipBox):
        left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    elif isinstance(box, StripBox):
        left, top, right, bottom = 0.0, box.y, width, box.y + box.height
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
