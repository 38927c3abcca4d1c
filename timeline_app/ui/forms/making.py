"""Makes a row to refer to without leaving the form that refers to it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QScrollArea, QVBoxLayout, QWidget

from timeline_app.domain.errors import DemarcheError, FieldError
from timeline_app.domain.records import RECORDS, Record, rules_of
from timeline_app.ui.fields.picker import PickerField
from timeline_app.ui.forms.whole_form import WholeForm

if TYPE_CHECKING:
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme

_BY_TABLE = {record.TABLE: record for record in RECORDS}
SIZE = (480, 560)


def make_new(parent: QWidget, session: Session, theme: Theme, picker: object, typed: str) -> None:
    """Ask for the row that a picker is to refer to, and let the picker take it."""
    assert isinstance(picker, PickerField)
    fresh = prefilled(_BY_TABLE[picker.rule.target], typed)
    dialog = NewRecordDialog(fresh, session, theme, parent)
    dialog.whole_form.set_day(picker.day)
    if dialog.exec() == QDialog.DialogCode.Accepted and dialog.made:
        picker.choose(dialog.made.id)
    dialog.deleteLater()
    picker.setFocus(Qt.FocusReason.OtherFocusReason)


def prefilled(record_type: type[Record], typed: str) -> Record:
    """Give an empty record with what was typed as its name."""
    rules = rules_of(record_type)
    naming = next((name for name in ("name", "title", "wording", "text") if name in rules), None)
    return dataclasses.replace(record_type(), **{naming: typed} if naming and typed else {})


class NewRecordDialog(QDialog):
    """Asks for a new row with its parts.

    Attributes
    ----------
    made
        The row, once it is written.
    """

    def __init__(self, record: Record, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self.made: Record | None = None
        what = record.TABLE.replace("_", " ")
        self.setWindowTitle(self.tr("New {what}").format(what=what))
        self.resize(*SIZE)
        column = QVBoxLayout(self)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setObjectName("formArea")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.whole_form = WholeForm(record, session, theme)
        self.whole_form.setContentsMargins(12, 12, 12, 12)
        self.whole_form.setObjectName("page")
        self.whole_form.finish_requested.connect(self.accept)
        self.whole_form.new_requested.connect(self._make_new)
        self._theme = theme
        area.setWidget(self.whole_form)
        column.addWidget(area)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        buttons.button(standard.Ok).setText(self.tr("Make it"))
        buttons.button(standard.Ok).setToolTip(self.tr("Ctrl+Enter"))
        buttons.button(standard.Ok).setAutoDefault(False)
        buttons.button(standard.Cancel).setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.whole_form.form.focus_first()

    def _make_new(self, picker: object, typed: str) -> None:
        make_new(self, self._session, self._theme, picker, typed)

    def accept(self) -> None:
        """Write the row; where something is wrong, say so at its field and stay."""
        try:
            self.made = self._session.put_whole(self.whole_form.checked())
        except FieldError as error:
            self.whole_form.form.say_fault(error)
            return
        except DemarcheError as error:
            self._session.failed.emit(str(error))
            return
        super().accept()
