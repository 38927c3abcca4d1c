"""The headers of the lanes: name, caption, flag of the time, kept in sight while a lane is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from timeline_app.domain.periods import holds_on
from timeline_app.layout.boxes import LaneBox, MoreBox
from timeline_app.layout.flags import flag_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.build import Frame
    from timeline_app.layout.flags import Periods
    from timeline_app.layout.placing import PlacedLane
    from timeline_app.layout.view import View

CAPTIONS = {"nonstate": "non-state", "igo": "international organisation", "state": ""}
LEFT, INDENT, FLAG, MARGIN = 12.0, 14.0, 32.0, 8.0
"""Logical pixels before a name, more for each heading it stands under and for a flag, and after it."""
UNDER, LINE = 8.0, 18.0
"""Logical pixels from the middle of a name and one line to that line, and from it to the next."""
ENDS, GAP = 7.0, 5.0
"""Logical pixels beside the words of a "+n", and after it."""


def lane_box(
    timeline: Timeline, placed: PlacedLane, ys: tuple[float, float], view: View, frame: Frame
) -> LaneBox:
    """Lay out the header of a lane or heading.

    Parameters
    ----------
    ys
        Where its top is, and from where on its name is seen.
    """
    (y, sight), m, lane = ys, frame.metrics, placed.lane
    left = LEFT + INDENT * lane.depth
    if lane.kind == "heading":
        stands = (y, m.heading, y + m.heading / 2, left, bool(lane.folded))
        return LaneBox("heading", lane.key, lane.label, "", None, lane.depth, *stands)
    flag = None
    words = ["no actor named"] if lane.kind == "context" else []
    if lane.kind == "party":
        day = view.as_of if view.as_of is not None else math.floor(view.end)
        flag = party_flag(timeline, lane.key, day, frame.flag_periods)
        kind = timeline.parties[lane.key].kind
        words.append(CAPTIONS.get(kind, kind))
        left += FLAG * bool(flag)
    if lane.folded:
        words.append("folded")
    caption = " · ".join(word for word in words if word and word != lane.label.casefold())
    box = LaneBox(
        lane.kind,
        lane.key,
        lane.label,
        caption,
        flag,
        lane.depth,
        y,
        placed.height,
        0.0,
        left,
        bool(lane.folded),
    )
    return _under_name(box, placed, max(y, sight) + m.least_lane / 2, frame)


def _under_name(box: LaneBox, placed: PlacedLane, middle: float, frame: Frame) -> LaneBox:
    """Lay out the caption under a name, and what is left out: below it, or before it in a low lane.

    `middle` is that of the name and one line, where the lane is high enough for them.
    """
    m, more, x, line = frame.metrics, list[MoreBox](), box.left, 0
    for kind, text in _more(placed):
        width = min(frame.measure_small(text) + 2 * ENDS, m.header - MARGIN - box.left)
        if more and x + width > m.header - MARGIN:
            x, line = box.left, line + 1
        more.append(MoreBox(kind, text, x, float(line), width))
        x += width + GAP
    over = bool(more and box.caption and placed.height >= m.least_lane + (line + 1) * LINE)
    middle = min(middle, box.y + box.height - m.least_lane / 2 - (line + over) * LINE)
    first = middle + UNDER
    caption = (box.left, first) if over or not more else (x, first + line * LINE)
    shown = tuple(one._replace(y=first + (one.y + over) * LINE) for one in more)
    return box._replace(label_y=middle, caption_left=caption[0], caption_y=caption[1], more=shown)


def _more(placed: PlacedLane) -> Iterator[tuple[Literal["positions", "ongoing"], str]]:
    """Say what of a lane is not shown."""
    if placed.more_ribbons:
        yield "positions", f"+{placed.more_ribbons:,} position{'s' * (placed.more_ribbons > 1)}"
    if placed.passing:
        yield "ongoing", f"+{placed.passing:,} ongoing"


def party_flag(timeline: Timeline, party: int, day: int, periods: Periods) -> str | None:
    """Give the flag of a party on a day: the document's own first, then its country's of that time."""
    for own in timeline.flags.get(party, ()):
        if holds_on(own.valid_from, own.valid_to, day):
            return own.flag
    record = timeline.parties[party]
    return flag_on(record.iso2, day, periods) if record.kind in ("state", "government") else None
