"""The marks of a document as numpy arrays: a row an entry and lane, sorted by day; no texts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

import numpy as np

from timeline_app.columns.durations import durations_of
from timeline_app.domain.vocabulary import ENTRY_KINDS, group_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from timeline_app.columns.durations import Durations

NO_VALUE: Final = 127
"""Stands in `Marks.value` where an entry's shown stances do not share one value."""

MOST_LANES: Final = 12
"""Lanes of an entry up to which it is drawn in each of them."""

ONE_BY_ONE: Final = 12
"""Entries up to which each is looked for by itself."""

SHAPES: Final = ("circle", "square", "diamond", "triangle")
_OF_GROUP = {"words": 0, "talks": 1, "deeds": 3, "context": 3}
SHAPE_OF_KIND: Final = np.array(
    [2 if kind in ("demand", "precondition") else _OF_GROUP[group_of(kind)] for kind in ENTRY_KINDS],
    dtype=np.int8,
)

IS_CONTEXT: Final = np.array([group_of(kind) == "context" for kind in ENTRY_KINDS])


@dataclass(frozen=True, eq=False)
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
    time
        (n,) float32, the share of its day after which it was, where one certain day has a local time; NaN
        where nobody knows.
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
    time: NDArray[np.float32]

    def __len__(self) -> int:
        """Count the marks."""
        return len(self.entry)

    def __getattr__(self, name: str) -> Any:
        """Make the columns again as they were before others were written over them."""
        after: _After | None = vars(self).get("_after")
        if after is None or name not in _NAMES:
            raise AttributeError(name)
        copied = after.marks.taken(slice(None))
        vars(copied)["kin"] = self.kin
        vars(self).update(vars(exchanged(copied, sorted(after.entries), after.gone)))
        del vars(self)["_after"]
        return vars(self)[name]

    def of(self, entries: Sequence[int]) -> Marks:
        """Give the marks of some entries."""
        after: _After | None = vars(self).get("_after")
        if after is None:
            return self.taken(self.rows_of(entries))
        then = [entry for entry in entries if entry in after.entries]
        now = [entry for entry in entries if entry not in after.entries]
        parts = (after.gone.of(then), after.marks.of(now))
        return Marks(*(np.concatenate(both) for both in zip(*map(_columns, parts), strict=True)))

    def only(self, entries: NDArray[np.int32]) -> Marks:
        """Give the marks of some entries, ids in (m,) int32."""
        return self.taken(np.isin(self.entry, entries))

    def rows_of(self, entries: Sequence[int]) -> NDArray[np.intp]:
        """Find the rows of the marks of some entries."""
        if len(entries) > ONE_BY_ONE:
            return np.flatnonzero(np.isin(self.entry, entries))
        found = [self._rows_of_one(entry) for entry in entries]
        return np.sort(np.concatenate(found)) if found else np.empty(0, np.intp)

    def _rows_of_one(self, entry: int) -> NDArray[np.intp]:
        if entry not in self._found:
            self._found[entry] = np.flatnonzero(self.entry == np.int32(entry))
        return self._found[entry]

    @cached_property
    def _found(self) -> dict[int, NDArray[np.intp]]:
        """Rows of entries that were asked for one by one."""
        return {}

    def taken(self, rows: NDArray[np.bool_] | NDArray[np.intp] | slice) -> Marks:
        """Give a copy of some of the marks, by a mask or by their rows."""
        return Marks(
            *(column[rows].copy() if isinstance(rows, slice) else column[rows] for column in _columns(self))
        )

    @cached_property
    def durations(self) -> Durations:
        """The marks that are drawn with bars that reach over more than a day; without an end, for ever."""
        dated = slice(0, self.dated)
        rows = np.flatnonzero(self.have_bars(dated))
        return durations_of(*self.spans_of(rows), rows, self.lane[rows])

    def spans_of(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give from when to when bars at some rows reach, float days; those without an end for ever."""
        day, begin, end = self.day[rows], self.begin_lo[rows], self.end_hi[rows]
        last = np.where(np.isnan(end), np.where(self.lasts[rows], np.inf, day), end)
        return np.fmin(begin, day), np.fmax(last, day) + 1

    def are_drawn(self, rows: slice | NDArray[np.intp]) -> NDArray[np.bool_]:
        """Tell which marks are drawn: of an entry in very many lanes only the one that bears its title."""
        return self.bears_title[rows] | (self.lanes[rows] <= MOST_LANES)

    def have_bars(self, rows: slice) -> NDArray[np.bool_]:
        """Tell which marks are drawn with a bar, for they are not of one certain day."""
        return (self.begin_lo[rows] != self.end_hi[rows]) & self.are_drawn(rows)

    @cached_property
    def titled(self) -> int:
        """How many entries have a place in time."""
        return int(np.count_nonzero(self.bears_title))

    @cached_property
    def kin(self) -> object:
        """What marks share that were made from each other by putting others in the place of some entries'."""
        return object()

    @property
    def dated(self) -> int:
        """How many marks have a day; they stand first."""
        return int(self.day.searchsorted(np.inf, "right"))

    def between(self, first: float, last: float) -> slice:
        """Give the rows of the marks whose day, which is a day long, meets a stretch of time, float days."""
        low = self.day.searchsorted(first - 1, "right")
        return slice(int(low), int(self.day.searchsorted(last, "right")) if last < np.inf else self.dated)

    def at(self, *, by_time: bool) -> NDArray[np.float64]:
        """Give where marks stand, float days: in the middle of their day, or at a time that is known."""
        if not by_time:
            return self.day + 0.5
        return self.day + np.where(np.isnan(self.time), 0.5, self.time)

    @property
    def shape(self) -> NDArray[np.int8]:
        """(n,) int8, index into SHAPES."""
        return SHAPE_OF_KIND[self.kind]


def exchanged(marks: Marks, entries: Sequence[int], fresh: Marks) -> Marks:
    """Put fresh marks in the place of those of some entries; columns that stay alike are kept.

    Where they are as many as before, columns are written to where they lie: to copy them would take longer
    than all else of an edit. The marks before are made again from the new ones if anybody looks at them.
    """
    places = marks.rows_of(entries)
    come = _places_of(marks, fresh)
    gone = marks.taken(places)
    if all(map(_alike, _columns(gone), _columns(fresh))):
        return marks
    if len(fresh) == len(places):
        stretch = _stretch(places, come)
        columns = [_moved(old, stretch, places, come, new) for old, new in _pairs(marks, fresh)]
    else:
        pieces = _pieces(len(marks), places, come)
        columns = [_joined(*both, pieces) for both in _pairs(marks, fresh)]
    joined = Marks(*columns)
    if "durations" in vars(marks) and all(getattr(joined, n) is getattr(marks, n) for n in _OF_BARS):
        vars(joined)["durations"] = marks.durations
    elif "durations" in vars(marks) and not (_any_long(gone) or _any_long(fresh)):
        vars(joined)["durations"] = marks.durations.shifted(places, np.sort(np.array(come, np.intp)))
    vars(joined)["kin"] = marks.kin
    if joined.entry is marks.entry and "_found" in vars(marks):
        vars(joined)["_found"] = vars(marks)["_found"]
    elif len(entries) <= ONE_BY_ONE:
        vars(joined)["_found"] = _found_after(entries, fresh, places, come)
    if len(fresh) == len(places):
        vars(marks).clear()
        vars(marks).update(kin=joined.kin, _after=_After(joined, frozenset(entries), gone))
    return joined


def _found_after(
    entries: Sequence[int], fresh: Marks, gone: NDArray[np.intp], come: list[int]
) -> dict[int, NDArray[np.intp]]:
    """Tell in which rows the marks of some entries stand once exchanged; to search would take long."""
    order = np.argsort(come, kind="stable")
    before = np.array(come, np.intp)[order]
    rows = before - np.searchsorted(gone, before, "left") + np.arange(len(before))
    return {entry: rows[fresh.entry[order] == entry] for entry in entries}


class _After(NamedTuple):
    """What took the place of marks: the marks now, the entries that differ, and the marks of these before."""

    marks: Marks
    entries: frozenset[int]
    gone: Marks


def _pairs(marks: Marks, fresh: Marks) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    return zip(_columns(marks), _columns(fresh), strict=True)


def _alike(old: NDArray[Any], new: NDArray[Any]) -> bool:
    return np.array_equal(old, new, equal_nan=old.dtype.kind == "f")


def _stretch(places: NDArray[np.intp], come: list[int]) -> slice:
    """Give the rows between the first and the last from which marks go or to which they come."""
    ends = [*places.tolist(), *come]
    return slice(min(ends), max(*ends, int(places[-1]) + 1))


def _moved(
    column: NDArray[Any], stretch: slice, gone: NDArray[np.intp], come: list[int], new: NDArray[Any]
) -> NDArray[Any]:
    """Let as many go as come in a stretch of a column; the same column if that makes no difference."""
    old = column[stretch]
    pieces = _pieces(len(old), gone - stretch.start, [place - stretch.start for place in come])
    now = _joined(old, new, pieces)
    if _alike(old, now):
        return column
    column[stretch] = now
    return column.view()


def _any_long(marks: Marks) -> bool:
    """Tell whether one of some marks is not of one certain day."""
    return bool((marks.begin_lo != marks.end_hi).any())


_Pieces = list[tuple[slice, slice]]
"""What is kept, and what comes after it: rows of the old and of the fresh marks, in turn."""


def _pieces(count: int, gone: NDArray[np.intp], come: list[int]) -> _Pieces:
    """Cut so many marks where some go and others come."""
    comes = [(place, slice(n, n + 1)) for n, place in enumerate(come)]
    goes = [(place, slice(0, 0)) for place in gone.tolist()]
    pieces: _Pieces = []
    done = 0
    for place, row in sorted(comes + goes, key=lambda cut: (cut[0], not cut[1].stop, cut[1].start)):
        pieces.append((slice(done, place), row))
        done = place + (not row.stop)
    return [*pieces, (slice(done, count), slice(0, 0))]


def _joined(old: NDArray[Any], new: NDArray[Any], pieces: _Pieces) -> NDArray[Any]:
    return np.concatenate([part for kept, come in pieces for part in (old[kept], new[come])])


def _columns(marks: Marks) -> list[NDArray[Any]]:
    return list(_COLUMNS(marks))


_OF_BARS: Final = ("entry", "lane", "day", "begin_lo", "end_hi", "lasts", "lanes", "bears_title")
_NAMES: Final = tuple(field.name for field in fields(Marks))
_COLUMNS: Final = attrgetter(*_NAMES)


def _places_of(marks: Marks, fresh: Marks) -> list[int]:
    """Find before which marks others belong, by day and then by entry."""
    lows = np.searchsorted(marks.day, fresh.day, "left").tolist()
    highs = np.searchsorted(marks.day, fresh.day, "right").tolist()
    entries = fresh.entry.tolist()
    found = zip(lows, highs, entries, strict=True)
    return [low + int(cast("Any", marks.entry[low:high].searchsorted(one))) for low, high, one in found]
