"""The time scale and the ticks of its two rows."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.dates import civil, ordinal
from timeline_app.layout.time_scale import LEAST_TICK, Axis, Tick, TimeScale, axis_ticks, tells_hours
from timeline_app.layout.view import SHORTEST

HEADER, WIDTH = 190.0, 1600.0
MAJOR, MINUTES = 120.0, 24 * 60
STARTS = st.floats(-5_000_000, 5_000_000)
ZOOMS = st.floats(-6, math.log10((WIDTH - HEADER) / SHORTEST)).map(lambda power: 10**power)


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
        (
            scale_from(2024, 12, 2, 2),
            ["Mon 2 Dec 2024", "Tue 3 Dec 2024"],
            ["00:00", "06:00", "12:00", "18:00", "00:00", "06:00"],
        ),
        (
            TimeScale(ordinal(2024, 12, 2) + 23.9 / 24, (WIDTH - HEADER) * 24 * 6, HEADER),
            ["Mon 2 Dec 2024", "Tue 3 Dec 2024"],
            ["23:54", "23:55", "23:56", "23:57", "23:58", "23:59", "00:00", "00:01", "00:02", "00:03"],
        ),
        (
            TimeScale(ordinal(-43, 3, 15) + 0.5, (WIDTH - HEADER) * 24, HEADER),
            ["Fri 15 Mar 44 BC"],
            ["12:00", "12:10", "12:20"],
        ),
        (scale_from(-2, 1, 1, 3653), ["100 BC – 1 BC", "1 – 99"], ["3 BC", "2 BC", "1 BC", "1", "2"]),
        (
            scale_from(-320, 6, 1, 255_000),
            ["500 BC – 1 BC", "1 – 499"],
            ["350 BC", "300 BC", "250 BC", "200 BC", "150 BC", "100 BC", "50 BC", "1", "50", "100"],
        ),
        (scale_from(9999, 1, 1, 5000), ["9900 – 9999", "10000 – 10099"], ["9999", "10000", "10001"]),
        (
            scale_from(-10_000, 1, 1, 7_300_000),
            ["20000 BC – 10001 BC", "10000 BC – 1 BC", "1 – 9999"],
            ["11000 BC", "10000 BC", "9000 BC", "8000 BC"],
        ),
        (
            scale_from(0, 1, 1, 73_000_000),
            ["100000 BC – 1 BC", "1 – 99999", "100000 – 199999"],
            ["10000 BC", "1", "10000", "20000"],
        ),
    ],
    ids=[
        "days",
        "weeks",
        "months",
        "quarters",
        "hours",
        "minutes",
        "minutes BC",
        "BC",
        "over the turn of the era",
        "far on",
        "millennia",
        "beyond",
    ],
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
    scale = TimeScale(start, zoom, HEADER)
    axis = axis_ticks(scale, WIDTH)
    gaps, at_the_turn = _gaps(axis, scale)
    assert all(gap >= LEAST_TICK - 1e-3 for gap in gaps)
    assert all(gap >= 0.9 * LEAST_TICK - 1e-3 for gap in at_the_turn)
    assert all(one.x < other.x < WIDTH for one, other in pairwise(axis.upper))
    assert len(axis.upper) <= len(axis.lower) + 1


@given(STARTS, ZOOMS)
def test_the_lower_row_begins_before_what_is_seen(start: float, zoom: float) -> None:
    axis = axis_ticks(TimeScale(start, zoom, HEADER), WIDTH)
    assert axis.lower[0].x <= HEADER


@given(STARTS, ZOOMS)
def test_ticks_stand_where_days_or_minutes_begin(start: float, zoom: float) -> None:
    scale = TimeScale(start, zoom, HEADER)
    unit = MINUTES if tells_hours(zoom) else 1
    for tick in axis_ticks(scale, WIDTH).lower:
        at = scale.day(tick.x) * unit
        assert at == pytest.approx(round(at), abs=1e-3)
        if tells_hours(zoom):
            minute = round(at) % MINUTES
            assert tick.label == f"{minute // 60:02d}:{minute % 60:02d}"
            assert tick.strong == (minute == 0)


@given(STARTS, ZOOMS)
def test_major_ticks_stand_well_apart(start: float, zoom: float) -> None:
    axis = axis_ticks(TimeScale(start, zoom, HEADER), WIDTH)
    assert all(other.x - one.x >= MAJOR for one, other in pairwise(axis.upper[1:]))


@given(STARTS, ZOOMS)
def test_no_tick_is_left_out(start: float, zoom: float) -> None:
    scale = TimeScale(start, zoom, HEADER)
    axis = axis_ticks(scale, WIDTH)
    lower, (gaps, at_the_turn) = axis.lower, _gaps(axis, scale)
    if tells_hours(zoom):
        assert all(gap == pytest.approx(gaps[0], abs=1e-2) for gap in gaps)
    if gaps:
        assert all(gap <= 2 * max(gaps) + 1e-2 for gap in at_the_turn)
        assert max(gaps) <= 1.2 * min(gaps) + 1e-2
        is_before_the_turn = civil(round(scale.day(lower[-1].x)))[0] <= 1
        assert WIDTH - lower[-1].x <= (2 if is_before_the_turn else 1.2) * max(gaps) + 1e-2


@pytest.mark.parametrize("every", [2, 5, 10, 100])
def test_years_read_round_on_either_side_of_the_turn_of_the_era(every: int) -> None:
    for days in (300, 3_000, 30_000, 300_000):
        scale = TimeScale(ordinal(1, 1, 1) - every * days / 2, (WIDTH - HEADER) / (every * days), HEADER)
        said = [
            int(tick.label.removesuffix(" BC")) for tick in axis_ticks(scale, WIDTH).lower if _is_year(tick)
        ]
        steps = {other - one for one, other in pairwise(sorted(set(said) - {1}))}
        assert all(year % min(steps) == 0 for year in said if year != 1)


@given(STARTS, ZOOMS)
def test_no_two_ticks_read_alike(start: float, zoom: float) -> None:
    axis = axis_ticks(TimeScale(start, zoom, HEADER), WIDTH)
    assert len({tick.label for tick in axis.upper}) == len(axis.upper)
    seen = [tick for tick in axis.lower if tick.x >= HEADER]
    read = [(_over(axis, tick).label, tick.label) for tick in seen]
    assert len(set(read)) == len(read)


def _gaps(axis: Axis, scale: TimeScale) -> tuple[list[float], list[float]]:
    """Give how far the ticks of the lower row stand apart, those around the turn of the era by themselves."""
    apart: tuple[list[float], list[float]] = [], []
    for one, other in pairwise(axis.lower):
        first, last = (civil(math.floor(scale.day(tick.x) + 1e-3))[0] for tick in (one, other))
        apart[first <= 1 < last].append(other.x - one.x)
    return apart


def _is_year(tick: Tick) -> bool:
    return tick.label.removesuffix(" BC").isdecimal()


def _over(axis: Axis, tick: Tick) -> Tick:
    return [upper for upper in axis.upper if upper.x <= tick.x][-1]


def _is_within(label: str, year: int, month: int) -> bool:
    """Tell whether a label of the upper row names what holds a month."""
    if " – " in label:
        first, last = (_year(words) for words in label.split(" – "))
        return first <= year <= last
    words = label.split(" ", 1)
    if words[0] in WEEKDAYS:
        _, named, said = words[1].split(" ", 2)
        return _year(said) == year and named == MONTHS[month - 1]
    if words[0].isalpha():
        return _year(words[1]) == year and words[0][:3] == MONTHS[month - 1]
    return _year(label) == year


WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _year(words: str) -> int:
    return 1 - int(words.removesuffix(" BC")) if words.endswith(" BC") else int(words)
