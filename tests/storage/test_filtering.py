"""Filters: what passes, in words, and saved by uid."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.dates import ordinal
from timeline_app.domain.errors import FieldError
from timeline_app.domain.filtering import FIELD_LABELS, Filter
from timeline_app.domain.records import (
    Citation,
    Coder,
    Entry,
    Participation,
    Party,
    PartyName,
    Source,
    Stance,
    Tag,
    Topic,
    View,
)
from timeline_app.storage import rows
from timeline_app.storage.filtering import describe_filter, filter_choices, passing
from timeline_app.storage.saved_views import Looked, delete_view, looked_at, save_view, saved_views

if TYPE_CHECKING:
    from timeline_app.domain.records import Record
    from timeline_app.storage.store import Store

NOTHING: frozenset[int] = frozenset()


@pytest.fixture
def filled(store: Store) -> Store:
    """Six entries, each of which some filter tells from the others."""
    records: list[Record] = [
        Coder(name="A. Coder"),
        Party(name="Türkiye", code="TUR"),
        Party(name="Syria"),
        Party(name="Iran"),
        PartyName(party_id=1, name="Turkey", language="en"),
        Topic(kind="area", wording="North-west"),
        Topic(parent_id=1, wording="Forces are withdrawn.", short_label="Withdrawal", code="T1"),
        Topic(wording="Refugees return."),
        Source(title="A report", reliability="B"),
        Source(title="A rumour", reliability="F"),
        Entry(title="One", kind="talks", date="2024-12-02", coder_id=1),
        Entry(title="Two", date="2024-12", status="draft"),
        Entry(title="Three", date="2011/.."),
        Entry(title="Four"),
        Entry(title="Five", date="[..2020-01-01]"),
        Entry(title="Six 'quoted'", date="1999"),
        Participation(entry_id=1, party_id=1, role="participant"),
        Participation(entry_id=1, party_id=2, role="participant"),
        Participation(entry_id=2, party_id=1, role="addressee"),
        Participation(entry_id=3, party_id=3, on_behalf_of_party_id=1),
        Stance(entry_id=1, party_id=1, topic_id=2, value=1),
        Stance(entry_id=2, party_id=2, topic_id=3, value=1, mode="deed"),
        Stance(entry_id=4, party_id=1, topic_id=3, value=-1, mode="reported"),
        Citation(entry_id=1, source_id=1, credibility=2),
        Citation(stance_id=2, source_id=1, credibility=3, reliability="A"),
        Citation(entry_id=3, source_id=2, credibility=1),
        Citation(entry_id=4, source_id=1),
        Tag(entry_id=1, text="Idlib"),
        Tag(entry_id=3, text="İDLİB"),
        Tag(source_id=1, text="wire"),
    ]
    with store.step("Fill"):
        for record in records:
            rows.insert(store, record)
    return store


def _days(year: int, month: int, day: int) -> int:
    return ordinal(year, month, day)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(parties=frozenset({1})), [1, 2, 3, 4]),
        (Filter(parties=frozenset({1, 3}), roles=frozenset({"addressee", "actor"})), [2, 3]),
        (Filter(roles=frozenset({"participant"})), [1]),
        (Filter(kinds=frozenset({"talks"})), [1]),
        (Filter(topics=frozenset({1})), [1]),
        (Filter(topics=frozenset({2, 3})), [1, 2, 4]),
        (Filter(topics=frozenset({3}), modes=frozenset({"explicit"})), []),
        (Filter(modes=frozenset({"deed", "reported"})), [2, 4]),
        (Filter(grade=("B", 2)), [1]),
        (Filter(grade=("B", 3)), [1, 2]),
        (Filter(grade=("A", 3)), [2]),
        (Filter(grade=("B", 2), with_unjudged=True), [1, 3, 4, 5, 6]),
        (Filter(since=_days(2024, 12, 5)), [2, 3]),
        (Filter(since=_days(2024, 12, 2), until=_days(2024, 12, 2)), [1, 2, 3]),
        (Filter(until=_days(2000, 1, 1)), [5, 6]),
        (Filter(statuses=frozenset({"draft"})), [2]),
        (Filter(tags=frozenset({"idlib"})), [1, 3]),
        (Filter(coders=frozenset({1})), [1]),
        (Filter(text="turk"), [1, 2, 3, 4]),
        (Filter(text="turkey withdr"), [1]),
        (Filter(text="report"), [1, 2, 4]),
        (Filter(text="!"), []),
        (Filter(text="two", kinds=frozenset({"talks"})), []),
        (Filter(parties=frozenset({1}), statuses=frozenset({"coded"}), text="idlib"), [1, 3]),
    ],
)
def test_what_passes(filled: Store, wanted: Filter, found: list[int]) -> None:
    ids = passing(filled, wanted)
    assert ids is not None
    assert ids.tolist() == found
    assert ids.dtype == "int32"


def test_an_empty_filter_lets_everything_pass(filled: Store) -> None:
    assert passing(filled, Filter()) is None
    assert passing(filled, Filter(with_unjudged=True, text="  ")) is None


def test_a_value_is_never_sql(filled: Store) -> None:
    ids = passing(filled, Filter(tags=frozenset({"') OR 1 --"}), kinds=frozenset({"'"})))
    assert ids is not None
    assert not ids.size


FULL = Filter(
    parties=frozenset({1, 2}),
    roles=frozenset({"actor"}),
    kinds=frozenset({"talks"}),
    topics=frozenset({2}),
    modes=frozenset({"vote"}),
    grade=("B", 2),
    with_unjudged=True,
    since=_days(2024, 1, 1),
    until=_days(2024, 12, 31),
    statuses=frozenset({"coded"}),
    tags=frozenset({"idlib"}),
    coders=frozenset({1}),
    sources=frozenset({1}),
    text="cease",
)


def test_a_filter_says_each_field(filled: Store) -> None:
    said = describe_filter(filled, FULL)
    assert [name for name, _ in said] == list(FIELD_LABELS)
    words = dict(said)
    assert words["parties"] == "Party: Syria or Türkiye"
    assert words["topics"] == "Topic: T1 · Withdrawal"
    assert words["grade"] == "Evidence: B2 or better, or not judged"
    assert words["since"] == "Since: 1 Jan 2024"
    assert words["text"] == "Words: “cease”"
    assert FULL.without("grade").with_unjudged is False
    for name in FIELD_LABELS:
        assert name not in FULL.without(name).fields


def test_a_party_is_offered_under_all_its_names(filled: Store) -> None:
    turkiye = next(choice for choice in filter_choices(filled, "parties") if choice.words == "Türkiye")
    assert "turkey" in turkiye.searched
    assert "tur" in turkiye.searched
    assert [choice.words for choice in filter_choices(filled, "tags")] == ["Idlib"]
    assert {choice.key for choice in filter_choices(filled, "statuses")} == {"draft", "coded", "reviewed"}


def test_a_saved_filter_means_the_same_again(filled: Store) -> None:
    view = save_view(filled, "  My   filter ", Looked(FULL))
    assert view.name == "My filter"
    assert looked_at(filled, view) == (Looked(FULL), ())
    assert not filled.can_undo() or filled.steps()[0].label == "Fill"
    again = save_view(filled, "My filter", Looked(Filter(text="x")))
    assert again.id == view.id
    assert saved_views(filled) == [again]
    delete_view(filled, view.id)
    assert saved_views(filled) == []


def test_what_is_gone_is_left_out_and_said(filled: Store) -> None:
    view = save_view(filled, "Iran", Looked(Filter(parties=frozenset({1, 3}), coders=frozenset({1}))))
    with filled.step("Delete"):
        for part in list(rows.rows(filled, Participation, party_id=3)):
            rows.delete(filled, Participation, part.id)
        rows.delete(filled, Party, 3)
    looked, left_out = looked_at(filled, view)
    assert looked.filter == Filter(parties=frozenset({1}), coders=frozenset({1}))
    assert left_out == ("Party: 1 no longer in this timeline.",)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "7",
        '{"parties": 3}',
        '{"kinds": ["no such"]}',
        '{"grade": "F6"}',
        '{"grade": [1]}',
        '{"since": "no date"}',
        '{"since": 3}',
        '{"text": ["a"]}',
        '{"tags": [1, {}]}',
    ],
)
def test_a_damaged_filter_asks_nothing(filled: Store, text: str) -> None:
    looked, _ = looked_at(filled, View(name="x", filter=text))
    assert looked.filter.is_empty


def test_a_filter_needs_a_name(filled: Store) -> None:
    with pytest.raises(FieldError):
        save_view(filled, " ", Looked(FULL))


def test_without_keeps_the_rest() -> None:
    assert FULL.without("text") == dataclasses.replace(FULL, text="")


def test_parts_together_pass_what_each_alone_does(filled: Store) -> None:
    alone = [
        dataclasses.replace(Filter(), **{name: getattr(FULL, name)}) for name in ("parties", "since", "tags")
    ]
    together = Filter(parties=FULL.parties, since=FULL.since, tags=FULL.tags)
    several = [set(found.tolist()) for one in alone if (found := passing(filled, one)) is not None]
    found = passing(filled, together)
    assert found is not None
    assert set(found.tolist()) == set.intersection(*several)
