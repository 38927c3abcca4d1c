"""Durations are found by the stretch of time they meet, as looking at each would."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.columns.durations import PART, durations_of

DAYS = st.integers(-2_000, 2_000).map(float)
LENGTHS = st.one_of(st.integers(1, 4_000).map(float), st.just(float("inf")))


@given(st.lists(st.tuples(DAYS, LENGTHS), max_size=60), DAYS, st.integers(0, 3_000))
def test_those_that_meet_a_stretch(spans: list[tuple[float, float]], first: float, length: int) -> None:
    start = np.array([begin for begin, _ in spans], np.float64)
    end = np.array([begin + days for begin, days in spans], np.float64)
    lanes = np.arange(len(spans), dtype=np.int32) % 3 - 5
    found = durations_of(start, end, np.arange(len(spans)), lanes)
    last = first + length
    expected = [n for n in range(len(spans)) if start[n] <= last and end[n] >= first]
    met = np.concatenate([*found.meeting(first, last), np.empty(0, np.intp)])
    assert sorted(met.tolist()) == expected
    assert (np.diff(start[met]) <= 0).all()
    assert found.count(first, last) == len(expected)
    counts = Counter(lanes[expected].tolist())
    assert found.count_by_lane(first, last) == {lane: counts[lane] for lane in set(lanes.tolist())}


def test_very_many_are_counted_in_parts() -> None:
    count = 3 * PART + 7
    start = np.arange(float(count))
    lanes = np.arange(count, dtype=np.int32) % 7
    found = durations_of(start, start + 1.5, np.arange(count), lanes)
    for first, last in ((0.0, float(count)), (PART + 10.0, PART + 300.0), (9_000.5, 9_000.5)):
        met = np.concatenate([*found.meeting(first, last)])
        assert found.count(first, last) == len(met)
        assert found.count_by_lane(first, last) == dict(enumerate(np.bincount(lanes[met], minlength=7)))
