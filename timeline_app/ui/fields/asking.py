"""Asks what one field of a filter is to ask for, whichever filter it is."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.dates import day_in_words
from timeline_app.domain.filtering import FIELD_LABELS
from timeline_app.storage.filtering import filter_choices
from timeline_app.ui.fields.choosing import ChoiceDialog, GradeDialog, LineDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from timeline_app.domain.filtering import Filter
    from timeline_app.storage.store import Store


def dialog_for(parent: QWidget, store: Store, wanted: Filter, name: str, title: str) -> QDialog:
    """Make the dialog that asks for one field of a filter; `answer` reads it.

    Parameters
    ----------
    title
        Of the dialog, with a place for the name of the field: ``Filter by {field}``.
    """
    title = title.format(field=QCoreApplication.translate("Filter", FIELD_LABELS[name]))
    if name == "grade":
        return GradeDialog(parent, title, wanted.grade, wanted.with_unjudged)
    if name in ("since", "until"):
        return _day_dialog(parent, wanted, name, title)
    if name == "text":
        question = QCoreApplication.translate("Filter", "Words to find")
        return LineDialog(parent, title, question, wanted.text)
    return ChoiceDialog(parent, title, filter_choices(store, name), getattr(wanted, name))


def _day_dialog(parent: QWidget, wanted: Filter, name: str, title: str) -> LineDialog:
    day = getattr(wanted, name)
    question = QCoreApplication.translate("Filter", "A day, month or year, such as 2 Dec 2024")
    dialog = LineDialog(parent, title, question, "" if day is None else day_in_words(day), is_day=True)
    if name == "until":
        dialog.take_end()
    return dialog


def answer(dialog: QDialog, wanted: Filter, name: str) -> Filter:
    """Give a filter with one field as it was answered."""
    if isinstance(dialog, GradeDialog):
        return dataclasses.replace(wanted, grade=dialog.grade(), with_unjudged=dialog.unjudged.isChecked())
    if isinstance(dialog, LineDialog):
        chosen = dialog.line.text().strip() if name == "text" else dialog.day()
        return dataclasses.replace(wanted, **{name: chosen})
    if isinstance(dialog, ChoiceDialog):
        return dataclasses.replace(wanted, **{name: dialog.chosen()})
    return wanted
