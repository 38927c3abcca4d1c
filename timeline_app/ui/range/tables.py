"""Small tables of counts: plain text that is read, selected and heard, not edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from timeline_app.storage.statistics import CREDIBILITY, RELIABILITY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CountsTable(QTableWidget):
    """Names and how many there are of each."""

    def __init__(self, of: str, name: str, parent: QWidget) -> None:
        super().__init__(0, 2, parent)
        _make_quiet(self, name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalHeaderLabels([of, self.tr("Entries")])
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def show_counts(self, counts: Sequence[tuple[str, int]]) -> None:
        """Show other names and counts."""
        self.setRowCount(len(counts))
        for row, (name, count) in enumerate(counts):
            self.setItem(row, 0, QTableWidgetItem(name))
            self.setItem(row, 1, _counted(count))


class GradesTable(QTableWidget):
    """How many entries have which grade: reliability down, credibility across."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(len(RELIABILITY), CREDIBILITY, parent)
        _make_quiet(self, name)
        self.setVerticalHeaderLabels(list(RELIABILITY))
        self.setHorizontalHeaderLabels([str(number) for number in range(1, CREDIBILITY + 1)])
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(1)

    def show_grades(self, grades: Sequence[Sequence[int]]) -> None:
        """Show other counts; none at all clears them."""
        self.clearContents()
        for row, counts in enumerate(grades):
            for column, count in enumerate(counts):
                self.setItem(row, column, _counted(count))


def _make_quiet(table: QTableWidget, name: str) -> None:
    """Let a table be read only, and Tab lead out of it."""
    table.setAccessibleName(name)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.setMinimumSize(60, 44)


def _counted(count: int) -> QTableWidgetItem:
    """Give the cell of a count; zero is not written, but said."""
    cell = QTableWidgetItem(f"{count:,}" if count else "")
    cell.setData(Qt.ItemDataRole.AccessibleTextRole, str(count))
    cell.setTextAlignment(_RIGHT)
    return cell
