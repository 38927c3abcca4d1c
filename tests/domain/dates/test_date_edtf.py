from __future__ import annotations

import pytest
from date_strategies import edtf, elements, intervals
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.domain.dates import Bounds, day_text, ordinal, parse
from timeline_app.domain.errors import DateError

quick = settings(deadline=None, max_examples=200)


def said(bounds: Bounds) -> str:
    """Return the four days as short text: unknown as -, shared ends once."""
    begin, end = ((bounds.begin_lo, bounds.begin_hi), (bounds.end_lo, bounds.end_hi))
    shown = [" ".join("-" if day is None else day_text(day) for day in pair) for pair in (begin, end)]
    return " | ".join(shown if bounds.lasts else shown[:1])


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024-12-02", "2024-12-02 2024-12-02"),
        ("2024-12", "2024-12-01 2024-12-31"),
        ("2024", "2024-01-01 2024-12-31"),
        ("0000", "0000-01-01 0000-12-31"),
        ("-0043-03-15", "-0043-03-15 -0043-03-15"),
        ("-0043-03", "-0043-03-01 -0043-03-31"),
        ("-0043", "-0043-01-01 -0043-12-31"),
        ("201X", "2010-01-01 2019-12-31"),
        ("20XX", "2000-01-01 2099-12-31"),
        ("2XXX", "2000-01-01 2999-12-31"),
        ("2024-XX", "2024-01-01 2024-12-31"),
        ("2024-0X", "2024-01-01 2024-09-30"),
        ("2024-1X", "2024-10-01 2024-12-31"),
        ("2024-XX-XX", "2024-01-01 2024-12-31"),
        ("2024-04-XX", "2024-04-01 2024-04-30"),
        ("2024-04-0X", "2024-04-01 2024-04-09"),
        ("2024-04-1X", "2024-04-10 2024-04-19"),
        ("2024-04-2X", "2024-04-20 2024-04-29"),
        ("2023-02-2X", "2023-02-20 2023-02-28"),
        ("2024-04-3X", "2024-04-30 2024-04-30"),
        ("2024-21", "2024-03-01 2024-05-31"),
        ("2024-22", "2024-06-01 2024-08-31"),
        ("2024-23", "2024-09-01 2024-11-30"),
        ("2023-24", "2023-12-01 2024-02-29"),
        ("2024-12-02~", "2024-11-29 2024-12-05"),
        ("2024-12~", "2024-11-16 2025-01-15"),
        ("2024~", "2023-07-01 2025-06-30"),
        ("201X~", "2009-07-01 2020-06-30"),
        ("2024-04-XX~", "2024-03-29 2024-05-03"),
        ("2024-21~", "2024-01-16 2024-07-15"),
        ("2024-12-02?", "2024-12-02 2024-12-02"),
        ("2024-12-02%", "2024-11-29 2024-12-05"),
        ("[2024-12-02,2024-12-05]", "2024-12-02 2024-12-05"),
        ("[2024-12-05,2024-12-02]", "2024-12-02 2024-12-05"),
        ("[2024-12-03..2024-12-09]", "2024-12-03 2024-12-09"),
        ("[2024-12-03~..2024-12-09]", "2024-11-30 2024-12-09"),
        ("[..2024-12-02]", "- 2024-12-02"),
        ("[2024-12-02..]", "2024-12-02 -"),
        ("[..2024-12-02,2024-12-05]", "- 2024-12-05"),
        ("[2024-12-02,2024-12-05..]", "2024-12-02 -"),
        ("[2024-12]", "2024-12-01 2024-12-31"),
        ("2024-11-26/2024-12-01", "2024-11-26 2024-11-26 | 2024-12-01 2024-12-01"),
        ("2023/2024-06", "2023-01-01 2023-12-31 | 2024-06-01 2024-06-30"),
        ("2024-11-26~/2024-12-01?", "2024-11-23 2024-11-29 | 2024-12-01 2024-12-01"),
        ("2024-12-02/2024-12-02", "2024-12-02 2024-12-02 | 2024-12-02 2024-12-02"),
        ("2024-12/2024-12-15", "2024-12-01 2024-12-15 | 2024-12-15 2024-12-15"),
        ("2024-12-15/2024", "2024-12-15 2024-12-15 | 2024-12-15 2024-12-31"),
        ("2024/..", "2024-01-01 2024-12-31 | - -"),
        ("2024/", "2024-01-01 2024-12-31 | - -"),
        ("../2024", "- - | 2024-01-01 2024-12-31"),
        ("/2024", "- - | 2024-01-01 2024-12-31"),
    ],
)
def test_days_of_each_form(text: str, days: str) -> None:
    assert said(parse(text)) == days


@pytest.mark.parametrize(
    ("text", "first"), [("Y12000", (12_000, 1, 1)), ("Y-170000002", (-170_000_002, 1, 1))]
)
def test_long_years(text: str, first: tuple[int, int, int]) -> None:
    bounds = parse(text)
    assert bounds.begin_lo == ordinal(*first)
    assert bounds.end_hi == ordinal(first[0], 12, 31)


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("2024?", True),
        ("2024%", True),
        ("2024~", False),
        ("2024/2025?", True),
        ("2024?/..", True),
        ("[2024,2025%]", True),
        ("[..2025?]", True),
        ("[2024..2025]", False),
    ],
)
def test_doubt_is_told_apart_from_width(text: str, *, doubtful: bool) -> None:
    assert parse(text).doubtful is doubtful


@quick
@given(edtf)
def test_bounds_are_in_order(text: str) -> None:
    bounds = parse(text)
    for low, high in (
        (bounds.begin_lo, bounds.begin_hi),
        (bounds.end_lo, bounds.end_hi),
        (bounds.begin_lo, bounds.end_lo),
        (bounds.begin_hi, bounds.end_hi),
    ):
        assert low is None or high is None or low <= high


@quick
@given(edtf)
def test_only_intervals_last_and_all_else_shares_its_range(text: str) -> None:
    bounds = parse(text)
    assert bounds.lasts is ("/" in text)
    if not bounds.lasts:
        assert (bounds.begin_lo, bounds.begin_hi) == (bounds.end_lo, bounds.end_hi)


@quick
@given(edtf)
def test_core_lies_where_it_certainly_went_on(text: str) -> None:
    bounds = parse(text)
    if bounds.core is None:
        assert bounds.begin_hi is None or bounds.end_lo is None or bounds.begin_hi > bounds.end_lo
    else:
        assert bounds.core == (bounds.begin_hi, bounds.end_lo)
        assert bounds.lasts or bounds.core[0] == bounds.core[1]


@quick
@given(elements)
def test_doubt_widens_nothing_and_approximation_does(text: str) -> None:
    bare = text.rstrip("?~%")
    plain, doubtful, about, both = (parse(bare + mark) for mark in ("", "?", "~", "%"))
    assert (doubtful.begin_lo, doubtful.end_hi) == (plain.begin_lo, plain.end_hi)
    assert (both.begin_lo, both.end_hi) == (about.begin_lo, about.end_hi)
    assert about.begin_lo is not None
    assert plain.begin_lo is not None
    assert about.begin_lo < plain.begin_lo


@quick
@given(intervals)
def test_a_missing_end_has_no_days(text: str) -> None:
    begin, _, end = text.partition("/")
    bounds = parse(text)
    assert ((bounds.begin_lo, bounds.begin_hi) == (None, None)) is (begin in ("", ".."))
    assert ((bounds.end_lo, bounds.end_hi) == (None, None)) is (end in ("", ".."))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2023-02-30", "no day 30 in Feb 2023.*2023-02-28"),
        ("2024-02-30", "it has 29 days"),
        ("2024-00-01", "no month 00"),
        ("2024-13", "no month 13.*2024-12"),
        ("2024-12-00", "no day 0"),
        ("2024-21-05", "no month 21"),
        ("2024-21-XX", "no month 21"),
        ("2024-02-3X", "no day 30"),
        ("2024-2X", "2024-12-02"),
        (
            "2024-12-05/2024-12-01",
            "begins on 5 Dec 2024, after its end on 1 Dec 2024.*1 Dec 2024 - 5 Dec 2024",
        ),
        ("2024~/2023~", "earlier day first"),
        ("[2024-12-05..2024-12-01]", "earlier day first"),
        ("{2024-12-01,2024-12-04}", "an entry is one act"),
        ("2024-?12", "at the end of a date"),
        ("2024-12~-02", "at the end of a date"),
        ("2024-12-02?~", "One mark is enough"),
        ("2024-XX-02", "last digits"),
        ("20X4", "last digits"),
        ("XXXX", "without a digit"),
        ("2024-12-02T10:00", "its own field"),
        ("Y2024", "five to nine digits"),
        ("Y12000-01", "five to nine digits"),
        ("-0000", "written 0000"),
        ("[..]", "One end at least"),
        ("/", "One end at least"),
        ("../..", "One end at least"),
        ("[2024", "Write a set"),
        ("[2024,..2025]", "Write a set"),
        ("[2024..,2025]", "Write a set"),
        ("[2024,]", "2024-12-02"),
        ("2024/2025/2026", "2024-12-02"),
        ("", "2024-12-02"),
        (" 2024", "2024-12-02"),
        ("2024\0", "cannot be seen"),
        ("2024\n", "cannot be seen"),
        ("\u202e2024", "cannot be seen"),
        ("\ud8002024", "cannot be seen"),
        ("\u0662\u0660\u0662\u0664", "digits 0 to 9"),
        ("\uff12\uff10\uff12\uff14", "digits 0 to 9"),
        ("2" * 201, "at most 200"),
        ("[" + "2024," * 50 + "2024]", "at most 200"),
        ("<b>2024</b>", "not a date"),
    ],
)
def test_refusals_say_why_and_show_a_right_one(text: str, reason: str) -> None:
    with pytest.raises(DateError, match=reason) as refused:
        parse(text)
    shown = str(refused.value)
    assert shown.isprintable()
    assert len(shown) < 300


alphabet = "0123456789-/.,[]{}?~%XYTxy \0\u0662é"


@settings(deadline=None, max_examples=400)
@given(
    st.one_of(
        st.text(), st.text(alphabet, max_size=24), st.builds(str.__add__, edtf, st.text(alphabet, max_size=2))
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        bounds = parse(text)
    except DateError as refusal:
        assert str(refusal).isprintable()  # noqa: PT017
    else:
        assert isinstance(bounds, Bounds)
