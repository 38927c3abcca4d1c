"""What the window answers at once: a search, positions as of a day, what lies under the pointer."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from tests.bench.windows import costs, look_closely, median, opened
from timeline_app.storage.hits import find
from timeline_app.storage.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.ui.window import Window

_TYPED = (
    "w",
    "wi",
    "withdr",
    "withdrawal",
    "the",
    "ceasefire talks",
    "foreign min",
    "1",
    "party 7",
    "no such",
)
"""Words begun and whole, rare and common."""


def search(path: Path) -> dict[str, float]:
    """Ask for the first page of hits, for the words that cost most."""
    with open_store(path, read_only=True) as store:
        found = {
            typed: median([_cost(lambda typed=typed: find(store, typed)) for _ in range(7)])
            for typed in _TYPED
        }
    dearest = max(found, key=found.__getitem__)
    return {"search_first_page_ms": found[dearest]}


def _cost(do: object) -> float:
    before = time.process_time()
    do()  # type: ignore[operator]
    return (time.process_time() - before) * 1000


def as_of(path: Path) -> dict[str, float]:
    """Drag the as-of line with everything in view."""
    with opened(path) as window:
        view = window.view_state.view
        middle, step = int((view.start + view.end) / 2), max(1, int(view.days / 2000))
        found = costs(lambda n: window.view_state.change(as_of=middle - n * step), 200)
    return {"asof_ms": median(found)}


def hover(path: Path) -> dict[str, float]:
    """Move the pointer over the lanes, with everything in view and closely; the dearer counts."""
    with opened(path) as window:
        full = median(costs(lambda n: _point(window, n), 300))
        look_closely(window)
        close = median(costs(lambda n: _point(window, n), 300))
    return {"hover_ms": max(full, close)}


def _point(window: Window, n: int) -> None:
    viewport = window.canvas.viewport()
    at = QPointF(200 + n * 37 % max(1, viewport.width() - 220), 60 + n * 23 % max(1, viewport.height() - 120))
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(viewport, event)
