"""EDTF dates as stored: single dates, intervals and sets, and the days they commit to; knows no English."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple, TypeAlias

from timeline_app.domain.dates.bounds import Bounds
from timeline_app.domain.dates.element import Element, read_element, widened
from timeline_app.domain.dates.faults import LONGEST, not_a_date, reversed_order


class Edge(Enum):
    """An end of an interval that has no date."""

    OPEN = ".."
    UNKNOWN = ""


class Interval(NamedTuple):
    """Something that lasted from one date to another; one of the two may be an :class:`Edge`."""

    begin: Element | Edge
    end: Element | Edge


class Member(NamedTuple):
    """A choice of a set: one date (twice), or any day from the first date to the last; None where open."""

    first: Element | None
    last: Element | None


class OneOf(NamedTuple):
    """One day among the members of a set."""

    members: tuple[Member, ...]


Expression: TypeAlias = Element | Interval | OneOf

_EDGES: dict[str, Edge] = {edge.value: edge for edge in Edge}


def parse(text: str) -> Bounds:
    """
    Return what an EDTF text commits to.

    Parameters
    ----------
    text : str
        ISO 8601-2 levels 0 and 1, the sets ``[a,b]`` and ``[a..b]`` of level 2, and ``2024-04-2X``.

    Returns
    -------
    Bounds
        Inclusive day ordinals; None where open or unknown.

    Raises
    ------
    DateError
        If the text is no such date, the calendar does not have it, or it ends before it begins.

    Notes
    -----
    Of level 2 only these sets are read: marks inside a date (``2024-?12``), X before a digit, exponents and
    ``{all of these}`` are refused. Seasons 21-24 are the northern meteorological ones: Mar-May, Jun-Aug,
    Sep-Nov, and Dec to the next year's Feb. See :func:`bounds_of` for the rules of the bounds.
    """
    return bounds_of(read(text))


def read(text: str) -> Expression:
    """
    Read an EDTF text as it is written, before asking which days it commits to.

    Raises
    ------
    DateError
        As :func:`parse`.
    """
    if len(text) > LONGEST:
        raise not_a_date(text)
    if "/" in text:
        return _interval(text)
    if text.startswith("["):
        return _one_of(text)
    return read_element(text)


def bounds_of(expression: Expression) -> Bounds:
    """
    Return the earliest and latest begin and end of a date that was read.

    Notes
    -----
    Begin and end of anything but an interval share one range. An end cannot precede its begin, so
    ``2024-12/2024-12-15`` began on the 15th at the latest.
    """
    if isinstance(expression, Element):
        lo, hi = widened(expression)
        return Bounds(lo, hi, lo, hi, doubtful=_is_doubtful(expression))
    if isinstance(expression, Interval):
        return _bounds_of_interval(expression)
    return _bounds_of_set(expression)


def _interval(text: str) -> Interval:
    begin_text, _, end_text = text.partition("/")
    if "/" in end_text:
        raise not_a_date(text)
    begin, end = _interval_end(begin_text), _interval_end(end_text)
    if isinstance(begin, Element) and isinstance(end, Element):
        _refuse_reversed(begin, end)
    elif isinstance(begin, Edge) and isinstance(end, Edge):
        raise not_a_date(text)
    return Interval(begin, end)


def _interval_end(text: str) -> Element | Edge:
    edge = _EDGES.get(text)
    return read_element(text) if edge is None else edge


def _one_of(text: str) -> OneOf:
    if not text.endswith("]"):
        raise not_a_date(text)
    parts = text[1:-1].split(",")
    if any(part.startswith("..") for part in parts[1:]) or any(part.endswith("..") for part in parts[:-1]):
        raise not_a_date(text)
    return OneOf(tuple(_member(part, text) for part in parts))


def _member(part: str, text: str) -> Member:
    first_text, dots, last_text = part.partition("..")
    if not dots:
        only = read_element(part)
        return Member(only, only)
    if not first_text and not last_text:
        raise not_a_date(text)
    first = read_element(first_text) if first_text else None
    last = read_element(last_text) if last_text else None
    if first and last:
        _refuse_reversed(first, last)
    return Member(first, last)


def _refuse_reversed(first: Element, last: Element) -> None:
    """Compare the digits alone, so that ``~`` cannot excuse a slip of the pen."""
    if first.lo > last.hi:
        raise reversed_order(first.lo, last.hi)


def _bounds_of_interval(interval: Interval) -> Bounds:
    begin, end = interval
    begin_lo, begin_hi = (None, None) if isinstance(begin, Edge) else widened(begin)
    end_lo, end_hi = (None, None) if isinstance(end, Edge) else widened(end)
    if begin_lo is not None and end_lo is not None:
        end_lo = max(begin_lo, end_lo)
    if begin_hi is not None and end_hi is not None:
        begin_hi = min(begin_hi, end_hi)
    doubtful = _is_doubtful(begin) or _is_doubtful(end)
    return Bounds(begin_lo, begin_hi, end_lo, end_hi, lasts=True, doubtful=doubtful)


def _bounds_of_set(chosen: OneOf) -> Bounds:
    firsts, lasts = zip(*chosen.members, strict=True)
    lo = None if None in firsts else min(widened(first)[0] for first in firsts)
    hi = None if None in lasts else max(widened(last)[1] for last in lasts)
    return Bounds(lo, hi, lo, hi, doubtful=any(map(_is_doubtful, firsts + lasts)))


def _is_doubtful(element: Element | Edge | None) -> bool:
    return isinstance(element, Element) and element.mark in ("?", "%")
