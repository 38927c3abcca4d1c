"""Türkiye and Syria, from the coded data: codes, values and grades kept, quotations left out."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from coded import MATERIAL, text_of, words_of

from timeline_app.domain.dates import ordinal
from timeline_app.domain.records import (
    Alternative,
    Citation,
    Condition,
    Entry,
    Link,
    Note,
    Participation,
    Party,
    Person,
    Source,
    Stance,
    Tenure,
    Topic,
)

if TYPE_CHECKING:
    from coded import Example


def test_it_holds_what_was_coded(syria: Example) -> None:
    counts = {
        record_type.__name__: len(syria.all(record_type))
        for record_type in (
            Entry,
            Source,
            Stance,
            Party,
            Person,
            Tenure,
            Topic,
            Citation,
            Link,
            Condition,
        )
    }
    assert counts == {
        "Entry": 27,
        "Source": 28,
        "Stance": 35,
        "Party": 10,
        "Person": 11,
        "Tenure": 11,
        "Topic": 5,
        "Citation": 38,
        "Link": 27,
        "Condition": 5,
    }


def test_the_contested_shift_keeps_both_readings(syria: Example) -> None:
    contested = [s for s in syria.of_entry(Stance, "e20") if s.non_value == "contested"]
    assert [(s.value, syria.code(Topic, s.topic_id)) for s in contested] == [(-1, "T3")]
    citations = {c.id: syria.code(Source, c.source_id) for c in syria.of_entry(Citation, "e20")}
    readings = syria.all(Alternative, stance_id=contested[0].id)
    assert [(r.value, citations[r.citation_id]) for r in readings] == [(-1, "s18"), (1, "s20")]
    assert {"s18", "s19", "s20"} == set(citations.values())
    for told in (readings[0].rationale, contested[0].rationale):
        assert "s18" in told
        assert "s19" in told


def test_the_government_falls_and_its_state_is_the_object(syria: Example) -> None:
    assert syria.entry("e27").kind == "change of government"
    assert syria.roles("e27") == [("actor", "SYR-GOV-ASSAD", ""), ("object", "SYR", "")]
    assert syria.of_entry(Citation, "e27") == []
    day = ordinal(2024, 12, 8)
    assert syria.position("SYR", "T1", day - 1)
    assert all(syria.position("SYR", topic, day) is None for topic in ("T1", "T2", "T3", "T5"))


def test_russia_is_only_named_in_the_agreement_and_a_note_says_why(syria: Example) -> None:
    assert syria.roles("e23") == [("actor", "TUR", "fidan"), ("actor", "IRN", ""), ("named", "RUS", "")]
    (note,) = syria.of_entry(Note, "e23")
    assert "not as addressee" in note.text


def test_grades_belong_to_citations(syria: Example) -> None:
    grades: dict[str, set[str]] = {}
    for citation in syria.all(Citation):
        code = syria.code(Source, citation.source_id)
        grades.setdefault(code, set()).add(f"{citation.reliability}{citation.credibility}")
    assert {c for c, found in grades.items() if len(found) > 1} == {"s08", "s22", "s23", "s26", "s27"}
    assert {source.reliability for source in syria.all(Source)} == {None}


def test_one_speaks_on_behalf_of_another(syria: Example) -> None:
    (speaker,) = [part for part in syria.of_entry(Participation, "e13") if part.role == "actor"]
    assert syria.code(Person, speaker.person_id) == "mekdad"
    assert syria.code(Person, speaker.on_behalf_of_person_id) == "assad"


def test_who_stands_where_before_the_fall(syria: Example) -> None:
    day = ordinal(2024, 12, 7)
    contested = syria.position("SYR", "T3", day)
    assert contested
    assert (contested.value, contested.non_value) == (-1, "contested")
    for party, topic, value in [("TUR", "T4", 2), ("IRN", "T4", 1), ("RUS", "T4", 1), ("USA", "T1", -1)]:
        held = syria.position(party, topic, day)
        assert held
        assert (held.value, held.mode) == (value, "explicit")


@pytest.mark.skipif(not (MATERIAL / "data").is_dir(), reason="the coded data stay out of the repository")
class TestAgainstTheCodedData:
    @pytest.fixture
    def coded(self) -> dict[str, Any]:
        file = MATERIAL / "data" / "turkey_syria_normalisation.json"
        return json.loads(file.read_text(encoding="utf-8"))

    def test_codes_dates_grades_and_stances_are_kept(self, syria: Example, coded: dict[str, Any]) -> None:
        for kind, record_type in [("parties", Party), ("persons", Person), ("sources", Source)]:
            assert [item["id"] for item in coded[kind]] == [r.code for r in syria.all(record_type)]
        for item in coded["entries"]:
            code = item["id"]
            assert syria.entry(code).date == item["date"]
            assert syria.stances(code) == [
                (s["party"], s["topic"], s["value"], s["mode"]) for s in item["stances"]
            ]
            cited = [
                (syria.code(Source, c.source_id), f"{c.reliability}{c.credibility}")
                for c in syria.of_entry(Citation, code)
            ]
            assert cited == [(source, item["grade"]) for source in item["sources"]]

    def test_conditions_are_one_row_a_party_and_text(self, syria: Example, coded: dict[str, Any]) -> None:
        told = {
            (s["party"], s["condition"]) for e in coded["entries"] for s in e["stances"] if s["condition"]
        }
        held = [(syria.code(Party, c.demanded_by_id), c.text) for c in syria.all(Condition)]
        assert Counter(held) == Counter(told)

    def test_links_lead_where_they_led(self, syria: Example, coded: dict[str, Any]) -> None:
        told = {(e["id"], link["to"]) for e in coded["entries"] for link in e["links"]}
        held = {
            (syria.code(Entry, link.from_entry_id), syria.code(Entry, link.to_entry_id))
            for link in syria.all(Link)
        }
        assert held == told

    def test_no_quotation_is_in_it(self, coded: dict[str, Any]) -> None:
        ours = " ".join(words_of(text_of("turkey-syria")))
        quotes = [" ".join(words_of(item["quote"])) for item in coded["entries"] if item["quote"]]
        assert quotes
        assert not [quote for quote in quotes if quote in ours]
