"""What is not seen: outside the window, where the edges of a lane without a mark name it, or in no lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from timeline_app.domain.dates import day_in_words
from timeline_app.layout.boxes import EdgeBox
from timeline_app.layout.time_scale import tells_hours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks
    from timeline_app.layout.boxes import LabelBox
    from timeline_app.layout.lanes import Lane
    from timeline_app.layout.mark_labels import PlacedMark
    from timeline_app.layout.placing import PlacedLane
    from timeline_app.layout.time_scale import TimeScale

WIDEST = 300.0
"""Logical pixels of an edge's words at the most."""
PADDING = 8.0


def edge_boxes(
    placed: PlacedLane,
    window: tuple[float, float],
    sight: tuple[float, float],
    y: float,
    measure: Callable[[str], float],
) -> Iterator[EdgeBox]:
    """Lay out the words at the left and the right edge of a lane.

    Parameters
    ----------
    window
        First and last point in time that is visible, float days.
    sight
        Left and right edge, logical pixels.
    """
    earlier = [mark for mark in placed.marks if (mark.at if mark.timed else mark.day + 1) < window[0]]
    later = [mark for mark in placed.marks if (mark.at if mark.timed else mark.day) > window[1]]
    if len(earlier) + len(later) < len(placed.marks):
        return
    if earlier:
        nearest = max(earlier, key=lambda mark: mark.at)
        text = f"◂ {_words(nearest, earlier)}"
        width = min(measure(text), WIDEST) + 2 * PADDING
        yield EdgeBox(text, sight[0] + 6, y, width, nearest.entry, placed.lane.key)
    if later:
        nearest = min(later, key=lambda mark: mark.at)
        text = f"{_words(nearest, later)} ▸"
        width = min(measure(text), WIDEST) + 2 * PADDING
        yield EdgeBox(text, sight[1] - 6 - width, y, width, nearest.entry, placed.lane.key)


def covers_title(edge: EdgeBox, inside: Sequence[LabelBox]) -> bool:
    """Tell whether words at a lane's edge would lie over the title of a bar that passes by."""
    return any(
        label.lane == edge.lane
        and abs(label.y - edge.y) < label.height
        and label.x < edge.x + edge.width
        and edge.x < label.x + label.width
        for label in inside
    )


def count_outside(
    marks: Marks, scale: TimeScale, width: float, rows: NDArray[np.bool_] | None = None
) -> tuple[int, int]:
    """Count the entries before and after the window by evidence day, and by time where hours are told.

    Parameters
    ----------
    rows
        Which marks stand for the entries that are counted, one for each; all dated entries if it is None.
    """
    first, last = scale.day(scale.left), scale.day(width)
    seen = marks.between(first, last)
    rows = marks.bears_title if rows is None else rows
    before, after = rows[: seen.start], rows[seen.stop : marks.dated]
    earlier, later = int(np.count_nonzero(before)), int(np.count_nonzero(after))
    if tells_hours(scale.pixels_per_day):
        at = (marks.day[seen] + marks.time[seen])[rows[seen]]
        earlier, later = earlier + int(np.count_nonzero(at < first)), later + int(np.count_nonzero(at > last))
    return earlier, later


def rows_not_shown(marks: Marks, lanes: Sequence[Lane]) -> NDArray[np.bool_]:
    """Mark one row (of n, all marks) for each dated entry that stands in none of the lanes."""
    keys = [
        key for lane in lanes for key in lane.folded or (lane.key,) if lane.folded or lane.kind != "heading"
    ]
    dated = marks.dated
    entries = marks.entry[:dated]
    seen = entries[np.isin(marks.lane[:dated], keys)]
    rows = marks.bears_title.copy()
    rows[dated:] = False
    rows[:dated] &= ~np.isin(entries, seen)
    return rows


def _words(nearest: PlacedMark, marks: Sequence[PlacedMark]) -> str:
    more = f" and {len(marks) - 1} more" if len(marks) > 1 else ""
    label = f": {nearest.label}" if nearest.label else ""
    return f"{day_in_words(int(nearest.day))}{more}{label}"
