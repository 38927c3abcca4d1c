"""Where to look next: a window that shows everything, a day to snap to, the next entry of a lane."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.columns.stretches import FOREVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.view import View

ROOM = 150.0
"""Logical pixels left free before everything, for the names of ribbons, and after it, for the as-of flag."""
MOST_BEFORE, MOST_AFTER = 0.2, 0.15
"""What that may take at the most of a narrow window."""
LEAST_DAYS = 8.0
LONG_GAP = 4.0
A_YEAR, AS_OF_REACH = 366, 1


def fitted(timeline: Timeline, view: View, width: float) -> View:
    """Look at everything, `width` logical pixels wide, as of the end of what is known.

    A few entries long before all others do not count: the window would show little else than the gap. The
    scene names what lies outside.
    """
    first, last = _with_doubt(timeline, *bulk_of(_days(timeline)))
    as_of = view.as_of if view.as_of is not None else timeline.collected_through or last
    reach = AS_OF_REACH * (last - first + LEAST_DAYS)
    if first - reach < as_of < last + reach:
        first, last = min(first, as_of), max(last, as_of)
    days = max(last + 1 - first, LEAST_DAYS)
    before, after = min(ROOM, width * MOST_BEFORE), min(ROOM, width * MOST_AFTER)
    share = days / max(width - before - after, 1.0)
    start = min(first, last + 1 - days) - share * before
    end = last + 1 + share * after
    return replace(view, start=float(start), end=float(end), as_of=int(as_of))


def _with_doubt(timeline: Timeline, first: int, last: int) -> tuple[int, int]:
    """Widen a span of evidence to the days on which its entries may have begun and ended.

    No further than twice its own length, or a year for a single day, so that a vague date does not take the
    window for itself.
    """
    marks = timeline.marks
    low, high = marks.day.searchsorted(first), marks.day.searchsorted(last, "right")
    reach = 2 * (last - first) if last > first else A_YEAR
    begins, ends = marks.begin_lo[low:high], marks.end_hi[low:high]
    earliest = begins.min(initial=first, where=begins >= first - reach)
    latest = ends.max(initial=last, where=ends <= last + reach)
    return int(earliest), int(latest)


def extent(timeline: Timeline) -> tuple[int, int]:
    """Give the first and the last day of evidence; a week up to today where there is none."""
    days = _days(timeline)
    return (int(days[0]), int(days[-1])) if len(days) else (_today() - 7, _today())


def bulk_of(days: NDArray[np.float64]) -> tuple[int, int]:
    """Give the first and the last day of the bulk of evidence.

    Parameters
    ----------
    days
        (n,) float64, sorted evidence days.

    Notes
    -----
    The first tenth of the marks (at least one) is left out if a gap follows it that is four times as long as
    all that comes after the gap.
    """
    if not len(days):
        return _today() - 7, _today()
    early = max(1, len(days) // 10)
    gaps = np.diff(days[: early + 1])
    if len(gaps):
        widest = int(np.argmax(gaps))
        if gaps[widest] > LONG_GAP * (days[-1] - days[widest + 1] + LEAST_DAYS):
            days = days[widest + 1 :]
    return int(days[0]), int(days[-1])


def _days(timeline: Timeline) -> NDArray[np.float64]:
    return timeline.marks.day[: timeline.marks.dated]


def _today() -> int:
    from datetime import date

    return date.today().toordinal()  # noqa: DTZ011 - the user's own day is meant


def as_of_near(timeline: Timeline, at: float, reach: float) -> int:
    """Give the day whose end is nearest to a point in time, preferring days of evidence within `reach`."""
    days = _days(timeline)
    after = int(days.searchsorted(at - 1))
    beside = days[max(after - 1, 0) : after + 1].tolist()
    nearest = min(beside, key=lambda day: abs(day + 1 - at), default=None)
    return int(nearest) if nearest is not None and abs(nearest + 1 - at) <= reach else round(at) - 1


def next_change(timeline: Timeline, day: int, step: int) -> int | None:
    """Give the next (`step` 1) or previous (-1) day on which a position changes."""
    segments = timeline.segments
    days = [
        near
        for column in (segments.start, segments.end[segments.end != FOREVER])
        if len(later := column[(column - day) * step > 0])
        for near in [int(later[np.argmin(np.abs(later - day))])]
    ]
    return min(days, key=lambda found: abs(found - day), default=None)


def neighbour(timeline: Timeline, entry: int | None, step: int, lane: int | None = None) -> int | None:
    """Give the next (`step` 1) or previous (-1) entry in one of the entry's lanes; at first, the first.

    Where no lane is given it is the entry's first.

    Within a day, what has a time of day comes in its order, and the rest in the middle of the day.
    Of an entry without a usable date, the first of its lane is the next.
    """
    marks, dated = timeline.marks, timeline.marks.dated
    rows = np.flatnonzero(marks.entry == (-1 if entry is None else entry))
    if not len(rows):
        return int(marks.entry[0 if step > 0 else dated - 1]) if dated else None
    own = marks.lane[rows[0]] if lane is None else np.int32(lane)
    in_lane = np.flatnonzero(marks.lane[:dated] == own)
    some = marks.taken(in_lane)
    order = some.entry[np.argsort(some.at(by_time=True), kind="stable")]
    here = np.flatnonzero(order == entry)
    place = int(here[0]) + step if len(here) else 0
    return int(order[place]) if 0 <= place < len(order) else None


def place_of(timeline: Timeline, entry: int) -> tuple[float, int] | None:
    """Give an entry's time, or the middle of its day, and its first lane; None without a place in time."""
    marks = timeline.marks
    found = marks.rows_of([entry])
    found = found[found < marks.dated][:1]
    return (float(marks.taken(found).at(by_time=True)[0]), int(marks.lane[found[0]])) if len(found) else None
