"""Marks that reach over more than a day, found by the stretch of time they meet; knows nothing of marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FACTOR: Final = 4.0
"""How much longer the durations of a class are than those of the one before, at the most."""
ENDLESS: Final = 1e15
"""Days as which one without an end is classed."""


class _Class(NamedTuple):
    """Durations of similar length, sorted by their start; `longest` is that of the longest one."""

    start: Floats
    end: Floats
    rows: NDArray[np.intp]
    longest: float


@dataclass(frozen=True, slots=True, eq=False)
class Durations:
    """Durations in classes by length: those that meet a stretch of time are two binary searches a class."""

    classes: tuple[_Class, ...]

    def count(self, first: float, last: float) -> int:
        """Count those that may meet a stretch of time; never too few."""
        return sum(part.stop - part.start for part in (_near(c, first, last) for c in self.classes))

    def meeting(self, first: float, last: float) -> NDArray[np.intp]:
        """Give the rows of those that meet a stretch of time, float days, in no order."""
        found = [_meeting(one, first, last) for one in self.classes]
        return np.concatenate(found) if found else np.empty(0, np.intp)

    def shifted(self, gone: NDArray[np.intp], come: NDArray[np.intp]) -> Durations:
        """Give them after rows went, none of theirs, and others came before some; both sorted."""
        return Durations(
            tuple(
                one._replace(
                    rows=one.rows - gone.searchsorted(one.rows) + come.searchsorted(one.rows, "right")
                )
                for one in self.classes
            )
        )


def _near(one: _Class, first: float, last: float) -> slice:
    low = one.start.searchsorted(first - one.longest, "left") if np.isfinite(one.longest) else 0
    return slice(int(low), int(one.start.searchsorted(last, "right")))


def _meeting(one: _Class, first: float, last: float) -> NDArray[np.intp]:
    near = _near(one, first, last)
    return one.rows[near][one.end[near] >= first]


def durations_of(start: Floats, end: Floats, rows: NDArray[np.intp]) -> Durations:
    """Sort durations into classes.

    Parameters
    ----------
    start, end
        (n,) float days; an end may be infinite.
    rows
        (n,) what is given for each.
    """
    length = np.maximum(end - start, 1.0)
    number = np.floor(np.log(np.minimum(length, ENDLESS)) / np.log(FACTOR)).astype(np.int8)
    order = np.argsort(start, kind="stable")
    order = order[np.argsort(number[order], kind="stable")]  # of so few numbers that is the fastest
    starts = np.flatnonzero(np.diff(number[order], prepend=np.int8(-1)) != 0) if len(order) else order
    parts = np.split(order, starts[1:]) if len(starts) else []
    return Durations(tuple(_Class(start[p], end[p], rows[p], float(length[p].max())) for p in parts))
