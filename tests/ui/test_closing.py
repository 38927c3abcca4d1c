"""Closing waits for the backup that is due, shows how far it is, and can be told not to."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from timeline_app.domain.records import Entry
from timeline_app.storage.rows import rows
from timeline_app.ui import backing_up
from timeline_app.ui.dialogs.progress import ProgressDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from timeline_app.ui.window import Window


def _stop() -> None:
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, ProgressDialog) and dialog.isVisible():
            dialog.findChildren(QPushButton)[0].click()
            return
    QTimer.singleShot(50, _stop)


def test_a_long_backup_can_be_stopped(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []

    def slow(path: Path, reason: str, progress: Callable[[float], None]) -> None:
        assert path.is_file()
        assert reason
        for _ in range(3_000):
            told.append(0.4)
            progress(0.4)
            time.sleep(0.01)

    monkeypatch.setattr(backing_up, "make_backup", slow)
    entry = next(rows(window.session.store, Entry))
    window.session.put(dataclasses.replace(entry, title="Another title"))
    QTimer.singleShot(50, _stop)
    window.session.close()
    assert 0 < len(told) < 3_000
    assert not window.session.is_open
