"""Where everything stands vertically: ribbons chosen, marks packed into sub-rows, lanes stacked.

Depends on the zoom and not on the pan, so that nothing jumps while time is dragged. x is in *zoomed
pixels*: day times pixels a day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isclose
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.layout.lanes import Lane, lanes_by_state
from timeline_app.layout.legend import keys_needed
from timeline_app.layout.mark_labels import extent, grown, label_owners, labelled_mark, wording
from timeline_app.layout.metrics import COMPACT
from timeline_app.layout.packing import pack
from timeline_app.layout.ribbons import Ribbon, choose_ribbons

if TYPE_CHECKING:
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

    def holds_at(self, pixels_per_day: float, as_of: int | None) -> bool:
        """Tell whether it can be shown at a zoom, which a pan may have changed by a rounding, and a day."""
        return isclose(self.pixels_per_day, pixels_per_day, rel_tol=1e-9) and self.as_of in (None, as_of)


def arrange(timeline: Timeline, packing: Packing, as_of: int | None = None) -> Arrangement:
    """Stack the lanes at a zoom; `as_of` decides which ribbons changed last."""
    marks = timeline.marks
    owners = label_owners(marks)
    placed: list[PlacedLane] = []
    top = 0.0
    for lane in lanes_by_state(timeline):
        if lane.kind == "heading":
            item = PlacedLane(lane, top, packing.metrics.heading, (), 0, (), ())
        else:
            item = _place_lane(timeline, lane, top, packing, owners, as_of)
        placed.append(item)
        top += item.height
    return Arrangement(
        tuple(placed),
        top,
        packing.pixels_per_day,
        keys_needed(timeline),
        _entry_days(marks),
        as_of if any(item.more_ribbons for item in placed) else None,
    )


def _entry_days(marks: Marks) -> NDArray[np.float64]:
    """Give the evidence day of each dated entry once, sorted."""
    _, first = np.unique(marks.entry, return_index=True)
    days = np.sort(marks.day[first])
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


def _place_lane(
    timeline: Timeline,
    lane: Lane,
    top: float,
    packing: Packing,
    owners: dict[int, int],
    as_of: int | None,
) -> PlacedLane:
    ribbons, more = (
        choose_ribbons(timeline, lane.key, as_of, packing.metrics.ribbons_most)
        if lane.kind == "party"
        else ((), 0)
    )
    marks, hidden = _place_marks(timeline.marks, lane.key, packing, owners)
    clusters = _cluster(timeline.marks, hidden, packing)
    m = packing.metrics
    rows = 1 + max((mark.row for mark in marks), default=-1)
    inner = len(ribbons) * m.ribbon_row + rows * m.mark_row + bool(clusters) * (m.chip + 4)
    height = max(m.least_lane, inner + 2 * m.lane_padding)
    return PlacedLane(lane, top, height, ribbons, more, marks, clusters)


def _place_marks(
    marks: Marks, lane: int, packing: Packing, owners: dict[int, int]
) -> tuple[tuple[PlacedMark, ...], list[int]]:
    """Pack the marks of a lane, the important ones first; give those that fit nowhere apart."""
    here = np.flatnonzero((marks.lane == lane) & ~np.isnan(marks.day))
    order = here[np.lexsort((marks.day[here], -marks.importance[here]))].tolist()
    titles = packing.titles(int(marks.entry[i]) for i in order)
    labelled = [labelled_mark(marks, i, wording(marks, i, titles, owners), packing) for i in order]
    rows = pack([extent(mark, packing) for mark in labelled], packing.rows_most)
    both = list(zip(order, labelled, rows, strict=True))
    placed = [mark._replace(row=row) for _, mark, row in sorted(both, key=itemgetter(0)) if row is not None]
    return tuple(grown(placed, packing)), [i for i, _, row in both if row is None]


def _cluster(marks: Marks, hidden: list[int], packing: Packing) -> tuple[Cluster, ...]:
    """Gather hidden marks whose chips would touch."""
    reach = 64.0 / packing.pixels_per_day
    clusters: list[list[int]] = []
    for index in sorted(hidden, key=lambda i: float(marks.day[i])):
        if clusters and marks.day[index] - marks.day[clusters[-1][0]] < reach:
            clusters[-1].append(index)
        else:
            clusters.append([index])
    return tuple(
        Cluster(float(marks.day[group[0]]), tuple(int(marks.entry[i]) for i in group)) for group in clusters
    )
