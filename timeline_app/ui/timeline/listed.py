"""Rows of the lists that chips open: entries read where they come into sight, positions as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from timeline_app.columns.shown import ShownCells
from timeline_app.domain.plain_text import one_line
from timeline_app.layout.lanes import party_label
from timeline_app.storage.folding import folded
from timeline_app.storage.hits import entries_worded, lines_of
from timeline_app.storage.search import words_of
from timeline_app.ui.paint.swatch import glyph_of
from timeline_app.ui.position_words import shown_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from PySide6.QtCore import QObject

    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.ribbons import Ribbon
    from timeline_app.session import Session

    Index = QModelIndex | QPersistentModelIndex

_PART = 64
"""Entries that are read at a time."""
_LONGEST = 160
TOPMOST = QModelIndex()


class Listed(QAbstractListModel):
    """Rows of two lines, of which each leads to an entry; `entries` has them, (n,) int32.

    The rows that are shown are some of them, `places` in the order in which all stand.
    """

    def __init__(self, session: Session, entries: NDArray[np.int32], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.entries = session, entries
        self.places = np.arange(len(entries))

    def holding(self, typed: str) -> NDArray[np.intp]:
        """Find the places of those that hold all the words typed."""
        raise NotImplementedError

    def lines_at(self, place: int) -> tuple[str, str]:
        """Give the two lines of what stands at a place."""
        raise NotImplementedError

    def narrow(self, typed: str) -> None:
        """Show only what holds all the words typed; everything if there is no word."""
        self.beginResetModel()
        self.places = self.holding(typed) if words_of(typed) else np.arange(len(self.entries))
        self.endResetModel()

    def entry_at(self, row: int) -> int:
        """Give the entry to which a row leads."""
        return int(self.entries[self.places[row]])

    def row_of(self, entry: int | None) -> int | None:
        """Find the first row that leads to an entry."""
        rows: list[int] = np.flatnonzero(self.entries[self.places] == (entry or 0)).tolist()
        return rows[0] if rows else None

    @override
    def rowCount(self, parent: Index = TOPMOST) -> int:
        return 0 if parent.isValid() else len(self.places)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not self.session.is_open:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(self.lines_at(int(self.places[index.row()])))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(self.lines_at(int(self.places[index.row()])))
        return None


class ListedEntries(Listed):
    """Entries: the title of each, its kind and when it was."""

    def __init__(self, session: Session, entries: NDArray[np.int32], parent: QObject | None = None) -> None:
        super().__init__(session, entries, parent)
        self._lines: dict[int, tuple[str, str]] = {}

    @override
    def holding(self, typed: str) -> NDArray[np.intp]:
        return np.flatnonzero(np.isin(self.entries, entries_worded(self.session.store, typed)))

    @override
    def lines_at(self, place: int) -> tuple[str, str]:
        entry = int(self.entries[place])
        if entry not in self._lines:
            first = int(self.places.searchsorted(place)) // _PART * _PART
            near = self.entries[self.places[first : first + _PART]].tolist()
            self._lines |= dict.fromkeys(near, ("", "")) | lines_of(self.session.store, near)
        return self._lines[entry]


class ListedPositions(Listed):
    """Positions as of a day, of one party or on one proposition; each leads to the entry that carries it."""

    def __init__(
        self,
        session: Session,
        timeline: Timeline,
        ribbons: Sequence[Ribbon],
        day: int,
        parent: QObject | None = None,
    ) -> None:
        cells = ShownCells(timeline, day).several(
            [one.party for one in ribbons], [one.topic for one in ribbons]
        )
        segments = timeline.segments
        entries = [
            cell.entry if cell else int(segments.entry[_last_begun(segments.start, ribbon, day)])
            for cell, ribbon in zip(cells, ribbons, strict=True)
        ]
        super().__init__(session, np.array(entries, np.int32), parent)
        self._lines: list[tuple[str, str]] = []
        for cell, ribbon in zip(cells, ribbons, strict=True):
            glyph = glyph_of(cell.value, cell.non_value) if cell else ""
            self._lines.append((_name_of(timeline, ribbon), f"{glyph}  {shown_words(cell)}".strip()))

    @override
    def holding(self, typed: str) -> NDArray[np.intp]:
        words = words_of(typed)
        texts = (f" {folded(' '.join(lines))}" for lines in self._lines)
        return np.flatnonzero([all(f" {word}" in text for word in words) for text in texts])

    @override
    def lines_at(self, place: int) -> tuple[str, str]:
        return self._lines[place]


def _name_of(timeline: Timeline, ribbon: Ribbon) -> str:
    """Say on what a position in the lane of a party is, or whose it is in that of a proposition."""
    if timeline.grouping == "topic":
        return party_label(timeline.parties[ribbon.party])
    wording = one_line(timeline.topics[ribbon.topic].wording, _LONGEST)
    return wording if ribbon.label in wording else f"{ribbon.label}: {wording}"


def _last_begun(start: NDArray[np.int32], ribbon: Ribbon, day: int) -> int:
    """Find the row of a position that began last by a day, or else its first."""
    begun = int(start[ribbon.first : ribbon.stop].searchsorted(day, "right"))
    return ribbon.first + max(begun - 1, 0)
