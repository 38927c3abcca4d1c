"""The range of days that is selected, over the lanes: drawn on the axis or in them, moved by its edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QObject, QPointF, Qt

from timeline_app.layout.build import time_scale
from timeline_app.layout.metrics import NORMAL

if TYPE_CHECKING:
    from timeline_app.ui.theme import Theme
    from timeline_app.ui.timeline.canvas import Canvas
    from timeline_app.view_state import ViewState

    Span = tuple[float, float]

FILL = 34
"""Opacity of the range, of 255: marks and ribbons stay readable under it."""
ABOVE_THE_LANES = 30


class SpanRegion(QObject):
    """Shows the view's span and changes it; positions are logical pixels of the canvas."""

    def __init__(self, canvas: Canvas, view_state: ViewState) -> None:
        super().__init__(canvas)
        self._canvas, self._view_state = canvas, view_state
        self._drawn_from: float | None = None
        self._theme: Theme | None = None
        self.region = pg.LinearRegionItem(swapMode="block")
        self.region.movable = False  # by its edges only: what lies within can be clicked and dragged
        for line in self.region.lines:
            line.setCursor(Qt.CursorShape.SplitHCursor)
        self.region.hide()
        canvas.box.addItem(self.region, ignoreBounds=True)
        canvas.box.childGroup.setZValue(ABOVE_THE_LANES)
        self.region.sigRegionChanged.connect(self._take_edges)

    @property
    def is_drawn(self) -> bool:
        """Whether a range is being drawn."""
        return self._drawn_from is not None

    def takes(self, at: QPointF, *, in_lanes: bool) -> bool:
        """Tell whether a drag from a point, of the axis or of the lanes, draws a range; begin one there."""
        scene = self._canvas.scene_now
        bottom = scene.plot[3] if scene and in_lanes else NORMAL.axis
        is_in_time = 0 <= at.y() < bottom and at.x() >= NORMAL.header
        self._drawn_from = self._day_at(at) if is_in_time else None
        return is_in_time

    def draw_to(self, at: QPointF, *, finished: bool) -> None:
        """Let the range that is being drawn reach to a point."""
        if self._drawn_from is not None:
            self._select(*sorted((self._drawn_from, self._day_at(at))))
        if finished:
            self._drawn_from = None

    def follow(self) -> None:
        """Show the span of the view as far as it is in sight."""
        span, shown = self._view_state.view.span, self._days_shown()
        self.region.setVisible(span is not None and span[0] < shown[1] and span[1] > shown[0])
        if span is None:
            return
        self._dress(self._canvas.theme)
        for line, day in zip(self.region.lines, span, strict=True):
            line.setVisible(line.moving or shown[0] <= day <= shown[1])
        self.region.setSpan(self._share_of_foot(), 1)
        low, high = (min(max(day, shown[0]), shown[1]) for day in span)
        self.region.blockSignals(True)
        self.region.setRegion((low, high))
        self.region.blockSignals(False)

    def _take_edges(self) -> None:
        """Take an edge from where it was dragged; what is out of sight stays."""
        span = self._view_state.view.span
        if span is not None:
            first, last = self._days_shown()
            lines = zip(self.region.lines, span, strict=True)
            start, end = (min(max(line.x(), first), last) if line.isVisible() else day for line, day in lines)
            self._select(start, end)

    def _days_shown(self) -> tuple[float, float]:
        scale = time_scale(self._view_state.view, self._canvas.across)
        return scale.day(NORMAL.header), scale.day(self._canvas.across)

    def _share_of_foot(self) -> float:
        """Give the share of the height that lies under the lanes: legend and tray, where no time runs."""
        scene = self._canvas.scene_now
        return 1 - scene.plot[3] / self._canvas.down if scene else 0.0

    def _day_at(self, at: QPointF) -> float:
        x = min(max(at.x(), NORMAL.header), self._canvas.across)
        return time_scale(self._view_state.view, self._canvas.across).day(x)

    def _select(self, start: float, end: float) -> None:
        """Select whole days, at least one."""
        first = float(round(start))
        self._view_state.change(span=(first, max(float(round(end)), first + 1)))

    def _dress(self, theme: Theme) -> None:
        if theme is self._theme:
            return
        self._theme = theme
        fill = pg.mkColor(theme.accent)
        fill.setAlpha(FILL)
        self.region.setBrush(fill)
        for line in self.region.lines:
            line.setPen(pg.mkPen(theme.accent, width=2))
            line.setHoverPen(pg.mkPen(theme.accent, width=4))
