"""The as-of line under the mouse: without ink of its own, since the line that is seen is of the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QObject, Qt

from timeline_app.layout.build import time_scale
from timeline_app.layout.metrics import NORMAL
from timeline_app.layout.moves import as_of_near

if TYPE_CHECKING:
    from timeline_app.ui.timeline.canvas import Canvas
    from timeline_app.view_state import ViewState

SNAP = 15.0
"""Logical pixels from the end of a day of evidence at which the line takes hold of it."""


class AsOfLine(QObject):
    """Moves the view's as-of day as the line is dragged."""

    def __init__(self, canvas: Canvas, view_state: ViewState) -> None:
        super().__init__(canvas)
        self._canvas, self._view_state = canvas, view_state
        no_ink = pg.mkPen(None)
        self.line = pg.InfiniteLine(angle=90, movable=True, pen=no_ink, hoverPen=no_ink)
        self.line.setCursor(Qt.CursorShape.SplitHCursor)
        canvas.box.addItem(self.line, ignoreBounds=True)
        self.line.sigDragged.connect(self._drag)

    def follow(self) -> None:
        """Stand at the end of the as-of day."""
        as_of = self._view_state.view.as_of
        self.line.setVisible(as_of is not None)
        if as_of is not None:
            self.line.blockSignals(True)
            self.line.setValue(as_of + 1)
            self.line.boundingRect()  # worked out during the paint, it would ask for another one
            self.line.blockSignals(False)

    def _drag(self) -> None:
        scale = time_scale(self._view_state.view, self._canvas.across)
        first, last = scale.day(NORMAL.header), scale.day(self._canvas.across)
        lowest = first + 1 if last - first > 1 else first
        at = min(max(float(self.line.getXPos()), lowest), last)
        near = SNAP / scale.pixels_per_day
        self._view_state.change(as_of=as_of_near(self._canvas.timeline, at, near))
