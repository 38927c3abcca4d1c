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

from timeline_app.layout.lane_choice import in_order
from timeline_app.layout.lanes import lanes_of
from timeline_app.ui.sizes import roomy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from timeline_app.layout.lane_choice import LaneChoice
    from timeline_app.layout.lanes import Lane
    from timeline_app.ui.timeline.canvas import Canvas
    from timeline_app.view_state import ViewState

SIZE = (520, 600)
NAME, SHOWN, FOLDED, PINNED = range(4)
LANE = Qt.ItemDataRole.UserRole


class LanesDialog(QDialog):
    """Lists the lanes of the grouping that is looked at, under their headings."""

    def __init__(self, canvas: Canvas, view_state: ViewState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Lanes"))
        self.resize(roomy(*SIZE))
        self._canvas, self._view_state = canvas, view_state
        self._filled_for: object = None
        self.tree = self._build_tree()
        hint = QLabel(self.tr("Space ticks and unticks. What is ticked here changes the view, nothing else."))
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addWidget(self.tree)
        column.addLayout(self._build_buttons())
        canvas.laid_out.connect(self._follow)
        self._follow()
        self.tree.setFocus()

    def _build_tree(self) -> QTreeWidget:
        tree = QTreeWidget(self)
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
        """List the lanes again where they are others, or were chosen otherwise."""
        timeline, choice = self._canvas.timeline, self._view_state.view.lanes
        lanes = in_order(lanes_of(timeline), choice)
        if self._filled_for == (lanes, choice):
            return
        self._filled_for = lanes, choice
        current = self._current()
        self.tree.blockSignals(True)
        self.tree.clear()
        self._fill(lanes, choice)
        self.tree.expandAll()
        self.tree.blockSignals(False)
        self._go_to(current)

    def _fill(self, lanes: Sequence[Lane], choice: LaneChoice) -> None:
        over: list[QTreeWidgetItem] = [self.tree.invisibleRootItem()]
        depths = [-1]
        for lane in lanes:
            while depths[-1] >= lane.depth:
                depths.pop()
                over.pop()
            item = QTreeWidgetItem(over[-1])
            item.setText(NAME, lane.label)
            item.setData(NAME, LANE, lane)
            one = choice.id_of(lane)
            _tick(item, SHOWN, is_on=one not in choice.hidden)
            _tick(item, FOLDED, is_on=one in choice.folded)
            if lane.kind != "heading":
                _tick(item, PINNED, is_on=one in choice.pinned)
            over.append(item)
            depths.append(lane.depth)

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
        items = QTreeWidgetItemIterator(self.tree)
        first = items.value()
        while item := items.value():
            if lane is not None and item.data(NAME, LANE)[:2] == lane[:2]:
                break
            items += 1
        if item or first:
            self.tree.setCurrentItem(item or first)


def _tick(item: QTreeWidgetItem, column: int, *, is_on: bool) -> None:
    item.setCheckState(column, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
