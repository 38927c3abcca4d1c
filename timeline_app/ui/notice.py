"""A bar that says what was just done, with undo beside it; it goes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from timeline_app.domain.plain_text import one_line

if TYPE_CHECKING:
    from timeline_app.session import Session

STAYS = 12_000
"""Milliseconds."""


class NoticeBar(QFrame):
    """What was done.

    Signals
    -------
    undo_requested
        It is to be taken back.
    """

    undo_requested = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setMinimumWidth(40)
        self.undo_button = QPushButton(self.tr("Undo"), self)
        self.undo_button.clicked.connect(self._undo)
        away = QPushButton("×", self)
        away.setObjectName("away")
        away.setAccessibleName(self.tr("Put this message away"))
        away.clicked.connect(self.hide)
        row.addWidget(self._label, 1)
        row.addWidget(self.undo_button)
        row.addWidget(away)
        self._stays = QTimer(self, singleShot=True, interval=STAYS)
        self._stays.timeout.connect(self.hide)
        self._step: int | None = None
        session.changed.connect(self._follow)
        session.opened.connect(self.hide)
        self.hide()

    def offer(self, words: str) -> None:
        """Say what the last step did, and offer to take it back as long as no other follows."""
        self._step = self._session.last_step()
        self._label.setText(one_line(words, 160))
        self.show()
        self._stays.start()

    def _follow(self) -> None:
        """Go when the step told of is no longer the last one done."""
        if self.isVisible() and self._session.last_step() != self._step:
            self.hide()

    def _undo(self) -> None:
        self.hide()
        self.undo_requested.emit()
