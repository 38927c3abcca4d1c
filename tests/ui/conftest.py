"""A window on an example, as a user has it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hands import settle
from hostile_documents import HOSTILE, all_with_each, written
from plainness import odd_picture, shows_odd_colour
from PySide6.QtCore import QCoreApplication, QEvent, QSettings

from timeline_app import locations
from timeline_app.session import Session
from timeline_app.storage.opening import create
from timeline_app.ui.paint.lettering import font, load_fonts
from timeline_app.ui.window import Window
from timeline_app.view_state import ViewState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
def open_window(
    show_window: Callable[[Path], Window], example: Callable[[str], Path]
) -> Callable[[str], Window]:
    """Open windows on examples by name."""
    return lambda name: show_window(example(name))


@pytest.fixture
def window(open_window: Callable[[str], Window]) -> Window:
    """Open a window on turkey-syria."""
    return open_window("turkey-syria")


@pytest.fixture
def lanes(window: Window) -> Window:
    """Open a window on turkey-syria with the focus in the lanes."""
    window.activateWindow()
    window.canvas.setFocus()
    settle()
    return window


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Give the hostile strings, which name a picture in an odd colour and a pipe that none must open."""
    folder = tmp_path_factory.mktemp("named")
    picture, pipe = folder / "odd.png", folder / "pipe"
    assert shows_odd_colour(odd_picture())
    assert odd_picture().save(str(picture))
    os.mkfifo(pipe)
    named = {"picture": picture.as_uri(), "pipe": pipe.as_uri()}
    return [text.format(**named) for text in HOSTILE.values()]


@pytest.fixture(scope="module")
def hostile_file(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a document with each of the hostile strings in every text field."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMARCHE_HOME", str(tmp_path_factory.mktemp("home")))
        return written(tmp_path_factory.mktemp("hostile") / "hostile.demarche", all_with_each(texts))


@pytest.fixture
def hostile(show_window: Callable[[Path], Window], hostile_file: Path, tmp_path: Path) -> Window:
    """Open a window on the document of hostile strings."""
    return show_window(Path(shutil.copy(hostile_file, tmp_path)))
