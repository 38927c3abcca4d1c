"""The parts of a scene, each with its sheet: the lanes that are scrolled, and those pinned over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline_app.layout.comparing import lay_compared
from timeline_app.layout.lane_boxes import lane_box
from timeline_app.layout.mark_boxes import INSIDE
from timeline_app.layout.outside import covers_title, edge_boxes
from timeline_app.layout.ribbon_names import ribbon_names
from timeline_app.layout.sticking import Sticking, stuck_bottom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.arrangement import Arrangement
    from timeline_app.layout.boxes import BarBox, EdgeBox, LabelBox, LaneBox, Point
    from timeline_app.layout.frame import Frame
    from timeline_app.layout.placing import PlacedLane
    from timeline_app.layout.sheet import Sheet
    from timeline_app.layout.time_scale import TimeScale
    from timeline_app.layout.view import View


@dataclass(frozen=True, slots=True)
class PartLaying:
    """What all parts of a scene are laid out by."""

    timeline: Timeline
    arrangement: Arrangement
    view: View
    frame: Frame
    scale: TimeScale
    moved: float
    """x by which their sheets are moved."""

    def scrolled(self, sheet: Sheet, bottom: float) -> dict[str, Any]:
        """Lay out the lanes that are scrolled, down to a y; by the names of what they are in a scene."""
        m, pinned = self.frame.metrics, sheet.stretch.pinned
        lanes = self.arrangement.lanes
        if pinned:
            lanes = tuple(placed for placed in lanes if placed.top >= pinned)
        y, ys = m.axis - self.view.scroll, (m.axis + pinned, bottom)
        sticking = Sticking(self.arrangement, pinned, bottom - ys[0], m.heading)
        stuck = sticking.boxes(self.view.scroll, m.axis)
        return self._part(sheet, lanes, y, ys, stuck)

    def pinned(self, sheet: Sheet) -> dict[str, Any]:
        """Lay out the pinned lanes, which stay where they are, and no other."""
        m = self.frame.metrics
        lanes = [placed for placed in self.arrangement.lanes if placed.top < sheet.bottom]
        ys = m.axis, m.axis + sheet.bottom
        plot = m.header, ys[0], self.frame.width, ys[1]
        return {"plot": plot, **self._part(sheet, lanes, m.axis, ys)}

    def _part(
        self,
        sheet: Sheet,
        lanes: Sequence[PlacedLane],
        y: float,
        ys: tuple[float, float],
        stuck: tuple[LaneBox, ...] = (),
    ) -> dict[str, Any]:
        """Lay out what stands in some lanes, moved down by `y` and seen between two y."""
        frame = self.frame
        m = frame.metrics
        offset, sight, view = (m.header + self.moved, y), (m.header, frame.width), self.view
        inside = tuple(_kept_in_sight(*pair, offset, sight) for pair in sheet.inside)
        boxes = (*self._lane_boxes(lanes, y, ys, stuck_bottom(stuck, ys[0])), *stuck)
        edges = self._edges(lanes, y, ys)
        return {
            "sheet": sheet,
            "offset": offset,
            "lanes": boxes,
            "names": tuple(ribbon_names(sheet, offset, sight, m.ribbon, frame.measure)),
            "edges": tuple(edge for edge in edges if not covers_title(edge, inside)),
            "inside": inside,
            "compared": lay_compared(self.timeline.segments, sheet, view.compared) if view.compared else None,
        }

    def _lane_boxes(
        self, lanes: Sequence[PlacedLane], y: float, ys: tuple[float, float], sight: float
    ) -> Iterator[LaneBox]:
        """Lay out the headers of the visible lanes, their names below the headings that stay at the top."""
        frame = self.frame
        for placed in lanes:
            top = y + placed.top
            if top + placed.height >= ys[0] and top <= ys[1]:
                yield lane_box(self.timeline, placed, (top, sight), self.view, frame)

    def _edges(self, lanes: Sequence[PlacedLane], y: float, ys: tuple[float, float]) -> Iterator[EdgeBox]:
        """Name what lies outside the window in the visible lanes that show no mark within it."""
        m, sight = self.frame.metrics, (self.frame.metrics.header, self.frame.width)
        window = (self.scale.day(sight[0]), self.scale.day(sight[1]))
        for placed in lanes:
            middle = y + placed.top + placed.height - m.lane_padding - m.mark_row / 2
            if placed.marks and ys[0] < middle < ys[1]:
                yield from edge_boxes(placed, window, sight, middle, self.frame.measure_small)


def _kept_in_sight(label: LabelBox, bar: BarBox, offset: Point, sight: tuple[float, float]) -> LabelBox:
    """Move a title inside a long bar to the visible part of it; one beside a mark that is in sight stays."""
    left, right = sight[0] + 8, sight[1] - 8 - label.width
    x = min(max(label.x + offset[0], left), bar.right + offset[0] - label.width - 8)
    if x - INSIDE > sight[1]:
        x = max(min(x, right), left, bar.left + offset[0] + 8)
    return label._replace(x=x, y=label.y + offset[1])
