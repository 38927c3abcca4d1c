"""A window on an example, as a user has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings

from timeline_app import locations
from timeline_app.session import Session
from timeline_app.storage.opening import create
from timeline_app.transfer import own_example
from timeline_app.ui.paint.lettering import font, load_fonts
from timeline_app.ui.window import Window
from timeline_app.view_state import ViewState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def show_window(qtbot: QtBot) -> Iterator[Callable[[Path], Window]]:
    """Show windows on files; they are closed and deleted afterwards."""
    load_fonts()
    made: list[Window] = []

    def show_on(path: Path) -> Window:
        settings = QSettings(str(locations.data_folder() / "settings.ini"), QSettings.Format.IniFormat)
        session = Session()
        window = Window(session, ViewState(session), settings)
        window.setFont(font("text"))
        window.resize(1440, 900)
        made.append(window)
        window.show()
        qtbot.waitExposed(window).__enter__()
        session.open(path)
        qtbot.wait(1)
        return window

    yield show_on
    for window in made:
        session = window.session
        window.close()
        window.deleteLater()
        session.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window_on(show_window: Callable[[Path], Window], qtbot: QtBot) -> Callable[[Path], Window]:
    """Open windows on files, ready for the keyboard: the focus is in the lanes."""

    def open_on(path: Path) -> Window:
        window = show_window(path)
        window.activateWindow()
        window.canvas.setFocus()
        qtbot.wait(1)
        return window

    return open_on


@pytest.fixture
def empty(window_on: Callable[[Path], Window], tmp_path: Path) -> Window:
    """Open a window on a new document."""
    path = tmp_path / "by-hand.demarche"
    create(path, "By hand").close()
    return window_on(path)


@pytest.fixture
def open_window(show_window: Callable[[Path], Window]) -> Callable[[str], Window]:
    """Open windows on examples by name."""
    return lambda example: show_window(own_example(example))


@pytest.fixture
def window(open_window: Callable[[str], Window]) -> Window:
    """Open a window on turkey-syria."""
    return open_window("turkey-syria")
