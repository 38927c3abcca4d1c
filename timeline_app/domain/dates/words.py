"""Dates as people say them, telling what is known from what is not; reads EDTF, never what people type."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline_app.domain.dates.days import MONTH_NAMES, civil, last_of_month, year_in_words
from timeline_app.domain.dates.edtf import Edge, Interval, Member, OneOf, read
from timeline_app.domain.dates.element import Element, Unit
from timeline_app.domain.dates.style import may_share, written
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from timeline_app.domain.dates.edtf import Expression

NO_DATE = "date unknown"

_DASH = "\N{EN DASH}"
_MARK_WORDS = {"": "", "?": "possibly ", "~": "about ", "%": "possibly about "}
_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
_END_WORDS = {Edge.OPEN: "still open", Edge.UNKNOWN: "end unknown"}
_BEGIN_WORDS = {Edge.OPEN: "begin open", Edge.UNKNOWN: "begin unknown"}


class _Name(NamedTuple):
    """A date in words, cut so that what it shares with the date after it can be left out."""

    day: str
    month: str
    year: str
    aside: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (written(self.day, self.month, self.year, MONTH_NAMES), self.aside)))

    def before(self, following: _Name) -> str:
        """Return the words without the year, or month and year, that `following` says too."""
        if (
            not may_share()
            or self.aside
            or self.year != following.year
            or not following.month
            or not self.month
        ):
            return str(self)
        if self.day and following.day and self.month == following.month:
            return self.day
        return f"{self.day} {self.month}".strip()


def in_words(text: str | None) -> str:
    """
    Return an EDTF date in words, such as ``between 3 and 9 Dec 2024``.

    Parameters
    ----------
    text : str or None
        A stored date; None or empty where there is none. What is no EDTF comes back as it is, so that a
        damaged value can be seen and mended.

    Returns
    -------
    str
        Words; for the years 1000 to 9999 and without X digits most can be typed again.
    """
    if not text:
        return NO_DATE
    try:
        return expression_in_words(read(text))
    except DateError:
        return text


def expression_in_words(expression: Expression) -> str:
    """Return a date that was read in words."""
    if isinstance(expression, Element):
        return _single_in_words(expression)
    if isinstance(expression, Interval):
        return _interval_in_words(expression)
    return _set_in_words(expression)


def _single_in_words(element: Element) -> str:
    if element.mark:
        return _element_in_words(element)
    if element.lo == element.hi:
        return str(_name(element))
    if _is_named(element):
        return f"some day in {_name(element)}"
    return _between(*_ends(element))


def _interval_in_words(interval: Interval) -> str:
    begin, end = interval
    if isinstance(begin, Edge):
        return f"until {_edge_date(end)}, {_BEGIN_WORDS[begin]}"
    if isinstance(end, Edge):
        return f"from {_edge_date(begin)}, {_END_WORDS[end]}"
    if _is_plain(begin) and _is_plain(end):
        return _dashed(_name(begin), _name(end))
    return f"from {_element_in_words(begin)} to {_element_in_words(end)}"


def _edge_date(date: Element | Edge) -> str:
    return _element_in_words(date) if isinstance(date, Element) else NO_DATE


def _dashed(begin: _Name, end: _Name) -> str:
    shown = begin.before(end)
    return f"{shown}{_DASH}{end}" if shown == begin.day else f"{shown} {_DASH} {end}"


def _set_in_words(chosen: OneOf) -> str:
    *others, last = chosen.members
    if not others:
        return _member_in_words(last)
    following = [*others[1:], last]
    said = [_choice_before(member, after) for member, after in zip(others, following, strict=True)]
    return f"{', '.join(said)} or {_member_in_words(last)}"


def _choice_before(member: Member, following: Member) -> str:
    if _is_single(member) and _is_single(following) and member.first and following.first:
        a, b = member.first, following.first
        if _is_plain(a) and _is_plain(b):
            return _name(a).before(_name(b))
    return _member_in_words(member)


def _member_in_words(member: Member) -> str:
    first, last = member
    if first is None:
        return f"on some day up to {_end_in_words(last)}" if last else NO_DATE
    if last is None:
        return f"{_begin_in_words(first)} or later"
    if _is_single(member):
        return _element_in_words(first)
    if first.mark or last.mark:
        return f"between {_begin_in_words(first)} and {_end_in_words(last)}"
    return _between(_ends(first)[0], _ends(last)[1])


def _is_single(member: Member) -> bool:
    return member.first is member.last


def _begin_in_words(element: Element) -> str:
    return (
        _element_in_words(element)
        if _is_named(element)
        else _MARK_WORDS[element.mark] + str(_ends(element)[0])
    )


def _end_in_words(element: Element) -> str:
    return (
        _element_in_words(element)
        if _is_named(element)
        else _MARK_WORDS[element.mark] + str(_ends(element)[1])
    )


def _element_in_words(element: Element) -> str:
    said = str(_name(element)) if _is_named(element) else _between(*_ends(element))
    return _MARK_WORDS[element.mark] + said


def _between(first: _Name, last: _Name) -> str:
    return f"between {first.before(last)} and {last}"


def _is_plain(element: Element) -> bool:
    return not element.mark and _is_named(element)


def _is_named(element: Element) -> bool:
    """Say whether the days are just those of one day, month, season or year."""
    return element.unit is Unit.SEASON or _name_of_span(element.lo, element.hi) is not None


def _name(element: Element) -> _Name:
    if element.unit is Unit.SEASON:
        return _name_of_season(element.lo, element.hi)
    return _name_of_span(element.lo, element.hi) or _name_of_day(element.lo)


def _ends(element: Element) -> tuple[_Name, _Name]:
    """Return the names of the first and last year, month or day, the longest of which the span is made."""
    (first_year, first_month, first_day), (last_year, last_month, _) = civil(element.lo), civil(element.hi)
    is_whole = first_day == 1 and element.hi == last_of_month(last_year, last_month)
    if is_whole and (first_month, last_month) == (1, 12):
        return _Name("", "", year_in_words(first_year)), _Name("", "", year_in_words(last_year))
    if is_whole:
        return _name_of_month(first_year, first_month), _name_of_month(last_year, last_month)
    return _name_of_day(element.lo), _name_of_day(element.hi)


def _name_of_span(lo: int, hi: int) -> _Name | None:
    if lo == hi:
        return _name_of_day(lo)
    year, month, day = civil(lo)
    if day == 1 and hi == last_of_month(year, month):
        return _name_of_month(year, month)
    if (month, day) == (1, 1) and hi == last_of_month(year, 12):
        return _Name("", "", year_in_words(year))
    return None


def _name_of_day(ordinal: int) -> _Name:
    year, month, day = civil(ordinal)
    return _Name(str(day), MONTH_NAMES[month - 1], year_in_words(year))


def _name_of_month(year: int, month: int) -> _Name:
    return _Name("", MONTH_NAMES[month - 1], year_in_words(year))


def _name_of_season(lo: int, hi: int) -> _Name:
    (year, first_month, _), (_, last_month, _) = civil(lo), civil(hi)
    months = f"({MONTH_NAMES[first_month - 1]} to {MONTH_NAMES[last_month - 1]})"
    return _Name("", _SEASONS[first_month], year_in_words(year), months)
