from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from samples import one_of_each

from timeline_app.domain.errors import DocumentError, FieldError
from timeline_app.domain.records import (
    Citation,
    Coder,
    Condition,
    Entry,
    Group,
    Party,
    Record,
    Revision,
    Source,
    Stance,
    Topic,
)
from timeline_app.storage import bulk, rows
from timeline_app.storage.contents import fingerprint, is_empty
from timeline_app.storage.uids import new_uid

if TYPE_CHECKING:
    from timeline_app.storage.store import Store


@pytest.fixture
def full(store: Store) -> Store:
    with store.step("Take in") as step:
        bulk.take_in(step, one_of_each())
    return store


def written(store: Store, record: Record) -> Record:
    with store.step("Insert"):
        return rows.insert(store, record)


def test_what_is_written_is_read(store: Store) -> None:
    party = written(store, Party(name="Türkiye", code="TUR", valid_from="1923-10-29"))
    assert party.id == 1
    assert party.uid[14] == "7"
    assert party.created_at == party.updated_at
    assert rows.get(store, Party, 1) == party
    assert rows.get(store, Party, 2) is None


def test_what_is_given_is_kept(store: Store) -> None:
    uid, time = new_uid(), "2024-12-02T09:30:00Z"
    group = Group(name="North", uid=uid, created_at=time, updated_at=time)
    assert written(store, group) == dataclasses.replace(group, id=1)


def test_an_update_keeps_uid_and_making(store: Store) -> None:
    time = "2024-12-02T09:30:00Z"
    group = written(store, Group(name="North", created_at=time, updated_at=time))
    with store.step("Edit") as step:
        changed = rows.update(store, Group(id=group.id, name="South"))
    assert step.change
    assert (changed.uid, changed.created_at, changed.name) == (group.uid, time, "South")
    assert changed.updated_at > time


def test_an_equal_record_writes_nothing(store: Store) -> None:
    entry = written(store, Entry(title="Says so", date="2024-12"))
    with store.step("Edit") as step:
        assert rows.update(store, entry) == entry
    assert step.change is None


def test_an_entry_stands_at_the_days_of_its_date(store: Store) -> None:
    entry = written(store, Entry(title="Fighting", date="2024-11-26/2024-12-01", begin_lo=5))
    assert isinstance(entry, Entry)
    days = (entry.begin_lo, entry.begin_hi, entry.end_lo, entry.end_hi)
    assert days == (739216, 739216, 739221, 739221)
    with store.step("Undated"):
        undated = rows.update(store, dataclasses.replace(entry, date=None))
    assert undated.begin_lo is None
    assert undated.end_hi is None


def test_rows_are_chosen_by_equal_columns(full: Store) -> None:
    assert [c.id for c in rows.rows(full, Citation, stance_id=1)] == [1]
    assert [c.id for c in rows.rows(full, Citation, stance_id=None)] == [2]
    assert [p.code for p in rows.rows(full, Party, id=(2, 1, 9))] == ["TUR", "SYR"]
    assert list(rows.rows(full, Party, id=())) == []
    with pytest.raises(ValueError, match="no column"):
        list(rows.rows(full, Party, title="x"))


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (Group(name=""), "Name: is empty"),
        (Group(name="  "), "Name: is empty"),
        (Group(name="a\0b"), "NUL"),
        (Group(name="a\ud83d"), "half a character (U+D83D)"),
        (Group(name="x" * 100_000), "100,000 characters long; at most 500"),
        (Group(name="two\nlines"), "one line"),
        (Group(name="North", sort_order=2**70), "too large"),
        (Group(name="North", uid="me"), "UUID"),
        (Group(name="North", created_at="today"), "time in UTC"),
        (Group(name="North", parent_id="1"), "Within: takes a whole number"),  # type: ignore[arg-type]
        (Party(name="x", code=""), "Code"),
        (Party(name="x", kind="empire"), "Kind: does not take 'empire'"),  # type: ignore[arg-type]
        (Party(name="x", valid_from="tomorrow"), "Valid from"),
        (Topic(wording="x", short_label="x" * 25), "Short label"),
        (Topic(wording="x", decay_days=0), "at least one day"),
        (Entry(title="x" * 501), "Title"),
        (Entry(title="x", date="2024-02-30"), "Date"),
        (Entry(title="x", body="y" * 100_000), "Body: is 100,000 characters"),
        (Entry(title="x", origins="{"), "Origins: is not JSON"),
        (Entry(title="x", origins="[NaN]"), "Origins: is not JSON"),
        (Entry(title="x", origins="[" * 5000), "Origins: is not JSON"),
        (Stance(entry_id=1, party_id=1, topic_id=2), "Value"),
        (Stance(entry_id=1, party_id=1, topic_id=2, value=1, non_value="ambiguous"), "contested"),
        (Stance(entry_id=1, party_id=1, topic_id=1, value=1), "Topic: a stance is taken on a proposition"),
        (Stance(party_id=1, topic_id=2, value=1), "Entry: is missing"),
        (Citation(source_id=1), "exactly one of Entry, Stance"),
        (Citation(source_id=1, entry_id=1, start=1, end=2), "Revision"),
        (Citation(source_id=1, entry_id=1, revision_id=1, start=3, end=2), "End"),
    ],
)
def test_a_bad_value_is_told_by_its_field(full: Store, record: Record, words: str) -> None:
    before = fingerprint(full)
    with pytest.raises(FieldError) as caught:
        written(full, record)
    assert words in str(caught.value)
    with pytest.raises(FieldError) as caught, full.step("Bulk") as step:
        bulk.insert_many(step, type(record), [record])
    assert fingerprint(full) == before


def test_hostile_text_is_only_text(store: Store) -> None:
    hostile = "<img src=x> \u202e'; DROP TABLE entry; -- \"é\u0301\u200f"
    assert written(store, Group(name=hostile)).name == hostile  # type: ignore[attr-defined]


def test_references_must_lead_somewhere(store: Store) -> None:
    with pytest.raises(DocumentError, match="not there"):
        written(store, Group(name="North", parent_id=9))


@pytest.mark.parametrize(
    ("record_type", "row_id"),
    [(Party, 2), (Coder, 1), (Source, 1), (Topic, 2), (Condition, 1), (Revision, 1)],
)
def test_what_others_refer_to_cannot_be_deleted(full: Store, record_type: type[Record], row_id: int) -> None:
    before = fingerprint(full)
    with pytest.raises(DocumentError, match="still refer"), full.step("Delete"):
        rows.delete(full, record_type, row_id)
    assert fingerprint(full) == before


def test_deleting_a_heading_leaves_what_stood_under_it(full: Store) -> None:
    with full.step("Delete"):
        rows.delete(full, Group, 2)
    assert rows.get(full, Party, 1).group_id is None  # type: ignore[union-attr]


def test_what_is_gone_cannot_be_changed(store: Store) -> None:
    with pytest.raises(DocumentError, match="no longer in"), store.step("Delete"):
        rows.delete(store, Party, 7)
    with pytest.raises(DocumentError, match="no longer in"), store.step("Edit"):
        rows.update(store, Party(id=7, name="x"))


def test_nothing_lies_within_itself(full: Store) -> None:
    top = rows.get(full, Group, 1)
    assert top
    with pytest.raises(FieldError, match="within itself"), full.step("Circle"):
        rows.update(full, dataclasses.replace(top, parent_id=2))


def test_a_topic_with_stances_stays_a_proposition(full: Store) -> None:
    topic = rows.get(full, Topic, 2)
    assert topic
    with pytest.raises(FieldError, match="stays a proposition"), full.step("Edit"):
        rows.update(full, dataclasses.replace(topic, kind="issue"))


def test_a_written_record_is_not_inserted_twice(store: Store) -> None:
    group = written(store, Group(name="North"))
    with pytest.raises(ValueError, match="has been written"):
        written(store, group)


def test_a_row_that_reads_back_differently_is_not_saved(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "get", lambda *_: Group(id=1, name="other"))
    with pytest.raises(DocumentError, match="reads back differently"):
        written(store, Group(name="North"))
    assert is_empty(store)
