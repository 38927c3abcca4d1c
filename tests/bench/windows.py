"""A real window on a document, offscreen, and the CPU time of what is done in it."""

from __future__ import annotations

import gc
import sqlite3
import statistics
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from timeline_app.session import Session
from timeline_app.ui import backing_up
from timeline_app.ui.paint.lettering import load_fonts
from timeline_app.ui.window import Window
from timeline_app.view_state import ViewState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ABOUT = 240
"""Entries in view where it is looked at closely."""
WARMING = 20
_AT_REST = 0.02


@contextmanager
def opened(path: Path) -> Iterator[Window]:
    """Open a window on a document; it is at rest when the block begins.

    No backup is made: for a minute its thread would be counted with all that is done in the window.
    """
    QApplication.setStyle("Fusion")
    application = QApplication.instance() or QApplication([])
    load_fonts()
    session = Session()
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder, "settings.ini")), QSettings.Format.IniFormat)
        window = Window(session, ViewState(session), settings)
        window.resize(1440, 900)
        window.show()
        with patch.object(backing_up, "is_due", return_value=None):
            if not session.open(path):
                raise RuntimeError(f"{path.name} was not opened")
            gc.freeze()  # as the program does
            while session.is_bare:
                QApplication.processEvents()
                time.sleep(_AT_REST)
            settle()
            yield window
            window.close()
    del application


def settle() -> None:
    """Let the window finish what it does later, by timers and in threads."""
    while True:
        before = time.process_time()
        for _ in range(20):
            QApplication.processEvents()
            time.sleep(0.02)
        if time.process_time() - before < _AT_REST:
            return


def look_closely(window: Window) -> None:
    """Show the days of some 240 entries in the midst of the document."""
    show_some(window, ABOUT)


def show_some(window: Window, about: int) -> None:
    """Show the days of so many entries in the midst of the document."""
    days = _days_of_some(window.session.store.path, about)
    window.view_state.change(**dict(zip(("start", "end"), days, strict=True)))
    settle()


def _days_of_some(path: Path, about: int) -> tuple[float, float]:
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as conn:
        (count,) = conn.execute("SELECT count(*) FROM entry WHERE begin_lo IS NOT NULL").fetchone()
        first, last = (
            conn.execute(
                "SELECT begin_lo FROM entry WHERE begin_lo IS NOT NULL ORDER BY begin_lo LIMIT 1 OFFSET ?",
                (place,),
            ).fetchone()[0]
            for place in (count // 2, min(count // 2 + about, count - 1))
        )
    return float(first), float(last + 1)


def costs(do: Callable[[int], object], count: int) -> list[float]:
    """Do something time and again, each time seen before the next; give CPU milliseconds, in order."""
    found: list[float] = []
    for number in range(count + WARMING):
        before = time.process_time()
        do(number)
        QApplication.processEvents()
        found.append((time.process_time() - before) * 1000)
    return sorted(found[WARMING:])


def median(found: list[float]) -> float:
    """Give the middle one."""
    return statistics.median(found)


def p99(found: list[float]) -> float:
    """Give what 99 of 100 stay below."""
    return found[int(len(found) * 0.99)]
