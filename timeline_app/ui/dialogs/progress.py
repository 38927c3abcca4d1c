"""Shows how far something is that takes longer than half a second, and lets it be stopped."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QProgressBar, QPushButton, QVBoxLayout

from timeline_app.domain.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

SHOWN_AFTER = 0.5
"""Seconds."""
AT_LEAST_BETWEEN = 0.05
"""Seconds between two looks at whether somebody pressed Stop."""


class ProgressDialog(QDialog):
    """Counts what is done; called with the count, it raises once it was stopped."""

    def __init__(self, what: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Demarche")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._what, self._began, self._looked = what, time.monotonic(), 0.0
        self._is_stopped = False
        column = QVBoxLayout(self)
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setText(what)
        self._label.setWordWrap(True)
        self._label.setMinimumWidth(320)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(what)
        stop = QPushButton(self.tr("Stop"), self)
        stop.clicked.connect(self.reject)
        for widget in (self._label, self._bar, stop):
            column.addWidget(widget)

    def reject(self) -> None:
        """Stop at the next count."""
        self._is_stopped = True

    def __call__(self, done: int, total: int = 0) -> None:
        """Show a count, of a total where one is known.

        Raises
        ------
        DocumentError
            If it was stopped.
        """
        now = time.monotonic()
        if now - self._looked < AT_LEAST_BETWEEN:
            return
        self._looked = now
        if now - self._began > SHOWN_AFTER:
            self.show()
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            of = f" / {total:,}" if total else ""
            self._label.setText(f"{self._what}\n{done:,}{of}")
        QCoreApplication.processEvents()
        if self._is_stopped:
            raise DocumentError(self.tr("It was stopped. Nothing was changed."))


@contextmanager
def showing_progress(parent: QWidget, what: str) -> Iterator[Callable[..., None]]:
    """Show progress while the block runs; what it yields is called with counts."""
    dialog = ProgressDialog(what, parent)
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield dialog
    finally:
        QApplication.restoreOverrideCursor()
        dialog.hide()
        dialog.deleteLater()
