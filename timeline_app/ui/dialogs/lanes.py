"""All lanes in a list: which are shown, folded and pinned, and in which order; takes effect at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
)
from typing_extensions import override

from timeline_app.layout.lane_choice import in_order
from timeline_app.layout.lanes import lanes_of
from timeline_app.ui.sizes import roomy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from timeline_app.layout.lane_choice import LaneChoice
    from timeline_app.layout.lanes import Lane
    from timeline_app.ui.timeline.canvas import Canvas
    from timeline_app.view_state import ViewState

SIZE = (520, 600)
NAME, SHOWN, FOLDED, PINNED = range(4)
LANE = Qt.ItemDataRole.UserRole


KEYS = {Qt.Key.Key_Space: SHOWN, Qt.Key.Key_F: FOLDED, Qt.Key.Key_P: PINNED}
"""Which box of the current lane a key ticks."""


class LaneTree(QTreeWidget):
    """Ticks the boxes of the current lane by keys, which of several columns no tree of Qt does."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        item, column = self.currentItem(), KEYS.get(Qt.Key(event.key()))
        if item is None or column is None or event.modifiers():
            super().keyPressEvent(event)
        elif item.data(column, Qt.ItemDataRole.CheckStateRole) is not None:
            is_on = item.checkState(column) == Qt.CheckState.Checked
            item.setCheckState(column, Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)


class LanesDialog(QDialog):
    """Lists the lanes of the grouping that is looked at, under their headings."""

    def __init__(self, canvas: Canvas, view_state: ViewState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Lanes"))
        self.resize(roomy(*SIZE))
        self._canvas, self._view_state = canvas, view_state
        self._lanes: list[Lane] | None = None
        self.tree = self._build_tree()
        hint = QLabel(
            self.tr(
                "Space shows and hides a lane, F folds it into a strip, P pins it to the top. "
                "Only the view changes."
            )
        )
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addWidget(self.tree)
        column.addLayout(self._build_buttons())
        canvas.laid_out.connect(self._follow)
        self._follow()
        self.tree.setFocus()

    def _build_tree(self) -> LaneTree:
        tree = LaneTree(self)
        tree.setAccessibleName(self.tr("Lanes"))
        tree.setHeaderLabels([self.tr("Lane"), self.tr("Shown"), self.tr("Folded"), self.tr("Pinned")])
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        tree.itemChanged.connect(self._take)
        return tree

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        steps = ((self.tr("Move &up"), -1, "Alt+Up"), (self.tr("Move &down"), 1, "Alt+Down"))
        for words, way, keys in steps:
            button = QPushButton(words, self)
            button.setToolTip(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._step, way))
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._step, way))
            row.addWidget(button)
        row.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        row.addWidget(buttons)
        return row

    def _follow(self) -> None:
        """List the lanes again where they are others, and tick what was chosen."""
        choice = self._view_state.view.lanes
        lanes = in_order(lanes_of(self._canvas.timeline), choice)
        current = self._current()
        self.tree.blockSignals(True)
        if self._lanes != lanes:
            self._lanes = lanes
            self._fill(lanes)
            self._go_to(current)
        for item in _items_of(self.tree):
            self._tick(item, choice)
        self.tree.blockSignals(False)

    def _fill(self, lanes: Sequence[Lane]) -> None:
        self.tree.clear()
        over: list[QTreeWidgetItem] = [self.tree.invisibleRootItem()]
        depths = [-1]
        for lane in lanes:
            while depths[-1] >= lane.depth:
                depths.pop()
                over.pop()
            item = QTreeWidgetItem(over[-1])
            item.setText(NAME, lane.label)
            item.setData(NAME, LANE, lane)
            over.append(item)
            depths.append(lane.depth)
        self.tree.expandAll()

    def _tick(self, item: QTreeWidgetItem, choice: LaneChoice) -> None:
        """Tick how a lane is shown."""
        lane = item.data(NAME, LANE)
        one = choice.id_of(lane)
        states = [(SHOWN, one not in choice.hidden), (FOLDED, one in choice.folded)]
        states += [(PINNED, one in choice.pinned)] * (lane.kind != "heading")
        for column, is_on in states:
            item.setCheckState(column, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    def _take(self, item: QTreeWidgetItem, column: int) -> None:
        """Change the view as was ticked."""
        lane, choice = item.data(NAME, LANE), self._view_state.view.lanes
        change = {SHOWN: choice.with_hidden, FOLDED: choice.with_folded, PINNED: choice.with_pinned}
        if column in change:
            self._view_state.change(lanes=change[column](lane))

    def _step(self, way: int, _checked: object = None) -> None:
        lane = self._current()
        if lane is not None:
            self._canvas.moving.step(lane, way)

    def _current(self) -> Lane | None:
        item = self.tree.currentItem()
        return item.data(NAME, LANE) if item else None

    def _go_to(self, lane: Lane | None) -> None:
        """Make the item of a lane the current one again, else the first."""
        items = list(_items_of(self.tree))
        same = (item for item in items if lane is not None and item.data(NAME, LANE)[:2] == lane[:2])
        if items:
            self.tree.setCurrentItem(next(same, items[0]))


def _items_of(tree: QTreeWidget) -> Iterator[QTreeWidgetItem]:
    items = QTreeWidgetItemIterator(tree)
    while item := items.value():
        yield item
        items += 1
