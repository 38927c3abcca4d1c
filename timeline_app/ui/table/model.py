"""The table's model: ids in their order, and the texts of the rows on screen, read as they are painted."""

from __future__ import annotations

import dataclasses
import html
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import bidirectional

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError, FieldError
from timeline_app.domain.plain_text import one_line, show_controls
from timeline_app.domain.records import Entry
from timeline_app.storage.rows import get
from timeline_app.storage.table import cells
from timeline_app.storage.table_columns import columns
from timeline_app.storage.table_order import among, moved, sorted_ids
from timeline_app.ui.table.typed import text_to_edit, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    import numpy.typing as npt

    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme

    Index = QModelIndex | QPersistentModelIndex
    Ids = npt.NDArray[np.int32]

ROWS_AT_ONCE = 32
_ROWS_KEPT = 4096
_CELL_LENGTH = 300
_TIP_LENGTH = 2000
_LONG = 40
_ROLE = Qt.ItemDataRole
_LEFT = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute).value
_RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute).value
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITED = _SHOWN | Qt.ItemFlag.ItemIsEditable
_NO_INDEX = QModelIndex()


class Cell(NamedTuple):
    """A cell as it is painted: its text, that as one line, and the side on which it begins."""

    text: str
    line: str
    alignment: int


class EntryTable(QAbstractTableModel):
    """
    Entries as rows, in an order made in SQL.

    Signals
    -------
    refused
        What was typed cannot be kept; carries why. It is offered again when the cell is next edited.
    """

    refused = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns()
        self.sorted_by, self.descending = "date", False
        self.shown: tuple[str, ...] = tuple(column.name for column in self.columns if column.shown)
        self._session, self._theme = session, theme
        self._sorted: Ids = np.empty(0, np.int32)
        self._passing: Ids | None = None
        self.ids: Ids = self._sorted
        self._read_rows: dict[int, dict[int, Cell]] = {}
        """By entry, its cells by column."""
        self._kept: dict[tuple[int, str], str] = {}
        self._flags = self._flags_now()

    def set_theme(self, theme: Theme) -> None:
        """Show in other colours."""
        self._theme = theme

    def forget(self) -> None:
        """Drop what was typed and not kept: another document is open."""
        self._flags = self._flags_now()
        self._kept.clear()
        self._passing = None

    def read_order(self) -> None:
        """Sort and read anew."""
        self._read_rows.clear()
        if not self.sort_again():
            self.read_again()

    def sort_again(self) -> bool:
        """Sort anew what is read; tell whether the rows changed."""
        if not self._session.is_open:
            return self._take(np.empty(0, np.int32))
        found = sorted_ids(self._session.store, None, self.sorted_by, descending=self.descending)
        return self._take(found)

    def move(self, entries: Collection[int]) -> bool:
        """Put entries that changed, came or went where they belong; tell whether the rows changed."""
        for entry in entries:
            self._read_rows.pop(entry, None)
        found = moved(self._session.store, self._sorted, entries, self.sorted_by, descending=self.descending)
        return self.sort_again() if found is None else self._take(found)

    def sort_by(self, name: str, *, descending: bool) -> None:
        """Sort by a column."""
        self.sorted_by, self.descending = name, descending
        self.read_order()

    def set_passing(self, passing: Ids | None) -> None:
        """Show only these entries; all for None."""
        self._passing = passing
        self._take(self._sorted)

    @property
    def is_filtered(self) -> bool:
        """Whether entries are kept out of sight."""
        return self._passing is not None

    def _take(self, ordered: Ids) -> bool:
        self._sorted = ordered
        ids = ordered if self._passing is None else among(ordered, self._passing)
        if np.array_equal(ids, self.ids):
            return False
        self.beginResetModel()
        self.ids = ids
        self.endResetModel()
        return True

    def read_again(self, entries: Sequence[int] | None = None) -> None:
        """Read entries again in which something may have changed; all for None."""
        last = len(self.columns) - 1
        if entries is None:
            self._read_rows.clear()
            if self.ids.size:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, last))
            return
        for row in self.rows_of(np.asarray(entries, np.int32)).tolist():
            self._read_rows.pop(int(self.ids[row]), None)
            self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    def show_columns(self, names: tuple[str, ...]) -> None:
        """Read these columns from now on, in this order."""
        self.shown = names
        self._read_rows.clear()

    def entry_at(self, row: int) -> int | None:
        """Give the entry of a row."""
        return int(self.ids[row]) if 0 <= row < len(self.ids) else None

    def row_of(self, entry: int) -> int | None:
        """Find the row of an entry; None if it is not shown."""
        rows = np.flatnonzero(self.ids == entry)
        return int(rows[0]) if rows.size else None

    def rows_of(self, entries: Ids) -> Ids:
        """Find the rows of those entries that are shown, from top to bottom: (m,) int32."""
        return np.flatnonzero(np.isin(self.ids, entries)).astype(np.int32)

    def place_of(self, name: str) -> int:
        """Find a column by its name."""
        return next(place for place, column in enumerate(self.columns) if column.name == name)

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.ids)

    @override
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _SHOWN
        return self._flags[index.column()]

    def _flags_now(self) -> list[Qt.ItemFlag]:
        """Tell by column what can be done with its cells; kept, for Qt asks for each of a million cells."""
        can_write = self._session.is_open and not self._session.store.read_only
        return [_EDITED if can_write and column.can_be_edited else _SHOWN for column in self.columns]

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if role not in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole):
            return None
        return self.columns[section].label if orientation == Qt.Orientation.Horizontal else str(section + 1)

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        say = _SAID.get(role)
        return say(self, index) if say else None

    def colour(self, index: Index) -> QColor | None:
        """Give the colour of a cell in which something typed waits to be kept; None for any other."""
        return QColor(self._theme.as_of) if self._kept and self._key(index) in self._kept else None

    def line(self, index: Index) -> str:
        """Give the text of a cell as one line."""
        return self.cell(index).line

    def alignment(self, index: Index) -> int:
        """Give the side on which the text of a cell begins."""
        return self.cell(index).alignment

    def text(self, index: Index) -> str:
        """Give the whole text of a cell."""
        return self.cell(index).text

    def cell(self, index: Index) -> Cell:
        """Give a cell as it is painted, read with the rows around it when first asked for."""
        entry = int(self.ids[index.row()])
        if entry not in self._read_rows:
            self._read(index.row())
        return self._read_rows[entry].get(index.column(), _EMPTY)

    def _read(self, row: int) -> None:
        """Read a row, and those around it that are not read."""
        start = row - row % ROWS_AT_ONCE
        if len(self._read_rows) > _ROWS_KEPT:
            self._read_rows.clear()
        ids = [i for i in self.ids[start : start + ROWS_AT_ONCE].tolist() if i not in self._read_rows]
        places = [self.place_of(name) for name in self.shown]
        try:
            found = cells(self._session.store, ids, self.shown)
        except DemarcheError as error:
            found = [()] * len(ids)
            self._session.failed.emit(str(error))
        for entry, texts in zip(ids, found, strict=True):
            self._read_rows[entry] = dict(zip(places, map(_cell, texts), strict=False))

    def tip(self, index: Index) -> str | None:
        """Give a long text in full; Qt takes tips for HTML, so it is escaped."""
        text = self.text(index)
        if len(text) <= _LONG:
            return None
        return f"<p style='white-space: pre-wrap'>{html.escape(show_controls(text[:_TIP_LENGTH]))}</p>"

    def _key(self, index: Index) -> tuple[int, str]:
        return int(self.ids[index.row()]), self.columns[index.column()].name

    def typed(self, index: Index) -> str:
        """Give what an editor of the cell begins with: what could not be kept, else what is stored."""
        key = self._key(index)
        if key in self._kept:
            return self._kept[key]
        entry, rule = get(self._session.store, Entry, key[0]), self.columns[index.column()].rule
        return text_to_edit(rule, getattr(entry, key[1])) if entry and rule else ""

    def fault(self, index: Index, typed: str) -> str:
        """Tell why a text cannot be kept in a cell; empty if it can."""
        rule = self.columns[index.column()].rule
        try:
            value_of(rule, typed) if rule else None
        except FieldError as error:
            return str(error)
        return ""

    @override
    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        if role != _ROLE.EditRole or not index.isValid():
            return False
        key, rule = self._key(index), self.columns[index.column()].rule
        if rule is None or value == self._stored(index):
            self._kept.pop(key, None)
            return False
        try:
            self._put(*key, value_of(rule, value))
        except DemarcheError as error:
            self._kept[key] = value
            self.refused.emit(str(error))
            return False
        self._kept.pop(key, None)
        return True

    def _stored(self, index: Index) -> str:
        kept = self._kept.pop(self._key(index), None)
        stored = self.typed(index)
        if kept is not None:
            self._kept[self._key(index)] = kept
        return stored

    def _put(self, entry: int, name: str, value: object) -> None:
        record = get(self._session.store, Entry, entry)
        if record is not None and getattr(record, name) != value:
            self._session.put(dataclasses.replace(record, **{name: value}))


def _is_right_to_left(text: str) -> bool:
    """Tell the direction of a text by its first strong character."""
    if text.isascii():
        return False
    strong = (bidirectional(character) for character in text[:200])
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"


@lru_cache(maxsize=_ROWS_KEPT)
def _cell(text: str) -> Cell:
    """Make a cell of a text; kept, for most columns hold the same few over and over."""
    return Cell(text, one_line(text, _CELL_LENGTH), _RIGHT if _is_right_to_left(text) else _LEFT)


_EMPTY = _cell("")
_SAID: dict[int, Callable[[EntryTable, Index], Any]] = {
    _ROLE.DisplayRole: EntryTable.line,
    _ROLE.ForegroundRole: EntryTable.colour,
    _ROLE.TextAlignmentRole: EntryTable.alignment,
    _ROLE.EditRole: EntryTable.typed,
    _ROLE.ToolTipRole: EntryTable.tip,
}
"""What a cell gives for each role that it knows."""
