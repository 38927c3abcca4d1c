"""What the window answers at once: a search, positions as of a day, what lies under the pointer."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.windows import costs, look_closely, median, opened, settle
from timeline_app.columns.shown import ShownCells
from timeline_app.storage.hits import find
from timeline_app.storage.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from timeline_app.columns.timeline import Timeline
    from timeline_app.ui.positions.model import PositionsModel
    from timeline_app.ui.positions.panel import PositionsPanel
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


def panel(path: Path) -> dict[str, float]:
    """Drag the as-of line with the panel of positions shown, in the order that costs most."""
    with opened(path) as window:
        positions = _shown_panel(window)
        found: list[float] = []
        for order in range(positions.order.count()):
            positions.order.setCurrentIndex(order)
            settle()
            found.append(median(costs(lambda n: _step(window, n), 100)))
    return {"asof_panel_ms": max(found)}


def stands(path: Path) -> dict[str, float]:
    """Ask how all parties stand on one proposition, and one on all: of the columns, and of the panel."""
    with opened(path) as window:
        timeline, middle = window.session.timeline, int(window.view_state.view.end)
        parties, topics = [*timeline.parties], [*timeline.topics]
        topic, party = _most_held(timeline.segments.topic), _most_held(timeline.segments.party)
        on_one = parties, [topic] * len(parties)
        on_all = [party] * len(topics), topics
        of_topic = costs(lambda n: ShownCells(timeline, middle - n).several(*on_one), 60)
        of_party = costs(lambda n: ShownCells(timeline, middle - n).several(*on_all), 60)
        model = _shown_panel(window).model
        row, column = model.index_of((party, topic)).row(), model.index_of((party, topic)).column()
        down = costs(lambda n: _ask(model, timeline, middle - n, None, [column]), 60)
        across = costs(lambda n: _ask(model, timeline, middle - n, [row], None), 60)
    found = (of_topic, of_party, down, across)
    return dict(zip(STANDS, map(median, found), strict=True))


STANDS = ("asof_topic_ms", "asof_party_ms", "panel_topic_ms", "panel_party_ms")


def _step(window: Window, n: int) -> None:
    view = window.view_state.view
    window.view_state.change(as_of=int((view.start + view.end) / 2) - n * max(1, int(view.days / 2000)))


def _shown_panel(window: Window) -> PositionsPanel:
    positions = window.docks.positions
    dock = cast("QWidget", positions.parentWidget())
    dock.show()
    dock.raise_()
    settle()
    return positions


def _most_held(ids: NDArray[np.int32]) -> int:
    return int(np.bincount(ids).argmax())


def _ask(
    model: PositionsModel, timeline: Timeline, day: int, rows: list[int] | None, columns: list[int] | None
) -> None:
    """Go to a day, and take the cells of one column or one row; None for all."""
    model.show_timeline(timeline, day)
    every = range(model.rowCount()), range(model.columnCount())
    list(model.cells_at(rows or every[0], columns or every[1]))


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
