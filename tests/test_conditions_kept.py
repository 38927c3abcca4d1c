"""Conditions of an open document: as the plain rule has them, kept over edits, and hidden with the future."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from timeline_app.columns.turns import LOCKS, turns_of
from timeline_app.domain.conditions import conditions_as_of
from timeline_app.domain.dates import ordinal
from timeline_app.domain.horizon import HIDDEN_BY, Horizon
from timeline_app.domain.records import Condition, ConditionStatus, Entry, Stance
from timeline_app.session import Session
from timeline_app.storage.conditions import read_conditions, read_statuses
from timeline_app.storage.evidence import dossiers
from timeline_app.storage.rows import insert, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline_app.domain.conditions import ConditionAsOf
    from timeline_app.domain.horizon import HiddenBy

LATE = ordinal(2024, 12, 8)


@pytest.fixture
def session(example: Callable[[str], Path]) -> Iterator[Session]:
    """Open turkey-syria."""
    made = Session()
    made.open(example("turkey-syria"))
    yield made
    made.close()


def named(session: Session, text: str) -> int:
    return next(one.id for one in session.conditions.known.values() if one.text.startswith(text))


def by_plain_rule(session: Session, day: int) -> list[ConditionAsOf]:
    found = dict(dossiers(session.store, None, session.later))
    return conditions_as_of(session.conditions.known, read_statuses(session.store), found, day)


def add_status(session: Session, text: str, status: str, date: str, entry: int | None = None) -> None:
    session.put(
        ConditionStatus(condition_id=named(session, text), status=status, date=date, entry_id=entry)  # pyright: ignore[reportArgumentType]
    )


@pytest.mark.parametrize("day", ["2022-12-01", "2023-01-04", "2023-03-31", "2023-12-31", "2024-09-01"])
def test_as_of_a_day_they_stand_as_the_plain_rule_says(session: Session, day: str) -> None:
    at = ordinal(*map(int, day.split("-")))
    assert session.conditions_as_of(at) == by_plain_rule(session, at)


def test_after_any_edit_as_well(session: Session) -> None:
    add_status(session, "full Turkish", "met", "2024-02-01")
    stance = next(s for s in rows(session.store, Stance) if s.entry_id == 8)
    session.remove(Stance, stance.id)
    for at in (ordinal(2023, 12, 31), LATE):
        assert session.conditions_as_of(at) == by_plain_rule(session, at)
    session.undo()
    session.undo()
    assert session.conditions_as_of(LATE) == by_plain_rule(session, LATE)


def looks(session: Session, text: str) -> list[tuple[int, str]]:
    turns, one = session.turns(), named(session, text)
    mine = turns[np.flatnonzero(turns.condition == np.int32(one))]
    return [(day, LOCKS[lock]) for day, lock in zip(mine.day.tolist(), mine.lock.tolist(), strict=True)]


def test_a_condition_comes_fares_and_is_dropped_on_the_ribbon_that_carries_it(session: Session) -> None:
    came, dropped = ordinal(2023, 3, 31), ordinal(2023, 8, 9)
    assert looks(session, "full Turkish") == [(came, "closed"), (dropped, "faint")]
    add_status(session, "full Turkish", "violated", "2023-05-01")
    add_status(session, "full Turkish", "met", "2024-02-01")
    add_status(session, "full Turkish", "met", "2023-01-01")
    assert looks(session, "full Turkish") == [
        (came, "closed"),
        (ordinal(2023, 5, 1), "crossed"),
        (dropped, "faint"),
        (ordinal(2024, 2, 1), "open"),
    ]


def test_of_one_day_the_last_status_counts(session: Session) -> None:
    add_status(session, "full Turkish", "waived", "2023-03-31")
    assert looks(session, "full Turkish")[0] == (ordinal(2023, 3, 31), "open")


def test_they_are_read_again_only_where_an_edit_alters_them(session: Session) -> None:
    turns, conditions = session.turns(), session.conditions
    entry = next(e for e in rows(session.store, Entry) if e.id not in conditions.rests_on)
    session.change(entry, title="Another title")
    assert session.conditions is conditions
    assert session.turns() is turns
    resting = next(e for e in rows(session.store, Entry) if e.code == "e08")
    session.change(resting, status="draft")
    assert session.conditions is not conditions
    assert not looks(session, "full Turkish")
    session.undo()
    assert session.conditions.statuses == read_conditions(session.store).statuses


@pytest.mark.parametrize("hidden_by", HIDDEN_BY)
def test_while_the_future_is_hidden_nothing_later_is_known(session: Session, hidden_by: HiddenBy) -> None:
    add_status(session, "full Turkish", "met", "2024-02-01")
    day = ordinal(2023, 12, 31)
    for at in (day, ordinal(2023, 3, 1)):
        session.look_from(Horizon(at, hidden_by))
        assert all(d.day <= at for listed in session.conditions.statuses.of.values() for d in listed)
        assert not (session.turns().day > at).any()
        known = {one.condition for one in session.conditions_as_of(at)}
        later = session.later
        assert later is not None
        hidden = set(later.tolist())
        assert known == {
            one.condition
            for one in by_plain_rule(session, at)
            if any(d.entry not in hidden for d in session.conditions.statuses.of.get(one.condition, ()))
        }
    session.look_from(None)
    assert len(looks(session, "full Turkish")) == 3


def test_what_an_entry_states_and_alters(session: Session) -> None:
    entry = next(e for e in rows(session.store, Entry) if e.code == "e08")
    assert session.conditions_of(entry.id) == {named(session, "full Turkish")}
    with session.edit("Add") as step:
        other = insert(step.store, Condition(text="Another"))
        insert(step.store, ConditionStatus(condition_id=other.id, entry_id=entry.id))
    assert session.conditions_of(entry.id) == {named(session, "full Turkish"), other.id}


def test_without_conditions_nothing_turns(session: Session) -> None:
    timeline = session.timeline
    assert not len(turns_of(timeline.carried.part(slice(0, 0)), session.conditions))
