"""The docks: made when they are first shown, by whatever way, and right then; and one window a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDockWidget

from timeline_app.domain.filtering import Filter
from timeline_app.transfer import own_example

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from timeline_app.ui.window import Window


def _dock(window: Window, name: str) -> QDockWidget:
    found = window.findChild(QDockWidget, f"{name}Dock")
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["table", "history"])
def test_what_is_not_shown_is_not_made(window: Window, name: str) -> None:
    assert _dock(window, name).widget() is None
    window.run(f"view.{name}")
    assert window.docks.is_shown(name)
    assert window.actions_by_id[f"view.{name}"].isChecked()
    assert _dock(window, name).widget().isAncestorOf(window.focusWidget())
    window.run(f"view.{name}")
    assert not window.docks.is_shown(name)
    assert window.canvas.hasFocus()


@pytest.mark.parametrize("name", ["table", "history"])
def test_the_menu_of_docks_shows_them_too(window: Window, name: str) -> None:
    _dock(window, name).toggleViewAction().trigger()
    assert window.docks.is_shown(name)
    assert _dock(window, name).widget() is not None


def test_a_table_made_late_shows_the_filter_and_the_selection(window: Window) -> None:
    wanted = Filter(kinds=frozenset({"statement"}))
    ids = window.session.passing(wanted)
    assert ids is not None
    passing: list[int] = ids.tolist()
    window.filter_bar._change(wanted)
    window.session.select(passing[3])
    window.run("view.table")
    table = window.docks.table
    assert sorted(table.model.ids.tolist()) == passing
    assert table.selected_entries().tolist() == [passing[3]]
    window.filter_bar.clear()
    assert len(table.model.ids) == window.session.count_entries()


def test_a_table_made_late_shows_what_is_picked(window: Window) -> None:
    window.session.pick([2, 3, 4], 3)
    window.run("view.table")
    assert sorted(window.docks.table.selected_entries().tolist()) == [2, 3, 4]


def test_a_table_made_late_has_room_for_rows(window: Window) -> None:
    window.run("view.table")
    table = window.docks.table
    assert _dock(window, "table").height() == _dock(window, "table").sizeHint().height()
    assert table.grid.viewport().height() > 4 * table.grid.rowHeight(0)


def test_a_history_made_late_holds_the_steps_made_before(window: Window) -> None:
    window.session.select(1)
    window.run("entry.duplicate")
    window.run("view.history")
    model = window.docks.history.model
    assert "duplicated" in str(model.index(0, 0).data())
    assert model.rowCount() == len(window.session.store.steps(200))


def test_docks_made_late_follow_a_document_that_is_opened_later(window: Window) -> None:
    for name in ("table", "history"):
        window.run(f"view.{name}")
    window.open_document(own_example("idlib-2024"))
    assert len(window.docks.table.model.ids) == window.session.count_entries()


def test_the_table_wears_the_colours_chosen_before_it_was_made(window: Window) -> None:
    window.run("view.dark")
    window.run("view.table")
    assert window.docks.table.model._theme is window.theme


def test_docks_that_were_shown_are_there_at_the_next_start(open_window: Callable[[str], Window]) -> None:
    first = open_window("turkey-syria")
    for name in ("table", "history"):
        first.run(f"view.{name}")
    first.close()
    second = open_window("turkey-syria")
    assert second.docks.is_shown("table")
    assert second.docks.is_shown("history")
    assert len(second.docks.table.model.ids) == second.session.count_entries()


def test_a_document_that_another_window_has_is_not_opened_twice(
    open_window: Callable[[str], Window], qtbot: QtBot
) -> None:
    first, second = open_window("turkey-syria"), open_window("idlib-2024")
    path: Path = first.session.store.path
    second.open_document(path.parent / ".." / path.parent.name / path.name)
    qtbot.waitUntil(first.isActiveWindow)
    assert second.session.store.path.stem == "idlib-2024"


def test_a_minimised_window_comes_back_for_its_document(open_window: Callable[[str], Window]) -> None:
    first, second = open_window("turkey-syria"), open_window("idlib-2024")
    first.showMinimized()
    second.open_document(first.session.store.path)
    assert not first.isMinimized()


def test_the_document_of_the_window_itself_is_opened_anew(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.session.opened):
        window.open_document(window.session.store.path)
