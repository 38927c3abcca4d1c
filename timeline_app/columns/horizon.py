"""A document as it looks on a day: which marks are later, and positions without what came after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from timeline_app.columns.stretches import FOREVER, Stretches, clipped
from timeline_app.columns.taking import numbered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks

S = TypeVar("S", bound=Stretches)


def said_later(marks: Marks, day: int) -> NDArray[np.int32]:
    """Find the entries that were not yet said for certain at the end of a day: ids, rising, (k,) int32.

    That goes by the evidence day, as positions do; what has no date is never later.
    """
    later = marks.entry[marks.day[: marks.dated].searchsorted(day, "right") : marks.dated]
    return numbered(later)


def stretches_by(stretches: S, day: int) -> S:
    """Give stretches as they were known at the end of a day: what holds then holds for ever."""
    at = np.int32(clipped(day))
    known = stretches.part(np.flatnonzero(stretches.start <= at))
    return replace(known, end=np.where(known.end > at, np.int32(FOREVER), known.end))
