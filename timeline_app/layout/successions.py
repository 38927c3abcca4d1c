"""Which party follows which: an arrow from where one lane ends to where that of its successor begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.dates import parse
from timeline_app.layout.links import Arrow

if TYPE_CHECKING:
    from timeline_app.columns.timeline import Timeline
    from timeline_app.domain.records import Party
    from timeline_app.layout.arrangement import Arrangement
    from timeline_app.layout.boxes import Point
    from timeline_app.layout.time_scale import TimeScale

BEND = 40.0
"""Logical pixels by which an arrow leaves and reaches lanes of the same day sideways."""


def succession_arrows(
    timeline: Timeline, arrangement: Arrangement, scale: TimeScale, width: float
) -> tuple[Arrow, ...]:
    """Draw from each party that ends to its successor, where both have lanes and one of the days is shown."""
    middles = {p.lane.key: p.top + p.height / 2 for p in arrangement.lanes if p.lane.kind == "party"}
    arrows: list[Arrow] = []
    for earlier, later in timeline.successions:
        days = _days(timeline.parties[earlier], timeline.parties[later])
        if days is None or earlier not in middles or later not in middles:
            continue
        start, end = scale.x(days[0]), scale.x(days[1])
        if max(start, end) > 0 and min(start, end) < width:
            arrows.append(_arrow((start, middles[earlier]), (end, middles[later])))
    return tuple(arrows)


def _days(earlier: Party, later: Party) -> tuple[int, int] | None:
    """Give the end of one party and the begin of the next; what is not known of one is taken of the other."""
    end = parse(earlier.valid_to).end_hi if earlier.valid_to else None
    begin = parse(later.valid_from).begin_lo if later.valid_from else None
    if end is None and begin is None:
        return None
    end = begin - 1 if end is None and begin is not None else end
    assert end is not None
    return end + 1, end + 1 if begin is None else begin


def _arrow(start: Point, end: Point) -> Arrow:
    side = max(start[0], end[0]) + BEND
    middle = ((start[0] + 6 * side + end[0]) / 8, (start[1] + end[1]) / 2)
    return Arrow("succeeded by", start, (side, start[1]), (side, end[1]), end, middle)
