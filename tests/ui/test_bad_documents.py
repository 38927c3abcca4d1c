"""Files that are not what they should be: a message, no traceback, and the document before stays open."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from hostile_documents import one_of_each_with, parties, spoken, written
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from timeline_app.domain.records import Entry
from timeline_app.storage.contents import fingerprint
from timeline_app.transfer import own_example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline_app.ui.window import Window

    Spoil = Callable[[Path], object]


def _sql(*statements: str) -> Spoil:
    """Change a document as another program would."""

    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as conn:
            for statement in statements:
                conn.execute(statement)

    return spoil


def _bytes(change: Callable[[bytes], bytes]) -> Spoil:
    return lambda path: path.write_bytes(change(path.read_bytes()))


def _replaced_by(make: Callable[[Path], object]) -> Spoil:
    def spoil(path: Path) -> None:
        path.unlink()
        make(path)

    return spoil


def _journal_beside(path: Path) -> None:
    magic = bytes.fromhex("d9d505f920a163d7")
    path.with_name(path.name + "-journal").write_bytes(magic + b"\0" * 1016)


BAD: dict[str, tuple[Spoil, str]] = {
    "empty": (_bytes(lambda _: b""), "is empty"),
    "a few bytes": (_bytes(lambda raw: raw[:50]), "is not a timeline file"),
    "half": (_bytes(lambda raw: raw[: len(raw) // 2]), "is damaged"),
    "one byte more": (_bytes(lambda raw: raw + b"x"), "is damaged"),
    "random": (_bytes(lambda raw: os.urandom(len(raw))), "is not a timeline file"),
    "no schema": (_bytes(lambda raw: raw[:100] + bytes(3996) + raw[4096:]), "is damaged"),
    "zeros": (_bytes(lambda raw: raw[:8192] + bytes(len(raw) - 8192)), "is damaged"),
    "text": (_bytes(lambda _: b"SQLite format 2, or so\n" * 400), "is not a timeline file"),
    "another program's": (_sql("PRAGMA application_id = 5"), "another program"),
    "newer": (_sql("PRAGMA user_version = 99"), "newer version"),
    "write-ahead": (_sql("PRAGMA journal_mode = WAL"), "write-ahead log"),
    "a trigger": (
        _sql("CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END"),
        "not Demarche's",
    ),
    "a view": (_sql("CREATE VIEW v AS SELECT 1"), "not Demarche's"),
    "a table": (_sql("CREATE TABLE extra (a)"), "not Demarche's"),
    "an index": (_sql("CREATE INDEX extra ON entry (title)"), "not Demarche's"),
    "a journal beside it": (_journal_beside, "did not leave there"),
    "gone": (lambda path: path.unlink(), "is not there"),
    "a folder": (_replaced_by(lambda path: path.mkdir()), "is a folder"),
    "a link to nothing": (_replaced_by(lambda path: path.symlink_to("nothing")), "is not there"),
    "a link to itself": (_replaced_by(lambda path: path.symlink_to(path)), "cannot be read"),
    "a pipe": (_replaced_by(os.mkfifo), "is no ordinary file"),
}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Make a small document."""
    return written(tmp_path / "bad one.demarche", one_of_each_with("text"))


@contextmanager
def _unchanged(window: Window) -> Iterator[None]:
    """Check that the open document stays open, as it was, and that the window answers."""
    title, held = window.windowTitle(), fingerprint(window.session.store)
    yield
    assert window.windowTitle() == title
    assert fingerprint(window.session.store) == held
    window.canvas.sight.zoom(0.8)
    window.session.select(1)
    window.canvas.sight.fit()
    assert not window.grab().isNull()


def _message_of(window: Window) -> str:
    """Give the one message that is shown, and close it."""
    (box,) = window.findChildren(QMessageBox)
    text = box.informativeText()
    box.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return text


@pytest.mark.skipif(os.name == "nt", reason="pipes and links of POSIX")
def test_what_cannot_be_opened_is_told_and_left_as_it_is(window: Window, tmp_path: Path) -> None:
    for name, (spoil, words) in BAD.items():
        path = written(tmp_path / f"{name}.demarche", one_of_each_with("text"))
        spoil(path)
        before = path.read_bytes() if path.is_file() else b""
        with _unchanged(window):
            assert not window.session.open(path), name
            message = _message_of(window)
            assert words in message, name
            assert message.startswith((path.name, f"Beside {path.name}")), name
        assert (path.read_bytes() if path.is_file() else b"") == before, name


def test_what_another_program_writes_to_is_not_opened(window: Window, document: Path) -> None:
    with closing(sqlite3.connect(document, isolation_level=None)) as other, _unchanged(window):
        other.execute("BEGIN EXCLUSIVE")
        assert not window.session.open(document)
        assert "is in use by another program" in _message_of(window)
    assert window.session.open(document)


def test_a_file_that_may_only_be_read_is_shown_and_says_so(window: Window, document: Path) -> None:
    document.chmod(0o444)
    assert window.session.open(document)
    assert window.status.saved.text() == "read only"
    assert "opened to read only" in window.statusBar().currentMessage()
    with _unchanged(window):
        window.actions_by_id["edit.undo"].trigger()
        for box in window.findChildren(QMessageBox):
            box.close()


@pytest.mark.skipif(os.name == "nt", reason="names that only POSIX allows")
@pytest.mark.parametrize(
    "name", [b"two  spaces", b"q?u#e%41&b=c", b"line\nbreak", b"-rf", b"n" * 200, b"\xff\xfe"]
)
def test_odd_names_are_opened(window: Window, document: Path, name: bytes) -> None:
    odd = document.rename(document.parent / os.fsdecode(name + b".demarche"))
    assert window.session.open(odd)
    assert window.canvas.scene_now is not None
    assert window.session.timeline.parties


def test_a_dropped_file_is_opened_or_refused_like_any_other(window: Window, document: Path) -> None:
    _drop(window, document)
    assert window.windowTitle().startswith("bad one.demarche")
    with _unchanged(window):
        _drop(window, document.parent)
        assert "is a folder" in _message_of(window)


def _drop(window: Window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    where = QPoint(300, 300).toPointF()
    window.dropEvent(QDropEvent(where, action, data, button, Qt.KeyboardModifier.NoModifier))


def test_an_import_is_taken_back_and_done_again_before_the_eyes(window: Window, tmp_path: Path) -> None:
    path = written(
        tmp_path / "new.demarche", [*parties(2), *spoken([Entry(id=1, title="Said", date="2024")], 2)]
    )
    window.session.open(path)
    window.session.select(1)
    window.actions_by_id["edit.undo"].trigger()
    assert len(window.session.timeline.marks) == 0
    for command in ("time.next", "time.link_on", "view.focus", "time.first", "time.as_of_on", "view.fit"):
        window.actions_by_id[command].trigger()
    assert not window.grab().isNull()
    window.actions_by_id["edit.redo"].trigger()
    assert len(window.session.timeline.marks) == 1


def test_the_same_document_can_be_opened_again(window: Window) -> None:
    with _unchanged(window):
        assert window.session.open(own_example("turkey-syria"))
