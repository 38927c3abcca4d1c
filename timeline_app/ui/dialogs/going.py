"""Asks for a date to look at, and shows how what is typed is understood; blocks nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout
from typing_extensions import override

from timeline_app.domain.dates import parse, understand
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.fields import LINE_LIMIT, FieldRule
from timeline_app.ui.fields.lines import DateField
from timeline_app.ui.sizes import grown

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class DateOrToday(DateField):
    """A date that can be told from today's, too."""

    @override
    def _read(self) -> object:
        today = date.today().toordinal()  # noqa: DTZ011 - the user's own day is meant
        typed = self.text().strip()
        return understand(typed, today=today).edtf if typed else None


class GoToDate(QDialog):
    """Takes a date.

    Signals
    -------
    chosen
        The point in time to look at, float days: the middle of the date.
    """

    chosen = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Go to date"))
        self.field = DateOrToday(FieldRule(self.tr("Date"), "date", limit=LINE_LIMIT), self)
        self.field.setMinimumWidth(grown(320))
        label = QLabel(self.tr("&Date, such as 2 Dec 2024, early May 2023 or today"), self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(self.field.focusProxy() or self.field)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        buttons.button(standard.Ok).setText(self.tr("Go"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (label, self.field, buttons):
            column.addWidget(widget)
        self.field.setFocus()

    @override
    def accept(self) -> None:
        """Go to what is typed; where that is no date, say so and stay."""
        try:
            day = _middle(self.field.value())
        except DemarcheError as error:
            self.field.say(str(error), wrong=True)
            return
        if day is None:
            self.field.say(self.tr("names no day to go to"), wrong=True)
            return
        super().accept()
        self.chosen.emit(day)


def _middle(edtf: object) -> float | None:
    """Give the middle of the days that a date may mean, None if it names none."""
    if not edtf:
        return None
    bounds = parse(str(edtf))
    days = (bounds.begin_lo, bounds.begin_hi, bounds.end_lo, bounds.end_hi)
    known = [day for day in days if day is not None]
    return (min(known) + max(known) + 1) / 2 if known else None
