"""A table model that takes away or adds its last rows and columns, so that views keep all others."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
TOPMOST = QModelIndex()


class ShapedModel(QAbstractTableModel):
    """Has as many rows and columns as views were told of."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shape = 0, 0
        """Rows and columns."""

    @override
    def rowCount(self, parent: Index = TOPMOST) -> int:
        return 0 if parent.isValid() else self.shape[0]

    @override
    def columnCount(self, parent: Index = TOPMOST) -> int:
        return 0 if parent.isValid() else self.shape[1]

    def take_or_add(self, rows: int, columns: int) -> None:
        """Have some number of rows and columns from now on."""
        self._take_or_add_rows(rows)
        self._take_or_add_columns(columns)

    def _take_or_add_rows(self, count: int) -> None:
        before, columns = self.shape
        if count < before:
            self.beginRemoveRows(TOPMOST, count, before - 1)
            self.shape = count, columns
            self.endRemoveRows()
        elif count > before:
            self.beginInsertRows(TOPMOST, before, count - 1)
            self.shape = count, columns
            self.endInsertRows()

    def _take_or_add_columns(self, count: int) -> None:
        rows, before = self.shape
        if count < before:
            self.beginRemoveColumns(TOPMOST, count, before - 1)
            self.shape = rows, count
            self.endRemoveColumns()
        elif count > before:
            self.beginInsertColumns(TOPMOST, before, count - 1)
            self.shape = rows, count
            self.endInsertColumns()
