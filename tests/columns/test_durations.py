"""Durations are found by the stretch of time they meet, as looking at each would."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.columns.durations import durations_of

DAYS = st.integers(-2_000, 2_000).map(float)
LENGTHS = st.one_of(st.integers(1, 4_000).map(float), st.just(float("inf")))


@given(st.lists(st.tuples(DAYS, LENGTHS), max_size=60), DAYS, st.integers(0, 3_000))
def test_those_that_meet_a_stretch(spans: list[tuple[float, float]], first: float, length: int) -> None:
    start = np.array([begin for begin, _ in spans], np.float64)
    end = np.array([begin + days for begin, days in spans], np.float64)
    found = durations_of(start, end, np.arange(len(spans)))
    last = first + length
    expected = [n for n in range(len(spans)) if start[n] <= last and end[n] >= first]
    assert sorted(found.meeting(first, last).tolist()) == expected
    assert found.count(first, last) >= len(expected)


def test_classes_are_few() -> None:
    start = np.zeros(5_000)
    end = np.arange(1.0, 5_001.0)
    assert len(durations_of(start, end, np.arange(5_000)).classes) <= 8
