"""Short windows: a message, a question of one line; texts are plain, whatever they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox

from timeline_app.domain.plain_text import show_controls

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

WIDEST = 520


def tell(parent: QWidget, what: str, message: str) -> None:
    """Say what happened in a window that does not block the others."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Demarche")
    box.setIcon(QMessageBox.Icon.Information)
    box.setText(what)
    box.setInformativeText(show_controls(message)[:4000])
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
    box.open()
