"""Frames of the worst cases: panned by a fast drag, which often leaves what was painted, zoomed, scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.bench.windows import costs, median, opened, p99, settle, show_some

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.ui.window import Window

_FRAMES = 300
_STEP, _TURN = 16.0, 100
"""Logical pixels a frame, and frames until it goes back."""
_NOTCH = 120


def frames(path: Path, *visible: str) -> dict[str, float]:
    """Pan and zoom with so many entries in view, one after the other."""
    found: dict[str, float] = {}
    with opened(path) as window:
        for number in map(int, visible):
            words = f"{number:,}" if number else "all"
            if number:
                show_some(window, number)
            else:
                window.canvas.sight.fit()
                settle()
            found |= _told(f"{words}, pan", costs(lambda n: _pan(window, n), _FRAMES))
            found |= _told(f"{words}, zoom", costs(lambda n: _zoom(window, n), _FRAMES))
    return found


def scrolling(path: Path) -> dict[str, float]:
    """Scroll the lanes by wheel and by hand, from near, from the middle and from far."""
    found: dict[str, float] = {}
    with opened(path) as window:
        for number in (200, 2_000, 0):
            words = f"{number:,}" if number else "all"
            if number:
                show_some(window, number)
            found |= _told(f"{words}, wheel", costs(lambda n: _wheel(window, n), _FRAMES))
            found |= _told(f"{words}, drag", _dragged(window))
    return found


def _told(words: str, found: list[float]) -> dict[str, float]:
    return {f"{words}, median": median(found), f"{words}, p99": p99(found)}


def _pan(window: Window, n: int) -> None:
    window.canvas.sight.pan(_STEP if n // _TURN % 2 else -_STEP, 0.0)


def _zoom(window: Window, n: int) -> None:
    window.canvas.sight.zoom(1.03 if n // 20 % 2 else 1 / 1.03)


def _wheel(window: Window, n: int) -> None:
    viewport = window.canvas.viewport()
    at = QPointF(viewport.rect().center())
    down = _NOTCH if n // _TURN % 2 else -_NOTCH
    event = QWheelEvent(
        at,
        viewport.mapToGlobal(at),
        QPoint(),
        QPoint(0, down),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def _dragged(window: Window) -> list[float]:
    """Drag the lanes up and down with the left button held."""
    height = window.canvas.viewport().height()
    low, high = 120.0, height - 120.0
    y = [high]

    def move(n: int) -> None:
        y[0] += _STEP / 2 if n // 50 % 2 else -_STEP / 2
        _mouse(window, QEvent.Type.MouseMove, min(max(y[0], low), high))

    _mouse(window, QEvent.Type.MouseButtonPress, high)
    found = costs(move, _FRAMES)
    _mouse(window, QEvent.Type.MouseButtonRelease, high)
    return found


def _mouse(window: Window, kind: QEvent.Type, y: float) -> None:
    viewport = window.canvas.viewport()
    at, left = QPointF(viewport.width() - 60.0, y), Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(viewport, QMouseEvent(kind, at, viewport.mapToGlobal(at), button, held, none))
