"""The range panel: what the selected range of days holds of what is shown, in numbers, while it is moved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.dates import day_in_words
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.layout.lanes import lanes_of, party_label
from timeline_app.storage.statistics import days_within, read_grounds, statistics_of
from timeline_app.ui.plain_label import plain_label
from timeline_app.ui.range.tables import CountsTable, GradesTable

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from timeline_app.columns.timeline import Timeline
    from timeline_app.session import Session
    from timeline_app.storage.statistics import Grounds, Statistics
    from timeline_app.view_state import ViewState

BETWEEN = 100
"""Milliseconds between two counts while the range is moved."""


class RangePanel(QWidget):
    """The selected range of a view, in numbers.

    Signals
    -------
    command_requested
        A command is to be run; carries its id.
    """

    command_requested = Signal(str)

    def __init__(self, session: Session, view_state: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._view_state = session, view_state
        self._grounds: Grounds | None = None
        self._counted: tuple[object, ...] = ()
        self.statistics: Statistics | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(BETWEEN)
        self._build()
        self._timer.timeout.connect(self.count)
        view_state.changed.connect(self._count_soon)
        session.opened.connect(self._start_anew)
        session.changed.connect(self._start_anew)

    def _build(self) -> None:
        self.days, self.summary = plain_label(self), plain_label(self)
        for label in (self.days, self.summary):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.lanes = CountsTable(self.tr("Lane"), self.tr("Entries by lane"), self)
        self.kinds = CountsTable(self.tr("Kind"), self.tr("Entries by kind"), self)
        self.grades = GradesTable(self.tr("Entries by grade of their best citation"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addLayout(self._build_top())
        column.addWidget(self.summary)
        column.addLayout(self._build_tables(), 1)
        self.setFocusProxy(self.lanes)

    def _build_top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.days, 1)
        self.buttons: dict[str, QPushButton] = {}
        for command, words in (
            ("time.range", self.tr("Select range…")),
            ("file.export_range", self.tr("Export these entries…")),
            ("time.no_range", self.tr("Clear range")),
        ):
            button = self.buttons[command] = QPushButton(words, self)
            button.clicked.connect(partial(self._request, command))
            row.addWidget(button)
        return row

    def _build_tables(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for table, words, share in (
            (self.lanes, self.tr("By lane; an entry counts once in each"), 3),
            (self.kinds, self.tr("By kind"), 2),
            (self.grades, self.tr("By best citation: reliability A–F, credibility 1–6"), 3),
        ):
            column = QVBoxLayout()
            label = QLabel(words, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(table)
            column.addWidget(label)
            column.addWidget(table, 1)
            row.addLayout(column, share)
        return row

    def _request(self, command: str, _checked: object = None) -> None:
        self.command_requested.emit(command)

    def _start_anew(self) -> None:
        """Forget what was read: the document is another one, or changed."""
        self._grounds, self._counted = None, ()
        self._count_soon()

    def _count_soon(self) -> None:
        """Count after a moment; a range that is dragged on is counted again and again meanwhile."""
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.count()

    def count(self) -> None:
        """Count what the range holds, and show it."""
        view = self._view_state.view
        counted = view.span, view.filter, view.lanes.grouping, view.horizon, view.evidence
        if not self._session.is_open or self._counted == counted:
            return
        self._counted = counted
        try:
            self.statistics = self._statistics()
        except DemarcheError as error:
            self.statistics = None
            self.days.setText(str(error))
        else:
            self.days.setText(self._days_in_words())
        self._show(self.statistics)

    def _statistics(self) -> Statistics | None:
        view = self._view_state.view
        if view.span is None:
            return None
        grounds = self._grounds = self._grounds or read_grounds(self._session.store)
        passing = self._session.passing(view.filter)
        return statistics_of(grounds, self._timeline(), passing, days_within(view.span))

    def _timeline(self) -> Timeline:
        """Give the whole document in the lanes that are looked at."""
        return self._session.grouped(self._view_state.view.lanes.grouping)

    def _days_in_words(self) -> str:
        view = self._view_state.view
        if view.span is None:
            return self.tr("No range is selected. Drag along the dates above the lanes.")
        first, last = days_within(view.span)
        words = self.tr("{first} to {last} (days: {days})").format(
            first=day_in_words(first), last=day_in_words(last), days=f"{last - first + 1:,}"
        )
        return (
            words if view.filter.is_empty else self.tr("{range}, what passes the filter").format(range=words)
        )

    def _show(self, found: Statistics | None) -> None:
        for command in ("file.export_range", "time.no_range"):
            self.buttons[command].setEnabled(found is not None)
        self.summary.setText(self._summary(found) if found else "")
        self.lanes.show_counts(self._by_lane(found) if found else [])
        self.kinds.show_counts(found.kinds if found else ())
        self.grades.show_grades(found.grades if found else ())

    def _summary(self, found: Statistics) -> str:
        wait = self.tr("none") if found.days_to_reply is None else f"{found.days_to_reply:g}"
        words = (
            self.tr("Entries: {n}").format(n=f"{found.entries:,}"),
            self.tr("Changes of position: {n}").format(n=f"{found.changes:,}"),
            self.tr("Median days to reply: {n} (replies: {of})").format(n=wait, of=f"{found.replies:,}"),
            self.tr("Without citation: {n}").format(n=f"{found.uncited:,}"),
        )
        return " · ".join(words)

    def _by_lane(self, found: Statistics) -> list[tuple[str, int]]:
        timeline = self._timeline()
        if timeline.grouping in ("state", "party"):
            return [(self._party(key), n) for key, n in found.lanes]
        names = {lane.key: lane.label for lane in lanes_of(timeline) if lane.kind != "heading"}
        return [(names[key], n) for key, n in found.lanes]

    def _party(self, key: int) -> str:
        """Name the lane of a party, or that of context with its heading."""
        timeline = self._session.timeline
        if key > 0:
            return party_label(timeline.parties[key])
        group = timeline.groups.get(-key)
        return (
            self.tr("Context: {heading}").format(heading=one_line(group.name))
            if group
            else self.tr("Context")
        )
