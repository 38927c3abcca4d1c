"""The headings that stay at the top while what they head is scrolled beneath, one under the other.

The one place that knows how many of them stay and how much room they take.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.layout.boxes import LaneBox
from timeline_app.layout.lane_boxes import INDENT, LEFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.layout.arrangement import Arrangement
    from timeline_app.layout.placing import PlacedLane

MOST = 0.4
"""Share of what is seen of the scrolled lanes that headings take at the most: lanes are to be read, too."""


@dataclass(frozen=True, slots=True)
class Sticking:
    """Where headings stay; logical pixels, counted from the first lane's top.

    Attributes
    ----------
    pinned
        How much of the lanes stays in sight over those that are scrolled.
    shown
        How much of the scrolled ones is seen.
    heading
        The height of a heading.
    """

    arrangement: Arrangement
    pinned: float
    shown: float
    heading: float

    @property
    def most(self) -> int:
        """How many headings stay at the most, the outermost first; one always does."""
        return max(int(self.shown * MOST // self.heading), 1)

    def room_over(self, placed: PlacedLane) -> float:
        """Give how much the headings over a lane take once their own rows are scrolled away."""
        lanes = self.arrangement.lanes
        return self.heading * min(len(self._over(bisect_left(lanes, placed.top, key=_top))), self.most)

    def boxes(self, scroll: float, y: float) -> tuple[LaneBox, ...]:
        """Lay out the headings whose own rows are scrolled away, those further out later, as they lie on top.

        Each stands under the one that it is under, and is pushed off by the end of what it heads.

        Parameters
        ----------
        scroll
            How far the lanes are scrolled.
        y
            Where the first lane's top would be if it were not scrolled.
        """
        stuck: list[LaneBox] = []
        for level in range(self.most):
            slot = self.pinned + level * self.heading
            chain = self._headings_at(scroll + slot)
            if level >= len(chain):
                break
            lane = self.arrangement.lanes[chain[level]].lane
            end = self._end_of(chain[level], scroll + slot + self.heading)
            top = y + min(slot, end - scroll - self.heading)
            stands = top, self.heading, top + self.heading / 2, LEFT + INDENT * lane.depth
            stuck.append(LaneBox("stuck", lane.key, lane.label, "", None, lane.depth, *stands))
        return tuple(reversed(stuck))

    def _headings_at(self, at: float) -> list[int]:
        """List the headings of what stands at a height whose own tops are above it, the outermost first."""
        lanes = self.arrangement.lanes
        place = bisect_right(lanes, at, key=_top) - 1
        if place < 0 or lanes[place].top + lanes[place].height <= at:
            return []
        lane, top = lanes[place][:2]
        itself = [place] * (lane.kind == "heading" and not lane.folded and top < at)
        over = [*self._over(place), *itself]
        return [one for one in over if lanes[one].top >= self.pinned]

    def _over(self, place: int) -> list[int]:
        """List the places of the headings over a lane, the outermost first."""
        lanes, found = self.arrangement.lanes, list[int]()
        depth = lanes[place].lane.depth
        while depth and place:
            place -= 1
            lane = lanes[place].lane
            if lane.kind == "heading" and lane.depth < depth:
                found.append(place)
                depth = lane.depth
        return found[::-1]

    def _end_of(self, heading: int, furthest: float) -> float:
        """Give where the lanes under a heading end, or something further down than is asked for."""
        lanes = self.arrangement.lanes
        depth = lanes[heading].lane.depth
        for place in range(heading + 1, len(lanes)):
            if lanes[place].lane.depth <= depth or lanes[place].top >= furthest:
                return lanes[place].top
        return self.arrangement.height


def _top(placed: PlacedLane) -> float:
    return placed.top


def stuck_bottom(boxes: Sequence[LaneBox], top: float) -> float:
    """Give how far down the headings that stay reach, at least to a y."""
    return max((box.y + box.height for box in boxes if box.kind == "stuck"), default=top)
