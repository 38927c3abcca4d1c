"""Days as whole numbers in the proleptic Gregorian calendar; knows no EDTF and no time zones."""

from __future__ import annotations

from datetime import date

from timeline_app.domain.dates.style import written
from timeline_app.domain.errors import DateError

MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097
_WEEK = 7
_FIRST_YEAR, _LAST_YEAR = -9999, 9999
_THIRD_ENDS = (10, 20)


def ordinal(year: int, month: int, day: int) -> int:
    """
    Return the number of a day, 1 for 0001-01-01, as ``datetime.date.toordinal`` counts.

    Parameters
    ----------
    year : int
        Astronomical year: 0 is 1 BC, -43 is 44 BC; any size.
    month, day : int
        From 1.

    Returns
    -------
    int
        The day ordinal; 0 and negative before year 1.

    Raises
    ------
    ValueError
        If the calendar has no such day.

    Notes
    -----
    The calendar repeats every 400 years (146,097 days), so every year is counted in the first cycle.
    """
    cycle, year_of_cycle = divmod(year - 1, _CYCLE_YEARS)
    return date(year_of_cycle + 1, month, day).toordinal() + cycle * _CYCLE_DAYS


def civil(ordinal: int) -> tuple[int, int, int]:
    """Return the (year, month, day) of a day ordinal; the inverse of :func:`ordinal`."""
    cycle, day_of_cycle = divmod(ordinal - 1, _CYCLE_DAYS)
    day = date.fromordinal(day_of_cycle + 1)
    return day.year + cycle * _CYCLE_YEARS, day.month, day.day


def weekday(ordinal: int) -> int:
    """Return the day of the week, Monday 0 to Sunday 6."""
    return (ordinal - 1) % _WEEK


def last_of_month(year: int, month: int) -> int:
    """Return the ordinal of a month's last day."""
    if month == len(MONTH_NAMES):
        return ordinal(year + 1, 1, 1) - 1
    return ordinal(year, month + 1, 1) - 1


def thirds(year: int, month: int) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """
    Return first and last day ordinals of the early, middle and late part of a month.

    Notes
    -----
    Days 1-10, 11-20 and 21 to the end.
    """
    first, last = ordinal(year, month, 1), last_of_month(year, month)
    early, middle = (first + end - 1 for end in _THIRD_ENDS)
    return (first, early), (early + 1, middle), (middle + 1, last)


def day_text(ordinal: int) -> str:
    """
    Return a day as EDTF, such as ``2024-12-02``.

    Raises
    ------
    DateError
        If its year has more than four digits, for which EDTF level 1 has no days.
    """
    year, month, day = civil(ordinal)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise DateError(
            f"Single days are kept for the years -9999 to 9999 only, not for {year}. "
            "Write the year alone, for example Y12000."
        )
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"


def year_in_words(year: int) -> str:
    """Return a year as people say it: ``2024``, or ``44 BC`` for -43."""
    return str(year) if year > 0 else f"{1 - year} BC"


def day_in_words(ordinal: int) -> str:
    """Return a day as people say it, such as ``2 Dec 2024``."""
    year, month, day = civil(ordinal)
    return written(str(day), MONTH_NAMES[month - 1], year_in_words(year), MONTH_NAMES)
