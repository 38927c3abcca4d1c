"""A form for one record, a row a field of its field table."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError, FieldError
from timeline_app.domain.records import Record, Stance, rules_of
from timeline_app.ui.fields.lines import is_finishing
from timeline_app.ui.fields.making import make_field
from timeline_app.ui.fields.picker import PickerField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from timeline_app.session import Session
    from timeline_app.ui.fields.field import Field
    from timeline_app.ui.theme import Theme

LABEL_LETTERS = 13
"""Letters that fit beside a field, so that the fields of all forms stand under each other."""
NEVER_SHOWN = frozenset({"origins", "csl", "settings"})
"""Fields kept by the program, not by people."""


class RecordForm(QWidget):
    """The fields of a record; those set aside come when asked for, or when they hold something.

    Signals
    -------
    typed
        Something in the form is half typed.
    committed
        A field was finished with another value; carries its name.
    finish_requested
        Ctrl+Enter: all is typed.
    new_requested
        A row to refer to is to be made: the picker, and what was typed.
    """

    typed = Signal()
    committed = Signal(str)
    finish_requested = Signal()
    new_requested = Signal(object, str)

    def __init__(
        self,
        record: Record,
        session: Session,
        theme: Theme,
        hidden: frozenset[str] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._record, self._session, self._theme = record, session, theme
        self.fields: dict[str, Field] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._rows = QFormLayout()
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(5)
        column.addLayout(self._rows)
        shown = [name for name in rules_of(type(record)) if name not in hidden | NEVER_SHOWN]
        self._aside = [name for name in shown if rules_of(type(record))[name].kind != "day"]
        self._show_fields(self._at_first())
        self._more = QPushButton(self.tr("More fields"), self)
        self._more.setObjectName("quiet")
        self._more.clicked.connect(self.show_all)
        self._more.setVisible(bool(self._aside))
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def initial(self) -> Record:
        """The record as it was before anything was typed."""
        return self._record

    @property
    def record_type(self) -> type[Record]:
        """What kind of record the form is for."""
        return type(self._record)

    def _at_first(self) -> list[str]:
        rules, record = rules_of(self.record_type), self._record
        fresh = {f.name: f.default for f in dataclasses.fields(record)}
        return [
            name
            for name in self._aside
            if not rules[name].aside or (getattr(record, name) != fresh[name] and name != "coder_id")
        ]

    def _show_fields(self, names: list[str]) -> None:
        for name in names:
            self._aside.remove(name)
            field = make_field(rules_of(self.record_type)[name], self._session, self._theme, self)
            field.setObjectName(name)
            field.set_value(getattr(self._record, name))
            field.typed.connect(self.typed)
            field.committed.connect(partial(self._commit, name))
            if isinstance(field, PickerField):
                field.new_requested.connect(partial(self.new_requested.emit, field))
            label = QLabel(self)
            label.setObjectName("fieldLabel")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setText(field.rule.label)
            label.setWordWrap(True)
            label.setMinimumWidth(label.fontMetrics().averageCharWidth() * LABEL_LETTERS)
            self.fields[name] = field
            self._rows.addRow(label, field)

    def show_all(self) -> None:
        """Show the fields set aside, too."""
        waiting = list(self._aside)
        self._show_fields(waiting)
        self._more.hide()
        if waiting:
            self.fields[waiting[0]].setFocus(Qt.FocusReason.TabFocusReason)

    def field(self, name: str) -> Field:
        """Give a field by its column, brought out if it was set aside."""
        if name in self._aside:
            self._show_fields([name])
        return self.fields[name]

    def set_day(self, day: int | None) -> None:
        """Let pickers show the offices held on a day."""
        for field in self.fields.values():
            if isinstance(field, PickerField):
                field.day = day

    def _commit(self, name: str) -> None:
        if issubclass(self.record_type, Stance):
            self._make_way(name)
        self.committed.emit(name)

    def _make_way(self, name: str) -> None:
        """Take a value away when a non-value is chosen that cannot stand beside it, and the other way round."""
        value, non_value = self.field("value"), self.field("non_value")
        chosen = non_value.value()
        if name == "non_value" and chosen not in (None, "contested"):
            value.set_text("")
        elif name == "value" and value.text() and chosen not in (None, "contested"):
            non_value.set_text("0")

    def show_record(self, record: Record) -> None:
        """Show a record as it is saved now; what is half typed stays."""
        self._record = record
        for name, field in self.fields.items():
            value = getattr(record, name)
            if field.kept != value and (not field.is_changed() or field.value_or_none() == value):
                field.set_value(value)

    def record(self) -> Record:
        """Give the record as the form holds it.

        Raises
        ------
        FieldError
            If a field cannot be understood; it is said at the field, too.
        """
        values: dict[str, Any] = {}
        for name, field in self.fields.items():
            try:
                values[name] = field.value()
            except DemarcheError as error:
                field.say(str(error), wrong=True)
                raise FieldError(field.rule.label, str(error)) from error
        return dataclasses.replace(self._record, **values)

    def say_fault(self, error: FieldError) -> None:
        """Say an error at the field it is about, and go there."""
        for name, rule in rules_of(self.record_type).items():
            if rule.label == error.field and (name in self.fields or name in self._aside):
                self.field(name).say(error.message, wrong=True)
                return
        next(iter(self.fields.values())).say(str(error), wrong=True)

    def fault(self) -> Field | None:
        """Give the first field that shows an error."""
        return next((field for field in self.fields.values() if field.fault()), None)

    def texts(self) -> dict[str, str]:
        """Give what is half typed, by field."""
        return {name: field.text() for name, field in self.fields.items() if field.is_changed()}

    def all_texts(self) -> dict[str, str]:
        """Give what stands in the form, by field."""
        return {name: field.text() for name, field in self.fields.items() if field.text()}

    def set_texts(self, texts: dict[str, str]) -> None:
        """Put half-typed text back."""
        for name, text in texts.items():
            if name in self.fields or name in self._aside:
                self.field(name).set_text(text)

    def revert(self) -> None:
        """Show what is saved in every field."""
        for field in self.fields.values():
            field.revert()

    def focus_first(self) -> None:
        """Go to the first field."""
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_finishing(event):
            self.finish_requested.emit()
        else:
            super().keyPressEvent(event)
