"""Why a text is not a date, in words fit to show, each with a date that is right; reads no dates itself."""

from __future__ import annotations

import re

from timeline_app.domain.dates.days import MONTH_NAMES, civil, day_in_words, day_text, last_of_month
from timeline_app.domain.errors import DateError

LONGEST = 200
"""Characters a date may have; the longest real sets stay far below."""

_SHOWN = 40
_EXAMPLES = "Write for example 2 Dec 2024, Dec 2024, 26 Nov - 1 Dec 2024 or 2024-12-02."

_DIAGNOSES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.ASCII | re.IGNORECASE), message)
    for pattern, message in (
        (
            r"\d\s*T?\s*\d\d:\d\d",
            "The time of day has its own field. Write the day alone, for example 2024-12-02.",
        ),
        (
            r"[{}]",
            (
                "Braces mean every one of these days, but an entry is one act. Make an entry for each, or "
                "write [2024-12-01,2024-12-04] for one of them and 2024-12-01/2024-12-04 for the whole span."
            ),
        ),
        (
            r"[?~%]{2}",
            "One mark is enough: ? for doubtful, ~ for approximate, % for both, for example 2024-12-02%.",
        ),
        (
            r"\d[?~%]-?\d|[-?~%][?~%]\d",
            "The marks ? ~ % stand at the end of a date, for example 2024-12-02?.",
        ),
        (
            r"^XXXX",
            "A year without a digit says nothing. Leave the date empty, or write for example 20XX.",
        ),
        (
            r"\d[-\dX]*X[-X]*\d",
            "X stands for the last digits of a date only, for example 2024-12-2X or 2024-12-XX.",
        ),
        (
            r"^Y",
            "Y stands before a year alone, of five to nine digits, for example Y12000 or Y-12000.",
        ),
        (r"^\[(\.\.)?\]$|^(\.\.)?/(\.\.)?$", "One end at least must be known, for example [..2024-12-02]."),
        (
            r"^(early|mid|late)\b",
            (
                "Early, mid and late stand alone with one month, for example early December 2024; "
                "otherwise name the days, for example 21 Nov - 10 Dec 2024."
            ),
        ),
        (
            r"^\[",
            "Write a set for example [2024-12-02,2024-12-05], [2024-12-02..2024-12-05] or [..2024-12-02].",
        ),
        (
            r"^-?\d{5,9}$",
            (
                "A year of five to nine digits has a Y before it, for example Y12000; "
                "a day has hyphens, for example 2024-12-02."
            ),
        ),
        (r"^-0000", "The year before 0001 is written 0000, the one before that -0001."),
        (
            r"^\d{1,2}[./-]\d{1,2}[./-]\d\d$",
            "The year is written in full, for example 2 Dec 2024.",
        ),
    )
)


class NotADateError(DateError):
    """
    A text without a date's form.

    Attributes
    ----------
    reason : str
        What is wrong with it and what would be right, without the text itself.
    """

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{quoted(text)} is not a date. {reason}")
        self.reason = reason


def quoted(text: str) -> str:
    """Return text in quotation marks, cut short and without characters that cannot be seen."""
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "“" + "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in shown) + "”"


def not_a_date(text: str) -> NotADateError:
    """Return the error for a text that has no date's form, with the likeliest reason."""
    return NotADateError(text, _reason(text))


def _reason(text: str) -> str:
    if len(text) > LONGEST:
        return f"A date has at most {LONGEST} characters. {_EXAMPLES}"
    if not text.isprintable():
        return f"It contains a character that cannot be seen. {_EXAMPLES}"
    if any(c.isdigit() and not c.isascii() for c in text):
        return f"Dates are written with the digits 0 to 9. {_EXAMPLES}"
    return next((message for pattern, message in _DIAGNOSES if pattern.search(text)), _EXAMPLES)


def impossible(year: int, month: int, day: int | None = None) -> DateError:
    """Return the error for a month or day that the calendar does not have."""
    if not 1 <= month <= len(MONTH_NAMES):
        return DateError(
            f"There is no month {month:02d}: months run from 01 to 12. Write for example 2024-12."
        )
    last = last_of_month(year, month)
    name = day_in_words(last).partition(" ")[2]
    return DateError(
        f"There is no day {day} in {name}: it has {civil(last)[2]} days. The last is {day_text(last)}."
    )


def reversed_order(first: int, last: int) -> DateError:
    """Return the error for a span whose begin (day ordinal `first`) comes after its end (`last`)."""
    return DateError(
        f"The span begins on {day_in_words(first)}, after its end on {day_in_words(last)}. "
        f"Write the earlier day first, for example {day_in_words(last)} - {day_in_words(first)}."
    )
