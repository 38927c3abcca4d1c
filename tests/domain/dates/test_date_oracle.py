"""Our bounds against the strict bounds of another reader, where both know the form."""

from __future__ import annotations

import math
from typing import Any

import edtf as oracle
import pytest
from date_strategies import days, ordered_days, plain_dates
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.domain.dates import ordinal, parse

slow = settings(deadline=None, max_examples=25)


def strict(text: str) -> tuple[int | None, int | None]:
    read: Any = oracle.parse_edtf(text)
    return _ordinal(read.lower_strict()), _ordinal(read.upper_strict())


def _ordinal(moment: Any) -> int | None:
    if moment in (math.inf, -math.inf):
        return None
    return ordinal(*moment[:3])


def outer(text: str) -> tuple[int | None, int | None]:
    bounds = parse(text)
    return bounds.begin_lo, bounds.end_hi


@pytest.mark.parametrize(
    "text",
    [
        "2024-12-02",
        "0000",
        "-0043",
        "-0043-03-15",
        "Y-12000",
        "Y17000",
        "201X",
        "20XX",
        "2024-XX",
        "2024-XX-XX",
        "2024-02-XX",
        "2024-21",
        "2024-22",
        "2024-23",
        "2024-12-02?",
        "2024-12?",
        "../2024-12-02",
        "2024-12-02/..",
        "[..2024-12-02]",
        "[2024-12-02..]",
        "[2024-12-02,2024-12-05,2025]",
    ],
)
def test_each_form_agrees(text: str) -> None:
    assert outer(text) == strict(text)


@slow
@given(st.one_of(plain_dates, days.map(lambda day: f"{day:%Y-%m}-XX"), days.map(lambda day: f"{day:%Y}?")))
def test_single_dates_agree(text: str) -> None:
    assert outer(text) == strict(text)


@slow
@given(ordered_days, st.sampled_from(("{}/{}", "[{}..{}]", "[{},{}]")))
def test_spans_agree(pair: list[Any], form: str) -> None:
    text = form.format(*pair)
    assert outer(text) == strict(text)


def test_winter_runs_into_the_next_year_unlike_theirs() -> None:
    assert outer("2024-24") == (strict("2024-24")[0], ordinal(2025, 2, 28))
