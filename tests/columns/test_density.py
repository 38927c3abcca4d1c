"""Marks counted by pixel at any zoom, as counting each would give, after edits too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.columns import density
from timeline_app.columns.density import density_of
from timeline_app.columns.marks import NO_VALUE, Marks, exchanged

if TYPE_CHECKING:
    import pytest

MARK = st.tuples(st.integers(0, 400), st.sampled_from([-3, 1, 2, 7]), st.sampled_from([-2, 0, 1, NO_VALUE]))
MARKS = st.lists(MARK, min_size=1, max_size=80)


def marks(drawn: list[tuple[int, int, int]]) -> Marks:
    """Marks of a day, a lane and a value each; entries are numbered by their place in the list."""
    count = len(drawn)
    day, lane, value = (np.array(column) for column in zip(*drawn, strict=True))
    no, one = np.zeros(count, np.bool_), np.ones(count, np.int8)
    days = day.astype(np.float64)
    found = Marks(
        *(np.arange(1, count + 1, dtype=np.int32), lane.astype(np.int32), one, no, days),
        *(days, days, days, days, no, no, one, value.astype(np.int8), one.astype(np.int16), ~no),
        np.full(count, np.nan, np.float32),
    )
    return found.taken(np.lexsort((found.entry, found.day)))


def counted(of: Marks, first: float, last: float, lane: int) -> tuple[int, int, int]:
    here = (of.day >= first) & (of.day < last) & (of.lane == lane)
    valued = here & (of.value != NO_VALUE)
    return int(here.sum()), int(valued.sum()), int(of.value[valued].sum())


@given(MARKS, st.integers(-50, 450), st.integers(1, 60), st.integers(1, 12))
def test_whole_days(drawn: list[tuple[int, int, int]], first: int, pixels: int, days: int) -> None:
    of = marks(drawn)
    found = density_of(of)
    edges = first + np.arange(pixels + 1) * float(days)
    counts = found.between(edges)
    for column, lane in enumerate(found.lanes.tolist()):
        for pixel in range(pixels):
            expected = counted(of, edges[pixel], edges[pixel + 1], lane)
            assert tuple(int(channel[pixel, column]) for channel in counts) == expected


@given(MARKS, st.integers(0, 400), st.integers(2, 40))
def test_closer_than_the_bins_they_are_counted_one_by_one(
    drawn: list[tuple[int, int, int]], first: int, pixels: int
) -> None:
    of = marks(drawn)
    edges = first + np.arange(pixels + 1) / 4
    counts = density_of(of).between(edges)
    for column, lane in enumerate(density_of(of).lanes.tolist()):
        expected = counted(of, edges[0], edges[-1], lane)
        assert tuple(int(channel[:, column].sum()) for channel in counts) == expected


@given(MARKS, st.sampled_from([0.01, 0.25, 3.0, 30.0]), st.lists(st.integers(0, 3), unique=True))
def test_some_columns_are_counted_as_all_are(
    drawn: list[tuple[int, int, int]], days: float, wanted: list[int]
) -> None:
    found = density_of(marks(drawn))
    columns = [column for column in wanted if column < len(found.lanes)]
    edges = 100 + np.arange(21) * days
    whole = found.between(edges, by_time=days < 0.1)
    some = found.between(edges, columns, by_time=days < 0.1)
    for part, channel in zip(some, whole, strict=True):
        assert part.tolist() == channel[:, columns].tolist()


@given(MARKS, st.integers(0, 400), st.integers(1, 60), st.lists(st.integers(0, 23), min_size=1))
def test_by_time_they_stand_at_their_hour_or_anywhere_in_their_day(
    drawn: list[tuple[int, int, int]], first: int, hours: int, clocks: list[int]
) -> None:
    of = marks(drawn)
    clock = np.array([clocks[row % len(clocks)] if row % 3 else -1 for row in range(len(of))])
    time = np.where(clock < 0, np.nan, (clock + 0.5) / 24).astype(np.float32)
    found = density_of(replace(of, time=time))
    counts = found.between(first + np.arange(hours + 1) / 24, by_time=True)
    for column, lane in enumerate(found.lanes.tolist()):
        for hour in range(hours):
            stand = (of.day - first) * 24 + np.where(clock < 0, hour % 24, clock) == hour
            stand &= of.lane == lane
            valued = stand & (of.value != NO_VALUE)
            expected = (int(stand.sum()), int(valued.sum()), int(of.value[valued].sum()))
            assert tuple(int(channel[hour, column]) for channel in counts) == expected


@given(MARKS, MARK)
def test_after_an_edit_it_is_as_if_counted_anew(
    drawn: list[tuple[int, int, int]], changed: tuple[int, int, int]
) -> None:
    old = marks(drawn)
    new = exchanged(old, [1], marks([changed]))
    patched = density_of(old)
    if patched.follow(new, [1]):
        edges = np.arange(-10.0, 500.0, 7.0)
        fresh = density_of(new)
        mine, anew = patched.between(edges), fresh.between(edges)
        columns = [patched.lanes.tolist().index(lane) for lane in fresh.lanes.tolist()]
        for one, other in zip(mine, anew, strict=True):
            np.testing.assert_array_equal(one[:, columns], other)
        assert patched.is_of(new)


def test_one_mark_that_moved_is_patched_in() -> None:
    old = marks([(1, 1, 0), (9, 2, 0)])
    patched = density_of(old)
    assert patched.follow(exchanged(old, [1], marks([(5, 2, 2)])), [1])
    assert patched.between(np.array([0.0, 3.0, 9.0])).marks.tolist() == [[0, 0], [0, 1]]
    assert patched.between(np.array([0.0, 3.0, 9.0])).sum.tolist() == [[0, 0], [0, 2]]


def test_other_marks_are_not_followed() -> None:
    old = marks([(1, 1, 0), (2, 1, 0), (3, 2, 0)])
    counted_before = density_of(old)
    assert not counted_before.follow(old.only(np.array([1, 2], np.int32)), [1])
    assert counted_before.is_of(old)


def test_there_are_never_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(density, "MOST_CELLS", 100)
    of = marks([(n, n % 4, 0) for n in range(400)])
    found = density_of(of)
    assert (len(found.grid) - 1) * len(found.lanes) <= 100
    assert found.between(np.array([0.0, 1_000.0])).marks.sum() == 400
