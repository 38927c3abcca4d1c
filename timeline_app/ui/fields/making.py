"""Makes the field that fits a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.vocabulary import STANCE_VALUES
from timeline_app.ui.fields.choices import ChoiceField, FlagField, ValueField
from timeline_app.ui.fields.lines import DateField, LineField, TextField, WholeField
from timeline_app.ui.fields.listed import ListField
from timeline_app.ui.fields.picker import PickerField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.fields import FieldRule
    from timeline_app.session import Session
    from timeline_app.ui.fields.field import Field
    from timeline_app.ui.theme import Theme

_SIMPLE = {
    "line": LineField,
    "text": TextField,
    "json": ListField,
    "date": DateField,
    "choice": ChoiceField,
    "whole": WholeField,
    "flag": FlagField,
}


def make_field(rule: FieldRule, session: Session, theme: Theme, parent: QWidget) -> Field:
    """Make the field for a rule; day ordinals have none, for they follow from their date."""
    if rule.kind == "reference":
        return PickerField(rule, session, parent)
    if rule.choices == STANCE_VALUES:
        return ValueField(rule, theme, parent)
    return _SIMPLE[rule.kind](rule, parent)
