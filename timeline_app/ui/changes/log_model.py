"""Lines of the change log as a table model, the latest first; put into words where they come into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Qt
from typing_extensions import override

from timeline_app.columns.changes import changes_from
from timeline_app.domain.dates import day_in_words
from timeline_app.ui.changes.rows import STANDS_OUT, SWATCH, TOPMOST, Index, PositionRows
from timeline_app.ui.changes.words import condition_words, kind_words, stands_out, value_words
from timeline_app.ui.paint.swatch import Swatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from timeline_app.columns.changes import Changes
    from timeline_app.columns.segments import Key
    from timeline_app.domain.changes import Change
    from timeline_app.session import Session

DATE, PARTY, TOPIC, KIND, FROM, TO, CONDITION, ENTRY = range(8)
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
        super().__init__(session, (), parent)
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
        self.lines: Changes = changes_from([])
        self._kept: dict[int, tuple[Key, Change]] = {}

    def show(self, lines: Changes) -> None:
        """Show lines, given by party and topic; those of one day stay in that order."""
        self.beginResetModel()
        self.lines = lines[np.argsort(lines.day, kind="stable")[::-1]]
        self._kept = {}
        self.forget_titles()
        self.endResetModel()

    def line(self, row: int) -> tuple[Key, Change]:
        """Give the party and topic of a row, and the change."""
        if row not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept = {}
            self._kept[row] = next(self.lines[slice(row, row + 1)].lines())
        return self._kept[row]

    def find(self, line: tuple[Key, Change]) -> int:
        """Give the row of a line, -1 if it is not shown."""
        (party, topic), change = line
        here, lines = self.lines.day == change.day, self.lines
        for column, value in (
            (lines.party, party),
            (lines.topic, topic),
            (lines.entry, change.entry),
        ):
            here = here & (column == np.int32(value))
        found = np.flatnonzero(here)
        return next((row for row in found.tolist() if self.line(row)[1].kind == change.kind), -1)

    @override
    def rowCount(self, parent: Index = TOPMOST) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def entry_at(self, row: int) -> int | None:
        return int(self.lines.entry[row])

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
