"""Draws a value as its ribbon has it, with its glyph, and a bar before what stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from typing_extensions import override

from timeline_app.ui.changes.rows import SWATCH
from timeline_app.ui.paint.strokes import brush
from timeline_app.ui.paint.swatch import Swatch, paint_swatch
from timeline_app.ui.rows_table import ThemedDelegate
from timeline_app.ui.sizes import grown
from timeline_app.ui.worded_rows import STANDS_OUT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

WIDTH, HEIGHT, BAR = 46.0, 16.0, 3.0


class RowDelegate(ThemedDelegate):
    """Draws the cells of both tables."""

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.decorationSize = QSize(grown(18), grown(13))  # pyright: ignore[reportAttributeAccessIssue]
        if index.data(SWATCH) is not None:
            option.text = ""  # pyright: ignore[reportAttributeAccessIssue]

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        swatch = index.data(SWATCH)
        painter.save()
        painter.setClipRect(rect)
        if swatch is not None:
            self._paint_swatch(painter, rect, swatch)
        if index.column() == 0 and index.data(STANDS_OUT):
            painter.fillRect(QRectF(rect.left(), rect.top(), BAR, rect.height()), brush(self.theme.as_of))
        painter.restore()

    def _paint_swatch(self, painter: QPainter, rect: QRectF, swatch: Swatch) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = min(WIDTH, rect.width() - 8)
        box = QRectF(rect.left() + 4, rect.center().y() - HEIGHT / 2, width, HEIGHT)
        paint_swatch(painter, box, swatch, self.theme)
