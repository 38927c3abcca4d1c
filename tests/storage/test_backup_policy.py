"""Which backups are due and which are kept, drawn and simulated."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.storage.backup_policy import BYTES, REASONS, count_that_fits, kept, reason_due

NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)
TIMES = st.lists(st.timedeltas(timedelta(0), timedelta(days=900)).map(lambda ago: NOW - ago))


def days(times: set[datetime]) -> set[object]:
    return {time.astimezone().date() for time in times}


def weeks(times: set[datetime]) -> set[object]:
    return {tuple(time.astimezone().isocalendar())[:2] for time in times}


def months(times: set[datetime]) -> set[object]:
    return {(time.astimezone().year, time.astimezone().month) for time in times}


@given(TIMES)
def test_the_newest_of_days_weeks_and_months_stay(times: list[datetime]) -> None:
    every, staying = set(times), kept(times, NOW)
    assert staying <= every
    assert len(staying) <= 12 + 10 + 9 + 3
    assert len(staying) >= min(3, len(every))
    for period, count in ((days, 12), (weeks, 10), (months, 9)):
        assert sorted(period(every))[-count:] == sorted(period(every) & period(staying))[-count:]
    for day in sorted(days(every))[-12:]:
        assert max(t for t in every if t.astimezone().date() == day) in staying


@settings(deadline=None)
@given(st.lists(st.integers(1, 60 * 24 * 3), min_size=1, max_size=300))
def test_letting_go_day_by_day_gives_what_letting_go_at_once_gives(minutes: list[int]) -> None:
    made: list[datetime] = []
    there: set[datetime] = set()
    now = datetime(2023, 1, 1, tzinfo=UTC)
    for step in minutes:
        now += timedelta(minutes=step)
        made.append(now)
        there = kept({*there, now}, now)
        assert now in there
    assert there == kept(made, now)


@given(TIMES, st.timedeltas(timedelta(minutes=1), timedelta(days=400)))
def test_a_clock_that_was_ahead_displaces_nothing(times: list[datetime], ahead: timedelta) -> None:
    assert kept([*times, NOW + ahead], NOW) == {NOW + ahead, *kept(times, NOW)}


@given(st.lists(st.integers(0, BYTES), max_size=60))
def test_ten_copies_or_two_gigabytes_whichever_is_more(sizes: list[int]) -> None:
    count = count_that_fits(sizes)
    assert count >= min(10, len(sizes))
    assert count <= 10 or sum(sizes[:count]) <= BYTES
    assert count == len(sizes) or sum(sizes[: count + 1]) > BYTES


def test_many_small_ones_stay() -> None:
    assert count_that_fits([10**6] * 31) == 31
    assert count_that_fits([10**9] * 31) == 10


def test_a_day_begins_with_one_and_ten_minutes_bring_another() -> None:
    noon = datetime(2025, 6, 15, 12).astimezone()
    assert reason_due(None, noon) == "day"
    assert reason_due(noon - timedelta(days=1), noon) == "day"
    assert reason_due(noon - timedelta(minutes=9, seconds=59), noon) is None
    assert reason_due(noon - timedelta(minutes=10), noon) == "interval"
    assert reason_due(noon + timedelta(hours=1), noon) == "day"
    midnight = datetime(2025, 6, 15, 0, 1).astimezone()
    assert reason_due(midnight - timedelta(minutes=2), midnight) == "day"


def test_every_reason_has_words() -> None:
    assert {"day", "interval", "import", "merge", "migration", "bulk-delete", "asked"} == set(REASONS)
    assert all(REASONS.values())
