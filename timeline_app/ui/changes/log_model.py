"""Lines of the change log as a table model, the latest first; put into words where they come into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Qt
from typing_extensions import override

from timeline_app.columns.changes import changes_from
from timeline_app.columns.evidence import paired
from timeline_app.domain.dates import day_in_words
from timeline_app.ui.changes.rows import SWATCH, PositionRows
from timeline_app.ui.changes.words import condition_words, kind_words, stands_out, value_words
from timeline_app.ui.paint.swatch import Swatch
from timeline_app.ui.worded_rows import STANDS_OUT, TOPMOST, Index

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from PySide6.QtCore import QObject

    from timeline_app.columns.changes import Changes
    from timeline_app.columns.stretches import Key
    from timeline_app.domain.changes import Change
    from timeline_app.session import Session

DATE, PARTY, TOPIC, KIND, FROM, TO, CONDITION, ENTRY = range(8)
_PLACE = 0xFFFFFFFF
MOST_KEPT = 2_000
"""Lines that are kept as records."""


def _from_words(change: Change) -> str:
    return "" if change.from_entry is None else value_words(change.before)


def _to_words(change: Change) -> str:
    return "" if change.kind in ("retracted", "ended") else value_words(change.after)


def _day_words(change: Change) -> str:
    return day_in_words(change.day)


_WORDS: dict[int, Callable[[Change], str]] = {
    DATE: _day_words,
    KIND: kind_words,
    FROM: _from_words,
    TO: _to_words,
    CONDITION: condition_words,
}


class LogModel(PositionRows):
    """Some lines of a change log."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.headers = (
            self.tr("Date"),
            self.tr("Party"),
            self.tr("Proposition"),
            self.tr("Change"),
            self.tr("From"),
            self.tr("To"),
            self.tr("Condition"),
            self.tr("Entry"),
        )
        self._all: Changes = changes_from([])
        self._places: NDArray[np.int64] = np.zeros(0, np.int64)
        self._kept: dict[int, tuple[Key, Change]] = {}

    def show(self, lines: Changes, places: NDArray[np.intp] | None = None) -> None:
        """Show lines, or those at some places of them; those of one day keep their order, turned round."""
        places = np.arange(len(lines)) if places is None else places
        order = paired(lines.day[places], places)
        order.sort()  # a tenth of the time that sorting by day alone, and stably, takes
        self.beginResetModel()
        self._all, self._places = lines, (order & _PLACE)[::-1]
        self._kept = {}
        self.forget_titles()
        self.endResetModel()

    def line(self, row: int) -> tuple[Key, Change]:
        """Give the party and topic of a row, and the change."""
        if row not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept = {}
            self._kept[row] = next(self._all[self._places[row : row + 1]].lines())
        return self._kept[row]

    @property
    def lines(self) -> Changes:
        """The lines that are shown, by party and topic, the earliest first."""
        return self._all[np.sort(self._places)]

    def find(self, line: tuple[Key, Change]) -> int:
        """Give the row of a line, -1 if it is not shown."""
        (party, topic), change = line
        lines = self._all
        here = (lines.day == np.int32(change.day)) & (lines.entry == np.int32(change.entry))
        here &= (lines.party == np.int32(party)) & (lines.topic == np.int32(topic))
        rows = np.flatnonzero(np.isin(self._places, np.flatnonzero(here))).tolist()
        return next((row for row in rows if self.line(row)[1].kind == change.kind), -1)

    @override
    def rowCount(self, parent: Index = TOPMOST) -> int:
        return 0 if parent.isValid() else len(self._places)

    @override
    def entry_at(self, row: int) -> int | None:
        return int(self._all.entry[self._places[row]])

    @override
    def text_at(self, row: int, column: int) -> str:
        (party, topic), change = self.line(row)
        if column in (PARTY, TOPIC):
            return self.party_name(party) if column == PARTY else self.topic_name(topic)
        if column == ENTRY:
            return self.title_at(row)
        return _WORDS[column](change)

    @override
    def sentence_at(self, row: int) -> str:
        (party, topic), change = self.line(row)
        words = [self.text_at(row, column) for column in (FROM, TO)]
        move = " → ".join(word for word in words if word)
        condition = condition_words(change)
        parts = [kind_words(change), move]
        parts += [self.tr("condition {word}").format(word=condition)] if condition else []
        who = f"{self.party_name(party)}, {self.topic_name(topic, whole=True)}"
        what = ", ".join(filter(None, parts))
        return f"{day_in_words(change.day)} · {who}: {what} · “{self.title_at(row)}”"

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role in (SWATCH, STANDS_OUT, Qt.ItemDataRole.DecorationRole):
            (party, _), change = self.line(index.row())
            if role == STANDS_OUT:
                return stands_out(change)
            if role == SWATCH:
                return self._swatch(change, index.column())
            return self.flag(party, change.day) if index.column() == PARTY else None
        return super().data(index, role)

    def _swatch(self, change: Change, column: int) -> Swatch | None:
        value = change.before if column == FROM else change.after
        return Swatch(value) if column in (FROM, TO) and value is not None else None
