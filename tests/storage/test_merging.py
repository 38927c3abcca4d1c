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
    Note,
    Participation,
    Party,
    PartyName,
    PartyRelation,
    Person,
    PersonName,
    Record,
    Revision,
    Source,
    Stance,
    StanceCondition,
    Tag,
    Topic,
)
from timeline_app.storage import bulk, rows
from timeline_app.storage.checkup import check
from timeline_app.storage.contents import all_records, fingerprint
from timeline_app.storage.merging import MERGED, merge
from timeline_app.storage.parts import references_to

if TYPE_CHECKING:
    from timeline_app.storage.store import Store


def add(store: Store, *records: Record) -> list[Record]:
    with store.step("Add"):
        return [rows.insert(store, record) for record in records]


def merged(store: Store, record_type: type[Record], keep: int, gone: int) -> None:
    """Merge, and hold that one undo and one redo take it back and do it again."""
    before = fingerprint(store, views=False)
    with store.step("Merge") as step:
        merge(step, record_type, keep, gone)
    after = fingerprint(store, views=False)
    assert store.undo()
    assert fingerprint(store, views=False) == before
    assert store.redo()
    assert fingerprint(store, views=False) == after
    assert list(check(store)) == []
    for table, column, _ in references_to(record_type.TABLE):
        assert not store.conn.execute(f'SELECT 1 FROM "{table}" WHERE {column} = ?', (gone,)).fetchone()


@pytest.fixture
def doubled(store: Store) -> Store:
    """One of each twice: what the second refers to lies in the second."""
    with store.step("Take in") as step:
        bulk.take_in(step, one_of_each())
    again = [
        dataclasses.replace(record, code=f"{record.code}-2") if getattr(record, "code", None) else record
        for record in one_of_each()
    ]
    with store.step("Take in again") as step:
        bulk.take_in(step, again)
    return store


@pytest.mark.parametrize("record_type", MERGED, ids=lambda record_type: record_type.TABLE)
@pytest.mark.parametrize("turned", [False, True])
def test_any_two_are_merged_and_taken_back(
    doubled: Store, record_type: type[Record], *, turned: bool
) -> None:
    found = [record for record in all_records(doubled) if isinstance(record, record_type)]
    first, second = found[0].id, found[len(found) // 2].id
    merged(doubled, record_type, *((second, first) if turned else (first, second)))
    assert rows.get(doubled, record_type, first if turned else second) is None


def test_everything_doubled_is_folded_in_the_end(doubled: Store) -> None:
    for record_type in MERGED:
        found = [record.id for record in rows.rows(doubled, record_type)]
        half = len(found) // 2
        for keep, gone in zip(found[:half], found[half:], strict=False):
            if rows.get(doubled, record_type, gone):
                merged(doubled, record_type, keep, gone)
    assert [len(list(rows.rows(doubled, t))) for t in (Party, Person, Source, Coder)] == [2, 1, 1, 1]
    assert len(list(rows.rows(doubled, Revision))) == 1
    assert len(list(rows.rows(doubled, Condition))) == 1
    assert len(list(rows.rows(doubled, Entry))) == 4


def test_names_and_empty_fields_are_kept(store: Store) -> None:
    add(
        store,
        Party(name="Türkiye", code="TUR", valid_from="1923"),
        Party(name="Turkey", short_name="TR", iso2="TR", valid_to="2030"),
        PartyName(party_id=2, name="Türkei", language="de"),
        Person(name="H. Fidan"),
        Person(name="Hakan Fidan", code="HF"),
    )
    merged(store, Party, 1, 2)
    merged(store, Person, 1, 2)
    party = rows.get(store, Party, 1)
    assert party
    assert (party.code, party.short_name, party.iso2, party.valid_to) == ("TUR", "TR", "TR", None)
    assert {name.name for name in rows.rows(store, PartyName, party_id=1)} == {"Türkei", "Turkey"}
    assert rows.get(store, Person, 1).code == "HF"  # type: ignore[union-attr]
    assert [name.name for name in rows.rows(store, PersonName)] == ["Hakan Fidan"]


def test_a_code_moves_to_a_row_without(store: Store) -> None:
    add(store, Party(name="Iran"), Party(name="Persia", code="IRN"))
    merged(store, Party, 1, 2)
    assert rows.get(store, Party, 1).code == "IRN"  # type: ignore[union-attr]


def test_what_would_be_twice_is_once(store: Store) -> None:
    add(
        store,
        Party(name="Iran"),
        Party(name="Persia"),
        Topic(wording="It holds."),
        Entry(title="Says so"),
        Participation(entry_id=1, party_id=1),
        Participation(entry_id=1, party_id=2, origins='{"party":"guess"}'),
        Participation(entry_id=1, party_id=2, role="addressee"),
        Participation(entry_id=1, party_id=1, on_behalf_of_party_id=2),
        Condition(text="First leave.", demanded_by_id=1),
        Condition(text="First leave.", demanded_by_id=2),
        Stance(entry_id=1, party_id=1, topic_id=1, value=1),
        Stance(entry_id=1, party_id=2, topic_id=1, value=1),
        StanceCondition(stance_id=1, condition_id=1),
        StanceCondition(stance_id=2, condition_id=2),
        StanceCondition(stance_id=1, condition_id=2),
        Source(title="A report"),
        Citation(stance_id=2, source_id=1, locator="p. 2"),
        PartyRelation(from_party_id=1, to_party_id=2, relation="successor of", note="by name"),
        Tag(text="near", party_id=1),
        Tag(text="near", party_id=2),
    )
    merged(store, Party, 1, 2)
    assert len(list(rows.rows(store, Participation))) == 2
    assert [(c.stance_id, c.condition_id) for c in rows.rows(store, StanceCondition)] == [(1, 1)]
    assert [c.stance_id for c in rows.rows(store, Citation)] == [1]
    assert [note.text for note in rows.rows(store, Note, party_id=1)] == ["by name"]
    assert len(list(rows.rows(store, Tag))) == 1
    assert list(rows.rows(store, PartyRelation)) == []


def test_two_coders_who_agree_stay_two_voices(store: Store) -> None:
    add(store, Coder(name="A."), Coder(name="B."), Party(name="Iran"), Party(name="Persia"))
    add(store, Topic(wording="It holds."), Entry(title="Says so"))
    stance = Stance(entry_id=1, party_id=1, topic_id=1, value=1, coder_id=1)
    add(store, stance, dataclasses.replace(stance, party_id=2, coder_id=2))
    merged(store, Party, 1, 2)
    assert len(list(rows.rows(store, Stance))) == 2
    merged(store, Coder, 1, 2)
    assert len(list(rows.rows(store, Stance))) == 1


def test_texts_of_two_sources_are_numbered_on(store: Store) -> None:
    add(store, Source(title="A"), Source(title="B"))
    add(
        store,
        *(Revision(source_id=s, number=n, text=f"t{s}{n}", sha256=f"{s}{n}") for s in (1, 2) for n in (2, 1)),
        Revision(source_id=2, number=3, text="t12", sha256="12"),
        Citation(source_id=2, revision_id=5, start=0, end=1, entry_id=add(store, Entry(title="x"))[0].id),
    )
    before = fingerprint(store)
    with store.step("Merge") as step:
        merge(step, Source, 1, 2)
    numbers = {revision.sha256: revision.number for revision in rows.rows(store, Revision)}
    assert numbers == {"12": 2, "11": 1, "21": 3, "22": 4}
    assert [c.revision_id for c in rows.rows(store, Citation)] == [1]
    store.undo()
    assert fingerprint(store) == before


@pytest.mark.parametrize(("keep", "gone"), [(1, 2), (1, 3), (2, 1), (3, 1)])
def test_nothing_lies_within_itself_after_a_merge(store: Store, keep: int, gone: int) -> None:
    add(store, Group(name="a"), Group(name="b", parent_id=1), Group(name="c", parent_id=2))
    add(store, Topic(wording="a"), Topic(wording="b", parent_id=1), Topic(wording="c", parent_id=2))
    merged(store, Group, keep, gone)
    merged(store, Topic, keep, gone)


def test_what_cannot_be_merged_is_refused(store: Store) -> None:
    add(store, Topic(wording="It holds."), Topic(wording="The north", kind="area"), Entry(title="x"))
    before = fingerprint(store)
    with store.step("Merge") as step:
        with pytest.raises(FieldError, match="proposition and area"):
            merge(step, Topic, 1, 2)
        with pytest.raises(FieldError, match="the same row twice"):
            merge(step, Topic, 1, 1)
        with pytest.raises(DocumentError, match="was deleted"):
            merge(step, Topic, 1, 9)
        with pytest.raises(ValueError, match="not merged"):
            merge(step, Entry, 1, 2)
    assert fingerprint(store) == before
