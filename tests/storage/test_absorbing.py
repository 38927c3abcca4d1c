"""What was merged away is still known: which row stands for it, and in an entry that is restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.errors import DocumentError
from timeline_app.domain.records import Entry, Note, Participation, Party, Person, Record, Stance, Topic
from timeline_app.storage import rows
from timeline_app.storage.absorbing import taken_in_by
from timeline_app.storage.merging import merge
from timeline_app.storage.past import changes_of, restore_entry

if TYPE_CHECKING:
    from timeline_app.storage.store import Store


def add(store: Store, *records: Record) -> int:
    with store.step("Add") as step:
        for record in records:
            rows.insert(store, record)
    return step.id


def merged(store: Store, record_type: type[Record], keep: int, gone: int) -> int:
    with store.step("Merge") as step:
        merge(step, record_type, keep, gone)
    return step.id


def restored(store: Store, step_id: int) -> None:
    with store.step("Restore") as step:
        restore_entry(step, 1, step_id)


@pytest.fixture
def parties(store: Store) -> Store:
    add(store, *(Party(name=name) for name in ("Türkiye", "Turkey", "Turkei", "Syria")))
    return store


def test_the_row_kept_stands_for_the_one_merged_away(parties: Store) -> None:
    assert taken_in_by(parties, Party, 2) == 2
    merged(parties, Party, 1, 2)
    assert taken_in_by(parties, Party, 2) == 1
    parties.undo()
    assert taken_in_by(parties, Party, 2) == 2
    parties.redo()
    assert taken_in_by(parties, Party, 2) == 1


def test_a_chain_of_merges_is_followed_to_its_end(parties: Store) -> None:
    merged(parties, Party, 2, 3)
    merged(parties, Party, 1, 2)
    assert taken_in_by(parties, Party, 3) == 1
    with parties.step("Delete"):
        rows.delete(parties, Party, 1)
    assert taken_in_by(parties, Party, 3) is None


def test_nothing_stands_for_what_was_just_deleted(parties: Store) -> None:
    with parties.step("Delete"):
        rows.delete(parties, Party, 2)
    with parties.step("Delete and change"):
        rows.delete(parties, Party, 3)
        rows.update(parties, Party(id=4, name="Syrien"))
    assert [taken_in_by(parties, Party, row_id) for row_id in (2, 3, 99)] == [None, None, None]
    parties.forget_history()
    assert taken_in_by(parties, Party, 2) is None


def test_an_entry_restored_after_a_merge_refers_to_the_row_kept(parties: Store) -> None:
    add(parties, Topic(wording="That so"), Topic(wording="That it is so"))
    entry = Entry(title="Said", date="2024")
    stance = Stance(entry_id=1, topic_id=2, party_id=2, value=1)
    then = add(parties, entry, Participation(entry_id=1, party_id=2), stance)
    with parties.step("Rename"):
        rows.update(parties, Entry(id=1, title="Said again", date="2024"))
    merged(parties, Party, 1, 2)
    merged(parties, Topic, 1, 2)
    restored(parties, then)
    assert rows.get(parties, Entry, 1).title == "Said"  # type: ignore[union-attr]
    assert [part.party_id for part in rows.rows(parties, Participation)] == [1]
    assert [(part.party_id, part.topic_id) for part in rows.rows(parties, Stance)] == [(1, 1)]


def test_parts_folded_by_a_merge_stay_folded(parties: Store) -> None:
    then = add(
        parties,
        Entry(title="Met", date="2024"),
        Participation(entry_id=1, party_id=1),
        Participation(entry_id=1, party_id=2),
        Participation(entry_id=1, party_id=4, on_behalf_of_party_id=2),
    )
    merged(parties, Party, 1, 2)
    restored(parties, then)
    found = [(part.party_id, part.on_behalf_of_party_id) for part in rows.rows(parties, Participation)]
    assert found == [(1, None), (4, 1)]


def test_nobody_acts_for_themselves_in_a_restored_entry(parties: Store) -> None:
    then = add(
        parties,
        Person(name="Fidan"),
        Entry(title="Spoke", date="2024"),
        Participation(entry_id=1, party_id=1, person_id=1, on_behalf_of_party_id=2),
    )
    merged(parties, Party, 1, 2)
    restored(parties, then)
    (part,) = rows.rows(parties, Participation)
    assert (part.party_id, part.on_behalf_of_party_id) == (1, None)


def test_what_refers_to_a_deleted_row_is_still_refused(parties: Store) -> None:
    then = add(parties, Entry(title="Met", date="2024"), Participation(entry_id=1, party_id=2))
    with parties.step("Delete"):
        rows.delete(parties, Participation, 1)
        rows.delete(parties, Party, 2)
    with pytest.raises(DocumentError, match="“Turkey”"):
        restored(parties, then)


def test_the_history_says_what_a_merge_did(parties: Store) -> None:
    add(parties, Note(text="Seen", party_id=2))
    step_id = merged(parties, Party, 1, 2)
    words = [change.words for change in changes_of(parties, step_id)]
    assert "Türkiye: what was merged into it is this one from here" in words
    assert not any("kept as it is" in one for one in words)
