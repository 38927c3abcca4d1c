"""What a picker offers where thousands of names match: the same first page as if all were ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.records import Entry, Participation, Party, PartyName, Record
from timeline_app.storage import bulk, lookup, rows
from timeline_app.storage.lookup import candidates

if TYPE_CHECKING:
    from timeline_app.storage.store import Store

MANY = 1500


@pytest.fixture
def many(store: Store) -> Store:
    """Hold many fronts, some of them used of late, some known by another name."""
    parties: list[Record] = [Party(id=n, name=f"Popular Front {n:04}") for n in range(1, MANY + 1)]
    parties[700] = Party(id=701, name="Front")
    parties[800] = Party(id=801, name="Front of all", code="FRT")
    parties[900] = Party(id=901, name="Union-Front")
    parties[1000] = Party(id=1001, name="Confrontation", kind="nonstate")
    names = [PartyName(id=n, party_id=n, name=f"Volksfront {n}") for n in range(1, MANY + 1)]
    used = [Participation(id=n, entry_id=1, party_id=1400) for n in (1, 2)]
    with store.step("Many") as step:
        bulk.take_in(step, [*parties, *names, Entry(id=1, title="Met", date="2024"), *used])
    return store


def test_the_first_page_is_ranked_as_all_would_be(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = candidates(many, "party", "front")
    assert [c.name for c in first[:3]] == ["Front", "Front of all", "Popular Front 1400"]
    monkeypatch.setattr(lookup, "_PAGE", 10 * MANY)
    assert [c.id for c in candidates(many, "party", "front")[:3]] == [c.id for c in first[:3]]


@pytest.mark.parametrize("typed", ["union-front", "union", "confront", "popular front 0007", "frt"])
def test_few_among_many_are_found(many: Store, typed: str) -> None:
    found = candidates(many, "party", typed)
    expected = {"union": 901, "conf": 1001, "popu": 7, "frt": 801}
    assert found[0].id == next(row_id for begin, row_id in expected.items() if typed.startswith(begin))


def test_what_only_holds_the_letters_within_a_word_keeps_no_other_out(many: Store) -> None:
    """All further names hold the letters, none begins a word with them: everything is then looked at."""
    with many.step("One more") as step:
        rows.insert(step.store, PartyName(party_id=5, name="Alte-Ksfronten"))
    assert [c.id for c in candidates(many, "party", "ksfront")] == [5]


def test_only_rows_that_may_be_meant_fill_the_page(many: Store) -> None:
    found = candidates(many, "party", "con", like={"kind": "nonstate"})
    assert [c.name for c in found] == ["Confrontation"]
    found = candidates(many, "party", "p", like={"kind": "state"})
    assert len(found) == 20
    assert candidates(many, "party", "front", like={"kind": "nonstate"}) == []
