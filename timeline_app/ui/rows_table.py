"""Tables of worded rows on screen: read and chosen by the row, left by Tab; no rows of any view's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from timeline_app.ui.sizes import grown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QAbstractTableModel
    from PySide6.QtWidgets import QWidget

    from timeline_app.ui.theme import Theme
    from timeline_app.ui.worded_rows import EntryRows

ROW, LEAST_HEIGHT = 24, 44


class RowsTable(QTableView):
    """A table of which one row is chosen."""

    def __init__(self, model: QAbstractTableModel, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )


class ThemedDelegate(QStyledItemDelegate):
    """Draws cells in the colours of a theme."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        # The row shows where the focus is; a frame of its own would veil the words of one cell.
        option.state &= ~QStyle.StateFlag.State_HasFocus  # pyright: ignore[reportAttributeAccessIssue]


class EntriesTable(RowsTable):
    """A table of rows of which each leads to an entry.

    Signals
    -------
    entry_requested
        The entry of a row is to be selected; carries its id.
    """

    entry_requested = Signal(int)

    def __init__(self, model: EntryRows, name: str, delegate: ThemedDelegate, parent: QWidget) -> None:
        super().__init__(model, name, parent)
        self.rows, self.delegate = model, delegate
        self.setItemDelegate(delegate)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(grown(ROW))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.activated.connect(self._request)

    def set_widths(self, widths: Mapping[int, int]) -> None:
        """Give columns their widths; the last one takes the rest."""
        for column, width in widths.items():
            self.horizontalHeader().resizeSection(column, grown(width))

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme, at the size that text has now."""
        self.delegate.theme = theme
        self.verticalHeader().setDefaultSectionSize(grown(ROW))
        self.viewport().update()

    def _request(self, index: QModelIndex) -> None:
        entry = self.rows.entry_at(index.row()) if index.isValid() else None
        if entry is not None:
            self.entry_requested.emit(entry)
