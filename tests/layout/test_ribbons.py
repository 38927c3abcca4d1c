"""Which ribbons a lane shows, and how they thin with age."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lane_samples import span, timeline

from timeline_app.columns.segments import NO_DAY, segments_of
from timeline_app.domain.evidence import Evidence
from timeline_app.domain.positions import Position, Span
from timeline_app.domain.records import Party, Topic
from timeline_app.layout.lanes import topic_label
from timeline_app.layout.ribbons import (
    STALE_SHARE,
    Ribbons,
    Wanted,
    knees,
    thickness,
)

if TYPE_CHECKING:
    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.ribbons import Ribbon


DECAYS = st.integers(1, 2000)


class TestThickness:
    @pytest.mark.parametrize(
        ("age", "share"),
        [(-5, 1), (0, 1), (50, 2 / 3), (100, STALE_SHARE), (101, STALE_SHARE), (10_000, STALE_SHARE)],
    )
    def test_full_when_fresh_a_third_when_stale(self, age: float, share: float) -> None:
        assert thickness(np.float64(age), np.float64(100)) == pytest.approx(share)

    def test_without_decay_days_everything_is_stale(self) -> None:
        assert thickness(np.float64(0), np.float64(0)) == STALE_SHARE

    @given(st.floats(-10, 3000), st.floats(0, 100), DECAYS)
    def test_never_grows_with_age(self, age: float, more: float, decay: int) -> None:
        young, old = thickness(np.array([age, age + more]), np.array([decay, decay])).tolist()
        assert STALE_SHARE <= old <= young <= 1


class TestKnees:
    @pytest.mark.parametrize(
        ("end", "corners"),
        [
            (1050.0, [(1000, 1), (1050, 2 / 3), (1050, 2 / 3)]),
            (1100.0, [(1000, 1), (1100, STALE_SHARE), (1100, STALE_SHARE)]),
            (1500.0, [(1000, 1), (1100, STALE_SHARE), (1500, STALE_SHARE)]),
        ],
    )
    def test_corners(self, end: float, corners: list[tuple[float, float]]) -> None:
        assert _corners(1000.0, end, 1000, 100) == [pytest.approx(corner) for corner in corners]

    def test_age_counts_from_when_it_was_last_heard(self) -> None:
        corners = [(1050, 2 / 3), (1100, STALE_SHARE), (1100, STALE_SHARE)]
        assert _corners(1050.0, 1100.0, 1000, 100) == [pytest.approx(corner) for corner in corners]

    def test_what_was_stale_from_the_begin_is_even(self) -> None:
        corners = [(1200, STALE_SHARE), (1200, STALE_SHARE), (1300, STALE_SHARE)]
        assert _corners(1200.0, 1300.0, 1000, 100) == [pytest.approx(corner) for corner in corners]

    @given(st.integers(-1000, 1000), st.floats(0.1, 5000), DECAYS)
    def test_run_from_start_to_end_and_never_up(self, start: int, length: float, decay: int) -> None:
        corners = _corners(float(start), start + length, start, decay)
        assert (corners[0], corners[-1][0]) == ((float(start), 1.0), start + length)
        assert all(a[0] <= b[0] and a[1] >= b[1] for a, b in pairwise(corners))


def _corners(start: float, end: float, heard: int, decay: int) -> list[tuple[float, float]]:
    days = knees(*(np.array([day], np.float64) for day in (start, end, heard, decay)))[0]
    shares = thickness(days - heard, np.full(3, decay))
    return list(zip(days.tolist(), shares.tolist(), strict=True))


def _chosen(of: Timeline, as_of: int | None, most: int, party: int = 1) -> tuple[Ribbon, ...]:
    return Ribbons(of).of_lane(party, as_of, most)


class TestChoice:
    TIMELINE = timeline(
        spans={
            (1, 1): [span(10)],
            (1, 2): [span(20, 60), span(60)],
            (1, 3): [span(30)],
            (1, 4): [],
            (2, 1): [span(99)],
        },
        topics=[
            Topic(id=1, wording="A", sort_order=9),
            Topic(id=2, wording="B", sort_order=1),
            Topic(id=3, wording="C", sort_order=1, decay_days=30),
        ],
    )

    @pytest.mark.parametrize(
        ("as_of", "most", "topics"),
        [
            (None, 4, [2, 3, 1]),
            (None, 2, [2, 3]),
            (None, 1, [2]),
            (50, 1, [3]),
            (25, 1, [2]),
            (15, 1, [1]),
            (5, 1, [1]),
            (None, 0, []),
        ],
    )
    def test_those_that_changed_last_in_the_order_of_the_codebook(
        self, as_of: int | None, most: int, topics: list[int]
    ) -> None:
        assert [ribbon.topic for ribbon in _chosen(self.TIMELINE, as_of, most)] == topics

    @pytest.mark.parametrize(
        ("wanted", "most", "topics"),
        [
            (Wanted(frozenset({1})), 1, [1]),
            (Wanted(frozenset({1}), frozenset({3})), 2, [3, 1]),
            (Wanted(frozenset(), frozenset({1, 3})), 1, [3]),
            (Wanted(frozenset({9}), frozenset({9})), 1, [2]),
        ],
    )
    def test_those_pinned_come_first_then_those_filtered(
        self, wanted: Wanted, most: int, topics: list[int]
    ) -> None:
        chosen = Ribbons(self.TIMELINE).of_lane(1, None, most, wanted)
        assert [ribbon.topic for ribbon in chosen] == topics

    def test_the_lane_of_a_proposition_has_a_ribbon_for_each_party(self) -> None:
        parties = {n: Party(id=n, name=f"Party {n}", lane_order=-n) for n in (1, 2)}
        by_topic = replace(self.TIMELINE, grouping="topic", parties=parties)
        ribbons = Ribbons(by_topic)
        assert ribbons.counts == {1: 2, 2: 1, 3: 1}
        assert [(r.party, r.topic, r.label) for r in ribbons.of_lane(1, None, 4)] == [
            (2, 1, "Party 2"),
            (1, 1, "Party 1"),
        ]
        assert [r.party for r in ribbons.of_lane(1, None, 1)] == [2]
        for grouping in ("speaker", "kind"):
            assert Ribbons(replace(self.TIMELINE, grouping=grouping)).counts == {}

    def test_there_are_as_many_as_propositions_with_positions(self) -> None:
        assert Ribbons(self.TIMELINE).counts == {1: 3, 2: 1}
        assert _chosen(self.TIMELINE, None, 4, party=3) == ()

    def test_a_ribbon_has_all_its_stretches_and_its_own_decay_days(self) -> None:
        first, second = _chosen(self.TIMELINE, None, 2)
        assert self.TIMELINE.segments.start[first.first : first.stop].tolist() == [20, 60]
        assert (first.decay_days, second.decay_days) == (365, 30)

    def test_before_year_one_what_holds_goes_before_what_is_to_come(self) -> None:
        early = timeline(spans={(1, 1): [span(50)], (1, 2): [span(-400)]})
        ribbons = _chosen(early, 0, 1)
        assert [ribbon.topic for ribbon in ribbons] == [2]

    def test_a_reaffirmation_is_no_change(self) -> None:
        again = replace(span(90), position=replace(span(90).position, since=10))
        reaffirmed = timeline(spans={(1, 1): [span(10, 90), again], (1, 2): [span(20)]})
        ribbons = _chosen(reaffirmed, None, 1)
        assert [ribbon.topic for ribbon in ribbons] == [2]


@pytest.mark.parametrize(
    ("topic", "label"),
    [
        (Topic(id=1, wording="W" * 30, code="T1", short_label="Short"), "Short"),
        (Topic(id=1, wording="W" * 30, code="T1"), "T1"),
        (Topic(id=1, wording="W" * 30), "W" * 24 + "…"),
    ],
)
def test_label(topic: Topic, label: str) -> None:
    assert topic_label(topic) == label


@pytest.mark.parametrize(
    ("begin_lo", "mode", "back"),
    [
        (1000, "reported", NO_DAY),
        (None, "explicit", NO_DAY),
        (None, "reported", 900),
        (950, "reported", 950),
        (10, "reported", 900),
    ],
)
def test_a_standing_position_runs_back_no_further_than_the_decay_days(
    begin_lo: int | None, mode: str, back: int
) -> None:
    act = span(1000, begin_lo=begin_lo).position.carriers[0].act
    position = Position.made_by(Evidence(act=act, value=1, mode=mode))  # type: ignore[arg-type]
    held = segments_of({(1, 1): [Span(1000, None, position)]}, {1: 100})
    assert held.back_to.tolist() == [back]
