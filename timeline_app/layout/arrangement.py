"""Where everything stands vertically: ribbons counted, marks packed into sub-rows, lanes stacked.

Depends on the zoom and not on the pan, so that nothing jumps while time is dragged; of a large document only
a reach of time around the window is packed. x is in *zoomed pixels*: day times pixels a day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import isclose
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.columns.density import density_for
from timeline_app.layout.dots import hidden_by_lane, is_field_of, pack_field, passing_by_lane, rows_by_lane
from timeline_app.layout.lane_choice import LaneChoice, chosen
from timeline_app.layout.lanes import lanes_of
from timeline_app.layout.legend import keys_needed
from timeline_app.layout.mark_labels import detailed, grown, labelled_marks
from timeline_app.layout.metrics import COMPACT
from timeline_app.layout.packing import pack
from timeline_app.layout.reach import ALL_TIME, NOTHING_WITHIN, Within, importance_in, standing, within
from timeline_app.layout.ribbons import Ribbons
from timeline_app.layout.time_scale import tells_hours
from timeline_app.layout.view import ALL_LANES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from timeline_app.columns.density import Density
    from timeline_app.columns.marks import Marks
    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.dots import Field
    from timeline_app.layout.lanes import Lane
    from timeline_app.layout.legend import Key
    from timeline_app.layout.mark_labels import Packing, PlacedMark
    from timeline_app.layout.metrics import Metrics
    from timeline_app.layout.reach import Level, Reach


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

    def inner(self, metrics: Metrics) -> float:
        """Give the height of what stands below the ribbons."""
        rows = (1 + max((mark.row for mark in self.marks), default=-1)) * metrics.mark_row
        chips = bool(self.clusters) * (metrics.chip + 4)
        return metrics.strip * self.is_counted + rows + self.dot_rows * metrics.dot_row + chips


@dataclass(frozen=True, slots=True, eq=False)
class Arrangement:
    """All lanes, and the total height of them in logical pixels."""

    lanes: tuple[PlacedLane, ...]
    height: float
    keys: tuple[Key, ...]
    """Keys of the legend that the document needs."""
    timeline: Timeline
    """What is arranged."""
    packing: Packing
    reach: Reach
    """The time of which marks were packed."""
    level: Level
    density: Density | None
    """Counts the marks where they are looked at from far, or lanes are folded."""
    field: Field | None
    """The marks where they are looked at from the middle."""
    ribbons: Ribbons
    choice: LaneChoice
    """Which of the lanes these are."""

    @property
    def pixels_per_day(self) -> float:
        """The zoom."""
        return self.packing.pixels_per_day

    def is_at(self, pixels_per_day: float) -> bool:
        """Tell whether it is of a zoom, which a pan may have changed by a rounding."""
        return isclose(self.pixels_per_day, pixels_per_day, rel_tol=1e-9)

    def shows(self, timeline: Timeline, choice: LaneChoice, level: Level, needed: Reach) -> bool:
        """Tell whether it is of lanes of a document, looked at so closely, and reaches over some time."""
        is_wide = level == "far" or self.reach.covers(needed)
        is_same = self.timeline is timeline and self.choice == choice
        return is_same and self.level == level and is_wide


def arrange(
    timeline: Timeline,
    packing: Packing,
    reach: Reach = ALL_TIME,
    level: Level = "near",
    before: Arrangement | None = None,
    choice: LaneChoice = ALL_LANES,
) -> Arrangement:
    """Stack the lanes at a zoom.

    Parameters
    ----------
    timeline
        The document.
    packing
        The zoom, and what else packing depends on.
    reach
        Of which time marks are packed.
    level
        How closely they are looked at; from far they are counted and not packed.
    before
        An arrangement from which is taken over what does not differ.
    choice
        Which of the lanes are shown.
    """
    placing = _Placing(timeline, packing, reach, _kept_lanes(before, timeline, packing))
    ribbons = _ribbons(timeline, before)
    stays = before is not None and before.choice == choice and _stand_alike(before, timeline, ribbons)
    shown = [placed.lane for placed in before.lanes] if before and stays else None
    lanes = shown or chosen(lanes_of(timeline), choice)
    density = _density(timeline, before) if level == "far" or any(lane.folded for lane in lanes) else None
    found = NOTHING_WITHIN if level == "far" else _within(timeline, reach, lanes, choice)
    field = _field(timeline, packing, reach, found.rows, before) if level == "middle" else None
    content = placing.contents(level, field, found.rows)
    passing = _rows_by_lane(timeline.marks, found.left)
    placed: list[PlacedLane] = []
    top = 0.0
    for lane in lanes:
        if lane.kind == "heading":
            item = PlacedLane(lane, top, packing.metrics.heading, 0, 0, is_counted=bool(lane.folded))
        elif lane.folded:
            item = PlacedLane(lane, top, packing.metrics.least_lane, 0, 0, is_counted=True)
        else:
            item = placing.place(lane, top, ribbons.counts.get(lane.key, 0), content(lane))
            passed = item.unfit + len(passing.get(lane.key, ()))
            item = item if item.passing == passed else item._replace(passing=passed)
        placed.append(item)
        top += item.height
    keys = before.keys if before else ()
    if before is None or before.timeline is not timeline:
        keys = keys_needed(timeline, before and before.timeline, keys)
    return Arrangement(
        tuple(placed), top, keys, timeline, packing, reach, level, density, field, ribbons, choice
    )


def _within(timeline: Timeline, reach: Reach, lanes: list[Lane], choice: LaneChoice) -> Within:
    """Find the marks of a reach of time in the lanes that are shown one by one."""
    found = within(timeline.marks, reach)
    if not (choice.folded or choice.hidden):
        return found
    open_lanes = [lane.key for lane in lanes if lane.kind != "heading" and not lane.folded]
    return Within(*(rows[np.isin(timeline.marks.lane[rows], open_lanes)] for rows in found))


def _density(timeline: Timeline, before: Arrangement | None) -> Density:
    """Count the marks, or take the count over while it is of the same marks."""
    held = before.density if before else None
    if held is None or held.is_of(timeline.marks):
        return held or density_for(timeline)
    touched = timeline.touched_since(before.timeline) if before else None
    is_patched = touched is not None and held.follow(timeline.marks, sorted(touched))
    return held if is_patched else density_for(timeline)


def _field(
    timeline: Timeline,
    packing: Packing,
    reach: Reach,
    rows: NDArray[np.intp],
    before: Arrangement | None,
) -> Field:
    """Pack marks without titles; at the same zoom those that were there before keep their places."""
    held = before.field if before and before.is_at(packing.pixels_per_day) else None
    if held and before and before.packing == packing and is_field_of(held, timeline.marks, rows):
        return held
    return pack_field(timeline.marks, rows, reach, packing, held)


def _ribbons(timeline: Timeline, before: Arrangement | None) -> Ribbons:
    """Choose ribbons anew where positions or propositions are others."""
    held = before.ribbons if before else None
    return held if held and held.is_of(timeline) else Ribbons(timeline)


def _stand_alike(before: Arrangement, timeline: Timeline, ribbons: Ribbons) -> bool:
    """Tell whether the same parties have marks and positions, under the same headings."""
    old = before.timeline
    heads = ("groups", "parties", "topics", "persons")
    if any(getattr(old, name) is not getattr(timeline, name) for name in heads):
        return False
    if before.ribbons is not ribbons and before.ribbons.counts.keys() != ribbons.counts.keys():
        return False
    if old.marks is timeline.marks:
        return True
    touched = timeline.touched_since(old)
    if touched is None or old.marks.kin is not timeline.marks.kin:
        return False
    return _same_lanes(old.marks, timeline.marks, sorted(touched))


def _same_lanes(old: Marks, new: Marks, entries: list[int]) -> bool:
    """Tell whether marks that differ in some entries only stand in the same lanes."""
    gone, come = ({*some.lane[~np.isnan(some.day)].tolist()} for some in (old.of(entries), new.of(entries)))
    lanes = new.lane[: new.dated]
    is_known = all((old.lane[: old.dated] == lane).any() for lane in come - gone)
    return is_known and all((lanes == lane).any() for lane in gone - come)


_NO_ROWS = np.empty(0, np.intp)


def _rows_by_lane(marks: Marks, rows: NDArray[np.intp]) -> dict[int, NDArray[np.intp]]:
    """Sort rows of marks by lane, in their order."""
    lanes = marks.lane[rows]
    order = np.argsort(lanes, kind="stable")
    rows, lanes = rows[order], lanes[order]
    starts = np.flatnonzero(np.diff(lanes, prepend=np.iinfo(np.int32).min))
    parts = np.split(rows, starts[1:]) if len(starts) else []
    return dict(zip(lanes[starts].tolist(), parts, strict=True))


class _Kept(NamedTuple):
    """The lanes of an arrangement before, by key, and the entries of which something may differ."""

    lanes: Mapping[int, PlacedLane] = MappingProxyType({})
    touched: frozenset[int] = frozenset()


def _kept_lanes(before: Arrangement | None, timeline: Timeline, packing: Packing) -> _Kept:
    """Find what can be taken over of an arrangement of the same document at the same zoom."""
    touched = timeline.touched_since(before.timeline) if before else None
    if before is None or touched is None or packing != before.packing:
        return _Kept()
    lanes = (placed for placed in before.lanes if placed.lane.kind != "heading")
    return _Kept({placed.lane.key: placed for placed in lanes}, touched)


def arrange_to_fit(
    timeline: Timeline, packing: Packing, height: float, reach: Reach, level: Level, choice: LaneChoice
) -> tuple[Arrangement, Metrics]:
    """Stack the lanes so that they fit into `height`: first closer, then with fewer sub-rows, at least one.

    Gives the sizes it came to along with the arrangement.
    """
    result = arrange(timeline, packing, reach, level, choice=choice)
    if result.height <= height:
        return result, packing.metrics
    for rows in range(packing.rows_most, 0, -1):
        closer = replace(packing, metrics=COMPACT, rows_most=rows)
        result = arrange(timeline, closer, reach, level, result, choice)
        if result.height <= height or level == "far":
            break
    return result, COMPACT


@dataclass(frozen=True, slots=True)
class _Placing:
    """What every lane is placed by."""

    timeline: Timeline
    packing: Packing
    reach: Reach
    kept: _Kept

    def place(self, lane: Lane, top: float, ribbons: int, content: PlacedLane) -> PlacedLane:
        """Place a lane with so many ribbons over what it holds."""
        m = self.packing.metrics
        shown = min(ribbons, m.ribbons_most)
        height = max(m.least_lane, shown * m.ribbon_row + content.inner(m) + 2 * m.lane_padding)
        stands = (lane, top, height, shown, ribbons - shown)
        return content if content[:5] == stands else PlacedLane(*stands, *content[5:])

    def contents(
        self, level: Level, field: Field | None, within: NDArray[np.intp]
    ) -> Callable[[Lane], PlacedLane]:
        """Tell how to find what a lane holds."""
        if level == "far":
            return self._count
        if field:
            hidden = hidden_by_lane(field, self.reach, self.packing.pixels_per_day)
            passing = passing_by_lane(field, self.reach)
            return partial(self._dot, rows_by_lane(field), hidden, passing)
        return partial(self._pack, _rows_by_lane(self.timeline.marks, within))

    def _count(self, lane: Lane) -> PlacedLane:
        """Give a lane whose marks are counted."""
        before = self.kept.lanes.get(lane.key)
        return before if before and before.is_counted else PlacedLane(lane, 0.0, 0.0, 0, 0, is_counted=True)

    def _dot(
        self,
        rows: Mapping[int, int],
        hidden: Mapping[int, list[tuple[float, tuple[int, ...]]]],
        passing: Mapping[int, int],
        lane: Lane,
    ) -> PlacedLane:
        """Give a lane of marks without titles; it shrinks no more while the zoom is the same."""
        before = self.kept.lanes.get(lane.key)
        most = max(rows.get(lane.key, 0), before.dot_rows if before else 0)
        clusters = tuple(Cluster(*chip) for chip in hidden.get(lane.key, ()))
        unfit = passing.get(lane.key, 0)
        return PlacedLane(lane, 0.0, 0.0, 0, 0, clusters=clusters, unfit=unfit, dot_rows=most)

    def _pack(self, rows: Mapping[int, NDArray[np.intp]], lane: Lane) -> PlacedLane:
        """Pack marks with their titles into a lane, or take it over where they are the same."""
        before, here = self.kept.lanes.get(lane.key), rows.get(lane.key, _NO_ROWS)
        entries = self.timeline.marks.entry[here].tolist()
        if before is None or self.kept.touched & set(entries) or list(before.labelled) != entries:
            return self._place_marks(lane, here, entries, before.labelled if before else {})
        return before

    def _place_marks(
        self, lane: Lane, here: NDArray[np.intp], entries: list[int], labelled: Mapping[int, PlacedMark]
    ) -> PlacedLane:
        """Pack the marks of a lane, the important ones first; `labelled` are known but for those touched."""
        marks, packing = self.timeline.marks, self.packing
        touched = self.kept.touched
        old = {entry: labelled[entry] for entry in entries if entry in labelled and entry not in touched}
        unknown = [row for row, entry in zip(here.tolist(), entries, strict=True) if entry not in old]
        new = {mark.entry: mark for mark in labelled_marks(marks, unknown, packing)}
        known = {entry: old.get(entry) or new[entry] for entry in entries}
        order = np.argsort(-importance_in(marks, self.reach, here), kind="stable").tolist()
        boxes = [known[entries[n]] for n in order]
        rows = dict(
            zip(order, pack([(box.left, box.right) for box in boxes], packing.rows_most), strict=True)
        )
        placed = [
            known[entry]._replace(row=row) for n, entry in enumerate(entries) if (row := rows[n]) is not None
        ]
        hidden = here[np.array([rows[n] is None for n in range(len(here))], np.bool_)]
        stands = standing(marks, self.reach, hidden)
        clusters = _cluster(marks, hidden[stands].tolist(), packing)
        shown = tuple(detailed(grown(placed, packing), packing))
        of_talks = tuple(mark for mark in shown if mark.lanes > 1)
        unfit = int(np.count_nonzero(~stands))
        return PlacedLane(lane, 0.0, 0.0, 0, 0, shown, clusters, known, of_talks, unfit=unfit)


def _cluster(marks: Marks, hidden: list[int], packing: Packing) -> tuple[Cluster, ...]:
    """Gather hidden marks whose chips would touch."""
    reach = 64.0 / packing.pixels_per_day
    some = marks.taken(np.array(hidden, np.intp))
    at = some.at(by_time=tells_hours(packing.pixels_per_day))
    order = np.argsort(at, kind="stable")
    clusters: list[tuple[float, list[int]]] = []
    for stands, entry in zip(at[order].tolist(), some.entry[order].tolist(), strict=True):
        if clusters and stands - clusters[-1][0] < reach:
            clusters[-1][1].append(entry)
        else:
            clusters.append((stands, [entry]))
    return tuple(Cluster(stands, tuple(entries)) for stands, entries in clusters)
