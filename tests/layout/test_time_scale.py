"""The time scale and the ticks of its two rows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.dates import civil, ordinal
from timeline_app.layout.time_scale import LEAST_TICK, Axis, TimeScale, axis_ticks

HEADER, WIDTH = 190.0, 1600.0
STARTS = st.floats(-5_000_000, 5_000_000)
ZOOMS = st.floats(-6, 3).map(lambda power: 10**power)


def scale_from(year: int, month: int, day: int, days: float) -> TimeScale:
    return TimeScale(ordinal(year, month, day), (WIDTH - HEADER) / days, HEADER)


def labels(axis: Axis) -> tuple[list[str], list[str]]:
    return [tick.label for tick in axis.upper], [tick.label for tick in axis.lower]


@pytest.mark.parametrize(
    ("scale", "upper", "lower"),
    [
        (
            scale_from(2024, 11, 29, 4),
            ["November 2024", "December 2024"],
            ["Fri 29", "Sat 30", "Sun 1", "Mon 2"],
        ),
        (
            scale_from(2024, 11, 25, 100),
            ["November 2024", "December 2024", "January 2025", "February 2025", "March 2025"],
            ["25 Nov", "2 Dec", "9 Dec", "16 Dec", "23 Dec", "30 Dec", "6 Jan", "13 Jan", "20 Jan", "27 Jan"],
        ),
        (
            scale_from(2023, 12, 1, 500),
            ["2023", "2024", "2025"],
            ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"],
        ),
        (
            scale_from(2023, 6, 1, 1500),
            ["2023", "2024", "2025", "2026", "2027"],
            ["Apr", "Jul", "Oct", "Jan"],
        ),
        (scale_from(-2, 1, 1, 3653), ["101 BC – 2 BC", "1 BC – 99"], ["3 BC", "2 BC", "1 BC", "1", "2"]),
        (scale_from(9999, 1, 1, 5000), ["9900 – 9999", "10000 – 10099"], ["9999", "10000", "10001"]),
        (
            scale_from(-10_000, 1, 1, 7_300_000),
            ["10001 BC – 2 BC", "1 BC – 9999"],
            ["10001 BC", "9001 BC", "8001 BC"],
        ),
        (scale_from(0, 1, 1, 73_000_000), ["1 BC – 99999", "100000 – 199999"], ["1 BC", "10000", "20000"]),
    ],
    ids=["days", "weeks", "months", "quarters", "BC", "far on", "millennia", "beyond"],
)
def test_labels(scale: TimeScale, upper: list[str], lower: list[str]) -> None:
    found_upper, found_lower = labels(axis_ticks(scale, WIDTH))
    assert found_upper == upper
    assert found_lower[: len(lower)] == lower


@given(STARTS, ZOOMS, st.floats(0, 1_000_000))
def test_x_and_back(start: float, zoom: float, days: float) -> None:
    scale = TimeScale(start, zoom, HEADER)
    assert scale.x(start) == HEADER
    assert scale.day(scale.x(start + days)) == pytest.approx(start + days, abs=1e-6)


@given(STARTS, ZOOMS)
def test_the_upper_row_names_the_left_edge(start: float, zoom: float) -> None:
    scale = TimeScale(start, zoom, HEADER)
    first = axis_ticks(scale, WIDTH).upper[0]
    assert first.x == HEADER
    year, month, _ = civil(int(start // 1))
    assert _is_within(first.label, year, month)


@given(STARTS, ZOOMS)
def test_ticks_rise_and_keep_their_distance(start: float, zoom: float) -> None:
    axis = axis_ticks(TimeScale(start, zoom, HEADER), WIDTH)
    assert all(other.x - one.x >= LEAST_TICK - 1e-3 for one, other in pairwise(axis.lower))
    assert all(one.x < other.x < WIDTH for one, other in pairwise(axis.upper))
    assert len(axis.upper) <= len(axis.lower) + 1


@given(STARTS, ZOOMS)
def test_the_lower_row_begins_before_what_is_seen(start: float, zoom: float) -> None:
    axis = axis_ticks(TimeScale(start, zoom, HEADER), WIDTH)
    assert axis.lower[0].x <= HEADER


@given(STARTS, ZOOMS)
def test_ticks_stand_on_whole_days(start: float, zoom: float) -> None:
    scale = TimeScale(start, zoom, HEADER)
    for tick in axis_ticks(scale, WIDTH).lower:
        day = scale.day(tick.x)
        assert day == pytest.approx(round(day), abs=1e-3)


def _is_within(label: str, year: int, month: int) -> bool:
    """Tell whether a label of the upper row names what holds a month."""
    if " – " in label:
        first, last = (_year(words) for words in label.split(" – "))
        return first <= year <= last
    words = label.split(" ", 1)
    if words[0].isalpha():
        return _year(words[1]) == year and words[0][:3] == MONTHS[month - 1]
    return _year(label) == year


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _year(words: str) -> int:
    return 1 - int(words.removesuffix(" BC")) if words.endswith(" BC") else int(words)
