"""Draws a cell of the matrix: colour, glyph and age; hatched, split and hollow as ribbons are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from timeline_app.ui.paint.lettering import draw_text, width_of
from timeline_app.ui.paint.strokes import NO_BRUSH, brush, pen
from timeline_app.ui.paint.swatch import Swatch, paint_swatch
from timeline_app.ui.positions.model import CELL
from timeline_app.ui.sizes import grown

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.columns.shown import ShownCell
    from timeline_app.ui.theme import Theme

WIDTH, HEIGHT = 76, 40
EDGE, GLYPH_HEIGHT = 4.0, 18.0


class CellDelegate(QStyledItemDelegate):
    """Draws cells in the colours of a theme."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(grown(WIDTH), grown(HEIGHT))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        painter.fillRect(rect, brush(self.theme.paper))
        cell = index.data(CELL)
        if cell is not None:
            self._paint_cell(painter, rect.adjusted(EDGE, EDGE, -EDGE, -EDGE), cell)
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        if state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(pen(self.theme.accent, 2.0))
            painter.setBrush(NO_BRUSH)
            painter.drawRect(rect.adjusted(1.5, 1.5, -1.5, -1.5))
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRectF, cell: ShownCell) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect.left(), rect.top(), rect.width(), GLYPH_HEIGHT)
        swatch = Swatch(cell.value, cell.non_value, cell.readings, cell.conditional, cell.reported)
        paint_swatch(painter, box, swatch, self.theme)
        words = age_in_words(cell)
        x = rect.center().x() - width_of(words, "small") / 2
        colour = self.theme.muted if cell.is_stale else self.theme.ink
        draw_text(painter, x, rect.bottom() - 5, words, "small", colour)


def age_in_words(cell: ShownCell) -> str:
    """Say in short how long ago a position was last heard, and whether that is too long."""
    return f"{cell.age:,} d" + " · stale" * cell.is_stale
