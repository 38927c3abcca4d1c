"""Dates moved to another day, and spans lengthened, as a mark is dragged; knows no pixels and no entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline_app.domain.dates.days import civil, day_text
from timeline_app.domain.dates.edtf import Edge, Interval, OneOf, read
from timeline_app.domain.dates.element import read_element
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable

_MARKS = "?~%"
_LAST_YEAR = 9999
_LONGEST_YEAR = 999_999_999
_SEASON_OF_MONTH = {3: 21, 4: 21, 5: 21, 6: 22, 7: 22, 8: 22, 9: 23, 10: 23, 11: 23, 12: 24, 1: 24, 2: 24}
_DIGITS = re.compile("[0-9]")


def shifted(edtf: str, days: int) -> str:
    """
    Move a date by whole days, its uncertainty kept.

    Parameters
    ----------
    edtf : str
        A stored date.
    days : int
        How far; negative towards the past.

    Returns
    -------
    str
        A whole day moves by exactly so many days. A month, season, year or X digits stay what they are and
        move to the one that holds their middle, moved. Marks stay; open and unknown ends stay; intervals and
        sets move with all their members.

    Raises
    ------
    DateError
        If the text is no date, or nothing of its form can be written that far away.

    Notes
    -----
    Where the two ends of a span are not equally fine and rounding would cross them, the coarser follows the
    finer.
    """
    expression = read(edtf)
    if days == 0:
        return edtf
    if isinstance(expression, Interval):
        begin, _, end = edtf.partition("/")
        moved = _pair(begin, end, "/", days)
    elif isinstance(expression, OneOf):
        moved = f"[{','.join(_member(member, days) for member in edtf[1:-1].split(','))}]"
    else:
        moved = _element(edtf, days)
    read(moved)
    return moved


def lengthened(edtf: str, *, begin: int | None = None, end: int | None = None) -> str:
    """
    Move the begin or the end of a span to a day; a single date becomes a span.

    Parameters
    ----------
    edtf : str
        A stored date, no set.
    begin, end : int, optional
        Day ordinals; what is left out stays.

    Returns
    -------
    str
        An interval; the single date where both ends come to the same. A moved end is a whole day and keeps
        its mark.

    Raises
    ------
    DateError
        If it would end before it begins, or the date is a set.
    """
    expression = read(edtf)
    if isinstance(expression, OneOf):
        raise DateError(
            "A choice among several days has no begin or end to move. Choose one of them first, for example "
            "2024-12-02."
        )
    first, slash, last = edtf.partition("/")
    last = last if slash else edtf
    first = first if begin is None else day_text(begin) + _mark_of(first)
    last = last if end is None else day_text(end) + _mark_of(last)
    changed = first if first == last else f"{first}/{last}"
    read(changed)
    return changed


def _mark_of(text: str) -> str:
    return text[-1] if text.endswith(tuple(_MARKS)) else ""


def _member(text: str, days: int) -> str:
    first, dots, last = text.partition("..")
    return _pair(first, last, dots, days) if dots else _element(text, days)


def _pair(first: str, last: str, joint: str, days: int) -> str:
    """Move two ends; an end without a date stays as it is."""
    moved_first, moved_last = _end(first, days), _end(last, days)
    if _is_dated(first) and _is_dated(last):
        moved_first, moved_last = _uncrossed(moved_first, moved_last)
    return f"{moved_first}{joint}{moved_last}"


def _is_dated(text: str) -> bool:
    return text not in {edge.value for edge in Edge}


def _end(text: str, days: int) -> str:
    return _element(text, days) if _is_dated(text) else text


def _uncrossed(first: str, last: str) -> tuple[str, str]:
    begin, end = read_element(first), read_element(last)
    if begin.lo <= end.hi:
        return first, last
    if begin.hi - begin.lo > end.hi - end.lo:
        return _placed(first, (end.lo + end.hi) // 2), last
    return first, _placed(last, (begin.lo + begin.hi) // 2)


def _element(text: str, days: int) -> str:
    lo, hi, *_ = read_element(text)
    return _placed(text, (lo + hi) // 2 + days)


def _placed(text: str, day: int) -> str:
    """Write a date of the form of `text` that holds a day."""
    mark = _mark_of(text)
    body = text.removesuffix(mark)
    form = _DIGITS.sub("0", body).removeprefix("-")
    if form == "0000-00" and int(body[-2:]) in _SEASON_OF_MONTH.values():
        form = "season"
    return _WRITERS.get(form, _year)(day) + mark


def _year(day: int) -> str:
    year = civil(day)[0]
    if abs(year) <= _LAST_YEAR:
        return _four_digits(year)
    if abs(year) > _LONGEST_YEAR:
        raise DateError(f"Years are kept from -{_LONGEST_YEAR} to {_LONGEST_YEAR} only. Write one of those.")
    return f"Y{year}"


def _four_digits(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def _month(day: int) -> str:
    return day_text(day)[:-3]


def _season(day: int) -> str:
    year, month, _ = civil(day)
    day_text(day)
    winter_began_before = month <= 2  # noqa: PLR2004
    return f"{_four_digits(year - winter_began_before)}-{_SEASON_OF_MONTH[month]}"


def _masked(cut: int, tail: str) -> Callable[[int], str]:
    """Make a writer that keeps so many characters of a day and puts X digits in their place."""

    def write(day: int) -> str:
        text = day_text(day)
        if text.startswith("-"):
            raise DateError(
                "X digits stand in the years 0000 to 9999 only. Write the date without them, for example "
                "-0043-03-15."
            )
        return text[:cut] + tail

    return write


_WRITERS: dict[str, Callable[[int], str]] = {
    "0000-00-00": day_text,
    "0000-00": _month,
    "season": _season,
    "000X": _masked(3, "X"),
    "00XX": _masked(2, "XX"),
    "0XXX": _masked(1, "XXX"),
    "0000-XX": _masked(4, "-XX"),
    "0000-0X": _masked(6, "X"),
    "0000-XX-XX": _masked(4, "-XX-XX"),
    "0000-00-XX": _masked(7, "-XX"),
    "0000-00-0X": _masked(9, "X"),
}
