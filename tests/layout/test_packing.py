"""Boxes packed into sub-rows."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.layout.packing import pack

POINTS = st.integers(0, 60).map(float)
BOXES = st.lists(st.tuples(POINTS, st.integers(1, 20)).map(lambda b: (b[0], b[0] + b[1])), max_size=40)
ROWS = st.integers(0, 6)


def overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@pytest.mark.parametrize(
    ("boxes", "most", "rows"),
    [
        ([], 3, []),
        ([(0, 5), (5, 9)], 3, [0, 0]),
        ([(0, 5), (4, 9)], 3, [0, 1]),
        ([(0, 5), (4, 9), (5, 6)], 3, [0, 1, 0]),
        ([(0, 9), (2, 3), (2, 3)], 2, [0, 1, None]),
        ([(10, 20), (0, 5), (5, 10), (4, 6)], 2, [0, 0, 0, 1]),
        ([(0, 1)], 0, [None]),
    ],
)
def test_lowest_free_row(boxes: list[tuple[float, float]], most: int, rows: list[int | None]) -> None:
    assert pack(boxes, most) == rows


@given(BOXES, ROWS)
def test_nothing_is_lost_and_nothing_overlaps(boxes: list[tuple[float, float]], most: int) -> None:
    rows = pack(boxes, most)
    assert len(rows) == len(boxes)
    assert all(row is None or 0 <= row < most for row in rows)
    placed = [(row, box) for row, box in zip(rows, boxes, strict=True) if row is not None]
    assert not any(one == other and overlap(a, b) for (one, a), (other, b) in combinations(placed, 2))


@given(BOXES, ROWS)
def test_a_box_stands_as_low_as_those_before_it_allow(boxes: list[tuple[float, float]], most: int) -> None:
    rows = pack(boxes, most)
    for n, (box, row) in enumerate(zip(boxes, rows, strict=True)):
        earlier = list(zip(rows[:n], boxes[:n], strict=True))
        for lower in range(most if row is None else row):
            assert any(overlap(box, other) for other_row, other in earlier if other_row == lower)


@given(BOXES, BOXES, ROWS)
def test_who_chooses_later_moves_nobody(
    first: list[tuple[float, float]], later: list[tuple[float, float]], most: int
) -> None:
    assert pack([*first, *later], most)[: len(first)] == pack(first, most)
