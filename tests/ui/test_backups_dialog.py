"""The dialog of backups, on real backups of a real file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from timeline_app.domain.records import Document, Entry, Party
from timeline_app.session import Session
from timeline_app.storage.backups import backups_of, make_backup
from timeline_app.storage.opening import create, open_store
from timeline_app.storage.rows import count, get, insert, update
from timeline_app.ui.dialogs.backups import BackupsDialog, size_in_words, when_in_words
from timeline_app.ui.paint.lettering import load_fonts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtCore import QUrl
    from pytestqt.qtbot import QtBot

HOSTILE = "<b>x</b> \u202eevil & co"


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """Open a document with an entry, a party and a title that is not to be trusted."""
    load_fonts()
    store = create(tmp_path / "Week one.demarche")
    with store.step("Made"):
        insert(store, Entry(title="Says so", date="2024-12-02"))
        insert(store, Party(name="Türkiye"))
        document = get(store, Document, 1)
        assert document
        update(store, Document(id=1, uid=document.uid, title=HOSTILE))
    store.close()
    session = Session()
    assert session.open(tmp_path / "Week one.demarche")
    yield session
    session.close()
    session.deleteLater()


@pytest.fixture
def show(session: Session, qtbot: QtBot) -> Iterator[Callable[[], BackupsDialog]]:
    """Open the dialog; it is closed afterwards."""
    made: list[BackupsDialog] = []

    def open_one() -> BackupsDialog:
        dialog = BackupsDialog(session)
        made.append(dialog)
        dialog.open()
        return dialog

    yield open_one
    for dialog in filter(isValid, made):
        dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def texts(dialog: BackupsDialog, row: int) -> list[str]:
    model = dialog.model
    return [
        model.index(row, column).data()
        for column in range(model.columnCount())
        if not dialog.table.isColumnHidden(column)
    ]


def test_without_backups_it_says_when_they_are_made(show: Callable[[], BackupsDialog]) -> None:
    dialog = show()
    assert dialog.empty.isVisible()
    assert "first change of a day" in dialog.empty.text()
    assert not dialog.open_button.isEnabled()
    assert dialog.make_button.isEnabled()


def test_one_is_made_now_and_listed(show: Callable[[], BackupsDialog], session: Session) -> None:
    dialog = show()
    dialog.make_button.click()
    assert [backup.reason for backup in backups_of(session.store)] == ["asked"]
    when, why, *counts, size = texts(dialog, 0)
    assert when.startswith("today, ")
    assert why == "asked for"
    assert counts == ["1", "1", "0", "1"]
    assert size.endswith("kB")
    assert "whole" in dialog.note.text()
    assert dialog.focusWidget() is dialog.table


def test_the_newest_comes_first(show: Callable[[], BackupsDialog], session: Session) -> None:
    now = datetime.now(UTC)
    for days in (3, 1, 2):
        make_backup(session.store.path, "day", now=now - timedelta(days=days))
    dialog = show()
    made = [backup.made_at for backup in dialog.model.backups]
    assert made == sorted(made, reverse=True)
    assert dialog.table.currentIndex().row() == 0
    assert texts(dialog, 0)[0].startswith("yesterday, ")


def test_one_is_opened_as_a_new_timeline(
    show: Callable[[], BackupsDialog],
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    make_backup(session.store.path, "asked")
    with session.edit("More") as step:
        insert(step.store, Entry(title="Later", date="2024-12-03"))
    dialog = show()
    wanted = tmp_path / "restored"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(wanted), ""))
    with qtbot.waitSignal(dialog.open_requested) as asked:
        dialog.open_button.click()
    assert asked.args == [tmp_path / "restored.demarche"]
    restored = open_store(tmp_path / "restored.demarche")
    assert count(restored, Entry) == 1
    restored.close()
    assert session.count_entries() == 2


def test_a_file_that_is_there_is_never_overwritten(
    show: Callable[[], BackupsDialog], session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(session.store.path, "asked")
    dialog = show()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(session.store.path), ""))
    dialog.open_button.click()
    assert dialog.isVisible()
    assert dialog.note.property("wrong")
    assert session.count_entries() == 1


def test_nothing_happens_when_the_question_is_dismissed(
    show: Callable[[], BackupsDialog], session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(session.store.path, "asked")
    dialog = show()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    dialog.open_button.click()
    assert dialog.isVisible()


def test_all_timelines_are_listed_without_an_open_document(
    show: Callable[[], BackupsDialog], session: Session
) -> None:
    make_backup(session.store.path, "asked")
    session.close()
    dialog = show()
    assert dialog.of_all.isChecked()
    assert not dialog.make_button.isEnabled()
    title = texts(dialog, 0)[2]
    assert "⟦U+202E⟧" in title
    assert "<b>" in title


def test_the_folder_is_shown(
    show: Callable[[], BackupsDialog], session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = make_backup(session.store.path, "asked")
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    show().folder_button.click()
    assert [url.toLocalFile() for url in shown] == [str(backup.path.parent)]


def test_moments_and_sizes_in_words() -> None:
    now = datetime(2024, 12, 2, 12).astimezone()
    assert when_in_words(now - timedelta(hours=1), now) == "today, 11:00"
    assert when_in_words(now - timedelta(days=1), now) == "yesterday, 12:00"
    assert when_in_words(now - timedelta(days=30), now) == "2 Nov 2024, 12:00"
    assert [size_in_words(size) for size in (0, 900_000, 5_000_000)] == ["1 kB", "879 kB", "4.8 MB"]
