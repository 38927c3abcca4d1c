"""Mean cost of reading a date, over a mixed list of 1,000 distinct ones; the parser keeps no cache."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest

from timeline_app.domain.dates import in_words, parse, understand

_DAYS = [date(2023, 1, 2) + timedelta(n) for n in range(100)]
_FORMS = (
    "{0:%Y-%m-%d}",
    "{0:%Y-%m-%d}~",
    "{0:%Y-%m-%d}?",
    "{0:%Y-%m-%d}/{1:%Y-%m-%d}",
    "[{0:%Y-%m-%d}..{1:%Y-%m-%d}]",
    "[{0:%Y-%m-%d},{1:%Y-%m-%d}]",
    "[..{0:%Y-%m-%d}]",
    "{0:%Y-%m-%d}/..",
)
_COARSE = [
    form
    for year in range(1940, 1990)
    for form in (f"{year}-{year % 12 + 1:02d}", f"{year}~", f"{year}-XX", f"{year}-04-2X")
]
MIXED = [form.format(day, day + timedelta(5)) for day in _DAYS for form in _FORMS] + _COARSE


def mean_microseconds(read: object, texts: list[str], rounds: int = 7) -> float:
    assert callable(read)
    costs: list[float] = []
    for _ in range(rounds):
        began = time.process_time_ns()
        for text in texts:
            read(text)
        costs.append((time.process_time_ns() - began) / 1000 / len(texts))
    return min(costs)


@pytest.mark.bench
def test_a_date_is_read_in_under_20_microseconds() -> None:
    assert len(set(MIXED)) == len(MIXED) == 1000
    mean = mean_microseconds(parse, MIXED)
    print(f"parse: {mean:.1f} us a date")
    assert mean < 20


@pytest.mark.bench
def test_words_and_typed_dates() -> None:
    print(f"in_words: {mean_microseconds(in_words, MIXED):.1f} us a date")
    typed = [in_words(text) for text in MIXED]
    print(f"understand: {mean_microseconds(understand, typed):.1f} us a date")
