"""Asks for a range of days by its first and last, and shows how they are understood; blocks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout
from typing_extensions import override

from timeline_app.domain.dates import day_in_words, parse
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.fields import LINE_LIMIT, FieldRule
from timeline_app.storage.statistics import days_within
from timeline_app.ui.dialogs.going import DateOrToday
from timeline_app.ui.sizes import grown

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    Span = tuple[float, float]


class SelectRange(QDialog):
    """Takes two dates.

    Signals
    -------
    chosen
        From and to, float days: the begin of the first date, and the end of the last.
    """

    chosen = Signal(float, float)

    def __init__(self, span: Span | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Select range"))
        column = QVBoxLayout(self)
        first, last = (
            self.tr("&From, such as 2 Dec 2024 or May 2023"),
            self.tr("&To, that day or month included"),
        )
        self.first = self._add_field(column, first, self.tr("From"))
        self.last = self._add_field(column, last, self.tr("To"))
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        buttons.button(standard.Ok).setText(self.tr("Select"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        if span:
            for field, day in zip((self.first, self.last), days_within(span), strict=True):
                field.set_text(day_in_words(day))
        self.first.setFocus()

    def _add_field(self, column: QVBoxLayout, words: str, name: str) -> DateOrToday:
        field = DateOrToday(FieldRule(name, "date", limit=LINE_LIMIT), self)
        field.setMinimumWidth(grown(320))
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(field.focusProxy() or field)
        for widget in (label, field):
            column.addWidget(widget)
        return field

    @override
    def accept(self) -> None:
        """Select what is typed; where that is no range, say so and stay."""
        first, last = self._day_of(self.first, 0), self._day_of(self.last, -1)
        if first is None or last is None:
            return
        if last < first:
            self.last.say(self.tr("lies before the first day; exchange the two"), wrong=True)
            return
        super().accept()
        self.chosen.emit(float(first), float(last + 1))

    def _day_of(self, field: DateOrToday, place: int) -> int | None:
        """Give the first (0) or last (-1) of the days that the date in a field may mean."""
        try:
            edtf = field.value()
        except DemarcheError as error:
            field.say(str(error), wrong=True)
            return None
        bounds = parse(str(edtf)) if edtf else None
        day = bounds and (bounds.begin_lo, bounds.end_hi)[place]
        if day is None:
            field.say(self.tr("names no day for this end of the range"), wrong=True)
        return day
