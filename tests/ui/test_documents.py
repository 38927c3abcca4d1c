"""Documents as a whole: made, copied, imported with progress, backed up, moved away or written elsewhere."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMessageBox

from timeline_app import locations
from timeline_app.domain.errors import DocumentError
from timeline_app.domain.records import Entry, Party, PartyName
from timeline_app.storage.backups import backups_of
from timeline_app.storage.contents import fingerprint
from timeline_app.storage.opening import open_store
from timeline_app.storage.rows import count, get, rows
from timeline_app.ui import documents
from timeline_app.ui.dialogs import progress
from timeline_app.ui.dialogs.progress import ProgressDialog, showing_progress

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.ui.window import Window


def _answer(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(f"timeline_app.ui.documents.QFileDialog.{name}", lambda *_: (str(path), ""))


def _told(window: Window) -> str:
    boxes = window.findChildren(QMessageBox)
    words = " ".join(box.text() + box.informativeText() for box in boxes)
    for box in boxes:
        box.close()
        box.deleteLater()
    return words


def test_a_new_timeline_shows_how_to_begin(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, tmp_path / "fresh")
    documents.make_new(window)
    assert window.session.store.path.name == "fresh.demarche"
    assert window.session.count_entries() == 0
    page = window.inspector.page
    from PySide6.QtWidgets import QPushButton

    words = [button.text() for button in page.findChildren(QPushButton)]
    assert any("New entry" in word for word in words)


def test_a_copy_is_the_same_and_the_original_stays_open(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copied.demarche"
    _answer(monkeypatch, target)
    window.run("file.copy")
    with open_store(target, read_only=True) as copied:
        assert fingerprint(copied) == fingerprint(window.session.store)
    assert window.session.store.path != target


def test_an_import_can_be_taken_back_at_once(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, tmp_path / "empty")
    documents.make_new(window)
    documents.import_path(window, locations.EXAMPLES / "idlib-2024.json")
    assert window.session.count_entries() > 0
    assert window.notice.isVisible()
    window.notice.undo_button.click()
    assert window.session.count_entries() == 0


def test_an_import_that_is_stopped_changes_nothing(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, tmp_path / "empty")
    documents.make_new(window)
    monkeypatch.setattr(progress, "AT_LEAST_BETWEEN", 0.0)
    monkeypatch.setattr(progress, "SHOWN_AFTER", 0.0)
    shown = ProgressDialog.show
    monkeypatch.setattr(ProgressDialog, "show", lambda dialog: (shown(dialog), dialog.reject()))
    documents.import_path(window, locations.EXAMPLES / "idlib-2024.json")
    assert "stopped" in _told(window)
    assert window.session.count_entries() == 0
    assert not window.session.store.can_undo()


def test_progress_shows_itself_only_when_something_takes_long(window: Window) -> None:
    with showing_progress(window, "Working") as tell:
        tell(1, 2)
        assert not tell.isVisible()


def test_a_document_moved_away_is_told_once_and_nothing_is_lost(window: Window, tmp_path: Path) -> None:
    path = window.session.store.path
    path.rename(tmp_path / "elsewhere.demarche")
    window.session.look_around()
    window.session.look_around()
    assert len(window.findChildren(QMessageBox)) == 1
    assert "moved" in _told(window)
    entry = get(window.session.store, Entry, 1)
    with pytest.raises(DocumentError, match="moved"):
        window.session.put(replace(entry, title="Lost?"))
    (tmp_path / "elsewhere.demarche").rename(path)
    window.session.look_around()
    window.session.put(replace(entry, title="Found"))


def test_what_another_program_wrote_is_shown(window: Window) -> None:
    window.session.look_around()
    code = (
        "import sys; from pathlib import Path; from timeline_app.storage.opening import open_store;"
        "from timeline_app.storage.rows import get, update; from timeline_app.domain.records import Entry;"
        "import dataclasses\n"
        "with open_store(Path(sys.argv[1])) as store, store.step('Elsewhere') as step:\n"
        "    update(store, dataclasses.replace(get(store, Entry, 1), title='Written elsewhere'))"
    )
    subprocess.run([sys.executable, "-c", code, str(window.session.store.path)], check=True)
    window.session.select(1)
    window.session.look_around()
    assert window.session.titles([1])[1] == "Written elsewhere"
    assert window.session.card(1).entry.title == "Written elsewhere"


def test_the_first_change_of_a_day_makes_a_backup_beside_the_work(window: Window) -> None:
    entry = get(window.session.store, Entry, 1)
    window.session.put(replace(entry, title="Another title"))
    window.backing_up.make_if_due()
    window.backing_up._pool.waitForDone()
    (backup,) = backups_of(window.session.store)
    assert backup.reason == "day"
    assert backup.counts["entries"] == window.session.count_entries()
    window.session.put(replace(entry, title="Yet another title"))
    window.backing_up.make_if_due()
    window.backing_up._pool.waitForDone()
    assert len(backups_of(window.session.store)) == 1


def test_a_country_comes_with_its_names_under_its_region(window: Window) -> None:
    made = window.session.add_country("JP")
    party = get(window.session.store, Party, made)
    assert (party.name, party.iso2, party.kind) == ("Japan", "JP", "state")
    names = {name.language: name.name for name in rows(window.session.store, PartyName, party_id=made)}
    assert names["ru"] == "Япония"
    assert window.session.timeline.groups[party.group_id].name
    assert not any(country.iso2 == "JP" for country in window.session.countries_to_add("Japan"))
    before = count(window.session.store, Party)
    window.session.undo()
    assert count(window.session.store, Party) == before - 1


def test_a_document_opens_at_the_place_where_it_was_left(window: Window) -> None:
    path = window.session.store.path
    window.canvas.sight.zoom(0.3)
    window.view_state.change(as_of=738_500)
    left = window.view_state.view
    window.session.open(path)
    again = window.view_state.view
    assert (again.start, again.end, again.as_of) == (left.start, left.end, left.as_of)


def test_a_place_that_cannot_be_read_is_no_place(window: Window) -> None:
    uid = window.session.document_uid
    for kept in ("", "[1]", "[0, 0, null, 0]", '["a", 2, 3, 4]', "[1, 1e300, null, 0]", "null"):
        window.settings.setValue(f"place/{uid}", kept)
        assert window.preferences.place(uid) == {}


def test_an_export_that_is_stopped_leaves_no_file(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.json"
    _answer(monkeypatch, target)
    monkeypatch.setattr(progress, "AT_LEAST_BETWEEN", 0.0)
    monkeypatch.setattr(progress, "SHOWN_AFTER", 0.0)
    shown = ProgressDialog.show
    monkeypatch.setattr(ProgressDialog, "show", lambda dialog: (shown(dialog), dialog.reject()))
    documents.export_from(window)
    assert "stopped" in _told(window)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(ProgressDialog, "show", shown)
    documents.export_from(window)
    assert target.is_file()
