"""Who stands where as of a day: rules 1 to 5, clause by clause, and for random evidence."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from evidence_samples import act, cases, said
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline_app.domain.folding import fold
from timeline_app.domain.positions import (
    Denial,
    Ending,
    Fold,
    Position,
    days_of_change,
    position_as_of,
    spans,
    step_as_of,
)

LATE = 100_000
CASES = cases()


def at_last(*evidence: Any, endings: Any = (), denials: Any = (), decay_days: int = 365) -> Position | None:
    return position_as_of(fold(evidence, endings, denials, decay_days=decay_days), LATE)


def shown(position: Position | None) -> tuple[int, int | None, str | None] | None:
    return position and (position.entry, position.value, position.non_value)


class TestReported:
    REPORT = said(1, 10, 1, mode="reported", conditions=frozenset({5}))

    def test_is_shown_while_nothing_else_is(self) -> None:
        found = at_last(self.REPORT)
        assert shown(found) == (1, 1, None)
        assert found
        assert (found.mode, found.day, found.conditions) == ("reported", 10, {5})

    def test_the_latest_is_shown(self) -> None:
        assert shown(at_last(said(2, 11, -1, mode="reported"), self.REPORT)) == (2, -1, None)

    def test_not_before_its_day(self) -> None:
        assert position_as_of(fold([self.REPORT]), 9) is None

    @pytest.mark.parametrize("day", [5, 10, 500])
    def test_displaces_nothing_and_is_no_weak_signal(self, day: int) -> None:
        found = at_last(said(1, day, 1, mode="reported"), said(2, 5, -2, mode="implied"))
        assert shown(found) == (2, -2, None)
        assert found
        assert found.signals == ()

    def test_is_displaced_by_anything_first_hand(self) -> None:
        assert shown(at_last(self.REPORT, said(2, 11, -2, mode="implied"))) == (2, -2, None)

    def test_does_not_come_back_after_an_ending(self) -> None:
        ending = Ending(act(3, 12), "ended", 2)
        assert at_last(self.REPORT, said(2, 11, 2), endings=[ending]) is None

    def test_is_shown_if_it_is_later_than_the_ending(self) -> None:
        later = said(4, 13, 0, mode="reported")
        ending = Ending(act(3, 12), "ended", 2)
        assert shown(at_last(self.REPORT, later, said(2, 11, 2), endings=[ending])) == (4, 0, None)

    @pytest.mark.parametrize(("links", "is_shown"), [([], False), ([("follows", 3)], True)])
    def test_of_the_day_of_the_ending_only_if_known_to_be_later(self, links: Any, is_shown: bool) -> None:
        report = said(4, 12, 0, *links, mode="reported")
        ending = Ending(act(3, 12), "ended", 2)
        assert (at_last(report, said(2, 11, 2), endings=[ending]) is not None) is is_shown

    def test_a_change_of_government_ends_it(self) -> None:
        assert at_last(self.REPORT, endings=[Ending(act(9, 12), "ended", None)]) is None

    def test_can_be_retracted(self) -> None:
        assert at_last(self.REPORT, endings=[Ending(act(9, 12), "retracted", 1)]) is None

    def test_denied_it_is_contested_from_then_on(self) -> None:
        result = fold([self.REPORT], denials=[Denial(act(9, 12), 1)])
        assert shown(position_as_of(result, 11)) == (1, 1, None)
        assert shown(position_as_of(result, 12)) == (1, 1, "contested")

    def test_two_of_a_day_follow_their_links(self) -> None:
        one, other = said(1, 10, 1, ("follows", 2), mode="reported"), said(2, 10, -1, mode="reported")
        assert shown(at_last(one, other)) == (1, 1, None)


class TestSilence:
    @pytest.mark.parametrize("word", ["none recorded", "declined to comment"])
    def test_never_becomes_a_position(self, word: Any) -> None:
        silent = said(1, 1, None, non_value=word)
        assert at_last(silent) is None
        assert [signal.kind for signal in fold([silent]).early] == ["weak signal"]

    def test_is_a_weak_signal_even_when_the_position_is_stale(self) -> None:
        found = at_last(said(1, 1, 2), said(2, 900, None, ("revises", 1), non_value="declined to comment"))
        assert shown(found) == (1, 2, None)
        assert found
        assert [(s.evidence.act.entry, s.kind) for s in found.signals] == [(2, "weak signal")]

    def test_ambiguous_is_a_position(self) -> None:
        assert shown(at_last(said(1, 1, 2), said(2, 2, None, non_value="ambiguous"))) == (
            2,
            None,
            "ambiguous",
        )


class TestRank:
    @pytest.mark.parametrize(
        ("stance", "kind"),
        [
            (said(2, 20, 2, mode="implied"), "weak signal"),
            (said(2, 20, -2, mode="implied"), "weak signal"),
            (said(2, 20, 1, mode="deed"), "weak signal"),
            (said(2, 20, 0, mode="deed"), "weak signal"),
            (said(2, 20, -1, mode="deed"), "at odds"),
            (said(2, 20, -1, mode="deed", low_grade=True), "at odds"),
            (said(2, 20, -2, low_grade=True), "weak signal"),
        ],
    )
    def test_a_lower_one_is_set_aside(self, stance: Any, kind: str) -> None:
        found = at_last(said(1, 10, 2), stance)
        assert shown(found) == (1, 2, None)
        assert found
        assert found.day == 10, "its age is not renewed"
        assert [(s.evidence.act.entry, s.kind) for s in found.signals] == [(2, kind)]

    def test_signals_are_counted_as_of_the_day(self) -> None:
        result = fold([said(1, 10, 2), said(2, 20, 1, mode="implied")])
        before, after = position_as_of(result, 19), position_as_of(result, 20)
        assert before
        assert after
        assert (len(before.signals), len(after.signals)) == (0, 1)

    def test_signals_count_from_the_last_evidence(self) -> None:
        found = at_last(said(1, 10, 2), said(2, 20, 1, mode="implied"), said(3, 30, 2))
        assert found
        assert found.signals == ()

    @pytest.mark.parametrize(("day", "entry"), [(375, 1), (376, 2)])
    def test_a_lower_one_displaces_only_what_is_older_than_the_decay_days(self, day: int, entry: int) -> None:
        found = at_last(said(1, 10, 2), said(2, day, -1, mode="implied"))
        assert found
        assert found.entry == entry

    def test_the_topics_own_decay_days_count(self) -> None:
        assert shown(at_last(said(1, 10, 2), said(2, 41, 1, mode="implied"), decay_days=30)) == (2, 1, None)

    def test_a_lower_one_of_the_same_value_renews_what_is_stale(self) -> None:
        found = at_last(said(1, 10, 2), said(2, 400, 2, mode="implied"))
        assert found
        assert (found.entry, found.since, found.day, found.heard) == (2, 10, 400, (10, 400))

    @pytest.mark.parametrize("relation", ["revises", "reverses", "retracts"])
    def test_a_lower_one_displaces_what_its_entry_revises(self, relation: Any) -> None:
        assert shown(at_last(said(1, 10, 2), said(2, 20, -1, (relation, 1), mode="implied"))) == (2, -1, None)

    def test_revising_anything_that_ever_carried_is_enough(self) -> None:
        found = at_last(said(1, 10, 2), said(2, 20, 1), said(3, 30, -1, ("revises", 1), mode="implied"))
        assert shown(found) == (3, -1, None)

    @pytest.mark.parametrize(
        "weak", [said(2, 15, 1, mode="implied"), said(2, 15, 1, mode="reported"), said(2, 25, 1)]
    )
    def test_revising_what_never_carried_is_not(self, weak: Any) -> None:
        found = at_last(said(1, 10, 2), weak, said(3, 20, -1, ("revises", 2), mode="implied"))
        assert found
        assert found.entry != 3

    @pytest.mark.parametrize("mode", ["explicit", "joint", "vote"])
    def test_equal_or_higher_ones_displace(self, mode: Any) -> None:
        assert shown(at_last(said(1, 10, 2, mode="joint"), said(2, 20, -2, mode=mode))) == (2, -2, None)

    def test_of_one_day_the_higher_holds_and_the_lower_is_a_signal(self) -> None:
        found = at_last(said(1, 10, 1, mode="implied"), said(2, 10, 2))
        assert shown(found) == (2, 2, None)
        assert found
        assert len(found.signals) == 1

    def test_a_low_grade_position_is_displaced_by_an_implied_one(self) -> None:
        assert shown(at_last(said(1, 10, 2, low_grade=True), said(2, 20, 1, mode="implied"))) == (2, 1, None)


class TestRenewal:
    def test_same_value_and_condition_keep_since(self) -> None:
        found = at_last(said(1, 10, 2, conditions=frozenset({1})), said(2, 20, 2, conditions=frozenset({1})))
        assert found
        assert (found.since, found.day, found.heard, found.entry) == (10, 20, (10, 20), 2)

    @pytest.mark.parametrize("more", [{"conditions": frozenset({2})}, {"non_value": "contested"}])
    def test_another_condition_or_reading_does_not(self, more: Any) -> None:
        found = at_last(said(1, 10, 2), said(2, 20, 2, **more))
        assert found
        assert found.since == 20

    def test_opposite_signs_under_different_conditions_displace_as_well(self) -> None:
        one, other = (
            said(1, 10, 1, conditions=frozenset({1})),
            said(2, 20, -1, conditions=frozenset({2})),
        )
        assert shown(at_last(one, other)) == (2, -1, None)


class TestMixed:
    def test_two_of_a_day_that_nothing_puts_in_order(self) -> None:
        found = at_last(said(1, 10, 2), said(2, 10, -1))
        assert found
        assert (found.mixed, found.value, found.non_value, found.entry) == (True, None, None, 2)
        assert [e.value for e in found.carriers] == [2, -1]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (said(1, 9, 2), said(2, 10, -1)),
            (said(1, 10, 2, act_time="08:00:00"), said(2, 10, -1, act_time="09:00:00")),
            (said(1, 10, 2), said(2, 10, -1, ("reverses", 1))),
            (said(1, 10, 2, ("prepares", 2)), said(2, 10, -1)),
            (said(1, 10, 2, mode="implied"), said(2, 11, -1, act_begin_lo=1)),
        ],
        ids=["dates", "times", "link", "prepares", "rank"],
    )
    def test_not_if_something_does(self, one: Any, other: Any) -> None:
        assert shown(at_last(one, other)) == (2, -1, None)

    def test_local_times_tell_two_apart_on_a_day_on_which_others_have_none(self) -> None:
        timed = said(1, 10, 2, act_time="09:00:00"), said(2, 10, -1, act_time="08:00:00")
        found = at_last(*timed, said(3, 10, 1, mode="implied"))
        assert found
        assert not found.mixed

    @pytest.mark.parametrize("begin_lo", [None, 1, 10])
    def test_fuzzy_dates_that_overlap_are_mixed(self, begin_lo: int | None) -> None:
        found = at_last(said(1, 10, 2), said(2, 40, -1, act_begin_lo=begin_lo))
        assert found
        assert found.mixed
        assert (found.since, found.day) == (40, 40)

    def test_not_if_they_say_the_same(self) -> None:
        found = at_last(said(1, 10, 2), said(2, 10, 2, conditions=frozenset({1})))
        assert found
        assert not found.mixed
        assert found.conditions == {1}

    def test_a_value_and_a_non_value_can_be_mixed(self) -> None:
        found = at_last(said(1, 10, 2), said(2, 10, 2, non_value="contested"))
        assert found
        assert found.mixed

    def test_one_that_is_after_both_resolves_it(self) -> None:
        assert shown(at_last(said(1, 10, 2), said(2, 10, -1), said(3, 11, 1))) == (3, 1, None)

    def test_one_after_only_one_of_them_joins(self) -> None:
        found = at_last(said(1, 10, 2), said(2, 10, -1), said(3, 10, 2, ("follows", 1)))
        assert found
        assert [e.act.entry for e in found.carriers] == [1, 2, 3]
        assert found.value is None

    def test_one_of_higher_rank_resolves_it(self) -> None:
        deeds = said(1, 10, 2, mode="deed"), said(2, 10, -1, mode="deed")
        assert shown(at_last(*deeds, said(3, 12, 1, act_begin_lo=5))) == (3, 1, None)

    def test_a_lower_one_is_a_weak_signal_while_it_is_fresh(self) -> None:
        found = at_last(said(1, 10, 2), said(2, 10, -1), said(3, 12, -1, mode="deed"))
        assert found
        assert found.mixed
        assert [signal.kind for signal in found.signals] == ["weak signal"]

    def test_a_lower_one_that_is_not_after_both_joins_when_it_is_stale(self) -> None:
        late = said(3, 500, -1, mode="implied", act_begin_lo=None)
        found = at_last(said(1, 10, 2), said(2, 10, -1), late)
        assert found
        assert (len(found.carriers), found.rank, found.day) == (3, 3, 500)

    def test_a_circle_of_links_puts_nothing_in_order(self) -> None:
        circle = (
            said(1, 10, 2, ("follows", 3)),
            said(2, 10, -1, ("follows", 1)),
            said(3, 10, 2, ("follows", 2)),
        )
        found = at_last(*circle)
        assert found
        assert len(found.carriers) == 3


class TestEndings:
    FIRST = said(1, 10, 2)

    @pytest.mark.parametrize("kind", ["retracted", "ended"])
    def test_leave_none_and_say_why(self, kind: Any) -> None:
        result = fold([self.FIRST], [Ending(act(9, 20), kind, 1)])
        assert shown(position_as_of(result, 19)) == (1, 2, None)
        assert position_as_of(result, 20) is None
        step = step_as_of(result, 20)
        assert step
        assert (step.ending, step.act.entry) == (kind, 9)

    def test_only_of_the_entry_that_carries_it(self) -> None:
        found = at_last(self.FIRST, said(2, 15, 1), endings=[Ending(act(9, 20), "retracted", 1)])
        assert shown(found) == (2, 1, None)

    def test_a_retraction_that_takes_a_stance_is_a_stance(self) -> None:
        own = said(9, 20, -1, ("retracts", 1), mode="implied")
        result = fold([self.FIRST, own], [Ending(own.act, "retracted", 1)])
        assert shown(position_as_of(result, 20)) == (9, -1, None)
        assert all(step.ending is None for step in result.steps)

    @pytest.mark.parametrize(
        "own", [{"mode": "reported"}, {"non_value": "none recorded"}], ids=["reported", "silent"]
    )
    def test_unless_it_can_be_no_position(self, own: Any) -> None:
        stance = said(9, 20, None if "non_value" in own else -1, ("retracts", 1), **own)
        result = fold([self.FIRST, stance], [Ending(stance.act, "retracted", 1)])
        assert [step.ending for step in result.steps] == [None, "retracted"]

    def test_what_ends_it_and_takes_a_stance_begins_anew(self) -> None:
        own = said(9, 20, -1, ("ends", 1), mode="implied")
        result = fold([self.FIRST, own], [Ending(own.act, "ended", 1)])
        assert [step.ending for step in result.steps] == [None, "ended", None]
        assert shown(position_as_of(result, 20)) == (9, -1, None)

    def test_the_next_stance_is_a_first_one(self) -> None:
        found = at_last(self.FIRST, said(2, 30, 2), endings=[Ending(act(9, 20), "ended", 1)])
        assert found
        assert found.since == 30

    def test_a_weak_stance_is_enough_for_it(self) -> None:
        ending = Ending(act(9, 20), "retracted", 1)
        assert shown(at_last(self.FIRST, said(2, 21, -1, mode="implied"), endings=[ending])) == (2, -1, None)

    def test_a_change_of_government_ends_whatever_holds(self) -> None:
        result = fold([self.FIRST, said(2, 15, 1)], [Ending(act(9, 20), "ended", None)])
        assert position_as_of(result, 20) is None

    def test_what_its_own_entry_says_comes_after_it(self) -> None:
        own = said(9, 20, -1)
        found = at_last(
            self.FIRST, own, endings=[Ending(own.act, "ended", None), Ending(own.act, "ended", 1)]
        )
        assert shown(found) == (9, -1, None)

    @pytest.mark.parametrize("kinds", [("ended", "retracted"), ("retracted", "ended")])
    def test_what_retracts_and_ends_retracts(self, kinds: Any) -> None:
        result = fold([self.FIRST], [Ending(act(9, 20), kind, 1) for kind in kinds])
        assert [step.ending for step in result.steps] == [None, "retracted"]

    def test_a_mixed_one_ends_with_either_entry(self) -> None:
        mixed = self.FIRST, said(2, 10, -1)
        assert all(at_last(*mixed, endings=[Ending(act(9, 20), "ended", of)]) is None for of in (1, 2))

    def test_those_of_other_entries_leave_the_order_of_the_day_alone(self) -> None:
        """An ending without a local time would else make the times of the others worthless."""
        timed = said(1, 10, 2, act_time="18:00:00"), said(2, 10, -1, act_time="09:00:00", mode="implied")
        foreign = Ending(act(9, 10), "ended", 77)
        assert fold(timed, [foreign]) == fold(timed)


class TestDenials:
    def test_make_the_position_contested_from_their_day(self) -> None:
        result = fold([said(1, 10, 2)], denials=[Denial(act(9, 20), 1)])
        assert shown(position_as_of(result, 19)) == (1, 2, None)
        found = position_as_of(result, 20)
        assert shown(found) == (1, 2, "contested")
        assert found
        assert (found.day, found.since) == (10, 20), "a denial renews no age"

    def test_count_for_what_is_heard_after_them(self) -> None:
        month = said(1, 31, 2, act_begin_lo=1)
        assert shown(at_last(month, denials=[Denial(act(9, 20), 1)])) == (1, 2, "contested")

    def test_leave_other_entries_alone(self) -> None:
        result = at_last(said(1, 10, 2), said(2, 15, 2), denials=[Denial(act(9, 20), 1)])
        assert shown(result) == (2, 2, None)

    def test_leave_a_mixed_one_mixed(self) -> None:
        found = at_last(said(1, 10, 2), said(2, 10, -1), denials=[Denial(act(9, 20), 1)])
        assert found
        assert (found.mixed, found.value, found.non_value) == (True, None, None)
        assert [e.non_value for e in found.carriers] == ["contested", None]

    def test_the_next_stance_of_the_party_is_not_contested(self) -> None:
        denial = said(9, 20, -2, ("denies", 1))
        assert shown(at_last(said(1, 10, 2), denial, denials=[Denial(denial.act, 1)])) == (9, -2, None)

    def test_silence_that_is_denied_stays_blank(self) -> None:
        silent = said(1, 10, None, non_value="none recorded")
        assert at_last(silent, denials=[Denial(act(9, 5), 1)]) is None


def test_stale_is_more_than_the_decay_days_old() -> None:
    found = at_last(said(1, 10, 2))
    assert found
    assert not found.is_stale(375, 365)
    assert found.is_stale(376, 365)


class TestSpans:
    def test_a_reported_stance_cuts_no_first_hand_position(self) -> None:
        result = fold([said(1, 10, 2), said(2, 20, -1, mode="reported"), said(3, 30, 2)])
        assert [(span.start, span.end) for span in spans(result)] == [(10, 30), (30, None)]

    def test_a_denial_cuts_a_reported_one(self) -> None:
        result = fold([said(1, 10, 2, mode="reported")], denials=[Denial(act(9, 20), 1)])
        assert [(span.start, span.end) for span in spans(result)] == [(10, 20), (20, None)]

    def test_there_is_a_gap_where_nothing_holds(self) -> None:
        result = fold([said(1, 10, 2), said(3, 30, 2)], [Ending(act(9, 20), "ended", 1)])
        assert [(span.start, span.end) for span in spans(result)] == [(10, 20), (30, None)]


class TestAnyEvidence:
    @given(CASES, st.data())
    def test_the_order_of_rows_plays_no_part(self, case: Any, data: st.DataObject) -> None:
        shuffled = [data.draw(st.permutations(part)) for part in case]
        assert fold(*shuffled) == fold(*case)

    @given(CASES, st.integers(0, 42))
    def test_what_comes_later_changes_nothing_before(self, case: Any, day: int) -> None:
        stances, endings, denials = case
        known = fold(
            [e for e in stances if e.act.day <= day],
            [e for e in endings if e.act.day <= day],
            [d for d in denials if d.act.day <= day],
        )
        assert _as_known(fold(stances, endings, denials), day) == _as_known(known, day)

    @given(CASES)
    def test_spans_are_sorted_apart_and_true(self, case: Any) -> None:
        result = fold(*case, decay_days=10)
        found = spans(result)
        assert all(one.end is not None and one.end <= other.start for one, other in pairwise(found))
        assert all(span.end is None or span.start < span.end for span in found)
        for span in found:
            assert position_as_of(result, span.start) == span.position

    @given(CASES, st.integers(0, 60))
    def test_spans_tell_what_holds_on_every_day(self, case: Any, day: int) -> None:
        result = fold(*case, decay_days=10)
        held = [s.position for s in spans(result) if s.start <= day and (s.end is None or day < s.end)]
        position = position_as_of(result, day)
        assert [(p.entry, p.value, p.non_value, p.day) for p in held] == (
            [(position.entry, position.value, position.non_value, position.day)] if position else []
        )

    @given(CASES)
    def test_nothing_changes_between_the_days_of_change(self, case: Any) -> None:
        result = fold(*case)
        days = days_of_change(result)
        for one, other in pairwise(days):
            before, until = position_as_of(result, one), position_as_of(result, other - 1)
            assert (before and before.carriers) == (until and until.carriers)

    @given(CASES, st.integers(0, 60))
    def test_what_carries_a_position_reproduces_it(self, case: Any, day: int) -> None:
        """Without local times and links, for these may depend on what else was heard that day."""
        plain = [_alone(e) for e in case[0]]
        result = fold(plain, decay_days=10)
        position = position_as_of(result, day)
        assume(position is not None)
        assert position
        again = position_as_of(fold(position.carriers, decay_days=10), day)
        assert again
        same = ("carriers", "value", "non_value", "mode", "conditions", "mixed", "day")
        assert {name: getattr(again, name) for name in same} == {
            name: getattr(position, name) for name in same
        }


def _as_known(result: Fold, day: int) -> Any:
    position = position_as_of(result, day)
    return position, [s for s in result.early if s.evidence.act.day <= day]


def _alone(evidence: Any) -> Any:
    of = evidence.act
    bare = act(of.entry, of.day, begin_lo=of.begin_lo, end_hi=of.end_hi, code=of.code)
    return type(evidence)(act=bare, value=evidence.value, non_value=evidence.non_value, mode=evidence.mode)
