"""Where everything stands vertically: ribbons chosen, marks packed into sub-rows, lanes stacked.

Depends on the zoom and not on the pan, so that nothing jumps while time is dragged. x is in *zoomed
pixels*: day times pixels a day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isclose
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.layout.lanes import Lane, lanes_by_state
from timeline_app.layout.legend import keys_needed, signs_of
from timeline_app.layout.mark_labels import grown, label_owners, labelled_marks
from timeline_app.layout.metrics import COMPACT
from timeline_app.layout.packing import pack
from timeline_app.layout.ribbons import Ribbon, choose_ribbons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks
    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.legend import Key
    from timeline_app.layout.mark_labels import Packing, PlacedMark
    from timeline_app.layout.metrics import Metrics


class Cluster(NamedTuple):
    """Marks that fitted no sub-row, drawn as one "+n" chip at `day`."""

    day: float
    entries: tuple[int, ...]


class PlacedLane(NamedTuple):
    """A lane with all that stands in it; `top` counts from the first lane's top."""

    lane: Lane
    top: float
    height: float
    ribbons: tuple[Ribbon, ...]
    more_ribbons: int
    marks: tuple[PlacedMark, ...]
    clusters: tuple[Cluster, ...]
    labelled: Mapping[int, PlacedMark] = MappingProxyType({})
    """By entry, all marks of the lane as they were before they were packed."""
    of_talks: tuple[PlacedMark, ...] = ()
    """The marks of entries that stand in other lanes, too."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrangement:
    """All lanes, and the total height of them in logical pixels."""

    lanes: tuple[PlacedLane, ...]
    height: float
    pixels_per_day: float
    keys: tuple[Key, ...]
    """Keys of the legend that the document needs."""
    days: NDArray[np.float64]
    """(n,) float64, the evidence days of all dated entries, sorted."""
    as_of: int | None
    """The as-of day for which ribbons were chosen; None where every one is shown and no day matters."""
    timeline: Timeline
    """What is arranged."""
    packing: Packing
    signs: dict[tuple[int, int], frozenset[str]]
    """By party and topic, the keys that its positions need."""
    owners: NDArray[np.bool_]
    """(n,) bool, which marks bear the titles of their entries."""

    def is_at(self, pixels_per_day: float) -> bool:
        """Tell whether it is of a zoom, which a pan may have changed by a rounding."""
        return isclose(self.pixels_per_day, pixels_per_day, rel_tol=1e-9)

    def holds(self, timeline: Timeline, as_of: int | None) -> bool:
        """Tell whether it shows a document as of a day."""
        return self.timeline is timeline and self.as_of in (None, as_of)


def arrange(
    timeline: Timeline, packing: Packing, as_of: int | None = None, before: Arrangement | None = None
) -> Arrangement:
    """Stack the lanes at a zoom.

    Parameters
    ----------
    timeline
        The document.
    packing
        The zoom, and what else packing depends on.
    as_of
        Decides which ribbons changed last.
    before
        An arrangement from which lanes are taken over in which nothing differs.
    """
    stays = before is not None and _stand_alike(before.timeline, timeline)
    owners = before.owners if before and stays else label_owners(timeline.marks)
    placing = _Placing(timeline, packing, owners, as_of)
    moved = _moved_positions(before, timeline)
    kept = _kept_lanes(before, timeline, packing)
    ribbons = _kept_ribbons(before, placing, {party for party, _ in moved}) if before else {}
    signs = before.signs if before else {}
    if moved or before is None:
        signs = {key: signs_of(of) if key in moved else signs[key] for key, of in timeline.spans.items()}
    placed: list[PlacedLane] = []
    top = 0.0
    lanes = [item.lane for item in before.lanes] if before and stays else lanes_by_state(timeline)
    for lane in lanes:
        if lane.kind == "heading":
            item = PlacedLane(lane, top, packing.metrics.heading, (), 0, (), ())
        else:
            item = placing.place(lane, top, kept, ribbons.get(lane.key))
        placed.append(item)
        top += item.height
    return Arrangement(
        tuple(placed),
        top,
        packing.pixels_per_day,
        keys_needed(timeline, signs.values()),
        _entry_days(timeline.marks),
        as_of if any(item.more_ribbons for item in placed) else None,
        timeline,
        packing,
        signs,
        owners,
    )


def _stand_alike(old: Timeline, new: Timeline) -> bool:
    """Tell whether the same marks stand on the same days in the same lanes, whatever is said of them."""
    columns = ("entry", "lane", "day", "only_named")
    alike = all(getattr(old.marks, name) is getattr(new.marks, name) for name in columns)
    heads = old.groups is new.groups and old.parties is new.parties
    return alike and heads and old.spans.keys() == new.spans.keys()


class _Kept(NamedTuple):
    """The lanes of an arrangement before, by key, and the entries and lanes in which something differs."""

    lanes: Mapping[int, PlacedLane] = MappingProxyType({})
    entries: frozenset[int] = frozenset()
    differing: frozenset[int] = frozenset()


def _kept_lanes(before: Arrangement | None, timeline: Timeline, packing: Packing) -> _Kept:
    """Find what can be taken over of an arrangement of the same document at the same zoom."""
    touched = timeline.touched_since(before.timeline) if before else None
    if before is None or touched is None or packing != before.packing:
        return _Kept()
    old, new = before.timeline.marks, timeline.marks
    entries = np.union1d(np.fromiter(touched, np.int32, len(touched)), _come_or_gone(old, new))
    lanes = {int(lane) for marks in (old, new) for lane in marks.lane[np.isin(marks.entry, entries)]}
    placed = {placed.lane.key: placed for placed in before.lanes if placed.lane.kind != "heading"}
    return _Kept(placed, touched, frozenset(lanes))


def _come_or_gone(old: Marks, new: Marks) -> NDArray[np.int32]:
    """Find the entries that one has and the other has not, as when other ones pass a filter."""
    if old.entry is new.entry:
        return np.empty(0, np.int32)
    size = 1 + max((int(marks.entry.max()) for marks in (old, new) if len(marks)), default=0)
    held = np.zeros((2, size), np.bool_)
    held[0, old.entry] = held[1, new.entry] = True
    return np.flatnonzero(held[0] != held[1]).astype(np.int32)


def _moved_positions(before: Arrangement | None, timeline: Timeline) -> set[tuple[int, int]]:
    """Find the parties and topics whose positions were folded again."""
    old = before.timeline.spans if before else {}
    if old is timeline.spans:
        return set()
    return {key for key in old.keys() | timeline.spans if old.get(key) is not timeline.spans.get(key)}


def _kept_ribbons(before: Arrangement, placing: _Placing, moved: set[int]) -> dict[int, PlacedLane]:
    """Find by key the lanes, but for those of parties that moved, whose ribbons are the same as before."""
    most = placing.packing.metrics.ribbons_most
    if before.timeline.topics is not placing.timeline.topics or before.packing.metrics.ribbons_most != most:
        return {}
    return {
        placed.lane.key: placed
        for placed in before.lanes
        if placed.lane.kind == "party"
        and placed.lane.key not in moved
        and (placing.as_of == before.as_of or not placed.more_ribbons)
    }


def _entry_days(marks: Marks) -> NDArray[np.float64]:
    """Give the evidence day of each dated entry once, sorted."""
    days = marks.day[np.diff(marks.entry, prepend=-1) != 0]
    return days[~np.isnan(days)]


def arrange_to_fit(
    timeline: Timeline, packing: Packing, height: float, as_of: int | None
) -> tuple[Arrangement, Metrics]:
    """Stack the lanes so that they fit into `height`: first closer, then with fewer sub-rows, at least one.

    Gives the sizes it came to along with the arrangement.
    """
    result = arrange(timeline, packing, as_of)
    if result.height <= height:
        return result, packing.metrics
    for rows in range(packing.rows_most, 0, -1):
        result = arrange(timeline, replace(packing, metrics=COMPACT, rows_most=rows), as_of)
        if result.height <= height:
            break
    return result, COMPACT


@dataclass(frozen=True, slots=True)
class _Placing:
    """What every lane is placed by."""

    timeline: Timeline
    packing: Packing
    owners: NDArray[np.bool_]
    as_of: int | None

    def place(self, lane: Lane, top: float, kept: _Kept, ribboned: PlacedLane | None) -> PlacedLane:
        """Place a lane, with the marks and the ribbons of lanes before where they are the same."""
        ribbons, more = (ribboned.ribbons, ribboned.more_ribbons) if ribboned else self._choose_ribbons(lane)
        before = kept.lanes.get(lane.key)
        if before is None or lane.key in kept.differing:
            before = self._place_marks(lane, before.labelled if before else {}, kept.entries)
        m = self.packing.metrics
        rows = 1 + max((mark.row for mark in before.marks), default=-1)
        inner = len(ribbons) * m.ribbon_row + rows * m.mark_row + bool(before.clusters) * (m.chip + 4)
        height = max(m.least_lane, inner + 2 * m.lane_padding)
        placed = before._replace(lane=lane, top=top, height=height, ribbons=ribbons, more_ribbons=more)
        return before if _stands_alike(before, placed) else placed

    def _choose_ribbons(self, lane: Lane) -> tuple[tuple[Ribbon, ...], int]:
        if lane.kind != "party":
            return (), 0
        return choose_ribbons(self.timeline, lane.key, self.as_of, self.packing.metrics.ribbons_most)

    def _place_marks(
        self, lane: Lane, labelled: Mapping[int, PlacedMark], touched: frozenset[int]
    ) -> PlacedLane:
        """Pack the marks of a lane, the important ones first; `labelled` are known but for those touched."""
        marks, packing = self.timeline.marks, self.packing
        here = np.flatnonzero((marks.lane == lane.key) & ~np.isnan(marks.day))
        order = here[np.lexsort((marks.day[here], -marks.importance[here]))].tolist()
        entries = marks.entry[order].tolist()
        known = {entry: labelled[entry] for entry in entries if entry in labelled and entry not in touched}
        unknown = [i for i, entry in zip(order, entries, strict=True) if entry not in known]
        known |= {mark.entry: mark for mark in labelled_marks(marks, unknown, self.owners, packing)}
        rows = pack([(known[entry].left, known[entry].right) for entry in entries], packing.rows_most)
        both = sorted(zip(order, entries, rows, strict=True))
        placed = [known[entry]._replace(row=row) for _, entry, row in both if row is not None]
        clusters = _cluster(marks, [i for i, _, row in both if row is None], packing)
        shown = tuple(grown(placed, packing))
        of_talks = tuple(mark for mark in shown if mark.entry in self.timeline.parties_of_talks)
        return PlacedLane(lane, 0.0, 0.0, (), 0, shown, clusters, known, of_talks)


def _stands_alike(one: PlacedLane, other: PlacedLane) -> bool:
    """Tell whether a lane with the same marks is as it was."""
    at = (one.lane, one.top, one.height, one.more_ribbons)
    return one.ribbons is other.ribbons and at == (other.lane, other.top, other.height, other.more_ribbons)


def _cluster(marks: Marks, hidden: list[int], packing: Packing) -> tuple[Cluster, ...]:
    """Gather hidden marks, which are in the order of their days, whose chips would touch."""
    reach = 64.0 / packing.pixels_per_day
    clusters: list[list[int]] = []
    for index in hidden:
        if clusters and marks.day[index] - marks.day[clusters[-1][0]] < reach:
            clusters[-1].append(index)
        else:
            clusters.append([index])
    return tuple(
        Cluster(float(marks.day[group[0]]), tuple(int(marks.entry[i]) for i in group)) for group in clusters
    )
