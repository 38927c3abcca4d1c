"""The card that appears where the pointer rests on a mark: what, when, who, how do we know; plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from timeline_app.ui.plain_label import plain_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

WIDTH = 340


class HoverCard(QFrame):
    """A small card over the lanes; it takes neither focus nor mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.setObjectName("hoverCard")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedWidth(WIDTH)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(4)
        self._when, self._title, self._facts = (self._line(name) for name in ("when", "title", "facts"))
        self.hide()

    def _line(self, name: str) -> QLabel:
        label = plain_label(self, name)
        self._column.addWidget(label)
        return label

    def show_words(self, over: str, title: str, facts: str, at: QPoint) -> None:
        """Show words beside a point of the parent, wholly inside it."""
        self._when.setText(over)
        self._title.setText(title)
        self._facts.setText(facts)
        self.resize(WIDTH, self._column.heightForWidth(WIDTH))
        area = self._area.rect()
        x = min(at.x() + 18, area.right() - self.width() - 6)
        below = at.y() + 18
        y = below if below + self.height() < area.bottom() else at.y() - self.height() - 12
        self.move(max(x, 6), max(y, 6))
        self.show()
        self.raise_()
