"""A form for a record that is yet to be made, with its parts: all of it is written together, or nothing."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from timeline_app.domain.checking import check
from timeline_app.domain.errors import FieldError
from timeline_app.domain.records.parts import PARTS, Part, owners_of
from timeline_app.storage.wholes import Whole
from timeline_app.ui.forms.record_form import RecordForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.records import Record
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme


class WholeForm(QWidget):
    """A record's form and under it the forms of its parts.

    Signals
    -------
    typed
        Something is half typed.
    finish_requested
        Ctrl+Enter: all is typed.
    new_requested
        A row to refer to is to be made: the picker, and what was typed.
    """

    typed = Signal()
    finish_requested = Signal()
    new_requested = Signal(object, str)

    def __init__(
        self,
        record: Record,
        session: Session,
        theme: Theme,
        parts: Sequence[Part] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.form = RecordForm(record, session, theme, owners_of(type(record)), self)
        self.form.typed.connect(self.typed)
        self.form.committed.connect(self.typed)
        self.form.finish_requested.connect(self.finish_requested)
        self.form.new_requested.connect(self.new_requested)
        column.addWidget(self.form)
        wanted = PARTS.get(type(record), ()) if parts is None else parts
        self.sections = {part.record: NewParts(part, session, theme, self) for part in wanted}
        for section in self.sections.values():
            section.typed.connect(self.typed)
            section.finish_requested.connect(self.finish_requested)
            section.new_requested.connect(self.new_requested)
            column.addWidget(section)

    def whole(self) -> Whole:
        """Give the record and its parts, as typed.

        Raises
        ------
        FieldError
            If a field cannot be understood; it is said at the field, too.
        """
        parts = [part for section in self.sections.values() for part in section.wholes()]
        return Whole(self.form.record(), tuple(parts))

    def checked(self, owner: str = "") -> Whole:
        """Give the record and its parts, each held to its rules; `owner` is what it will hang on.

        Raises
        ------
        FieldError
            If a field cannot be understood or does not keep its rule; it is said at the field, too.
        """
        whole = self.whole()
        try:
            check(dataclasses.replace(whole.record, **{owner: 1} if owner else {}))
        except FieldError as error:
            self.form.say_fault(error)
            raise
        return whole

    def set_day(self, day: int | None) -> None:
        """Let pickers show the offices held on a day."""
        self.form.set_day(day)
        for section in self.sections.values():
            section.set_day(day)

    def is_touched(self) -> bool:
        """Tell whether anything was typed."""
        return bool(self.form.texts()) or any(section.rows for section in self.sections.values())

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
                section.add().set_texts(row)


class NewParts(QWidget):
    """The parts of one kind of a record that is yet to be made.

    Signals
    -------
    typed, finish_requested, new_requested
        As for `WholeForm`.
    """

    typed = Signal()
    finish_requested = Signal()
    new_requested = Signal(object, str)

    def __init__(self, part: Part, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._part, self._session, self._theme = part, session, theme
        self._day: int | None = None
        self.rows: list[WholeForm] = []
        self.setObjectName(f"new_{part.record.TABLE}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._heading = QLabel(part.title, self)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setObjectName("heading")
        self._heading.hide()
        self._column.addWidget(self._heading)
        self.add_button = QPushButton(self.tr("+ {one}").format(one=part.one), self)
        self.add_button.setObjectName("quiet")
        self.add_button.setAccessibleName(self.tr("Add {one}").format(one=part.one))
        self.add_button.clicked.connect(self._add_by_hand)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_by_hand(self) -> None:
        self.add().form.focus_first()

    def add(self, record: Record | None = None) -> WholeForm:
        """Add the form of one more part."""
        fresh = self._part.record() if record is None else record
        frame = QFrame(self)
        frame.setObjectName("partCard")
        row = QHBoxLayout(frame)
        row.setContentsMargins(8, 8, 4, 8)
        form = WholeForm(fresh, self._session, self._theme, parent=frame)
        form.set_day(self._day)
        form.typed.connect(self.typed)
        form.finish_requested.connect(self.finish_requested)
        form.new_requested.connect(self.new_requested)
        row.addWidget(form, 1)
        away = QPushButton("×", frame)
        away.setObjectName("away")
        away.setAccessibleName(self.tr("Leave out this {one}").format(one=self._part.one))
        away.setToolTip(away.accessibleName())
        away.clicked.connect(partial(self._leave_out, form))
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        self.rows.append(form)
        self._heading.show()
        self._column.insertWidget(self._column.count() - 1, frame)
        self.typed.emit()
        return form

    def _leave_out(self, form: WholeForm) -> None:
        self.rows.remove(form)
        frame = form.parentWidget()
        if frame is not None:
            frame.hide()
            frame.deleteLater()
        self._heading.setVisible(bool(self.rows))
        self.add_button.setFocus()
        self.typed.emit()

    def leave_out_untouched(self) -> None:
        """Do without forms in which nothing was typed and nothing stands."""
        for form in [form for form in self.rows if not form.is_touched() and form.is_blank()]:
            self._leave_out(form)

    def clear(self) -> None:
        """Do without all forms."""
        for form in list(self.rows):
            self._leave_out(form)

    def set_day(self, day: int | None) -> None:
        """Let pickers show the offices held on a day."""
        self._day = day
        for row in self.rows:
            row.set_day(day)

    def wholes(self) -> list[tuple[str, Whole]]:
        """Give the parts as typed, each with the column that is to refer to the record."""
        return [(self._part.owner, row.checked(self._part.owner)) for row in self.rows]

    def texts(self) -> list[dict[str, Any]]:
        """Give what is typed, as JSON."""
        return [row.texts() for row in self.rows]
