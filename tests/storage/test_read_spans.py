"""Positions read from a document: what of its rows counts as evidence, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from timeline_app.domain.records import (
    Citation,
    Coder,
    Condition,
    Entry,
    Link,
    Participation,
    Party,
    Source,
    Stance,
    StanceCondition,
    Topic,
)
from timeline_app.storage.evidence import read_spans
from timeline_app.storage.rows import insert

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.positions import Position
    from timeline_app.domain.records import Record
    from timeline_app.storage.store import Store


class Book:
    """A document in the making, with two parties and one proposition."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.ours = self.add(Party(name="Ours"))
        self.theirs = self.add(Party(name="Theirs"))
        self.topic = self.add(Topic(kind="proposition", wording="They should meet"))
        self.source = self.add(Source(title="Agency", reliability="B"))

    def add(self, record: Record) -> int:
        return insert(self.store, record).id

    def entry(self, date: str | None, **more: Any) -> int:
        return self.add(Entry(date=date, title="An act", **more))

    def said(self, date: str | None, value: Any, *, party: int = 0, **more: Any) -> int:
        """Add an entry with a stance of ours; give the entry."""
        of_entry = {name: more.pop(name) for name in ("status", "local_time") if name in more}
        entry = self.entry(date, **of_entry)
        self.stance(entry, value, party=party, **more)
        return entry

    def stance(self, entry: int, value: Any, *, party: int = 0, **more: Any) -> int:
        record = Stance(entry_id=entry, party_id=party or self.ours, topic_id=self.topic, value=value, **more)
        return self.add(record)

    def link(self, start: int, relation: Any, end: int) -> None:
        self.add(Link(from_entry_id=start, to_entry_id=end, relation=relation, note="said so"))

    def last(self, party: int = 0) -> Position | None:
        """What is shown of a party at last."""
        found = read_spans(self.store).get((party or self.ours, self.topic), [])
        return found[-1].position if found and found[-1].end is None else None


@pytest.fixture
def book(store: Store) -> Iterator[Book]:
    with store.step("Code"):
        yield Book(store)


def shown(position: Position | None) -> tuple[int, int | None, str | None] | None:
    return position and (position.entry, position.value, position.non_value)


def test_drafts_and_undated_entries_are_no_evidence(book: Book) -> None:
    entry = book.said("2024-01-01", 2)
    book.said("2024-02-01", -2, status="draft")
    book.said(None, -2)
    assert shown(book.last()) == (entry, 2, None)


def test_conditions_and_whether_any_suffices(book: Book) -> None:
    stance = book.stance(book.entry("2024-01-01"), 1, conditions_needed="any")
    conditions = {book.add(Condition(text=text)) for text in ("withdrawal", "a date")}
    for condition in conditions:
        book.add(StanceCondition(stance_id=stance, condition_id=condition))
    position = book.last()
    assert position
    assert position.conditions == conditions
    assert position.carriers[0].any_suffices


@pytest.mark.parametrize(
    ("grades", "is_low"),
    [
        ([], False),
        ([("E", 1)], True),
        ([("A", 5)], True),
        ([("E", 2), ("B", 2)], False),
        ([("F", 6)], False),
        ([(None, None)], False),
        ([(None, 5)], True),
        ([("E", None)], True),
    ],
)
@pytest.mark.parametrize("on_stance", [True, False])
def test_the_best_citation_counts(book: Book, grades: Any, is_low: bool, on_stance: bool) -> None:
    entry = book.entry("2024-01-01")
    stance = book.stance(entry, 2)
    target = {"stance_id": stance} if on_stance else {"entry_id": entry}
    for reliability, credibility in grades:
        book.add(Citation(source_id=book.source, reliability=reliability, credibility=credibility, **target))
    position = book.last()
    assert position
    assert position.carriers[0].low_grade is is_low


@pytest.mark.parametrize(("of_stance", "of_entry"), [("E", "A"), ("A", "E")])
def test_a_stances_own_citations_go_before_its_entrys(book: Book, of_stance: Any, of_entry: Any) -> None:
    entry = book.entry("2024-01-01")
    stance = book.stance(entry, 2)
    book.add(Citation(source_id=book.source, stance_id=stance, reliability=of_stance, credibility=2))
    book.add(Citation(source_id=book.source, entry_id=entry, reliability=of_entry, credibility=2))
    position = book.last()
    assert position
    assert position.carriers[0].low_grade is (of_stance == "E")


@pytest.mark.parametrize(("adopted", "reading"), [(0, (None, "contested")), (1, (-1, None))])
def test_several_coders(book: Book, adopted: int, reading: Any) -> None:
    one, other = (book.add(Coder(name=name)) for name in ("One", "Other"))
    entry = book.entry("2024-01-01")
    book.stance(entry, 2, coder_id=one)
    book.stance(entry, -1, coder_id=other, adopted=adopted)
    assert shown(book.last()) == (entry, *reading)


def test_an_undated_ending_ends_nothing_and_a_dated_one_does(book: Book) -> None:
    entry = book.said("2024-01-01", 2)
    book.link(book.entry(None), "retracts", entry)
    assert shown(book.last()) == (entry, 2, None)
    book.link(book.entry("2024-02-01"), "retracts", entry)
    assert book.last() is None


def test_a_change_of_government_is_of_the_party_in_its_role_object(book: Book) -> None:
    book.said("2024-01-01", 2)
    theirs = book.said("2024-01-01", 1, party=book.theirs)
    fall = book.entry("2024-02-01", kind="change of government")
    book.add(Participation(entry_id=fall, party_id=book.ours, role="object"))
    book.add(Participation(entry_id=fall, party_id=book.theirs, role="actor"))
    assert book.last() is None
    assert shown(book.last(book.theirs)) == (theirs, 1, None)


def test_a_denial_concerns_the_deniers_stances_only(book: Book) -> None:
    joint = book.said("2024-01-01", 2, mode="joint")
    book.stance(joint, 2, party=book.theirs, mode="joint")
    denial = book.entry("2024-02-01", kind="denial")
    book.add(Participation(entry_id=denial, party_id=book.theirs))
    book.add(Participation(entry_id=denial, party_id=book.ours, role="addressee"))
    book.link(denial, "denies", joint)
    assert shown(book.last()) == (joint, 2, None)
    assert shown(book.last(book.theirs)) == (joint, 2, "contested")


def test_local_times_order_a_day(book: Book) -> None:
    book.said("2024-01-01", 2, local_time="9:30")
    later = book.said("2024-01-01", -2, local_time="10:00")
    assert shown(book.last()) == (later, -2, None)
