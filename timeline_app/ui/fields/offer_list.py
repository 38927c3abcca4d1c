"""The list under a picker, and a row in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from timeline_app.domain.plain_text import one_line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.storage.lookup import Candidate

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


def candidate_words(candidate: Candidate) -> str:
    """Say a candidate on one line: code, name, and what tells it from others."""
    name = one_line(candidate.name, 80)
    code = one_line(candidate.code, 20)
    shown = f"{code}  {name}" if code and code != name else name
    return f"{shown} – {one_line(candidate.detail, 80)}" if candidate.detail else shown
