"""Two days side by side: whose positions changed between, by which entries, as a table and on the lanes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QWidget
from typing_extensions import override

from timeline_app.columns.changes import changes_from
from timeline_app.domain.dates import day_in_words
from timeline_app.domain.errors import DemarcheError
from timeline_app.ui.changes.compared_model import AFTER, BEFORE, CHANGE, MOVED, PARTY, TOPIC, ComparedModel
from timeline_app.ui.changes.days import DaysChoice
from timeline_app.ui.changes.following import FollowingPanel
from timeline_app.ui.changes.log_model import CONDITION, DATE, FROM, KIND, TO, LogModel
from timeline_app.ui.changes.log_model import PARTY as LINE_PARTY
from timeline_app.ui.changes.log_model import TOPIC as LINE_TOPIC
from timeline_app.ui.changes.log_panel import last_day_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent

    from timeline_app.columns.changes import Changes
    from timeline_app.session import Session
    from timeline_app.storage.comparing import Compared
    from timeline_app.ui.changes.days import Visit
    from timeline_app.ui.theme import Theme
    from timeline_app.view_state import ViewState

WIDTHS = {PARTY: 120, TOPIC: 150, BEFORE: 58, AFTER: 58, MOVED: 76, CHANGE: 210}
LINE_WIDTHS = {DATE: 90, KIND: 130, FROM: 58, TO: 58, CONDITION: 80}
MOST_NAMED = 6


class ComparingPanel(FollowingPanel):
    """The comparison, and beside it all changes of the chosen row."""

    def __init__(
        self,
        session: Session,
        view_state: ViewState,
        last_visit: Callable[[], Visit | None],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(session, theme, parent)
        self._view_state = view_state
        self._as_of = view_state.view.as_of
        self._has_log = False
        self.days = DaysChoice(last_visit, self)
        self.only_moved = QCheckBox(self.tr("Only who &moved"), self)
        self.model, self.changes = ComparedModel(session, self), LogModel(session, self)
        self.table = self.add_table(self.model, self.tr("Positions that changed between the two days"))
        self.lines = self.add_table(self.changes, self.tr("Changes of the chosen position"))
        self.table.set_widths(WIDTHS)
        self.lines.set_widths(LINE_WIDTHS)
        for column in (LINE_PARTY, LINE_TOPIC):
            self.lines.hideColumn(column)
        self._build()
        self.setFocusProxy(self.table)
        self.days.chosen.connect(self.compare)
        self.only_moved.toggled.connect(self.compare)
        self.table.selectionModel().currentRowChanged.connect(self._show_lines)
        self.model.modelReset.connect(self._show_lines)
        view_state.changed.connect(self._follow_line)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.days)
        top.addWidget(self.only_moved)
        top.addStretch(1)
        top.addWidget(self.again)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        for table, share in ((self.table, 5), (self.lines, 2)):
            split.addWidget(table)
            split.setStretchFactor(split.count() - 1, share)
        self.column.addLayout(top)
        self.column.addWidget(self.summary)
        self.column.addWidget(split, 1)

    @override
    def show_log(self, log: Changes | None) -> None:
        self._has_log = log is not None
        self.compare()

    def compare(self) -> None:
        """Compare the days that are chosen, and stress on the lanes what changed between."""
        self._as_of = self._view_state.view.as_of
        if not self._has_log or not self.session.is_open:
            self._show(None)
            return
        days = self.days.days(last_day_of(self.session.timeline) if self._as_of is None else self._as_of)
        if days is None:
            self._show(None)
            self.summary.setText(self.days.why_none())
            return
        try:
            compared = self.session.compared(*days)
        except DemarcheError as error:
            self._show(None)
            self.summary.setText(str(error))
            return
        self.days.show_days(days)
        self._show(compared)

    def _show(self, compared: Compared | None) -> None:
        key = self.model.key_at(row) if (row := self.table.currentIndex().row()) >= 0 else None
        self.model.show(compared, only_moved=self.only_moved.isChecked())
        rows = range(self.model.rowCount())
        row = next((n for n in rows if self.model.key_at(n) == key), 0 if rows else -1)
        self.table.setCurrentIndex(self.model.index(row, 0))
        self._stress(None if compared is None else (compared.first, compared.second))
        self.summary.setText("" if compared is None else self._summary(compared))

    def _summary(self, compared: Compared) -> str:
        first, second = day_in_words(compared.first), day_in_words(compared.second)
        if compared.first == compared.second:
            return self.tr("Both are the end of {day}: there is nothing between.").format(day=first)
        if not len(compared):
            return self.tr("Between the ends of {first} and {second} no position changed.").format(
                first=first, second=second
            )
        words = self.tr(
            "From the end of {first} to the end of {second}: positions with changes: {n} · moved: {m}"
        )
        count = int(compared.moved.sum())
        said = words.format(first=first, second=second, n=f"{len(compared):,}", m=f"{count:,}")
        return f"{said} · {self._who_moved(compared)}" if count else said

    def _who_moved(self, compared: Compared) -> str:
        """Name the parties that moved, in the order of the lanes; of many, some."""
        moved = set(compared.party[compared.moved].tolist())
        order = dict.fromkeys(p for p in self.model.parties_in_order() if p in moved)
        names = [self.model.party_name(party) for party in order]
        more = len(names) - MOST_NAMED
        return ", ".join(names[:MOST_NAMED]) + (f" +{more:,}" if more > 0 else "")

    def _show_lines(self, *_: object) -> None:
        row = self.table.currentIndex().row()
        is_there = 0 <= row < self.model.rowCount()
        self.changes.show(self.model.lines_at(row) if is_there else changes_from([]))

    def _follow_line(self) -> None:
        """Compare anew when the line rests on another day, unless two days were typed."""
        if self.isVisible() and self._view_state.view.as_of != self._as_of and self.days.span != "typed":
            self.rest.start()

    def _stress(self, days: tuple[int, int] | None) -> None:
        view = self._view_state.view
        if view.compared != days:
            self._view_state.adjust(replace(view, compared=days))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._stress(None)
