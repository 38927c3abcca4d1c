"""Sheets to read: all keys, the log, what this program is, and an unexpected error with its log to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from timeline_app import __version__, locations
from timeline_app.ui.dialogs.messages import tell
from timeline_app.ui.plain_label import plain_label
from timeline_app.ui.sizes import roomy

if TYPE_CHECKING:
    from collections.abc import Sequence

LOG_TAIL = 200_000
MOUSE = (
    ("Wheel", "Scroll the lanes"),
    ("Shift+Wheel", "Move in time"),
    ("Ctrl+Wheel", "Zoom at the pointer"),
    ("Drag", "Move the lanes"),
    ("Shift+Drag", "Zoom to a range"),
    ("Click", "Select an entry"),
    ("Double-click", "New entry at that day and lane"),
    ("Drag along the dates", "Select a range"),
    ("Ctrl+Drag", "Select a range"),
    ("Drag the red line", "Change the as-of day"),
    ("Side buttons", "Back and forward through what was looked at"),
    ("Click in the overview", "Look there"),
    ("Drag beside its brush", "Look at that stretch"),
    ("Drag its brush, or its edges", "Move in time, or zoom"),
    ("Wheel in the overview", "Zoom"),
)


def show_keys(parent: QWidget, commands: Sequence[tuple[str, str]]) -> QDialog:
    """Show what the mouse does, and the keys of commands, each with its text."""
    dialog, column = _sheet(parent, "All keys", 620, 640)
    area = QScrollArea(dialog)
    area.setAccessibleName("All keys")
    area.setWidgetResizable(True)
    page = QWidget(area)
    grid = QGridLayout(page)
    grid.setColumnStretch(1, 1)
    for number, (keys, text) in enumerate([*MOUSE, *commands]):
        for place, words in enumerate((keys, text)):
            label = QLabel(page)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setText(words)
            label.setObjectName("term" if place == 0 else "text")
            grid.addWidget(label, number, place)
    area.setWidget(page)
    column.addWidget(area)
    return _open(dialog)


def show_log(parent: QWidget) -> QDialog:
    """Show the end of the log."""
    file = locations.log_folder() / "demarche.log"
    text = file.read_text(encoding="utf-8", errors="replace")[-LOG_TAIL:] if file.is_file() else ""
    return _show_text(parent, "Log", "What the program wrote down lately.", text or "Nothing yet.")


def show_error(parent: QWidget | None, report: str) -> QDialog:
    """Show an unexpected error: what is safe, and the log to copy."""
    intro = (
        "Something in Demarche went wrong that should not have. Every change shown as saved is saved, and "
        "you can go on working. The text below says where it happened; it stays on this machine unless you "
        "send it."
    )
    return _show_text(parent, "Unexpected error", intro, report)


def show_about(parent: QWidget) -> None:
    """Say what this program is."""
    tell(
        parent,
        f"Demarche {__version__}",
        "Who stood where, on what, on that day, on what condition, and how do we know?\n\n"
        "MIT licence. Fonts: Noto (SIL Open Font Licence). Flags: flag-icons (MIT) and our own. "
        "Works without a network; your timelines stay on this machine.",
    )


def _show_text(parent: QWidget | None, title: str, intro: str, text: str) -> QDialog:
    dialog, column = _sheet(parent, title, 760, 480)
    label = plain_label(dialog, words=intro)
    field = QPlainTextEdit(dialog)
    field.setReadOnly(True)
    field.setPlainText(text)
    field.setAccessibleName(title)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    copy = buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    buttons.rejected.connect(dialog.reject)
    for widget in (label, field, buttons):
        column.addWidget(widget)
    return _open(dialog)


def _sheet(parent: QWidget | None, title: str, width: int, height: int) -> tuple[QDialog, QVBoxLayout]:
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.resize(roomy(width, height))
    return dialog, QVBoxLayout(dialog)


def _open(dialog: QDialog) -> QDialog:
    dialog.show()
    return dialog
