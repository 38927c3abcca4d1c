"""What of a sheet is to be painted again where another takes its place: the area in which they differ."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from timeline_app.layout.boxes import BarBox, ChipBox, LabelBox, MarkBox, TalkLine
from timeline_app.layout.strips import StripBox

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline_app.layout.dots import Dots
    from timeline_app.layout.shades import Shades
    from timeline_app.layout.sheet import Sheet
    from timeline_app.layout.stretches import Stretches

Box = BarBox | ChipBox | LabelBox | MarkBox | StripBox | TalkLine
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
    ribbons = _around_ribbons(old, new)
    if ribbons is None:
        return None
    differing = _boxes(old, fresh) ^ _boxes(new, fresh)
    return _around([*dots, *ribbons, *(_area(box, new.width) for box in differing)])


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
    looks = [(sheet.scale, sheet.width, sheet.laying, sheet.arrows, sheet.demands) for sheet in (old, new)]
    share = old.top < new.bottom and new.top < old.bottom
    return share and looks[0] == looks[1] and old.lanes is new.lanes


def _around_ribbons(old: Sheet, new: Sheet) -> list[Area] | None:
    """Give where ribbons differ; None where more than half of them do."""
    before, after = _looks_of_ribbons(old), _looks_of_ribbons(new)
    differing = [before.get(look) or after[look] for look in before.keys() ^ after.keys()]
    changed = len({area.top for area in differing})
    return None if old.rows and changed > len(old.rows) // 2 else differing


def _looks_of_ribbons(sheet: Sheet) -> dict[object, Area]:
    """Give what there is of ribbons, and where: each itself, its shades, and its stretches."""
    looks: dict[object, Area] = {row.y: _area_of_ribbon(sheet, row.y) for row in sheet.rows}
    shaded: list[int] = sheet.shades.row.tolist()
    for number, pixels in zip(shaded, sheet.shades.pixels, strict=True):
        y = sheet.rows[number].y
        looks[y, pixels.tobytes()] = _area_of_ribbon(sheet, y)
    of = sheet.stretches
    ends = zip(of.back_to.tolist(), of.right.tolist(), of.y.tolist(), strict=True)
    for look, (left, right, y) in zip(np.column_stack(of[1:]), ends, strict=True):
        whole = _area_of_ribbon(sheet, y)
        looks[look.tobytes()] = whole._replace(left=left - AROUND, right=right + AROUND)
    return looks


def _area_of_ribbon(sheet: Sheet, y: float) -> Area:
    reach = sheet.laying.metrics.ribbon / 2 + AROUND
    return Area(-AROUND, y - reach, sheet.width + AROUND, y + reach)


def _ribbons_in(sheet: Sheet, area: Area) -> tuple[Stretches, Shades]:
    """Give what of ribbons is seen in an area."""
    reach, of = sheet.laying.metrics.ribbon / 2 + AROUND, sheet.stretches
    across = (of.back_to - AROUND <= area.right) & (area.left <= of.right + AROUND)
    down = (of.y - reach <= area.bottom) & (area.top <= of.y + reach)
    numbers: list[int] = sheet.shades.row.tolist()
    shaded = np.array([_area_of_ribbon(sheet, sheet.rows[n].y).meets(area) for n in numbers], np.bool_)
    return of.taken(across & down), sheet.shades.taken(shaded)


def part_of(sheet: Sheet, area: Area) -> Sheet:
    """Give a sheet with what is seen in an area, and little else."""
    stretches, shades = _ribbons_in(sheet, area)
    return replace(
        sheet,
        stretches=stretches,
        shades=shades,
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
    conditions = (sheet.locks, sheet.demands)
    return (*size, sheet.grid, sheet.headings, sheet.rules, sheet.absent, sheet.arrows, *conditions)


def _boxes(sheet: Sheet, fresh: set[int]) -> set[Box]:
    """Gather the boxes of the lanes that were laid out anew, and the lines across all."""
    found: set[Box] = {*sheet.talks, *sheet.strips}
    for part in sheet.parts:
        if id(part) in fresh:
            found.update(part.bars, part.marks, part.labels, part.chips)
    return found


def _area(box: Box, width: float) -> Area:
    """Give the area in which a box is painted."""
    if isinstance(box, TalkLine):
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
