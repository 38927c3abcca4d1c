"""Two compared days on the lanes: where they stand, and the stretches of ribbons that changed between."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.columns.stretches import FOREVER
from timeline_app.domain.dates import day_in_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.segments import Segments
    from timeline_app.layout.sheet import Sheet
    from timeline_app.layout.time_scale import TimeScale

AROUND = 2.5
"""Logical pixels between a ribbon and the frame around its stretch."""
CLOSE = 12.0
"""Logical pixels up to which stretches that follow on each other share a frame."""


class ChangedBox(NamedTuple):
    """A frame around what changed; it is open to the right where it holds on past the second day."""

    left: float
    right: float
    top: float
    height: float
    goes_on: bool


class DayFlag(NamedTuple):
    """The end of a compared day."""

    x: float
    label: str


class ComparedDays(NamedTuple):
    """What two compared days look like, x and y of the sheet."""

    flags: tuple[DayFlag, DayFlag]
    boxes: tuple[ChangedBox, ...]


def lay_compared(segments: Segments, sheet: Sheet, days: tuple[int, int]) -> ComparedDays:
    """Lay out two days and what changed after the first, by the end of the second."""
    first, second = days
    scale = sheet.scale
    flags = (
        DayFlag(scale.x(first + 1), f"from end of {day_in_words(first)}"),
        DayFlag(scale.x(second + 1), f"to end of {day_in_words(second)}"),
    )
    height = sheet.laying.metrics.ribbon + 2 * AROUND
    boxes = [
        box
        for row in sheet.rows
        for box in _boxes(segments.part(slice(row.first, row.stop)), row.y, height, scale, days)
    ]
    return ComparedDays(flags, tuple(boxes))


def _boxes(
    own: Segments, y: float, height: float, scale: TimeScale, days: tuple[int, int]
) -> list[ChangedBox]:
    starts, ends = changed_days(own, *days)
    found: list[ChangedBox] = []
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        left, right = scale.x(start), scale.x(end)
        if found and right - found[-1].left < CLOSE:
            left = found.pop().left
        found.append(ChangedBox(left, right, y - height / 2, height, end == days[1] + 1))
    return found


def changed_days(own: Segments, first: int, second: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give from when until when one party's position on a proposition was another one than before.

    A reaffirmation changes nothing. A position that ended leaves a blank that counts, too, until another one
    follows or the second day is over.

    Parameters
    ----------
    own
        The stretches of that party and proposition, in order.
    first, second
        What began after the end of the first day and by the end of the second is given.
    """
    count = len(own)
    follows = np.zeros(count, np.bool_)
    follows[1:] = (own.end[:-1] == own.start[1:]) & (own.since[1:] == own.since[:-1])
    follows[1:] &= own.reported[1:] == own.reported[:-1]
    begins = np.flatnonzero(~follows)
    starts = own.start[begins].astype(np.int64)
    ends = own.end[np.append(begins[1:], count) - 1 if count else begins].astype(np.int64)
    gap = np.flatnonzero((ends != FOREVER) & (np.append(starts[1:], FOREVER) > ends))
    following = np.append(starts[1:], FOREVER)[gap]
    starts, ends = np.append(starts, ends[gap]), np.append(ends, following)
    within = np.flatnonzero((starts > first) & (starts <= second))
    within = within[np.argsort(starts[within], kind="stable")]
    return starts[within], np.minimum(ends[within], second + 1)
