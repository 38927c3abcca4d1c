"""Cells: what is possible beside what is certain, the evidence behind it, and two days side by side."""

from __future__ import annotations

from typing import Any

import pytest
from evidence_samples import act, cases, said
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.cells import Dossier
from timeline_app.domain.folding import fold
from timeline_app.domain.positions import Ending, Position, position_as_of

CASES = cases()


def never_met(_condition: int, _day: int) -> bool:
    return False


def dossier(*evidence: Any, endings: Any = (), denials: Any = (), decay_days: int = 365) -> Dossier:
    return Dossier(evidence, fold(evidence, endings, denials, decay_days=decay_days), decay_days)


def possibly(day: int, *evidence: Any, **more: Any) -> list[int]:
    return [e.act.entry for e in dossier(*evidence, **more).cell(day).possibly]


class TestPossibly:
    CERTAIN = said(1, 10, 2)
    FUZZY = said(2, 40, -1, act_begin_lo=20)

    @pytest.mark.parametrize(("day", "found"), [(19, []), (20, [2]), (39, [2]), (40, []), (41, [])])
    def test_from_its_earliest_day_to_that_before_its_evidence_day(self, day: int, found: list[int]) -> None:
        assert possibly(day, self.CERTAIN, self.FUZZY) == found

    @pytest.mark.parametrize(
        ("more", "found"),
        [
            ({}, []),
            ({"value": 1}, [2]),
            ({"non_value": "contested"}, [2]),
            ({"conditions": frozenset({1})}, [2]),
            ({"mode": "joint"}, []),
        ],
    )
    def test_only_what_differs(self, more: Any, found: list[int]) -> None:
        other = said(2, 40, more.pop("value", 2), act_begin_lo=20, **more)
        assert possibly(30, self.CERTAIN, other) == found

    def test_anything_where_nothing_holds(self) -> None:
        assert possibly(30, said(2, 40, 2, mode="implied", act_begin_lo=20)) == [2]

    def test_a_report_does_not_stand_in_its_way(self) -> None:
        assert possibly(30, said(1, 10, -1, mode="reported"), self.FUZZY) == [2]

    @pytest.mark.parametrize(
        "silent",
        [
            said(2, 40, None, act_begin_lo=20, non_value="declined to comment"),
            said(2, 40, -1, act_begin_lo=20, mode="reported"),
            said(2, 40, -1, act_begin_lo=20, mode="deed"),
        ],
    )
    def test_not_what_would_be_set_aside(self, silent: Any) -> None:
        assert possibly(30, self.CERTAIN, silent) == []

    def test_a_lower_one_if_it_corrects_or_the_position_is_stale_by_then(self) -> None:
        weak = said(2, 40, -1, act_begin_lo=20, mode="implied")
        assert possibly(30, self.CERTAIN, weak, decay_days=29) == [2]
        assert possibly(30, self.CERTAIN, weak, decay_days=30) == []
        corrects = said(2, 40, -1, ("revises", 1), act_begin_lo=20, mode="implied")
        assert possibly(30, self.CERTAIN, corrects) == [2]

    @pytest.mark.parametrize(("day", "found"), [(69, []), (70, [2]), (99, [2])])
    def test_an_open_begin_reaches_back_no_further_than_the_decay_days(
        self, day: int, found: list[int]
    ) -> None:
        assert possibly(day, self.CERTAIN, said(2, 100, 1, act_begin_lo=None), decay_days=30) == found

    def test_several_by_evidence_day(self) -> None:
        fuzzy = [said(n, day, -1, act_begin_lo=20) for n, day in ((4, 50), (3, 40), (2, 50))]
        assert possibly(30, self.CERTAIN, *fuzzy) == [3, 2, 4]


class TestSignals:
    def test_of_a_report_those_since_it(self) -> None:
        silent = [said(n, n * 10, None, non_value="declined to comment") for n in (1, 3, 4)]
        cell = dossier(*silent, said(2, 20, 1, mode="reported")).cell(35)
        assert cell.position
        assert [s.evidence.act.entry for s in cell.position.signals] == [3]

    def test_a_silence_that_is_reported_is_no_cell(self) -> None:
        silent = said(1, 10, None, mode="reported", non_value="declined to comment")
        assert dossier(silent).cell(20).position is None
        shown = dossier(said(2, 5, 1, mode="reported"), silent).cell(20).position
        assert shown
        assert shown.entry == 2


class TestParts:
    def test_the_chain_and_what_was_set_aside(self) -> None:
        found = dossier(
            said(1, 10, 1),
            said(2, 20, 2),
            said(3, 30, 1, mode="implied"),
            said(4, 40, -1, mode="deed"),
            said(5, 50, 2),
            said(6, 60, 0, mode="reported"),
            said(7, 70, -2),
        )
        assert [(e.act.entry, part) for e, part in found.parts(65)] == [
            (1, "superseded"),
            (2, "carries it"),
            (3, "weak signal"),
            (4, "at odds"),
            (5, "carries it"),
            (6, "reported"),
        ]

    def test_after_an_ending_nothing_carries(self) -> None:
        found = dossier(said(1, 10, 1), endings=[Ending(act(2, 20), "ended", 1)])
        assert [part for _, part in found.parts(30)] == ["superseded"]

    def test_a_report_that_stands_in(self) -> None:
        found = dossier(said(1, 10, 1, mode="reported"), said(2, 20, -1, mode="reported"))
        assert [part for _, part in found.parts(30)] == ["reported", "carries it"]

    def test_of_mixed_ones_all(self) -> None:
        found = dossier(said(1, 10, 1), said(2, 10, -1))
        assert [part for _, part in found.parts(30)] == ["carries it", "carries it"]

    @given(case=CASES, decay_days=st.integers(0, 30), day=st.integers(0, 60))
    def test_the_evidence_alone_reproduces_the_cell(self, case: Any, decay_days: int, day: int) -> None:
        evidence, endings, denials = case
        found = dossier(*evidence, endings=endings, denials=denials, decay_days=decay_days)
        alone = [e for e, _ in found.parts(day)]
        ends = [e for e in endings if e.act.day <= day]
        denies = [d for d in denials if d.act.day <= day]
        again = dossier(*alone, endings=ends, denials=denies, decay_days=decay_days)
        assert again.cell(day).position == found.cell(day).position
        assert again.parts(day) == found.parts(day)

    @given(case=CASES, day=st.integers(0, 60))
    def test_what_carries_it_holds_its_carriers_and_a_signal_is_one(self, case: Any, day: int) -> None:
        evidence, endings, denials = case
        found = dossier(*evidence, endings=endings, denials=denials)
        parts = {e.act.entry: part for e, part in found.parts(day)}
        position = found.cell(day).position
        if position:
            assert all(parts[e.act.entry] == "carries it" for e in position.carriers)
            assert all(parts[s.evidence.act.entry] == s.kind for s in position.signals)
        else:
            assert "carries it" not in parts.values()


class TestComparison:
    def test_the_two_cells_and_the_changes_after_the_first(self) -> None:
        found = dossier(said(1, 10, 1), said(2, 20, 2), said(3, 30, 2))
        compared = found.compare(10, 20, never_met)
        assert [c.kind for c in compared.changes] == ["strengthened"]
        assert compared.has_moved
        assert [c.entry for c in compared.moves] == [2]
        assert not found.compare(20, 30, never_met).has_moved
        assert found.compare(30, 10, never_met) == found.compare(10, 30, never_met)

    @given(case=CASES, days=st.tuples(st.integers(0, 60), st.integers(0, 60)))
    def test_equals_the_cells(self, case: Any, days: tuple[int, int]) -> None:
        evidence, endings, denials = case
        found = dossier(*evidence, endings=endings, denials=denials)
        compared = found.compare(*days, never_met)
        assert (compared.before, compared.after) == (found.cell(min(days)), found.cell(max(days)))
        assert all(min(days) < c.day <= max(days) for c in compared.changes)
        if compared.has_moved and _is_first_hand(compared.before.position, compared.after.position):
            assert compared.moves or any(c.contested or c.kind == "reaffirmed" for c in compared.changes)


def _is_first_hand(*positions: Position | None) -> bool:
    return not any(position and position.mode == "reported" for position in positions)


@given(case=CASES, decay_days=st.integers(0, 30), day=st.integers(0, 60))
def test_what_comes_later_changes_nothing_certain(case: Any, decay_days: int, day: int) -> None:
    evidence, endings, denials = case
    early = fold(
        [e for e in evidence if e.act.day <= day],
        [e for e in endings if e.act.day <= day],
        [d for d in denials if d.act.day <= day],
        decay_days=decay_days,
    )
    assert position_as_of(early, day) == position_as_of(fold(*case, decay_days=decay_days), day)
