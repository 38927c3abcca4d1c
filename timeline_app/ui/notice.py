"""A bar that says what was just done, with undo beside it; it goes by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from timeline_app.domain.plain_text import one_line

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

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
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
        self.hide()

    def offer(self, words: str) -> None:
        """Say what was done."""
        self._label.setText(one_line(words, 160))
        self.show()
        self._stays.start()

    def _undo(self) -> None:
        self.hide()
        self.undo_requested.emit()
