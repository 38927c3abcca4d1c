"""Pasted rows as the preview lists them: number, what is wrong, and the cells as they were pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from timeline_app.domain.plain_text import one_line

if TYPE_CHECKING:
    from timeline_app.exchange.pasted import Pasted
    from timeline_app.exchange.pasted_rows import PastedRow

    Index = QModelIndex | QPersistentModelIndex

_ROLE = Qt.ItemDataRole
_BEFORE = 2
_CELL_LENGTH = 200
_NO_INDEX = QModelIndex()


class PreviewRows(QAbstractTableModel):
    """One row a pasted row: its number, what is wrong with it, its cells."""

    def __init__(self, pasted: Pasted, parent: QObject) -> None:
        super().__init__(parent)
        self._pasted = pasted
        self._rows: list[PastedRow] = []

    def show(self, rows: list[PastedRow]) -> None:
        """Show what the rows were taken for."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._pasted.columns) + _BEFORE

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if role != _ROLE.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        if section < _BEFORE:
            return (self.tr("Row"), self.tr("Problem"))[section]
        return one_line(self._pasted.columns[section - _BEFORE], 40) or str(section - _BEFORE + 1)

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == _ROLE.DisplayRole:
            return self._text(index.row(), index.column())
        if role == _ROLE.ForegroundRole and self._rows[index.row()].problems and index.column() < _BEFORE:
            return QApplication.palette().color(QPalette.ColorRole.BrightText)
        return None

    def _text(self, row: int, column: int) -> str:
        if column == 0:
            return str(self._rows[row].number)
        if column == 1:
            return one_line(" ".join(self._rows[row].problems))
        return one_line(self._pasted.rows[row].cells[column - _BEFORE], _CELL_LENGTH)
