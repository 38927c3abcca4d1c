"""Table models whose cells are words, put together where they come into sight; no table's own rows."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from timeline_app.session import Session

Index = QModelIndex | QPersistentModelIndex
STANDS_OUT = Qt.ItemDataRole.UserRole + 1
"""Whether a cell stands out: its words are bold."""
TOPMOST = QModelIndex()


class WordedRows(QAbstractTableModel):
    """Rows that are read, under a header a column."""

    headers: tuple[str, ...] = ()

    def text_at(self, row: int, column: int) -> str:
        """Give what a cell says in words, also where it is painted."""
        raise NotImplementedError

    @override
    def columnCount(self, parent: Index = TOPMOST) -> int:
        return 0 if parent.isValid() else len(self.headers)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headers[section]
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text_at(index.row(), index.column())
        return None


class EntryRows(WordedRows):
    """Rows of which each leads to an entry of a session's document, and is said whole by its tip."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session

    def entry_at(self, row: int) -> int | None:
        """Give the entry that a row leads to."""
        raise NotImplementedError

    def sentence_at(self, row: int) -> str:
        """Say a row."""
        raise NotImplementedError

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not self.session.is_open:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<span>{escape(self.sentence_at(index.row()))}</span>"
        if role == Qt.ItemDataRole.FontRole and self.data(index, STANDS_OUT):
            bold = QFont()
            bold.setBold(True)
            return bold
        return super().data(index, role)
