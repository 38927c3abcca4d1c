"""The table view: the entries of the lanes as rows, with the same selection and filter, edited in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QModelIndex, QPoint, QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import show_controls
from timeline_app.ui.plain_label import plain_label
from timeline_app.ui.table.cell_editing import CellDelegate
from timeline_app.ui.table.grid import Grid
from timeline_app.ui.table.header_columns import HeaderColumns
from timeline_app.ui.table.model import EntryTable
from timeline_app.ui.table.paste_preview import PastePreview

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt
    from PySide6.QtGui import QShowEvent

    from timeline_app.session import Session
    from timeline_app.storage.history import Change
    from timeline_app.ui.table.column_choice import ColumnsDialog
    from timeline_app.ui.theme import Theme

    Ids = npt.NDArray[np.int32]

_FEW = 50
_OF_ENTRIES = {"entry", "participation", "stance", "citation"}
"""Tables of which the timeline tells the entries that a change altered."""
_SETTLING = 150
"""Milliseconds after which rows move to where an edit puts them."""


class TableView(QWidget):
    """The entries as a table."""

    def __init__(
        self, session: Session, theme: Theme, settings: QSettings | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._is_stale = True
        self._is_arranging = False
        self._unsettled: set[int] | None = set()
        """Entries that may stand in another place once the rows settle; None for any."""
        self.setObjectName("tableView")
        self.model = EntryTable(session, theme, self)
        self.grid = Grid(self.model, self)
        self.grid.setAccessibleName(self.tr("Entries"))
        self._delegate = CellDelegate(self.model, self.grid)
        self.grid.setItemDelegate(self._delegate)
        self.header = HeaderColumns(self.grid, self.model, settings)
        self.setFocusProxy(self.grid)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLING)
        self._build()
        self._wire()

    def _build(self) -> None:
        self._empty = plain_label(self, "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.note = plain_label(self, "fieldNote")
        self.note.setContentsMargins(8, 3, 8, 3)
        self.note.hide()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._stack, 1)
        column.addWidget(self.note)

    def _wire(self) -> None:
        self._session.opened.connect(self._show_opened)
        self._session.changed.connect(self._follow)
        self._session.selected.connect(self._show_selected)
        self._settle.timeout.connect(self._sort_again)
        self._delegate.said.connect(self._say)
        self.model.refused.connect(self._say_refused)
        self.grid.copy_requested.connect(self.copy)
        self.grid.paste_requested.connect(self.paste_from_clipboard)
        self.grid.sort_requested.connect(self._sort_by_current)
        self.grid.selection_changed.connect(self._select_again)
        self.grid.selectionModel().currentChanged.connect(self._select_current)
        self.grid.customContextMenuRequested.connect(self._show_menu)
        self.grid.horizontalHeader().sectionClicked.connect(self._sort_by_section)

    # -- what is shown ------------------------------------------------------------------------------------

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Show in other colours."""
        self.model.set_theme(theme)
        self.grid.viewport().update()

    def set_passing(self, passing: Ids | None) -> None:
        """Show only the entries that pass a filter, ids in rising order; all for None."""
        self._keeping(partial(self.model.set_passing, passing))

    def refresh(self) -> None:
        """Sort and read anew, keeping what is selected and in sight."""
        self._settle.stop()
        self._unsettled = set()
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self._keeping(self.model.read_order)

    def _sort_again(self) -> None:
        unsettled, self._unsettled = self._unsettled, set()
        if self.isVisible():
            is_known = unsettled is not None
            self._keeping(partial(self.model.move, unsettled) if is_known else self.model.sort_again)

    def _show_opened(self) -> None:
        self.model.forget()
        self._say("", False)
        self.refresh()

    def _follow(self, change: Change) -> None:
        """Show a change at once; rows settle where it puts them a moment later, unless rows came or went."""
        if not self.isVisible():
            self._is_stale = True
            return
        touched = self._entries_touched(change)
        if any(rows.table == "entry" and rows.happened != "updated" for rows in change.rows):
            self.refresh() if touched is None else self._keeping(partial(self.model.move, touched))
            return
        self.model.read_again(touched)
        known = self._unsettled is not None and touched is not None
        self._unsettled = {*(self._unsettled or ()), *(touched or ())} if known else None
        self._settle.start()

    def _entries_touched(self, change: Change) -> list[int] | None:
        """List the entries whose rows a change may have altered; None if they are many, or not known."""
        touched = self._session.timeline.touched
        if not touched or len(touched[-1]) > _FEW or not {rows.table for rows in change.rows} <= _OF_ENTRIES:
            return None
        return sorted(touched[-1])

    def _keeping(self, change: Callable[[], object]) -> None:
        """Change the rows, and select and show afterwards what was selected and shown before."""
        grid = self.grid
        current, top = grid.currentIndex(), grid.rowAt(0)
        column = max(current.column(), 0)
        entry, first = self.model.entry_at(current.row()), self.model.entry_at(top)
        chosen = self.selected_entries()
        self._is_arranging = True
        change()
        grid.take_measure()
        if not grid.currentIndex().isValid():
            self._restore(entry, column, first, chosen)
        self._is_arranging = False
        if not grid.currentIndex().isValid():
            self._show_selected(self._session.selection)
        self._show_empty()

    def _restore(self, entry: int | None, column: int, first: int | None, chosen: Ids) -> None:
        self.grid.select_rows(self.model.rows_of(chosen))
        row = self.model.row_of(entry) if entry is not None else None
        if row is not None:
            flag = self.grid.selectionModel().SelectionFlag.NoUpdate
            self.grid.selectionModel().setCurrentIndex(self.model.index(row, column), flag)
        top = self.model.row_of(first) if first is not None else None
        if top is not None:
            self.grid.scrollTo(self.model.index(top, column), QAbstractItemView.ScrollHint.PositionAtTop)

    def _show_empty(self) -> None:
        is_empty = self.model.rowCount() == 0
        if self.model.is_filtered:
            text = self.tr("No entry passes the filter. Take a part of it away to see more.")
        else:
            text = self.tr(
                "There is no entry yet. Ctrl+N makes one; Ctrl+V takes rows copied in a spreadsheet."
            )
        self._empty.setText(text)
        self._stack.setCurrentWidget(self._empty if is_empty else self.grid)
        self.setFocusProxy(self._empty if is_empty else self.grid)

    def _say(self, text: str, is_fault: bool) -> None:
        self.note.setText(show_controls(text))
        self.note.setProperty("wrong", is_fault)
        self.note.style().polish(self.note)
        self.note.setVisible(bool(text))

    def _say_refused(self, why: str) -> None:
        kept = self.tr("What you typed is kept: edit the cell again to mend it.")
        self._say(f"{why} {kept}", True)
        self._session.failed.emit(why)

    # -- what is selected ---------------------------------------------------------------------------------

    def selected_entries(self) -> Ids:
        """List the selected entries from top to bottom: (n,) int32."""
        return self.model.ids[self.grid.selected_rows()]

    def _select_again(self) -> None:
        """Select the entry of the current row, if nothing is selected: the row was chosen once more."""
        index = self.grid.currentIndex()
        if self._session.selection is None and self.grid.selectionModel().isSelected(index):
            self._select_current(index)

    def _select_current(self, index: QModelIndex) -> None:
        entry = self.model.entry_at(index.row()) if index.isValid() else None
        if entry is not None and not self._is_arranging:
            self._session.select(entry)

    def _show_selected(self, entry: int | None) -> None:
        """Show in the table what was selected elsewhere."""
        if self._is_stale or self._is_arranging:
            return
        if self._session.picked:
            self._show_picked()
            return
        current = self.grid.currentIndex()
        if entry is not None and self.model.entry_at(current.row()) == entry:
            return
        row = self.model.row_of(entry) if entry is not None else None
        if row is None:
            self.grid.clearSelection()
            return
        column = current.column() if current.isValid() else self.grid.shown_columns()[0]
        flag = self.grid.selectionModel().SelectionFlag.NoUpdate
        self.grid.selectionModel().setCurrentIndex(self.model.index(row, column), flag)
        self.grid.select_rows(np.asarray([row], np.int32))
        self.grid.scrollTo(self.model.index(row, column))

    def _show_picked(self) -> None:
        """Show in the table what was picked elsewhere, without selecting one of it."""
        if set(self.selected_entries().tolist()) == self._session.picked:
            return
        found = [self.model.row_of(entry) for entry in self._session.picked]
        self._is_arranging = True
        self.grid.select_rows(np.asarray(sorted(row for row in found if row is not None), np.int32))
        self._is_arranging = False

    # -- columns and sorting ------------------------------------------------------------------------------

    def choose_columns(self) -> ColumnsDialog:
        """Let the user tick and order the columns."""
        return self.header.choose_columns()

    def sort_by(self, name: str, *, descending: bool = False) -> None:
        """Sort by a column, and remember it."""
        self._keeping(partial(self.model.sort_by, name, descending=descending))
        self.header.remember_sorting()

    def _sort_by_section(self, section: int) -> None:
        name = self.model.columns[section].name
        self.sort_by(name, descending=name == self.model.sorted_by and not self.model.descending)

    def _sort_by_current(self, descending: bool) -> None:
        column = self.grid.currentIndex().column()
        if column >= 0:
            self.sort_by(self.model.columns[column].name, descending=descending)

    # -- menus, copying, pasting --------------------------------------------------------------------------

    def _show_menu(self, at: QPoint) -> None:
        menu = self._menu()
        for text, run in (
            (self.tr("Edit cell\tF2"), partial(self.grid.edit, self.grid.currentIndex())),
            (self.tr("Copy\tCtrl+C"), self.copy),
            (self.tr("Paste rows…\tCtrl+V"), self.paste_from_clipboard),
            (self.tr("Sort by this column\tAlt+Up"), partial(self._sort_by_current, False)),
            (self.tr("Sort downwards\tAlt+Down"), partial(self._sort_by_current, True)),
            (self.tr("Columns…"), self.choose_columns),
        ):
            menu.addAction(text).triggered.connect(partial(_run, run))
        menu.popup(self.grid.viewport().mapToGlobal(at))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def copy(self) -> None:
        """Copy what is selected, as a spreadsheet takes it."""
        if not self._session.is_open:
            return
        try:
            text = self.grid.selected_text(self._session.store)
        except DemarcheError as error:
            self._session.failed.emit(str(error))
            return
        if text:
            QGuiApplication.clipboard().setText(text)

    def paste_from_clipboard(self) -> PastePreview | None:
        """Show what the clipboard would become; see `paste`."""
        return self.paste(QGuiApplication.clipboard().text())

    def paste(self, text: str) -> PastePreview | None:
        """Show the entries that pasted rows would become, to be taken in or not; None if there are none."""
        if not self._session.is_open:
            return None
        try:
            preview = PastePreview(self._session, text, self)
        except DemarcheError as error:
            self._session.failed.emit(str(error))
            return None
        preview.open()
        return preview


def _run(what: Callable[[], object], _checked: bool = False) -> None:
    what()
