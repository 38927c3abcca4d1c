"""Makes a row to refer to without leaving the form that refers to it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.records import RECORDS, Record, rules_of
from timeline_app.storage.naming import table_words
from timeline_app.ui.forms.area import FormArea
from timeline_app.ui.forms.drafting import Drafting, fresh_key
from timeline_app.ui.forms.whole_form import WholeForm

if TYPE_CHECKING:
    from timeline_app.session import Session
    from timeline_app.ui.fields.picker import PickerField
    from timeline_app.ui.theme import Theme

BY_TABLE = {record.TABLE: record for record in RECORDS}
SIZE = (480, 560)
NAMING = ("name", "title", "wording", "text")
"""Fields by which rows are called, the first that a record has."""


def make_new(parent: QWidget, session: Session, theme: Theme, picker: PickerField, typed: str) -> None:
    """Ask for the row that a picker is to refer to, and let the picker take it."""
    fresh = prefilled(BY_TABLE[picker.rule.target], typed, picker.like)
    dialog = NewRecordDialog(fresh, session, theme, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.whole_form.set_day(picker.day)
    dialog.row_made.connect(picker.choose)
    dialog.finished.connect(picker.show_again)
    dialog.open()


def prefilled(record_type: type[Record], typed: str, like: dict[str, object] | None = None) -> Record:
    """Give an empty record with what was typed as its name, and with what it must hold."""
    rules = rules_of(record_type)
    naming = next((name for name in NAMING if name in rules), None)
    named = {naming: typed} if naming and typed else {}
    return dataclasses.replace(record_type(), **{**named, **(like or {})})


class NewRecordDialog(QDialog):
    """Asks for a new row with its parts; what is typed outlives a crash.

    Parameters
    ----------
    record : Record
        What the form begins with.
    session, theme, parent
        As elsewhere.
    key : str, optional
        The draft that the form goes on with.

    Signals
    -------
    row_made
        The row was written; carries its id.

    Attributes
    ----------
    made
        The row, once it is written.
    """

    row_made = Signal(int)

    def __init__(
        self, record: Record, session: Session, theme: Theme, parent: QWidget, *, key: str = ""
    ) -> None:
        super().__init__(parent.window())
        self.made: Record | None = None
        what = table_words(type(record))
        self.setWindowTitle(self.tr("New {what}").format(what=what))
        self.resize(*SIZE)
        column = QVBoxLayout(self)
        self.whole_form = WholeForm(record, session, theme)
        self.whole_form.finish_requested.connect(self.accept)
        page = QWidget()
        page.setObjectName("page")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(12, 12, 12, 12)
        self.drafting = Drafting(session, key or fresh_key(record.TABLE), self._texts, page)
        self.whole_form.typed.connect(self.drafting.keep_soon)
        inner.addWidget(self.drafting.note)
        inner.addWidget(self.whole_form)
        inner.addStretch(1)
        area = FormArea(self)
        area.setWidget(page)
        column.addWidget(area)
        column.addWidget(self._build_buttons())
        self.drafting.put_back(self.whole_form.set_texts)
        self.whole_form.form.focus_first_free()

    def _texts(self) -> dict[str, Any]:
        """Give what is typed, with the name that it has so far."""
        if not self.whole_form.is_touched():
            return {}
        texts = self.whole_form.texts()
        return {**texts, "title": next((t for n, t in texts["fields"].items() if n in NAMING), "")}

    def _build_buttons(self) -> QDialogButtonBox:
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        make, cancel = buttons.button(standard.Ok), buttons.button(standard.Cancel)
        make.setText(self.tr("Make it"))
        make.setToolTip(self.tr("Ctrl+Enter"))
        for button in (make, cancel):
            button.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        cancel.clicked.connect(self._give_up)
        return buttons

    @override
    def accept(self) -> None:
        """Write the row; where something is wrong, say so at its field and stay."""
        for section in self.whole_form.sections.values():
            section.leave_out_untouched()
        self.made = self.whole_form.write()
        if self.made:
            self.drafting.forget()
            self.row_made.emit(self.made.id)
            super().accept()

    @override
    def reject(self) -> None:
        """Leave, unless what is typed would be lost that nobody said should be."""
        if self.whole_form.may_leave():
            self._give_up()

    def _give_up(self) -> None:
        self.drafting.forget()
        super().reject()
