"""What of a lane is not shown one by one, and what of it is in view, to be listed when somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from timeline_app.layout.dots import HIDDEN
from timeline_app.layout.reach import Reach, standing
from timeline_app.layout.ribbons import wanted_by

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks
    from timeline_app.layout.arrangement import Arrangement, PlacedLane
    from timeline_app.layout.ribbons import Ribbon
    from timeline_app.layout.view import View

    Ids = NDArray[np.int32]


def entries_in_view(marks: Marks, lane: int, view: View) -> Ids:
    """Give the entries of a lane that were, or may have been, in a view's window, by day: (n,)."""
    return marks.entry[_meeting(marks, lane, Reach(view.start, view.end))]


def ongoing(arrangement: Arrangement, placed: PlacedLane) -> Ids:
    """Give the entries of a lane that only pass by and are not shown, by day: (n,).

    They pass by the stretch of time that is laid out, as those that `PlacedLane.passing` counts.
    """
    marks, reach = arrangement.timeline.marks, arrangement.reach
    rows = _meeting(marks, placed.lane.key, reach)
    rows = rows[~standing(marks, reach, rows) & marks.are_drawn(rows)]
    if (field := arrangement.field) is not None:
        return marks.entry[np.setdiff1d(rows, field.numbers[field.rows != HIDDEN])]
    return marks.entry[rows[~np.isin(marks.entry[rows], [mark.entry for mark in placed.marks])]]


def _meeting(marks: Marks, lane: int, reach: Reach) -> NDArray[np.intp]:
    """Find the rows of a lane's marks whose bars or days meet a stretch of time."""
    rows = np.flatnonzero(marks.lane[: marks.dated] == np.int32(lane))
    start, end = marks.spans_of(rows)
    return rows[(start <= reach.last) & (end >= reach.first)]


def positions(arrangement: Arrangement, lane: int, view: View) -> tuple[Ribbon, ...]:
    """Give all positions of a lane, in the order in which they would stand there."""
    ribbons = arrangement.ribbons
    return ribbons.of_lane(lane, view.as_of, ribbons.counts.get(lane, 0), wanted_by(view))


def more_positions(arrangement: Arrangement, placed: PlacedLane, view: View) -> tuple[Ribbon, ...]:
    """Give the positions of a lane that are not shown as ribbons."""
    lane = placed.lane.key
    shown = arrangement.ribbons.of_lane(lane, view.as_of, placed.ribbons, wanted_by(view))
    return tuple(one for one in positions(arrangement, lane, view) if one not in set(shown))
