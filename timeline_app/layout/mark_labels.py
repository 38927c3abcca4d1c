"""Marks with their labels before they are packed: which words, which side, how wide; x in zoomed pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.columns.marks import IS_CONTEXT
from timeline_app.layout.metrics import NORMAL
from timeline_app.layout.time_scale import tells_hours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks
    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.metrics import Metrics

    Titles = Callable[[Iterable[int]], dict[int, str]]
    Measure = Callable[[str], float]

INSIDE_ROOM = 30.0
"""Logical pixels that a title inside a bar leaves free."""
WIDE_DAY = 800.0
"""Pixels of a day from which on a mark without a time of day is drawn as somewhere in it."""
BETWEEN = 8.0
"""Logical pixels between two marks of a row."""
DETAILS_FROM = 12.0
"""Logical pixels a day from which on labels tell how their entries are known."""
LEAST_DETAIL, WIDEST_DETAIL = 48.0, 420.0
"""Logical pixels of a detail."""


@dataclass(frozen=True, slots=True)
class Packing:
    """What packing needs to know: the zoom, the sizes, and how texts are measured and fetched."""

    pixels_per_day: float
    limits: tuple[float, float]
    """Days between which labels keep: where everything begins and ends, with its margins."""
    open_until: float
    """The point in time, float days, up to which what has no end is drawn."""
    metrics: Metrics
    measure: Measure
    titles: Titles
    rows_most: int
    details: Titles
    """Tells how entries are known, for labels beside which there is room."""


class PlacedMark(NamedTuple):
    """A mark in its lane, its facts taken out of the columns; `row` is its sub-row, -1 before it has one.

    `at` is the point in time at which it stands: the middle of its day, or its time of day where that is told
    at this zoom (`timed`); `spread` is one of a day as wide as this zoom shows it of which nobody knows when.
    `bounds` are begin_lo, begin_hi, end_lo and end_hi, NaN where open or unknown. `side` of the label: 1 to
    the right, -1 to the left, 0 inside the bar after the mark, 2 inside before it. `left` and `right` reach
    over bar, arrows, label and a gap to the next, in zoomed pixels. `detail` stands beyond the label.
    """

    entry: int
    row: int
    day: float
    at: float
    timed: bool
    spread: bool
    bounds: tuple[float, float, float, float]
    lasts: bool
    doubtful: bool
    shape: int
    value: int
    importance: int
    only_named: bool
    context: bool
    lanes: int
    label: str
    label_width: float
    side: int
    left: float
    right: float
    detail: str = ""
    detail_width: float = 0.0


def nothing_told(_entries: Iterable[int]) -> dict[int, str]:
    """Tell nothing of entries."""
    return {}


def packing_at(
    timeline: Timeline,
    pixels_per_day: float,
    limits: tuple[float, float],
    measure: Measure,
    titles: Titles,
    details: Titles = nothing_told,
) -> Packing:
    """Pack at a zoom between limits (float days); what has no end is drawn up to the end of collection."""
    collected = timeline.collected_through
    return Packing(
        pixels_per_day,
        limits=limits,
        open_until=limits[1] if collected is None else collected + 1.0,
        metrics=NORMAL,
        measure=measure,
        titles=titles,
        rows_most=NORMAL.rows_most,
        details=details,
    )


def labelled_marks(marks: Marks, numbers: Sequence[int], packing: Packing) -> list[PlacedMark]:
    """Take the facts of marks out of the columns, by their rows there, and word and place their labels.

    The label is the title where the mark bears it, else why it is hollow.
    """
    some = marks.taken(np.array(numbers, np.intp))
    at, timed, spread = _times(some, packing)
    bounds = (some.begin_lo, some.begin_hi, some.end_lo, some.end_hi)
    columns = (
        *(some.entry, some.day, at, timed, spread, some.lasts, some.doubtful, some.shape, some.value),
        *(some.importance, some.only_named, IS_CONTEXT[some.kind], some.lanes, some.bears_title),
    )
    within = list(zip(*(side.tolist() for side in bounds), strict=True))
    facts = list(zip(*(column.tolist() for column in columns), strict=True))
    titles = packing.titles(some.entry[some.bears_title].tolist())
    placed: list[PlacedMark] = []
    for sides, (
        entry,
        *stands,
        lasts,
        doubtful,
        shape,
        value,
        importance,
        named,
        context,
        lanes,
        bears,
    ) in zip(within, facts, strict=True):
        text = titles.get(entry, "") if bears else "named, has not spoken" if named else ""
        day, at_, is_timed, is_spread = stands
        mark = PlacedMark(
            *(entry, -1, day, at_, is_timed, is_spread, sides, lasts, doubtful),
            *(shape, value, importance, named, context, lanes, text, 0.0, 1, 0.0, 0.0),
        )
        placed.append(_with_side(mark, packing))
    return placed


def _times(some: Marks, packing: Packing) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Give where marks stand, which of them at their time of day, and which anywhere in a wide day."""
    zoom = packing.pixels_per_day
    timed = ~np.isnan(some.time) & tells_hours(zoom)
    spread = (some.begin_lo == some.end_hi) & ~timed & (zoom >= WIDE_DAY)
    return some.at(by_time=tells_hours(zoom)), timed, spread


def _with_side(mark: PlacedMark, packing: Packing) -> PlacedMark:
    """Put a label inside a long bar, else right, else left, else where there is more room."""
    left, right = _reach(mark, packing)
    if not mark.label:
        return mark._replace(left=left - BETWEEN / 2, right=right + BETWEEN / 2)
    side, width = _side_and_width(mark, (left, right), packing)
    beside = packing.metrics.label_gap + width
    left -= beside * (side == -1) + BETWEEN / 2
    right += beside * (side == 1) + BETWEEN / 2
    return mark._replace(label_width=width, side=side, left=left, right=right)


def _side_and_width(mark: PlacedMark, reach: tuple[float, float], packing: Packing) -> tuple[int, float]:
    zoom, full = packing.pixels_per_day, packing.measure(mark.label)
    left, right = reach
    at = mark.at * zoom
    end = (packing.open_until if math.isnan(mark.bounds[3]) else mark.bounds[3] + 1) * zoom
    if (mark.lasts or mark.spread) and end - at - INSIDE_ROOM > full:
        return 0, full
    before = left - packing.metrics.label_gap - BETWEEN - packing.limits[0] * zoom
    after = packing.limits[1] * zoom - right - packing.metrics.label_gap - BETWEEN
    if full > max(before, after) and at - left - INSIDE_ROOM > full:
        return 2, full
    side = 1 if full <= after or after >= before else -1
    room = after if side == 1 else before
    return side, max(min(full, packing.metrics.label_widest, room), 0.0)


def _reach(mark: PlacedMark, packing: Packing) -> tuple[float, float]:
    """Left and right of a mark with its bar and arrows, without label."""
    m, zoom = packing.metrics, packing.pixels_per_day
    at = mark.at * zoom
    begin, _, _, end = mark.bounds
    bar_left = mark.day * zoom - m.open_arrow if math.isnan(begin) else begin * zoom
    last = max(packing.open_until, mark.day + 1) if mark.lasts else mark.day
    bar_right = last * zoom + m.open_arrow / 2 if math.isnan(end) else (end + 1) * zoom
    if begin == end and not mark.spread:
        bar_left = bar_right = at
    return min(at - m.mark, bar_left), max(at + m.mark, bar_right)


def grown(placed: Sequence[PlacedMark], packing: Packing) -> list[PlacedMark]:
    """Widen labels that were cut, as far as their row is free."""
    return [mark for row in _rows(placed).values() for mark in _grown_row(row, packing)]


def detailed(placed: Sequence[PlacedMark], packing: Packing) -> list[PlacedMark]:
    """Say beyond labels how their entries are known, where somebody looks closely and their row is free."""
    if packing.pixels_per_day < DETAILS_FROM:
        return list(placed)
    room = {mark.entry: free for mark, free in _free(placed, packing) if free >= LEAST_DETAIL}
    told = packing.details(room) if room else {}
    return [_told(mark, told.get(mark.entry, ""), room.get(mark.entry, 0.0), packing) for mark in placed]


def _free(placed: Sequence[PlacedMark], packing: Packing) -> Iterator[tuple[PlacedMark, float]]:
    """Give marks with a label beside them, and how much of their row is free beyond it, zoomed pixels."""
    first, last = (limit * packing.pixels_per_day for limit in packing.limits)
    for row in _rows(placed).values():
        row.sort(key=attrgetter("left", "right"))
        towards = [mark.side if mark.label and not mark.only_named else 0 for mark in row]
        for place, (mark, side) in enumerate(zip(row, towards, strict=True)):
            beside = place + side
            if side in (1, -1):
                is_end = not 0 <= beside < len(row)
                edges = (first, last) if is_end else (row[beside].right, row[beside].left)
                free = edges[1] - mark.right if side == 1 else mark.left - edges[0]
                # Where two labels face each other, each may take half of what lies between them.
                yield mark, free / 2 if not is_end and towards[beside] == -side else free


def _told(mark: PlacedMark, detail: str, room: float, packing: Packing) -> PlacedMark:
    if not detail:
        return mark
    width = min(packing.measure(detail), room - BETWEEN, WIDEST_DETAIL)
    return mark._replace(detail=detail, detail_width=width)


def _rows(placed: Sequence[PlacedMark]) -> dict[int, list[PlacedMark]]:
    rows: dict[int, list[PlacedMark]] = {}
    for mark in placed:
        rows.setdefault(mark.row, []).append(mark)
    return rows


def _grown_row(row: list[PlacedMark], packing: Packing) -> list[PlacedMark]:
    """Widen the labels of one row: first those to the right, then those to the left."""
    row = sorted(row, key=attrgetter("left", "right"))
    first, last = (limit * packing.pixels_per_day for limit in packing.limits)
    for place, mark in enumerate(row):
        limit = row[place + 1].left if place + 1 < len(row) else last
        row[place] = _widened(mark, 1, limit - mark.right, packing)
    for place, mark in enumerate(row):
        limit = row[place - 1].right if place else first
        row[place] = _widened(mark, -1, mark.left - limit, packing)
    return row


def _widened(mark: PlacedMark, side: int, room: float, packing: Packing) -> PlacedMark:
    if mark.side != side or room <= 0 or not mark.label:
        return mark
    width = min(packing.measure(mark.label), mark.label_width + room)
    more = width - mark.label_width
    left, right = mark.left - more * (side == -1), mark.right + more * (side == 1)
    return mark._replace(label_width=width, left=left, right=right)
