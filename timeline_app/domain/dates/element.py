"""One EDTF date (a day, month, season or year, whole or with X digits), without intervals and sets."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from timeline_app.domain.dates.days import civil, last_of_month, ordinal
from timeline_app.domain.dates.faults import impossible, not_a_date

if TYPE_CHECKING:
    from collections.abc import Callable


class Unit(Enum):
    """How finely a date is stated."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


class Element(NamedTuple):
    """
    One date as written.

    Attributes
    ----------
    lo, hi : int
        First and last day ordinal that the digits allow, before any widening.
    unit : Unit
        The precision.
    mark : str
        ``""``, ``"?"`` (doubtful), ``"~"`` (approximate) or ``"%"`` (both).
    """

    lo: int
    hi: int
    unit: Unit
    mark: str


_Span: TypeAlias = tuple[int, int, Unit]

_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
_LONG_YEAR = re.compile(r"Y-?[1-9][0-9]{4,8}")
_SLACK_DAYS = {Unit.DAY: 3, Unit.MONTH: 15, Unit.SEASON: 45}
_TO_SHAPE = str.maketrans("123456789", "000000000")


def read_element(text: str) -> Element:
    """
    Read one EDTF date.

    Raises
    ------
    DateError
        If it has no date's form or the calendar does not have it.

    Notes
    -----
    ISO 8601-2 levels 0 and 1, and X for the last digit of a day or month. The form is told from the text with
    every digit made 0, so one look-up finds the reader and nothing but ASCII digits gets through.
    """
    mark = text[-1:]
    body = text[:-1] if mark in "?~%" else text
    reader = _READERS.get(body.translate(_TO_SHAPE))
    if reader is not None and not body.startswith("-0000"):
        lo, hi, unit = reader(body)
    elif _LONG_YEAR.fullmatch(body):
        lo, hi, unit = _years(int(body[1:]), int(body[1:]))
    else:
        raise not_a_date(text)
    return Element(lo, hi, unit, mark if body is not text else "")


def widened(element: Element) -> tuple[int, int]:
    """
    Return first and last day ordinal, with half a unit more on either side if the date is approximate.

    Notes
    -----
    Day 3 days, month 15 days, season 45 days, year 6 calendar months. X digits do not coarsen the unit:
    ``201X`` is a year.
    """
    lo, hi, unit, mark = element
    if mark not in ("~", "%"):
        return lo, hi
    if unit is Unit.YEAR:
        return ordinal(civil(lo)[0] - 1, 7, 1), ordinal(civil(hi)[0] + 1, 6, 30)
    slack = _SLACK_DAYS[unit]
    return lo - slack, hi + slack


def _day(body: str) -> _Span:
    year, month, day = int(body[:-6]), int(body[-5:-3]), int(body[-2:])
    try:
        only = ordinal(year, month, day)
    except ValueError:
        raise impossible(year, month, day) from None
    return only, only, Unit.DAY


def _month(body: str) -> _Span:
    year, month = int(body[:-3]), int(body[-2:])
    if month in _SEASON_MONTHS:
        return _season(year, _SEASON_MONTHS[month])
    if not 1 <= month <= 12:  # noqa: PLR2004
        raise impossible(year, month)
    return ordinal(year, month, 1), last_of_month(year, month), Unit.MONTH


def _season(year: int, first_month: int) -> _Span:
    """Return the northern meteorological season; winter runs from December into the next year's February."""
    next_year, last_month = (year + 1, 2) if first_month == 12 else (year, first_month + 2)  # noqa: PLR2004
    return ordinal(year, first_month, 1), last_of_month(next_year, last_month), Unit.SEASON


def _year(body: str) -> _Span:
    return _years(int(body), int(body))


def _masked_year(body: str) -> _Span:
    return _years(int(body.replace("X", "0")), int(body.replace("X", "9")))


def _years(first: int, last: int) -> _Span:
    return ordinal(first, 1, 1), ordinal(last, 12, 31), Unit.YEAR


def _any_month(body: str) -> _Span:
    return *_year(body[:-3])[:2], Unit.MONTH


def _masked_month(body: str) -> _Span:
    """Read the last digit of a month as unknown: ``0X`` is January to September, ``1X`` the rest."""
    year, tens = int(body[:-3]), body[-2]
    if tens not in "01":
        raise not_a_date(body)
    first, last = (1, 9) if tens == "0" else (10, 12)
    return ordinal(year, first, 1), last_of_month(year, last), Unit.MONTH


def _any_day_of_year(body: str) -> _Span:
    return *_year(body[:-6])[:2], Unit.DAY


def _any_day_of_month(body: str) -> _Span:
    return *_calendar_month(body[:-3])[:2], Unit.DAY


def _masked_day(body: str) -> _Span:
    """Read the last digit of a day as unknown: ``0X`` is 1 to 9, ``2X`` is 20 to 29 at most."""
    first, last, _ = _calendar_month(body[:-3])
    tens = int(body[-2]) * 10
    lo, hi = first + max(tens, 1) - 1, min(first + tens + 8, last)
    if lo > last:
        raise impossible(*civil(first)[:2], max(tens, 1))
    return lo, hi, Unit.DAY


def _calendar_month(body: str) -> _Span:
    span = _month(body)
    if span[2] is Unit.SEASON:
        raise impossible(int(body[:-3]), int(body[-2:]))
    return span


_READERS: dict[str, Callable[[str], _Span]] = {
    "0000-00-00": _day,
    "-0000-00-00": _day,
    "0000-00": _month,
    "-0000-00": _month,
    "0000": _year,
    "-0000": _year,
    "000X": _masked_year,
    "00XX": _masked_year,
    "0XXX": _masked_year,
    "0000-XX": _any_month,
    "0000-0X": _masked_month,
    "0000-XX-XX": _any_day_of_year,
    "0000-00-XX": _any_day_of_month,
    "0000-00-0X": _masked_day,
}
