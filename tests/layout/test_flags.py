"""The flag of the day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.layout.flags import FlagPeriod, flag_on, load_periods
from timeline_app.locations import FLAGS

PERIODS = load_periods(FLAGS / "periods.json")


@pytest.mark.parametrize(
    ("iso2", "day", "flag"),
    [
        ("SY", "2024-12-02", "sy-1980"),
        ("SY", "2024-12-07", "sy-1980"),
        ("SY", "2024-12-08", "sy-1980"),
        ("SY", "2024-12-09", "sy"),
        ("sy", "1975-01-01", None),
        ("LY", "2011-08-02", "ly-1977"),
        ("LY", "2011-08-03", "ly"),
        ("MR", "2000-01-01", "mr-1959"),
        ("AF", "2021-08-14", "af"),
        ("AF", "2024-12-02", None),
        ("TR", "2024-12-02", "tr"),
    ],
)
def test_the_flag_is_that_of_the_day(iso2: str, day: str, flag: str | None) -> None:
    assert flag_on(iso2, date.fromisoformat(day).toordinal(), PERIODS) == flag


@pytest.mark.parametrize(("iso2", "flag"), [("SY", "sy"), ("RU", "ru"), ("AF", None)])
def test_without_a_day_it_is_todays(iso2: str, flag: str | None) -> None:
    assert flag_on(iso2, None, PERIODS) == flag


@pytest.mark.parametrize("iso2", [None, "", "T", "TUR", "..", "t/", "\u0422\u0420", "é1", "tr\n"])
def test_what_is_no_code_has_no_flag(iso2: str | None) -> None:
    assert flag_on(iso2, None, PERIODS) is None


@pytest.mark.parametrize("iso2", sorted(PERIODS))
def test_the_periods_of_a_state_follow_each_other(iso2: str) -> None:
    periods = PERIODS[iso2]
    assert all(period.end is None or period.start < period.end for period in periods)
    assert all(earlier.end is not None and earlier.end <= later.start for earlier, later in pairwise(periods))


def test_every_flag_of_a_period_is_drawn() -> None:
    named = {period.flag for periods in PERIODS.values() for period in periods}
    assert not [flag for flag in named if not (FLAGS / f"{flag}.svg").is_file()]


@given(st.integers(1, date.max.toordinal()), st.integers(1, date.max.toordinal()), st.integers(0, 1000))
def test_a_period_holds_its_first_day_and_not_its_end(day: int, start: int, length: int) -> None:
    periods = {"xx": [FlagPeriod("old", start, start + length)]}
    assert (flag_on("XX", day, periods) == "old") is (start <= day < start + length)
