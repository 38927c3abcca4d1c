"""The steps of the history as a table model: what, who, when; read in pages, the newest first."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Coder
from timeline_app.storage.past import all_steps, read_steps, steps_touching
from timeline_app.storage.rows import rows
from timeline_app.ui.worded_rows import TOPMOST, Index, WordedRows

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from timeline_app.session import Session
    from timeline_app.storage.history import PastStep
    from timeline_app.storage.wide_reading import Ids

PAGE = 200
"""Steps read at a time."""


class StepsModel(WordedRows):
    """Steps of the whole document, or those that touched one entry."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._entry: int | None = None
        self._ids: Ids = np.empty(0, np.int32)
        self._steps: list[PastStep] = []
        """Those of the first ids, read as they come into sight."""
        self._coders: dict[int, str] = {}
        self.headers = (self.tr("What"), self.tr("Who"), self.tr("When"))

    @property
    def entry(self) -> int | None:
        """The entry whose steps are shown, None for all."""
        return self._entry

    def show_entry(self, entry: int | None) -> None:
        """Show the steps that touched an entry, or all of them."""
        self._entry = entry
        self.read()

    def read(self) -> None:
        """Read the newest steps."""
        self.beginResetModel()
        self._coders = {c.id: one_line(c.name, 60) for c in rows(self._session.store, Coder)}
        store, entry = self._session.store, self._entry
        self._ids = all_steps(store) if entry is None else steps_touching(store, entry)
        self._steps = read_steps(store, self._ids[:PAGE])
        self.endResetModel()

    def step(self, row: int) -> PastStep:
        """Give the step of a row."""
        return self._steps[row]

    @override
    def rowCount(self, parent: Index = TOPMOST) -> int:
        return 0 if parent.isValid() else len(self._steps)

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self._steps) < len(self._ids)

    @override
    def fetchMore(self, parent: Index) -> None:
        known = len(self._steps)
        found = read_steps(self._session.store, self._ids[known : known + PAGE])
        if found:
            self.beginInsertRows(TOPMOST, known, known + len(found) - 1)
            self._steps += found
            self.endInsertRows()

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.FontRole and self._steps[index.row()].undone:
            struck = QFont()
            struck.setStrikeOut(True)
            return struck
        return super().data(index, role)

    @override
    def text_at(self, row: int, column: int) -> str:
        step = self._steps[row]
        if column == 0:
            undone = self.tr(" (undone)") if step.undone else ""
            return one_line(step.label) + undone
        if column == 1:
            return self._coders.get(step.coder_id or 0, "")
        return local_time(step.made_at)


def local_time(made_at: str) -> str:
    """Say a time in UTC as the clock of this machine has it."""
    return datetime.fromisoformat(made_at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
