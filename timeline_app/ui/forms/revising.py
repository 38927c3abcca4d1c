"""Changes a row that is referred to without leaving the form that refers to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from timeline_app.storage.naming import table_words
from timeline_app.storage.rows import get
from timeline_app.storage.wording import name_of
from timeline_app.ui.forms.area import FormArea
from timeline_app.ui.forms.card import RecordCard
from timeline_app.ui.forms.drafting import Drafting, key_of
from timeline_app.ui.forms.faces import plain_face
from timeline_app.ui.forms.making import BY_TABLE, SIZE

if TYPE_CHECKING:
    from timeline_app.domain.records import Record
    from timeline_app.session import Session
    from timeline_app.ui.fields.picker import PickerField
    from timeline_app.ui.theme import Theme


def edit_referred(parent: QWidget, session: Session, theme: Theme, picker: PickerField, row_id: int) -> None:
    """Open the row that a picker refers to."""
    record = get(session.store, BY_TABLE[picker.rule.target], row_id)
    if record is None:
        return
    dialog = RecordDialog(record, session, theme, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.finished.connect(picker.show_again)
    dialog.open()


class RecordDialog(QDialog):
    """Shows one row with its parts, opened to be edited in place; each finished field is saved at once.

    What is half typed is kept when the dialog goes, and put back when the row is opened again.
    """

    def __init__(self, record: Record, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self.setWindowTitle(table_words(type(record)).capitalize())
        self.resize(*SIZE)
        page = QWidget()
        page.setObjectName("page")
        inner = QVBoxLayout(page)
        self.card = RecordCard(record, session, theme, partial(plain_face, session=session), parent=page)
        session.changed.connect(self._follow)
        self.drafting = Drafting(session, key_of(record), self._texts, page)
        self.card.half_typed.connect(self.drafting.keep_soon)
        inner.addWidget(self.drafting.note)
        inner.addWidget(self.card)
        inner.addStretch(1)
        area = FormArea(self)
        area.setWidget(page)
        QVBoxLayout(self).addWidget(area)
        self.card.open_form()
        self.drafting.put_back(self.card.set_texts)
        self.card.closed.connect(self.accept)
        self.finished.connect(self.drafting.keep)

    def _texts(self) -> dict[str, Any]:
        texts, record = self.card.texts(), self.card.record
        return texts and {**texts, "title": name_of(self._session.store, record.TABLE, record.id)}

    def _follow(self) -> None:
        """Show the row as it is now; go when it is gone."""
        record = get(self._session.store, type(self.card.record), self.card.record.id)
        if record is None:
            self.reject()
        else:
            self.card.show_record(record)
            self.card.refresh_parts()
