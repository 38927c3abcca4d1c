"""Draws the matrix: colour, glyph and age; hatched, split and hollow as ribbons; dashed what is possible."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QTableView
from typing_extensions import override

from timeline_app.ui.paint.lettering import draw_text, font, metrics, width_of
from timeline_app.ui.paint.strokes import NO_BRUSH, brush, pen
from timeline_app.ui.paint.swatch import Swatch, fill_of, glyph_of, paint_swatch
from timeline_app.ui.sizes import grown

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from timeline_app.columns.shown import Possible, ShownCell
    from timeline_app.ui.positions.model import PositionsModel
    from timeline_app.ui.theme import Theme

WIDTH, HEIGHT = 110, 40
EDGE, GLYPH_HEIGHT, BESIDE_WIDTH = 4.0, 18.0, 26.0
FOOT = 2.0
"""From the foot of the letters down to the edge of a cell's room."""
May = tuple[int | None, str | None]


class Matrix(QTableView):
    """A table that draws all cells in sight in one go: they follow a line that is dragged."""

    def __init__(self, model: PositionsModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._cells = model
        self.setModel(model)

    @override
    def moveCursor(
        self, cursorAction: QTableView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if self.currentIndex().isValid():
            return super().moveCursor(cursorAction, modifiers)
        headings = self._cells.heading_rows()
        first = next((row for row in range(self._cells.rowCount()) if row not in headings), -1)
        return self._cells.index(first, 0)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(e.rect(), brush(self.theme.paper))
        if self._cells.rowCount() and self._cells.columnCount():
            rows = _seen(e.rect().top(), e.rect().bottom(), self.rowAt, self._cells.rowCount())
            columns = _seen(e.rect().left(), e.rect().right(), self.columnAt, self._cells.columnCount())
            self._paint_headings(painter, rows)
            self._paint_cells(painter, rows, columns)
            self._paint_current(painter)
        painter.end()

    def _paint_headings(self, painter: QPainter, rows: range) -> None:
        """Shade the rows that hold nothing but a heading."""
        for row in self._cells.heading_rows():
            if row in rows:
                rect = QRect(
                    0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row) - 1
                )
                painter.fillRect(rect, brush(self.theme.heading))

    def _paint_cells(self, painter: QPainter, rows: range, columns: range) -> None:
        size = grown(HEIGHT) / HEIGHT
        painter.save()
        painter.scale(size, size)
        painter.setFont(font("small"))
        tops = {row: self.rowViewportPosition(row) / size + EDGE for row in rows}
        lefts = {column: self.columnViewportPosition(column) / size + EDGE for column in columns}
        ratio = self.devicePixelRatioF() * size
        inks = pen(self.theme.ink), pen(self.theme.muted)
        for row, column, cell, beside in self._cells.cells_at(rows, columns):
            left, top = lefts[column], tops[row]
            swatch = cell and Swatch(*cell[:3], cell.conditional, cell.reported)
            may = _may(beside.possibly) if beside.possibly else None
            painter.drawPixmap(QPointF(left, top), _boxes(swatch, may, ratio, self.theme))
            if cell:
                painter.setPen(inks[cell.is_stale])
                painter.drawText(QPointF(left, top + HEIGHT - 2 * EDGE - FOOT), age_in_words(cell))
            if beside.signals:
                _paint_signals(painter, left, top, beside.signals, self.theme)
                painter.setFont(font("small"))
        painter.restore()

    def _paint_current(self, painter: QPainter) -> None:
        current = self.currentIndex()
        if current.isValid():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen(self.theme.accent, 2.0))
            painter.setBrush(NO_BRUSH)
            painter.drawRect(QRectF(self.visualRect(current)).adjusted(1.5, 1.5, -1.5, -1.5))


def _seen(first: int, last: int, at: Callable[[int], int], count: int) -> range:
    """Give the rows or columns between two pixels; what lies beyond the last has none."""
    begin, end = at(first), at(last)
    return range(max(begin, 0), count if end < 0 else end + 1)


def _may(possibly: tuple[Possible, ...]) -> tuple[May, ...]:
    return tuple(dict.fromkeys(may_be[:2] for may_be in possibly))


@lru_cache(maxsize=512)
def _boxes(swatch: Swatch | None, may: tuple[May, ...] | None, ratio: float, theme: Theme) -> QPixmap:
    """Draw the box of a cell and the dashed one beside it, once for all cells that look so."""
    width = WIDTH - 2 * EDGE
    picture = QPixmap(round((width + 2) * ratio), round((GLYPH_HEIGHT + 2) * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(1, 1, width - (BESIDE_WIDTH + EDGE if may else 0) - 1, GLYPH_HEIGHT)
    if swatch is not None:
        paint_swatch(painter, box, swatch, theme)
    if may:
        _paint_possible(painter, QRectF(width - BESIDE_WIDTH, 1, BESIDE_WIDTH, GLYPH_HEIGHT), may, theme)
    painter.end()
    return picture


def _paint_possible(painter: QPainter, rect: QRectF, may: tuple[May, ...], theme: Theme) -> None:
    """Draw what is only possible: dashed, in the colour of what it would be."""
    value, non_value = may[0] if len(may) == 1 else (None, None)
    painter.setPen(pen(theme.ink if value is None else fill_of(value, theme), 2.0, style="dashed"))
    painter.setBrush(NO_BRUSH)
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
    glyph = glyph_of(value, non_value) if len(may) == 1 else f"{len(may)}?"
    x = rect.center().x() - width_of(glyph, "small bold") / 2
    draw_text(painter, x, rect.center().y(), glyph, "small bold", theme.ink)


def _paint_signals(painter: QPainter, left: float, top: float, signals: int, theme: Theme) -> None:
    """Draw how many were set aside, in the lower corner."""
    words = f"{signals:,}"
    width = max(width_of(words, "small") + 8, 14.0)
    chip = QRectF(left + WIDTH - 2 * EDGE - width, top + HEIGHT - 2 * EDGE - 13, width, 13)
    painter.setPen(pen(theme.edge))
    painter.setBrush(brush(theme.chip))
    painter.drawRoundedRect(chip, 6, 6)
    x = chip.center().x() - width_of(words, "small") / 2
    painter.setPen(pen(theme.ink))
    painter.drawText(QPointF(x, chip.center().y() + metrics("small").capHeight() / 2), words)


def age_in_words(cell: ShownCell) -> str:
    """Say in short how long ago a position was last heard, and whether that is too long."""
    return f"{cell.age:,} d" + " · stale" * cell.is_stale
