"""Positions over time as numpy arrays: a row a stretch in which one position is shown; no rule, no texts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter, is_
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.taking import places_within

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from timeline_app.domain.positions import Position, Span

    Key = tuple[int, int]

FOREVER: Final = 2**31 - 1
"""Stands in `Segments.end` where the position is still shown, and for an end that is open or unknown."""
NO_DAY: Final = -(2**31)
"""Stands for a day that there is not."""
FURTHEST: Final = 2**30 - 1
"""Days further than this from day 0, some 2.9 million years, are moved here: so the columns stay narrow."""
NON_VALUES: Final = ("", "none recorded", "declined to comment", "ambiguous", "contested", "mixed")
NONE_RECORDED: Final = NON_VALUES.index("none recorded")
CONTESTED: Final = NON_VALUES.index("contested")
MIXED: Final = NON_VALUES.index("mixed")


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """The positions of all parties on all propositions, sorted by `party`, `topic` and `start`.

    Attributes
    ----------
    party, topic
        (n,) int32, ids; together the key of the row.
    start, end
        (n,) int32, shown from the begin of `start` to the begin of `end`; FOREVER where still so.
    entry
        (n,) int32, the entry that carries it; of mixed ones the later.
    value
        (n,) int8, -2 to 2, or NO_VALUE.
    non_value
        (n,) int8, index into NON_VALUES.
    reported
        (n,) bool, a report stands in for a first-hand position.
    conditional
        (n,) bool, it carries conditions.
    since
        (n,) int32, day from which this value holds under these conditions.
    day
        (n,) int32, day of the last entry that carried it; its age counts from here.
    readings
        (n,) uint8, the values shown where it is contested or mixed, a bit each as `reading_bit` gives it.
    back_to
        (n,) int32, day from which a reported standing position runs dashed back; NO_DAY where it does not.
    """

    party: NDArray[np.int32]
    topic: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    entry: NDArray[np.int32]
    value: NDArray[np.int8]
    non_value: NDArray[np.int8]
    reported: NDArray[np.bool_]
    conditional: NDArray[np.bool_]
    since: NDArray[np.int32]
    day: NDArray[np.int32]
    readings: NDArray[np.uint8]
    back_to: NDArray[np.int32]

    def __len__(self) -> int:
        """Count the stretches."""
        return len(self.party)

    @property
    def columns(self) -> list[NDArray[Any]]:
        """The arrays, in the order of the attributes."""
        return list(_COLUMNS(self))

    def of(self, party: int, topic: int) -> slice:
        """Give the rows of a party and topic; an empty slice where they would stand if there are none."""
        low, high = _range_of(self.party, party, 0, len(self))
        return slice(*_range_of(self.topic, topic, low, high))

    def of_party(self, party: int) -> slice:
        """Give the rows of a party."""
        return slice(*_range_of(self.party, party, 0, len(self)))

    def part(self, rows: slice | NDArray[np.intp]) -> Segments:
        """Give some rows, of which nothing is copied if they follow on each other."""
        return Segments(*(column[rows] for column in self.columns))

    def as_of(self, day: int) -> NDArray[np.intp]:
        """Give the rows that are shown at the end of a day, at most one a key, in order."""
        at = np.int32(clipped(day))
        return np.flatnonzero((self.start <= at) & (self.end > at))

    def keys(self) -> NDArray[np.int32]:
        """Give the parties and topics that have rows, (k, 2), in order."""
        first = np.ones(len(self), np.bool_)
        first[1:] = (self.party[1:] != self.party[:-1]) | (self.topic[1:] != self.topic[:-1])
        return np.stack([self.party[first], self.topic[first]], axis=1)

    def exchanged(self, keys: Collection[Key], fresh: Segments) -> Segments:
        """Put fresh rows in the place of those of some keys, to which all of the fresh belong.

        Columns that stay alike are kept. Where the rows are as many as before, they are written to where they
        lie: who held the rows before sees the fresh ones.
        """
        wanted = sorted(set(keys))
        pairs = [(self.of(*key), fresh.of(*key)) for key in wanted]
        if all(old.stop - old.start == new.stop - new.start for old, new in pairs):
            return self._overwritten([old for old, _ in pairs], fresh)
        merged = [_merged(*both, pairs) for both in zip(self.columns, fresh.columns, strict=True)]
        return Segments(*merged)

    def _overwritten(self, places: list[slice], fresh: Segments) -> Segments:
        first, stop = (
            np.array(ends, np.intp) for ends in ([p.start for p in places], [p.stop for p in places])
        )
        at = places_within(first, stop - first)
        columns = [_changed(old, at, new) for old, new in zip(self.columns, fresh.columns, strict=True)]
        return self if all(map(is_, columns, self.columns)) else Segments(*columns)


_COLUMNS: Final = attrgetter(*(field.name for field in fields(Segments)))


def _range_of(column: NDArray[np.int32], wanted: int, low: int, high: int) -> tuple[int, int]:
    # As one of their own type: else numpy would first turn all of the column into wider numbers.
    part, one = column[low:high], np.int32(wanted)
    return low + int(part.searchsorted(one, "left")), low + int(part.searchsorted(one, "right"))


def _merged(old: NDArray[Any], new: NDArray[Any], pairs: list[tuple[slice, slice]]) -> NDArray[Any]:
    pieces: list[NDArray[Any]] = []
    done = 0
    for gone, come in pairs:
        pieces += [old[done : gone.start], new[come]]
        done = gone.stop
    return np.concatenate([*pieces, old[done:]])


def _changed(old: NDArray[Any], at: NDArray[np.intp], new: NDArray[Any]) -> NDArray[Any]:
    """Put other values at some places of a column; the same column if they are no others."""
    if np.array_equal(old[at], new):
        return old
    old[at] = new
    return old.view()


_TYPES: Final = (
    *(np.int32,) * 5,
    *(np.int8,) * 2,
    *(np.bool_,) * 2,
    *(np.int32,) * 2,
    np.uint8,
    np.int32,
)


def segments_of(spans: Mapping[Key, Sequence[Span]], decay_days: Mapping[int, int]) -> Segments:
    """Turn what the plain rule says into rows.

    Parameters
    ----------
    spans
        By party and topic, in any order.
    decay_days
        By topic.
    """
    return segments_in_order(sorted(spans.items()), decay_days)


def segments_in_order(spans: Iterable[tuple[Key, Sequence[Span]]], decay_days: Mapping[int, int]) -> Segments:
    """Turn what the plain rule says into rows, each party and topic as it comes, in their order."""
    rows = [
        (*key, *_days_of(span), *_row_of(span.position, decay_days[key[1]]))
        for key, found in spans
        for span in found
    ]
    columns = zip(*rows, strict=True) if rows else [()] * len(_TYPES)
    arrays: list[Any] = [np.array(c, dtype=t) for c, t in zip(columns, _TYPES, strict=True)]
    return Segments(*arrays)


def _days_of(span: Span) -> tuple[int, int]:
    return clipped(span.start), FOREVER if span.end is None else clipped(span.end)


def _row_of(position: Position, decay_days: int) -> tuple[Any, ...]:
    non_value = MIXED if position.mixed else NON_VALUES.index(position.non_value or "")
    return (
        position.entry,
        NO_VALUE if position.value is None else position.value,
        non_value,
        position.mode == "reported",
        bool(position.conditions),
        clipped(position.since),
        clipped(position.day),
        _readings_of(position, non_value),
        _back_to(position, decay_days),
    )


def _readings_of(position: Position, non_value: int) -> int:
    if non_value == MIXED:
        return reading_bits(evidence.value for evidence in position.carriers)
    return reading_bits(position.carriers[-1].readings) if non_value == CONTESTED else 0


def _back_to(position: Position, decay_days: int) -> int:
    """Tell from which day a reported standing position runs dashed back.

    It reaches to the earliest day it may have begun, and no further back than the decay days.
    """
    act = position.carriers[-1].act
    if position.mode != "reported" or act.begin_lo == act.end_hi:
        return NO_DAY
    furthest = position.day - decay_days
    return clipped(furthest if act.begin_lo is None else max(act.begin_lo, furthest))


_EVERY_READING = 0b11111


def reading_bits(values: Iterable[int | None]) -> int:
    """Give the bits of some values, which of -2 to 2 are among them; null has none."""
    bits = 0
    for value in values:
        bits |= 0 if value is None else reading_bit(value)
        if bits == _EVERY_READING:  # very many carriers may be mixed
            break
    return bits


def reading_bit(value: int) -> int:
    """Give the bit that stands for a value in `Segments.readings`."""
    return 1 << (value + 2)


def clipped(day: int) -> int:
    """Move a day that is too far off to where columns end."""
    return max(-FURTHEST, min(day, FURTHEST))


@lru_cache(maxsize=32)
def values_of(bits: int) -> tuple[int, ...]:
    """Give the values that some bits stand for."""
    return tuple(value for value in range(-2, 3) if bits & reading_bit(value))
