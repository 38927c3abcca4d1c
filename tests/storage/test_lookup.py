from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import one_of_each

from timeline_app.domain.records import (
    Entry,
    Participation,
    Party,
    PartyName,
    Person,
    PersonName,
    Source,
    Tenure,
    Topic,
    rules_of,
)
from timeline_app.storage import bulk, rows
from timeline_app.storage.lookup import Candidate, candidate, candidates
from timeline_app.storage.parts import TYPE_OF

if TYPE_CHECKING:
    from timeline_app.storage.store import Store

TARGETS = sorted({r.target for t in TYPE_OF.values() for r in rules_of(t).values() if r.kind == "reference"})


@pytest.fixture
def filled(store: Store) -> Store:
    with store.step("Add"):
        for record in (
            Party(name="Iran", code="IRN"),
            Party(name="Iraq", kind="government"),
            Party(name="Türkiye", code="TUR", short_name="Türkiye"),
            Party(name="People's Mujahedin of Iran", kind="nonstate"),
            Party(name="Code TUR", code="x"),
            PartyName(party_id=3, name="Turkey", language="en"),
            PartyName(party_id=1, name="ایران", language="fa"),
            Person(name="Recep Tayyip Erdoğan"),
            Person(name="Hakan Fidan"),
            PersonName(person_id=2, name="هاكان فيدان", language="ar"),
            Tenure(person_id=2, office="Head of intelligence", party_id=3, valid_to="2023-06-03"),
            Tenure(person_id=2, office="Foreign minister", party_id=3, valid_from="2023-06-03"),
            Topic(wording="Forces are withdrawn.", short_label="Withdrawal", code="T4"),
            Topic(wording="The withdrawal zone", kind="area"),
            Source(title="On the talks", outlet="The Wire", author="A. Writer", published="2024-12-02"),
            Entry(title="Iran says so", date="2024-12-02", body="of the withdrawal"),
            *(Participation(entry_id=1, party_id=p, person_id=q) for p, q in ((2, None), (2, 2))),
        ):
            rows.insert(store, record)
    return store


def names(store: Store, table: str, typed: str) -> list[str]:
    return [found.name for found in candidates(store, table, typed)]


@pytest.mark.parametrize(
    ("table", "typed", "expected"),
    [
        ("party", "ira", ["Iraq", "Iran", "People's Mujahedin of Iran"]),
        ("party", "IRAN", ["Iran", "People's Mujahedin of Iran"]),
        ("party", "tur", ["Türkiye", "Code TUR"]),
        ("party", "turkıye", ["Türkiye"]),
        ("party", "turkey", ["Türkiye"]),
        ("party", "ايران", ["Iran"]),
        ("party", "iran people", ["People's Mujahedin of Iran"]),
        ("party", "ran", []),
        ("person", "erdogan", ["Recep Tayyip Erdoğan"]),
        ("person", "fidan minister", ["Hakan Fidan"]),
        ("person", "هاكان", ["Hakan Fidan"]),
        ("topic", "withdrawal", ["Withdrawal", "The withdrawal zone"]),
        ("topic", "forces", ["Withdrawal"]),
        ("topic", "t4", ["Withdrawal"]),
        ("source", "wire", ["On the talks"]),
        ("source", "writer talks", ["On the talks"]),
        ("entry", "iran", ["Iran says so"]),
        ("entry", '"says* - so', []),
        ("party", "%_*[", []),
    ],
)
def test_words_begin_names(filled: Store, table: str, typed: str, expected: list[str]) -> None:
    assert names(filled, table, typed) == expected


def test_nothing_typed_gives_what_was_used_of_late_first(filled: Store) -> None:
    assert names(filled, "party", "")[0] == "Iraq"
    assert len(names(filled, "party", " ")) == 5
    assert len(candidates(filled, "party", "", limit=2)) == 2


def test_details_distinguish(filled: Store) -> None:
    def detail(table: str, typed: str, day: str | None = None) -> str:
        on = date.fromisoformat(day).toordinal() if day else None
        return candidates(filled, table, typed, day=on)[0].detail

    assert detail("person", "fidan", "2022-01-01") == "Head of intelligence, Türkiye"
    assert detail("person", "fidan", "2024-12-02") == "Foreign minister, Türkiye"
    assert detail("person", "fidan") == "Foreign minister, Türkiye"
    assert detail("person", "erdogan") == ""
    assert detail("party", "iraq") == "government"
    assert detail("party", "turkey") == "also Turkey, state"
    assert detail("party", "türkiye") == "state"
    assert detail("topic", "t4") == "Forces are withdrawn."
    assert detail("source", "wire") == "The Wire, 2 Dec 2024"
    assert detail("entry", "iran") == "2 Dec 2024"


def test_like_restricts(filled: Store) -> None:
    like = {"kind": "proposition"}
    assert [c.code for c in candidates(filled, "topic", "withdrawal", like=like)] == ["T4"]
    assert [c.code for c in candidates(filled, "topic", "", like=like)] == ["T4"]


@pytest.mark.parametrize("table", TARGETS)
def test_every_target_has_candidates(store: Store, table: str) -> None:
    with store.step("Take in") as step:
        bulk.take_in(step, one_of_each())
    found = candidates(store, table, "")
    assert {one.id for one in found} == {record.id for record in rows.rows(store, TYPE_OF[table])}
    for one in found:
        assert one.name
        assert candidate(store, table, one.id) == one
        assert one.id in [same.id for same in candidates(store, table, one.name.split()[0])]
    assert candidate(store, table, 99) is None


def test_one_candidate(filled: Store) -> None:
    assert candidate(filled, "party", 1) == Candidate(1, "Iran", "state", "IRN")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(max_size=30), st.sampled_from(["party", "person", "entry", "figure"]))
def test_anything_may_be_typed(filled: Store, typed: str, table: str) -> None:
    assert isinstance(candidates(filled, table, typed), list)
