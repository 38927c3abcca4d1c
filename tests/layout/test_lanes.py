"""Which lanes stand in which order under which headings."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lane_samples import span, timeline

from timeline_app.columns.regrouping import FIRST_KIND
from timeline_app.domain.records import Group, Party, Person, Topic
from timeline_app.domain.vocabulary import ENTRY_KINDS
from timeline_app.layout.lanes import Lane, headings_over, lanes_of

if TYPE_CHECKING:
    from timeline_app.domain.vocabulary import Grouping

GROUPS = [
    Group(id=1, name="Levant", sort_order=1),
    Group(id=2, name="North", parent_id=1, sort_order=5),
    Group(id=3, name="Gulf", sort_order=0),
]
PARTIES = [
    Party(id=1, name="Syrian Arab Republic", short_name="Syria", group_id=1, lane_order=2),
    Party(id=2, name="Army", group_id=2),
    Party(id=3, name="Iran", group_id=3),
    Party(id=4, name="Türkiye", lane_order=1),
    Party(id=5, name="Russia", lane_order=1),
]


def outline(lanes: list[Lane]) -> list[str]:
    return [f"{'  ' * lane.depth}{lane.kind} {lane.label}" for lane in lanes]


def laid_out(*used: int, **more: object) -> list[str]:
    return outline(
        lanes_of(timeline(parties=PARTIES, groups=GROUPS, lanes_with_marks=used, **more))  # type: ignore[arg-type]
    )


def test_headings_with_their_parties_in_order() -> None:
    assert laid_out(1, 2, 3, 4, 5) == [
        "heading Gulf",
        "  party Iran",
        "heading Levant",
        "  party Syria",
        "  heading North",
        "    party Army",
        "party Russia",
        "party Türkiye",
    ]


@pytest.mark.parametrize(
    ("used", "lanes"),
    [
        ([], []),
        ([1], ["heading Levant", "  party Syria"]),
        ([2], ["heading Levant", "  heading North", "    party Army"]),
        ([4], ["party Türkiye"]),
        ([0], ["context Context"]),
        ([-2], ["heading Levant", "  heading North", "    context Context"]),
    ],
)
def test_only_what_is_used(used: list[int], lanes: list[str]) -> None:
    assert laid_out(*used) == lanes


def test_context_stands_last_in_its_heading() -> None:
    assert laid_out(-1, 1, 2, 0, 4) == [
        "heading Levant",
        "  party Syria",
        "  heading North",
        "    party Army",
        "  context Context",
        "party Türkiye",
        "context Context",
    ]


def test_a_party_with_a_position_and_no_mark_has_a_lane() -> None:
    assert laid_out(spans={(4, 1): [span(10)]}) == ["party Türkiye"]


def test_a_party_whose_evidence_came_to_no_position_has_none() -> None:
    assert laid_out(spans={(4, 1): []}) == []


def test_an_undated_mark_makes_no_lane() -> None:
    assert laid_out(undated=[4]) == []


def test_the_heading_over_each_lane() -> None:
    lanes = lanes_of(timeline(parties=PARTIES, groups=GROUPS, lanes_with_marks=[1, 2, 3, 4, -1]))
    over = [
        (lane.label, heading and heading.label)
        for lane, heading in zip(lanes, headings_over(lanes), strict=True)
    ]
    assert over == [
        ("Gulf", None),
        ("Iran", "Gulf"),
        ("Levant", None),
        ("Syria", "Levant"),
        ("North", "Levant"),
        ("Army", "North"),
        ("Context", "Levant"),
        ("Türkiye", None),
    ]


@given(st.lists(st.sampled_from([1, 2, 3, 4, 5, 0, -1, -2, -3]), unique=True))
def test_every_used_lane_stands_once_and_every_heading_over_one(used: list[int]) -> None:
    lanes = lanes_of(timeline(parties=PARTIES, groups=GROUPS, lanes_with_marks=used))
    assert sorted(lane.key for lane in lanes if lane.kind != "heading") == sorted(used)
    over = {heading.key for heading in headings_over(lanes) if heading}
    assert {lane.key for lane in lanes if lane.kind == "heading"} == over


def _grouped(grouping: Grouping, *used: int, **more: object) -> list[str]:
    held = timeline(lanes_with_marks=used, **more)  # type: ignore[arg-type]
    return outline(lanes_of(dataclasses.replace(held, grouping=grouping, persons=PERSONS)))


PERSONS = {1: Person(id=1, name="Recep Tayyip Erdoğan"), 2: Person(id=2, name="Abbas Araghchi")}
TOPICS = [
    Topic(id=1, kind="area", wording="Peace"),
    Topic(id=2, parent_id=1, wording="They should meet", short_label="Presidents meet", sort_order=2),
    Topic(id=3, parent_id=1, wording="Troops should leave", sort_order=1),
    Topic(id=4, wording="Trade should resume"),
]


def test_parties_by_name_and_what_has_no_actor_last() -> None:
    assert _grouped("party", 1, 4, 5, 0, -2, parties=PARTIES, groups=GROUPS) == [
        "party Russia",
        "party Syria",
        "party Türkiye",
        "context Context",
        "context North, context",
    ]


def test_speakers_by_name_and_entries_without_one_last() -> None:
    assert _grouped("speaker", 0, 1, 2) == [
        "speaker Abbas Araghchi",
        "speaker Recep Tayyip Erdoğan",
        "speaker No speaker named",
    ]


def test_propositions_under_what_they_belong_to_in_the_order_of_the_codebook() -> None:
    assert _grouped("topic", 0, 2, 3, 4, topics=TOPICS) == [
        "heading Peace",
        "  topic Troops should leave",
        "  topic Presidents meet",
        "topic Trade should resume",
        "topic No stance",
    ]
    assert _grouped("topic", 1, 2, topics=TOPICS) == [
        "heading Peace",
        "  topic Peace",
        "  topic Presidents meet",
    ]


def test_a_proposition_with_a_position_and_no_mark_has_a_lane() -> None:
    assert _grouped("topic", spans={(1, 4): [span(10)]}, topics=TOPICS) == ["topic Trade should resume"]


def test_a_heading_over_kinds_has_the_same_key_whatever_else_there_is() -> None:
    words, deeds = (ENTRY_KINDS.index(kind) + FIRST_KIND for kind in ("statement", "sanction"))
    both, alone = (
        lanes_of(dataclasses.replace(timeline(lanes_with_marks=used), grouping="kind"))
        for used in ((words, deeds), (deeds,))
    )
    assert both[2] == alone[0] == Lane("heading", alone[0].key, "Deeds", 0)


def test_kinds_under_words_talks_deeds_and_context() -> None:
    kinds = [ENTRY_KINDS.index(kind) + FIRST_KIND for kind in ("talks", "demand", "statement", "sanction")]
    assert _grouped("kind", *kinds) == [
        "heading Words",
        "  kind Statement",
        "  kind Demand",
        "heading Talks",
        "  kind Talks",
        "heading Deeds",
        "  kind Sanction",
    ]
