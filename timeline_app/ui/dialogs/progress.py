"""Shows how far something is that takes longer than half a second, and lets it be stopped."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QVBoxLayout,
)

from timeline_app.domain.errors import DocumentError
from timeline_app.domain.plain_text import one_line
from timeline_app.ui.plain_label import plain_label
from timeline_app.ui.sizes import grown

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
        # The thread that would answer in another window is the one at work.
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._began, self._looked = time.monotonic(), 0.0
        self._is_stopped = False
        column = QVBoxLayout(self)
        self._count = _label(self, "\N{HORIZONTAL ELLIPSIS}")
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(one_line(what))
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.tr("Stop"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        for widget in (_label(self, one_line(what, 160)), self._count, self._bar, buttons):
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
        if now - self._began < SHOWN_AFTER or now - self._looked < AT_LEAST_BETWEEN:
            return  # until it is shown, and with it keeps off the windows, nobody is listened to
        self._looked = now
        self.show()
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        of = f" / {total:,}" if total else ""
        self._count.setText(f"{done:,}{of}")
        QCoreApplication.processEvents()
        if self._is_stopped:
            raise DocumentError(self.tr("It was stopped. Nothing was changed."))


def _label(parent: QWidget, words: str) -> QLabel:
    label = plain_label(parent, words=words)
    label.setMinimumWidth(grown(320))
    return label


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
