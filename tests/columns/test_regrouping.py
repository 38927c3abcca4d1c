"""Marks in other lanes: every entry stands where it is placed, once in each, and nowhere else."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from plain_marks import plain_marks

from timeline_app.columns.marks import NO_VALUE, Marks
from timeline_app.columns.regrouping import NOWHERE, Places, regrouped

ENTRIES = st.dictionaries(
    st.integers(1, 30),
    st.tuples(st.one_of(st.just(np.nan), st.integers(0, 5).map(float)), st.integers(1, 3)),
    max_size=12,
)
PLACES = st.dictionaries(st.tuples(st.integers(1, 30), st.integers(1, 4)), st.sampled_from([-2, 0, NO_VALUE]))


def marks_of(entries: dict[int, tuple[float, int]]) -> Marks:
    """Each entry in so many lanes on a day, sorted as marks are."""
    order = sorted(entries, key=lambda one: (np.isnan(entries[one][0]), entries[one][0], one))
    rows = [(one, lane) for one in order for lane in range(1, entries[one][1] + 1)]
    entry = np.array([one for one, _ in rows], np.int32)
    no = np.zeros(len(rows), np.bool_)
    return plain_marks(
        entry,
        [lane for _, lane in rows],
        [entries[one][0] for one, _ in rows],
        kind=(entry % 3).astype(np.int8),
        only_named=~no,
        importance=(1 + entry % 3).astype(np.int8),
        value=np.full(len(rows), 2, np.int8),
        lanes=np.array([entries[one][1] for one, _ in rows], np.int16),
        bears_title=no,
    )


@given(ENTRIES, PLACES)
def test_every_entry_stands_where_it_is_placed(
    entries: dict[int, tuple[float, int]], values: dict[tuple[int, int], int]
) -> None:
    keys = sorted(values)
    places = Places(
        np.array([one for one, _ in keys], np.int32),
        np.array([lane for _, lane in keys], np.int32),
        np.array([values[key] for key in keys], np.int8),
    )
    before = marks_of(entries)
    found = regrouped(before, places)
    expected = [
        (one, lane, values.get((one, lane), NO_VALUE), len(mine))
        for one in dict.fromkeys(before.entry.tolist())
        for mine in [[lane for of, lane in keys if of == one] or [NOWHERE]]
        for lane in mine
    ]
    columns = (found.entry, found.lane, found.value, found.lanes)
    assert list(zip(*(column.tolist() for column in columns), strict=True)) == expected
    assert not found.only_named.any()
    titled = found.entry[found.bears_title].tolist()
    assert titled == [one for one in dict.fromkeys(before.entry.tolist()) if not np.isnan(entries[one][0])]
    for one, day, kind, importance in zip(
        found.entry.tolist(), found.day.tolist(), found.kind.tolist(), found.importance.tolist(), strict=True
    ):
        assert np.array_equal(day, entries[one][0], equal_nan=True)
        assert (kind, importance) == (one % 3, 1 + one % 3)
