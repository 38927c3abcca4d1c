"""Packing of boxes into sub-rows without overlap, the important ones first."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def pack(boxes: Sequence[tuple[float, float]], most_rows: int) -> list[int | None]:
    """Give each box the lowest free sub-row.

    Parameters
    ----------
    boxes
        Left and right of each, in the order in which they choose.
    most_rows
        Rows there are; a box that fits none gets None.

    Returns
    -------
    The row of each box, in the same order.
    """
    rows: list[_Row] = []
    return [_place(rows, box, most_rows) for box in boxes]


_Row = tuple[list[float], list[float]]
"""Lefts and rights of boxes that do not overlap, sorted."""


def _place(rows: list[_Row], box: tuple[float, float], most_rows: int) -> int | None:
    left, right = box
    for number, (lefts, rights) in enumerate(rows):
        place = bisect_right(lefts, left)
        if (not place or rights[place - 1] <= left) and (place == len(lefts) or right <= lefts[place]):
            lefts.insert(place, left)
            rights.insert(place, right)
            return number
    if len(rows) == most_rows:
        return None
    rows.append(([left], [right]))
    return len(rows) - 1
