"""The lanes with a scroll bar beside them that follows the view and leads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QWidget

if TYPE_CHECKING:
    from timeline_app.ui.timeline.canvas import Canvas
    from timeline_app.view_state import ViewState


class ScrolledLanes(QWidget):
    """Puts a scroll bar beside a canvas."""

    def __init__(self, canvas: Canvas, view_state: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas, self._view_state = canvas, view_state
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setAccessibleName(self.tr("Scroll the lanes"))
        self._bar.setSingleStep(30)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(canvas, 1)
        row.addWidget(self._bar)
        self._bar.valueChanged.connect(self._lead)
        canvas.laid_out.connect(self._follow)

    def _lead(self, value: int) -> None:
        self._view_state.change(scroll=float(value))

    def _follow(self) -> None:
        """Show how much there is, and where we are in it."""
        most, page = self._canvas.sight.scroll_range()
        blocked = QSignalBlocker(self._bar)
        self._bar.setRange(0, round(most))
        self._bar.setPageStep(round(page))
        self._bar.setValue(round(self._view_state.view.scroll))
        self._bar.setVisible(most >= 1)
        del blocked
