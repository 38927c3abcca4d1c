"""The grid of cells: keys, and what is selected; knows no document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QItemSelectionRange, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from timeline_app.exchange.tab_separated import write_rows
from timeline_app.storage.table import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

    from timeline_app.storage.store import Store
    from timeline_app.ui.table.model import EntryTable

    Rows = npt.NDArray[np.int32]

_EXTRA_HEIGHT = 10
_FRAME = 2
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FLAG = QItemSelectionModel.SelectionFlag


class Grid(QTableView):
    """
    A table view that leaves Tab to the window, and letters to the commands.

    Signals
    -------
    copy_requested, paste_requested
        The keys for these were pressed.
    sort_requested
        Alt+Up or Alt+Down was pressed: sort by the column of the cell, upwards or downwards.
    selection_changed
        Other cells are selected.
    text_grew
        Text has another size.
    """

    copy_requested = Signal()
    paste_requested = Signal()
    sort_requested = Signal(bool)
    selection_changed = Signal()
    text_grew = Signal()

    def __init__(self, model: EntryTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        header = self.horizontalHeader()
        # Qt would ask for every row whether a column is selected in full, and a click would select it.
        header.setSelectionModel(QItemSelectionModel(model, header))
        self.setSortingEnabled(True)
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.selectionModel().selectionChanged.connect(self.selection_changed)

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + _EXTRA_HEIGHT)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()
            self.text_grew.emit()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        """Paint a frame inside the cell that has the focus: in a selected row all look alike."""
        super().paintEvent(e)
        place = self.visualRect(self.currentIndex())
        if self.hasFocus() and place.isValid():
            is_selected = self.selectionModel().isSelected(self.currentIndex())
            role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Highlight
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self.palette().color(role), _FRAME))
            painter.drawRect(place.adjusted(1, 1, -2, -2))
            painter.end()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus; where no row was chosen none is, while Qt would make the first current."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        else:
            self.update()
            self.viewport().update()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: it would read every row; the search field finds."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._runs(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def _runs(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        elif event.key() in _ENTER and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        ):
            self.sort_requested.emit(event.key() == Qt.Key.Key_Down)
        elif not event.modifiers() and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if event.key() == Qt.Key.Key_Home else self._model.rowCount() - 1)
        else:
            return False
        return True

    def _go_to(self, row: int) -> None:
        column = max(self.currentIndex().column(), 0)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, column))

    def take_measure(self) -> None:
        """Take the number of rows for the scroll bars at once.

        Left to its own time, a grid scrolled to beyond its new last row has the header paint all of them.
        """
        self.updateGeometries()

    def selected_rows(self) -> Rows:
        """List the rows in which anything is selected, from top to bottom: (n,) int32."""
        several = [np.arange(part.top(), part.bottom() + 1, dtype=np.int32) for part in self._ranges()]
        return np.unique(np.concatenate(several)) if several else np.empty(0, np.int32)

    def _ranges(self) -> list[QItemSelectionRange]:
        return self.selectionModel().selection().toList()

    def select_rows(self, rows: Rows) -> None:
        """Select whole rows, whatever was selected."""
        selection = QItemSelection()
        last = self._model.columnCount() - 1
        for part in np.split(rows, np.flatnonzero(np.diff(rows) != 1) + 1) if rows.size else ():
            selection.select(self._model.index(int(part[0]), 0), self._model.index(int(part[-1]), last))
        self.selectionModel().select(selection, _FLAG.ClearAndSelect)

    def shown_columns(self) -> list[int]:
        """List the columns in sight, from left to right."""
        header = self.horizontalHeader()
        logical = [header.logicalIndex(place) for place in range(header.count())]
        return [column for column in logical if not header.isSectionHidden(column)]

    def selected_text(self, store: Store) -> str:
        """Write what is selected as a spreadsheet takes it: with a header, but for a single cell."""
        rows, places = self.selected_rows(), self._selected_columns()
        if not rows.size or not places:
            return ""
        chosen = [self._model.columns[place] for place in places]
        found = cells(store, self._model.ids[rows].tolist(), [column.name for column in chosen])
        if len(found) == 1 and len(chosen) == 1:
            return write_rows(found).removesuffix("\n")
        return write_rows([[column.label for column in chosen], *found])

    def _selected_columns(self) -> Sequence[int]:
        selected = {column for part in self._ranges() for column in range(part.left(), part.right() + 1)}
        return [column for column in self.shown_columns() if column in selected]
