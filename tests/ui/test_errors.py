"""An unexpected error is logged and shown with its log to copy, and the program goes on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton

from timeline_app import locations
from timeline_app.app import ErrorHandler, start_log

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from timeline_app.ui.window import Window


@pytest.fixture
def log() -> Iterator[None]:
    start_log()
    yield
    logger = logging.getLogger("timeline_app")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def _raise(handler: ErrorHandler, words: str) -> None:
    error = ZeroDivisionError(words)
    handler(type(error), error, None)


def test_an_unexpected_error_is_shown_with_a_log_to_copy(window: Window, log: None, qtbot: QtBot) -> None:
    handler = ErrorHandler(lambda: window)
    _raise(handler, "<b>never</b> so")
    dialog = window.findChild(QDialog)
    assert dialog.windowTitle() == "Unexpected error"
    report = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "ZeroDivisionError: <b>never</b> so" in report
    copy = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy")
    copy.click()
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()
    written = (locations.log_folder() / "demarche.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError: <b>never</b> so" in written
    dialog.close()
    window.canvas.sight.pan(-20.0, 0.0)
    assert window.canvas.scene_now is not None


def test_errors_that_repeat_open_one_dialog(window: Window, log: None, qtbot: QtBot) -> None:
    handler = ErrorHandler(lambda: window)
    for _ in range(5):
        _raise(handler, "again")
    dialogs = window.findChildren(QDialog)
    assert len(dialogs) == 1
    dialogs[0].close()
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))
    _raise(handler, "later")
    assert len(window.findChildren(QDialog)) == 1
    window.findChild(QDialog).close()
