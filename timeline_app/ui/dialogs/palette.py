"""The command palette: every command found by its words, run with Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSortFilterProxyModel, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout
from typing_extensions import override

from timeline_app.ui.sizes import roomy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QWidget

SIZE = (520, 420)
_ACTION = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(QDialog):
    """Finds a command among actions: those that hold all the words typed, in any order."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Command palette"))
        self.resize(roomy(*SIZE))
        column = QVBoxLayout(self)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.field.setAccessibleName(self.tr("Words of a command"))
        self.list = QListView(self)
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._model = QStandardItemModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list.setModel(self._shown)
        self._fill(actions)
        self.field.textEdited.connect(self._narrow)
        self.field.returnPressed.connect(self._run)
        self.field.installEventFilter(self)
        self.list.activated.connect(self._run)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self._narrow("")

    def _fill(self, actions: Iterable[QAction]) -> None:
        for action in actions:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            words = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
            item = QStandardItem(f"{words}    {keys}" if keys else words)
            item.setData(action, _ACTION)
            item.setEnabled(action.isEnabled())
            self._model.appendRow(item)

    def _narrow(self, typed: str) -> None:
        """Show the commands that hold all the words."""
        words = [_literal(word) for word in typed.split()]
        self._shown.setFilterRegularExpression("".join(f"(?=.*{word})" for word in words))
        self.list.setCurrentIndex(self._shown.index(0, 0))

    def _run(self, index: QModelIndex | None = None) -> None:
        chosen = index or self.list.currentIndex()
        action = chosen.data(_ACTION)
        if isinstance(action, QAction) and action.isEnabled():
            self.accept()
            action.trigger()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            if event.type() == QEvent.Type.KeyPress:
                self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)


def _literal(word: str) -> str:
    """Take a word as it is typed, not as a pattern."""
    return "".join(letter if letter.isalnum() else f"\\{letter}" for letter in word)
