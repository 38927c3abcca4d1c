"""The marks of a stretch of time, found in sorted columns, are those that looking at each would give."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from plain_marks import plain_marks

from timeline_app.layout.reach import MOST_PASSING, Reach, within

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from timeline_app.columns.marks import Marks

DAY = st.integers(-1_500, 1_500)
LAST = 1_600.0


@st.composite
def dated(draw: DrawFn) -> tuple[float, float, float, bool]:
    """Draw an evidence day, first and last day (NaN where there is none), and whether it is a duration."""
    day = draw(DAY)
    kind = draw(st.sampled_from(["day", "span", "doubt", "open", "unknown begin", "undated"]))
    first, last = day - draw(st.integers(0, 90)), day + draw(st.integers(0, 900))
    bounds = {
        "day": (day, day, day),
        "span": (day, first, last),
        "doubt": (day, first, last),
        "open": (day, day, math.nan),
        "unknown begin": (day, math.nan, last),
        "undated": (math.nan, math.nan, math.nan),
    }[kind]
    return float(bounds[0]), float(bounds[1]), float(bounds[2]), kind in ("span", "open")


def _marks(drawn: list[tuple[float, float, float, bool]]) -> Marks:
    day, begin, end = (np.array([row[n] for row in drawn], np.float64) for n in range(3))
    lasts = np.array([row[3] for row in drawn], np.bool_)
    entry = np.arange(1, len(drawn) + 1, dtype=np.int32)
    found = plain_marks(
        entry,
        entry % 3 + 1,
        day,
        **dict.fromkeys(("begin_lo", "begin_hi"), begin),
        **dict.fromkeys(("end_lo", "end_hi"), end),
        lasts=lasts,
    )
    return found.taken(np.lexsort((entry, day)))


def _reach_of(marks: Marks, row: int) -> tuple[float, float]:
    """Give from and to when a mark's bar runs."""
    day, begin, end = (float(column[row]) for column in (marks.day, marks.begin_lo, marks.end_hi))
    last = end if not math.isnan(end) else math.inf if marks.lasts[row] else day
    return min(day if math.isnan(begin) else begin, day), max(last, day) + 1


@given(st.lists(dated(), max_size=50), DAY, st.integers(0, 800))
def test_marks_of_a_stretch(drawn: list[tuple[float, float, float, bool]], first: int, days: int) -> None:
    marks = _marks(drawn)
    start, end = first + 0.25, first + days + 0.75
    found = marks.between(start, end)
    expected = [n for n, day in enumerate(marks.day.tolist()) if day <= end and day + 1 > start]
    assert list(range(found.start, found.stop)) == expected


@given(st.lists(dated(), max_size=50))
def test_all_time_holds_all_that_is_dated(drawn: list[tuple[float, float, float, bool]]) -> None:
    marks = _marks(drawn)
    found = marks.between(-math.inf, math.inf)
    assert found.stop - found.start == marks.dated == sum(not math.isnan(row[0]) for row in drawn)


@given(st.lists(dated(), max_size=50), DAY, st.integers(0, 800))
def test_bars_that_pass_through(drawn: list[tuple[float, float, float, bool]], first: int, days: int) -> None:
    marks, reach = _marks(drawn), Reach(first + 0.25, first + days + 0.75)
    found = within(marks, reach, "middle")
    standing = marks.between(*reach)
    expected: list[int] = []
    for row in range(marks.dated):
        begin, end = _reach_of(marks, row)
        is_long = marks.begin_lo[row] != marks.end_hi[row]
        if standing.start <= row < standing.stop or (is_long and begin <= reach.last and end >= reach.first):
            expected.append(row)
    rows = found.rows.tolist()
    assert set(rows) <= set(expected)
    passing = [row for row in expected if not standing.start <= row < standing.stop]
    assert len(expected) - len(rows) == max(len(passing) - MOST_PASSING, 0)
    left = Counter(marks.lane[[row for row in passing if row not in rows]].tolist())
    assert {lane: count for lane, count in found.left.items() if count} == left


def test_of_very_many_passing_bars_the_important_and_latest_are_shown() -> None:
    count = 3 * MOST_PASSING
    marks = _marks([(float(n), float(n), math.nan, True) for n in range(count)])
    marks.importance[:] = np.where(np.arange(count) < 40, 3, 1)
    found = within(marks, Reach(count + 10.0, count + 20.0), "middle")
    assert found.rows.tolist() == [*range(40), *range(2 * MOST_PASSING + 40, count)]
    assert sum(found.left.values()) == 2 * MOST_PASSING
