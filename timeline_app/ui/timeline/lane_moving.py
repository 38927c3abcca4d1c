"""Drags a lane or heading to another place under its heading; a line shows where it would stand."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtWidgets import QGraphicsRectItem

from timeline_app.layout.lane_choice import moved, siblings
from timeline_app.layout.lanes import lanes_of
from timeline_app.ui.paint.strokes import NO_PEN, brush

if TYPE_CHECKING:
    from timeline_app.layout.lanes import Lane
    from timeline_app.ui.timeline.canvas import Canvas
    from timeline_app.view_state import ViewState

THICKNESS = 3.0
LEAST_WAY = 4.0
"""Logical pixels of a drag from which on a lane is moved."""


class LaneMoving(QObject):
    """Moves lanes by their headers; positions are logical pixels of the canvas."""

    def __init__(self, canvas: Canvas, view_state: ViewState) -> None:
        super().__init__(canvas)
        self._canvas, self._view_state = canvas, view_state
        self._held: tuple[Lane, float] | None = None
        self._line = QGraphicsRectItem(canvas.box)
        self._line.setZValue(40)
        self._line.setPen(NO_PEN)
        self._line.hide()

    @property
    def is_on(self) -> bool:
        """Whether a lane is held."""
        return self._held is not None

    def set_text_scale(self, text_scale: float) -> None:
        """Draw the line as large as the lanes are."""
        self._line.setScale(text_scale)

    def takes(self, at: QPointF) -> bool:
        """Tell whether a drag from a point would move a lane, and take hold of it."""
        scene = self._canvas.scene_now
        self._held = None
        if scene is None or at.x() >= scene.plot[0]:
            return False
        lane = self._canvas.lane_of(scene.hit(at.x(), at.y()))
        if lane is not None and len(self._siblings(lane)) > 1:
            self._held = lane, at.y()
        return self._held is not None

    def move(self, now: QPointF, *, finished: bool) -> None:
        """Show where the lane would stand, and put it there when the drag is finished."""
        if self._held is None:
            return
        lane, begun = self._held
        before, y = self._goal(lane, now.y())
        is_moved = abs(now.y() - begun) >= LEAST_WAY
        if finished:
            self._held = None
            self._line.hide()
            if is_moved:
                self.put(lane, before)
            return
        self._line.setBrush(brush(self._canvas.theme.accent))
        self._line.setRect(QRectF(0, y - THICKNESS / 2, self._canvas.across, THICKNESS))
        self._line.setVisible(is_moved)

    def put(self, lane: Lane, before: Lane | None) -> None:
        """Let a lane stand before another, or last under its heading."""
        choice = self._view_state.view.lanes
        self._view_state.change(lanes=moved(lanes_of(self._canvas.timeline), choice, lane, before))

    def step(self, lane: Lane, way: int) -> None:
        """Move a lane up (-1) or down (1) by one place."""
        beside = self._siblings(lane)
        place = next(n for n, one in enumerate(beside) if one[:2] == lane[:2])
        after = place + way if way < 0 else place + way + 1
        if 0 <= place + way < len(beside):
            self.put(lane, beside[after] if after < len(beside) else None)

    def _siblings(self, lane: Lane) -> list[Lane]:
        timeline = self._canvas.timeline
        return siblings(lanes_of(timeline), self._view_state.view.lanes, lane)

    def _goal(self, lane: Lane, y: float) -> tuple[Lane | None, float]:
        """Find before which lane one would stand at a y, and where that begins."""
        scene, arrangement = self._canvas.scene_now, self._canvas.arrangement
        assert scene
        assert arrangement
        tops = {placed.lane[:2]: scene.y_of(placed.top) for placed in arrangement.lanes}
        beside = [one for one in self._siblings(lane) if one[:2] in tops]
        starts = [tops[one[:2]] for one in beside]
        ends = [*starts[1:], self._end_of(beside[-1])]
        for one, start, end in zip(beside, starts, ends, strict=True):
            if y < (start + end) / 2:
                return one, start
        return None, ends[-1]

    def _end_of(self, lane: Lane) -> float:
        """Give where a lane ends, or all that stands under a heading."""
        scene, arrangement = self._canvas.scene_now, self._canvas.arrangement
        assert scene
        assert arrangement
        lanes = list(arrangement.lanes)
        place = next(n for n, placed in enumerate(lanes) if placed.lane[:2] == lane[:2])
        depth = lanes[place].lane.depth
        within = takewhile(lambda placed: placed.lane.depth > depth, lanes[place + 1 :])
        last = [lanes[place], *within][-1]
        return scene.y_of(last.top) + last.height
