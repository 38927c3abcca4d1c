"""What all tests share: no display, a home of their own, and no widget left behind."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from typing import TYPE_CHECKING

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest

from timeline_app import locations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test folders of its own."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DEMARCHE_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make the examples once, to be copied; how they are made is for `tests/examples`."""
    from timeline_app.transfer import own_example

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMARCHE_HOME", str(tmp_path_factory.mktemp("examples")))
        return {name: own_example(name) for name in ("idlib-2024", "turkey-syria")}


@pytest.fixture
def example(home: Path, examples: dict[str, Path]) -> Callable[[str], Path]:
    """Give the user's own copies of examples, as `own_example` does."""

    def own(name: str) -> Path:
        path = locations.documents_folder() / examples[name].name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(examples[name], path)
        return path

    return own


@pytest.fixture(autouse=True)
def no_leftover_widgets() -> Iterator[None]:
    """Fail a test that leaves a window behind."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if not isinstance(QApplication.instance(), QApplication):
        return
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if not QApplication.topLevelWidgets():
        return
    gc.collect()
    left = [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None]
    names = [f"{type(widget).__name__} {widget.objectName()}" for widget in left]
    for widget in left:
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not names, f"left behind: {names}"
