"""The names of ribbons, which keep in sight while time is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.layout.boxes import LabelBox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline_app.layout.boxes import Point, RibbonRow
    from timeline_app.layout.sheet import Sheet

AWAY = 6.0
"""Logical pixels between a name and its ribbon, or what it stands in."""


class _Sight(NamedTuple):
    """What is seen of a ribbon: where its first stretch begins, and its entry; what holds of all of it."""

    begin: float
    entry: int
    conditional: bool
    reported: bool


def ribbon_names(
    sheet: Sheet, offset: Point, sight: tuple[float, float], height: float, measure: Callable[[str], float]
) -> Iterator[LabelBox]:
    """Place each ribbon's short label: before its begin if there is room, else inside at the visible left.

    Parameters
    ----------
    offset
        x and y by which the sheet is moved to where it stands in the picture.
    sight
        Left and right between which it is visible.
    height
        Thickness of a ribbon, logical pixels.
    """
    seen, shaded = _seen(sheet, offset[0], sight), {*sheet.shades.row.tolist()}
    for number, row in enumerate(sheet.rows):
        if number in shaded:
            x, width = sight[0] + AWAY, measure(row.name)
            yield LabelBox(row.name, x, row.y + offset[1], width, 0.0, "ribbon", 0, row.lane, selected=False)
        elif number in seen:
            yield _name(row, seen[number], row.y + offset[1], sight[0], height, measure)


def _seen(sheet: Sheet, moved: float, sight: tuple[float, float]) -> dict[int, _Sight]:
    """Give by number what is seen of ribbons."""
    all_of = sheet.stretches
    visible = np.flatnonzero((all_of.right + moved > sight[0]) & (all_of.left + moved < sight[1]))
    rows = all_of.row[visible]
    first = np.flatnonzero(np.diff(rows, prepend=-1))
    if not len(first):
        return {}
    begins, entries = all_of.left[visible[first]] + moved, all_of.entry[visible[first]]
    whole = (np.logical_and.reduceat(of[visible], first) for of in (all_of.conditional, all_of.reported))
    facts = zip(*(column.tolist() for column in (begins, entries, *whole)), strict=True)
    return {row: _Sight(*of) for row, of in zip(rows[first].tolist(), facts, strict=True)}


def _name(
    row: RibbonRow, seen: _Sight, y: float, edge: float, height: float, measure: Callable[[str], float]
) -> LabelBox:
    text = row.name + (" · if" if seen.conditional else "") + (" · reported" if seen.reported else "")
    width = measure(text)
    before = seen.begin - width - AWAY
    x = before if before - 4 >= edge else max(seen.begin, edge) + AWAY
    return LabelBox(text, x, y, width, height, "ribbon", seen.entry, row.lane, selected=False)
