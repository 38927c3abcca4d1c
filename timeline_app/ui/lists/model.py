"""The model of a list: ids in their order, under each other in a tree; texts as they are painted."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from timeline_app.domain.plain_text import show_controls
from timeline_app.ui.lists.kinds import USES
from timeline_app.ui.lists.listing import ROOT
from timeline_app.ui.lists.pictures import colour_icon, flag_icon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QIcon

    from timeline_app.ui.lists.kinds import Kind
    from timeline_app.ui.lists.listing import Listing
    from timeline_app.ui.theme import Theme

    Index = QModelIndex | QPersistentModelIndex

_ROLE = Qt.ItemDataRole
_NO_INDEX = QModelIndex()
_TIP_LENGTH = 2000
_LONG = 30
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ListModel(QAbstractItemModel):
    """Rows of a listing, filtered by what is typed and sorted by a column."""

    def __init__(self, kind: Kind, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind, self._theme = kind, theme
        self.listing: Listing | None = None
        self.typed = ""
        self._sorted_by, self._descending = -1, False
        self._under: dict[int, list[int]] = {}
        self._place: dict[int, int] = {}

    def set_theme(self, theme: Theme) -> None:
        """Show in other colours."""
        self._theme = theme
        self._tell_texts()

    def show_listing(self, listing: Listing | None) -> None:
        """Show rows as they were read."""
        self.listing = listing
        self._arrange()

    def set_typed(self, typed: str) -> None:
        """Show only the rows that fit what is typed, and what they stand under."""
        self.typed = typed
        self._arrange()

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def _arrange(self) -> None:
        under = self._arranged()
        if under == self._under:
            self._tell_texts()
            return
        self.beginResetModel()
        self._under = under
        self._place = {row_id: place for ids in under.values() for place, row_id in enumerate(ids)}
        self.endResetModel()

    def _arranged(self) -> dict[int, list[int]]:
        if self.listing is None:
            return {}
        above = self.listing.above
        under: dict[int, list[int]] = {}
        for row_id in self._ordered(self._shown()):
            under.setdefault(above[row_id], []).append(row_id)
        return under

    def _shown(self) -> Iterable[int]:
        assert self.listing
        found = self.listing.found(self.typed)
        if found is None:
            return self.listing.records
        shown = set(found)
        for row_id in found:
            over = self.listing.above[row_id]
            while over != ROOT and over not in shown:
                shown.add(over)
                over = self.listing.above[over]
        return shown

    def _ordered(self, ids: Iterable[int]) -> list[int]:
        listing = self.listing
        assert listing
        ordered = sorted(ids, key=listing.order_key)
        if self._sorted_by < 0:
            return ordered
        column = self.kind.columns[self._sorted_by]
        keys = {row_id: listing.sort_key(row_id, column) for row_id in ordered}
        ordered.sort(key=keys.__getitem__, reverse=self._descending)
        if self._descending:  # what is empty comes last either way
            ordered.sort(key=lambda row_id: keys[row_id][0])
        return ordered

    def _tell_texts(self) -> None:
        if self._place:
            last = len(self._under[ROOT]) - 1, len(self.kind.columns) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(*last))

    @property
    def is_in_order(self) -> bool:
        """Whether the rows stand in the order that people gave them."""
        return self._sorted_by < 0

    def count(self) -> int:
        """Count the rows shown."""
        return len(self._place)

    def ids(self) -> list[int]:
        """List the rows shown, from top to bottom as if all were unfolded."""
        result: list[int] = []
        waiting = list(reversed(self._under.get(ROOT, ())))
        while waiting:
            row_id = waiting.pop()
            result.append(row_id)
            waiting += reversed(self._under.get(row_id, ()))
        return result

    def index_of(self, row_id: int, column: int = 0) -> QModelIndex:
        """Find a row; an invalid index if it is not shown."""
        place = self._place.get(row_id)
        return QModelIndex() if place is None else self.createIndex(place, column, row_id)

    @staticmethod
    def id_at(index: Index) -> int | None:
        """Give the row of an index."""
        return index.internalId() if index.isValid() else None

    @override
    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        ids = self._under.get(self.id_at(parent) or ROOT, ())
        if not 0 <= row < len(ids) or not 0 <= column < len(self.kind.columns):
            return QModelIndex()
        return self.createIndex(row, column, ids[row])

    @override
    def parent(self, index: Index = _NO_INDEX) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        row_id = self.id_at(index)
        if row_id is None or self.listing is None:
            return QModelIndex()
        return self.index_of(self.listing.above.get(row_id, ROOT))

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.column() > 0 else len(self._under.get(self.id_at(parent) or ROOT, ()))

    @override
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return len(self.kind.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if role not in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole, _ROLE.ToolTipRole):
            return None
        return self.kind.label(self.kind.columns[section])

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        row_id, listing = self.id_at(index), self.listing
        if row_id is None or listing is None or row_id not in listing.records:
            return None
        column = self.kind.columns[index.column()]
        if role == _ROLE.DisplayRole:
            return listing.text(row_id, column)
        if role == _ROLE.DecorationRole:
            return self._picture(row_id, column)
        if role == _ROLE.ToolTipRole:
            return _tip(listing.whole_text(row_id, column))
        return _RIGHT if role == _ROLE.TextAlignmentRole and column == USES else None

    def _picture(self, row_id: int, column: str) -> QIcon | None:
        assert self.listing
        if column == "colour":
            return colour_icon(getattr(self.listing.records[row_id], column), self._theme)
        flag = self.listing.flag(row_id) if column == self.kind.name else None
        return flag_icon(flag, self._theme) if flag else None


def _tip(text: str) -> str | None:
    """Give a long text in full; Qt takes tips for HTML, so it is escaped."""
    if len(text) <= _LONG:
        return None
    return f"<p style='white-space: pre-wrap'>{html.escape(show_controls(text[:_TIP_LENGTH]))}</p>"
