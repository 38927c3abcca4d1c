from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.dates import civil, day_in_words, day_text, ordinal, parse, thirds, weekday
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from datetime import date

any_day = st.integers(-(10**11), 10**11)


@given(st.dates())
def test_counts_as_the_standard_library_does(day: date) -> None:
    number = ordinal(day.year, day.month, day.day)
    assert number == day.toordinal()
    assert civil(number) == (day.year, day.month, day.day)
    assert weekday(number) == day.weekday()


@given(any_day)
def test_civil_is_the_inverse_for_any_year(number: int) -> None:
    assert ordinal(*civil(number)) == number


@given(any_day)
def test_days_follow_one_another(number: int) -> None:
    assert civil(number) < civil(number + 1)
    assert weekday(number + 1) == (weekday(number) + 1) % 7


@pytest.mark.parametrize(
    ("day", "number"),
    [((1, 1, 1), 1), ((0, 12, 31), 0), ((0, 2, 29), -306), ((-1, 12, 31), -366), ((10_000, 1, 1), 3_652_060)],
)
def test_known_ordinals(day: tuple[int, int, int], number: int) -> None:
    assert ordinal(*day) == number


def test_year_zero_is_a_leap_year_and_1900_is_not() -> None:
    assert civil(ordinal(0, 2, 28) + 1) == (0, 2, 29)
    with pytest.raises(ValueError, match="day"):
        ordinal(1900, 2, 29)


@given(st.integers(-9999, 9999), st.integers(1, 12))
def test_thirds_cover_the_month(year: int, month: int) -> None:
    early, middle, late = thirds(year, month)
    assert [civil(first)[2] for first, _ in (early, middle, late)] == [1, 11, 21]
    assert early[1] + 1 == middle[0]
    assert middle[1] + 1 == late[0]
    assert civil(late[1] + 1)[2] == 1


@given(st.integers(ordinal(-9999, 1, 1), ordinal(9999, 12, 31)))
def test_day_text_is_read_back(number: int) -> None:
    assert parse(day_text(number)).begin_lo == number


@pytest.mark.parametrize("year", [-10_000, 10_000])
def test_day_text_refuses_years_that_have_no_days_in_edtf(year: int) -> None:
    with pytest.raises(DateError, match="Y12000"):
        day_text(ordinal(year, 6, 1))


@pytest.mark.parametrize(
    ("day", "words"),
    [((2024, 12, 2), "2 Dec 2024"), ((-43, 3, 15), "15 Mar 44 BC"), ((476, 9, 4), "4 Sep 476")],
)
def test_day_in_words(day: tuple[int, int, int], words: str) -> None:
    assert day_in_words(ordinal(*day)) == words
