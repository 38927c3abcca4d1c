"""Lengths that follow the size of text, for what holds text and is not laid out by Qt."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

from timeline_app.ui.theme import TEXT_SIZE

AROUND = 40
"""Pixels of the screen's width and height that a window leaves free."""


def grown(length: float) -> int:
    """Give a length in pixels as it is at the size that text has now."""
    return round(length * _share())


def at_usual_size(length: float) -> int:
    """Give a length at the size that text has now as it is at the usual one; the reverse of `grown`."""
    return round(length / _share())


def _share() -> float:
    return max(QGuiApplication.font().pixelSize(), TEXT_SIZE) / TEXT_SIZE


def roomy(width: int, height: int) -> QSize:
    """Give the size of a window at the size that text has now, no larger than the screen."""
    screen = QGuiApplication.primaryScreen().availableSize()
    return QSize(grown(width), grown(height)).boundedTo(screen - QSize(AROUND, AROUND))
