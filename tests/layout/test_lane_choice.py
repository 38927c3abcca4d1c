"""What was chosen of the lanes: folded ones are summed up, hidden ones gone, pinned ones first."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.layout.lane_choice import PINNED, LaneChoice, chosen, in_order, moved, siblings
from timeline_app.layout.lanes import Lane

LANES = [
    Lane("heading", 1, "Levant", 0),
    Lane("party", 1, "Syria", 1),
    Lane("heading", 2, "North", 1),
    Lane("party", 2, "Army", 2),
    Lane("party", 3, "Council", 2),
    Lane("party", 4, "Türkiye", 0),
    Lane("context", 0, "Context", 0),
]
NORTH, SYRIA, ARMY, COUNCIL, TURKIYE = LANES[2], LANES[1], LANES[3], LANES[4], LANES[5]
EVERY = LaneChoice()


def labels(lanes: list[Lane]) -> list[str]:
    return [f"{lane.label}{list(lane.folded) or ''}" for lane in lanes]


def test_all_are_shown_where_nothing_was_chosen() -> None:
    assert chosen(LANES, EVERY) == LANES


def test_a_folded_heading_sums_up_all_lanes_under_it() -> None:
    assert labels(chosen(LANES, EVERY.with_folded(LANES[0])))[:2] == ["Levant[1, 2, 3]", "Türkiye"]
    nested = EVERY.with_folded(LANES[0]).with_folded(NORTH).with_folded(ARMY).with_hidden(COUNCIL)
    assert labels(chosen(LANES, nested))[0] == "Levant[1, 2]"


def test_a_folded_lane_sums_up_itself() -> None:
    assert labels(chosen(LANES, EVERY.with_folded(SYRIA)))[:2] == ["Levant", "Syria[1]"]


def test_what_is_hidden_is_gone_with_all_under_it() -> None:
    assert labels(chosen(LANES, EVERY.with_hidden(NORTH))) == ["Levant", "Syria", "Türkiye", "Context"]


def test_a_heading_over_hidden_lanes_only_is_gone() -> None:
    hidden = EVERY.with_hidden(ARMY).with_hidden(COUNCIL)
    assert labels(chosen(LANES, hidden)) == ["Levant", "Syria", "Türkiye", "Context"]


def test_pinned_lanes_stand_first_in_the_order_in_which_they_were_pinned() -> None:
    pinned = EVERY.with_pinned(TURKIYE).with_pinned(ARMY)
    shown = chosen(LANES, pinned)
    assert labels(shown) == ["Pinned", "Türkiye", "Army", "Levant", "Syria", "North", "Council", "Context"]
    assert [lane.depth for lane in shown[:3]] == [0, 1, 1]
    folded = pinned.with_folded(Lane("heading", PINNED, "Pinned", 0))
    assert labels(chosen(LANES, folded))[:2] == ["Pinned[4, 2]", "Levant"]


def test_what_was_chosen_of_one_grouping_leaves_others_alone() -> None:
    by_party = EVERY.with_hidden(TURKIYE).with_pinned(ARMY).with_folded(LANES[0]).grouped_by("party")
    assert chosen(LANES, by_party) == LANES
    assert by_party.grouped_by("state") != EVERY


@pytest.mark.parametrize("change", [LaneChoice.with_folded, LaneChoice.with_hidden, LaneChoice.with_pinned])
@given(lane=st.sampled_from(LANES))
def test_doing_it_twice_takes_it_back(change: object, lane: Lane) -> None:
    assert change(change(EVERY, lane), lane) == EVERY  # type: ignore[operator]


@given(st.lists(st.tuples(st.sampled_from(LANES), st.one_of(st.none(), st.sampled_from(LANES))), max_size=6))
def test_moving_changes_the_order_under_a_heading_only(moves: list[tuple[Lane, Lane | None]]) -> None:
    choice = EVERY
    for lane, before in moves:
        goal = before if before in siblings(LANES, choice, lane) else None
        choice = moved(LANES, choice, lane, goal)
        beside = siblings(LANES, choice, lane)
        place = beside.index(lane)
        assert beside[place + 1 :][:1] == ([goal] if goal and goal != lane else beside[place + 1 :][:1])
        if goal is None:
            assert place == len(beside) - 1
    lanes = in_order(LANES, choice)
    assert sorted(lanes) == sorted(LANES)
    assert chosen(LANES, choice) == lanes
    assert siblings(LANES, choice, ARMY) in ([ARMY, COUNCIL], [COUNCIL, ARMY])


def test_pinned_lanes_are_moved_among_each_other() -> None:
    choice = EVERY.with_pinned(TURKIYE).with_pinned(ARMY).with_pinned(SYRIA)
    assert siblings(LANES, choice, ARMY) == [TURKIYE, ARMY, SYRIA]
    assert siblings(LANES, moved(LANES, choice, SYRIA, TURKIYE), ARMY) == [SYRIA, TURKIYE, ARMY]


CHOICES = st.lists(
    st.tuples(st.sampled_from(["folded", "hidden", "pinned", "moved"]), st.sampled_from(LANES))
)


@given(CHOICES)
def test_it_is_kept_as_json(steps: list[tuple[str, Lane]]) -> None:
    choice = EVERY.grouped_by("topic")
    for what, lane in steps:
        choice = moved(LANES, choice, lane, None) if what == "moved" else _with(what, choice, lane)
    assert LaneChoice.from_json(json.loads(json.dumps(choice.as_json()))) == choice


def _with(what: str, choice: LaneChoice, lane: Lane) -> LaneChoice:
    changes = {"folded": choice.with_folded, "hidden": choice.with_hidden, "pinned": choice.with_pinned}
    return changes[what](lane)


@pytest.mark.parametrize(
    "held",
    [None, 3, [], ["state"], ["colour", [], [], [], []], ["state", [[1]], [], [], []], ["state", 1, 2, 3, 4]],
)
def test_what_is_no_choice_is_refused(held: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        LaneChoice.from_json(held)
