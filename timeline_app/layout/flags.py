"""Which flag a state flew on a day; knows only names of flags, not their pictures or where they lie."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_TWO_LETTERS = re.compile("[A-Za-z]{2}")


class FlagPeriod(NamedTuple):
    """A flag and the days it was flown on."""

    flag: str
    """File stem of the picture."""
    start: int
    """First day, proleptic Gregorian ordinal."""
    end: int | None
    """The day after the last one; None while it is flown."""


Periods = Mapping[str, Sequence[FlagPeriod]]
"""Flags of the states whose flag changed, by two-letter code."""


@cache
def load_periods(path: Path) -> dict[str, tuple[FlagPeriod, ...]]:
    """Read the states whose flag changed: two-letter code, in lower case, to its flags in order of time."""
    listed = json.loads(path.read_text(encoding="utf-8"))
    return {iso2: tuple(map(_period, rows)) for iso2, rows in listed.items()}


def flag_on(iso2: str | None, day: int | None, periods: Periods) -> str | None:
    """Name the flag of a state on a day.

    Parameters
    ----------
    iso2
        ISO 3166-1 code of the state in either case, or None.
    day
        Ordinal of the day; None asks for today's flag.
    periods
        The states whose flag changed; any other flies the same on all days.

    Returns
    -------
    str or None
        The file stem of the flag; None without a code, for what cannot be one, and on days for which no flag
        is known: no flag is better than a wrong one. The file may be absent, as for a code that no state has.
    """
    if iso2 is None or not _TWO_LETTERS.fullmatch(iso2):
        return None
    stem = iso2.lower()
    if stem not in periods:
        return stem
    return next((period.flag for period in periods[stem] if _flies(period, day)), None)


def _flies(period: FlagPeriod, day: int | None) -> bool:
    if day is None:
        return period.end is None
    return period.start <= day and (period.end is None or day < period.end)


def _period(row: Mapping[str, str]) -> FlagPeriod:
    return FlagPeriod(row["flag"], _ordinal(row["from"]), _ordinal(row["to"]) if "to" in row else None)


def _ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()
