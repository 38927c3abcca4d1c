"""Which headings stay at the top while what they head is scrolled, and how much room they take."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.layout.lanes import Lane
from timeline_app.layout.placing import PlacedLane
from timeline_app.layout.sticking import MOST, Sticking, stuck_bottom

if TYPE_CHECKING:
    from timeline_app.layout.arrangement import Arrangement
    from timeline_app.layout.boxes import LaneBox

HEADING, AXIS = 26.0, 46.0
SHOWN = 400.0
Tree = list[Any]
"""Heights of lanes, and for headings the tree of what is under them."""


class _Stacked:
    """As much of an arrangement as is asked for."""

    def __init__(self, tree: Tree) -> None:
        self.height, self.lanes, self._key = 0.0, (), 0
        self.chains: dict[int, tuple[int, ...]] = {}
        """By key of a lane, the headings over it, the outermost first."""
        self.ends: dict[int, float] = {}
        self._stack(tree, ())

    def _stack(self, tree: Tree, over: tuple[int, ...]) -> None:
        for one in tree:
            self._key += 1
            key, depth = self._key, len(over)
            self.chains[key] = over
            if isinstance(one, float):
                self._put(Lane("party", key, "", depth), one)
            else:
                self._put(Lane("heading", key, "", depth, () if one else (1,)), HEADING)
                self._stack(one, (*over, key))
            self.ends[key] = self.height

    def _put(self, lane: Lane, height: float) -> None:
        self.lanes = (*self.lanes, PlacedLane(lane, self.height, height, 0, 0))
        self.height += height


leaves = st.integers(30, 300).map(float)
trees = st.recursive(
    st.lists(leaves, max_size=3), lambda inner: st.lists(st.one_of(leaves, inner), max_size=4), max_leaves=20
)


def _boxes(stacked: _Stacked, scroll: float, shown: float = SHOWN) -> tuple[LaneBox, ...]:
    return Sticking(cast("Arrangement", stacked), 0.0, shown, HEADING).boxes(scroll, AXIS)


def _wanted(stacked: _Stacked, scroll: float) -> dict[int, float]:
    """Give by key the y of each heading that is to stay."""
    wanted: dict[int, float] = {}
    for placed in stacked.lanes:
        lane, level = placed.lane, len(stacked.chains[placed.lane.key])
        slot, end = scroll + level * HEADING, stacked.ends[placed.lane.key]
        is_open = lane.kind == "heading" and not lane.folded
        if is_open and placed.top < slot < end and level < int(SHOWN * MOST // HEADING):
            wanted[lane.key] = AXIS + min(slot, end - HEADING) - scroll
    return wanted


@given(trees, st.floats(0, 2000))
def test_a_heading_stays_from_where_its_row_goes_until_its_lanes_end(tree: Tree, scroll: float) -> None:
    stacked = _Stacked(tree)
    edges = [placed.top + further for placed in stacked.lanes for further in (0.0, -HEADING, 1.0)]
    for at in (scroll, *edges):
        assert {box.key: box.y for box in _boxes(stacked, at)} == pytest.approx(_wanted(stacked, at))


@given(trees, st.floats(0, 2000))
def test_those_further_out_lie_on_top_and_each_under_its_own(tree: Tree, scroll: float) -> None:
    stacked = _Stacked(tree)
    boxes = _boxes(stacked, scroll)
    for inner, outer in pairwise(boxes):
        assert inner.depth == outer.depth + 1
        assert outer.key == stacked.chains[inner.key][-1]
        assert outer.y <= inner.y <= outer.y + HEADING
    assert all(box.kind == "stuck" for box in boxes)


@given(trees, st.integers(0, 1500).map(float))
def test_nothing_jumps_as_the_lanes_are_scrolled(tree: Tree, scroll: float) -> None:
    stacked = _Stacked(tree)

    def stood(scroll: float) -> dict[int, float]:
        """Give where lanes stand, as far as that is not beneath the headings over them."""
        rows = {p.lane.key: AXIS + p.top - scroll for p in stacked.lanes}
        rows |= {box.key: box.y for box in _boxes(stacked, scroll)}
        return {key: max(y, AXIS + (len(stacked.chains[key]) - 1) * HEADING) for key, y in rows.items()}

    for at in (scroll, *(placed.top - further for placed in stacked.lanes for further in (1.0, 0.0))):
        before, after = stood(at), stood(at + 1)
        assert all(before[key] - 1 - 1e-9 <= after[key] <= before[key] + 1e-9 for key in before)


@given(trees)
def test_the_room_over_a_lane_is_what_they_take_when_it_follows_them(tree: Tree) -> None:
    stacked = _Stacked(tree)
    sticking = Sticking(cast("Arrangement", stacked), 0.0, SHOWN, HEADING)
    for placed in stacked.lanes:
        room = sticking.room_over(placed)
        levels = min(len(stacked.chains[placed.lane.key]), sticking.most)
        assert room == levels * HEADING
        if placed.top >= room:
            boxes = sticking.boxes(placed.top - room, AXIS)
            assert stuck_bottom(boxes, AXIS) <= AXIS + room


def test_where_there_is_little_room_only_the_outermost_stays() -> None:
    stacked = _Stacked([[[[500.0]]]])
    assert [box.depth for box in _boxes(stacked, 100.0)] == [2, 1, 0]
    assert [box.depth for box in _boxes(stacked, 100.0, shown=140.0)] == [1, 0]
    assert [box.depth for box in _boxes(stacked, 100.0, shown=40.0)] == [0]


def test_a_heading_among_what_is_pinned_does_not_stay_twice() -> None:
    stacked = _Stacked([[100.0, 300.0], [400.0]])
    sticking = Sticking(cast("Arrangement", stacked), HEADING + 100.0, SHOWN, HEADING)
    assert sticking.boxes(50.0, AXIS) == ()
    (box,) = sticking.boxes(400.0, AXIS)
    assert (box.key, box.y) == (4, AXIS + HEADING + 100.0)
