"""What finds no place in a lane is counted there, and the count opens a list of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from crowded_lane import LASTING, TOPICS, UNDATED, written
from hands import settle
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from timeline_app.domain.dates import ordinal
from timeline_app.layout.scene import Hit
from timeline_app.storage.hits import entries_worded
from timeline_app.ui.timeline.list_popup import ListPopup

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from timeline_app.layout.boxes import MoreBox
    from timeline_app.layout.scene import Scene
    from timeline_app.ui.window import Window

Key = Qt.Key
MIDDLE = ordinal(2001, 3, 1), ordinal(2002, 9, 1)
NEAR = (ordinal(2002, 3, 1), ordinal(2002, 5, 1))


@pytest.fixture(scope="module")
def crowded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("crowded") / "crowded.demarche")


@pytest.fixture
def crowded(window_on: Callable[[Path], Window], crowded_file: Path, tmp_path: Path) -> Window:
    window = window_on(Path(shutil.copy(crowded_file, tmp_path)))
    _look(window, NEAR)
    return window


def _look(window: Window, days: tuple[int, int]) -> Scene:
    window.view_state.change(start=float(days[0]), end=float(days[1]))
    scene = window.canvas.scene_now
    assert scene
    return scene


def _more(window: Window, kind: str) -> MoreBox:
    scene = window.canvas.scene_now
    assert scene
    found = ((lane, more) for lane in scene.lanes for more in lane.more if more.kind == kind)
    lane, more = next(found)
    return more._replace(y=more.y + lane.more_y)


def _number(more: MoreBox) -> int:
    return int(more.text.split()[0].replace(",", ""))


def _click(window: Window, more: MoreBox, qtbot: QtBot) -> ListPopup:
    at = QPoint(round(more.x + more.width / 2), round(more.y)) * window.canvas.text_scale
    qtbot.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), ListPopup))
    return _popup()


def _popup() -> ListPopup:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, ListPopup)
    return popup


def _rows(popup: ListPopup) -> list[str]:
    return [popup.listed.index(row, 0).data() for row in range(popup.listed.rowCount())]


@pytest.mark.parametrize("days", [MIDDLE, NEAR])
def test_what_goes_on_and_is_not_shown_is_listed(
    crowded: Window, days: tuple[int, int], qtbot: QtBot
) -> None:
    _look(crowded, days)
    more = _more(crowded, "ongoing")
    popup = _click(crowded, more, qtbot)
    rows = _rows(popup)
    assert len(rows) == len(set(rows)) == _number(more)
    assert all(row.startswith("Kept up") and "action: " in row for row in rows)
    scene, arranged = crowded.canvas.scene_now, crowded.canvas.arrangement
    assert scene
    assert arranged
    assert arranged.level == ("near" if days == NEAR else "middle")
    shown = {mark.entry for lane in arranged.lanes for mark in lane.marks}
    shown |= set(scene.sheet.dots.entry.tolist()) if scene.sheet.dots else set()
    assert shown
    assert shown.isdisjoint(popup.listed.entries.tolist())
    popup.close()


def test_positions_without_a_ribbon_are_listed_in_words(crowded: Window, qtbot: QtBot) -> None:
    crowded.view_state.change(as_of=ordinal(2003, 1, 1))
    more = _more(crowded, "positions")
    scene = crowded.canvas.scene_now
    assert scene
    popup = _click(crowded, more, qtbot)
    rows = _rows(popup)
    shown = {f"Proposition {row.topic} holds" for row in scene.sheet.rows}
    listed = {row.split("\n")[0] for row in rows}
    assert len(rows) == _number(more) == TOPICS - len(shown)
    assert listed | shown == {f"Proposition {n} holds" for n in range(1, TOPICS + 1)}
    assert all("last heard" in row for row in rows)
    assert "as of 1 Jan 2003" in popup.accessibleName()
    last = int(rows[-1].split()[1])
    qtbot.keyClicks(popup.field, f"holds {last}")
    at = next(number for number, row in enumerate(_rows(popup)) if row == rows[-1])
    for _ in range(at):
        qtbot.keyClick(popup.field, Key.Key_Down)
    qtbot.keyClick(popup.field, Key.Key_Return)
    assert crowded.session.selection == last
    settle()
    assert crowded.canvas.hasFocus()


def test_a_position_that_is_yet_to_come_leads_to_what_will_carry_it(crowded: Window, qtbot: QtBot) -> None:
    crowded.view_state.change(as_of=ordinal(1990, 1, 1))
    popup = _click(crowded, _more(crowded, "positions"), qtbot)
    row = _rows(popup)[0]
    assert row.endswith("\nnone recorded")
    qtbot.keyClick(popup.field, Key.Key_Return)
    assert crowded.session.selection == int(row.split()[1])


def test_a_list_is_narrowed_by_words_and_dates(crowded: Window, qtbot: QtBot) -> None:
    crowded.canvas.offering.in_view(1)
    popup = _popup()
    every = _rows(popup)
    qtbot.keyClicks(popup.field, "SAID")
    assert _rows(popup) == [row for row in every if row.startswith("Said")]
    said, count = popup.listed.rowCount(), len(every)
    assert f"{said} of {count}" in popup._heading.text()
    popup.field.clear()
    assert _rows(popup) == every
    qtbot.keyClicks(popup.field, "2002-04 sai")
    assert _rows(popup) == [row for row in every if "Apr 2002" in row and row.startswith("Said")]
    qtbot.keyClicks(popup.field, "zzz")
    assert _rows(popup) == []
    qtbot.keyClick(popup.field, Key.Key_Return)
    assert popup.isVisible()
    qtbot.keyClick(popup.field, Key.Key_Escape)
    assert not QApplication.activePopupWidget()
    assert crowded.session.selection is None


def test_letters_typed_in_the_list_narrow_it(crowded: Window, qtbot: QtBot) -> None:
    crowded.canvas.offering.undated()
    popup = _popup()
    popup.list.setFocus()
    qtbot.keyClick(popup.list, Key.Key_2)
    assert popup.field.text() == "2"
    assert 0 < popup.listed.rowCount() < UNDATED
    popup.close()


def test_all_in_view_is_listed_by_key_also_what_stands_behind_chips(crowded: Window, qtbot: QtBot) -> None:
    first = crowded.canvas.timeline.marks.entry[crowded.canvas.timeline.marks.lane == 1][5]
    crowded.session.select(int(first))
    _look(crowded, NEAR)
    qtbot.keyClick(crowded.canvas, Key.Key_E)
    popup = _popup()
    arranged = crowded.canvas.arrangement
    assert arranged
    placed = next(one for one in arranged.lanes if one.lane.key == 1 and one.lane.kind == "party")
    view = crowded.view_state.view
    drawn = {mark.entry for mark in placed.marks if view.start < mark.at <= view.end}
    drawn |= {entry for one in placed.clusters if view.start < one.at <= view.end for entry in one.entries}
    assert drawn
    assert drawn <= set(popup.listed.entries.tolist())
    assert len(set(popup.listed.entries.tolist())) == len(popup.listed.entries)
    assert popup.accessibleName().startswith("Türkiye · ")
    popup.close()


def test_positions_and_undated_entries_are_listed_by_key(crowded: Window, qtbot: QtBot) -> None:
    crowded.session.select(1)
    qtbot.keyClick(crowded.canvas, Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    assert _popup().listed.rowCount() == TOPICS
    _popup().close()
    qtbot.keyClick(crowded.canvas, Key.Key_U)
    assert _popup().listed.rowCount() == UNDATED
    qtbot.keyClick(_popup().field, Key.Key_PageDown)
    qtbot.keyClick(_popup().field, Key.Key_Return)
    selected = crowded.session.selection
    assert selected is not None
    assert selected > 1


def test_a_list_stays_on_the_screen(crowded: Window, qtbot: QtBot) -> None:
    screen = crowded.screen().availableGeometry()
    for at in (screen.bottomRight(), screen.topLeft(), QPoint(screen.right(), 5), QPoint(5, screen.bottom())):
        crowded.canvas.offering.undated(at)
        assert screen.contains(_popup().geometry())
        _popup().close()


def test_only_some_of_thousands_are_read(
    window_on: Callable[[Path], Window], tmp_path: Path, qtbot: QtBot
) -> None:
    window = window_on(written(tmp_path / "many.demarche", undated=5_000))
    read: list[str] = []
    window.session.store.conn.set_trace_callback(read.append)
    window.canvas.offering.undated()
    popup = _popup()
    assert popup.listed.rowCount() == 5_000
    qtbot.waitExposed(popup).__enter__()
    popup.grab()
    assert len(read) < 5
    popup.list.scrollToBottom()
    popup.grab()
    assert len(read) < 10
    window.session.store.conn.set_trace_callback(None)
    popup.close()


def test_a_list_goes_when_the_document_changes(crowded: Window) -> None:
    crowded.canvas.offering.undated()
    crowded.session.undo()
    settle()
    assert not crowded.findChildren(ListPopup)


def test_each_word_is_found_for_itself(crowded: Window) -> None:
    store = crowded.session.store
    assert entries_worded(store, "??").size == 0
    assert entries_worded(store, "kept 1999-02").size == LASTING // 12
    assert entries_worded(store, "1999 up").size == LASTING


def test_the_header_is_found_beside_what_it_counts(crowded: Window) -> None:
    scene = crowded.canvas.scene_now
    assert scene
    for lane in scene.lanes:
        for more in lane.more:
            middle = lane.more_y + more.y
            assert lane.y <= middle - 8
            assert middle + 8 <= lane.y + lane.height
            assert scene.hit(more.x + 2, middle) == Hit(more.kind, (), lane.key)
            assert scene.hit(more.x + more.width + 1, lane.label_y - 8).kind == "lane"


def test_what_enter_would_choose_is_told(crowded: Window, qtbot: QtBot) -> None:
    crowded.canvas.offering.undated()
    popup = _popup()
    said = popup.field.accessibleDescription()
    assert said == "Nobody knows when, 0, statement: date unknown"
    qtbot.keyClick(popup.field, Key.Key_Down)
    assert popup.field.accessibleDescription() == "Nobody knows when, 1, statement: date unknown"
    qtbot.keyClicks(popup.field, "zzz")
    assert not popup.field.accessibleDescription()
    popup.close()


def test_a_hand_points_at_what_opens_a_list(crowded: Window) -> None:
    more = _more(crowded, "positions")
    crowded.canvas.pointing.move(QPointF(more.x + 5, more.y))
    assert crowded.canvas.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    crowded.canvas.pointing.move(QPointF(more.x + 5, more.y + 40))
    assert crowded.canvas.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_it_is_said_where_there_is_nothing_to_list(empty: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(empty.canvas, Key.Key_U)
    assert not QApplication.activePopupWidget()
    assert empty.statusBar().currentMessage() == "Every entry that is shown has a date."


@pytest.mark.parametrize("grouping", ["topic", "speaker", "kind"])
def test_lanes_of_other_groupings_list_what_they_hold(crowded: Window, grouping: str) -> None:
    crowded.actions_by_id[f"lanes.{grouping}"].trigger()
    arranged = crowded.canvas.arrangement
    assert arranged
    for placed in arranged.lanes:
        if placed.lane.kind != "heading":
            has_any = crowded.canvas.offering.positions(placed.lane.key)
            assert has_any is bool(arranged.ribbons.counts.get(placed.lane.key))
            if has_any:
                assert _rows(_popup())[0].startswith("Türkiye")
                _popup().close()
            if crowded.canvas.offering.in_view(placed.lane.key):
                _popup().close()


def test_a_list_begins_at_the_selected_entry(crowded: Window) -> None:
    undated = [entry for entry, _ in crowded.canvas.scene_now.tray] if crowded.canvas.scene_now else []
    crowded.session.select(undated[7])
    crowded.canvas.offering.undated()
    assert _popup().list.currentIndex().row() == 7
    _popup().close()
