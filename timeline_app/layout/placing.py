"""What stands in a lane at a zoom: marks packed into sub-rows, dots, or a count; taken over where it stays.

Knows no other lane: how lanes are stacked is for `arrangement`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.layout.dots import hidden_by_lane, passing_by_lane, rows_by_lane
from timeline_app.layout.mark_labels import detailed, grown, labelled_marks
from timeline_app.layout.packing import pack
from timeline_app.layout.reach import importance_in, standing
from timeline_app.layout.time_scale import tells_hours

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks
    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.arrangement import Arrangement
    from timeline_app.layout.dots import Field
    from timeline_app.layout.lanes import Lane
    from timeline_app.layout.mark_labels import Packing, PlacedMark
    from timeline_app.layout.metrics import Metrics
    from timeline_app.layout.reach import Level, Reach, Within


class Cluster(NamedTuple):
    """Marks that fitted no sub-row, drawn as one "+n" chip at a point in time, float days."""

    at: float
    entries: tuple[int, ...]


class PlacedLane(NamedTuple):
    """A lane with all that stands in it; `top` counts from the first lane's top."""

    lane: Lane
    top: float
    height: float
    ribbons: int
    """How many ribbons it has room for."""
    more_ribbons: int
    marks: tuple[PlacedMark, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    labelled: Mapping[int, PlacedMark] = MappingProxyType({})
    """By entry, all marks of the lane as they were before they were packed."""
    of_talks: tuple[PlacedMark, ...] = ()
    """The marks of entries that stand in other lanes, too."""
    is_counted: bool = False
    """Marks are counted rather than shown."""
    unfit: int = 0
    """How many bars that only pass by fitted no sub-row."""
    passing: int = 0
    """How many bars pass by that are not shown."""
    dot_rows: int = 0
    """Sub-rows of marks without titles."""
    counts_further: bool = False
    """A row under the others counts the marks of entries in very many lanes, which are not shown singly."""

    def inner(self, metrics: Metrics) -> float:
        """Give the height of what stands below the ribbons."""
        chips = bool(self.clusters) * (metrics.chip + 4)
        dots = (self.dot_rows + self.counts_further) * metrics.dot_row
        return metrics.strip * self.is_counted + self._titled(metrics) + dots + chips

    def dots_top(self, metrics: Metrics) -> float:
        """Give where the first row of marks without titles begins, logical pixels from the first lane."""
        over = metrics.lane_padding + self.ribbons * metrics.ribbon_row
        return self.top + over + self._titled(metrics)

    def further_top(self, metrics: Metrics) -> float:
        """Give where the row begins in which marks of entries in very many lanes are counted."""
        return self.dots_top(metrics) + self.dot_rows * metrics.dot_row

    def _titled(self, metrics: Metrics) -> float:
        """Give the height of the rows of marks with titles."""
        return (1 + max(mark.row for mark in self.marks)) * metrics.mark_row if self.marks else 0.0


_NONE_LABELLED: Mapping[int, PlacedMark] = MappingProxyType({})


class Kept(NamedTuple):
    """The lanes of an arrangement before, by key, and the entries of which something may differ."""

    lanes: Mapping[int, PlacedLane] = MappingProxyType({})
    touched: frozenset[int] = frozenset()


def kept_lanes(before: Arrangement | None, timeline: Timeline, packing: Packing, level: Level) -> Kept:
    """Find what can be taken over of an arrangement of the same document at the same zoom."""
    touched = timeline.touched_since(before.timeline) if before else None
    if before is None or touched is None or (packing, level) != (before.packing, before.level):
        return Kept()
    lanes = (placed for placed in before.lanes if placed.lane.kind != "heading")
    return Kept({placed.lane.key: placed for placed in lanes}, touched)


@dataclass(frozen=True, slots=True)
class Placing:
    """What every lane is placed by."""

    timeline: Timeline
    packing: Packing
    reach: Reach
    kept: Kept

    def place(self, lane: Lane, top: float, ribbons: int, content: PlacedLane) -> PlacedLane:
        """Place a lane with so many ribbons over what it holds."""
        m = self.packing.metrics
        shown = min(ribbons, m.ribbons_most)
        height = max(m.least_lane, shown * m.ribbon_row + content.inner(m) + 2 * m.lane_padding)
        stands = (lane, top, height, shown, ribbons - shown)
        return content if content[:5] == stands else PlacedLane(*stands, *content[5:])

    def stack(
        self,
        lanes: Iterable[Lane],
        ribbons: Mapping[int, int],
        passing: Mapping[int, int],
        content: Callable[[Lane], PlacedLane],
    ) -> tuple[tuple[PlacedLane, ...], float]:
        """Place lanes under each other; give them, and how high they are together.

        Parameters
        ----------
        ribbons
            By lane, how many it has.
        passing
            By lane, how many bars pass by that were not even packed.
        """
        m, top = self.packing.metrics, 0.0
        placed: list[PlacedLane] = []
        for lane in lanes:
            if lane.kind == "heading" or lane.folded:
                height = m.heading if lane.kind == "heading" else m.least_lane
                item = PlacedLane(lane, top, height, 0, 0, is_counted=bool(lane.folded))
            else:
                item = self.place(lane, top, ribbons.get(lane.key, 0), content(lane))
                passed = item.unfit + passing.get(lane.key, 0)
                item = item if item.passing == passed else item._replace(passing=passed)
            placed.append(item)
            top += item.height
        return tuple(placed), top

    def contents(self, level: Level, field: Field | None, within: Within) -> Callable[[Lane], PlacedLane]:
        """Tell how to find what a lane holds."""
        if level == "far":
            return self._count
        further = counts_by_lane(self.timeline.marks, within.further).keys()
        if field:
            hidden = hidden_by_lane(field, self.reach, self.packing.pixels_per_day)
            passing = passing_by_lane(field, self.reach)
            return partial(self._dot, rows_by_lane(field), hidden, passing, within.left, further)
        return partial(self._pack, self._found(within.rows), further)

    def _count(self, lane: Lane) -> PlacedLane:
        """Give a lane whose marks are counted."""
        before = self.kept.lanes.get(lane.key)
        return before if before and before.is_counted else PlacedLane(lane, 0.0, 0.0, 0, 0, is_counted=True)

    def _dot(
        self,
        rows: Mapping[int, int],
        hidden: Mapping[int, list[tuple[float, tuple[int, ...]]]],
        unfit: Mapping[int, int],
        left: Mapping[int, int],
        further: Collection[int],
        lane: Lane,
    ) -> PlacedLane:
        """Give a lane of marks without titles; it shrinks no more while the zoom is the same."""
        key = lane.key
        before = self.kept.lanes.get(key)
        most = max(rows.get(key, 0), before.dot_rows if before else 0)
        counts = key in further or (before is not None and before.counts_further)
        clusters = tuple([Cluster(*chip) for chip in hidden[key]]) if key in hidden else ()
        unfitted = unfit.get(key, 0)
        passing = unfitted + left.get(key, 0)
        here = (), clusters, _NONE_LABELLED, (), False, unfitted, passing, most, counts
        return PlacedLane(lane, 0.0, 0.0, 0, 0, *here)

    def _found(self, within: NDArray[np.intp]) -> dict[int, _Found]:
        """Take the facts of marks out of the columns, of all lanes at once; give them by lane."""
        marks = self.timeline.marks
        lanes = marks.lane[within]
        order = np.argsort(lanes, kind="stable")
        rows, lanes = within[order], lanes[order]
        entries, stands = marks.entry[rows].tolist(), standing(marks, self.reach, rows)
        labelled = self._labelled(rows.tolist(), lanes.tolist(), entries)
        weight = importance_in(marks, self.reach, rows)
        starts = np.flatnonzero(np.diff(lanes, prepend=np.iinfo(np.int32).min)).tolist()
        parts = [slice(*ends) for ends in pairwise([*starts, len(rows)])]
        return {
            int(lanes[part.start]): _Found(
                rows[part], dict(zip(entries[part], labelled[part], strict=True)), weight[part], stands[part]
            )
            for part in parts
        }

    def _labelled(self, rows: list[int], lanes: list[int], entries: list[int]) -> list[PlacedMark]:
        """Word and place the labels of marks at some rows; those known of before are taken over."""
        known: list[PlacedMark | None] = []
        for lane, entry in zip(lanes, entries, strict=True):
            before = self.kept.lanes.get(lane)
            known.append(before.labelled.get(entry) if before and entry not in self.kept.touched else None)
        unknown = [row for row, old in zip(rows, known, strict=True) if old is None]
        fresh = iter(labelled_marks(self.timeline.marks, unknown, self.packing) if unknown else ())
        return [old or next(fresh) for old in known]

    def _pack(self, found: Mapping[int, _Found], further: Collection[int], lane: Lane) -> PlacedLane:
        """Pack marks with their titles into a lane, or take it over where they are the same."""
        before, here = self.kept.lanes.get(lane.key), found.get(lane.key)
        entries = here.labelled.keys() if here else ()
        counts = lane.key in further or (before is not None and before.counts_further)
        if before and list(before.labelled) == list(entries) and self.kept.touched.isdisjoint(entries):
            return before if before.counts_further == counts else before._replace(counts_further=counts)
        empty = PlacedLane(lane, 0.0, 0.0, 0, 0, counts_further=counts)
        return self._place_marks(empty, here) if here else empty

    def _place_marks(self, empty: PlacedLane, found: _Found) -> PlacedLane:
        """Pack the marks of a lane, the important ones first."""
        order: list[int] = np.argsort(-found.importance, kind="stable").tolist()
        boxes: list[PlacedMark] = [*found.labelled.values()]
        places = pack([(boxes[n].left, boxes[n].right) for n in order], self.packing.rows_most)
        rows = dict(zip(order, places, strict=True))
        placed = [box._replace(row=row) for n, box in enumerate(boxes) if (row := rows[n]) is not None]
        is_hidden = np.array([rows[n] is None for n in range(len(boxes))], np.bool_)
        hidden = found.rows[is_hidden & found.stands]
        clusters = _cluster(self.timeline.marks, hidden, self.packing) if len(hidden) else ()
        shown = tuple(detailed(grown(placed, self.packing), self.packing))
        of_talks = tuple(mark for mark in shown if mark.lanes > 1)
        unfit = int(np.count_nonzero(is_hidden & ~found.stands))
        return empty._replace(
            marks=shown, clusters=clusters, labelled=found.labelled, of_talks=of_talks, unfit=unfit
        )


class _Found(NamedTuple):
    """The marks of a lane: their rows in `Marks`, and by entry themselves, worded.

    `importance` is how important it is to show them; `stands` tells which stand in the reach, and do not only
    pass by.
    """

    rows: NDArray[np.intp]
    labelled: Mapping[int, PlacedMark]
    importance: NDArray[np.int8]
    stands: NDArray[np.bool_]


def _cluster(marks: Marks, hidden: NDArray[np.intp], packing: Packing) -> tuple[Cluster, ...]:
    """Gather hidden marks whose chips would touch."""
    reach = 64.0 / packing.pixels_per_day
    some = marks.taken(hidden)
    at = some.at(by_time=tells_hours(packing.pixels_per_day))
    order = np.argsort(at, kind="stable")
    clusters: list[tuple[float, list[int]]] = []
    for stands, entry in zip(at[order].tolist(), some.entry[order].tolist(), strict=True):
        if clusters and stands - clusters[-1][0] < reach:
            clusters[-1][1].append(entry)
        else:
            clusters.append((stands, [entry]))
    return tuple(Cluster(stands, tuple(entries)) for stands, entries in clusters)


def counts_by_lane(marks: Marks, rows: NDArray[np.intp]) -> dict[int, int]:
    """Count marks at some rows by lane."""
    if not len(rows):
        return {}
    lanes = marks.lane[rows]
    low = int(lanes.min())
    counts = np.bincount(lanes - low)
    held = np.flatnonzero(counts)
    return dict(zip((held + low).tolist(), counts[held].tolist(), strict=True))
