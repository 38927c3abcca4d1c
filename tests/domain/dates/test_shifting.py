from __future__ import annotations

from datetime import date

import pytest
from date_strategies import edtf, marks, sets
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from timeline_app.domain.dates import lengthened, ordinal, parse, shifted
from timeline_app.domain.dates.bounds import Bounds
from timeline_app.domain.errors import DateError

distances = st.integers(-40_000, 40_000)
near = st.dates(date(1200, 1, 1), date(9700, 1, 1))
day_precise = st.one_of(
    st.builds("{}{}".format, near, marks),
    st.builds(
        lambda pair, first, last, form: form.format(f"{min(pair)}{first}", f"{max(pair)}{last}"),
        st.tuples(near, near),
        marks,
        marks,
        st.sampled_from(["{}/{}", "[{},{}]", "[{}..{}]", "{}/..", "/{}", "[..{},{}]", "[{}..]"]),
    ),
)


@pytest.mark.parametrize(
    ("text", "by", "expected"),
    [
        ("2024-12-02", 30, "2025-01-01"),
        ("2024-12-02?", -2, "2024-11-30?"),
        ("2024-12", 3, "2024-12"),
        ("2024-12", 31, "2025-01"),
        ("2024-12~", 40, "2025-01~"),
        ("2024", 365, "2025"),
        ("201X", 3653, "202X"),
        ("20XX", 36_525, "21XX"),
        ("2024-24", 20, "2024-24"),
        ("2024-24%", 90, "2025-21%"),
        ("2025-21", -90, "2024-24"),
        ("2024-12-XX", 31, "2025-01-XX"),
        ("2024-XX-XX", -366, "2023-XX-XX"),
        ("2024-XX", 365, "2025-XX"),
        ("2024-0X", 170, "2024-1X"),
        ("2024-12-2X", 5, "2024-12-2X"),
        ("2024-12-2X", 10, "2025-01-0X"),
        ("2024-11-26/2024-12-01", 7, "2024-12-03/2024-12-08"),
        ("2024-11-26/..", 7, "2024-12-03/.."),
        ("/2024-12-01~", -1, "/2024-11-30~"),
        ("[2024-12-01,2024-12-05..2024-12-09]", 1, "[2024-12-02,2024-12-06..2024-12-10]"),
        ("[..2024-12-01]", 1, "[..2024-12-02]"),
        ("-0043-03-15", 365, "-0042-03-15"),
        ("-0001", 366, "0000"),
        ("9999", 365, "Y10000"),
        ("Y-10000", 365, "-9999"),
    ],
)
def test_another_day(text: str, by: int, expected: str) -> None:
    assert shifted(text, by) == expected


@pytest.mark.parametrize(
    ("text", "by", "expected"),
    [
        ("2024-12/2024-12-01", 16, "2024-12/2024-12-17"),
        ("2024-12-31/2024-12", -16, "2024-12-15/2024-12"),
        ("[2024..2024-01]", 184, "[2024..2024-07]"),
    ],
)
def test_the_coarser_end_follows_the_finer_where_they_would_cross(text: str, by: int, expected: str) -> None:
    assert shifted(text, by) == expected


@given(day_precise, distances)
def test_whole_days_move_by_so_many_days_and_back(text: str, by: int) -> None:
    moved = shifted(text, by)
    was, now = parse(text), parse(moved)
    assert now == Bounds(
        *(
            None if edge is None else edge + by
            for edge in (was.begin_lo, was.begin_hi, was.end_lo, was.end_hi)
        ),
        lasts=was.lasts,
        doubtful=was.doubtful,
    )
    assert shifted(moved, -by) == text


@given(edtf, distances)
def test_any_date_moved_is_a_date_with_its_marks(text: str, by: int) -> None:
    try:
        moved = shifted(text, by)
    except DateError:
        reject()
    was, now = parse(text), parse(moved)
    assert (now.lasts, now.doubtful) == (was.lasts, was.doubtful)
    for mark in "?~%XY[],/":
        assert mark == "Y" or moved.count(mark) == text.count(mark)
    assert [edge is None for edge in _edges(was)] == [edge is None for edge in _edges(now)]


def _edges(bounds: Bounds) -> tuple[int | None, ...]:
    return bounds.begin_lo, bounds.begin_hi, bounds.end_lo, bounds.end_hi


@given(near, st.sampled_from(["{:%Y-%m}", "{:%Y}", "{:%Y-%m}-XX", "{:%Y}-XX"]), distances)
def test_what_is_imprecise_moves_to_the_one_that_holds_its_middle(day: date, form: str, by: int) -> None:
    text = form.format(day)
    was, now = parse(text), parse(shifted(text, by))
    assert was.begin_lo is not None
    assert was.begin_hi is not None
    assert now.begin_lo is not None
    assert now.begin_hi is not None
    assert now.begin_lo <= (was.begin_lo + was.begin_hi) // 2 + by <= now.begin_hi


@pytest.mark.parametrize(
    ("text", "by"),
    [("9999-12-31", 1), ("0000-XX", -365), ("Y999999999", 365), ("9999-12", 31), ("2024-13", 1), ("", 0)],
)
def test_what_cannot_be_written_is_refused(text: str, by: int) -> None:
    with pytest.raises(DateError):
        shifted(text, by)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_an_edge_is_moved() -> None:
    assert lengthened("2024-12-02", end=day("2024-12-05")) == "2024-12-02/2024-12-05"
    assert lengthened("2024-12-02", begin=day("2024-11-30")) == "2024-11-30/2024-12-02"
    assert lengthened("2024-12-02/2024-12-05?", end=day("2024-12-08")) == "2024-12-02/2024-12-08?"
    assert lengthened("2024-12-02~/..", end=day("2024-12-08")) == "2024-12-02~/2024-12-08"
    assert lengthened("2024-12", end=day("2025-01-05")) == "2024-12/2025-01-05"
    assert lengthened("2024-12-02/2024-12-05", end=day("2024-12-02")) == "2024-12-02"
    assert lengthened("2024-12-02~", end=day("2024-12-05")) == "2024-12-02~/2024-12-05~"
    assert lengthened("2024-12-02") == "2024-12-02"


def test_an_end_before_the_begin_is_refused() -> None:
    with pytest.raises(DateError, match="after its end on 1 Dec 2024"):
        lengthened("2024-12-02", end=day("2024-12-01"))
    with pytest.raises(DateError, match="begins on 6 Dec 2024"):
        lengthened("2024-12-02/2024-12-05", begin=day("2024-12-06"))


@given(sets)
def test_a_set_has_no_edge(text: str) -> None:
    with pytest.raises(DateError, match="no begin or end"):
        lengthened(text, end=ordinal(2024, 1, 1))


@given(near, near, marks)
def test_any_lengthened_day_lasts_from_edge_to_edge(begin: date, end: date, mark: str) -> None:
    assume(begin < end)
    bounds = parse(lengthened(f"{begin}{mark}", end=end.toordinal()))
    assert bounds.lasts
    assert bounds.doubtful == (mark in ("?", "%"))
    if mark not in ("~", "%"):
        assert bounds.core == (begin.toordinal(), end.toordinal())


@given(edtf)
def test_moving_by_no_day_changes_nothing(text: str) -> None:
    assert shifted(text, 0) == text
