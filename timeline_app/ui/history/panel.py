"""The history panel: steps in words, what each of them changed, and one entry as it was."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.storage.history import first_undone, last_done
from timeline_app.storage.past import changes_of, restore_entry
from timeline_app.ui.history.model import StepsModel, local_time
from timeline_app.ui.rows_table import LEAST_HEIGHT, RowsTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction

    from timeline_app.session import Session
    from timeline_app.storage.history import PastStep

MOST_CHANGES = 400
"""Changes of a step that are listed in words."""


class HistoryPanel(QWidget):
    """The steps of a session's document.

    Signals
    -------
    entry_requested
        An entry is to be selected; carries its id.
    look_requested
        The document is to be looked at as it was; carries the step after which (None: before the first), and
        whether to compare it.
    """

    entry_requested = Signal(int)
    look_requested = Signal(object, bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = StepsModel(session, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addLayout(self._build_top())
        self.steps = RowsTable(self.model, self.tr("Steps, the latest first"), self)
        header = self.steps.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in (1, 2):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        self.changes = QPlainTextEdit(self)
        self.changes.setReadOnly(True)
        self.changes.setTabChangesFocus(True)
        self.changes.setAccessibleName(self.tr("What the step changed"))
        self.changes.setPlaceholderText(self.tr("Choose a step to see what it changed."))
        self.changes.setMinimumHeight(LEAST_HEIGHT)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.steps)
        split.addWidget(self.changes)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        column.addWidget(split)
        self.setFocusProxy(self.steps)
        self._wire()

    def _build_top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.only_entry = QCheckBox(self.tr("Only what touched the selected entry"), self)
        self.restore_button = QPushButton(self.tr("Make the entry as it was after this step"), self)
        self.restore_button.setEnabled(False)
        self.then_button = QPushButton(self.tr("Document as it was"), self)
        self.then_button.setEnabled(False)
        self.then_button.setMenu(self._build_then_menu())
        row.addWidget(self.only_entry)
        row.addStretch(1)
        row.addWidget(self.then_button)
        row.addWidget(self.restore_button)
        return row

    def _build_then_menu(self) -> QMenu:
        self.then_menu = QMenu(self)
        self._after_step = [
            self._offer(self.tr("Look at the document as it was after this step…"), self._look, False),
            self._offer(self.tr("Compare the document after this step with today…"), self._look, True),
        ]
        self.then_menu.addSeparator()
        self._offer(self.tr("Look at the document as it was before the first step…"), self._look_first, False)
        self._offer(self.tr("Compare the document before the first step with today…"), self._look_first, True)
        return self.then_menu

    def _offer(self, words: str, look: Callable[..., None], compared: bool) -> QAction:
        action = self.then_menu.addAction(words)
        action.triggered.connect(partial(look, compared))
        return action

    def _wire(self) -> None:
        self._session.opened.connect(self._start_anew)
        self._session.changed.connect(self._read)
        self._session.selected.connect(self._follow_selection)
        self.only_entry.toggled.connect(self._switch)
        self.restore_button.clicked.connect(self.restore)
        self.steps.selectionModel().currentRowChanged.connect(self._show_changes)
        self.model.modelReset.connect(self._refresh_then)
        self.steps.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.steps.customContextMenuRequested.connect(self._show_menu)

    def _start_anew(self) -> None:
        with QSignalBlocker(self.only_entry):
            self.only_entry.setChecked(False)
        self.model.show_entry(None)
        self.restore_button.setEnabled(False)
        self.changes.clear()

    def _read(self) -> None:
        if self.isVisible():
            self.model.read()
            self.restore_button.setEnabled(False)

    def showEvent(self, event: object) -> None:
        """Read what happened while nobody looked."""
        super().showEvent(event)  # pyright: ignore[reportArgumentType]
        if self._session.is_open:
            self.model.read()

    def _switch(self, only: bool) -> None:
        self.model.show_entry(self._session.selection if only else None)
        self.restore_button.setEnabled(False)

    def _follow_selection(self, entry: int | None) -> None:
        if self.only_entry.isChecked() and entry is not None and entry != self.model.entry:
            self.model.show_entry(entry)

    def show_entry(self, entry: int | None) -> None:
        """Show only what touched an entry."""
        with QSignalBlocker(self.only_entry):
            self.only_entry.setChecked(True)
        self.model.show_entry(entry)
        self.restore_button.setEnabled(False)
        self.steps.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def chosen_step(self) -> PastStep | None:
        """Give the step that is chosen, None if none is."""
        row = self.steps.currentIndex().row()
        return self.model.step(row) if 0 <= row < self.model.rowCount() else None

    def _chosen(self) -> int | None:
        step = self.chosen_step()
        return step.id if step else None

    def _refresh_then(self) -> None:
        """Let a copy be looked back from no further: it knows no later steps than its own."""
        store = self._session.store
        has_steps = bool(last_done(store) or first_undone(store))
        self.then_button.setEnabled(has_steps and not self._session.is_private)
        for action in self._after_step:
            action.setEnabled(self._chosen() is not None)

    def _show_menu(self, at: QPoint) -> None:
        if self.then_button.isEnabled():
            self.then_menu.popup(self.steps.viewport().mapToGlobal(at))

    def _look(self, compared: bool, _checked: object = None) -> None:
        step = self.chosen_step()
        if step:
            self.look_requested.emit(step, compared)

    def _look_first(self, compared: bool, _checked: object = None) -> None:
        self.look_requested.emit(None, compared)

    def _show_changes(self) -> None:
        chosen = self._chosen()
        self._refresh_then()
        can_restore = chosen is not None and self.model.entry is not None
        self.restore_button.setEnabled(can_restore and not self._session.store.read_only)
        if chosen is None:
            self.changes.clear()
            return
        found = changes_of(self._session.store, chosen)
        lines = [f"{one_line(change.name, 120)}: {change.words}" for change in found[:MOST_CHANGES]]
        if len(found) > MOST_CHANGES:
            lines.append(self.tr("… and {count} more").format(count=len(found) - MOST_CHANGES))
        self.changes.setPlainText("\n".join(lines))

    def restore(self) -> None:
        """Make the entry what it was right after the chosen step, as a step of its own."""
        entry, chosen = self.model.entry, self._chosen()
        if entry is None or chosen is None:
            return
        made_at = self.model.step(self.steps.currentIndex().row()).made_at
        label = self.tr("Entry made as it was at {time}").format(time=local_time(made_at))
        try:
            with self._session.edit(label) as step:
                restore_entry(step, entry, chosen)
        except DemarcheError as error:
            self._session.failed.emit(str(error))
            return
        self.entry_requested.emit(entry)
