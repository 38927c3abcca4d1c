"""The panel that compares a document as it was with today: a line a difference, and all of it beneath."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import show_controls
from timeline_app.domain.records import Entry
from timeline_app.storage.difference_words import holding, whole_of
from timeline_app.storage.differences import BECAME, TABLES, compare
from timeline_app.storage.naming import table_words
from timeline_app.storage.rows import get
from timeline_app.ui.dialogs.progress import showing_progress
from timeline_app.ui.plain_label import plain_label
from timeline_app.ui.rows_table import LEAST_HEIGHT, RowsTable
from timeline_app.ui.since.model import SinceModel, capital

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QShowEvent

    from timeline_app.session import Session
    from timeline_app.storage.differences import Difference, Differences

AFTER_TYPING = 200
"""Milliseconds without another letter after which is looked for what was typed."""
MOST_SHOWN = 20_000
"""Characters of a value that are shown."""
_LEAST_WIDTH = 80


class SincePanel(QWidget):
    """What was added, changed and removed since.

    Signals
    -------
    row_requested
        A row is to be shown in the window of today; carries its table and id.
    """

    row_requested = Signal(str, int)

    def __init__(self, then: Session, now: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._then, self._now = then, now
        self._differences: Differences | None = None
        self._compared_at = ""
        self._is_stale = True
        self.model = SinceModel(then, now, self)
        self._begin = QTimer(self, singleShot=True, interval=0)
        self._typed = QTimer(self, singleShot=True, interval=AFTER_TYPING)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        self.summary = plain_label(self)
        column.addLayout(self._build_top())
        column.addWidget(self.summary)
        column.addWidget(self._build_list(), 1)
        self.setFocusProxy(self.lines)
        self._wire()

    def _build_top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.tables, self.ways = QComboBox(self), QComboBox(self)
        self.tables.setAccessibleName(self.tr("Which rows"))
        self.ways.setAccessibleName(self.tr("What became of them"))
        for text, data in (
            (self.tr("Whatever became of it"), -1),
            (self.tr("Added"), BECAME.index("added")),
            (self.tr("Changed"), BECAME.index("changed")),
            (self.tr("Removed"), BECAME.index("removed")),
        ):
            self.ways.addItem(text, data)
        self.sought = QLineEdit(self)
        self.sought.setPlaceholderText(self.tr("Words in the entry or row"))
        self.sought.setAccessibleName(self.tr("Words in the entry or row"))
        self.sought.setClearButtonEnabled(True)
        self.again_button = QPushButton(self.tr("Compare again"), self)
        self.go_button = QPushButton(self.tr("Show it today"), self)
        for part in (self.tables, self.ways):
            part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            part.setMinimumWidth(_LEAST_WIDTH)
            row.addWidget(part)
        row.addWidget(self.sought, 1)
        row.addWidget(self.again_button)
        row.addWidget(self.go_button)
        return row

    def _build_list(self) -> QSplitter:
        self.lines = RowsTable(self.model, self.tr("What was added, changed and removed since"), self)
        self.lines.setWordWrap(False)
        header = self.lines.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for place, width in ((0, 100), (2, 140), (3, 160), (4, 160)):
            header.resizeSection(place, width)
        self.whole = QPlainTextEdit(self)
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName(self.tr("The value then and now"))
        self.whole.setMinimumHeight(LEAST_HEIGHT)
        self.whole.setPlaceholderText(self.tr("Choose a line to see all of it."))
        split = QSplitter(Qt.Orientation.Horizontal, self)
        for part, share in ((self.lines, 4), (self.whole, 1)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, share)
        return split

    def _wire(self) -> None:
        self._begin.timeout.connect(self.compare)
        self._typed.timeout.connect(self._narrow)
        self._then.opened.connect(self._start_anew)
        self._then.closing.connect(self._start_anew)
        self._now.changed.connect(self._notice_change)
        for part in (self.tables, self.ways):
            part.currentIndexChanged.connect(self._narrow)
        self.sought.textChanged.connect(self._typed.start)
        self.again_button.clicked.connect(self.compare)
        self.go_button.clicked.connect(self.go)
        self.lines.selectionModel().currentRowChanged.connect(self._show_whole)
        self.model.modelReset.connect(self._show_whole)
        self.lines.activated.connect(self.go)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._differences is None:
            self._begin.start()

    def _start_anew(self) -> None:
        self._begin.stop()
        self._differences = None
        self.model.show(None)

    def _notice_change(self) -> None:
        self._is_stale = True
        self._say()

    def compare(self) -> None:
        """Compare the two documents as they are now, with progress; it can be stopped."""
        if not (self._then.is_private and self._now.is_open):
            return
        words = self.tr("Comparing with today")
        try:
            with showing_progress(self, words) as progress:
                self._differences = compare(self._then.store, self._now.store, progress)
        except DemarcheError as error:
            self.summary.setText(str(error))
            return
        self._is_stale = False
        self._compared_at = datetime.now().astimezone().strftime("%H:%M:%S")
        self._offer_tables()
        self._narrow()

    def _offer_tables(self) -> None:
        """Offer those tables in which something differs, with how much."""
        counts = np.bincount(self._differences.table, minlength=len(TABLES)) if self._differences else ()
        self.tables.blockSignals(True)
        self.tables.clear()
        self.tables.addItem(self.tr("All rows"), -1)
        for place, count in enumerate(counts):
            if count:
                self.tables.addItem(f"{capital(table_words(TABLES[place]))} ({count:,})", place)
        self.tables.blockSignals(False)

    def _narrow(self) -> None:
        """Show what is asked for."""
        found = self._differences
        if found is None:
            return
        kept: npt.NDArray[np.bool_] = np.ones(len(found), np.bool_)
        for column, box in ((found.table, self.tables), (found.became, self.ways)):
            if box.currentData() >= 0:
                kept &= column == box.currentData()
        if self.sought.text().strip():
            kept &= holding(found, self.sought.text(), self._then.store, self._now.store)
        self.model.show(found, kept)
        self._say()

    def _say(self) -> None:
        found = self._differences
        if found is None:
            return
        if not len(found):
            words = self.tr("Nothing is different today.")
        else:
            added, changed, removed = np.bincount(found.became, minlength=len(BECAME)).tolist()
            words = self.tr(
                "Lines: {shown} of {all} · added: {added} · fields changed: {changed} · removed: {removed}"
            ).format(
                shown=f"{self.model.rowCount():,}",
                all=f"{len(found):,}",
                added=f"{added:,}",
                changed=f"{changed:,}",
                removed=f"{removed:,}",
            )
        stale = self.tr("The document was changed after this comparison.") if self._is_stale else ""
        when = self.tr("compared at {time}").format(time=self._compared_at)
        self.summary.setText(" · ".join(filter(None, (words, when, stale))))

    def _current(self) -> Difference | None:
        return self.model.difference(self.lines.currentIndex().row())

    def _show_whole(self, *_: object) -> None:
        """Show all of a line beside the list, and its entry in the lanes as they were."""
        difference, row = self._current(), self.lines.currentIndex().row()
        words = self.model.words(row)
        self.go_button.setEnabled(difference is not None and self._target(difference) is not None)
        if difference is None or words is None:
            self.whole.clear()
            return
        parts = [f"{capital(words.kind)}: {words.name}"]
        if words.field:
            then, now = (show_controls(value[:MOST_SHOWN]) or "–" for value in (words.then, words.now))
            parts += [words.field, f"{self.tr('Then')}:\n{then}", f"{self.tr('Now')}:\n{now}"]
        self.whole.setPlainText("\n\n".join(parts))
        if difference.entry and get(self._then.store, Entry, difference.entry):
            self._then.select(difference.entry)

    def _target(self, difference: Difference) -> tuple[str, int] | None:
        """Tell what of today a line leads to: its entry, or else the row that it is part of; None if gone."""
        if not self._now.is_open:
            return None
        if difference.entry:
            return (Entry.TABLE, difference.entry) if get(self._now.store, Entry, difference.entry) else None
        return whole_of(difference, self._now.store)

    def go(self, _: QModelIndex | bool | None = None) -> None:
        """Show in the window of today what the line is about, if it is still there."""
        difference = self._current()
        target = self._target(difference) if difference else None
        if target:
            self.row_requested.emit(*target)
