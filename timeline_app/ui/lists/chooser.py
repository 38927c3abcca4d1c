"""The left of a list: the field to find by, the rows, and the buttons for what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Party
from timeline_app.storage.merging import MERGED
from timeline_app.ui.lists.kinds import said
from timeline_app.ui.lists.ordering import can_move
from timeline_app.ui.lists.rows_view import RowsView
from timeline_app.ui.plain_label import plain_label

if TYPE_CHECKING:
    from timeline_app.ui.lists.kinds import Kind
    from timeline_app.ui.lists.model import ListModel

_LEADING_IN = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Chooser(QWidget):
    """The rows of a list and the buttons round them.

    Signals
    -------
    found_others
        Other rows are shown, for something else is typed.
    new_requested, countries_requested, merge_requested, delete_requested
        A row is to be made, countries to be made parties, the chosen row to be merged, or deleted.
    move_requested
        The chosen row is to be moved up (-1) or down (1).
    """

    found_others = Signal()
    new_requested = Signal()
    countries_requested = Signal()
    merge_requested = Signal()
    delete_requested = Signal()
    move_requested = Signal(int)

    def __init__(self, kind: Kind, model: ListModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind, self.model = kind, model
        self.view = RowsView(model, self)
        self.view.setAccessibleName(said(kind.title))
        self._empty = plain_label(self, "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 6, 10)
        column.setSpacing(6)
        column.addLayout(self._build_top())
        column.addLayout(self._stack, 1)
        column.addLayout(self._build_buttons())
        self._wire()

    def _build_top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Type to find, in any language"))
        self.search.setAccessibleName(self.tr("Find in {title}").format(title=said(self.kind.title)))
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        self.search.setMinimumWidth(80)
        self.search.installEventFilter(self)
        row.addWidget(self.search, 1)
        tip = self.tr("New {one} (Ctrl+N)").format(one=said(self.kind.one))
        self.new_button = self._button(self.tr("New…"), tip, self.new_requested)
        row.addWidget(self.new_button)
        tip = self.tr("Take states with their names in several languages")
        self.countries_button = self._button(self.tr("Country list…"), tip, self.countries_requested)
        self.countries_button.setVisible(self.kind.record is Party)
        row.addWidget(self.countries_button)
        return row

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        one = said(self.kind.one)
        tip = self.tr("Merge this {one} with another that is the same").format(one=one)
        self.merge_button = self._button(self.tr("Merge…"), tip, self.merge_requested)
        self.merge_button.setVisible(self.kind.record in MERGED)
        tip = self.tr("Delete this {one} (Delete)").format(one=one)
        self.delete_button = self._button(self.tr("Delete"), tip, self.delete_requested)
        up, down = self.tr("Move up (Alt+Up)"), self.tr("Move down (Alt+Down)")
        self.up_button = self._button("↑", up, self._move_up)
        self.down_button = self._button("↓", down, self._move_down)
        for button in (self.merge_button, self.delete_button, self.up_button, self.down_button):
            row.addWidget(button)
        for button in (self.up_button, self.down_button):
            button.setAccessibleName(button.toolTip())
            button.setVisible(bool(self.kind.order))
        self._count = plain_label(self, "muted")
        self._count.setWordWrap(False)
        row.addStretch(1)
        row.addWidget(self._count)
        return row

    def _button(self, words: str, tip: str, act: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _wire(self) -> None:
        self.search.textChanged.connect(self._find)
        self.view.delete_requested.connect(self.delete_requested)
        for keys, act in (("Alt+Up", self._move_up), ("Alt+Down", self._move_down)):
            # Only in the list: in a form the same keys open what is chosen from.
            shortcut = QShortcut(QKeySequence(keys), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _move_up(self) -> None:
        self.move_requested.emit(-1)

    def _move_down(self) -> None:
        self.move_requested.emit(1)

    def _find(self, typed: str) -> None:
        self.model.set_typed(typed)
        self.found_others.emit()

    def say_state(self, chosen: int | None, *, can_write: bool) -> None:
        """Say how many rows there are, what to do where there are none, and what can be done now."""
        count = self.model.count()
        everything = len(self.model.listing.records) if self.model.listing else 0
        of = self.tr("{count} of {all}").format(count=f"{count:,}", all=f"{everything:,}")
        self._count.setText(of if self.model.typed.strip() else f"{everything:,}")
        self._empty.setText(self._nothing_found() if everything else said(self.kind.empty))
        self._stack.setCurrentWidget(self.view if count else self._empty)
        self._enable(chosen, can_write=can_write)

    def _nothing_found(self) -> str:
        typed = one_line(self.model.typed, 60)
        return self.tr("Nothing here fits “{typed}”. New… makes it.").format(typed=typed)

    def _enable(self, chosen: int | None, *, can_write: bool) -> None:
        listing = self.model.listing
        self.new_button.setEnabled(can_write)
        self.countries_button.setEnabled(can_write)
        is_chosen = can_write and listing is not None and chosen in listing.records
        for button in (self.merge_button, self.delete_button):
            button.setEnabled(is_chosen)
        for button, way in ((self.up_button, -1), (self.down_button, 1)):
            movable = is_chosen and listing is not None and can_move(listing, chosen or 0, way)
            # A button that is disabled under the finger would hand its focus on.
            button.setEnabled(movable or (is_chosen and button.hasFocus()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down and Enter lead from the search field into the list."""
        is_key = watched is self.search and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() in _LEADING_IN:
            self.view.go_to_first()
            return True
        return super().eventFilter(watched, event)
