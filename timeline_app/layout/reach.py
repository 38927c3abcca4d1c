"""How much of a document is laid out one by one around a window of time, and how closely."""

from __future__ import annotations

from collections import Counter
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from timeline_app.columns.marks import MOST_LANES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks

Level = Literal["near", "middle", "far"]
"""Near shows marks with titles, middle marks alone, far how many there are."""
MOST_NEAR, MOST_MIDDLE = 400, 4_000
"""Marks in the window up to which it is looked at so closely."""
MOST_PASSING = 150
"""Bars that are shown of those that pass through the window; of the others their number is told."""
MOST_IMPORTANT = 3
"""The greatest importance of an entry."""
LASTING = 1.25
"""How many times as many may come into the window by a pan before it is looked at from further off."""
MORE, MORE_IN_PASSING = 1.0, 0.25
"""How much of what is shown is laid out on either side of it; in passing, while the zoom changes."""
SMALL = 400
"""Marks of a document up to which all of it is laid out, and nothing ever moves while time is dragged."""


class Reach(NamedTuple):
    """A stretch of time, float days."""

    first: float
    last: float

    def covers(self, other: Reach) -> bool:
        """Tell whether all of another lies within."""
        return self.first <= other.first and other.last <= self.last

    def widened(self, days: float) -> Reach:
        """Give it with so many days more on either side."""
        return Reach(self.first - days, self.last + days)


ALL_TIME = Reach(-inf, inf)
MORE_IN_FEW_LANES = 4
"""How many times as many marks are looked through where only those in some lanes count."""


def level_of(
    marks: Marks, shown: Reach, before: Level | None = None, lanes: Sequence[int] | None = None
) -> Level:
    """Tell how closely a stretch of time can be looked at; how it was looked at before lasts a little.

    Only marks in some lanes count, or all for None.
    """
    if marks.dated <= SMALL:
        return "near"
    rows = marks.between(*shown)
    most_near = MOST_NEAR * (LASTING if before == "near" else 1)
    most_middle = MOST_MIDDLE * (LASTING if before == "middle" else 1)
    if rows.stop - rows.start > most_middle * MOST_LANES * (1 if lanes is None else MORE_IN_FEW_LANES):
        return "far"
    drawn = count_drawn(marks, rows, lanes=lanes) + min(_count_passing(marks, shown, rows), MOST_PASSING)
    if drawn <= most_near and count_drawn(marks, rows, "near", lanes) <= most_middle:
        return "near"
    return "middle" if drawn <= most_middle else "far"


def reach_around(
    marks: Marks,
    shown: Reach,
    level: Level,
    lanes: Sequence[int] | None = None,
    *,
    is_passing: bool = False,
) -> Reach:
    """Tell of which time to lay out marks: more than is shown, where that is not too much.

    Less more of it where the zoom is passing, and the next frame will be laid out anew.
    """
    if marks.dated <= SMALL:
        return ALL_TIME
    share = MORE_IN_PASSING if is_passing else MORE
    wider = shown.widened(share * (shown.last - shown.first))
    return wider if level_of(marks, wider, level, lanes) == level else shown


def count_drawn(
    marks: Marks, rows: slice, level: Level = "middle", lanes: Sequence[int] | None = None
) -> int:
    """Count the marks, all or those in some lanes, that are drawn where it is looked at so closely."""
    drawn = _are_drawn(marks, rows, level)
    return int(np.count_nonzero(drawn if lanes is None else drawn & np.isin(marks.lane[rows], lanes)))


class Within(NamedTuple):
    """The rows of the marks to be drawn that stand in a reach of time or whose bars meet it, in their order.

    `left` counts by lane the bars that only pass by, where there are too many to show them all. `further` are
    the marks of entries in very many lanes that are drawn only while their entry is selected.
    """

    rows: NDArray[np.intp]
    further: NDArray[np.intp]
    left: Mapping[int, int] = MappingProxyType({})


NOTHING_WITHIN = Within(np.empty(0, np.intp), np.empty(0, np.intp))


def within(marks: Marks, reach: Reach, level: Level) -> Within:
    """Find the marks of a reach of time; of bars that only pass by, the most important and latest begun."""
    rows = marks.between(*reach)
    are_drawn = _are_drawn(marks, rows, level)
    inside, further = (rows.start + np.flatnonzero(which) for which in (are_drawn, ~are_drawn))
    passing = 0 if reach == ALL_TIME else _count_passing(marks, reach, rows)
    if not passing:
        return Within(inside, further)
    chosen = _foremost(marks, reach, rows, min(passing, MOST_PASSING))
    left = _left(marks, reach, rows, chosen) if passing > MOST_PASSING else {}
    return Within(np.sort(np.concatenate((inside, chosen))), further, left)


def _count_passing(marks: Marks, reach: Reach, rows: slice) -> int:
    """Count the bars that meet a reach of time in which their marks, at some rows, do not stand."""
    return marks.durations.count(*reach) - int(np.count_nonzero(marks.have_bars(rows)))


def _foremost(marks: Marks, reach: Reach, rows: slice, most: int) -> NDArray[np.intp]:
    """Choose so many bars that only pass by, of which there are as many: those most important, latest begun.

    There may be hundreds of thousands: none is looked at that began before them all.
    """
    chosen = np.empty(0, np.intp)
    for part in marks.durations.meeting(*reach):
        passing = part[(part < rows.start) | (part >= rows.stop)]
        both = np.concatenate((chosen, passing))
        importance = marks.importance[both]
        foremost = np.argsort(-importance, kind="stable")[:most]
        chosen = both[foremost]
        if len(chosen) == most and importance[foremost[-1]] == MOST_IMPORTANT:
            break
    return chosen


def _left(marks: Marks, reach: Reach, rows: slice, chosen: NDArray[np.intp]) -> dict[int, int]:
    """Count by lane the bars that pass by and were not chosen."""
    standing = rows.start + np.flatnonzero(marks.have_bars(rows))
    counts = Counter(marks.durations.count_by_lane(*reach))
    counts.subtract(marks.lane[standing].tolist())
    counts.subtract(marks.lane[chosen].tolist())
    return dict(counts)


def standing(marks: Marks, reach: Reach, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell which of some marks stand in a reach; the bars of the others only pass by."""
    stand = marks.between(*reach)
    return (rows >= stand.start) & (rows < stand.stop)


def importance_in(marks: Marks, reach: Reach, rows: NDArray[np.intp]) -> NDArray[np.int8]:
    """Give how important it is to show marks at some rows; what only passes by comes last, with 0."""
    return np.where(standing(marks, reach, rows), marks.importance[rows], np.int8(0))


def further_of(marks: Marks, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """Give those of some rows whose marks are drawn only while their entry is selected."""
    return rows[~_are_drawn(marks, rows, "near") & (rows < marks.dated)]


def _are_drawn(marks: Marks, rows: slice | NDArray[np.intp], level: Level) -> NDArray[np.bool_]:
    """Tell which marks are drawn: of an entry in very many lanes only the one that bears its title.

    From near, those of who is only named are drawn too, for they say so.
    """
    drawn = marks.are_drawn(rows)
    return drawn | marks.only_named[rows] if level == "near" else drawn
