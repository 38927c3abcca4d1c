"""The change log as a list: who moved when, on what, by which entry; filtered by kind, party and topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from timeline_app.columns.changes import CONDITION_WORDS, MOVES, changes_from
from timeline_app.domain.changes import CHANGE_KINDS
from timeline_app.layout.lanes import parties_in_order, topics_in_order
from timeline_app.layout.moves import extent
from timeline_app.ui.changes.following import FollowingPanel
from timeline_app.ui.changes.log_model import CONDITION, DATE, FROM, KIND, PARTY, TO, TOPIC, LogModel

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from timeline_app.columns.changes import Changes
    from timeline_app.columns.timeline import Timeline
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme

ANY = -1
MOVED, STRIKING = -2, -3
"""Stand among the kinds for all that move a party, and for reversals and dropped conditions."""
WIDTHS = {DATE: 96, PARTY: 150, TOPIC: 180, KIND: 170, FROM: 62, TO: 62, CONDITION: 100}
_DROPPED = CONDITION_WORDS.index("dropped")
_REVERSED = CHANGE_KINDS.index("reversed")


class LogPanel(FollowingPanel):
    """The list, with what it is filtered by above it.

    Signals
    -------
    command_requested
        A command is to be run; carries its id.
    """

    command_requested = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(session, theme, parent)
        self.lines: Changes = changes_from([])
        """All lines that are known."""
        self._until = 0
        """The last day of which there is anything."""
        self._count = 0
        """How many of the lines are on a day until then."""
        self.model = LogModel(session, self)
        self.table = self.add_table(self.model, self.tr("Changes of positions"))
        self.table.set_widths(WIDTHS)
        self.column.addLayout(self._build_top())
        self.column.addWidget(self.summary)
        self.column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self._offer_kinds()

    def _build_top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.kinds, self.parties, self.topics = (QComboBox(self) for _ in range(3))
        self.export = QPushButton(self.tr("Export…"), self)
        self.export.clicked.connect(self._request_export)
        for box, name in (
            (self.kinds, self.tr("Kind of change")),
            (self.parties, self.tr("Party")),
            (self.topics, self.tr("Proposition")),
        ):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            box.currentIndexChanged.connect(self._narrow)
            row.addWidget(box, 1)
        row.addWidget(self.again)
        row.addWidget(self.export)
        return row

    def _offer_kinds(self) -> None:
        self._offer(
            self.kinds,
            self.tr("Every kind of change"),
            [
                (self.tr("Only what moved a party"), MOVED),
                (self.tr("Reversals and dropped conditions"), STRIKING),
                *((kind, number) for number, kind in enumerate(CHANGE_KINDS)),
            ],
        )

    def _offer(self, box: QComboBox, everything: str, choices: Iterable[tuple[str, int]]) -> None:
        """Offer what can be chosen; what was chosen before stays so if it is still there."""
        chosen = box.currentData()
        with QSignalBlocker(box):
            box.clear()
            box.addItem(everything, ANY)
            for words, key in choices:
                box.addItem(words, key)
            box.setCurrentIndex(max(box.findData(chosen), 0))

    def _request_export(self) -> None:
        self.command_requested.emit("file.export_changes")

    @override
    def show_log(self, log: Changes | None) -> None:
        is_same = log is self.lines
        self.lines = changes_from([]) if log is None else log
        if log is not None:
            self._offer_names(self.session.timeline)
        if is_same and self._until == self._last_day():
            self.model.read_again()
        else:
            self._narrow()

    def _last_day(self) -> int:
        return last_day_of(self.session.timeline) if self.session.is_open else 0

    def _offer_names(self, timeline: Timeline) -> None:
        lanes = (parties_in_order(timeline), topics_in_order(timeline))
        everything = (self.tr("Every party"), self.tr("Every proposition"))
        for box, words, side in zip((self.parties, self.topics), everything, lanes, strict=True):
            self._offer(box, words, [(lane.label, lane.key) for lane in side if lane.kind != "heading"])

    def _narrow(self) -> None:
        """Show what is asked for, at the line that was current if it is still shown."""
        row = self.table.currentIndex().row()
        current = self.model.line(row) if 0 <= row < self.model.rowCount() else None
        self.model.show(self.lines, self._asked_for())
        if current is not None:
            found = self.model.find(current)
            self.table.setCurrentIndex(self.model.index(max(found, 0), 0))
        self.export.setEnabled(self.model.rowCount() > 0)
        self._say()

    def _asked_for(self) -> npt.NDArray[np.intp]:
        lines, kind = self.lines, self.kinds.currentData()
        # Lapses stand in the log even if their day is yet to come.
        self._until = self._last_day()
        wanted = lines.day <= self._until
        self._count = int(np.count_nonzero(wanted))
        for box, column in ((self.parties, lines.party), (self.topics, lines.topic)):
            chosen = box.currentData()
            if chosen not in (ANY, None):  # None before anything is offered
                wanted &= column == np.int32(chosen)
        if kind == MOVED:
            wanted &= MOVES[lines.kind]
        elif kind == STRIKING:
            wanted &= (lines.kind == _REVERSED) | (lines.condition == _DROPPED)
        elif kind != ANY:
            wanted &= lines.kind == np.int8(kind)
        return np.flatnonzero(wanted)

    def _say(self) -> None:
        if not len(self.lines):
            self.summary.setText(self.tr("No entry of this timeline takes a position yet."))
            return
        shown = self.model.lines
        if not len(shown):
            self.summary.setText(self.tr("No change is of this kind, party and proposition."))
            return
        self.summary.setText(
            self.tr("Lines: {shown} of {all} · reversals: {reversed} · conditions dropped: {dropped}").format(
                shown=f"{len(shown):,}",
                all=f"{self._count:,}",
                reversed=f"{np.count_nonzero(shown.kind == _REVERSED):,}",
                dropped=f"{np.count_nonzero(shown.condition == _DROPPED):,}",
            )
        )


def last_day_of(timeline: Timeline) -> int:
    """Give the last day that a timeline tells of: of its entries, or through which was collected."""
    return max(extent(timeline)[1], timeline.collected_through or 0)
