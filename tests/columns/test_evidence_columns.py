"""Evidence read in bulk is what is read row by row: days, times, grades, coders, links."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_documents import document, heads

from timeline_app.columns.evidence import MODES
from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.segments import NO_DAY, NON_VALUES
from timeline_app.columns.stretches import FOREVER, FURTHEST, clipped
from timeline_app.domain.dates import parse
from timeline_app.domain.evidence import day_of
from timeline_app.domain.records import Entry, Link, Participation, Stance, StanceCondition, Topic
from timeline_app.domain.vocabulary import ENTRY_KINDS, NonValue
from timeline_app.storage.evidence import read_acts
from timeline_app.storage.evidence_columns import read_evidence
from timeline_app.storage.stance_columns import ConditionSets

if TYPE_CHECKING:
    from timeline_app.domain.records import Record

DAYS = st.dates(date(1, 1, 2), date(9998, 12, 30))
MARKS = st.sampled_from(("", "", "?", "~", "%"))
BARE = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
    DAYS.map(lambda day: day.isoformat()[:7] + "-XX"),
    DAYS.map(lambda day: day.isoformat()[:3] + "X"),
    DAYS.map(lambda day: "-" + day.isoformat()),
    st.tuples(DAYS, st.integers(21, 24)).map(lambda drawn: f"{drawn[0].isoformat()[:4]}-{drawn[1]}"),
    st.integers(10_000, 999_999_999).map("Y{}".format),
    st.integers(10_000, 999_999_999).map("Y-{}".format),
)
ONE = st.tuples(BARE, MARKS).map("".join)
TWO = st.tuples(DAYS, DAYS, MARKS, MARKS).map(
    lambda drawn: [day.isoformat() + mark for day, mark in zip(sorted(drawn[:2]), drawn[2:], strict=True)]
)
FORMS = ("{}/..", "{}/", "../{}", "/{}", "[{}]", "[..{}]", "[{}..]")
EDTF = st.one_of(
    ONE,
    TWO.map("/".join),
    TWO.map(lambda pair: f"[{pair[0]}..{pair[1]}]"),
    TWO.map(lambda pair: f"[{pair[0]},{pair[1]}]"),
    TWO.map(lambda pair: f"[..{pair[0]},{pair[1]}..]"),
    st.tuples(st.sampled_from(FORMS), ONE).map(lambda drawn: drawn[0].format(drawn[1])),
)


def with_stances(entries: list[Entry]) -> list[Record]:
    stances = [Stance(id=e.id, entry_id=e.id, party_id=1, topic_id=1, value=1) for e in entries]
    return [*heads(), Topic(id=1, wording="They should meet"), *entries, *stances]


@settings(max_examples=60, deadline=None)
@given(
    dates=st.lists(EDTF, min_size=20, max_size=40), kinds=st.lists(st.sampled_from(ENTRY_KINDS), min_size=40)
)
def test_stored_days_are_those_of_the_date(dates: list[str], kinds: list[Any]) -> None:
    both = zip(dates, kinds, strict=False)
    entries = [Entry(id=n, title="An act", date=edtf, kind=kind) for n, (edtf, kind) in enumerate(both, 1)]
    expected: dict[int, tuple[int, int, int]] = {}
    for entry in entries:
        assert entry.date
        bounds = parse(entry.date)
        if (day := day_of(entry.kind, bounds)) is not None:
            lo = NO_DAY if bounds.begin_lo is None else clipped(bounds.begin_lo)
            hi = FOREVER if bounds.end_hi is None else clipped(bounds.end_hi)
            expected[entry.id] = (clipped(day), lo, hi)
    with document(with_stances(entries)) as store:
        acts = read_evidence(store).acts
        assert set(read_acts(store)) == set(expected)
    days = zip(acts.day.tolist(), acts.begin_lo.tolist(), acts.end_hi.tolist(), strict=True)
    assert dict(zip(acts.entry.tolist(), days, strict=True)) == expected
    assert abs(acts.day).max(initial=0) <= FURTHEST


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "reading", [*((v, None) for v in (-2, -1, 0, 1, 2)), *((None, w) for w in NON_VALUES[1:5])]
)
def test_words_are_told_by_their_first_letters(mode: Any, reading: tuple[Any, Any]) -> None:
    entry = Entry(id=1, title="An act", date="2024-01-05")
    value, non_value = reading
    stance = Stance(id=1, entry_id=1, party_id=1, topic_id=1, value=value, non_value=non_value, mode=mode)
    with document([*with_stances([entry])[:-1], stance]) as store:
        found = read_evidence(store)
    assert MODES[found.mode[0]] == mode
    assert (found.value[0], NON_VALUES[found.non_value[0]]) == (
        NO_VALUE if value is None else value,
        non_value or "",
    )


def test_all_non_values_are_known() -> None:
    assert set(NonValue.__args__) == set(NON_VALUES) - {"", "mixed"}


def test_sets_of_conditions_keep_their_numbers() -> None:
    sets = ConditionSets(7)
    several = [frozenset[int](), frozenset({3}), frozenset({1, 3}), frozenset({1, 2}), frozenset({1, 2, 3})]
    numbers = [sets.number(one) for one in several]
    assert len(set(numbers)) == len(several)
    assert [sets.members(number) for number in numbers] == several
    assert numbers == [sets.number(one) for one in several]


def test_the_same_conditions_have_the_same_number() -> None:
    entries = [Entry(id=n, title="An act", date=f"2024-01-0{n}") for n in (1, 2, 3, 4)]
    pairs = [(1, 1), (1, 2), (2, 2), (2, 1), (3, 2)]
    needed = [StanceCondition(id=n, stance_id=s, condition_id=c) for n, (s, c) in enumerate(pairs, 1)]
    with document([*with_stances(entries), *needed]) as store:
        one, other, single, none = read_evidence(store).conditions.tolist()
    assert one == other != single
    assert none == 0 != single


@pytest.mark.parametrize(
    ("relation", "start", "is_tangled"),
    [
        ("reaffirms", 3, False),  # the dates say so already
        ("reaffirms", 2, True),
        ("prepares", 3, True),
        ("prepares", 1, False),
        ("revises", 3, False),
        ("revises", 1, True),
        ("ends", 3, False),
        ("ends", 2, True),
        ("denies", 3, True),
    ],
)
def test_which_links_leave_a_key_to_the_plain_rule(relation: Any, start: int, is_tangled: bool) -> None:
    dates = {1: "2024-01-01", 2: "2024-01-05", 3: "2024-01-07", 4: "2024-01-09", 5: "2024-01-05"}
    entries = [Entry(id=n, title="An act", date=text) for n, text in dates.items()]
    records = with_stances(entries)
    lower = next(record for record in records if isinstance(record, Stance) and record.id == 3)
    records[records.index(lower)] = Stance(id=3, entry_id=3, party_id=1, topic_id=1, value=1, mode="deed")
    link = Link(id=1, from_entry_id=start, to_entry_id=5, relation=relation, note="said so")
    denier = Participation(id=1, entry_id=start, party_id=1)
    with document([*records, link, denier]) as store:
        assert read_evidence(store).bonds.tangled.tolist() == ([[1, 1]] if is_tangled else [])
