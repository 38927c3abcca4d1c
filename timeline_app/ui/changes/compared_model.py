"""Two compared days as a table model: a row a party and proposition of which something changed between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Qt
from typing_extensions import override

from timeline_app.columns.changes import MOVES
from timeline_app.columns.shown import ShownCells
from timeline_app.layout.lanes import parties_in_order, topics_in_order
from timeline_app.ui.changes.rows import SWATCH, PositionRows
from timeline_app.ui.changes.words import cell_words, change_words, stands_out
from timeline_app.ui.paint.swatch import Swatch
from timeline_app.ui.worded_rows import STANDS_OUT, TOPMOST, Index

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtCore import QObject

    from timeline_app.columns.changes import Changes
    from timeline_app.columns.shown import ShownCell
    from timeline_app.columns.timeline import Timeline
    from timeline_app.domain.changes import Change
    from timeline_app.session import Session
    from timeline_app.storage.comparing import Compared

PARTY, TOPIC, BEFORE, AFTER, MOVED, CHANGE, ENTRY = range(7)


class ComparedModel(PositionRows):
    """The rows of a comparison, parties and propositions in the order of the lanes."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.headers = (
            self.tr("Party"),
            self.tr("Proposition"),
            self.tr("Before"),
            self.tr("After"),
            self.tr("Moved"),
            self.tr("Last change"),
            self.tr("Entry"),
        )
        self.compared: Compared | None = None
        self._rows: npt.NDArray[np.intp] = np.zeros(0, np.intp)
        self._shown: tuple[ShownCells, ShownCells] | None = None

    def show(self, compared: Compared | None, *, only_moved: bool = False) -> None:
        """Show a comparison, or nothing."""
        self.beginResetModel()
        timeline = self.session.timeline if self.session.is_open else None
        self.compared, self._rows, self._shown = compared, np.zeros(0, np.intp), None
        if compared is not None and timeline is not None:
            self._rows = _in_order(compared, timeline)
            if only_moved:
                self._rows = self._rows[compared.moved[self._rows]]
            before, after = (ShownCells(timeline, day) for day in (compared.first, compared.second))
            self._shown = before, after
        self.forget_titles()
        self.endResetModel()

    def parties_in_order(self) -> list[int]:
        """Give the parties, as their lanes stand."""
        return [lane.key for lane in parties_in_order(self.session.timeline) if lane.kind != "heading"]

    def key_at(self, row: int) -> tuple[int, int]:
        """Give the party and the topic of a row."""
        assert self.compared
        place = self._rows[row]
        return int(self.compared.party[place]), int(self.compared.topic[place])

    def lines_at(self, row: int) -> Changes:
        """Give the changes of a row."""
        assert self.compared
        return self.compared.lines_of(int(self._rows[row]))

    def cells_at(self, row: int) -> tuple[ShownCell | None, ShownCell | None]:
        """Give what is shown on both days."""
        assert self._shown
        before, after = (cells.at(*self.key_at(row)) for cells in self._shown)
        return before, after

    def telling_at(self, row: int) -> Change | None:
        """Give the change that tells most of a row: the last that moved the party, else the last."""
        lines = self.lines_at(row)
        moves = lines[MOVES[lines.kind]]
        last = (moves if len(moves) else lines)[-1:]
        return next((change for _, change in last.lines()), None)

    @override
    def rowCount(self, parent: Index = TOPMOST) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def entry_at(self, row: int) -> int | None:
        change = self.telling_at(row)
        if change is not None:
            return change.entry
        return next((cell.entry for cell in reversed(self.cells_at(row)) if cell), None)

    @override
    def text_at(self, row: int, column: int) -> str:
        party, topic = self.key_at(row)
        if column == PARTY:
            return self.party_name(party)
        if column == TOPIC:
            return self.topic_name(topic)
        if column in (BEFORE, AFTER):
            cell = self.cells_at(row)[column - BEFORE]
            return cell_words(cell) if cell else self.tr("none")
        if column == MOVED:
            return self._moved_words(row)
        return self._changes_words(row) if column == CHANGE else self.title_at(row)

    def _moved_words(self, row: int) -> str:
        assert self.compared
        place = self._rows[row]
        if self.compared.travelled[place]:
            return self.tr("moved") if self.compared.differs[place] else self.tr("and back")
        if not self.compared.differs[place]:
            return self.tr("stayed")
        by_report = any(cell and cell.reported for cell in self.cells_at(row))
        return self.tr("reported") if by_report else self.tr("contested")

    def _changes_words(self, row: int) -> str:
        change, count = self.telling_at(row), len(self.lines_at(row))
        if change is None:
            return self.tr("only reports")
        return change_words(change) + (f" (+{count - 1:,})" if count > 1 else "")

    @override
    def sentence_at(self, row: int) -> str:
        party, topic = self.key_at(row)
        before, after = (cell_words(cell) for cell in self.cells_at(row))
        return self.tr("{party}, {topic}: before {before}; after {after}; {changes}").format(
            party=self.party_name(party),
            topic=self.topic_name(topic, whole=True),
            before=before,
            after=after,
            changes=self._changes_words(row),
        )

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role in (SWATCH, STANDS_OUT, Qt.ItemDataRole.DecorationRole):
            row, column = index.row(), index.column()
            if role == STANDS_OUT:
                change = self.telling_at(row)
                return change is not None and stands_out(change)
            if role == SWATCH:
                return _swatch(self.cells_at(row)[column - BEFORE]) if column in (BEFORE, AFTER) else None
            assert self.compared
            return self.flag(self.key_at(row)[0], self.compared.second) if column == PARTY else None
        return super().data(index, role)


def _swatch(cell: ShownCell | None) -> Swatch | None:
    if cell is None:
        return None
    return Swatch(cell.value, cell.non_value, cell.readings, cell.conditional, cell.reported)


def _in_order(compared: Compared, timeline: Timeline) -> npt.NDArray[np.intp]:
    """Sort rows as the lanes of their parties, and as the codebook has the propositions."""
    places = [
        {lane.key: place for place, lane in enumerate(lanes) if lane.kind != "heading"}
        for lanes in (topics_in_order(timeline), parties_in_order(timeline))
    ]
    topic, party = (
        np.array([place.get(one, 0) for one in ids.tolist()], np.intp)
        for place, ids in zip(places, (compared.topic, compared.party), strict=True)
    )
    return np.lexsort((topic, party))
