"""Proposed entries taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.errors import FieldError
from timeline_app.domain.proposing import Named, Proposed
from timeline_app.domain.records import (
    Citation,
    Entry,
    Note,
    Participation,
    Party,
    PartyName,
    Person,
    Source,
    Stance,
    Tag,
    Topic,
)
from timeline_app.storage import rows
from timeline_app.storage.contents import fingerprint
from timeline_app.storage.pasting import count_new, known_names, take_pasted

if TYPE_CHECKING:
    from timeline_app.storage.store import Store


@pytest.fixture
def filled(store: Store) -> Store:
    with store.step("Fill"):
        rows.insert(store, Party(name="Türkiye", code="TUR"))
        rows.insert(store, PartyName(party_id=1, name="Turkey"))
        rows.insert(store, Topic(wording="An area", kind="area"))
        rows.insert(store, Party(name="Syria", short_name="turkey"))
    return store


def test_names_are_known_by_any_of_them(filled: Store) -> None:
    find = known_names(filled)
    assert find("party", "TURKIYE") == find("party", "tur") == (1,)
    assert set(find("party", "Turkey")) == {1, 2}
    assert find("party", "Iran") == ()
    assert find("topic", "An area") == ()


PROPOSED = Proposed(
    entry=Entry(title="Meet", kind="talks", date="2024-12-02"),
    acting=((Named("party", "Türkiye", 1), Named("person", "F. Minister")), (Named("party", "Iran"), None)),
    addressees=(Named("party", "IRAN"),),
    topics=(Named("topic", "Troops leave."),),
    value=1,
    mode="joint",
    source=Named("source", "Agency"),
    quote="We will.",
    tags=("a", "b"),
    note="Check.",
)


def test_all_of_a_proposal_is_written_and_taken_back_as_one(filled: Store) -> None:
    before = fingerprint(filled)
    assert count_new([PROPOSED]) == {"person": 1, "party": 1, "topic": 1, "source": 1}
    with filled.step("Paste") as step:
        written = take_pasted(step, [PROPOSED, PROPOSED])
    assert written
    assert (written.first_id, written.last_id) == (1, 2)
    parts = list(rows.rows(filled, Participation, entry_id=1))
    assert [(part.party_id, part.person_id, part.role) for part in parts] == [
        (1, 1, "participant"),
        (3, None, "participant"),
        (3, None, "addressee"),
    ]
    stances = list(rows.rows(filled, Stance, entry_id=2))
    assert [(stance.party_id, stance.topic_id, stance.value, stance.mode) for stance in stances] == [
        (1, 2, 1, "joint"),
        (3, 2, 1, "joint"),
    ]
    citation = next(rows.rows(filled, Citation, entry_id=1))
    assert (citation.source_id, citation.exact) == (1, "We will.")
    assert [tag.text for tag in rows.rows(filled, Tag, entry_id=2)] == ["a", "b"]
    assert next(rows.rows(filled, Note, entry_id=2)).text == "Check."
    assert len(list(rows.rows(filled, Person))) == len(list(rows.rows(filled, Source))) == 1
    filled.undo()
    assert fingerprint(filled) == before


def test_all_or_nothing(filled: Store) -> None:
    before = fingerprint(filled)
    bad = Proposed(entry=Entry(title="Fine"), tags=("x" * 501,))
    with pytest.raises(FieldError), filled.step("Paste") as step:
        take_pasted(step, [PROPOSED, bad])
    assert fingerprint(filled) == before


def test_nothing_is_nothing(filled: Store) -> None:
    with filled.step("Paste") as step:
        assert take_pasted(step, []) is None
