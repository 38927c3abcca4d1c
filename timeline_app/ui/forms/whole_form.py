"""A form for a record that is yet to be made, with its parts: all of it is written together, or nothing."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from timeline_app.domain.checking import check
from timeline_app.domain.errors import DemarcheError, FieldError
from timeline_app.domain.records.parts import PARTS
from timeline_app.storage.wholes import Whole
from timeline_app.ui.forms.record_form import RecordForm
from timeline_app.ui.plain_label import plain_label

if TYPE_CHECKING:
    from timeline_app.domain.records import Record
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme

UNWRITTEN = -1
"""Stands for a row that is yet to be written, and is no other."""


class WholeForm(QWidget):
    """A record's form and under it the forms of its parts.

    Signals
    -------
    typed
        Something is half typed.
    finish_requested
        Ctrl+Enter: all is typed.
    """

    typed = Signal()
    finish_requested = Signal()

    def __init__(
        self, record: Record, session: Session, theme: Theme, owner: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        from timeline_app.ui.forms.new_parts import NewParts

        self._session, self._owner = session, owner
        self._may_leave = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.form = RecordForm(record, session, theme, owner, self)
        self.form.typed.connect(self.typed)
        self.form.committed.connect(self.typed)
        self.form.finish_requested.connect(self.finish_requested)
        column.addWidget(self.form)
        parts = PARTS.get(type(record), ())
        self.sections = {part.record: NewParts(part, session, theme, self) for part in parts}
        for section in self.sections.values():
            section.typed.connect(self.typed)
            section.finish_requested.connect(self.finish_requested)
            column.addWidget(section)
        self._warning = plain_label(self, "fieldNote")
        self._warning.hide()
        column.addWidget(self._warning)
        self.typed.connect(self._stay)

    # What is typed

    def whole(self) -> Whole:
        """Give the record and its parts, as typed.

        Raises
        ------
        FieldError
            If a field cannot be understood; it is said at the field, too.
        """
        parts = [part for section in self.sections.values() for part in section.wholes()]
        return Whole(self.form.record(), tuple(parts))

    def checked(self) -> Whole:
        """Give the record and its parts, each held to its rules, as if what it hangs on were written.

        Raises
        ------
        FieldError
            If a field cannot be understood or does not keep its rule; it is said at the field, and the field
            has the focus.
        """
        try:
            whole = self.whole()
            owner = self._owner
            free = owner and not getattr(whole.record, owner)
            check(dataclasses.replace(whole.record, **{owner: UNWRITTEN} if free else {}))
        except FieldError as error:
            faulty = self.form.fault() or (None if self._has_faulty_part() else self.form.say_fault(error))
            if faulty:
                faulty.setFocus(Qt.FocusReason.OtherFocusReason)
            raise
        return whole

    def _has_faulty_part(self) -> bool:
        return any(row.has_fault() for section in self.sections.values() for row in section.rows)

    def has_fault(self) -> bool:
        """Tell whether an error is said in the form, or in one of its parts."""
        return self.form.fault() is not None or self._has_faulty_part()

    def keeps_rules(self) -> bool:
        """Tell whether the record could be written as it stands; errors are said at their fields."""
        try:
            self.checked()
        except FieldError:
            return False
        return True

    def write(self) -> Record | None:
        """Write the record with its parts as one step; where something is wrong, say so and write nothing."""
        try:
            whole = self.checked()
        except FieldError:
            return None
        try:
            return self._session.put_whole(whole)
        except FieldError as error:
            self._faulty_form(error).say_fault(error).setFocus(Qt.FocusReason.OtherFocusReason)
        except DemarcheError as error:
            self._session.failed.emit(str(error))
        return None

    def _faulty_form(self, error: FieldError) -> RecordForm:
        """Find the form that has the field at fault; errors that the file finds do not name the record."""
        forms = [self.form, *(row.form for section in self.sections.values() for row in section.rows)]
        labels = ((form, {field.rule.label for field in form.fields.values()}) for form in forms)
        return next((form for form, known in labels if error.field in known), self.form)

    def values(self) -> Record:
        """Give the record as far as it can be understood; says nothing."""
        found = {name: field.value_or_none() for name, field in self.form.fields.items()}
        known = {name: value for name, value in found.items() if value is not None}
        return dataclasses.replace(self.form.initial, **known)

    def set_day(self, day: int | None) -> None:
        """Let pickers show the offices held on a day."""
        self.form.set_day(day)
        for section in self.sections.values():
            section.set_day(day)

    def look_again(self) -> None:
        """Follow what became of the rows referred to."""
        self.form.look_again()
        for section in self.sections.values():
            for row in section.rows:
                row.look_again()

    def is_touched(self) -> bool:
        """Tell whether anything was typed."""
        rows = (row for section in self.sections.values() for row in section.rows)
        return bool(self.form.texts()) or any(row.is_touched() for row in rows)

    def is_blank(self) -> bool:
        """Tell whether the record that the form began with holds nothing of its own."""
        record = self.form.initial
        return record == type(record)()

    def texts(self) -> dict[str, Any]:
        """Give what is typed, as JSON."""
        parts = {part.TABLE: section.texts() for part, section in self.sections.items() if section.rows}
        return {"fields": self.form.all_texts(), "parts": parts}

    def set_texts(self, texts: dict[str, Any]) -> None:
        """Put half-typed text back."""
        self.form.set_texts(texts.get("fields", {}))
        for part, section in self.sections.items():
            for row in texts.get("parts", {}).get(part.TABLE, ()):
                section.add(part()).set_texts(row)

    # Leaving

    def may_leave(self) -> bool:
        """Tell whether the form may go: nothing is typed, or it was said that what is typed would be lost."""
        if self._may_leave or not self.is_touched():
            return True
        self._may_leave = True
        self._warning.setText(self.tr("Esc again throws away what is typed here."))
        self._warning.show()
        return False

    def _stay(self) -> None:
        self._may_leave = False
        self._warning.hide()
