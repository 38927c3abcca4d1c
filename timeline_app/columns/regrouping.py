"""Marks in other lanes than those of parties: a mark for each lane in which an entry stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.taking import places_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks

NOWHERE: Final = 0
"""The lane of entries that stand in none."""
FIRST_KIND: Final = 1
"""The lane of the first kind of entry; the others follow."""


class Places(NamedTuple):
    """In which lanes entries stand, (n,) each, sorted by `entry`; `value` is what a mark there shows."""

    entry: NDArray[np.int32]
    lane: NDArray[np.int32]
    value: NDArray[np.int8]


def regrouped(marks: Marks, places: Places) -> Marks:
    """Give the marks of the same entries in other lanes.

    An entry without a place stands in NOWHERE. Nobody is only named there.
    """
    first = np.flatnonzero(np.diff(marks.entry, prepend=-1))
    low, high = _ranges_of(marks.entry[first], places.entry)
    lanes = np.maximum(high - low, 1)
    entry_rows = np.repeat(first, lanes)
    is_placed = np.repeat(high > low, lanes)
    place_rows = places_within(low[high > low], (high - low)[high > low])
    lane, value = np.full(len(entry_rows), NOWHERE, np.int32), np.full(len(entry_rows), NO_VALUE, np.int8)
    lane[is_placed], value[is_placed] = places.lane[place_rows], places.value[place_rows]
    bears_title = np.zeros(len(entry_rows), np.bool_)
    bears_title[np.cumsum(lanes) - lanes] = True
    some = marks.taken(entry_rows)
    return replace(
        some,
        lane=lane,
        only_named=np.zeros(len(entry_rows), np.bool_),
        value=value,
        lanes=np.repeat(lanes, lanes).astype(np.int16),
        bears_title=bears_title & ~np.isnan(some.day),
    )


def _ranges_of(
    wanted: NDArray[np.int32], entries: NDArray[np.int32]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Find from where to where sorted entries are those wanted; looked for in order, which is far faster."""
    order = np.argsort(wanted, kind="stable")
    in_order = wanted[order]
    low, high = np.empty(len(wanted), np.intp), np.empty(len(wanted), np.intp)
    low[order], high[order] = entries.searchsorted(in_order), entries.searchsorted(in_order, "right")
    return low, high
