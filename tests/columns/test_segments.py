"""Segments: which rows are whose, what is shown on a day, and rows put in the place of others."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from small_documents import assert_equal

from timeline_app.columns.segments import NO_DAY, Segments, reading_bit, reading_bits
from timeline_app.columns.stretches import FOREVER

KEYS = st.dictionaries(st.tuples(st.integers(1, 4), st.integers(1, 4)), st.integers(1, 3), max_size=8)


def made(counts: dict[tuple[int, int], int], entry: int = 1) -> Segments:
    """Segments with some rows a key, ten days each, the last one open."""
    keys = [key for key in sorted(counts) for _ in range(counts[key])]
    starts = [10 * n for key in sorted(counts) for n in range(counts[key])]
    ends = [
        10 * n + 10 if n + 1 < counts[key] else FOREVER for key in sorted(counts) for n in range(counts[key])
    ]
    size = len(keys)
    pairs = np.array(keys, np.int32).reshape(-1, 2)
    return Segments(
        party=pairs[:, 0].copy(),
        topic=pairs[:, 1].copy(),
        start=np.array(starts, np.int32),
        end=np.array(ends, np.int32),
        entry=np.full(size, entry, np.int32),
        value=np.ones(size, np.int8),
        non_value=np.zeros(size, np.int8),
        reported=np.zeros(size, np.bool_),
        conditional=np.zeros(size, np.bool_),
        since=np.zeros(size, np.int32),
        day=np.zeros(size, np.int32),
        readings=np.zeros(size, np.uint8),
        back_to=np.full(size, NO_DAY, np.int32),
    )


@given(counts=KEYS)
def test_each_key_has_its_rows(counts: dict[tuple[int, int], int]) -> None:
    segments = made(counts)
    assert [tuple(key) for key in segments.keys().tolist()] == sorted(counts)
    for key in [*counts, (0, 1), (2, 9), (9, 0)]:
        rows = segments.of(*key)
        assert rows.stop - rows.start == counts.get(key, 0)
        assert set(zip(segments.party[rows].tolist(), segments.topic[rows].tolist(), strict=True)) <= {key}


@given(counts=KEYS, day=st.integers(-5, 40))
def test_one_row_a_key_is_shown_on_a_day(counts: dict[tuple[int, int], int], day: int) -> None:
    segments = made(counts)
    rows = segments.as_of(day)
    assert len(rows) == (len(counts) if day >= 0 else 0)
    assert all(segments.start[rows] <= day)
    assert all(segments.end[rows] > day)


def test_a_day_out_of_reach_has_the_last_ones() -> None:
    assert made({(1, 1): 3}).as_of(10**12).tolist() == [2]


@given(counts=KEYS, others=KEYS, gone=st.sets(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=3))
def test_keys_are_exchanged(
    counts: dict[tuple[int, int], int],
    others: dict[tuple[int, int], int],
    gone: set[tuple[int, int]],
) -> None:
    segments, fresh = made(counts), made(others, entry=2)
    changed = segments.exchanged([*others, *gone], fresh)
    left = {key: count for key, count in counts.items() if key not in gone} | others
    expected = made(left)
    for key in others:
        expected.entry[expected.of(*key)] = 2
    assert_equal(changed, expected)


def test_columns_that_stay_alike_are_kept() -> None:
    segments = made({(1, 1): 2, (1, 2): 1})
    assert segments.exchanged([(1, 2)], made({(1, 2): 1})) is segments
    changed = segments.exchanged([(1, 2)], made({(1, 2): 1}, entry=2))
    assert changed.entry.tolist() == [1, 1, 2]
    assert segments.entry is not changed.entry
    assert changed.start is segments.start


def test_each_value_has_a_bit() -> None:
    assert reading_bits([2, None, -2]) == reading_bit(2) | reading_bit(-2) == 0b10001
