"""The view, the places looked at before it, and the way from one to another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.filtering import Filter
from timeline_app.layout.view import View
from timeline_app.view_state import BURST, MOST_PLACES, Places, ViewState, between

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

START = View(100.0, 200.0)
edges = st.floats(-1e6, 1e6)
views = st.builds(
    lambda start, days, scroll: View(start, start + days, scroll=float(scroll)),
    edges,
    st.floats(2.0, 1e6),
    st.integers(0, 5000),
)


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_small_moves_in_a_row_are_one_place_and_later_ones_another() -> None:
    clock = _Clock()
    places = Places(clock)
    view = START
    for _ in range(5):
        clock.now += BURST / 2
        places.leave(view, view := view.panned(10.0))
    clock.now += BURST * 2
    places.leave(view, moved := view.panned(10.0))
    assert places.back(moved) == view
    assert places.back(view) == START
    assert places.back(START) is None


@pytest.mark.parametrize(
    "other",
    [
        START.panned(90.0),
        START.zoomed(5.0, 150.0),
        replace(START, filter=Filter(kinds=frozenset({"talks"}))),
    ],
)
def test_large_moves_and_filters_are_places_however_soon_they_follow(other: View) -> None:
    places = Places(_Clock())
    near = START.panned(1.0)
    places.leave(START, near)
    places.leave(near, other)
    assert places.back(other) == near
    assert places.back(near) == START
    assert places.forward(START) == near
    assert places.forward(near) == other
    assert places.forward(other) is None


def test_what_is_selected_searched_or_explained_is_no_place_and_stays() -> None:
    places = Places(_Clock())
    chosen = replace(START, selected=3, sought="coup", legend=False)
    places.leave(START, chosen)
    assert places.ways == (False, False)
    places.leave(START, START.panned(500.0))
    assert places.back(replace(chosen, start=600.0, end=700.0)) == chosen


def test_a_move_from_a_place_gone_back_to_forgets_what_came_after() -> None:
    places = Places(_Clock())
    away = START.panned(500.0)
    places.leave(START, away)
    assert places.back(away) == START
    places.leave(START, START.panned(1.0))
    assert places.ways == (True, False)


def test_so_many_places_are_kept_and_no_more() -> None:
    places = Places(_Clock())
    view = START
    for _ in range(MOST_PLACES + 50):
        places.leave(view, view := view.panned(500.0))
    count = 0
    while (before := places.back(view)) is not None:
        view, count = before, count + 1
    assert count == MOST_PLACES


@given(views, views, st.floats(0.0, 1.0))
def test_a_way_leads_from_one_view_to_the_other_and_stays_between(
    one: View, other: View, share: float
) -> None:
    assert between(one, other, 1.0) == other
    begun = between(one, other, 0.0)
    assert (begun.start, begun.end) == pytest.approx((one.start, one.end), rel=1e-6, abs=1e-3)
    now = between(one, other, share)
    least, most = sorted((one.days, other.days))
    assert least * (1 - 1e-6) - 1e-3 <= now.days <= most * (1 + 1e-6) + 1e-3
    for low, at, high in ((one.start, now.start, other.start), (one.end, now.end, other.end)):
        assert min(low, high) - 1e-3 <= at <= max(low, high) + 1e-3


def _moving() -> ViewState:
    state = ViewState()
    state.show(START)
    state.forget_places()
    state.may_move = lambda: True
    return state


def test_a_move_takes_a_moment_and_ends_exactly_there(qtbot: QtBot) -> None:
    state, wanted = _moving(), replace(START.panned(321.0), scroll=40.0)
    seen: list[float] = []
    state.changed.connect(lambda: seen.append(state.view.start))
    state.move_to(wanted)
    assert state.is_moving
    qtbot.waitUntil(lambda: not state.is_moving, timeout=5000)
    assert state.view == wanted
    assert seen == sorted(seen)


def test_a_second_wish_starts_from_where_it_is(qtbot: QtBot) -> None:
    state = _moving()
    state.move_to(START.panned(1000.0))
    qtbot.waitUntil(lambda: state.view.start > START.start, timeout=5000)
    there = state.view
    state.move_to(START.panned(-1000.0))
    assert state.view.start == there.start
    qtbot.waitUntil(lambda: not state.is_moving, timeout=5000)
    assert state.view == START.panned(-1000.0)
    state.may_move = lambda: False
    state.go_back()
    assert state.view == START.panned(1000.0)
    state.go_back()
    assert state.view == START


def test_who_takes_hold_meanwhile_ends_the_move_and_who_changes_another_thing_does_not(qtbot: QtBot) -> None:
    state = _moving()
    state.move_to(START.panned(1000.0))
    state.change(as_of=7)
    assert state.is_moving
    held = state.view.panned(3.0)
    state.show(held)
    assert not state.is_moving
    qtbot.wait(30)
    assert state.view == held


def test_where_motion_is_not_wanted_one_is_there_at_once() -> None:
    state = ViewState()
    state.move_to(START)
    assert state.view == START
    assert not state.is_moving


def test_making_room_is_no_place_to_come_back_to() -> None:
    state = ViewState()
    state.adjust(START)
    assert not state.can_go_back
    state.show(START.panned(500.0))
    assert state.can_go_back
