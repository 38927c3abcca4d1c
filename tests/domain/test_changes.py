"""The change log: every kind, every word about conditions, lapses and what is set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from evidence_samples import act, cases, said
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.changes import CHANGE_KINDS, Change, changes_of, counts_as_move, within
from timeline_app.domain.folding import fold
from timeline_app.domain.positions import Denial, Ending, position_as_of

if TYPE_CHECKING:
    from timeline_app.domain.vocabulary import Mode

LATE = 100_000
CASES = cases()


def never_met(_condition: int, _day: int) -> bool:
    return False


def log(
    *evidence: Any,
    endings: Any = (),
    denials: Any = (),
    until: int = 300,
    decay_days: int = 365,
    is_met: Any = never_met,
) -> list[Change]:
    result = fold(evidence, endings, denials, decay_days=decay_days)
    return changes_of(result, decay_days=decay_days, until=until, is_met=is_met)


def last(*evidence: Any, **more: Any) -> Change:
    return log(*evidence, **more)[-1]


def conditional(*conditions: int) -> dict[str, Any]:
    return {"conditions": frozenset(conditions)}


def brief(changes: list[Change]) -> list[tuple[int, str, int | None, int | None, int | None, int]]:
    return [(c.day, c.kind, c.before, c.after, c.from_entry, c.entry) for c in changes]


AMBIGUOUS: dict[str, Any] = {"non_value": "ambiguous"}
CONTESTED: dict[str, Any] = {"non_value": "contested"}


class TestKinds:
    def test_the_first(self) -> None:
        assert brief(log(said(1, 10, -2))) == [(10, "first", None, -2, None, 1)]

    @pytest.mark.parametrize(
        ("before", "after", "kind"),
        [
            (2, 2, "reaffirmed"),
            (1, 2, "strengthened"),
            (2, 1, "softened"),
            (-1, -2, "hardened"),
            (-2, -1, "softened"),
            (1, -1, "reversed"),
            (-2, 2, "reversed"),
            (1, 0, "to neutral"),
            (-2, 0, "to neutral"),
            (0, 2, "from neutral"),
            (0, -1, "from neutral"),
            (0, 0, "reaffirmed"),
        ],
    )
    def test_by_value(self, before: int, after: int, kind: str) -> None:
        changes = log(said(1, 10, before), said(2, 20, after))
        assert brief(changes)[1:] == [(20, kind, before, after, 1, 2)]

    @pytest.mark.parametrize("value", [-2, 0, 1])
    @pytest.mark.parametrize("word", [AMBIGUOUS, CONTESTED])
    def test_to_and_from_ambiguous_go_before_the_value(self, value: int, word: Any) -> None:
        changes = log(said(1, 10, value), said(2, 20, None, **word), said(3, 30, value))
        assert brief(changes)[1:] == [
            (20, "to ambiguous", value, None, 1, 2),
            (30, "from ambiguous", None, value, 2, 3),
        ]

    def test_contested_without_a_preferred_reading_is_as_ambiguous(self) -> None:
        changes = log(said(1, 10, None, **AMBIGUOUS), said(2, 20, None, **CONTESTED))
        assert [(c.kind, c.contested) for c in changes] == [("first", False), ("reaffirmed", True)]

    def test_contested_with_a_preferred_reading_counts_by_it(self) -> None:
        changes = log(said(1, 10, 2), said(2, 20, -1, **CONTESTED), said(3, 30, -1))
        assert [(c.kind, c.contested) for c in changes[1:]] == [("reversed", True), ("reaffirmed", False)]

    def test_to_and_from_mixed_go_before_all(self) -> None:
        changes = log(said(1, 10, 2), said(2, 10, None, **AMBIGUOUS), said(3, 20, 0))
        assert brief(changes) == [
            (10, "first", None, 2, None, 1),
            (10, "to mixed", 2, None, 1, 2),
            (20, "from mixed", None, 0, 2, 3),
        ]

    def test_another_that_joins_is_to_mixed_again(self) -> None:
        changes = log(said(1, 10, 2), said(2, 10, -1), said(3, 10, 1))
        assert brief(changes)[1:] == [(10, "to mixed", 2, None, 1, 2), (10, "to mixed", None, None, 2, 3)]

    @pytest.mark.parametrize("kind", ["retracted", "ended"])
    def test_endings(self, kind: Any) -> None:
        changes = log(said(1, 10, 2), said(3, 30, 2), endings=[Ending(act(2, 20), kind, 1)])
        assert brief(changes) == [
            (10, "first", None, 2, None, 1),
            (20, kind, 2, None, 1, 2),
            (30, "first", None, 2, None, 3),
        ]

    def test_an_ending_of_nothing_is_no_line(self) -> None:
        falls = [Ending(act(n, day), "ended", None) for n, day in ((8, 5), (9, 20), (10, 25))]
        assert [c.kind for c in log(said(1, 10, 2), endings=falls)] == ["first", "ended"]

    def test_reported_stances_change_nothing(self) -> None:
        report = said(1, 10, 2, mode="reported")
        assert log(report, endings=[Ending(act(2, 20), "ended", None)]) == []

    def test_a_denial_is_a_reaffirmed_line_contested(self) -> None:
        change = last(said(1, 10, 2, **conditional(7)), denials=[Denial(act(2, 20), 1)])
        assert brief([change]) == [(20, "reaffirmed", 2, 2, 1, 2)]
        assert (change.contested, change.condition) == (True, "none")

    def test_a_denial_of_all_that_is_mixed_is_one_line(self) -> None:
        denial = act(3, 20)
        changes = log(said(1, 10, 2), said(2, 10, -1), denials=[Denial(denial, 1), Denial(denial, 2)])
        assert brief(changes)[2:] == [(20, "reaffirmed", None, None, 2, 3)]

    def test_every_kind_has_its_name(self) -> None:
        assert len(CHANGE_KINDS) == len(set(CHANGE_KINDS)) == 18


class TestConditions:
    @pytest.mark.parametrize(
        ("before", "after", "kind", "word"),
        [
            ((), (1,), "condition changed", "added"),
            ((1,), (1, 2), "condition changed", "added"),
            ((1,), (), "condition changed", "dropped"),
            ((1, 2), (2,), "condition changed", "dropped"),
            ((1,), (2,), "condition changed", "changed"),
            ((1,), (1,), "reaffirmed", "none"),
        ],
    )
    @pytest.mark.parametrize("value", [2, 0])
    def test_of_the_same_value(self, before: Any, after: Any, kind: str, word: str, value: int) -> None:
        change = last(said(1, 10, value, **conditional(*before)), said(2, 20, value, **conditional(*after)))
        assert (change.kind, change.condition) == (kind, word)

    def test_ambiguous_after_ambiguous(self) -> None:
        change = last(
            said(1, 10, None, **AMBIGUOUS, **conditional(1)),
            said(2, 20, None, **AMBIGUOUS, **conditional(2)),
        )
        assert (change.kind, change.condition) == ("condition changed", "changed")

    def test_beside_another_kind(self) -> None:
        change = last(said(1, 10, 2, **conditional(1)), said(2, 20, -2))
        assert (change.kind, change.condition) == ("reversed", "dropped")

    @pytest.mark.parametrize(("conditions", "word"), [((), "none"), ((1,), "added")])
    def test_on_a_first(self, conditions: Any, word: str) -> None:
        assert last(said(1, 10, 2, **conditional(*conditions))).condition == word

    def test_none_is_noted_with_to_ambiguous_to_mixed_and_endings(self) -> None:
        one = said(1, 10, 2, **conditional(1))
        assert last(one, said(2, 20, None, **AMBIGUOUS)).condition == "none"
        assert last(one, said(2, 10, -2, **conditional(2))).condition == "none"
        assert last(one, endings=[Ending(act(2, 20), "ended", 1)]).condition == "none"

    def test_from_ambiguous_and_from_mixed_note_theirs(self) -> None:
        new = said(3, 30, 2, **conditional(1))
        assert last(said(1, 10, None, **AMBIGUOUS), new).condition == "added"
        assert last(said(1, 10, 2), said(2, 10, -2), new).condition == "added"

    @pytest.mark.parametrize(
        ("met", "after", "word"),
        [({1, 2}, (), "met"), ({1}, (), "dropped"), ({1}, (2,), "met"), ({1, 2}, (3,), "changed")],
    )
    def test_met(self, met: Any, after: Any, word: str) -> None:
        asked: list[int] = []

        def is_met(condition: int, day: int) -> bool:
            asked.append(day)
            return condition in met

        before = said(1, 10, 2, **conditional(1, 2))
        assert last(before, said(2, 20, 2, **conditional(*after)), is_met=is_met).condition == word
        assert set(asked) <= {20}

    def test_opposite_signs_under_different_conditions_are_no_reversal(self) -> None:
        change = last(said(1, 10, 1, **conditional(1)), said(2, 20, -1, **conditional(2)))
        assert (change.kind, change.condition, change.sign_differs) == ("condition changed", "changed", True)

    @pytest.mark.parametrize(("before", "after"), [((1,), (1,)), ((1,), ()), ((), (1,))])
    def test_under_the_same_or_on_one_side_only_they_are(self, before: Any, after: Any) -> None:
        change = last(said(1, 10, 1, **conditional(*before)), said(2, 20, -1, **conditional(*after)))
        assert change.kind == "reversed"
        assert not change.sign_differs


class TestLapses:
    def test_is_a_line_of_its_own_and_the_next_compares_with_it(self) -> None:
        changes = log(said(1, 10, 2), said(2, 50, 1), decay_days=30)
        assert brief(changes) == [
            (10, "first", None, 2, None, 1),
            (41, "lapsed", 2, 2, 1, 1),
            (50, "softened", 2, 1, 1, 2),
            (81, "lapsed", 1, 1, 2, 2),
        ]

    @pytest.mark.parametrize(("day", "count"), [(40, 0), (41, 1), (42, 1)])
    def test_not_if_it_was_heard_again_in_time(self, day: int, count: int) -> None:
        changes = log(said(1, 10, 2), said(2, day, 2), decay_days=30, until=day)
        assert [c.kind for c in changes] == ["first", *["lapsed"] * count, "reaffirmed"]

    @pytest.mark.parametrize(("until", "count"), [(40, 0), (41, 1)])
    def test_only_once_it_has_come(self, until: int, count: int) -> None:
        kinds = [c.kind for c in log(said(1, 10, 2), decay_days=30, until=until)]
        assert kinds == ["first", *["lapsed"] * count]

    def test_only_once_even_if_denied_afterwards(self) -> None:
        changes = log(said(1, 10, 2), denials=[Denial(act(2, 60), 1)], decay_days=30)
        assert [c.kind for c in changes] == ["first", "lapsed", "reaffirmed"]

    def test_a_weak_signal_renews_nothing_and_what_has_ended_does_not_lapse(self) -> None:
        weak = said(2, 20, 2, mode="implied")
        assert [c.day for c in log(said(1, 10, 2), weak, decay_days=30) if c.kind == "lapsed"] == [41]
        ended = [Ending(act(3, 20), "ended", 1)]
        assert "lapsed" not in {c.kind for c in log(said(1, 10, 2), endings=ended, decay_days=30)}

    def test_a_mixed_one_lapses_without_a_value(self) -> None:
        change = last(said(1, 10, 2), said(2, 10, -2), decay_days=30)
        assert brief([change]) == [(41, "lapsed", None, None, 2, 2)]


class TestSetAside:
    @pytest.mark.parametrize(
        ("mode", "value", "kind"),
        [("implied", -2, "weak signal"), ("deed", 1, "weak signal"), ("deed", -1, "at odds")],
    )
    def test_leads_from_the_current_value_to_its_own(self, mode: Mode, value: int, kind: str) -> None:
        change = last(said(1, 10, 2), said(2, 20, value, mode=mode, **conditional(5)))
        assert brief([change]) == [(20, kind, 2, value, 1, 2)]
        assert change.condition == "none"

    def test_the_next_change_does_not_start_from_it(self) -> None:
        changes = log(said(1, 10, 2), said(2, 20, -2, mode="implied"), said(3, 30, 1))
        assert brief(changes)[-1] == (30, "softened", 2, 1, 1, 3)

    def test_of_nothing(self) -> None:
        changes = log(said(1, 10, None, non_value="declined to comment"))
        assert brief(changes) == [(10, "weak signal", None, None, None, 1)]

    def test_keeps_its_place_within_a_day(self) -> None:
        silent = said(2, 10, None, non_value="none recorded")
        changes = log(said(1, 10, 2), silent, endings=[Ending(act(3, 10, ("ends", 1)), "ended", 1)])
        assert [c.kind for c in changes] == ["first", "weak signal", "ended"]

    def test_not_again_after_a_denial(self) -> None:
        weak = said(2, 20, 1, mode="implied")
        changes = log(said(1, 10, 2), weak, denials=[Denial(act(3, 30), 1)])
        assert [c.kind for c in changes] == ["first", "weak signal", "reaffirmed"]


def test_within_is_inclusive() -> None:
    changes = log(*(said(n, 10 * n, 2) for n in (1, 2, 3)))
    assert [c.day for c in within(changes, 10, 20)] == [10, 20]
    assert [c.day for c in within(changes, None, 20)] == [10, 20]


@given(case=CASES, decay_days=st.integers(0, 30), data=st.data())
def test_the_order_of_making_does_not_matter(case: Any, decay_days: int, data: st.DataObject) -> None:
    shuffled = [data.draw(st.permutations(part)) for part in case]
    one, other = (fold(*parts, decay_days=decay_days) for parts in (case, shuffled))
    assert one == other


@given(case=CASES, decay_days=st.integers(0, 30), day=st.integers(0, 60))
def test_later_evidence_rewrites_no_line(case: Any, decay_days: int, day: int) -> None:
    evidence, endings, denials = case
    early = (
        [e for e in evidence if e.act.day <= day],
        [e for e in endings if e.act.day <= day],
        [d for d in denials if d.act.day <= day],
    )
    of_all = changes_of(
        fold(*case, decay_days=decay_days), decay_days=decay_days, until=day, is_met=never_met
    )
    of_early = changes_of(
        fold(*early, decay_days=decay_days), decay_days=decay_days, until=LATE, is_met=never_met
    )
    assert of_all == [c for c in of_early if c.day <= day]


@given(case=CASES, decay_days=st.integers(0, 30))
def test_replayed_the_changes_give_the_cells(case: Any, decay_days: int) -> None:
    result = fold(*case, decay_days=decay_days)
    lines = changes_of(result, decay_days=decay_days, until=LATE, is_met=never_met)
    assert lines == sorted(lines, key=lambda c: c.day)
    for day in range(50):
        held: int | None = None
        entry: int | None = None
        for change in within(lines, None, day):
            assert change.before == held or change.kind == "first"
            if change.kind in ("retracted", "ended"):
                held = entry = None
            elif counts_as_move(change) or change.kind == "reaffirmed":
                held = change.after
                entry = entry if _is_denial(result, change) else change.entry
        position = position_as_of(result, day)
        if position and position.mode != "reported":
            assert (position.value, position.entry) == (held, entry)
        else:
            assert entry is None


def _is_denial(result: Any, change: Change) -> bool:
    return not any(
        step.position and step.position.is_carried_by(change.entry)
        for step in result.steps
        if step.act.entry == change.entry
    )


@given(case=CASES, decay_days=st.integers(0, 30))
def test_only_known_kinds_and_words(case: Any, decay_days: int) -> None:
    lines = changes_of(
        fold(*case, decay_days=decay_days), decay_days=decay_days, until=LATE, is_met=lambda c, _: c == 1
    )
    words = {"none", "added", "dropped", "changed", "met"}
    assert all(change.kind in CHANGE_KINDS and change.condition in words for change in lines)
