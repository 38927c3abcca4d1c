"""Draws the lock of a condition, as its ribbon has it, before the word for how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem
from typing_extensions import override

from timeline_app.layout.locks import HEIGHT, WIDTH
from timeline_app.ui.conditions.model import LOCK
from timeline_app.ui.paint.locks import paint_lock
from timeline_app.ui.rows_table import ThemedDelegate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.ui.theme import Theme

BEFORE = 6.0
"""Logical pixels left of the lock."""


class LockDelegate(ThemedDelegate):
    """Draws the cells of the list."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._room = QPixmap(round(WIDTH + BEFORE), round(HEIGHT))
        self._room.fill("#00000000")

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.data(LOCK) is not None:
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration  # pyright: ignore[reportAttributeAccessIssue]
            option.icon = QIcon(self._room)  # pyright: ignore[reportAttributeAccessIssue]
            option.decorationSize = QSize(round(WIDTH + BEFORE), round(HEIGHT))  # pyright: ignore[reportAttributeAccessIssue]

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        look = index.data(LOCK)
        if look is None:
            return
        rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inks = self.theme.ink, self.theme.paper
        paint_lock(painter, rect.left() + BEFORE, round(rect.center().y()), look, inks, self.theme)
        painter.restore()
