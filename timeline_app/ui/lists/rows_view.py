"""The view of a list: a tree or table in which selection, folding and scrolling outlive a new reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView
from typing_extensions import override

from timeline_app.ui.lists.kinds import USES
from timeline_app.ui.lists.listing import ROOT
from timeline_app.ui.sizes import grown

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from timeline_app.ui.lists.model import ListModel

_WIDTHS = {
    "code": 62,
    "kind": 86,
    "group_id": 104,
    "colour": 74,
    "short_label": 120,
    "decay_days": 80,
    "outlet": 100,
    "published": 100,
    "reliability": 64,
}
_WIDTH = 110
_USES_WIDTH = 58
_LEAST = 44
_NAME_LEAST = 150


class RowsView(QTreeView):
    """The rows of a list.

    Signals
    -------
    current_changed
        Another row is current; carries its id.
    edit_requested, delete_requested
        The current row is to be edited, or deleted.
    """

    current_changed = Signal(int)
    edit_requested = Signal()
    delete_requested = Signal()

    def __init__(self, model: ListModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = model
        self._folded: set[int] = set()
        self._kept: tuple[int | None, list[int], int] = (None, [], 0)
        self.setModel(model)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAlternatingRowColors(True)
        self.setRootIsDecorated(model.kind.is_tree)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._arrange_header()
        self.collapsed.connect(self._fold)
        self.expanded.connect(self._unfold)
        self.doubleClicked.connect(self.edit_requested)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)

    def _arrange_header(self) -> None:
        header = self.header()
        header.setSectionsClickable(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setStretchLastSection(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSortingEnabled(True)
        header.setMinimumSectionSize(_LEAST)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.sectionResized.connect(self._fit_name)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Make the columns as wide as the size of text asks."""
        for place, column in enumerate(self._rows.kind.columns[1:], 1):
            width = _USES_WIDTH if column == USES else _WIDTHS.get(column, _WIDTH)
            self.header().resizeSection(place, grown(width))
        self._fit_name()

    def _fit_name(self, changed: int = -1) -> None:
        """Give the names what the other columns leave, but never so little that they cannot be read."""
        header = self.header()
        others = sum(header.sectionSize(place) for place in range(1, header.count()))
        if changed:
            header.resizeSection(0, max(self.viewport().width() - others, grown(_NAME_LEAST)))

    def restore_order(self) -> None:
        """Sort rows as people ordered them."""
        self.header().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def current_id(self) -> int | None:
        """Give the current row."""
        return self._rows.id_at(self.currentIndex())

    def go_to(self, row_id: int) -> bool:
        """Make a row current and bring it into sight; tell whether it is shown."""
        index = self._rows.index_of(row_id)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def go_to_first(self) -> None:
        """Go to the current row, or to the first."""
        if not self.currentIndex().isValid() and self._rows.count():
            self.setCurrentIndex(self._rows.index(0, 0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        self._kept = (self.current_id(), self._rows.ids(), self.verticalScrollBar().value())

    def _restore(self) -> None:
        """Unfold what was not folded by hand, and go to the row that was current, or the one in its place."""
        if self._rows.kind.is_tree:
            self._unfold_all()
        current, before, scrolled = self._kept
        if current is not None:
            self._go_near(current, before)
        self.verticalScrollBar().setValue(scrolled)

    def _unfold_all(self) -> None:
        """Unfold everything, but for what was folded by hand while nothing is sought."""
        self.blockSignals(True)
        self.expandAll()
        for row_id in () if self._rows.typed else self._folded:
            self.collapse(self._rows.index_of(row_id))
        self.blockSignals(False)

    def _go_near(self, row_id: int, before: list[int]) -> None:
        index = self._rows.index_of(row_id)
        listing = self._rows.listing
        if not index.isValid() and listing is not None and row_id not in listing.records:
            left = [near for near in before[before.index(row_id) :] + before[::-1] if near in listing.records]
            index = self._rows.index_of(left[0]) if left else index
        if index.isValid():
            self.setCurrentIndex(index)

    def _fold(self, index: QModelIndex) -> None:
        self._folded.add(self._rows.id_at(index) or ROOT)

    def _unfold(self, index: QModelIndex) -> None:
        if not self._rows.typed:
            self._folded.discard(self._rows.id_at(index) or ROOT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_name()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_columns()

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        row_id = self._rows.id_at(current)
        if row_id is not None:
            self.current_changed.emit(row_id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_requested.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        else:
            super().keyPressEvent(event)
