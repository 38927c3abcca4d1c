"""The worked case, coded: every item in its proper shape, and nothing the report does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from coded import MATERIAL, text_of, words_of

from timeline_app.domain.dates import ordinal, parse
from timeline_app.domain.records import (
    Citation,
    Condition,
    Document,
    Entry,
    Figure,
    Group,
    Link,
    Note,
    Party,
    PartyRelation,
    Source,
    Stance,
    StanceCondition,
    Topic,
)
from timeline_app.storage.timelines import read_timeline

if TYPE_CHECKING:
    from coded import Example

LONGEST_RUN = 5
"""Words in a row that the example may share with the report."""
BY_THE_REPORT = "[..2024-12-02]"
SECOND_OF_DECEMBER = ordinal(2024, 12, 2)


def test_the_parties_stand_under_their_headings_in_order(idlib: Example) -> None:
    heading = {group.id: group.name for group in idlib.all(Group)}
    parties = {p.code: (p.kind, p.short_name or p.name, heading.get(p.group_id)) for p in idlib.all(Party)}
    assert parties["SYR"] == ("government", "Government", "Syria")
    assert parties["SYR-OPP"] == ("nonstate", "Opposition", "Syria")
    assert parties["IRQ-MIL"] == ("nonstate", "Militias from Iraq", "Iraq")
    assert {code: parties[code][0] for code in ("TUR", "IRN", "RUS", "OCHA")} == {
        "TUR": "state",
        "IRN": "state",
        "RUS": "state",
        "OCHA": "igo",
    }


def test_who_backs_whom(idlib: Example) -> None:
    backed = {
        (idlib.code(Party, r.from_party_id), idlib.code(Party, r.to_party_id))
        for r in idlib.all(PartyRelation, relation="backs")
    }
    assert backed == {("IRN", "SYR"), ("RUS", "SYR"), ("TUR", "SYR-OPP"), ("IRN", "IRQ-MIL")}


def test_the_demand_is_dated_by_inference_and_says_so(idlib: Example) -> None:
    demand = idlib.entry("i01")
    assert (demand.kind, demand.date, demand.date_as_written, demand.date_basis) == (
        "demand",
        "2024-12-02",
        "Monday",
        "inferred",
    )
    assert idlib.roles("i01") == [
        ("actor", "TUR", "fidan"),
        ("addressee", "SYR", "assad"),
        ("object", "SYR-OPP", ""),
    ]
    assert idlib.stances("i01") == [("TUR", "P1", 2, "explicit")]
    assert [c.wording for c in idlib.of_entry(Citation, "i01")] == ["indirect"]
    assert any("no day of publication" in note.text for note in idlib.of_entry(Note, "i01"))


def test_the_precondition_is_undated_conditional_and_reported(idlib: Example) -> None:
    entry = idlib.entry("i02")
    assert (entry.kind, entry.date) == ("precondition", BY_THE_REPORT)
    assert parse(BY_THE_REPORT).begin_lo is None
    assert idlib.stances("i02") == [("SYR", "P3", 1, "reported"), ("SYR", "P4", 2, "reported")]
    condition = idlib.all(Condition)[0]
    assert (condition.kind, idlib.code(Party, condition.demanded_by_id)) == ("precondition", "SYR")
    assert idlib.code(Party, condition.demanded_of_id) == "TUR"
    assert idlib.code(Topic, condition.unlocks_id) == "P3"
    carried = [idlib.all(Stance, id=link.stance_id)[0] for link in idlib.all(StanceCondition)]
    assert [idlib.code(Topic, stance.topic_id) for stance in carried] == ["P3"]


def test_one_agreement_stands_in_three_lanes_with_russia_only_named(idlib: Example) -> None:
    assert [e.code for e in idlib.all(Entry, kind="agreement")] == ["i03"]
    assert idlib.roles("i03") == [("actor", "TUR", ""), ("actor", "IRN", ""), ("named", "RUS", "")]
    assert idlib.stances("i03") == [("TUR", "P2", 2, "joint"), ("IRN", "P2", 2, "joint")]
    timeline = read_timeline(idlib.store)
    here = timeline.marks.entry == idlib.entry("i03").id
    hollow = {
        idlib.code(Party, int(lane)): bool(named)
        for lane, named in zip(timeline.marks.lane[here], timeline.marks.only_named[here], strict=True)
    }
    assert hollow == {"TUR": False, "IRN": False, "RUS": True}


def test_the_agreement_has_no_day_and_counts_from_the_report(idlib: Example) -> None:
    assert idlib.entry("i03").date == BY_THE_REPORT
    assert idlib.position("TUR", "P2", SECOND_OF_DECEMBER - 1) is None


def test_normalisation_has_its_two_reasons_and_its_figure(idlib: Example) -> None:
    (stance,) = idlib.of_entry(Stance, "i04")
    assert "security" in stance.justification
    assert "refugees" in stance.justification
    assert stance.rationale is None
    assert [(f.number, f.bound) for f in idlib.of_entry(Figure, "i04")] == [("3000000", "more than")]


def test_standing_positions_have_no_day(idlib: Example) -> None:
    reported = idlib.all(Entry, kind="reported position")
    assert {entry.date for entry in reported} == {BY_THE_REPORT}
    assert [idlib.stances(entry.code) for entry in reported] == [
        [("TUR", "P3", 2, "reported")],
        [("IRN", "P5", 2, "reported")],
        [("RUS", "P5", 2, "reported")],
        [("TUR", "P6", 2, "reported")],
    ]


def test_deeds_carry_no_stance(idlib: Example) -> None:
    deeds = [entry.code for entry in idlib.all(Entry, kind="action")]
    assert deeds == ["i08", "i09", "i10"]
    assert not any(idlib.stances(code) for code in deeds)
    assert idlib.roles("i09") == [("actor", "SYR", ""), ("actor", "RUS", "")]


def test_deeds_answer_the_offensive(idlib: Example) -> None:
    links = [
        (idlib.code(Entry, link.from_entry_id), link.relation, idlib.code(Entry, link.to_entry_id))
        for link in idlib.all(Link)
    ]
    assert links == [("i09", "triggered by", "i08"), ("i10", "triggered by", "i08")]


def test_the_offensive_began_days_before_and_goes_on(idlib: Example) -> None:
    bounds = parse(idlib.entry("i08").date)
    assert bounds.lasts
    assert bounds.end_hi is None
    assert bounds.begin_lo <= SECOND_OF_DECEMBER - 5
    assert bounds.begin_hi == SECOND_OF_DECEMBER - 2
    (note,) = idlib.of_entry(Note, "i08")
    assert "between 27 and 30 November" in note.text
    assert "24 to 30 November" in note.text


def test_overnight_is_one_of_two_days_and_the_source_has_a_source(idlib: Example) -> None:
    crossing = idlib.entry("i10")
    assert (crossing.date, crossing.date_as_written) == ("[2024-12-01,2024-12-02]", "overnight")
    assert [c.originator for c in idlib.of_entry(Citation, "i10")] == ["Associated Press"]
    (figure,) = idlib.of_entry(Figure, "i10")
    assert (figure.number, figure.bound, figure.as_written) == (None, "in words", "dozens")


def test_the_dead_of_the_week_are_counted_with_children_and_women(idlib: Example) -> None:
    assert idlib.entry("i11").date == "2024-11-26/2024-12-01"
    figures = idlib.of_entry(Figure, "i11")
    assert [(f.number, f.bound) for f in figures] == [("44", "at least"), ("12", "exact"), ("7", "exact")]
    assert [f.part_of_id for f in figures] == [None, figures[0].id, figures[0].id]
    assert {idlib.code(Party, f.counted_by_party_id) for f in figures} == {"OCHA"}


@pytest.mark.parametrize(
    ("code", "date", "numbers"),
    [
        ("i12", "2023-10-07", ["1139", "200"]),
        ("i13", BY_THE_REPORT, ["44466", "105358"]),
        ("i14", BY_THE_REPORT, ["3961", "16520"]),
    ],
)
def test_totals_stand_on_the_day_of_the_count(
    idlib: Example, code: str, date: str, numbers: list[str]
) -> None:
    assert idlib.entry(code).date == date
    figures = idlib.of_entry(Figure, code)
    assert [f.number for f in figures] == numbers
    assert {f.counted_from for f in figures} == {"2023-10-07"}
    assert any("7 October 2023" in note.text for note in idlib.of_entry(Note, code))


def test_context_stands_with_its_actor_or_in_the_lane_of_its_place(idlib: Example) -> None:
    groups = {group.name: group.id for group in idlib.all(Group)}
    actors = {party.code: party.id for party in idlib.all(Party)}
    marks = read_timeline(idlib.store).marks
    lanes = {e.code: marks.lane[marks.entry == e.id].tolist() for e in idlib.all(Entry, kind="context event")}
    assert lanes == {
        "i11": [-groups["Syria"]],
        "i12": [actors["HAMAS"]],
        "i13": [actors["ISR"]],
        "i14": [actors["ISR"]],
    }
    assert {p.group_id for p in idlib.all(Party) if p.code in ("HAMAS", "ISR")} == {
        groups["Gaza, Israel and Lebanon"]
    }
    assert not any(idlib.stances(code) for code in lanes)


def test_nothing_is_claimed_of_the_source(idlib: Example) -> None:
    (source,) = idlib.all(Source)
    assert (source.outlet, source.author, source.published, source.url, source.reliability) == (None,) * 5
    assert {(c.reliability, c.credibility) for c in idlib.all(Citation)} == {(None, None)}
    assert all(idlib.of_entry(Citation, entry.code) for entry in idlib.all(Entry))
    assert idlib.all(Note, source_id=source.id)
    assert idlib.all(Document)[0].collected_through == "2024-12-02"


def test_who_stands_where_on_the_second_of_december(idlib: Example) -> None:
    def cell(party: str, topic: str) -> tuple[int | None, str, bool] | None:
        found = idlib.position(party, topic, SECOND_OF_DECEMBER)
        return found and (found.value, found.mode, bool(found.conditions))

    assert cell("TUR", "P1") == (2, "explicit", False)
    assert cell("TUR", "P2") == cell("IRN", "P2") == (2, "joint", False)
    assert cell("SYR", "P3") == (1, "reported", True)
    assert cell("SYR", "P4") == (2, "reported", False)
    assert cell("IRN", "P5") == cell("RUS", "P5") == (2, "reported", False)
    assert cell("TUR", "P3") == cell("TUR", "P6") == (2, "reported", False)
    assert cell("RUS", "P2") is None
    assert cell("SYR", "P1") is None
    assert idlib.position("TUR", "P1", SECOND_OF_DECEMBER - 1) is None


@pytest.mark.skipif(not (MATERIAL / "seeds").is_dir(), reason="the report stays out of the repository")
def test_the_report_is_told_in_our_own_words() -> None:
    report = words_of((MATERIAL / "seeds" / "idlib-2024.txt").read_text(encoding="utf-8"))
    ours = words_of(text_of("idlib-2024"))
    length = LONGEST_RUN + 1
    runs = {tuple(report[n : n + length]) for n in range(len(report) - length + 1)}
    shared = {" ".join(run) for n in range(len(ours)) if (run := tuple(ours[n : n + length])) in runs}
    assert not shared
