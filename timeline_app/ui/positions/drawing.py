"""Draws a cell of the matrix: colour, glyph and age; hatched, split and hollow as ribbons are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from timeline_app.columns.shown import NOTHING_BESIDE
from timeline_app.ui.paint.lettering import draw_text, width_of
from timeline_app.ui.paint.strokes import NO_BRUSH, brush, pen
from timeline_app.ui.paint.swatch import Swatch, fill_of, glyph_of, paint_swatch
from timeline_app.ui.positions.model import BESIDE, CELL, IS_HEADING
from timeline_app.ui.sizes import grown

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.columns.shown import Beside, Possible, ShownCell
    from timeline_app.ui.theme import Theme

WIDTH, HEIGHT = 76, 40
EDGE, GLYPH_HEIGHT, BESIDE_WIDTH = 4.0, 18.0, 26.0


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
        if index.data(IS_HEADING):
            painter.fillRect(rect, brush(self.theme.heading))
        else:
            painter.fillRect(rect, brush(self.theme.paper))
            self._paint_grown(painter, rect, index.data(CELL), index.data(BESIDE) or NOTHING_BESIDE)
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        if state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(pen(self.theme.accent, 2.0))
            painter.setBrush(NO_BRUSH)
            painter.drawRect(rect.adjusted(1.5, 1.5, -1.5, -1.5))
        painter.restore()

    def _paint_grown(self, painter: QPainter, rect: QRectF, cell: ShownCell | None, beside: Beside) -> None:
        """Draw a cell and what stands beside it, as large as text is."""
        if cell is None and beside is NOTHING_BESIDE:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = grown(HEIGHT) / HEIGHT
        painter.translate(rect.topLeft())
        painter.scale(size, size)
        room = QRectF(0, 0, rect.width() / size, rect.height() / size).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        box = QRectF(room.left(), room.top(), room.width(), GLYPH_HEIGHT)
        if beside.possibly:
            box.setRight(room.right() - BESIDE_WIDTH - EDGE)
            at = QRectF(room.right() - BESIDE_WIDTH, room.top(), BESIDE_WIDTH, GLYPH_HEIGHT)
            self._paint_possible(painter, at, beside.possibly)
        if cell is not None:
            self._paint_cell(painter, box, room, cell)
        if beside.signals:
            self._paint_signals(painter, room, beside.signals)
        painter.restore()

    def _paint_cell(self, painter: QPainter, box: QRectF, room: QRectF, cell: ShownCell) -> None:
        swatch = Swatch(cell.value, cell.non_value, cell.readings, cell.conditional, cell.reported)
        paint_swatch(painter, box, swatch, self.theme)
        words = age_in_words(cell)
        colour = self.theme.muted if cell.is_stale else self.theme.ink
        draw_text(painter, room.left(), room.bottom() - 5, words, "small", colour)

    def _paint_possible(self, painter: QPainter, rect: QRectF, possibly: tuple[Possible, ...]) -> None:
        """Draw what is only possible: dashed, in the colour of what it would be."""
        said = {(may_be.value, may_be.non_value) for may_be in possibly}
        value, non_value = possibly[-1][:2] if len(said) == 1 else (None, None)
        painter.setPen(
            pen(self.theme.ink if value is None else fill_of(value, self.theme), 2.0, style="dashed")
        )
        painter.setBrush(NO_BRUSH)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))
        glyph = glyph_of(value, non_value) if len(said) == 1 else f"{len(said)}?"
        x = rect.center().x() - width_of(glyph, "small bold") / 2
        draw_text(painter, x, rect.center().y(), glyph, "small bold", self.theme.ink)

    def _paint_signals(self, painter: QPainter, room: QRectF, signals: int) -> None:
        """Draw how many were set aside, in the lower corner."""
        words = f"{signals:,}"
        width = max(width_of(words, "small") + 8, 14.0)
        chip = QRectF(room.right() - width, room.bottom() - 12.5, width, 14)
        painter.setPen(pen(self.theme.edge))
        painter.setBrush(brush(self.theme.chip))
        painter.drawRoundedRect(chip, 7, 7)
        x = chip.center().x() - width_of(words, "small") / 2
        draw_text(painter, x, chip.center().y(), words, "small", self.theme.ink)


def age_in_words(cell: ShownCell) -> str:
    """Say in short how long ago a position was last heard, and whether that is too long."""
    return f"{cell.age:,} d" + " · stale" * cell.is_stale
