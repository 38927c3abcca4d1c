"""Marks looked at from the middle: many at once, without titles, as arrays from packing to painting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from timeline_app.columns.marks import IS_CONTEXT
from timeline_app.layout.boxes import MarkBox
from timeline_app.layout.packing_many import HIDDEN, Boxes, pack_many
from timeline_app.layout.reach import further_of, importance_in, standing
from timeline_app.layout.time_scale import tells_hours

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks
    from timeline_app.layout.arrangement import Arrangement
    from timeline_app.layout.mark_labels import Packing
    from timeline_app.layout.metrics import Metrics
    from timeline_app.layout.reach import Reach
    from timeline_app.layout.time_scale import TimeScale

    Floats = NDArray[np.float64]

BETWEEN = 3.0
"""Logical pixels between two marks of a row."""
WITHIN, BAR_REACH = 9.0, 6.0
"""Logical pixels from the centre of a mark, and from the middle of a bar, that still count as on it."""
CHIP_CELL = 64.0
"""Zoomed pixels whose hidden marks share a chip."""


class Field(NamedTuple):
    """Marks packed at a zoom: (n,) each, their rows in `Marks`, and their sub-rows, HIDDEN for none."""

    marks: Marks
    numbers: NDArray[np.intp]
    rows: NDArray[np.intp]


class Dots(NamedTuple):
    """Marks to be drawn, (n,) each; x and y of their centres, bars from left to right, NaN for none."""

    entry: NDArray[np.int32]
    lane: NDArray[np.int32]
    x: Floats
    y: Floats
    shape: NDArray[np.int8]
    value: NDArray[np.int8]
    importance: NDArray[np.int8]
    hollow: NDArray[np.bool_]
    context: NDArray[np.bool_]
    left: Floats
    right: Floats
    core_left: Floats
    core_right: Floats

    def within(self, top: float, bottom: float) -> Dots:
        """Give those between two y."""
        return self.taken((self.y >= top) & (self.y <= bottom))

    def taken(self, rows: NDArray[np.bool_]) -> Dots:
        """Give some of them."""
        columns: list[Any] = [column[rows] for column in self]
        return Dots(*columns)


class Bars(NamedTuple):
    """When entries were, float days, (n,) each; all NaN where that is one certain day."""

    left: Floats
    right: Floats
    core_left: Floats
    core_right: Floats


def bars_of(some: Marks, at: Floats, open_until: float, arrow: float) -> Bars:
    """Give from when to when marks reach; an open end as far as an arrow of so many days, or as is known."""
    left = np.where(np.isnan(some.begin_lo), some.day - arrow, some.begin_lo)
    core_left = np.where(np.isnan(some.begin_hi), left, some.begin_hi)
    last = np.maximum(core_left, open_until)
    core_right = np.where(np.isnan(some.end_lo), last, some.end_lo + 1)
    core_left, core_right = (np.where(some.lasts, core, at) for core in (core_left, core_right))
    right = np.where(np.isnan(some.end_hi), np.maximum(core_right, at) + arrow / 2, some.end_hi + 1)
    certain = some.begin_lo == some.end_hi
    return Bars(*(np.where(certain, np.nan, side) for side in (left, right, core_left, core_right)))


def pack_field(
    marks: Marks, numbers: NDArray[np.intp], reach: Reach, packing: Packing, before: Field | None
) -> Field:
    """Pack the marks at some rows, found for a reach; those packed before at the same zoom stay."""
    some, zoom = marks.taken(numbers), packing.pixels_per_day
    stand = some.at(by_time=tells_hours(zoom))
    bars = bars_of(some, stand, packing.open_until, packing.metrics.open_arrow / zoom)
    at = stand * zoom
    radius = packing.metrics.mark + BETWEEN / 2
    left = np.fmin(at - radius, bars.left * zoom)
    right = np.fmax(at + radius, bars.right * zoom)
    held = _held(numbers, before) if before and before.marks is marks else np.full(len(numbers), HIDDEN)
    lanes = np.unique_inverse(some.lane).inverse_indices
    importance = importance_in(marks, reach, numbers)
    rows = pack_many(Boxes(lanes, left, right, importance, held), packing.rows_most)
    return Field(marks, numbers, rows)


def is_field_of(field: Field, marks: Marks, numbers: NDArray[np.intp]) -> bool:
    """Tell whether it is the marks at these rows that were packed."""
    return field.marks is marks and np.array_equal(field.numbers, numbers)


def field_of_selected(arrangement: Arrangement, selected: int | None) -> Field | None:
    """Give the marks of the selected entry that are drawn only now, for it stands in very many lanes.

    It is drawn over the strip in which they are counted.
    """
    if selected is None:
        return None
    held = [placed for placed in arrangement.lanes if placed.lane.kind != "heading"]
    row_of = {placed.lane.key: placed.dot_rows for placed in held if placed.counts_further}
    counted = [placed.lane.key for placed in held if placed.is_counted]
    marks = arrangement.timeline.marks
    rows = marks.rows_of([selected])
    further = np.isin(rows, further_of(marks, rows)) & np.isin(marks.lane[rows], [*row_of])
    rows = rows[further | (np.isin(marks.lane[rows], counted) & (rows < marks.dated))]
    stands = [row_of.get(lane, 0) for lane in marks.lane[rows].tolist()]
    return Field(marks, rows, np.array(stands, np.intp)) if len(rows) else None


def _held(numbers: NDArray[np.intp], before: Field) -> NDArray[np.intp]:
    if not len(before.numbers):
        return np.full(len(numbers), HIDDEN)
    place = np.minimum(before.numbers.searchsorted(numbers), len(before.numbers) - 1)
    return np.where(before.numbers[place] == numbers, before.rows[place], HIDDEN)


def lay_dots(field: Field, arrangement: Arrangement, scale: TimeScale, width: float, m: Metrics) -> Dots:
    """Lay out the marks whose bars or centres are on a sheet."""
    placed = field.rows != HIDDEN
    some, rows = field.marks.taken(field.numbers[placed]), field.rows[placed]
    tops = _tops(arrangement, m)
    at = some.at(by_time=tells_hours(arrangement.packing.pixels_per_day))
    bars = bars_of(some, at, arrangement.packing.open_until, m.open_arrow / scale.pixels_per_day)
    dots = Dots(
        some.entry,
        some.lane,
        scale.across(at),
        tops(some.lane) + (rows + 0.5) * m.dot_row,
        some.shape,
        some.value,
        some.importance,
        some.only_named,
        IS_CONTEXT[some.kind],
        *map(scale.across, bars),
    )
    seen = (np.fmin(dots.left, dots.x - m.mark) <= width) & (np.fmax(dots.right, dots.x + m.mark) >= 0)
    return dots.taken(seen)


def _tops(arrangement: Arrangement, m: Metrics) -> Callable[[NDArray[np.int32]], Floats]:
    """Find by lane where its first row of marks begins."""
    lanes = sorted((p.lane.key, p) for p in arrangement.lanes if p.lane.kind != "heading")
    keys = np.array([key for key, _ in lanes], np.int32)
    tops = np.array([p.dots_top(m) for _, p in lanes])
    return lambda wanted: tops[keys.searchsorted(wanted)]


def rows_by_lane(field: Field) -> dict[int, int]:
    """Give by lane how many sub-rows its marks take."""
    lanes, inverse = np.unique_inverse(field.marks.lane[field.numbers])
    rows = np.zeros(len(lanes), np.intp)
    np.maximum.at(rows, inverse, field.rows + 1)
    return dict(zip(lanes.tolist(), rows.tolist(), strict=True))


def passing_by_lane(field: Field, reach: Reach) -> dict[int, int]:
    """Count by lane the bars that only pass by and fitted no row; no chip of theirs would be in sight."""
    hidden = field.numbers[field.rows == HIDDEN]
    lanes, counts = np.unique_counts(field.marks.lane[hidden[~standing(field.marks, reach, hidden)]])
    return dict(zip(lanes.tolist(), counts.tolist(), strict=True))


def hidden_by_lane(field: Field, reach: Reach, zoom: float) -> dict[int, list[tuple[float, tuple[int, ...]]]]:
    """Give by lane the marks that fitted no row: the middle of a chip, float days, and its entries."""
    numbers = field.numbers[field.rows == HIDDEN]
    numbers = numbers[standing(field.marks, reach, numbers)]
    hidden = field.marks.taken(numbers)
    at, lanes, entries = hidden.at(by_time=tells_hours(zoom)), hidden.lane, hidden.entry
    cells = np.floor(at * zoom / CHIP_CELL)
    order = np.lexsort((cells, lanes))
    changes = (np.diff(cells[order], prepend=np.nan) != 0) | (np.diff(lanes[order], prepend=0) != 0)
    found: dict[int, list[tuple[float, tuple[int, ...]]]] = {}
    for part in np.split(order, np.flatnonzero(changes)[1:]) if len(order) else []:
        middle = (float(cells[part[0]]) + 0.5) * CHIP_CELL / zoom
        found.setdefault(int(lanes[part[0]]), []).append((middle, tuple(entries[part].tolist())))
    return found


def dot_at(dots: Dots, x: float, y: float) -> tuple[int, int] | None:
    """Find the mark nearest to a point, else the bar under it; give its entry and lane."""
    away = np.hypot(dots.x - x, dots.y - y)
    nearest = int(np.argmin(away)) if len(away) else -1
    if nearest < 0 or away[nearest] > WITHIN:
        over = np.flatnonzero((dots.left <= x) & (x <= dots.right) & (np.abs(dots.y - y) <= BAR_REACH))
        if not len(over):
            return None
        nearest = int(over[0])
    return int(dots.entry[nearest]), int(dots.lane[nearest])


def boxes_of(dots: Dots, entries: frozenset[int], selected: int | None, m: Metrics) -> list[MarkBox]:
    """Give the marks of some entries, as those with titles are: the selected one, and what links lead to."""
    if not entries:
        return []
    some = dots.taken(np.isin(dots.entry, np.fromiter(entries, np.int32, len(entries))))
    columns = (some.entry, some.lane, some.x, some.y, some.importance + (m.mark - 2), some.shape, some.value)
    facts = zip(*(column.tolist() for column in (*columns, some.hollow, some.context)), strict=True)
    return [
        MarkBox(entry, lane, x, y, radius, shape, value, hollow, context, selected=entry == selected)
        for entry, lane, x, y, radius, shape, value, hollow, context in facts
    ]
