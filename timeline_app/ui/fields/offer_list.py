"""The list under a picker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

EDGE, WIDEST = 12, 460
"""Pixels beside the words of the list, and of the list at most."""


class OfferList(QListView):
    """A list of what fits what is typed."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pickerList")
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(name)

    def widen(self) -> None:
        """Be as wide as the words, within the screen."""
        box = self.geometry()
        wanted = min(self.sizeHintForColumn(0) + 2 * self.frameWidth() + EDGE, WIDEST)
        if wanted > box.width():
            right = self.screen().availableGeometry().right()
            self.setGeometry(min(box.left(), right - wanted), box.top(), wanted, box.height())
