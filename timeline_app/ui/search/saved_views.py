"""The button for saved views: one is looked at again, what is looked at now is saved, one is deleted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.storage.saved_views import delete_view, saved_views
from timeline_app.ui.fields.choosing import LineDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.records import View
    from timeline_app.session import Session


class SavedViews(QToolButton):
    """
    Lists the saved views of a document in its menu.

    Signals
    -------
    look_requested
        A saved view is to be looked at; carries the `View`.
    save_requested
        What is looked at is to be saved; carries the name.
    """

    look_requested = Signal(object)
    save_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setText(self.tr("Saved views"))
        self.setToolTip(self.tr("A view is saved with its filter, its lanes and what counts as evidence"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def open_menu(self) -> None:
        """Open the list of saved views."""
        self.setFocus()
        self.menu().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def ask_for_name(self, _checked: bool = False) -> LineDialog:
        """Ask under which name what is looked at is to be saved."""
        dialog = LineDialog(self, self.tr("Save view"), self.tr("Name of the view"))
        dialog.note.setText(
            self.tr("Filter, lanes and what counts as evidence; a view of the same name is replaced.")
        )
        dialog.accepted.connect(partial(self._save, dialog))
        dialog.open()
        return dialog

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        menu.setEnabled(self._session.is_open)
        views = saved_views(self._session.store) if self._session.is_open else []
        for view in views:
            menu.addAction(_menu_text(view)).triggered.connect(partial(self._look, view))
        menu.addSeparator()
        menu.addAction(self.tr("Save this view as…")).triggered.connect(self.ask_for_name)
        if views:
            gone = menu.addMenu(self.tr("Delete"))
            for view in views:
                gone.addAction(_menu_text(view)).triggered.connect(partial(self._delete, view))

    def _look(self, view: View, _checked: bool = False) -> None:
        self.look_requested.emit(view)

    def _save(self, dialog: LineDialog) -> None:
        self.save_requested.emit(dialog.line.text())

    def _delete(self, view: View, _checked: bool = False) -> None:
        try:
            delete_view(self._session.store, view.id)
        except DemarcheError as error:
            self._session.failed.emit(str(error))


def _menu_text(view: View) -> str:
    return one_line(view.name, 60).replace("&", "&&")
