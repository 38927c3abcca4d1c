"""The dated statuses of conditions as they are read, and what they do to the change log and the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from timeline_app.domain.conditions import conditions_as_of
from timeline_app.domain.dates import ordinal
from timeline_app.domain.records import (
    Condition,
    ConditionStatus,
    Entry,
    Party,
    Stance,
    StanceCondition,
    Topic,
)
from timeline_app.standing import change_rows, compared_rows
from timeline_app.storage.conditions import read_statuses
from timeline_app.storage.evidence import dossiers
from timeline_app.storage.rows import insert

if TYPE_CHECKING:
    from timeline_app.storage.store import Store

LATE = ordinal(2024, 12, 31)


def condition(store: Store) -> int:
    return insert(store, Condition(text="troops leave")).id


def days(store: Store) -> list[int]:
    return [dated.day for listed in read_statuses(store).of.values() for dated in listed]


@pytest.mark.parametrize(
    ("own", "entry", "found"),
    [
        ("2024-03", None, [ordinal(2024, 3, 31)]),
        (None, {"date": "2024-05-01"}, [ordinal(2024, 5, 1)]),
        ("2024-03-02", {"date": "2024-05-01"}, [ordinal(2024, 3, 2)]),
        (None, {"date": "2024-05-01/..", "kind": "action"}, [ordinal(2024, 5, 1)]),
        (None, {"date": "2024-05-01", "status": "draft"}, []),
        (None, {"date": None}, []),
        (None, None, []),
    ],
)
def test_the_day_from_which_a_status_counts(store: Store, own: Any, entry: Any, found: list[int]) -> None:
    with store.step("Code"):
        act = insert(store, Entry(title="An act", **entry)).id if entry else None
        insert(
            store,
            ConditionStatus(condition_id=condition(store), status="met", date=own, entry_id=act),
        )
    assert days(store) == found


@pytest.mark.parametrize(
    ("state", "date", "word"),
    [
        ("met", "2024-02-01", "met"),
        ("waived", "2024-01-15", "met"),
        ("met", "2024-02-02", "dropped"),
        ("violated", "2024-01-15", "dropped"),
    ],
)
def test_what_falls_away_once_it_was_met_is_met(store: Store, state: Any, date: str, word: str) -> None:
    with store.step("Code"):
        party, topic = insert(store, Party(name="Ours")).id, insert(store, Topic(wording="They meet")).id
        held = condition(store)
        for day in ("2024-01-01", "2024-02-01"):
            entry = insert(store, Entry(title="An act", date=day, code=day)).id
            stance = insert(store, Stance(entry_id=entry, party_id=party, topic_id=topic, value=2)).id
            if day == "2024-01-01":
                insert(store, StanceCondition(stance_id=stance, condition_id=held))
        insert(store, ConditionStatus(condition_id=held, status=state, date=date))
    rows = list(change_rows(store, None, LATE))
    assert [(row["kind"], row["condition"]) for row in rows] == [
        ("first", "added"),
        ("condition_changed", word),
    ]
    (compared,) = compared_rows(store, ordinal(2024, 1, 31), ordinal(2024, 2, 1))
    assert compared["before"]["condition"] == ["troops leave"]
    assert compared["after"]["condition"] == []
    assert compared["changes"] == rows[1:]
    (listed,) = conditions_as_of([held], read_statuses(store), dict(dossiers(store)), ordinal(2024, 2, 1))
    assert listed.standing == word
