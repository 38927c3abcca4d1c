"""The program with somebody typing in a list or a dialog of it until the program is killed.

Run as ``list_typist.py FILE row|new|dialog``.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from hands import CTRL, Key, fill, find, press, settle, write
from PySide6.QtCore import QTimer
from typist import FOREVER

from timeline_app import app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.ui.window import Window


def type_on(window: Window, where: str) -> Iterator[None]:
    """Go to the short name of a party, new or saved, and type on, a key each time."""
    if where == "dialog":
        press(Key.Key_N, CTRL)
        fill("Party", "Türkiye")
        press(Key.Key_F2)
    else:
        window.run("list.party")
        settle()
        if where == "new":
            press(Key.Key_N, CTRL)
            fill("Name", "Half a party")
        else:
            press(Key.Key_Down)
            press(Key.Key_Return)
    find("Short name")
    press(Key.Key_A, CTRL)
    while True:
        write(FOREVER)
        yield


def sit_down(window: Window, arguments: list[str]) -> None:
    """Open the file as the program does, and begin to type."""
    path, where = arguments
    open_first(window, [path])
    window.activateWindow()
    window.canvas.setFocus()
    timer = QTimer(window, interval=5)
    timer.timeout.connect(partial(next, type_on(window, where)))
    timer.start()


if __name__ == "__main__":
    open_first, app.open_first = app.open_first, sit_down
    sys.exit(app.show_window(sys.argv[1:]))
