"""The marks of a document as numpy arrays: a row an entry and lane, sorted by day; no texts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import is_
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from timeline_app.domain.vocabulary import ENTRY_KINDS, group_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NO_VALUE: Final = 127
"""Stands in `Marks.value` where an entry's shown stances do not share one value."""

SHAPES: Final = ("circle", "square", "diamond", "triangle")
_OF_GROUP = {"words": 0, "talks": 1, "deeds": 3, "context": 3}
SHAPE_OF_KIND: Final = np.array(
    [2 if kind in ("demand", "precondition") else _OF_GROUP[group_of(kind)] for kind in ENTRY_KINDS],
    dtype=np.int8,
)

IS_CONTEXT: Final = np.array([group_of(kind) == "context" for kind in ENTRY_KINDS])


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """What is drawn of entries, a row a mark, sorted by `day` (undated ones last) and then by entry.

    Attributes
    ----------
    entry
        (n,) int32, the entry's id.
    lane
        (n,) int32, the party's id; for a context lane minus the id of its heading, 0 without one.
    kind
        (n,) int8, index into ENTRY_KINDS.
    only_named
        (n,) bool, the party is named, observes or is absent: drawn hollow.
    day
        (n,) float64, evidence day, proleptic Gregorian; NaN for an entry without a usable date.
    begin_lo, begin_hi, end_lo, end_hi
        (n,) float64, the day ordinals of the date, NaN where open or unknown.
    lasts
        (n,) bool, the date is an interval: its length is duration, not doubt.
    doubtful
        (n,) bool, the date is marked with ``?`` or ``%``.
    importance
        (n,) int8, 1 to 3.
    value
        (n,) int8, the value shared by the entry's stances in this lane, or NO_VALUE.
    lanes
        (n,) int16, in how many lanes the entry stands.
    bears_title
        (n,) bool, the one mark of a dated entry that bears its title: its first that is not only named, else
        its first.
    """

    entry: NDArray[np.int32]
    lane: NDArray[np.int32]
    kind: NDArray[np.int8]
    only_named: NDArray[np.bool_]
    day: NDArray[np.float64]
    begin_lo: NDArray[np.float64]
    begin_hi: NDArray[np.float64]
    end_lo: NDArray[np.float64]
    end_hi: NDArray[np.float64]
    lasts: NDArray[np.bool_]
    doubtful: NDArray[np.bool_]
    importance: NDArray[np.int8]
    value: NDArray[np.int8]
    lanes: NDArray[np.int16]
    bears_title: NDArray[np.bool_]

    def __len__(self) -> int:
        """Count the marks."""
        return len(self.entry)

    def only(self, entries: NDArray[np.int32]) -> Marks:
        """Give the marks of some entries, ids in (m,) int32."""
        return self.taken(np.isin(self.entry, entries))

    def taken(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> Marks:
        """Give some of the marks, by a mask or by their rows."""
        return Marks(*(column[rows] for column in _columns(self)))

    @property
    def dated(self) -> int:
        """How many marks have a day; they stand first."""
        return int(self.day.searchsorted(np.inf, "right"))

    def between(self, first: float, last: float) -> slice:
        """Give the rows of the marks whose day, which is a day long, meets a stretch of time, float days."""
        low = self.day.searchsorted(first - 1, "right")
        return slice(int(low), int(self.day.searchsorted(last, "right")) if last < np.inf else self.dated)

    @property
    def shape(self) -> NDArray[np.int8]:
        """(n,) int8, index into SHAPES."""
        return SHAPE_OF_KIND[self.kind]


def exchanged(marks: Marks, entries: Sequence[int], fresh: Marks) -> Marks:
    """Put fresh marks in the place of all those of some entries; columns that stay alike are kept."""
    gone = np.isin(marks.entry, entries)
    places = np.flatnonzero(gone)
    if np.array_equal(marks.entry[places], fresh.entry) and np.array_equal(
        marks.day[places], fresh.day, equal_nan=True
    ):
        pairs = list(zip(_columns(marks), _columns(fresh), strict=True))
        columns = [_overwritten(old, places, new) for old, new in pairs]
        return marks if all(map(is_, columns, _columns(marks))) else Marks(*columns)
    kept = [column[~gone] for column in _columns(marks)]
    at = _places_of(kept[0], kept[4], fresh)
    pairs: list[tuple[Any, Any]] = list(zip(kept, _columns(fresh), strict=True))
    together: list[Any] = [np.insert(old, at, new) for old, new in pairs]
    return Marks(*together)


def _overwritten(old: NDArray[Any], places: NDArray[np.intp], new: NDArray[Any]) -> NDArray[Any]:
    """Put other values at some places of a column; the same column if they are no others."""
    if np.array_equal(old[places], new, equal_nan=old.dtype.kind == "f"):
        return old
    column = old.copy()
    column[places] = new
    return column


def _columns(marks: Marks) -> list[NDArray[Any]]:
    return [getattr(marks, field.name) for field in fields(marks)]


def _places_of(entry: NDArray[np.int32], day: NDArray[np.float64], fresh: Marks) -> list[int]:
    """Find where marks belong among others, which are of other entries, by day and then by entry."""
    lows = np.searchsorted(day, fresh.day, "left").tolist()
    highs = np.searchsorted(day, fresh.day, "right").tolist()
    found: list[int] = []
    for low, high, one in zip(lows, highs, fresh.entry.tolist(), strict=True):
        found.append(low + int(cast("Any", entry[low:high].searchsorted(one))))
    return found
