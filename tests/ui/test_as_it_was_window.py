"""The document as it was after a step: a window of its own on a private copy, and what became of it since."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from timeline_app import locations
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.records import Entry, Party, Tag
from timeline_app.drafts import keep_draft
from timeline_app.storage.history import forget
from timeline_app.storage.private_copies import discard, is_private, place_for
from timeline_app.storage.rows import count, get, insert, rows
from timeline_app.ui import as_it_was
from timeline_app.ui.actions import COMMANDS
from timeline_app.ui.menus import is_enabled
from timeline_app.ui.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from timeline_app.ui.history.panel import HistoryPanel
    from timeline_app.ui.window import Window


@pytest.fixture
def windows(qtbot: QtBot) -> Iterator[Windows]:
    settings = QSettings(str(locations.data_folder() / "settings.ini"), QSettings.Format.IniFormat)
    shown = Windows(settings)
    yield shown
    shown.close_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shown.deleteLater()


@pytest.fixture
def today(windows: Windows, example: Callable[[str], Path]) -> Window:
    """A window on the example, to which something was done."""
    window = windows.open(example("idlib-2024"))
    window.resize(1440, 900)
    first, second, *_ = rows(window.session.store, Entry)
    party = next(rows(window.session.store, Party))
    with window.session.edit("Before") as step:
        insert(step.store, Tag(entry_id=first.id, text="kept"))
    window.session.put(replace(first, title="Said otherwise"))
    window.session.put(replace(party, name="Another name"))
    window.session.put(Entry(title="Said later", date="2024-12-20"))
    window.session.remove(Entry, second.id)
    return window


def step_row(window: Window, label: str) -> int:
    model = window.docks.history.model
    return next(row for row in range(model.rowCount()) if model.step(row).label == label)


def look(windows: Windows, window: Window, label: str = "Before", *, compared: bool = False) -> Window:
    window.docks.show("history")
    window.docks.history.steps.selectRow(step_row(window, label))
    window.run("view.since" if compared else "view.as_it_was")
    QApplication.processEvents()
    return windows.shown[-1]


def lines(then: Window) -> list[tuple[str, ...]]:
    model = then.docks.since.model
    return [
        tuple(model.data(model.index(row, column), 0) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def folders() -> list[Path]:
    return list(locations.copies_folder().glob("*"))


def test_the_document_is_shown_as_it_was_and_nothing_can_be_changed(windows: Windows, today: Window) -> None:
    then = look(windows, today)
    assert then is not today
    assert then.session.is_private
    assert then.session.store.read_only
    first = next(rows(then.session.store, Entry))
    assert first.title != "Said otherwise"
    assert count(then.session.store, Entry) == count(today.session.store, Entry)
    assert then.middle.then_bar.isVisible()
    assert then.middle.then_bar.label.text().startswith("As it was after “Before”, 20")
    assert "nothing can be changed here" in then.middle.then_bar.label.text()
    assert then.windowTitle().startswith("As it was after “Before”, 20")
    assert not today.middle.then_bar.isVisible()
    writing = [command for command in COMMANDS if command.writes]
    assert not any(is_enabled(command, then) for command in writing)
    assert not then.actions_by_id["view.as_it_was"].isEnabled()
    before, after = (today.view_state.view, then.view_state.view)
    assert (before.start, before.end, before.as_of) == (after.start, after.end, after.as_of)


def test_it_leaves_nothing_behind(windows: Windows, today: Window) -> None:
    keep_draft(today.session.document_uid, "entry", {"fields": {"title": "Half"}})
    kept = {key: today.settings.value(key) for key in ("last", "recent")}
    then = look(windows, today)
    path = then.session.store.path
    assert is_private(path)
    assert then.inspector.draft_bar.drafts == []
    then.view_state.change(start=0.0, end=10.0)
    assert then.backing_up.make_if_due() is None
    then.close()
    assert folders() == []
    assert {key: today.settings.value(key) for key in kept} == kept
    assert not any("as it was" in key for key in today.settings.allKeys())
    assert len(list(locations.cache_folder().glob("*.columns"))) == 0
    today.close()
    place = json.loads(str(today.settings.value(f"place/{_only_place(today)}")))
    assert place[:2] != [0.0, 10.0]


def _only_place(window: Window) -> str:
    (key,) = (key for key in window.settings.allKeys() if key.startswith("place/"))
    return key.removeprefix("place/")


def test_it_goes_with_the_window_of_today(windows: Windows, today: Window) -> None:
    look(windows, today)
    look(windows, today, compared=True)
    assert len(folders()) == 2
    today.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert windows.shown == []
    assert folders() == []


def test_another_document_takes_its_place_as_any_other(
    windows: Windows, today: Window, example: Callable[[str], Path]
) -> None:
    then = look(windows, today, compared=True)
    then.open_document(example("turkey-syria"))
    assert folders() == []
    assert not then.middle.then_bar.isVisible()
    assert lines(then) == []
    assert not then.actions_by_id["view.since"].isEnabled()
    today.close()
    assert then.isVisible()


def test_what_became_of_it_is_told_in_words_and_leads_there(windows: Windows, today: Window) -> None:
    first, *_ = rows(today.session.store, Entry)
    then = look(windows, today, compared=True)
    was = get(then.session.store, Entry, first.id)
    assert was is not None
    panel = then.docks.since
    assert ("Entry", "Said otherwise", "Title", was.title, "Said otherwise") in lines(then)
    assert ("Entry", "Said later", "added", "", "") in lines(then)
    assert any(kind == "Party" and now == "Another name" for kind, _, _, _, now in lines(then))
    removed = [name for kind, name, became, *_ in lines(then) if (kind, became) == ("Entry", "removed")]
    assert len(removed) == 1
    titles = [(name, what) for _, name, what, *_ in lines(then)]
    panel.lines.selectRow(titles.index(("Said otherwise", "Title")))
    assert was.title in panel.whole.toPlainText()
    assert then.session.selection == first.id
    panel.go_button.click()
    assert today.session.selection == first.id
    panel.lines.selectRow(titles.index((removed[0], "removed")))
    assert not panel.go_button.isEnabled()
    panel.lines.selectRow(titles.index(("Another name", "Name")))
    panel.go_button.click()
    assert today.lists is not None
    assert today.lists.page.kind.table == "party"
    today.lists.close()


def test_lines_are_narrowed(windows: Windows, today: Window) -> None:
    then = look(windows, today, compared=True)
    panel = then.docks.since
    everything = len(lines(then))
    panel.ways.setCurrentIndex(panel.ways.findText("Changed"))
    assert 0 < len(lines(then)) < everything
    assert all(what not in ("added", "removed") for _, _, what, *_ in lines(then))
    panel.tables.setCurrentIndex(1)
    assert {kind for kind, *_ in lines(then)} == {"Entry"}
    panel.ways.setCurrentIndex(0)
    panel.tables.setCurrentIndex(0)
    panel.sought.setText("otherwise")
    panel._narrow()
    assert {name for _, name, *_ in lines(then)} == {"Said otherwise"}
    panel.sought.setText("nothing holds this")
    panel._narrow()
    assert lines(then) == []
    assert f"0 of {everything}" in panel.summary.text()


def test_a_change_since_is_said_and_compared_again(windows: Windows, today: Window) -> None:
    then = look(windows, today, compared=True)
    before = len(lines(then))
    today.session.put(Entry(title="Later still"))
    assert "changed after this comparison" in then.docks.since.summary.text()
    then.docks.since.again_button.click()
    assert len(lines(then)) == before + 1
    assert "changed after this comparison" not in then.docks.since.summary.text()


def test_without_a_step_one_is_asked_for(windows: Windows, today: Window) -> None:
    today.run("view.as_it_was")
    assert today.docks.is_shown("history")
    assert "Choose a step" in today.statusBar().currentMessage()
    assert len(windows.shown) == 1


def test_before_the_first_step_it_is_what_was_taken_in(windows: Windows, today: Window) -> None:
    untouched = {entry.title for entry in rows(today.session.store, Entry)} - {"Said otherwise", "Said later"}
    panel = look_at_first(today)
    look_first, compare_first = panel.then_menu.actions()[-2:]
    look_first.trigger()
    QApplication.processEvents()
    then = windows.shown[-1]
    assert then.middle.then_bar.label.text().startswith("As it was before “Before”, 20")
    titles = {entry.title for entry in rows(then.session.store, Entry)}
    assert untouched < titles
    assert not titles & {"Said otherwise", "Said later"}
    assert count(then.session.store, Tag) == count(today.session.store, Tag) - 1
    compare_first.trigger()
    QApplication.processEvents()
    assert any(kind == "Tag" and became == "added" for kind, _, became, *_ in lines(windows.shown[-1]))


def look_at_first(window: Window) -> HistoryPanel:
    """Open the history, where no step is chosen."""
    window.docks.show("history")
    panel = window.docks.history
    assert panel.chosen_step() is None
    assert panel.then_button.isEnabled()
    assert [action.isEnabled() for action in panel.then_menu.actions() if not action.isSeparator()] == [
        False,
        False,
        True,
        True,
    ]
    panel.steps.selectRow(0)
    assert all(action.isEnabled() for action in panel.then_menu.actions())
    return panel


def test_without_any_step_there_is_nothing_to_look_back_to(
    windows: Windows, example: Callable[[str], Path]
) -> None:
    window = windows.open(example("idlib-2024"))
    forget(window.session.store)
    window.docks.show("history")
    assert not window.docks.history.then_button.isEnabled()
    window.session.put(Entry(title="Said later", date="2024-12-20"))
    assert window.docks.history.then_button.isEnabled()


def test_stopped_nothing_is_left(windows: Windows, today: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise DemarcheError("It was stopped.")

    told: list[str] = []
    monkeypatch.setattr(as_it_was, "copy_as_of", stop)
    monkeypatch.setattr(as_it_was, "tell", lambda _, title, words: told.append(words))
    look(windows, today)
    assert told == ["It was stopped."]
    assert len(windows.shown) == 1
    assert folders() == []


def test_what_a_crash_left_goes_with_the_next_copy(tmp_path: Path) -> None:
    gone = locations.copies_folder() / "999999999-abc"
    gone.mkdir(parents=True)
    (gone / "x.demarche").write_bytes(b"x")
    place = place_for(tmp_path / "x.demarche")
    assert not gone.exists()
    assert is_private(place)
    assert place_for(tmp_path / "x.demarche").parent != place.parent
    assert place.parent.exists()
    discard(tmp_path / "x.demarche")
    assert tmp_path.exists()
