"""The program with somebody at its keyboard, who types until the program is killed.

Run as ``typist.py FILE MARKER new|saved``. Each time the window says that a step is saved, MARKER is
written anew: the words in the status bar, and all rows as they stood then.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hands import CTRL, Key, fill, find, focus, press, save, write
from PySide6.QtCore import QTimer

from timeline_app import app
from timeline_app.storage.contents import all_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.ui.window import Window

FOREVER = "on and on, "
TITLES = ("First", "Second", "Third")


def type_on(window: Window, where: str) -> Iterator[None]:
    """Make three entries, and type on in another or in the last of them, a key each time."""
    for title in TITLES:
        press(Key.Key_N, CTRL)
        fill("Title", title)
        save()
        yield
    if where == "new":
        press(Key.Key_N, CTRL)
        fill("Date", "5 Dec 2024")
        fill("Title", "Fourth")
    else:
        press(Key.Key_F2)
    find("Body")
    while True:
        write(FOREVER)
        assert focus().accessibleName() == "Body"
        yield


def mark(window: Window, marker: Path) -> None:
    """Write down what the window says to be saved."""
    said = window.status.saved.text()
    if said.startswith("saved: "):
        rows = [[record.TABLE, asdict(record)] for record in all_records(window.session.store)]
        fresh = marker.with_suffix(".part")
        fresh.write_text(json.dumps({"said": said, "rows": rows}), encoding="utf-8")
        fresh.replace(marker)


def sit_down(window: Window, arguments: list[str]) -> None:
    """Open the file as the program does, and begin to type."""
    path, marker, where = arguments
    open_first(window, [path])
    window.session.changed.connect(lambda _: mark(window, Path(marker)))
    window.activateWindow()
    window.canvas.setFocus()
    timer = QTimer(window, interval=5)
    timer.timeout.connect(partial(next, type_on(window, where)))
    timer.start()


if __name__ == "__main__":
    open_first, app.open_first = app.open_first, sit_down
    sys.exit(app.show_window(sys.argv[1:]))
