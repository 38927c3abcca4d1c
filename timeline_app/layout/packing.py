"""Packing of boxes into sub-rows without overlap, the important ones first."""

from __future__ import annotations

from bisect import bisect_left, insort
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
    rows: list[list[tuple[float, float]]] = []
    return [_place(rows, box, most_rows) for box in boxes]


def _place(rows: list[list[tuple[float, float]]], box: tuple[float, float], most_rows: int) -> int | None:
    for number, row in enumerate(rows):
        if _is_free(row, box):
            insort(row, box)
            return number
    if len(rows) == most_rows:
        return None
    rows.append([box])
    return len(rows) - 1


def _is_free(row: list[tuple[float, float]], box: tuple[float, float]) -> bool:
    """Tell whether a box fits between those of a row, which is sorted and free of overlaps."""
    place = bisect_left(row, box)
    after_left = place == 0 or row[place - 1][1] <= box[0]
    before_right = place == len(row) or box[1] <= row[place][0]
    return after_left and before_right
