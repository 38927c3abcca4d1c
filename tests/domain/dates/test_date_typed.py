from __future__ import annotations

from datetime import date, timedelta

import pytest
from date_strategies import MONTHS, days, edtf, ordered_days, typed_days, typed_pairs
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.domain.dates import in_words, ordinal, parse, understand
from timeline_app.domain.errors import DateError

quick = settings(deadline=None, max_examples=150)
TODAY = ordinal(2024, 12, 3)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("2 Dec 2024", "2024-12-02"),
        ("2 December 2024", "2024-12-02"),
        ("December 2, 2024", "2024-12-02"),
        ("Dec 2nd 2024", "2024-12-02"),
        ("the 2nd of December 2024", "2024-12-02"),
        ("2nd  DEC  2024", "2024-12-02"),
        ("  2\u00a0Dec\t2024\n", "2024-12-02"),
        ("2-Dec-2024", "2024-12-02"),
        ("2.12.2024", "2024-12-02"),
        ("02. 12. 2024", "2024-12-02"),
        ("2024/12/02", "2024-12-02"),
        ("2024.12.2", "2024-12-02"),
        ("2024-12-2", "2024-12-02"),
        ("2024\u201312\u201302", "2024-12-02"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("5/5/2024", "2024-05-05"),
        ("Monday 2 Dec 2024", "2024-12-02"),
        ("on Mon, 2 December 2024", "2024-12-02"),
        ("Dec 2024", "2024-12"),
        ("in December 2024", "2024-12"),
        ("Sept. 2024", "2024-09"),
        ("some time in Dec 2024", "2024-12"),
        ("2024", "2024"),
        ("spring 2024", "2024-21"),
        ("Fall 2024", "2024-23"),
        ("2024-12-xx", "2024-12-XX"),
        ("y12000", "Y12000"),
        ("the 1990s", "199X"),
        ("about the 1990's", "199X~"),
        ("since the 2010s", "201X/.."),
        ("44 BC", "-0043"),
        ("3000 bce", "-2999"),
        ("about 300 B.C.", "-0299~"),
        ("1 BC", "0000"),
        ("10001 BC", "Y-10000"),
        ("79 AD", "0079"),
        ("15 March 44 BC", "-0043-03-15"),
        ("June 480 BC", "-0479-06"),
        ("490 BC - 479 BC", "-0489/-0478"),
        ("early December 2024", "[2024-12-01..2024-12-10]"),
        ("mid December 2024", "[2024-12-11..2024-12-20]"),
        ("mid-Dec 2024", "[2024-12-11..2024-12-20]"),
        ("late February 2024", "[2024-02-21..2024-02-29]"),
        ("the beginning of December 2024", "[2024-12-01..2024-12-10]"),
        ("at the end of December 2024", "[2024-12-21..2024-12-31]"),
        ("26 Nov - 1 Dec 2024", "2024-11-26/2024-12-01"),
        ("26 Nov \u2013 1 Dec 2024", "2024-11-26/2024-12-01"),
        ("26 Nov\u20141 Dec 2024", "2024-11-26/2024-12-01"),
        ("26 Nov to 1 Dec 2024", "2024-11-26/2024-12-01"),
        ("from 26 November to 1 December 2024", "2024-11-26/2024-12-01"),
        ("26 Nov 2024 until 1 Dec", "2024-11-26/2024-12-01"),
        ("26.11. - 1.12.2024", "2024-11-26/2024-12-01"),
        ("2024-11-26 - 2024-12-01", "2024-11-26/2024-12-01"),
        ("2024-11-26\u20132024-12-01", "2024-11-26/2024-12-01"),
        ("2024-11-26 / 2024-12-01", "2024-11-26/2024-12-01"),
        ("9-11 July 2024", "2024-07-09/2024-07-11"),
        ("9\u201311 July 2024", "2024-07-09/2024-07-11"),
        ("December 2-5, 2024", "2024-12-02/2024-12-05"),
        ("Nov-Dec 2024", "2024-11/2024-12"),
        ("2023-2024", "2023/2024"),
        ("about 26 Nov - 1 Dec 2024?", "2024-11-26~/2024-12-01?"),
        ("about 27 November 2024", "2024-11-27~"),
        ("around Nov 2024", "2024-11~"),
        ("approximately 2024", "2024~"),
        ("c. 2024", "2024~"),
        ("c2024", "2024~"),
        ("ca. 2024", "2024~"),
        ("~2 Dec 2024", "2024-12-02~"),
        ("possibly 2 Dec 2024", "2024-12-02?"),
        ("2 Dec 2024?", "2024-12-02?"),
        ("2 Dec 2024 (?)", "2024-12-02?"),
        ("perhaps about 2 Dec 2024", "2024-12-02%"),
        ("2 Dec 2024%", "2024-12-02%"),
        ("before 2 Dec 2024", "[..2024-12-01]"),
        ("before Dec 2024", "[..2024-11-30]"),
        ("before about 2 Dec 2024", "[..2024-12-01~]"),
        ("by 2 Dec 2024", "[..2024-12-02]"),
        ("up to 2 Dec 2024", "[..2024-12-02]"),
        ("on or before 2 Dec 2024", "[..2024-12-02]"),
        ("2 Dec 2024 or earlier", "[..2024-12-02]"),
        ("by Dec 2024", "[..2024-12]"),
        ("until 2 Dec 2024", "/2024-12-02"),
        ("after 2 Dec 2024", "[2024-12-03..]"),
        ("after 2024", "[2025-01-01..]"),
        ("on or after 2 Dec 2024", "[2024-12-02..]"),
        ("since 2 Dec 2024", "2024-12-02/.."),
        ("from 2 Dec 2024", "2024-12-02/.."),
        ("2 Dec 2024 onwards", "2024-12-02/.."),
        ("from 2 Dec 2024 on", "2024-12-02/.."),
        ("26 Nov 2024 - now", "2024-11-26/.."),
        ("between 3 and 9 Dec 2024", "[2024-12-03..2024-12-09]"),
        ("between January and April 2024", "[2024-01..2024-04]"),
        ("2 or 3 Dec 2024", "[2024-12-02,2024-12-03]"),
        ("either 30 Nov or 1 Dec 2024", "[2024-11-30,2024-12-01]"),
        ("2, 3 or 5 Dec 2024", "[2024-12-02,2024-12-03,2024-12-05]"),
        ("December 2, 2024 or December 5, 2024", "[2024-12-02,2024-12-05]"),
        ("today", "2024-12-03"),
        ("Yesterday", "2024-12-02"),
        ("[ 2024-12-02, 2024-12-05 ]", "[2024-12-02,2024-12-05]"),
        ("", None),
        ("  ", None),
        ("unknown", None),
        ("Undated", None),
        ("n.d.", None),
    ],
)
def test_what_people_type(typed: str, text: str | None) -> None:
    understood = understand(typed, today=TODAY)
    assert understood.edtf == text
    assert understood.bounds == (None if text is None else parse(text))
    assert understood.words == in_words(text)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2/12/2024", "two ways. Write 2 Dec 2024 or 12 Feb 2024"),
        ("2/12/2024 - 5/12/2024", "two ways"),
        ("13/13/2024", "no month 13"),
        ("30 Feb 2023", "no day 30 in Feb 2023.*2023-02-28"),
        ("2023-02-30", "no day 30 in Feb 2023"),
        ("2 Dec", "no year.*2 Dec 2024"),
        ("2", "no year"),
        ("5 2024", "no month.*2 Dec 2024"),
        ("2.12.24", "in full.*2 Dec 2024"),
        ("Tuesday 2 Dec 2024", "was a Monday, not a Tuesday"),
        ("Monday", "Write for example"),
        ("today", "Write for example"),
        ("early 2024", "goes with a month.*early December 2024"),
        ("late 2023", "goes with a month.*between January and April 2024"),
        ("early 1990s", "goes with a month"),
        ("1900s", "two ways. Write 190X for the ten years or 19XX"),
        ("0 BC", "no year “0 BC”.*1 BC"),
        ("12000", "Y12000"),
        ("20241202", "2024-12-02"),
        ("late Nov to early Dec 2024", "stand alone with one month"),
        ("26 Dec - 3 Jan 2025", "begins on 26 Dec 2025, after its end on 3 Jan 2025"),
        ("between 5 and 3 Dec 2024", "earlier day first"),
        ("after 31 Dec 9999", "-9999 to 9999"),
        ("before soon", "soon.*Write for example"),
        ("2 Dec 2024 10:30", "its own field"),
        ("2024-12-05/2024-12-01", "earlier day first"),
        ("2024-?12", "at the end of a date"),
        ("2 Dec 2024\0", "cannot be seen"),
        ("2 Dec\x1b 2024", "cannot be seen"),
        ("\u202e2 Dec 2024", "cannot be seen"),
        ("\u0662 Dec 2024", "digits 0 to 9"),
        ("2 Dec 2024 " * 100_000, "at most 200"),
    ],
)
def test_refusals_show_a_right_date(typed: str, reason: str) -> None:
    with pytest.raises(DateError, match=reason) as refused:
        understand(typed)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("typed", "echo"),
    [
        ("Next Tuesday", "“Next Tuesday”"),
        ("before The Summit", "“The Summit”"),
        ("2 Dec", "“2 Dec”"),
        ("between Dec and Jan", "“Dec”"),
        ("2024-1x-05", "“2024-1x-05”"),
        ("[2024-12-05, 2024-1x-05]", "“[2024-12-05, 2024-1x-05]”"),
        ("y12000-01", "“y12000-01”"),
    ],
)
def test_a_refusal_repeats_what_was_typed(typed: str, echo: str) -> None:
    with pytest.raises(DateError) as refused:
        understand(typed)
    assert str(refused.value).startswith(echo)


@quick
@given(typed_days)
def test_every_way_to_write_a_day(typed: tuple[str, date]) -> None:
    text, day = typed
    assert understand(text).edtf == day.isoformat()
    assert understand(text.upper()).edtf == day.isoformat()


@quick
@given(
    typed_days,
    st.sampled_from(("about {}", "possibly {}", "{}?", "by {}", "since {}", "until {}", "{} or later")),
)
def test_phrases_around_any_way_to_write_a_day(typed: tuple[str, date], phrase: str) -> None:
    text, day = typed
    plain = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert understand(phrase.format(text)) == understand(phrase.format(plain))


@quick
@given(typed_days)
def test_before_and_after_leave_the_day_out(typed: tuple[str, date]) -> None:
    text, day = typed
    before, after = understand(f"before {text}"), understand(f"after {text}")
    assert before.edtf == f"[..{(day - timedelta(1)).isoformat()}]"
    assert after.edtf == f"[{(day + timedelta(1)).isoformat()}..]"


@quick
@given(typed_pairs, st.sampled_from(("{} - {}", "{} \u2013 {}", "{} to {}", "from {} until {}")))
def test_any_two_days_make_an_interval(typed: tuple[tuple[str, str], list[date]], phrase: str) -> None:
    texts, (first, last) = typed
    assert understand(phrase.format(*texts)).edtf == f"{first}/{last}"


@quick
@given(ordered_days, st.sampled_from(("{}/{}", "[{}..{}]", "[{},{}]")))
def test_words_of_two_days_are_understood(pair: list[date], form: str) -> None:
    text = form.format(*pair)
    assert understand(in_words(text)).edtf == text


@quick
@given(days, st.integers(0, 2))
def test_thirds_of_a_month(day: date, which: int) -> None:
    name = ("early", "mid", "late")[which]
    bounds = understand(f"{name} {MONTHS[day.month - 1]} {day.year}").bounds
    assert bounds is not None
    assert bounds.begin_lo == ordinal(day.year, day.month, (1, 11, 21)[which])


@quick
@given(edtf)
def test_edtf_is_understood_as_it_is(text: str) -> None:
    assert understand(text).edtf == text
    assert understand(text.lower()).bounds == parse(text)


WORDS = """
2 31 2024 0 Dec may early mid late by or and - to from until between about ? before 2.12.2024 1/2/2024 , . XX
the of on in monday 2024-12 [ ] / winter now since 9999 0000
"""
words = st.sampled_from(WORDS.split())


@settings(deadline=None, max_examples=400)
@given(
    st.one_of(st.text(), st.lists(words, max_size=8).map(" ".join), st.lists(words, max_size=6).map("".join))
)
def test_any_text_is_understood_or_refused(typed: str) -> None:
    try:
        understood = understand(typed, today=TODAY)
    except DateError as refusal:
        assert str(refusal).isprintable()  # noqa: PT017
    else:
        assert understood.edtf is None or parse(understood.edtf) == understood.bounds
