"""The headers of the lanes: name, caption, flag of the time, kept in sight while a lane is."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from timeline_app.domain.periods import holds_on
from timeline_app.layout.boxes import LaneBox, MoreBox
from timeline_app.layout.flags import flag_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.flags import Periods
    from timeline_app.layout.frame import Frame
    from timeline_app.layout.placing import PlacedLane
    from timeline_app.layout.view import View

CAPTIONS = {"nonstate": "non-state", "igo": "international organisation", "state": ""}
LEFT, INDENT, FLAG, MARGIN = 12.0, 14.0, 32.0, 8.0
"""Logical pixels before a name, more for each heading it stands under and for a flag, and after it."""
UNDER, LINE = 8.0, 18.0
"""Logical pixels from the middle of a name and one line to that line, and from it to the next."""
ENDS, GAP, MORE_HEIGHT = 7.0, 5.0, 15.0
"""Logical pixels beside the words of a "+n", after it, and how high it is."""


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
    middle = min(max(y, sight), y + placed.height - m.least_lane) + m.least_lane / 2
    stands = (y, placed.height, middle, left, bool(lane.folded), left, middle + UNDER)
    box = LaneBox(lane.kind, lane.key, lane.label, caption, flag, lane.depth, *stands)
    return _with_more(box, placed, frame) if placed.more_ribbons or placed.passing else box


def _with_more(box: LaneBox, placed: PlacedLane, frame: Frame) -> LaneBox:
    """Say what is left out of a lane: under the caption, or before it where the lane is low."""
    m = frame.metrics
    right = m.header - MARGIN
    more, x, last = _flowed(placed.more_ribbons, placed.passing, box.left, right, frame.measure_small)
    over = LINE if box.caption and placed.height >= m.least_lane + last + LINE else 0.0
    middle = min(box.label_y, box.y + box.height - m.least_lane / 2 - last - over)
    first = middle + UNDER
    caption_left, caption_y = (box.left, first) if over else (x, first + last)
    return box._replace(
        label_y=middle, caption_left=caption_left, caption_y=caption_y, more_y=first + over, more=more
    )


@lru_cache(maxsize=512)
def _flowed(
    positions: int, ongoing: int, left: float, right: float, measure: Callable[[str], float]
) -> tuple[tuple[MoreBox, ...], float, float]:
    """Flow what is left out into lines; give also where it ends, and how far below the first the last is."""
    words: dict[Literal["positions", "ongoing"], str] = {
        "positions": f"+{positions:,} position{'s' * (positions > 1)}" * bool(positions),
        "ongoing": f"+{ongoing:,} ongoing" * bool(ongoing),
    }
    more, x, y = list[MoreBox](), left, 0.0
    for kind, text in words.items():
        width = min(measure(text) + 2 * ENDS, right - left) if text else 0.0
        if more and x + width > right:
            x, y = left, y + LINE
        if text:
            more.append(MoreBox(kind, text, x, y, width))
            x += width + GAP
    return tuple(more), x, y


def party_flag(timeline: Timeline, party: int, day: int, periods: Periods) -> str | None:
    """Give the flag of a party on a day: the document's own first, then its country's of that time."""
    for own in timeline.flags.get(party, ()):
        if holds_on(own.valid_from, own.valid_to, day):
            return own.flag
    record = timeline.parties[party]
    return flag_on(record.iso2, day, periods) if record.kind in ("state", "government") else None
