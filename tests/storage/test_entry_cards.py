"""Everything that the inspector shows of an entry, read from a document."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from samples import one_of_each

from timeline_app.domain.records import (
    Condition,
    ConditionStatus,
    Entry,
    Figure,
    Party,
    Stance,
    Topic,
    Value,
    Variable,
)
from timeline_app.storage.bulk import take_in
from timeline_app.storage.entry_cards import EntryCard, read_entry_card
from timeline_app.storage.evidence import read_acts
from timeline_app.storage.rows import get, insert
from timeline_app.storage.timelines import read_timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.vocabulary import EntryKind
    from timeline_app.storage.store import Store


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.step("Take in") as step:
        take_in(step, one_of_each())
    with store.step("Edit"):
        yield store


def card_of(store: Store, entry: int) -> EntryCard:
    card = read_entry_card(store, entry)
    assert card
    return card


def test_no_entry_no_card(store: Store) -> None:
    assert read_entry_card(store, 1) is None


def test_a_stance_names_its_coder(filled: Store) -> None:
    entry = insert(filled, Entry(title="Says more"))
    for coder in (None, 1):
        insert(filled, Stance(entry_id=entry.id, party_id=1, topic_id=2, value=0, coder_id=coder))
    assert [held.coder for held in card_of(filled, entry.id).stances] == ["", "A. Coder"]


def test_a_condition_comes_with_its_parties_and_its_fate_in_order_of_date(filled: Store) -> None:
    for when in (None, "2024-11-30", "2023"):
        insert(filled, ConditionStatus(condition_id=1, status="met", date=when))
    ((held,),) = (stance.conditions for stance in card_of(filled, 1).stances)
    assert held.condition == get(filled, Condition, 1)
    assert held.demanded_by == get(filled, Party, 2)
    assert held.demanded_of is None
    assert held.unlocks == get(filled, Topic, 2)
    assert [status.date for status in held.statuses] == ["2023", "2024-11-30", "2024-12", None]


def test_a_figure_says_who_counted(filled: Store) -> None:
    insert(filled, Figure(entry_id=2, number="90", counted="killed", counted_by_party_id=2))
    found = [(card.figure.number, card.counted_by) for card in card_of(filled, 2).figures]
    assert found == [("120", "A report"), ("300", ""), ("90", "Syria")]


def test_values_stand_in_the_order_of_the_codebook(filled: Store) -> None:
    first = insert(filled, Variable(name="Audience", sort_order=-1))
    insert(filled, Value(variable_id=first.id, entry_id=1, content="press"))
    insert(filled, Value(variable_id=first.id, stance_id=1, content="envoys"))
    card = card_of(filled, 1)
    assert [(v.name, held.content) for v, held in card.values] == [("Audience", "press"), ("Tone", "calm")]
    assert [(v.name, held.content) for v, held in card.stances[0].values] == [("Audience", "envoys")]


@pytest.mark.parametrize(("kind", "day"), [("statement", "2024-12-01"), ("action", "2024-11-26")])
def test_marks_evidence_and_cards_have_one_evidence_day(store: Store, kind: EntryKind, day: str) -> None:
    with store.step("Add"):
        entry = insert(store, Entry(title="An act", kind=kind, date="2024-11-26/2024-12-01"))
    expected = date.fromisoformat(day).toordinal()
    assert card_of(store, entry.id).day == expected
    assert read_acts(store)[entry.id].day == expected
    assert read_timeline(store).marks.day.tolist() == [expected]
