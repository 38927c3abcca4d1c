"""The table of entries: sorted, edited, copied and pasted as a user does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from timeline_app.domain.records import Entry, Participation, Party, Stance
from timeline_app.session import Session
from timeline_app.storage.rows import get, insert, rows
from timeline_app.ui.table.view import TableView
from timeline_app.ui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

KEY = Qt.Key


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "table.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def table(qtbot: QtBot, settings: QSettings, example: Callable[[str], Path]) -> Iterator[TableView]:
    session = Session()
    session.open(example("turkey-syria"))
    view = TableView(session, LIGHT, settings)
    view.resize(1200, 600)
    view.show()
    qtbot.waitExposed(view).__enter__()
    yield view
    view.close()
    view.deleteLater()
    session.close()
    session.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _session(table: TableView) -> Session:
    return table._session


def _go_to(table: TableView, entry: int, name: str) -> None:
    row = table.model.row_of(entry)
    assert row is not None
    table.grid.setCurrentIndex(table.model.index(row, table.model.place_of(name)))


def _text(table: TableView, entry: int, name: str) -> str:
    row = table.model.row_of(entry)
    assert row is not None
    return table.model.data(table.model.index(row, table.model.place_of(name)))


def _titles(table: TableView) -> list[str]:
    place = table.model.place_of("title")
    return [table.model.data(table.model.index(row, place)) for row in range(table.model.rowCount())]


def _edit(table: TableView, qtbot: QtBot, entry: int, name: str, kind: type) -> object:
    _go_to(table, entry, name)
    qtbot.keyClick(table.grid, KEY.Key_F2)
    return next(editor for editor in table.grid.viewport().findChildren(kind) if editor.isVisible())


def _first(table: TableView) -> int:
    entry = table.model.entry_at(0)
    assert entry is not None
    return entry


def test_every_entry_is_a_row_and_the_first_is_the_earliest(table: TableView) -> None:
    entries = list(rows(_session(table).store, Entry))
    assert table.model.rowCount() == len(entries)
    dated = sorted((e.begin_lo, e.id) for e in entries if e.begin_lo is not None)
    assert _first(table) == dated[0][1]


def test_a_click_on_a_header_sorts_and_another_turns_it_round(table: TableView, settings: QSettings) -> None:
    table._sort_by_section(table.model.place_of("title"))
    upwards = _titles(table)
    table._sort_by_section(table.model.place_of("title"))
    assert _titles(table) == upwards[::-1]
    assert upwards != sorted(upwards, reverse=True)
    again = TableView(_session(table), DARK, settings)
    assert (again.model.sorted_by, again.model.descending) == ("title", True)
    again.deleteLater()


def test_keys_sort_by_the_column_of_the_cell(table: TableView, qtbot: QtBot) -> None:
    _go_to(table, _first(table), "kind")
    qtbot.keyClick(table.grid, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert (table.model.sorted_by, table.model.descending) == ("kind", True)


def test_a_row_and_the_selection_elsewhere_are_one(table: TableView, qtbot: QtBot) -> None:
    session = _session(table)
    qtbot.keyClick(table.grid, KEY.Key_End)
    last = table.model.entry_at(table.model.rowCount() - 1)
    assert session.selection == last
    session.select(_first(table))
    assert table.grid.currentIndex().row() == 0
    assert table.selected_entries().tolist() == [_first(table)]
    qtbot.keyClick(table.grid, KEY.Key_End)
    qtbot.keyClick(table.grid, KEY.Key_Home)
    assert session.selection == _first(table)


def test_several_rows_are_told_together(table: TableView, qtbot: QtBot) -> None:
    table.grid.select_rows(np.asarray([0, 1, 4], np.int32))
    assert table.selected_entries().tolist() == table.model.ids[[0, 1, 4]].tolist()


def _click(table: TableView, qtbot: QtBot, row: int) -> None:
    place = table.grid.visualRect(table.model.index(row, 0)).center()
    qtbot.mouseClick(table.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_focus_alone_selects_nothing(table: TableView, qtbot: QtBot) -> None:
    session = _session(table)
    chosen: list[object] = []
    session.selected.connect(chosen.append)
    table.activateWindow()
    table.grid.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(table.grid.hasFocus)
    assert not chosen
    assert not table.selected_entries().size
    qtbot.keyClick(table.grid, KEY.Key_Down)
    assert session.selection == _first(table)


def test_a_first_click_selects_its_row_only(table: TableView, qtbot: QtBot) -> None:
    session = _session(table)
    chosen: list[object] = []
    session.selected.connect(chosen.append)
    table.activateWindow()
    _click(table, qtbot, 2)
    assert chosen == [table.model.entry_at(2)]


def test_the_current_row_can_be_chosen_again(table: TableView, qtbot: QtBot) -> None:
    session = _session(table)
    _click(table, qtbot, 2)
    session.select(None)
    assert not table.selected_entries().size
    _click(table, qtbot, 2)
    assert session.selection == table.model.entry_at(2)


def test_a_title_is_edited_in_place_and_undone(table: TableView, qtbot: QtBot) -> None:
    entry = _first(table)
    before = _text(table, entry, "title")
    editor = _edit(table, qtbot, entry, "title", QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == before
    qtbot.keyClicks(editor, "Quite another")
    qtbot.keyClick(editor, KEY.Key_Return)
    found = get(_session(table).store, Entry, entry)
    assert found
    assert found.title == _text(table, entry, "title") == "Quite another"
    _session(table).undo()
    assert _text(table, entry, "title") == before


def test_a_date_takes_what_people_type_and_rows_settle(table: TableView, qtbot: QtBot) -> None:
    entry = _first(table)
    editor = _edit(table, qtbot, entry, "date", QLineEdit)
    qtbot.keyClicks(editor, "between 3 and 9 Dec 2031")
    assert "between 3 and 9 Dec 2031" in table.note.text()
    qtbot.keyClick(editor, KEY.Key_Return)
    assert _text(table, entry, "date") == "between 3 and 9 Dec 2031"
    table._settle.timeout.emit()
    assert _session(table).selection == entry
    assert table.model.entry_at(table.grid.currentIndex().row()) == entry
    assert table.model.row_of(entry) != 0


def test_what_cannot_be_kept_stays_in_the_editor_and_is_offered_again(table: TableView, qtbot: QtBot) -> None:
    entry, failures = _first(table), []
    _session(table).failed.connect(failures.append)
    editor = _edit(table, qtbot, entry, "date", QLineEdit)
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "32 Dec 2024")
    qtbot.keyClick(editor, KEY.Key_Return)
    assert editor.isVisible()
    assert "Date" in table.note.text()
    table.model.setData(table.grid.currentIndex(), editor.text())
    assert failures
    assert table.model.typed(table.grid.currentIndex()) == "32 Dec 2024"
    qtbot.keyClick(editor, KEY.Key_Escape)
    again = _edit(table, qtbot, entry, "date", QLineEdit)
    assert isinstance(again, QLineEdit)
    assert again.text() == "32 Dec 2024"


def test_a_choice_is_a_list_and_a_body_a_box(table: TableView, qtbot: QtBot) -> None:
    entry = _first(table)
    box = _edit(table, qtbot, entry, "kind", QComboBox)
    assert isinstance(box, QComboBox)
    box.setCurrentText("démarche or note")
    qtbot.keyClick(box, KEY.Key_Return)
    paper = _edit(table, qtbot, entry, "body", QPlainTextEdit)
    assert isinstance(paper, QPlainTextEdit)
    paper.setPlainText("One.\nTwo.")
    qtbot.keyClick(paper, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    found = get(_session(table).store, Entry, entry)
    assert found
    assert (found.kind, found.body) == ("démarche or note", "One.\nTwo.")


def test_what_follows_from_other_rows_is_not_edited(table: TableView, qtbot: QtBot) -> None:
    _go_to(table, _first(table), "who")
    qtbot.keyClick(table.grid, KEY.Key_F2)
    assert not table.grid.viewport().findChildren(QLineEdit)


def test_a_filter_keeps_selection_and_says_when_nothing_passes(table: TableView) -> None:
    entry = table.model.ids[3]
    _session(table).select(int(entry))
    table.set_passing(np.sort(table.model.ids[2:6]))
    assert table.model.rowCount() == 4
    assert table.model.entry_at(table.grid.currentIndex().row()) == entry
    table.set_passing(np.empty(0, np.int32))
    assert "filter" in table._empty.text()
    assert table._empty.isVisible()
    table.set_passing(None)
    assert table.grid.isVisible()
    assert table.model.entry_at(table.grid.currentIndex().row()) == entry


def test_rows_come_and_go_with_changes(table: TableView) -> None:
    session = _session(table)
    count = table.model.rowCount()
    with session.edit("Add") as step:
        made = insert(step.store, Entry(title="New", date="1066"))
    assert table.model.rowCount() == count + 1
    assert table.model.row_of(made.id) == 0
    session.undo()
    assert table.model.row_of(made.id) is None


def test_selected_rows_are_copied_for_a_spreadsheet(table: TableView, qtbot: QtBot) -> None:
    session, entry = _session(table), _first(table)
    with session.edit("Edit") as step:
        insert(step.store, Entry(title="=1+1", date="1066-10-14"))
    table.header.show_columns(tuple(c.name for c in table.model.columns), frozenset({"title", "date"}))
    table.grid.select_rows(np.asarray([0, 1], np.int32))
    qtbot.keyClick(table.grid, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Date\tTitle"
    assert lines[1] == "14 Oct 1066\t'=1+1"
    assert lines[2].startswith(_text(table, entry, "date"))


def test_hostile_text_is_only_text(table: TableView) -> None:
    session = _session(table)
    title = "<img src=x> &amp; \u202eabc " + "y" * 60
    with session.edit("Edit") as step:
        made = insert(step.store, Entry(title=title, date="1000"))
    index = table.model.index(table.model.row_of(made.id) or 0, table.model.place_of("title"))
    assert "⟦U+202E⟧" in table.model.data(index)
    tip = table.model.data(index, Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip


def test_columns_are_chosen_ordered_and_remembered(
    table: TableView, settings: QSettings, qtbot: QtBot
) -> None:
    dialog = table.choose_columns()
    dialog.list.setCurrentRow(1)
    dialog.move_up()
    dialog.list.item(2).setCheckState(Qt.CheckState.Unchecked)
    hidden = str(dialog.list.item(2).data(Qt.ItemDataRole.UserRole))
    dialog.accept()
    shown = [table.model.columns[place].name for place in table.grid.shown_columns()]
    assert shown[:2] == ["title", "date"]
    assert hidden not in shown
    again = TableView(_session(table), LIGHT, settings)
    assert [again.model.columns[place].name for place in again.grid.shown_columns()] == shown
    again.deleteLater()


def test_pasted_rows_become_entries_in_one_step(table: TableView) -> None:
    session = _session(table)
    count = table.model.rowCount()
    parties = len(list(rows(session.store, Party)))
    text = (
        "Date\tTitle\tKind\tParty\tTopic\tStance\tTags\n"
        "2 Dec 2030\tSays so\tdemand\tNowhereland\tThe sky is blue.\t+2\ta; b\n"
        "33 Dec 2030\tWrong\tdemand\tTürkiye\t\t\t\n"
        "3 Dec 2030\tMeet\ttalks\tTürkiye; Nowhereland\t\t\t\n"
    )
    preview = table.paste(text)
    assert preview
    assert preview.counts.text() == "2 entries, 1 new party, 1 new topic; 1 row with a problem"
    assert not preview.take.isEnabled()
    preview.leave_out.setChecked(True)
    preview.take_in()
    assert table.model.rowCount() == count + 2
    made = next(rows(session.store, Entry, title="Says so"))
    assert made.kind == "demand"
    assert session.selection == made.id
    assert next(rows(session.store, Stance, entry_id=made.id)).value == 2
    met = next(rows(session.store, Entry, title="Meet"))
    assert {part.role for part in rows(session.store, Participation, entry_id=met.id)} == {"participant"}
    session.undo()
    assert table.model.rowCount() == count
    assert len(list(rows(session.store, Party))) == parties


def test_the_columns_of_pasted_rows_can_be_changed(table: TableView) -> None:
    preview = table.paste("1 Jan 2030\tOne\n2 Jan 2030\tTwo")
    assert preview
    assert [box.currentData() for box in preview.mapping] == ["date", "title"]
    preview.mapping[1].setCurrentIndex(preview.mapping[1].findData("body"))
    assert not preview.take.isEnabled()
    assert all(row.problems for row in preview.rows)
    preview.mapping[0].setCurrentIndex(preview.mapping[0].findData("body"))
    assert "same" in preview.fault.text()
    preview.reject()


def test_nothing_on_the_clipboard_is_said(table: TableView) -> None:
    failures: list[str] = []
    _session(table).failed.connect(failures.append)
    assert table.paste("\n\t\n") is None
    assert "no rows" in failures[0]


def test_menus_offer_what_the_keys_do(table: TableView, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QMenu

    _go_to(table, _first(table), "title")
    table.grid.customContextMenuRequested.emit(QPoint(5, 5))
    menu = next(menu for menu in table.findChildren(QMenu) if menu.isVisible())
    assert any("Columns" in action.text() for action in menu.actions())
    menu.close()
    table.grid.horizontalHeader().customContextMenuRequested.emit(QPoint(5, 5))
    menu = next(menu for menu in table.findChildren(QMenu) if menu.isVisible())
    action = next(action for action in menu.actions() if action.text() == "Kind")
    action.trigger()
    assert "kind" not in [table.model.columns[place].name for place in table.grid.shown_columns()]
