"""How days are written and on which day weeks start: one way for the whole process, as with its language."""

from __future__ import annotations

from typing import Literal

DateStyle = Literal["day first", "month first", "year first"]


class _Current:
    """Holds what is in force."""

    style: DateStyle = "day first"
    week_start: int = 0


def set_date_style(style: DateStyle) -> None:
    """Write days in another style from now on."""
    _Current.style = style


def set_week_start(weekday: int) -> None:
    """Let weeks start on another day from now on: 0 Monday to 6 Sunday."""
    _Current.week_start = weekday


def week_start() -> int:
    """Tell on which day weeks start: 0 Monday to 6 Sunday."""
    return _Current.week_start


def written(day: str, month: str, year: str, months: tuple[str, ...]) -> str:
    """Write a date of which some parts may be empty; `months` are the names in their order.

    Such as ``2 Dec 2024``, ``Dec 2, 2024`` or ``2024-12-02``. Years without four digits, and what is no month
    by its name, are always written with the day first.
    """
    plain = " ".join(filter(None, (day, month, year)))
    if _Current.style == "day first" or not month:
        return plain
    if _Current.style == "month first":
        return f"{month} {day}, {year}" if day and year else plain
    has_four_digits = year.isdecimal() and len(year) == len("2024")
    if not (has_four_digits and month in months):
        return plain
    numbered = f"{year}-{months.index(month) + 1:02}"
    return f"{numbered}-{day:0>2}" if day else numbered


def may_share() -> bool:
    """Tell whether two dates may share their month and year in words: "3 to 9 Dec 2024"."""
    return _Current.style == "day first"
