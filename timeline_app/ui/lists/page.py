"""One list: found by typing, ordered, with the chosen row beside it, and what can be done with rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QMessageBox, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.records import Coder
from timeline_app.storage.merging import MERGED
from timeline_app.ui.forms.making import NewRecordDialog, prefilled
from timeline_app.ui.lists.chooser import Chooser
from timeline_app.ui.lists.country_list import CountriesDialog
from timeline_app.ui.lists.detail import Detail
from timeline_app.ui.lists.listing import Listing
from timeline_app.ui.lists.merging import MergeDialog
from timeline_app.ui.lists.model import ListModel
from timeline_app.ui.lists.ordering import can_move, move
from timeline_app.ui.lists.uses import count_uses, times, uses_in_words

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from timeline_app.session import Session
    from timeline_app.storage.history import Change
    from timeline_app.ui.lists.kinds import Kind
    from timeline_app.ui.theme import Theme

WIDTHS = (590, 430)
_SETTLING = 120
"""Milliseconds after an edit in which the list is read again, so that several edits read it once."""


class Page(QWidget):
    """The list of one kind.

    Signals
    -------
    done
        Rows were made, merged or deleted; carries what happened, to be offered to be undone.
    """

    done = Signal(str)

    def __init__(self, kind: Kind, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self._session, self._theme = kind, session, theme
        self._is_stale = True
        self._settle = QTimer(self, singleShot=True, interval=_SETTLING)
        self._settle.timeout.connect(self.refresh)
        self.model = ListModel(kind, theme, self)
        self.chooser = Chooser(kind, self.model, self)
        self.search, self.view = self.chooser.search, self.chooser.view
        self.detail = Detail(kind, session, theme, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.chooser)
        self.splitter.addWidget(self.detail)
        self.splitter.setSizes(list(WIDTHS))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self.setFocusProxy(self.search)
        self._wire()

    def _wire(self) -> None:
        chooser = self.chooser
        chooser.found_others.connect(self._say_state)
        chooser.new_requested.connect(self.make_new)
        chooser.countries_requested.connect(self.show_countries)
        chooser.merge_requested.connect(self.merge_current)
        chooser.delete_requested.connect(self.delete_current)
        chooser.move_requested.connect(self.move_current)
        self.view.current_changed.connect(self._show_row)
        self.view.edit_requested.connect(self.detail.focus_first)
        self.detail.left.connect(self.view.go_to_first)
        self.detail.delete_requested.connect(self.delete_current)
        self._session.opened.connect(self._show_opened)
        self._session.closing.connect(self._forget)
        self._session.changed.connect(self._follow)
        self._session.horizon_moved.connect(self._show_opened)

    # What is shown

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Show in other colours."""
        self._theme = theme
        self.model.set_theme(theme)
        self.detail.set_theme(theme)

    def _show_opened(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    def _forget(self) -> None:
        self._settle.stop()
        self._is_stale = True
        self.detail.forget()
        self.model.show_listing(None)

    def _follow(self, _: Change) -> None:
        """Show the chosen row as it is now; read the list when edits have settled."""
        self._is_stale = True
        if self.isVisible():
            if self.detail.row_id:
                self.detail.show_row(self.detail.row_id)
            self._settle.start()

    def refresh(self) -> None:
        """Read the list again."""
        self._settle.stop()
        if not self._session.is_open:
            return
        self._is_stale = False
        try:
            self.model.show_listing(Listing(self._session, self.kind))
        except DemarcheError as error:
            self._session.failed.emit(str(error))
            return
        shown = self.detail.row_id
        if shown and self.model.listing and shown not in self.model.listing.records:
            self.detail.show_row(self.view.current_id())
        elif shown:
            self.detail.show_row(shown)
        self._say_state()

    def refresh_if_stale(self) -> None:
        """Read the list again, where something changed since."""
        if self._is_stale or self._settle.isActive():
            self.refresh()

    def _show_row(self, row_id: int) -> None:
        self.detail.show_row(row_id)
        self._say_state()

    def _say_state(self) -> None:
        can_write = self._session.is_open and not self._session.store.read_only
        self.chooser.say_state(self.detail.row_id, can_write=can_write)

    def select(self, row_id: int) -> None:
        """Choose a row, also one that what is typed keeps out of sight."""
        self.refresh_if_stale()
        if not self.view.go_to(row_id):
            self.search.clear()
            self.view.go_to(row_id)

    # What is done

    def make_new(self) -> None:
        """Ask for a new row; what is typed and not found is its name."""
        typed = "" if self.model.count() else self.search.text().strip()
        dialog = NewRecordDialog(prefilled(self.kind.record, typed), self._session, self._theme, self)
        dialog.finished.connect(partial(self._finish_new, dialog))
        dialog.open()

    def _finish_new(self, dialog: NewRecordDialog, _: int) -> None:
        if dialog.made:
            self.select(dialog.made.id)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        dialog.deleteLater()

    def show_countries(self) -> None:
        """Ask for countries to make parties of."""
        dialog = CountriesDialog(self._session, self._theme, self)
        dialog.finished.connect(partial(self._finish_countries, dialog))
        dialog.open()

    def _finish_countries(self, dialog: CountriesDialog, _: int) -> None:
        if dialog.made:
            self.select(dialog.made[0])
            self.done.emit(dialog.label)
        dialog.deleteLater()

    def merge_current(self) -> None:
        """Ask what the chosen row is the same as."""
        row_id = self.detail.row_id
        if row_id and self.kind.record in MERGED:
            dialog = MergeDialog(self._session, self.kind, row_id, self)
            dialog.finished.connect(partial(self._finish_merge, dialog))
            dialog.open()

    def _finish_merge(self, dialog: MergeDialog, _: int) -> None:
        if dialog.kept:
            self.select(dialog.kept)
            self.done.emit(dialog.label)
        dialog.deleteLater()

    def delete_current(self) -> None:
        """Delete the chosen row; one that is used is kept, and it is said where it is used."""
        row_id = self.detail.row_id
        if not row_id:
            return
        name = self._name(row_id)
        if count_uses(self._session, self.kind.record, row_id):
            self._refuse_to_delete(row_id, name)
            return
        if self.kind.record is Coder and self._session.coder_id == row_id:
            self._session.coder_id = None
        try:
            self._session.remove(self.kind.record, row_id)
        except DemarcheError as error:
            self._session.failed.emit(str(error))
            return
        self.refresh()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.done.emit(self.tr("“{name}” was deleted").format(name=name))

    def _name(self, row_id: int) -> str:
        return self.model.listing.name(row_id) if self.model.listing else ""

    def _refuse_to_delete(self, row_id: int, name: str) -> None:
        where = uses_in_words(self._session, self.kind.record, row_id)
        count = count_uses(self._session, self.kind.record, row_id)
        box = QMessageBox(self.window())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Still in use"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Information)
        box.setText(self.tr("“{name}” was not deleted").format(name=name))
        advice = self.tr("It is used {times}: {where}. Nothing was changed. Change those first, or merge it.")
        plain = self.tr("It is used {times}: {where}. Nothing was changed. Change those first.")
        can_merge = self.kind.record in MERGED
        box.setInformativeText((advice if can_merge else plain).format(times=times(count), where=where))
        for label in box.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
        if can_merge:
            merge = box.addButton(self.tr("Merge…"), QMessageBox.ButtonRole.ActionRole)
            merge.clicked.connect(self.merge_current)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Close))
        box.open()

    def move_current(self, way: int) -> None:
        """Let the chosen row change places with the one before it (-1) or after it (1)."""
        self.refresh_if_stale()
        listing, row_id = self.model.listing, self.detail.row_id
        if not listing or row_id not in listing.records or not can_move(listing, row_id, way):
            return
        try:
            move(self._session, listing, row_id, way)
        except DemarcheError as error:
            self._session.failed.emit(str(error))
            return
        if not self.model.is_in_order:
            self.view.restore_order()
        self.refresh()
        self.view.go_to(row_id)
