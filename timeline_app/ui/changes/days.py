"""The two days that are compared: a span before the line, since the last visit, or any two that are typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from timeline_app.domain.dates import civil, day_in_words, ordinal, understand
from timeline_app.domain.errors import DemarcheError
from timeline_app.ui.sizes import grown

if TYPE_CHECKING:
    from collections.abc import Callable

Span = Literal["week", "month", "visit", "typed"]
Visit = tuple[int, int]
"""The day of a visit, and the last day that the document told of then."""
FIELD = 96
LONGEST = 60


def month_before(day: int) -> int:
    """Give the same day of the month before, or its last where it has no such day."""
    year, month, of_month = civil(day)
    first = ordinal(year, month, 1)
    before = civil(first - 1)
    return first - 1 - max(before[2] - of_month, 0)


class DaysChoice(QWidget):
    """Chooses two days.

    Signals
    -------
    chosen
        Other days may be meant.
    """

    chosen = Signal()

    def __init__(self, last_visit: Callable[[], Visit | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._last_visit = last_visit
        self._typed: tuple[int, int] | None = None
        self.fault = ""
        """What is wrong with what was typed, empty if nothing."""
        self.spans = QComboBox(self)
        self.spans.setAccessibleName(self.tr("Which days are compared"))
        for words, span in (
            (self.tr("Last week"), "week"),
            (self.tr("Last month"), "month"),
            (self.tr("Since my last visit"), "visit"),
            (self.tr("Two days"), "typed"),
        ):
            self.spans.addItem(words, span)
        self.spans.setToolTip(self._tip())
        self.first, self.second = self._line(self.tr("From the end of")), self._line(self.tr("To the end of"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.spans)
        for words, line in ((self.tr("&from"), self.first), (self.tr("&to"), self.second)):
            label = QLabel(words, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(line)
            row.addWidget(label)
            row.addWidget(line)
        self.spans.currentIndexChanged.connect(self._choose)
        self.setFocusProxy(self.spans)

    def _tip(self) -> str:
        words = self.tr(
            "Weeks and months end with the day of the line. Since my last visit: from the last day that the "
            "timeline told of then, no later than the visit itself, to the day of the line. What was edited "
            "since, whatever day it is about, is told by the history: Look at the document as it was."
        )
        return f"<span>{words}</span>"

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setMaxLength(LONGEST)
        line.setMinimumWidth(grown(FIELD))
        line.setMaximumWidth(2 * grown(FIELD))
        line.setPlaceholderText(self.tr("2 Dec 2024"))
        line.textEdited.connect(self._begin_typing)
        line.editingFinished.connect(self._take_typed)
        return line

    @property
    def span(self) -> Span:
        """What is compared."""
        return self.spans.currentData()

    def choose(self, span: Span) -> None:
        """Choose what is compared."""
        self.spans.setCurrentIndex(self.spans.findData(span))

    def type_days(self, first: str, second: str) -> None:
        """Take two days as they are typed."""
        self._begin_typing()
        self.first.setText(first)
        self.second.setText(second)
        self._take_typed()

    def days(self, line: int) -> tuple[int, int] | None:
        """Give the two days, the earlier first; None if there are none. `line` is the day of the line."""
        span = self.span
        if span == "typed":
            return self._typed
        if span == "visit":
            visit = self._last_visit()
            first = None if visit is None else min(visit)
        else:
            first = line - 7 if span == "week" else month_before(line)
        return None if first is None else (min(first, line), max(first, line))

    def why_none(self) -> str:
        """Say why there are no two days."""
        if self.span == "visit":
            return self.tr("No earlier visit to this timeline is known here. Choose another span of days.")
        return self.fault or self.tr("Type two days, such as 1 Nov 2024 and 2 Dec 2024.")

    def show_days(self, days: tuple[int, int]) -> None:
        """Show the days that are compared, unless somebody types just now."""
        for line, day in zip((self.first, self.second), days, strict=True):
            if not line.isModified():
                line.setText(day_in_words(day))
                line.setCursorPosition(0)

    def _choose(self) -> None:
        for line in (self.first, self.second):
            line.setModified(False)
        if self.span == "typed":
            self._read()
        self.chosen.emit()

    def _begin_typing(self) -> None:
        """Go over to two days as soon as somebody types one."""
        blocked = self.spans.blockSignals(True)
        self.choose("typed")
        self.spans.blockSignals(blocked)

    def _take_typed(self) -> None:
        """Compare what is typed, if it is something else; what is wrong stays to be mended."""
        if self.span != "typed":
            return
        before = self._typed, self.fault
        self._read()
        if self._typed is not None:
            for line in (self.first, self.second):
                line.setModified(False)
        if (self._typed, self.fault) != before:
            self.chosen.emit()

    def _read(self) -> None:
        try:
            days = sorted(_day_of(line.text()) for line in (self.first, self.second))
        except DemarcheError as error:
            self._typed, self.fault = None, str(error)
        else:
            self._typed, self.fault = (days[0], days[1]), ""


def _day_of(typed: str) -> int:
    """Understand one day; of a month or year its last.

    Raises
    ------
    DemarcheError
        If it names none.
    """
    today = date.today().toordinal()  # noqa: DTZ011 - the user's own day is meant
    if not typed.strip():
        raise DemarcheError("")
    bounds = understand(typed.strip(), today=today).bounds
    day = bounds and bounds.end_hi
    if day is None:
        words = QCoreApplication.translate("DaysChoice", "“{typed}” names no last day.")
        raise DemarcheError(words.format(typed=typed.strip()))
    return day
