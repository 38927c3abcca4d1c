"""What people type into a date field, as EDTF; the words of one language, and no field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.domain.dates.days import day_text
from timeline_app.domain.dates.edtf import bounds_of, read
from timeline_app.domain.dates.faults import LONGEST, NotADateError, not_a_date
from timeline_app.domain.dates.typed_parts import (
    completed,
    find_part,
    part_element,
    part_text,
    read_part,
    third_of_month,
)
from timeline_app.domain.dates.words import NO_DATE, expression_in_words
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.domain.dates.bounds import Bounds


@dataclass(frozen=True, slots=True)
class Understood:
    """
    What a typed date was taken for.

    Attributes
    ----------
    edtf : str or None
        To be stored; None where the date is unknown.
    bounds : Bounds or None
        The days it commits to; None where the date is unknown.
    words : str
        To be shown beside the field, so that a misunderstanding is seen at once.
    """

    edtf: str | None
    bounds: Bounds | None
    words: str


_UNKNOWN = frozenset(
    (
        "",
        "unknown",
        "date unknown",
        "unknown date",
        "undated",
        "no date",
        "not known",
        "none",
        "n.d.",
        "nd",
        "?",
        "-",
    )
)
_DAYS_FROM_TODAY = {"today": 0, "yesterday": -1, "tomorrow": 1}
_THIRDS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
}
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"))
_LINE_BREAKS = "\t\n\r"
_ENGLISH = re.ASCII | re.IGNORECASE
_LEAD = re.compile(r"(?:(?:on|at|in) )?some ?(?:day|time) (?:in |on )?", _ENGLISH)
_COMMA = re.compile(r", (?![0-9]{4}\b)")


def understand(typed: str, *, today: int | None = None) -> Understood:
    """
    Return what a typed date means.

    Parameters
    ----------
    typed : str
        EDTF, or English such as ``26 Nov - 1 Dec 2024``, ``early December 2024`` or ``by 2 Dec 2024``; empty
        for unknown.
    today : int or None
        Day ordinal that ``today`` and ``yesterday`` are counted from; without it they are refused.

    Returns
    -------
    Understood
        The date as EDTF, as bounds and in words.

    Raises
    ------
    DateError
        If it is not a date, has two readings, lacks its year, is not in the calendar, or ends before it
        begins.

    Notes
    -----
    ``by D`` is one day up to D, ``[..D]``; ``before D`` leaves D out; ``until D`` lasted till D, ``/D``.
    ``1990s`` is a day of these ten years, ``44 BC`` the astronomical year -43; no calendar but ours is meant.
    ``since D`` and ``from D`` go on, ``D/..``. A span of two dates lasts; ``between`` is one day of it.
    """
    plain = _tidied(typed)
    if plain.lower() in _UNKNOWN:
        return Understood(None, None, NO_DATE)
    edtf = _as_edtf(plain, today)
    expression = read(edtf)
    return Understood(edtf, bounds_of(expression), expression_in_words(expression))


def _tidied(typed: str) -> str:
    """Return the text on one line, with plain dashes and no spare spaces."""
    if len(typed) > LONGEST or any(c < " " and c not in _LINE_BREAKS for c in typed):
        raise not_a_date(typed)
    plain = " ".join(typed.translate(_DASHES).split())
    if not plain.isprintable():
        raise not_a_date(typed)
    return plain


def _as_edtf(plain: str, today: int | None) -> str:
    tidy = plain.upper().replace(" / ", "/")
    tidy = tidy.replace(" ", "") if tidy.startswith("[") else tidy
    try:
        read(tidy)
    except NotADateError as error:
        refusal = NotADateError(plain, error.reason)
    except DateError as error:
        refusal = error
    else:
        return tidy
    said = _translated(_LEAD.sub("", plain, count=1), today)
    if said is None:
        raise refusal
    return said


def _translated(text: str, today: int | None) -> str | None:
    """Return English as EDTF by the first form that fits; None if none does."""
    if text.lower() in _DAYS_FROM_TODAY and today is not None:
        return day_text(today + _DAYS_FROM_TODAY[text.lower()])
    part = find_part(text)
    if part is not None:
        return part_text(part)
    for phrase, build in _PHRASES:
        found = phrase.fullmatch(text)
        if found:
            return build(*found.groups())
    return None


def _interval(begin: str, end: str) -> str:
    a, b = completed([read_part(begin), read_part(end)])
    return f"{part_text(a)}/{part_text(b)}"


def _span(begin: str, end: str) -> str:
    a, b = completed([read_part(begin), read_part(end)])
    return f"[{part_text(a)}..{part_text(b)}]"


def _choice(others: str, last: str) -> str:
    parts = completed([read_part(text) for text in (*_COMMA.split(others), last)])
    return f"[{','.join(map(part_text, parts))}]"


def _third(which: str, month: str) -> str:
    return third_of_month(_THIRDS[which.lower()], read_part(month))


def _before(day: str) -> str:
    part = read_part(day)
    return f"[..{day_text(part_element(part).lo - 1)}{part.mark}]"


def _after(day: str) -> str:
    part = read_part(day)
    return f"[{day_text(part_element(part).hi + 1)}{part.mark}..]"


def _in_place(pattern: str) -> Callable[[str], str]:
    """Return a builder that puts one date in its place in `pattern`."""
    return lambda day: pattern.format(part_text(read_part(day)))


_NUMBERS = r"[0-9]{4}(?:-[0-9]{2}){0,2}|[0-9.]{3,10}"

# The order tells: a phrase comes before those that would find their own words inside it.
_PHRASES: tuple[tuple[re.Pattern[str], Callable[..., str]], ...] = tuple(
    (re.compile(pattern, _ENGLISH), build)
    for pattern, build in (
        (r"between (.+) and (.+)", _span),
        (r"(?:by|up to|no later than|not later than|on or before) (.+)", _in_place("[..{}]")),
        (r"(.+) or (?:before|earlier)", _in_place("[..{}]")),
        (r"(?:on or after|no earlier than|not earlier than|not before) (.+)", _in_place("[{}..]")),
        (r"(.+) or (?:after|later)", _in_place("[{}..]")),
        (r"(?:before|prior to|earlier than) (.+)", _before),
        (r"(?:after|later than) (.+)", _after),
        (r"(?:until|till) (.+), begin open", _in_place("../{}")),
        (r"(?:until|till) (.+?)(?:, begin unknown)?", _in_place("/{}")),
        (r"from (.+), end unknown", _in_place("{}/")),
        (r"(?:since|from) (.+), still open", _in_place("{}/..")),
        (
            r"(?:from )?(.+?)(?: to | until | till | ?- ?)(?:now|today|(?:the )?present|ongoing)",
            _in_place("{}/.."),
        ),
        (r"(?:from )?(.+?) (?:to|until|till|through) (.+)", _interval),
        (r"(?:since|from|starting) (.+?)(?: onwards?| on)?", _in_place("{}/..")),
        (r"(.+) onwards?", _in_place("{}/..")),
        (r"(?:either )?(.+) or (.+)", _choice),
        (r"(.+?) - (.+)", _interval),
        (r"(?:in )?(?:the )?(early|mid|late)[ -]?(.+)", _third),
        (r"(?:in |at )?(?:the )?(beginning|start|middle|end) of (.+)", _third),
        (rf"({_NUMBERS})-({_NUMBERS})", _interval),
        (r"(?=.*[a-wz])([^-]+)-([^-]+)", _interval),
    )
)
