"""Positions over time as numpy arrays: a row a stretch in which one position is shown; no rule, no texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.stretches import FOREVER, Stretches, clipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from timeline_app.columns.stretches import Key
    from timeline_app.domain.positions import Position, Span

NO_DAY: Final = -(2**31)
"""Stands for a day that there is not."""
NON_VALUES: Final = ("", "none recorded", "declined to comment", "ambiguous", "contested", "mixed")
NONE_RECORDED: Final = NON_VALUES.index("none recorded")
CONTESTED: Final = NON_VALUES.index("contested")
MIXED: Final = NON_VALUES.index("mixed")


@dataclass(frozen=True, slots=True, eq=False)
class Segments(Stretches):
    """The positions of all parties on all propositions; at most one at a time.

    Attributes
    ----------
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

    entry: NDArray[np.int32]
    value: NDArray[np.int8]
    non_value: NDArray[np.int8]
    reported: NDArray[np.bool_]
    conditional: NDArray[np.bool_]
    since: NDArray[np.int32]
    day: NDArray[np.int32]
    readings: NDArray[np.uint8]
    back_to: NDArray[np.int32]

    def held(
        self, parties: NDArray[np.int32], topics: NDArray[np.int32], day: int
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Find which of some parties hold a position, each on one of as many topics, at the end of a day.

        Returns
        -------
        (m,) intp, (m,) intp
            The places of those that do, and their rows.
        """
        at, (first, stop) = np.int32(clipped(day)), self.ranges(parties, topics)
        low, high = first.copy(), stop
        while len(open_ := np.flatnonzero(low < high)):
            middle = (low[open_] + high[open_]) // 2
            has_begun = self.start[middle] <= at
            low[open_[has_begun]] = middle[has_begun] + 1
            high[open_[~has_begun]] = middle[~has_begun]
        places = np.flatnonzero(low > first)
        rows = low[places] - 1
        goes_on = self.end[rows] > at
        return places[goes_on], rows[goes_on]


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


@lru_cache(maxsize=32)
def values_of(bits: int) -> tuple[int, ...]:
    """Give the values that some bits stand for."""
    return tuple(value for value in range(-2, 3) if bits & reading_bit(value))
