"""A form for one record, a row a field of its field table."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError, FieldError
from timeline_app.domain.records import Citation, Participation, Record, Stance, Value, Variable, rules_of
from timeline_app.domain.records.parts import hidden_in
from timeline_app.ui.fields.lines import TextField, is_finishing
from timeline_app.ui.fields.making import make_field
from timeline_app.ui.fields.picker import PickerField
from timeline_app.ui.forms.buttons import Button
from timeline_app.ui.forms.codebook import content_rule
from timeline_app.ui.forms.completing import KEPT_AS_THEY_ARE, MADE, completed, place_in_words
from timeline_app.ui.forms.suggesting import narrowed, party_of
from timeline_app.ui.plain_label import plain_label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from timeline_app.domain.fields import FieldRule
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
    """

    typed = Signal()
    committed = Signal(str)
    finish_requested = Signal()

    def __init__(
        self,
        record: Record,
        session: Session,
        theme: Theme,
        owner: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._record, self._session, self._theme, self._owner = record, session, theme, owner
        self._day: int | None = None
        self.fields: dict[str, Field] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._rows = QFormLayout()
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(5)
        column.addLayout(self._rows)
        left_out = NEVER_SHOWN | MADE.get(type(record), frozenset()) | hidden_in(type(record), owner)
        shown = [name for name in rules_of(type(record)) if name not in left_out]
        self._aside = [name for name in shown if rules_of(type(record))[name].kind != "day"]
        self._show_fields(self._at_first())
        self._more = Button(self.tr("More fields"), self)
        self._more.setObjectName("quiet")
        self._more.setToolTip(self.tr("Alt+M, from any field of this form"))
        self._more.clicked.connect(self.show_all)
        # A key event would not do: a line takes Alt and a letter for the letter.
        more = QShortcut(QKeySequence("Alt+M"), self)
        more.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        more.activated.connect(self.show_all)
        self._more.setVisible(bool(self._aside))
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        if isinstance(record, Value):
            self._fit_content()

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
            self.fields[name] = self._make_field(name, rules_of(self.record_type)[name])
            self._rows.addRow(self._label(self.fields[name]), self.fields[name])

    def _make_field(self, name: str, rule: FieldRule) -> Field:
        field = make_field(rule, self._session, self._theme, self)
        field.setObjectName(name)
        if isinstance(field, PickerField):
            field.day = self._day
            field.like |= narrowed(self._record, name, self._owner)
            field.new_requested.connect(partial(self._make_new, field))
            field.edit_requested.connect(partial(self._edit_referred, field))
        value = getattr(self._record, name)
        field.set_value(None if rule.kind == "choice" and value == "" else value)
        field.typed.connect(self.typed)
        field.committed.connect(partial(self._commit, name))
        if self._session.store.read_only:
            field.lock()
        if isinstance(field, TextField) and self.record_type in KEPT_AS_THEY_ARE and self._record.id:
            field.box.setReadOnly(True)
        return field

    def _label(self, field: Field) -> QLabel:
        label = plain_label(self, "fieldLabel", field.rule.label)
        # A label that points to its field names it: else a combo box is called by its choice on Linux.
        label.setBuddy(field.focusProxy() or field)
        label.setMinimumWidth(label.fontMetrics().averageCharWidth() * LABEL_LETTERS)
        return label

    def _make_new(self, picker: PickerField, typed: str) -> None:
        from timeline_app.ui.forms.making import make_new

        make_new(self, self._session, self._theme, picker, typed)

    def _edit_referred(self, picker: PickerField, row_id: int) -> None:
        from timeline_app.ui.forms.revising import edit_referred

        edit_referred(self, self._session, self._theme, picker, row_id)

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
        self._day = day
        for field in self.fields.values():
            if isinstance(field, PickerField):
                field.day = day

    def _commit(self, name: str) -> None:
        if not self._session.is_open:
            return  # the focus goes with the window; what is half typed was kept
        if issubclass(self.record_type, Stance) and name in ("value", "non_value"):
            self._make_way(name)
        elif issubclass(self.record_type, Participation) and name == "person_id":
            self._suggest_party()
        elif issubclass(self.record_type, Value) and name == "variable_id":
            self._fit_content()
        elif issubclass(self.record_type, Variable) and self.fields["kind"].value_or_none() == "choice":
            self.field("choices")
        self.committed.emit(name)
        if issubclass(self.record_type, Citation) and name in ("exact", "source_id", "prefix", "suffix"):
            self._say_place()

    def _suggest_party(self) -> None:
        """Let a person act for the party whose office is held on the day, where no party is named."""
        person, party = self.fields["person_id"].value_or_none(), self.fields["party_id"]
        if isinstance(person, int) and not party.text():
            party.suggest(party_of(self._session.store, person, self._day))

    def _say_place(self) -> None:
        """Say whether the words cited stand in the text of the source."""
        citation = self.record_or_none()
        if isinstance(citation, Citation):
            self.fields["exact"].say(place_in_words(citation, self._session.store))

    def _fit_content(self) -> None:
        """Let what a variable holds be chosen, where the codebook lists it."""
        rule = content_rule(self._session.store, self.fields["variable_id"].value_or_none(), self._record)
        old = self.fields["content"]
        if old.rule.choices == rule.choices:
            return
        field = self._make_field("content", rule)
        self._rows.replaceWidget(old, field)
        self.fields["content"] = field
        old.hide()
        old.deleteLater()

    def _make_way(self, name: str) -> None:
        """Take a value away when a non-value is chosen that excludes it, and the other way round."""
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
            if isinstance(field, PickerField):
                field.look_again()
            if field.kept == value:
                continue
            if field.is_changed() and field.value_or_none() != value:
                field.rebase(value)
            else:
                field.set_value(value)

    def look_again(self) -> None:
        """Name the rows referred to as they are called now, and say which of them are gone."""
        for field in self.fields.values():
            if isinstance(field, PickerField):
                field.look_again()

    def changes(self) -> dict[str, Any]:
        """Give the fields that differ from what is saved, by name.

        Raises
        ------
        FieldError
            If a field cannot be understood; it is said at the field, too.
        """
        record = self.record()
        names = [f.name for f in dataclasses.fields(record)]
        return {n: getattr(record, n) for n in names if getattr(record, n) != getattr(self._record, n)}

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
        return completed(dataclasses.replace(self._record, **values), self._session.store)

    def record_or_none(self) -> Record | None:
        """Give the record as the form holds it, None while a field cannot be understood; says nothing."""
        found = {name: field.value_or_none() for name, field in self.fields.items()}
        rules = rules_of(self.record_type)
        if any(found[name] is None and rules[name].required for name in found):
            return None
        return dataclasses.replace(self._record, **found)

    def say_fault(self, error: FieldError) -> Field:
        """Say an error at the field it is about; give the field."""
        for name, rule in rules_of(self.record_type).items():
            if rule.label == error.field and (name in self.fields or name in self._aside):
                self.field(name).say(error.message, wrong=True)
                return self.field(name)
        first = next(iter(self.fields.values()))
        first.say(str(error), wrong=True)
        return first

    def fault(self) -> Field | None:
        """Give the first field that shows an error."""
        return next((field for field in self.fields.values() if field.fault()), None)

    def texts(self) -> dict[str, str]:
        """Give what is half typed, by field."""
        return {name: field.draft() for name, field in self.fields.items() if field.is_changed()}

    def all_texts(self) -> dict[str, str]:
        """Give what stands in the form, by field."""
        return {name: field.draft() for name, field in self.fields.items() if field.text()}

    def set_texts(self, texts: dict[str, str]) -> None:
        """Put half-typed text back."""
        for name, text in texts.items():
            if name in self.fields or name in self._aside:
                self.field(name).set_draft(text)

    def revert(self) -> None:
        """Show what is saved in every field."""
        for field in self.fields.values():
            field.revert()

    def focus_first(self) -> None:
        """Go to the first field."""
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def focus_first_free(self) -> None:
        """Go to the first field that nothing was put into; the first where all are filled."""
        free = (field for field in self.fields.values() if field.value_or_none() in (None, 0, ""))
        target = next(free, next(iter(self.fields.values())))
        target.setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_finishing(event):
            self.finish_requested.emit()
        else:
            super().keyPressEvent(event)
