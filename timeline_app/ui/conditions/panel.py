"""The panel of conditions: open, met and dropped as of the day of the line, and who waits for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.conditions import circles
from timeline_app.domain.dates import day_in_words
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.layout.moves import extent
from timeline_app.ui.condition_words import party_word
from timeline_app.ui.conditions.drawing import LockDelegate
from timeline_app.ui.conditions.model import (
    BY,
    DEADLINE,
    ENTRY,
    OF,
    STANDING,
    STANDINGS,
    STATUS,
    TEXT,
    UNLOCKS,
    ConditionsModel,
)
from timeline_app.ui.plain_label import plain_label
from timeline_app.ui.rows_table import EntriesTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from timeline_app.domain.conditions import ConditionAsOf
    from timeline_app.domain.records import Condition
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme
    from timeline_app.view_state import ViewState

REST = 100
"""Milliseconds for which the line or the document must rest until the list follows."""
WIDTHS = {
    STANDING: 132,
    TEXT: 230,
    BY: 104,
    OF: 76,
    UNLOCKS: 124,
    DEADLINE: 126,
    STATUS: 264,
    ENTRY: 200,
}
MOST_CIRCLES, LONGEST = 3, 60


class ConditionsPanel(QWidget):
    """The list, with what it is filtered by and the circles above it.

    Signals
    -------
    entry_requested
        An entry is to be selected and shown; carries its id.
    """

    entry_requested = Signal(int)

    def __init__(self, session: Session, view_state: ViewState, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._view_state = session, view_state
        self._shown_for: tuple[object, ...] = ()
        self.model = ConditionsModel(session, self)
        self.rest = QTimer(self, singleShot=True, interval=REST)
        self.rest.timeout.connect(self.read)
        self._build(theme)
        for moved in (view_state.changed, session.changed, session.opened, session.horizon_moved):
            moved.connect(self._follow)
        session.closing.connect(self._let_go)

    def _build(self, theme: Theme) -> None:
        self.which = QComboBox(self)
        self.which.setAccessibleName(self.tr("Which conditions"))
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for words, standing in zip(
            (self.tr("All conditions"), self.tr("Only open"), self.tr("Only met"), self.tr("Only dropped")),
            (None, *STANDINGS),
            strict=True,
        ):
            self.which.addItem(words, standing)
        self.which.currentIndexChanged.connect(self.read)
        self.summary = self._label(self.tr("How many conditions stand how"))
        self.circles = self._label(self.tr("Who waits for whom in a circle"))
        self.circles.setObjectName("quote")
        self.circles.setContentsMargins(8, 3, 8, 3)
        self.circles.hide()
        name = self.tr("Conditions as of the day of the line")
        self.table = EntriesTable(self.model, name, LockDelegate(theme, self), self)
        self.table.set_widths(WIDTHS)
        self.table.entry_requested.connect(self.entry_requested)
        top = QHBoxLayout()
        top.addWidget(self.which)
        top.addWidget(self.summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addLayout(top)
        column.addWidget(self.circles)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def _label(self, name: str) -> QLabel:
        label = plain_label(self)
        label.setAccessibleName(name)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme, at the size that text has now."""
        self.table.set_theme(theme)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.rest.start(0)

    def _follow(self) -> None:
        if self.isVisible() and self._session.is_open and self._asked_for() != self._shown_for:
            self.rest.start(REST)

    def _asked_for(self) -> tuple[object, ...]:
        view, session = self._view_state.view, self._session
        return view.as_of, self.which.currentIndex(), session.timeline, session.conditions

    def _let_go(self) -> None:
        self.rest.stop()
        self._shown_for = ()
        self.model.show([], (), 0)
        self._say_circles([])

    def read(self) -> None:
        """Show how the conditions stand at the end of the as-of day, the last day there is without one."""
        self.rest.stop()
        if not self._session.is_open or not self.isVisible():
            return
        if self._session.is_bare:
            words = self.tr("The timeline is being read; its conditions follow in some seconds.")
            self.summary.setText(words)
            return
        as_of = self._view_state.view.as_of
        day = extent(self._session.timeline)[1] if as_of is None else as_of
        try:
            self._show(self._session.conditions_as_of(day), day)
        except DemarcheError as error:
            self._let_go()
            self.summary.setText(str(error))

    def _show(self, found: list[ConditionAsOf], day: int) -> None:
        self._shown_for = self._asked_for()
        known = self._session.conditions.known
        in_circles = circles([known[one.condition] for one in found if one.standing == "open"])
        circular = {condition.id for circle in in_circles for condition in circle}
        wanted = self.which.currentData()
        row = self.table.currentIndex().row()
        current = self.model.at(row).condition if 0 <= row < self.model.rowCount() else None
        shown = [one for one in found if wanted in (None, one.standing)]
        with QSignalBlocker(self.table.selectionModel()):
            self.model.show(shown, circular, day)
        if shown:
            place = -1 if current is None else self.model.find(current)
            self.table.setCurrentIndex(self.model.index(max(place, 0), 0))
        self._say(found, day, is_empty=not shown)
        self._say_circles(in_circles)

    def _say(self, found: Sequence[ConditionAsOf], day: int, *, is_empty: bool) -> None:
        if not self._session.conditions.known:
            words = self.tr(
                "No stance carries a condition yet. Add one with “On condition” under a stance of an entry."
            )
        elif not found:
            words = self.tr("As of the end of {day} no condition was known.")
        else:
            words = self.tr("As of the end of {day}: open {open} · met {met} · dropped {dropped}")
            words += self.tr(" · none of these is shown") if is_empty else ""
        counts = {standing: sum(one.standing == standing for one in found) for standing in STANDINGS}
        self.summary.setText(words.format(day=day_in_words(day), **counts))

    def _say_circles(self, found: Sequence[tuple[Condition, ...]]) -> None:
        """Say plainly who waits for whom."""
        lines = [" · ".join(map(self._waiting, circle)) for circle in found[:MOST_CIRCLES]]
        if len(found) > MOST_CIRCLES:
            lines.append(self.tr("and {n:,} circles more").format(n=len(found) - MOST_CIRCLES))
        self.circles.setText("\n".join(lines))
        self.circles.setVisible(bool(lines))

    def _waiting(self, condition: Condition) -> str:
        by, of = (
            party_word(self._session, party) for party in (condition.demanded_by_id, condition.demanded_of_id)
        )
        return self.tr("{by} waits for {of} ({text})").format(
            by=by, of=of, text=one_line(condition.text, LONGEST)
        )
