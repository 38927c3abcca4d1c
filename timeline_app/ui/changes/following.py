"""What both panels share: they read the change log when somebody sees them, and again after edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError
from timeline_app.ui.changes.drawing import RowDelegate
from timeline_app.ui.dialogs.progress import showing_progress
from timeline_app.ui.plain_label import plain_label
from timeline_app.ui.rows_table import EntriesTable

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from timeline_app.columns.changes import Changes
    from timeline_app.session import Session
    from timeline_app.ui.changes.rows import PositionRows
    from timeline_app.ui.theme import Theme

REST = 200
"""Milliseconds after the last edit, or move of the line, after which a panel follows."""
MANY = 100_000
"""Lines from which on a log is read anew only when somebody asks for it."""


class FollowingPanel(QWidget):
    """Keeps up with the change log of a session's document while it is seen.

    Signals
    -------
    entry_requested
        An entry is to be selected and shown; carries its id.
    """

    entry_requested = Signal(int)

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.theme = session, theme
        self.tables: list[EntriesTable] = []
        self._is_wanted = True
        """Whether the log is read as a whole unasked; not again and again where it is long."""
        self.rest = QTimer(self, singleShot=True, interval=REST)
        self.rest.timeout.connect(self.read)
        self.summary = plain_label(self)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.again = QPushButton(self.tr("Read the changes"), self)
        self.again.clicked.connect(self._read_again)
        self.again.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(8, 6, 8, 6)
        session.changed.connect(self._follow)
        session.horizon_moved.connect(self._follow)
        session.opened.connect(self._start_anew)
        session.closing.connect(self._let_go)

    # What each panel answers for itself.

    def show_log(self, log: Changes | None) -> None:
        """Show what follows from a log; nothing without one."""
        raise NotImplementedError

    # What they share.

    def add_table(self, model: PositionRows, name: str) -> EntriesTable:
        """Make a table whose rows lead to entries."""
        table = EntriesTable(model, name, RowDelegate(self.theme, self), self)
        table.entry_requested.connect(self.entry_requested)
        self.tables.append(table)
        return table

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme, at the size that text has now."""
        self.theme = theme
        for table in self.tables:
            table.set_theme(theme)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.rest.start(0)

    def _follow(self) -> None:
        if self.isVisible():
            self.rest.start(REST)

    def _start_anew(self) -> None:
        self._is_wanted = True
        if self.isVisible():
            self.rest.start(0)

    def _let_go(self) -> None:
        self.rest.stop()
        self.show_log(None)

    def _read_again(self) -> None:
        self._is_wanted = True
        self.read()

    def read(self) -> None:
        """Read the log, with progress where that takes long; after an edit only what it touched."""
        self.rest.stop()
        if not self.session.is_open or not self.isVisible():
            return
        if self.session.is_bare:
            self._say_unread(self.tr("The timeline is being read; its changes follow in some seconds."))
            return
        if not self._is_wanted and not self.session.reads_log_fast():
            self._say_unread(self.tr("These changes are not those of the timeline as it is now."))
            self.again.show()
            return
        try:
            with showing_progress(self, self.tr("Reading the changes of all positions")) as progress:
                log = self.session.change_log(progress)
        except DemarcheError as error:
            self._is_wanted = False
            self._say_unread(str(error))
            self.again.show()
            return
        self._is_wanted = len(log) < MANY
        self.again.hide()
        self.show_log(log)

    def _say_unread(self, words: str) -> None:
        self.summary.setText(words)
