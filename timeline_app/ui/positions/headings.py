"""A header of the matrix with a band over it that bears the headings of what stands beneath."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView
from typing_extensions import override

from timeline_app.ui.paint.strokes import colour
from timeline_app.ui.sizes import grown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from timeline_app.ui.theme import Theme

HEIGHT, BAND, PAD = 44, 20, 6


class HeadedHeader(QHeaderView):
    """Writes each heading over all its columns, and keeps it in sight while any of them is."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.theme = theme
        self._headings: list[tuple[str, int, int]] = []
        self._band = 0
        self.setSectionsClickable(True)
        self.show_headings(())

    def show_headings(self, headings: Sequence[str]) -> None:
        """Write other headings, one a column; none where all are empty."""
        columns = groupby(range(len(headings)), key=headings.__getitem__)
        spans = ((heading, list(under)) for heading, under in columns)
        self._headings = [(heading, under[0], under[-1]) for heading, under in spans]
        self._band = grown(BAND) if any(headings) else 0
        self.setFixedHeight(grown(HEIGHT) + self._band)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        super().paintSection(painter, rect.adjusted(0, self._band, 0, 0), logicalIndex)
        painter.restore()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        band = self._band
        if not band:
            return
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        painter.fillRect(QRect(0, 0, self.viewport().width(), band), colour(self.theme.heading))
        for heading, first, last in self._headings:
            self._paint_heading(painter, heading, first, last)
        painter.end()

    def _paint_heading(self, painter: QPainter, heading: str, first: int, last: int) -> None:
        left = self.sectionViewportPosition(first)
        right = self.sectionViewportPosition(last) + self.sectionSize(last)
        seen = QRect(max(left, 0), 0, min(right, self.viewport().width()) - max(left, 0), self._band)
        if seen.width() <= 2 * PAD:
            return
        painter.setPen(colour(self.theme.rule))
        painter.drawLine(right - 1, 0, right - 1, seen.bottom())
        painter.setPen(colour(self.theme.muted))
        room = seen.adjusted(PAD, 0, -PAD, 0)
        words = self.fontMetrics().elidedText(heading, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)  # pyright: ignore[reportCallIssue, reportArgumentType]
