"""The headers of the lanes: name, caption, flag of the time, kept in sight while a lane is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from timeline_app.domain.periods import holds_on
from timeline_app.layout.boxes import LaneBox
from timeline_app.layout.flags import flag_on

if TYPE_CHECKING:
    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.flags import Periods
    from timeline_app.layout.metrics import Metrics
    from timeline_app.layout.placing import PlacedLane
    from timeline_app.layout.view import View

CAPTIONS = {"nonstate": "non-state", "igo": "international organisation", "state": ""}


def lane_box(
    timeline: Timeline, placed: PlacedLane, ys: tuple[float, float], view: View, periods: Periods, m: Metrics
) -> LaneBox:
    """Lay out the header of a lane or heading.

    Parameters
    ----------
    ys
        Where its top is, and from where on its name is seen.
    """
    y, sight = ys
    lane = placed.lane
    if lane.kind == "heading":
        stands = (y, m.heading, y + m.heading / 2, bool(lane.folded))
        return LaneBox("heading", lane.key, lane.label, "", None, lane.depth, *stands)
    top = max(y, sight)
    label_y = min(top + m.least_lane / 2, y + placed.height - m.least_lane / 2)
    flag = None
    words = ["no actor named"] if lane.kind == "context" else [*_more(placed)]
    if lane.kind == "party":
        day = view.as_of if view.as_of is not None else math.floor(view.end)
        flag = party_flag(timeline, lane.key, day, periods)
        kind = timeline.parties[lane.key].kind
        words.insert(0, CAPTIONS.get(kind, kind))
    if lane.folded:
        words.append("folded")
    caption = " · ".join(word for word in words if word and word != lane.label.casefold())
    stands = (y, placed.height, label_y, bool(lane.folded))
    return LaneBox(lane.kind, lane.key, lane.label, caption, flag, lane.depth, *stands)


def _more(placed: PlacedLane) -> tuple[str, str]:
    """Say what of a lane is not shown."""
    positions = f"+{placed.more_ribbons:,} position{'s' * (placed.more_ribbons > 1)}"
    lasting = f"+{placed.passing:,} ongoing"
    return positions * bool(placed.more_ribbons), lasting * bool(placed.passing)


def party_flag(timeline: Timeline, party: int, day: int, periods: Periods) -> str | None:
    """Give the flag of a party on a day: the document's own first, then its country's of that time."""
    for own in timeline.flags.get(party, ()):
        if holds_on(own.valid_from, own.valid_to, day):
            return own.flag
    record = timeline.parties[party]
    return flag_on(record.iso2, day, periods) if record.kind in ("state", "government") else None
