"""Short windows: a message, a question of one line; texts are plain, whatever they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QMessageBox, QVBoxLayout

from timeline_app.domain.plain_text import show_controls
from timeline_app.ui.sizes import grown

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


def ask_for_line(parent: QWidget, title: str, question: str) -> str | None:
    """Ask for one line of text; None if the question is dismissed."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    layout = QVBoxLayout(dialog)
    label = QLabel(question, dialog)
    label.setTextFormat(Qt.TextFormat.PlainText)
    field = QLineEdit(dialog)
    field.setMinimumWidth(grown(320))
    label.setBuddy(field)
    field.setAccessibleName(question)
    standard = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(standard.Ok | standard.Cancel, dialog)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    for widget in (label, field, buttons):
        layout.addWidget(widget)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    typed = field.text()
    dialog.deleteLater()
    return typed if accepted else None
