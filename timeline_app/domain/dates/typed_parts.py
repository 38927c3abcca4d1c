"""One date as a person types it, perhaps without the year that its neighbour names; knows no phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline_app.domain.dates.days import MONTH_NAMES, civil, day_in_words, day_text, thirds, weekday
from timeline_app.domain.dates.element import Element, read_element
from timeline_app.domain.dates.faults import NotADateError, impossible, not_a_date, quoted
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEASON_CODES = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


@dataclass(frozen=True, slots=True)
class Part:
    """
    What one typed date names; None where it does not.

    Attributes
    ----------
    text : str
        As typed, for messages.
    year, month, day : int or None
        `month` may be a season's code, 21 to 24.
    mark : str
        The EDTF mark, ``""`` if neither doubtful nor approximate.
    weekday : int or None
        Monday 0, if a day of the week is named too.
    edtf : str or None
        The date itself, where it was typed as EDTF.
    """

    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    mark: str = ""
    weekday: int | None = None
    edtf: str | None = None


_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_ERA_YEAR = r"[0-9]{1,5} ?(?:bce?|ce|ad|b\. ?c\.(?: ?e\.)?)"
_YEAR = rf"(?P<year>[0-9]{{4}}|{_ERA_YEAR})"

_ABOUT = r"about|around|circa|approximately|approx\.?|roughly|ca?\.|c(?=[ 0-9])|ca(?= )|~"
_PERHAPS = r"possibly|perhaps|maybe|probably"
_ENGLISH = re.ASCII | re.IGNORECASE
_MARK_WORD = re.compile(rf"(?:(?P<about>{_ABOUT})|(?P<perhaps>{_PERHAPS}))\s*", _ENGLISH)
_MARK_END = re.compile(r"\s*(?:(?P<perhaps>\?|\(\?\))|(?P<about>~)|(?P<both>%))$")
_WEEKDAY = re.compile(r"(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,? ", _ENGLISH)
_IN = re.compile(r"(?:(?:on|in|during|the|exactly) )*", _ENGLISH)
_FOUR_DIGITS = (-9999, 9999)
_MARKS = {(True, True): "%", (True, False): "~", (False, True): "?", (False, False): ""}


def read_part(text: str) -> Part:
    """
    Read one date with single spaces.

    Raises
    ------
    DateError
        If it has none of the forms, or can be read two ways.
    """
    part = find_part(text)
    if part is None:
        raise not_a_date(text)
    return part


def find_part(text: str) -> Part | None:
    """Read one date as :func:`read_part` does; return None if it has none of the forms."""
    body, is_about, is_perhaps = _without_marks(text)
    day_name = _WEEKDAY.match(body)
    body = body[day_name.end() :] if day_name else body
    named = None if day_name is None else _weekday_number(day_name[1])
    mark = _MARKS[is_about, is_perhaps]
    for form, read in _FORMS:
        found = form.fullmatch(body)
        if found:
            return replace(read(found), text=text, mark=mark, weekday=named)
    return None


def _without_marks(text: str) -> tuple[str, bool, bool]:
    """Return the text without its words and signs of doubt, and whether it was approximate and doubtful."""
    about = perhaps = False
    body = _IN.sub("", text, count=1)
    while found := _MARK_WORD.match(body):
        about, perhaps = about or bool(found["about"]), perhaps or bool(found["perhaps"])
        body = body[found.end() :]
    if found := _MARK_END.search(body):
        about, perhaps = about or not found["perhaps"], perhaps or not found["about"]
        body = body[: found.start()]
    return _IN.sub("", body, count=1), about, perhaps


def completed(parts: Sequence[Part]) -> list[Part]:
    """Return parts that lend each other the month and year they leave out: ``26 Nov - 1 Dec 2024``."""
    whole = list(parts)
    for i in range(len(whole) - 2, -1, -1):
        whole[i] = _filled(whole[i], whole[i + 1])
    for i in range(1, len(whole)):
        whole[i] = _filled(whole[i], whole[i - 1])
    return whole


def _filled(part: Part, neighbour: Part) -> Part:
    if part.edtf is not None:
        return part
    month = neighbour.month if part.month is None and part.day is not None else part.month
    year = neighbour.year if part.year is None else part.year
    return replace(part, year=year, month=month)


def part_text(part: Part) -> str:
    """
    Return a complete part as EDTF.

    Raises
    ------
    DateError
        If the year or month is missing, the calendar has no such day, or it was another day of the week.
    """
    return _digits(part) + part.mark


def part_element(part: Part) -> Element:
    """Return a complete part without its mark as a date; raises as :func:`part_text`."""
    return read_element(_digits(part))


def _digits(part: Part) -> str:
    if part.edtf is not None:
        return part.edtf
    if part.year is None:
        raise DateError(f"{quoted(part.text)} has no year. Write it too, for example 2 Dec 2024.")
    if part.month is None and part.day is not None:
        raise DateError(f"{quoted(part.text)} has no month. Write it too, for example 2 Dec 2024.")
    text = "-".join([_year_digits(part.year), *(f"{n:02d}" for n in (part.month, part.day) if n is not None)])
    _check_weekday(part, read_element(text))
    return text


def _year_digits(year: int) -> str:
    """Return a year as EDTF: four digits, with a minus before them before the year 0, or Y and more."""
    if not _FOUR_DIGITS[0] <= year <= _FOUR_DIGITS[1]:
        return f"Y{year}"
    return f"{year:05d}" if year < 0 else f"{year:04d}"


def _check_weekday(part: Part, element: Element) -> None:
    if part.weekday is None or element.lo != element.hi or weekday(element.lo) == part.weekday:
        return
    was = f"{day_in_words(element.lo)} was a {_WEEKDAYS[weekday(element.lo)]}"
    raise DateError(f"{was}, not a {_WEEKDAYS[part.weekday]}. Write the day alone, for example 2 Dec 2024.")


def third_of_month(which: str, month: Part) -> str:
    """Return the ``early``, ``mid`` or ``late`` days of a month as an EDTF set: one day among them."""
    if month.month is None or month.day is not None or month.month > len(MONTH_NAMES):
        raise DateError(
            f"{which.capitalize()} goes with a month, for example {which} December 2024; "
            "for longer spans write for example between January and April 2024."
        )
    year, number, _ = civil(part_element(month).lo)
    first, last = thirds(year, number)[("early", "mid", "late").index(which)]
    return f"[{day_text(first)}{month.mark}..{day_text(last)}{month.mark}]"


def _weekday_number(name: str) -> int:
    return next(i for i, full in enumerate(_WEEKDAYS) if full.lower().startswith(name[:3].lower()))


def _month_number(name: str) -> int:
    return next(i for i, short in enumerate(MONTH_NAMES, 1) if short.lower() == name[:3].lower())


def _year_number(said: str) -> int:
    """
    Read a year with or without its era.

    Raises
    ------
    DateError
        If it is year 0 of an era: none has one.
    """
    digits = said.rstrip(" .abcdeABCDE")
    era, year = said[len(digits) :].strip().lower(), int(digits)
    if era and not year:
        raise DateError(f"There is no year {quoted(said)}: 1 BC is followed by 1 AD. Write for example 1 BC.")
    return 1 - year if era.startswith("b") else year


def _named(found: re.Match[str]) -> Part:
    said = found.groupdict()
    day, month, year = said.get("day"), said.get("month"), said.get("year")
    return Part(
        found[0],
        year=_year_number(year) if year else None,
        month=_month_number(month) if month else None,
        day=int(day) if day else None,
    )


def _numbered(found: re.Match[str]) -> Part:
    year = int(found["year"]) if found["year"] else None
    return Part(found[0], year, int(found["month"]), int(found["day"]))


def _season(found: re.Match[str]) -> Part:
    year = _year_number(found["year"]) if found["year"] else None
    return Part(found[0], year, _SEASON_CODES[found["season"].lower()])


def _decade(found: re.Match[str]) -> Part:
    """Read 1990s; 1900s may also be the century."""
    digits = found["decade"]
    if digits.endswith("0"):
        raise DateError(
            f"{quoted(found[0])} can be read two ways. Write {digits}X for the ten years "
            f"or {digits[:2]}XX for the hundred."
        )
    return Part(found[0], edtf=f"{digits}X")


def _edtf(found: re.Match[str]) -> Part:
    text = found[0].upper()
    try:
        read_element(text)
    except NotADateError as error:
        raise NotADateError(found[0], error.reason) from error
    return Part(found[0], edtf=text)


def _slashed(found: re.Match[str]) -> Part:
    """Read dd/mm/yyyy or mm/dd/yyyy only where just one of them is a day."""
    year, a, b = int(found["year"]), int(found["a"]), int(found["b"])
    readings = [
        (month, day) for day, month in dict.fromkeys(((a, b), (b, a))) if 1 <= month <= len(MONTH_NAMES)
    ]
    if not readings:
        raise impossible(year, b)
    if len(readings) > 1:
        shown = " or ".join(f"{day} {MONTH_NAMES[month - 1]} {year}" for month, day in readings)
        raise DateError(f"{quoted(found[0])} can be read two ways. Write {shown}.")
    month, day = readings[0]
    return Part(found[0], year, month, day)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Part]], ...] = tuple(
    (re.compile(form, _ENGLISH), read)
    for form, read in (
        (rf"{_DAY}(?: of)?[ -]?{_MONTH}(?:,?[ -]?{_YEAR})?", _named),
        (rf"{_MONTH} ?(?:the )?{_DAY}(?:,? {_YEAR})?", _named),
        (rf"{_MONTH}(?:,?(?: of)?[ -]?{_YEAR})?", _named),
        (rf"{_DAY}(?:,? {_YEAR})?", _named),
        (r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\.?(?: ?(?P<year>[0-9]{4}))?", _numbered),
        (
            r"(?P<year>[0-9]{4})(?P<sep>[/.-])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})",
            _numbered,
        ),
        (r"(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})/(?P<year>[0-9]{4})", _slashed),
        (
            rf"(?P<season>spring|summer|autumn|fall|winter)(?:,?(?: of)? {_YEAR})?(?: \([a-z ]+\))?",
            _season,
        ),
        (rf"(?P<year>{_ERA_YEAR})", _named),
        (r"(?P<decade>[0-9]{3})0['’]?s", _decade),
        (r"-?[0-9][0-9x]{3}(?:-[0-9x]{2}){0,2}|y-?[0-9]{5,9}", _edtf),
    )
)
