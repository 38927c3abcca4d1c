"""Conditions as of a day, and who waits for whom."""

from __future__ import annotations

from typing import Any

import pytest
from evidence_samples import act, said

from timeline_app.domain.cells import Dossier
from timeline_app.domain.conditions import ConditionAsOf, Dated, Statuses, circles, conditions_as_of
from timeline_app.domain.folding import fold
from timeline_app.domain.positions import Ending
from timeline_app.domain.records import Condition

KEY = (1, 1)


def dossier(*evidence: Any, endings: Any = ()) -> Dossier:
    return Dossier(evidence, fold(evidence, endings), 365)


def standing(day: int, statuses: list[Dated], *evidence: Any, endings: Any = ()) -> ConditionAsOf | None:
    found = conditions_as_of([7], Statuses({7: statuses}), {KEY: dossier(*evidence, endings=endings)}, day)
    return found[0] if found else None


STATED, MET = Dated(state="stated", day=10), Dated(state="met", day=20)
CARRIES = said(1, 10, 1, conditions=frozenset({7}))


@pytest.mark.parametrize(
    ("day", "state", "is_met"), [(9, None, False), (10, "stated", False), (20, "met", True)]
)
def test_the_last_status_by_a_day(day: int, state: str | None, is_met: bool) -> None:
    statuses = Statuses({7: [MET, STATED]})
    last = statuses.as_of(7, day)
    assert (last and last.state) == state
    assert statuses.is_met(7, day) is is_met


def test_waived_is_met_and_violated_after_met_is_not() -> None:
    assert Statuses({7: [Dated(state="waived", day=5)]}).is_met(7, 5)
    assert not Statuses({7: [MET, Dated(state="violated", day=30)]}).is_met(7, 30)


def test_of_one_day_the_later_in_the_list_counts_in_whatever_order() -> None:
    both = [Dated(state="met", day=10), STATED]
    for listed in (both, both[::-1]):
        assert Statuses({7: listed}).is_met(7, 10)


@pytest.mark.parametrize(("day", "word"), [(9, None), (10, "open"), (20, "met")])
def test_open_from_when_it_is_known_until_it_is_met(day: int, word: str | None) -> None:
    found = standing(day, [STATED, MET], CARRIES)
    assert (found and found.standing) == word


def test_carried_without_a_status_it_is_open() -> None:
    found = standing(15, [], CARRIES)
    assert found == ConditionAsOf(7, "open", None, (KEY,))


@pytest.mark.parametrize("then", [said(2, 15, 1), said(2, 15, 1, conditions=frozenset({8}))])
def test_dropped_when_no_position_carries_it_any_more(then: Any) -> None:
    found = standing(15, [STATED], CARRIES, then)
    assert found == ConditionAsOf(7, "dropped", STATED, ())


def test_dropped_with_the_position_that_ended_and_when_moot() -> None:
    ended = standing(15, [STATED], CARRIES, endings=[Ending(act(2, 15), "ended", 1)])
    assert ended
    assert ended.standing == "dropped"
    moot = standing(15, [Dated(state="moot", day=12)], CARRIES)
    assert moot
    assert moot.standing == "dropped"


def test_without_a_stance_its_status_alone_makes_it_open() -> None:
    found = standing(15, [STATED])
    assert found == ConditionAsOf(7, "open", STATED, ())


def demand(number: int, by: int | None, of: int | None) -> Condition:
    return Condition(
        id=number, uid=f"u{number}", text=f"demand {number}", demanded_by_id=by, demanded_of_id=of
    )


def waiting(*conditions: Condition) -> list[list[int]]:
    return sorted(sorted(c.id for c in circle) for circle in circles(conditions))


def test_two_that_wait_for_each_other() -> None:
    one, other = demand(1, 10, 20), demand(2, 20, 10)
    assert circles([one, other]) == [(one, other)]
    assert waiting(other, one, demand(3, 10, 30)) == [[1, 2]]


def test_three_in_a_circle() -> None:
    assert waiting(demand(1, 10, 20), demand(2, 20, 30), demand(3, 30, 10)) == [[1, 2, 3]]


@pytest.mark.parametrize(
    "lone",
    [
        [demand(1, 10, 20)],
        [demand(1, 10, 10)],
        [demand(1, 10, None), demand(2, None, 10)],
        [demand(1, 10, 20), demand(2, 20, 30)],
    ],
)
def test_no_circle(lone: list[Condition]) -> None:
    assert waiting(*lone) == []


def test_every_condition_in_a_circle_is_in_one_that_is_found() -> None:
    found = waiting(
        demand(1, 10, 20), demand(2, 20, 10), demand(3, 10, 20), demand(4, 20, 30), demand(5, 30, 10)
    )
    assert found == [[1, 2], [1, 4, 5], [2, 3]]
