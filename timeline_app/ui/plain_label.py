"""Labels for words of documents, which are plain text whatever they look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def plain_label(parent: QWidget, style: str = "", words: str = "") -> QLabel:
    """Make a label of plain text that breaks its lines; its style is named as `theme.style_sheet` has it."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setObjectName(style)
    label.setText(words)
    return label


def scrolled_label(parent: QWidget, name: str) -> tuple[QScrollArea, QLabel]:
    """Make a label for long words, under its accessible name, and the area in which it scrolls."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    label = plain_label(area, "text")
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setAccessibleName(name)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    area.setWidget(label)
    return area, label
