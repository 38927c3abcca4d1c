"""Half-typed text in lists and dialogs outlives the program, and stands again where it was typed."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hands import Key, focus, name_of, press, settle
from list_typist import FOREVER
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from timeline_app import locations
from timeline_app.domain.records import Document, Party
from timeline_app.drafts import drafts_of, keep_draft
from timeline_app.storage.opening import create, open_store
from timeline_app.storage.rows import get, insert, rows
from timeline_app.ui.forms.drafting import key_of
from timeline_app.ui.forms.making import NewRecordDialog
from timeline_app.ui.forms.revising import RecordDialog
from timeline_app.ui.inspector.document_page import DocumentPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from timeline_app.session import Session
    from timeline_app.ui.forms.record_form import RecordForm
    from timeline_app.ui.lists.page import Page
    from timeline_app.ui.lists.window import ListsWindow
    from timeline_app.ui.window import Window


SHOWN = {"row": "Syria", "dialog": "Türkiye"}
"""The party that somebody types on: the first of the list, and one that is picked."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a document with two parties."""
    path = tmp_path / "drafts.demarche"
    with create(path, "Drafts") as store, store.step("Made"):
        insert(store, Party(name="Türkiye", code="TUR"))
        insert(store, Party(name="Syria"))
    return path


def crash(session: Session) -> None:
    """Let the document go without a word, as when the program is killed."""
    session.blockSignals(True)
    session.close()
    session.blockSignals(False)


def lists_of(window: Window) -> ListsWindow:
    window.run("list.party")
    return next(w for w in window.children() if w.objectName() == "listsWindow")  # type: ignore[return-value]


def form_of(page: Page) -> RecordForm:
    assert page.detail.card
    assert page.detail.card.form
    return page.detail.card.form


def shown(kind: type[QWidget]) -> list[QWidget]:
    settle()
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def lines(window: Window) -> list[str]:
    return [line.findChild(QLabel).text() for line in window.inspector.draft_bar.lines]  # type: ignore[union-attr]


def uid_of(path: Path) -> str:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as conn:
        return conn.execute("SELECT uid FROM document").fetchone()[0]


@pytest.mark.parametrize("where", ["row", "new", "dialog"])
def test_what_was_typed_in_a_list_or_a_dialog_outlives_a_kill(
    where: str, path: Path, window_on: Callable[[Path], Window]
) -> None:
    script = Path(__file__).parent / "list_typist.py"
    uid = uid_of(path)

    def is_kept() -> bool:
        return any(FOREVER in str(draft.content) for draft in drafts_of(uid))

    with subprocess.Popen([sys.executable, str(script), str(path), where], stderr=subprocess.PIPE) as program:
        try:
            for _ in range(2000):
                if is_kept() or program.poll() is not None:
                    break
                QTest.qWait(20)
        finally:
            program.send_signal(signal.SIGKILL)
            said = program.communicate()[1]
    assert program.returncode == -signal.SIGKILL, said.decode()

    window = window_on(path)
    words = "A new party that was not finished was kept: “Half a party”."
    words = words if where == "new" else f"Half-typed text on the party “{SHOWN[where]}” was kept."
    assert words in lines(window)
    press(Key.Key_F6)
    while words not in focus().parentWidget().findChild(QLabel).text():  # type: ignore[union-attr]
        press(Key.Key_Tab, times=2)
    assert name_of(focus()) == "Put it back"
    press(Key.Key_Return)
    (dialog,) = shown(NewRecordDialog if where == "new" else RecordDialog)
    form = dialog.whole_form.form if where == "new" else dialog.card.form  # type: ignore[attr-defined]
    assert form.field("short_name").text().startswith(FOREVER)
    form.field("short_name").set_text(FOREVER)
    dialog.accept() if where == "new" else dialog.card.finish()  # type: ignore[attr-defined]
    settle()
    assert next(reversed(list(rows(window.session.store, Party)))).name == (
        "Half a party" if where == "new" else "Syria"
    )
    assert any(
        (party.short_name or "").startswith(FOREVER.strip()) for party in rows(window.session.store, Party)
    )
    assert not any(FOREVER in str(draft.content) for draft in drafts_of(uid))


def test_a_row_of_a_list_shows_again_what_was_half_typed(
    path: Path, window_on: Callable[[Path], Window]
) -> None:
    window = window_on(path)
    page = lists_of(window).page
    page.select(1)
    form_of(page).field("valid_from").set_text("the other day")
    page.detail.drafting.keep()  # type: ignore[union-attr]
    crash(window.session)
    window.session.open(path)
    assert lines(window) == ["Half-typed text on the party “Türkiye” was kept."]
    page = lists_of(window).page
    page.refresh()
    page.select(2)
    assert page.detail.drafting.note.isHidden()  # type: ignore[union-attr]
    page.select(1)
    assert form_of(page).field("valid_from").text() == "the other day"
    assert page.detail.drafting.note.isVisible()  # type: ignore[union-attr]
    window.activateWindow()
    settle()
    assert lines(window) == []
    form_of(page).field("valid_from").set_text("2020")
    form_of(page).field("valid_from").finish()
    assert page.detail.drafting.note.isHidden()  # type: ignore[union-attr]
    assert get(window.session.store, Party, 1).valid_from == "2020"  # type: ignore[union-attr]
    assert drafts_of(uid_of(path)) == []


def test_text_stays_in_its_row_while_others_are_chosen_also_where_it_cannot_be_kept(
    path: Path, window_on: Callable[[Path], Window]
) -> None:
    window = window_on(path)
    page = lists_of(window).page
    said: list[str] = []
    window.session.failed.disconnect()
    window.session.failed.connect(said.append)
    (locations.data_folder() / "drafts").write_text("in the way")
    page.select(1)
    form_of(page).field("valid_from").set_text("the other day")
    page.select(2)
    page.select(1)
    assert form_of(page).field("valid_from").text() == "the other day"
    assert len(said) >= 1
    assert "cannot be kept" in said[0]
    (locations.data_folder() / "drafts").unlink()


def test_a_draft_thrown_away_is_not_offered_again(path: Path, window_on: Callable[[Path], Window]) -> None:
    window = window_on(path)
    page = lists_of(window).page
    page.search.setText("Qatar")
    page.make_new()
    (dialog,) = shown(NewRecordDialog)
    dialog.whole_form.form.field("short_name").set_text("QA")  # type: ignore[attr-defined]
    dialog.drafting.keep()  # type: ignore[attr-defined]
    assert [draft.content["title"] for draft in drafts_of(uid_of(path))] == ["Qatar"]
    dialog.reject()  # type: ignore[attr-defined]
    assert dialog.isVisible()
    dialog.reject()  # type: ignore[attr-defined]
    assert not dialog.isVisible()
    assert drafts_of(uid_of(path)) == []


def test_text_on_a_row_that_is_gone_is_kept_and_said(path: Path, window_on: Callable[[Path], Window]) -> None:
    with open_store(path) as store:
        party = get(store, Party, 2)
    assert party
    keep_draft(uid_of(path), key_of(party), {"fields": {"valid_from": "the other day"}, "title": "Syria"})
    window = window_on(path)
    window.session.remove(Party, 2)
    said: list[str] = []
    window.session.failed.disconnect()
    window.session.failed.connect(said.append)
    press(Key.Key_F6)
    press(Key.Key_Return)
    assert shown(RecordDialog) == []
    assert "was deleted" in said[0]
    assert len(drafts_of(uid_of(path))) == 1


def test_the_title_of_the_document_stands_again_half_typed(
    path: Path, window_on: Callable[[Path], Window]
) -> None:
    window = window_on(path)
    page = window.inspector.page
    assert isinstance(page, DocumentPage)
    page.card.open_form().field("title").set_text("Half a title")
    page.drafting.keep()
    crash(window.session)
    window.session.open(path)
    page = window.inspector.page
    assert isinstance(page, DocumentPage)
    assert page.card.form
    assert page.card.form.field("title").text() == "Half a title"
    assert lines(window) == []
    page.card.finish()
    assert get(window.session.store, Document, 1).title == "Half a title"  # type: ignore[union-attr]
    assert drafts_of(uid_of(path)) == []
