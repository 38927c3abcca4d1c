"""The headers of the matrix: one with a band over it that bears headings, one with names down the side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
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
        self._headings: Sequence[tuple[str, int, int]] = ()
        self._band = 0
        self.setSectionsClickable(True)
        self.show_headings(())

    def show_headings(self, headings: Sequence[tuple[str, int, int]]) -> None:
        """Write other headings, each over its columns, first to last; no band if all are empty."""
        self._headings = headings
        self._band = grown(BAND) if any(words for words, _, _ in headings) else 0
        self.setFixedHeight(grown(HEIGHT) + self._band)

    @override
    def sizeHint(self) -> QSize:
        # Qt would ask for the words of hundreds of columns with each step of a line that is dragged.
        return QSize(self.height(), self.minimumHeight())

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


class NamesHeader(QHeaderView):
    """Names down the side, with room for the widest of all, whoever of them is shown: so it stands still."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(True)
        self._names: Sequence[str] = ()
        self._width: tuple[str, int] | None = None
        """The font for which it was found, and the width."""

    def make_room_for(self, names: Sequence[str]) -> None:
        """Be as wide as the widest of some names needs, within the greatest width."""
        self._names, self._width = names, None
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        letters = self.font().key()
        if self._width is None or self._width[0] != letters:
            self._width = letters, self._width_of_names()
        return QSize(self._width[1], 0)

    def _width_of_names(self) -> int:
        metrics, beside = self.fontMetrics(), self.iconSize().width() + 4 * PAD
        widest = 0
        for name in self._names:
            widest = max(widest, metrics.horizontalAdvance(name) + beside)
            if widest >= self.maximumWidth():
                break
        return widest
