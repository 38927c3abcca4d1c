"""Very many boxes packed at once: none overlap, the important ones first, what stood stays."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.layout.packing_many import HIDDEN, Boxes, pack_many

BOX = st.tuples(st.integers(0, 3), st.integers(-500, 500), st.integers(1, 120), st.integers(0, 3))
BOXES = st.lists(BOX, max_size=40)


def boxes(drawn: list[tuple[int, int, int, int]], held: list[int] | None = None) -> Boxes:
    lane, left, width, importance = (
        (np.array(column) for column in zip(*drawn, strict=True))
        if drawn
        else (np.empty(0, np.intp) for _ in range(4))
    )
    rows = np.full(len(drawn), HIDDEN) if held is None else np.array(held)
    return Boxes(
        lane.astype(np.intp),
        left.astype(float),
        (left + width).astype(float),
        importance.astype(np.int8),
        rows,
    )


def overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[1] + other[2] and other[1] < one[1] + one[2]


@given(BOXES, st.integers(1, 5))
def test_none_of_a_row_overlap(drawn: list[tuple[int, int, int, int]], most: int) -> None:
    rows = pack_many(boxes(drawn), most).tolist()
    assert all(HIDDEN <= row < most for row in rows)
    for (one, a), (other, b) in combinations(zip(drawn, rows, strict=True), 2):
        assert HIDDEN in (a, b) or a != b or not overlap(one, other)


@given(BOXES, st.integers(1, 5))
def test_what_is_hidden_fits_nowhere(drawn: list[tuple[int, int, int, int]], most: int) -> None:
    rows = pack_many(boxes(drawn), most).tolist()
    for box, row in zip(drawn, rows, strict=True):
        if row == HIDDEN:
            blocked = {r for other, r in zip(drawn, rows, strict=True) if r != HIDDEN and overlap(box, other)}
            assert blocked == set(range(most))


@given(BOXES, st.integers(1, 5))
def test_more_important_ones_go_first(drawn: list[tuple[int, int, int, int]], most: int) -> None:
    rows = pack_many(boxes(drawn), most).tolist()
    for box, row in zip(drawn, rows, strict=True):
        if row == HIDDEN:
            others = [o for o, r in zip(drawn, rows, strict=True) if r != HIDDEN and overlap(box, o)]
            assert sum(other[3] >= box[3] for other in others) >= most


@given(BOXES, BOXES, st.integers(1, 5))
def test_what_stood_before_stays(
    old: list[tuple[int, int, int, int]], new: list[tuple[int, int, int, int]], most: int
) -> None:
    before = pack_many(boxes(old), most).tolist()
    after = pack_many(boxes(old + new, before + [HIDDEN] * len(new)), most).tolist()
    for was, now in zip(before, after, strict=False):
        assert was in (HIDDEN, now)
