"""A box in which one of many names is chosen by typing any part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

SHORTEST = 14
"""Letters that a box has room for at the least."""


class NameChooser(QComboBox):
    """Chooses one of some names; what is typed and is none of them is taken back.

    Signals
    -------
    chosen
        Somebody chose another one.
    """

    chosen = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._line = QLineEdit(self)
        self._line.setAccessibleName(name)
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(SHORTEST)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self._ids: list[int | None] = []
        self._kept = -1
        self.activated.connect(self._take)
        self._line.editingFinished.connect(self._take_back)

    @property
    def value(self) -> int | None:
        """The id of what is chosen."""
        return self._ids[self._kept] if 0 <= self._kept < len(self._ids) else None

    def fill(self, names: Iterable[tuple[int | None, str]]) -> None:
        """Offer other names, each with its id."""
        pairs = list(names)
        self._ids, self._kept = [one for one, _ in pairs], -1
        self.clear()
        self.addItems([name for _, name in pairs])
        self.setCurrentIndex(-1)

    def choose(self, wanted: int | None) -> None:
        """Choose by id; the first where there is none such."""
        self._kept = self._ids.index(wanted) if wanted in self._ids else 0 if self._ids else -1
        self.setCurrentIndex(self._kept)
        self._line.setCursorPosition(0)

    def _take(self, number: int) -> None:
        if number != self._kept:
            self._kept = number
            self.chosen.emit()

    def _take_back(self) -> None:
        """Show what is chosen where something else was typed; take it where it is one of the names."""
        typed = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        if self.currentText() == self.itemText(self._kept):
            return
        if typed >= 0:
            self.setCurrentIndex(typed)
            self._take(typed)
        else:
            self.setCurrentIndex(self._kept)
            self.setEditText(self.itemText(self._kept))
