"""Time to x and back, and the ticks of the two-row axis; calendar arithmetic on day numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from timeline_app.domain.dates import civil, ordinal, week_start, weekday
from timeline_app.domain.dates.days import MONTH_NAMES, day_in_words, year_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LEAST_TICK, LEAST_MINUTES = 64.0, 120.0
"""Logical pixels a tick of the lower row has at the least; where it tells hours and minutes."""


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Maps days to logical pixels: `left` is where `start` is drawn."""

    start: float
    pixels_per_day: float
    left: float

    def x(self, day: float) -> float:
        """Logical pixel of a point in time, float days."""
        return self.left + (day - self.start) * self.pixels_per_day

    def across(self, days: NDArray[Any]) -> NDArray[np.float64]:
        """Logical pixels of many points in time."""
        return self.left + (days - self.start) * self.pixels_per_day

    def day(self, x: float) -> float:
        """Point in time, float days, at a logical pixel."""
        return self.start + (x - self.left) / self.pixels_per_day


def tells_hours(pixels_per_day: float) -> bool:
    """Tell whether the axis tells hours at a zoom; what has a time of day then stands at it."""
    return pixels_per_day >= HOURS_FROM


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick of the axis; `x` in logical pixels, `strong` where the upper row changes."""

    x: float
    label: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """The two rows: `upper` says the larger unit and always stands at the left edge too."""

    upper: tuple[Tick, ...]
    lower: tuple[Tick, ...]


MINUTES = 24 * 60
"""Minutes of a day."""
_MINUTE_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360)
_STEPS: tuple[tuple[str, int, float], ...] = (
    *(("minute", minutes, minutes / MINUTES) for minutes in _MINUTE_STEPS),
    ("day", 1, 1),
    ("day", 2, 2),
    ("week", 1, 7),
    ("month", 1, 28),
    ("month", 3, 90),
)
"""Unit, how many of it, and how many days that has at the least."""
HOURS_FROM = LEAST_MINUTES * MINUTES / _MINUTE_STEPS[-1]
"""Pixels a day from which on the lower row tells hours."""
_YEAR_STEPS = (1, 2, 5, 10, 25, 50)
LEAST_AFTER_1 = 10
"""Years a tick from which on year 1 has one, too: the next follows a year sooner."""


def axis_ticks(scale: TimeScale, width: float) -> Axis:
    """Lay out the axis between `scale.left` and `width`, logical pixels."""
    unit, every = _step(scale.pixels_per_day)
    begin, end = scale.day(scale.left), scale.day(width)
    starts = _starts(unit, every, begin, end)
    upper = _upper(unit, every, begin, end, scale)
    strong = {tick.x for tick in upper}
    lower = tuple(Tick(x, _label(unit, d), x in strong) for d in starts if (x := scale.x(d)) < width)
    return Axis(_sticky(upper, scale.left, width), lower)


def _step(pixels_per_day: float) -> tuple[str, int]:
    """Choose the finest unit whose ticks stand far enough apart, even where it is shortest."""
    for unit, every, days in _STEPS:
        if days * pixels_per_day >= (LEAST_MINUTES if unit == "minute" else LEAST_TICK):
            return unit, every
    return "year", next(n for n in _years_per_tick() if _least_days(n) * pixels_per_day >= LEAST_TICK)


def _years_per_tick() -> Iterator[int]:
    yield from _YEAR_STEPS
    for power in count(2):
        yield from (10**power, 5 * 10**power)


def _least_days(years: int) -> int:
    """Give a length that so many years have at the least: of four one is leap, of a hundred not."""
    return 365 * years + years // 4 - math.ceil(years / 100)


def _starts(unit: str, every: int, begin: float, end: float) -> list[float] | list[int]:
    """Give the points in time, float days, on which ticks stand, one before the first visible included."""
    if unit == "minute":
        minute = math.floor(begin * MINUTES) // every * every
        return [m / MINUTES for m in range(minute, math.ceil(end * MINUTES) + 1, every)]
    return _first_days(unit, every, math.floor(begin), math.ceil(end))


def _first_days(unit: str, every: int, first: int, last: int) -> list[int]:
    """Give the first days of units between two days, one before them included."""
    if unit == "day":
        return list(range(first - first % every, last + 1, every))
    if unit == "week":
        return list(range(first - (weekday(first) - week_start()) % 7, last + 1, 7))
    if unit == "year":
        return _first_days_of_years(every, first, last)
    year, month, _ = civil(first)
    since_year_0 = (year * 12 + month - 1) // every * every
    days: list[int] = []
    while not days or days[-1] <= last:
        days.append(ordinal(since_year_0 // 12, since_year_0 % 12 + 1, 1))
        since_year_0 += every
    return days


def _first_days_of_years(every: int, first: int, last: int) -> list[int]:
    """Give the first days of years that read round, before our era too: 200 BC, 100 BC, 1, 100, 200."""
    named = civil(first)[0]
    year = named // every * every if named >= every else 1 - every * max(math.ceil((1 - named) / every), 1)
    days = [ordinal(year, 1, 1)]
    while days[-1] <= last:
        year = _year_after(year, every)
        days.append(ordinal(year, 1, 1))
    return days


def _year_after(year: int, every: int) -> int:
    """Give the next year that reads round; year 1 where enough years follow for a tick of its own."""
    if year + every <= 0:
        return year + every
    if year <= 0:
        return 1 if every == 1 or every >= LEAST_AFTER_1 else every
    return every if year < every else year + every


def _label(unit: str, at: float) -> str:
    if unit == "minute":
        hour, minute = divmod(round(at * MINUTES) % MINUTES, 60)
        return f"{hour:02d}:{minute:02d}"
    day = int(at)
    year, month, number = civil(day)
    if unit == "day":
        return f"{WEEKDAYS[weekday(day)]} {number}"
    if unit == "week":
        return f"{number} {MONTH_NAMES[month - 1]}"
    return MONTH_NAMES[month - 1] if unit == "month" else year_in_words(year)


def _upper(unit: str, every: int, begin: float, end: float, scale: TimeScale) -> list[Tick]:
    """Give the ticks of the upper row: days over hours, months over days, years over months, and so on."""
    if unit == "minute":
        larger, many = "day", 1
    elif unit in ("day", "week"):
        larger, many = "month", 1
    else:
        larger, many = "year", 1 if unit == "month" else max(100, 10 * every)
    starts = _first_days(larger, many, math.floor(begin), math.ceil(end))
    return [Tick(scale.x(day), _upper_label(larger, many, day), strong=True) for day in starts]


def _upper_label(unit: str, every: int, day: int) -> str:
    if unit == "day":
        return f"{WEEKDAYS[weekday(day)]} {day_in_words(day)}"
    year, month, _ = civil(day)
    if unit == "month":
        return f"{LONG_MONTHS[month - 1]} {year_in_words(year)}"
    return year_in_words(year) if every == 1 else _years_in_words(year, _year_after(year, every) - 1)


def _years_in_words(first: int, last: int) -> str:
    return f"{year_in_words(first)} – {year_in_words(last)}"


def _sticky(ticks: list[Tick], left: float, width: float) -> tuple[Tick, ...]:
    """Keep the tick that began before the left edge at that edge."""
    before = [tick for tick in ticks if tick.x <= left]
    inside = [tick for tick in ticks if left < tick.x < width]
    return (*(Tick(left, tick.label) for tick in before[-1:]), *inside)
