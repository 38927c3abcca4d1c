"""Locks on one ribbon: never closer than they are wide, none without room, and each turn is told."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.columns.carried import Carried
from timeline_app.columns.segments import NO_DAY, Segments
from timeline_app.columns.stretches import FOREVER
from timeline_app.columns.turns import turns_of
from timeline_app.domain.conditions import Conditions, Dated, Statuses
from timeline_app.domain.records import Condition
from timeline_app.layout.boxes import RibbonRow
from timeline_app.layout.locks import LEAD, WIDTH, lay_locks
from timeline_app.layout.stretches import Claim, lay_ribbons
from timeline_app.layout.time_scale import TimeScale

if TYPE_CHECKING:
    from timeline_app.columns.turns import Turns
    from timeline_app.domain.vocabulary import ConditionState
    from timeline_app.layout.locks import LockBox

START, SHOWN = 100, 1000.0
ROW = RibbonRow(1, 1, 1, "Leave", 30.0, 365, 0, 1)
STATES: list[ConditionState] = ["stated", "met", "violated", "moot", "waived"]
FARED = st.lists(st.tuples(st.integers(1, 3), st.sampled_from(STATES), st.integers(90, 400)), max_size=12)


def ribbon() -> Segments:
    """Give one position from the start on, for ever."""
    days: list[int] = [1, 1, START, FOREVER, 1]
    return Segments(
        *(np.array([day], np.int32) for day in days),
        *(np.array([number], np.int8) for number in (2, 0)),
        *(np.array([is_so]) for is_so in (False, True)),
        *(np.array([START], np.int32) for _ in range(2)),
        np.zeros(1, np.uint8),
        np.array([NO_DAY], np.int32),
    )


def turns(fared: list[tuple[int, ConditionState, int]]) -> Turns:
    """Give what becomes of three conditions that come with the position and stay."""
    statuses: dict[int, list[Dated]] = {}
    for number, (condition, state, day) in enumerate(fared):
        statuses.setdefault(condition, []).append(Dated(state=state, day=day, entry=number + 10))
    ids = np.array([1, 2, 3], np.int32)
    one = np.ones(3, np.int32)
    carried = Carried(one, one, one * START, one * np.int32(FOREVER), ids, one)
    known = {n: Condition(id=n, text=f"Condition {n}", demanded_of_id=n) for n in (1, 2, 3)}
    return turns_of(carried, Conditions(known, Statuses(statuses)))


def laid(of: Turns, pixels_per_day: float) -> tuple[LockBox, ...]:
    scale, claim = TimeScale(80.0, pixels_per_day, 0.0), Claim(SHOWN, SHOWN, SHOWN)
    stretches, _ = lay_ribbons([ROW], ribbon(), scale, claim, 14.0, "near")
    return lay_locks(of, [ROW], stretches, frozenset(), scale, (SHOWN, SHOWN))


@given(FARED, st.floats(0.05, 40.0))
def test_they_never_touch_and_tell_of_every_turn_in_sight(
    fared: list[tuple[int, ConditionState, int]], pixels_per_day: float
) -> None:
    of = turns(fared)
    locks = laid(of, pixels_per_day)
    xs = [lock.x for lock in locks]
    assert xs == sorted(xs)
    assert all(after - before >= WIDTH for before, after in pairwise(xs))
    seen = [
        (x, condition)
        for day, condition in zip(of.day.tolist(), of.condition.tolist(), strict=True)
        for x in ((day - 80) * pixels_per_day,)
        if -WIDTH < x < SHOWN
    ]
    for x, condition in seen:
        assert any(lock.x + LEAD <= x + 0.01 and condition in lock.conditions for lock in locks)
    assert all(lock.conditions and lock.entries for lock in locks)


@given(FARED)
def test_without_room_there_is_none(fared: list[tuple[int, ConditionState, int]]) -> None:
    scale = TimeScale(80.0, 1.0, 0.0)
    short = ribbon()
    short.end[:] = START + int(WIDTH) - 1
    stretches, _ = lay_ribbons([ROW], short, scale, Claim(SHOWN, SHOWN, SHOWN), 14.0, "near")
    locks = lay_locks(turns(fared), [ROW], stretches, frozenset(), scale, (SHOWN, SHOWN))
    assert all(lock.x + LEAD >= START - 80 + WIDTH - 1 for lock in locks)


def test_of_a_ribbon_whose_stretches_are_not_told_apart_there_is_none() -> None:
    scale, claim = TimeScale(80.0, 1.0, 0.0), Claim(SHOWN, SHOWN, SHOWN)
    stretches, _ = lay_ribbons([ROW], ribbon(), scale, claim, 14.0, "near")
    assert not lay_locks(turns([]), [ROW], stretches, frozenset({0}), scale, (SHOWN, SHOWN))
