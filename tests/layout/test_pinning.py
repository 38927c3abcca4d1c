"""Which lanes stay in sight, and lines between them and those that are scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.layout.lane_choice import PINNED
from timeline_app.layout.lanes import Lane
from timeline_app.layout.links import Arrow
from timeline_app.layout.locks import DemandLine
from timeline_app.layout.pinning import MOST, crosses, drawn_across, parted, pinned_height
from timeline_app.layout.placing import PlacedLane

if TYPE_CHECKING:
    from timeline_app.layout.arrangement import Arrangement

HEADING = 26.0


class _Stacked:
    """As much of an arrangement as is asked for."""

    def __init__(self, lanes: list[tuple[Lane, float]]) -> None:
        self.height, self.lanes = 0.0, ()
        for lane, height in lanes:
            self.lanes = (*self.lanes, PlacedLane(lane, self.height, height, 0, 0))
            self.height += height


def _stacked(pinned: list[float], others: list[float], *, folded: bool = False) -> Arrangement:
    lanes = [(Lane("party", n, "", 1), height) for n, height in enumerate(pinned, 1)]
    if pinned:
        heading = Lane("heading", PINNED, "Pinned", 0, (1,) if folded else ())
        lanes = [(heading, HEADING), *([] if folded else lanes)]
    lanes += [(Lane("heading", 7, "A state", 0), HEADING)]
    lanes += [(Lane("party", n, "", 1), height) for n, height in enumerate(others, 100)]
    return cast("Arrangement", _Stacked(lanes))


heights = st.lists(st.integers(20, 400).map(float), max_size=6)


@given(heights, heights, st.integers(50, 1000).map(float))
def test_whole_lanes_stay_from_the_first_on(pinned: list[float], others: list[float], shown: float) -> None:
    stacked = _stacked(pinned, others)
    height = pinned_height(stacked, shown)
    ends = [HEADING + sum(pinned[: n + 1]) for n in range(len(pinned))]
    assert height in (0.0, *ends)
    assert height <= shown * MOST
    if stacked.height <= shown:
        assert height == 0
    else:
        assert all(end > shown * MOST for end in ends if end > height)


@pytest.mark.parametrize(("shown", "height"), [(900.0, 0.0), (500.0, 226.0), (300.0, 126.0), (200.0, 0.0)])
def test_as_many_stay_as_there_is_room_for(shown: float, height: float) -> None:
    assert pinned_height(_stacked([100.0, 100.0], [600.0]), shown) == height


def test_a_folded_heading_stays_and_another_does_not() -> None:
    assert pinned_height(_stacked([100.0, 100.0], [600.0], folded=True), 300.0) == HEADING
    assert pinned_height(_stacked([], [600.0]), 300.0) == 0


numbers = st.integers(-500, 2000).map(float)


@given(numbers, numbers, st.integers(0, 400).map(float), st.integers(0, 1500).map(float))
def test_the_ends_of_a_line_stand_where_their_lanes_do(
    first: float, last: float, pinned: float, scroll: float
) -> None:
    middle = (first + last) / 2
    line = DemandLine((0.0, first), (22.0, middle), (22.0, middle), (5.0, last))
    arrow = Arrow("follows", *line, (3.0, middle))
    inside, across = parted((line,), pinned)
    assert (line in across) == crosses(line, pinned) != (line in inside)
    if not crosses(line, pinned):
        return
    for one in (line, arrow):
        moved = drawn_across(one, pinned, (10.0, 46.0), scroll)
        assert type(moved) is type(one)
        for before, after in ((one.start, moved.start), (one.end, moved.end)):
            stands = before[1] if before[1] < pinned else max(before[1] - scroll, pinned)
            assert after == pytest.approx((before[0] + 10, stands + 46))
        low, high = sorted((moved.start[1], moved.end[1]))
        assert low - 1e-6 <= moved.control_1[1] <= high + 1e-6
