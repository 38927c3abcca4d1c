"""What counts as evidence (rule 0) and in which order it is heard (rule 2)."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Any

import pytest
from evidence_samples import act, acts, said
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.evidence import (
    Act,
    Coded,
    LinkOrder,
    clock,
    combine_coders,
    comes_after,
    contested,
    in_order,
)

if TYPE_CHECKING:
    from timeline_app.domain.evidence import Evidence

ALL_ACTS = st.integers(0, 8).flatmap(lambda n: st.tuples(*(acts(entry) for entry in range(1, n + 1))))


def entries(ordered: list[Act]) -> list[int]:
    return [of.entry for of in ordered]


@pytest.mark.parametrize(
    ("mode", "low_grade", "rank"),
    [
        ("explicit", False, 3),
        ("joint", False, 3),
        ("vote", False, 3),
        ("deed", False, 2),
        ("implied", False, 1),
        ("explicit", True, 1),
        ("deed", True, 1),
        ("implied", True, 1),
        ("reported", True, 0),
    ],
)
def test_rank(mode: Any, low_grade: bool, rank: int) -> None:
    assert said(1, 1, 2, mode=mode, low_grade=low_grade).rank == rank


class TestCoders:
    def combined(self, *stances: tuple[Evidence, bool]) -> Evidence:
        coded = [Coded(evidence=e, coder=n, adopted=adopted) for n, (e, adopted) in enumerate(stances)]
        results = {combine_coders(order) for order in permutations(coded)}
        assert len(results) == 1, "the order of rows plays a part"
        return results.pop()

    def test_one_coder_counts_as_coded(self) -> None:
        one = said(1, 1, 2, conditions=frozenset({7}))
        assert self.combined((one, False)) == one

    def test_the_adopted_value_counts(self) -> None:
        adopted = said(1, 1, -1, mode="implied")
        assert self.combined((said(1, 1, 2), False), (adopted, True)) == adopted

    def test_a_common_value_counts(self) -> None:
        assert self.combined((said(1, 1, 2), False), (said(1, 1, 2), False)) == said(1, 1, 2)

    def test_of_a_common_value_the_careful_reading_is_taken(self) -> None:
        one = said(1, 1, 2, mode="implied", low_grade=True)
        other = said(1, 1, 2, conditions=frozenset({3}))
        found = self.combined((one, False), (other, False))
        assert (found.reading, found.mode, found.conditions, found.low_grade) == (
            (2, None),
            "implied",
            {3},
            False,
        )

    def test_else_it_is_contested_with_each_coders_value(self) -> None:
        found = self.combined((said(1, 1, 2), False), (said(1, 1, -1), False), (said(1, 1, 2), False))
        assert found.reading == (None, "contested")
        assert found.readings == (-1, 2)

    def test_a_value_and_a_non_value_are_contested(self) -> None:
        silent = said(1, 1, None, non_value="none recorded")
        found = self.combined((said(1, 1, 0), False), (silent, False))
        assert (found.non_value, found.readings) == ("contested", (0, None))

    def test_the_same_number_with_another_non_value_is_no_common_value(self) -> None:
        torn = said(1, 1, 1, non_value="contested", readings=(-1, 1))
        found = self.combined((said(1, 1, 1), False), (torn, False))
        assert (found.reading, found.readings) == ((None, "contested"), (-1, 1))


def test_a_denied_stance_keeps_its_value() -> None:
    assert contested(said(1, 1, 2)).reading == (2, "contested")
    assert contested(said(1, 1, 2)).readings == (2,)


def test_denied_silence_stays_silence() -> None:
    silent = said(1, 1, None, non_value="declined to comment")
    assert contested(silent) is silent


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9:05", "09:05:00"),
        ("09:05", "09:05:00"),
        (" 23:59:30 ", "23:59:30"),
        ("24:00", None),
        ("noon", None),
        ("", None),
        (None, None),
    ],
)
def test_clock(text: str | None, time: str | None) -> None:
    assert clock(text) == time


class TestOrder:
    def order(self, *ranked: tuple[Act, int | None]) -> list[int]:
        found = {tuple(entries(in_order(some))) for some in permutations(ranked)}
        assert len(found) == 1, "the order of rows plays a part"
        return list(found.pop())

    def test_by_evidence_day_whatever_the_rest(self) -> None:
        assert self.order((act(1, 5, ("prepares", 2)), 3), (act(2, 4, time="20:00:00"), 1)) == [2, 1]

    def test_by_rank_then_code_then_uid(self) -> None:
        ranked = [
            (act(1, 1, code="e9"), 2),
            (act(2, 1, code="e10"), 2),
            (act(3, 1, code="z"), 3),
            (act(4, 1, uid="b"), 1),
            (act(5, 1, uid="a"), 1),
        ]
        assert self.order(*ranked) == [3, 2, 1, 5, 4]

    def test_local_times_go_before_rank(self) -> None:
        assert self.order((act(1, 1, time="18:00:00"), 3), (act(2, 1, time="09:00:00"), 1)) == [2, 1]

    def test_local_times_say_nothing_unless_all_are_known(self) -> None:
        ranked = [(act(1, 1, time="18:00:00"), 3), (act(2, 1, time="09:00:00"), 2), (act(3, 1), 1)]
        assert self.order(*ranked) == [1, 2, 3]

    def test_what_only_denies_does_not_count_among_the_times(self) -> None:
        ranked = [
            (act(1, 1, time="18:00:00"), 3),
            (act(2, 1, time="09:00:00"), 2),
            (act(3, 1, ("denies", 2)), None),
        ]
        assert self.order(*ranked) == [2, 3, 1]

    def test_links_go_before_local_times(self) -> None:
        one, other = act(1, 1, ("responds to", 2), time="08:00:00"), act(2, 1, time="09:00:00")
        assert self.order((one, 3), (other, 1)) == [2, 1]

    def test_what_prepares_goes_before(self) -> None:
        assert self.order((act(1, 1), 3), (act(2, 1, ("prepares", 1)), 1)) == [2, 1]

    def test_a_chain_of_links(self) -> None:
        ranked = [(act(1, 1, ("follows", 2)), 3), (act(2, 1, ("follows", 3)), 3), (act(3, 1), 1)]
        assert self.order(*ranked) == [3, 2, 1]

    def test_a_circle_orders_nothing(self) -> None:
        circle = [act(1, 1, ("follows", 2)), act(2, 1, ("follows", 3)), act(3, 1, ("follows", 1))]
        assert self.order(*((of, of.entry) for of in circle)) == [3, 2, 1]

    def test_what_links_into_a_circle_still_follows_it(self) -> None:
        circle = [act(1, 1, ("follows", 2)), act(2, 1, ("prepares", 3), ("follows", 1)), act(3, 1)]
        assert self.order(*((of, of.entry) for of in circle)) == [2, 3, 1]

    def test_a_link_from_a_later_day_closes_no_circle(self) -> None:
        early = [act(1, 1, ("follows", 2)), act(2, 1, ("follows", 3))]
        late = act(3, 2, ("follows", 1))
        assert self.order((early[0], 3), (early[1], 1), (late, 3)) == [2, 1, 3]

    @given(ALL_ACTS, st.data())
    def test_is_the_same_for_any_order_of_rows(self, found: tuple[Act, ...], data: st.DataObject) -> None:
        ranked = [(of, data.draw(st.integers(0, 3))) for of in found]
        assert in_order(data.draw(st.permutations(ranked))) == in_order(ranked)

    @given(ALL_ACTS)
    def test_loses_nothing_and_keeps_days_and_links(self, found: tuple[Act, ...]) -> None:
        ordered = in_order((of, 0) for of in found)
        assert sorted(entries(ordered)) == sorted(of.entry for of in found)
        assert all(one.day <= other.day for one, other in pairwise(ordered))
        links, place = LinkOrder(found), {of.entry: n for n, of in enumerate(ordered)}
        for one in found:
            for other in found:
                if one.day == other.day and links.is_after(one.entry, other.entry):
                    assert place[one.entry] > place[other.entry]


class TestComesAfter:
    @pytest.mark.parametrize(
        ("later", "earlier", "known"),
        [
            (act(1, 10), act(2, 9), True),
            (act(1, 10), act(2, 10), False),
            (act(1, 10, begin_lo=1), act(2, 5), False),
            (act(1, 10, begin_lo=6), act(2, 5), True),
            (act(1, 10, begin_lo=None), act(2, 5), False),
            (act(1, 10), act(2, 5, end_hi=None), False),
            (act(1, 10, time="10:00:00"), act(2, 10, time="09:00:00"), True),
            (act(1, 10, time="10:00:00"), act(2, 10), False),
            (act(1, 10, begin_lo=9, time="10:00:00"), act(2, 10, time="09:00:00"), False),
            (act(1, 10, ("clarifies", 2)), act(2, 10), True),
            (act(1, 10), act(2, 10, ("prepares", 1)), True),
            (act(1, 10), act(2, 10, ("follows", 1)), False),
            (act(1, 10, ("prepares", 2)), act(2, 10), False),
            (act(1, 10, ("follows", 2)), act(2, 10, ("responds to", 1)), False),
        ],
    )
    def test_by_dates_local_times_or_a_link(self, later: Act, earlier: Act, known: bool) -> None:
        assert comes_after(later, earlier) is known

    def test_a_circle_of_several_orders_nothing(self) -> None:
        circle = [act(1, 1, ("follows", 2)), act(2, 1, ("follows", 3)), act(3, 1, ("follows", 1))]
        assert not comes_after(circle[0], circle[1], LinkOrder(circle))
