"""Lanes grouped otherwise, folded, pinned, hidden and moved, as a user does all of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hands import ALT, CTRL, SHIFT, press, settle
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from timeline_app.domain.filtering import Filter
from timeline_app.domain.records import Entry, Participation, Person
from timeline_app.domain.vocabulary import GROUPINGS, Grouping
from timeline_app.storage.rows import insert, rows
from timeline_app.ui import lanes_shown
from timeline_app.ui.actions import COMMANDS
from timeline_app.ui.dialogs.lanes import FOLDED, NAME, PINNED, SHOWN, LanesDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from timeline_app.layout.boxes import LaneBox
    from timeline_app.layout.lanes import Lane
    from timeline_app.ui.window import Window

Key = Qt.Key


def _lanes(window: Window) -> list[Lane]:
    assert window.canvas.arrangement
    return [placed.lane for placed in window.canvas.arrangement.lanes]


def _labels(window: Window) -> list[str]:
    return [lane.label for lane in _lanes(window)]


def _lane(window: Window, label: str, *, heading: bool = False) -> Lane:
    found = (lane for lane in _lanes(window) if (lane.kind == "heading") == heading)
    return next(lane for lane in found if lane.label == label)


def _box(window: Window, label: str, *, heading: bool = False) -> LaneBox:
    assert window.canvas.scene_now
    kinds = (box for box in window.canvas.scene_now.lanes if (box.kind == "heading") == heading)
    return next(box for box in kinds if box.label == label)


def _click(window: Window, box: LaneBox, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    at = QPoint(60, int(box.label_y))
    QTest.mouseClick(window.canvas.viewport(), button, pos=at)
    settle()


def test_no_key_means_two_things() -> None:
    assert [key for key, n in Counter(key for c in COMMANDS for key in c.keys).items() if n > 1] == []


@pytest.mark.parametrize(
    ("number", "first"),
    [(1, "Syria"), (2, "Assad government"), (3, "Abbas Araghchi"), (4, "Normalise relations"), (5, "Words")],
)
def test_groupings_by_key(lanes: Window, number: int, first: str) -> None:
    press(Key(Key.Key_0 + number), CTRL | ALT)
    assert lanes.view_state.view.lanes.grouping == GROUPINGS[number - 1]
    assert _labels(lanes)[0] == first
    for grouping in GROUPINGS:
        is_checked = lanes.actions_by_id[f"lanes.{grouping}"].isChecked()
        assert is_checked == (grouping == GROUPINGS[number - 1])


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_every_entry_stands_somewhere_in_every_grouping(lanes: Window, grouping: Grouping) -> None:
    lanes_shown.group_by(lanes, grouping)
    timeline = lanes.canvas.timeline
    assert set(timeline.marks.entry.tolist()) == {entry.id for entry in rows(lanes.session.store, Entry)}
    keys = {lane.key for lane in _lanes(lanes) if lane.kind != "heading"}
    assert set(timeline.marks.lane[: timeline.marks.dated].tolist()) <= keys


def test_an_edit_is_seen_in_the_lanes_of_another_grouping(lanes: Window) -> None:
    lanes_shown.group_by(lanes, "speaker")
    entry = next(e for e in rows(lanes.session.store, Entry) if e.title == "Assad government falls")
    with lanes.session.edit("A speaker") as step:
        person = insert(step.store, Person(name="A. Witness"))
        insert(step.store, Participation(entry_id=entry.id, person_id=person.id, role="actor"))
    assert _labels(lanes)[0] == "A. Witness"
    lanes.session.undo()
    assert "A. Witness" not in _labels(lanes)


def test_a_filter_holds_in_every_grouping(lanes: Window) -> None:
    lanes_shown.group_by(lanes, "kind")
    lanes.view_state.change(filter=Filter(kinds=frozenset({"demand"})))
    assert _labels(lanes) == ["Words", "Demand"]


def test_a_click_on_a_heading_folds_it_and_another_opens_it(lanes: Window) -> None:
    before = _labels(lanes)
    _click(lanes, _box(lanes, "Syria", heading=True))
    assert _lane(lanes, "Syria", heading=True).folded
    assert len(_labels(lanes)) < len(before)
    assert lanes.canvas.scene_now
    strip = lanes.canvas.scene_now.sheet.strips[0]
    assert set(strip.lanes) == set(_lane(lanes, "Syria", heading=True).folded)
    assert any(strip.heights)
    _click(lanes, _box(lanes, "Syria", heading=True))
    assert _labels(lanes) == before


def test_back_and_forward_lead_through_groupings_and_folds(lanes: Window) -> None:
    press(Key.Key_4, CTRL | ALT)
    lanes_shown.fold_lane(lanes)
    press(Key.Key_Left, ALT)
    assert lanes.view_state.view.lanes.grouping == "state"
    press(Key.Key_Right, ALT)
    assert lanes.view_state.view.lanes.grouping == "topic"


def test_the_lane_of_the_selection_is_folded_pinned_moved_and_hidden_by_keys(lanes: Window) -> None:
    entry = next(e for e in rows(lanes.session.store, Entry) if e.title == "Araghchi: Doha meeting likely")
    lanes.session.select(entry.id)
    lanes.canvas.setFocus()
    press(Key.Key_F, ALT | SHIFT)
    assert _lane(lanes, "Iran").folded
    press(Key.Key_F, ALT | SHIFT)
    assert not _lane(lanes, "Iran").folded
    place = _labels(lanes).index("Iran")
    press(Key.Key_Up, ALT)
    assert _labels(lanes).index("Iran") < place
    press(Key.Key_Down, ALT)
    assert _labels(lanes).index("Iran") == place
    press(Key.Key_P, ALT | SHIFT)
    assert _labels(lanes)[:2] == ["Pinned", "Iran"]
    press(Key.Key_P, ALT | SHIFT)
    press(Key.Key_H, ALT | SHIFT)
    assert "Iran" not in _labels(lanes)
    assert "1 lane hidden" in lanes.status.counts.text()
    lanes.run("lanes.show_all")
    assert "Iran" in _labels(lanes)
    assert not lanes.actions_by_id["lanes.show_all"].isEnabled()


def test_what_is_clicked_in_one_of_its_lanes_is_looked_at_there(lanes: Window) -> None:
    talks = next(e for e in rows(lanes.session.store, Entry) if e.title == "Defence ministers meet in Moscow")
    lanes_shown.choose(lanes, lanes.view_state.view.lanes.with_folded(_lane(lanes, "Syria", heading=True)))
    scene, russia = lanes.canvas.scene_now, _lane(lanes, "Russia")
    assert scene
    mark = next(m for m in scene.sheet.marks if (m.entry, m.lane) == (talks.id, russia.key))
    at = QPointF(mark.x + scene.offset[0], mark.y + scene.offset[1])
    before = lanes.view_state.view.scroll
    lanes.canvas.pointing.click(at, Qt.KeyboardModifier.NoModifier)
    assert (lanes.session.selection, lanes.view_state.view.scroll) == (talks.id, before)
    assert lanes_shown.lane_of_selection(lanes) == russia
    timeline = lanes.canvas.timeline.marks
    in_russia = timeline.entry[: timeline.dated][timeline.lane[: timeline.dated] == russia.key].tolist()
    for entry in in_russia[in_russia.index(talks.id) + 1 :]:
        press(Key.Key_Period)
        assert lanes.session.selection == entry
        assert lanes_shown.lane_of_selection(lanes) == russia
    lanes_shown.hide_lane(lanes)
    assert "Russia" not in _labels(lanes)
    assert lanes_shown.lane_of_selection(lanes) not in (None, russia)


def test_what_stands_in_hidden_lanes_only_is_counted(lanes: Window) -> None:
    marks = lanes.canvas.timeline.marks
    turkey, whole = _lane(lanes, "Türkiye"), marks.titled
    there = marks.entry[: marks.dated][marks.lane[: marks.dated] == turkey.key].tolist()
    elsewhere = set(marks.entry[: marks.dated][marks.lane[: marks.dated] != turkey.key].tolist())
    alone = len(set(there) - elsewhere)
    assert alone > 0
    lanes_shown.choose(lanes, lanes.view_state.view.lanes.with_hidden(turkey))
    counts = lanes.status.counts
    assert f"1 lane hidden (entries: {alone})" in counts.text()
    assert counts.text().startswith(f"{whole - alone} entries in view")
    lanes.canvas.sight.pan_share(10)
    assert f"{whole - alone} earlier or later" in counts.text()
    lanes.run("lanes.show_all")
    assert f"{whole} earlier or later" in counts.text()


def test_a_header_is_dragged_to_another_place(lanes: Window) -> None:
    assert [label for label in _labels(lanes) if label in ("Türkiye", "Russia")] == ["Türkiye", "Russia"]
    lanes_shown.fold_headings(lanes, folded=True)
    turkiye, russia = _box(lanes, "Türkiye"), _box(lanes, "Russia")
    moving = lanes.canvas.moving
    assert moving.takes(QPointF(50, russia.label_y))
    moving.move(QPointF(50, turkiye.y + 5), finished=False)
    assert moving._line.isVisible()
    moving.move(QPointF(50, turkiye.y + 5), finished=True)
    assert not moving._line.isVisible()
    assert [label for label in _labels(lanes) if label in ("Türkiye", "Russia")] == ["Russia", "Türkiye"]


def test_a_drag_in_the_lanes_moves_no_lane(lanes: Window) -> None:
    assert not lanes.canvas.moving.takes(QPointF(700, _box(lanes, "Türkiye").label_y))


def test_the_menu_of_a_header_offers_how_its_lane_is_shown(lanes: Window) -> None:
    box = _box(lanes, "Türkiye")
    assert lanes.canvas.scene_now
    hit = lanes.canvas.scene_now.hit(50, box.label_y)
    at = QPoint(50, round(box.label_y))
    lanes.canvas.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, QPoint(50, 50)))
    menu = next(menu for menu in lanes.findChildren(QMenu) if menu.isVisible())
    words = [action.text() for action in menu.actions()]
    assert hit.kind == "lane"
    assert not any("New entry" in text for text in words), "no day stands under the name of a lane"
    for offered in ("Fold Türkiye", "Pin Türkiye to the top", "Move Türkiye up", "Hide Türkiye"):
        assert offered in words
    next(action for action in menu.actions() if action.text() == "Hide Türkiye").trigger()
    menu.close()
    settle()
    assert "Türkiye" not in _labels(lanes)


def test_the_list_of_lanes_shows_and_changes_them(lanes: Window) -> None:
    press(Key.Key_L, CTRL | ALT)
    dialog = lanes.findChild(LanesDialog)
    assert dialog
    tree = dialog.tree
    names = [tree.topLevelItem(n).text(NAME) for n in range(tree.topLevelItemCount())]  # type: ignore[union-attr]
    assert names[:3] == ["Syria", "Türkiye", "Russia"]

    def tick(name: str, column: int) -> None:
        place = next(n for n in range(tree.topLevelItemCount()) if _text(n) == name)
        item = tree.topLevelItem(place)
        assert item
        is_on = item.checkState(column) == Qt.CheckState.Checked
        item.setCheckState(column, Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
        settle()

    def _text(place: int) -> str:
        item = tree.topLevelItem(place)
        return item.text(NAME) if item else ""

    tick("Russia", SHOWN)
    assert "Russia" not in _labels(lanes)
    tick("Russia", SHOWN)
    tick("Iran", FOLDED)
    assert _lane(lanes, "Iran").folded
    tick("Russia", PINNED)
    assert _labels(lanes)[:2] == ["Pinned", "Russia"]
    tick("Russia", PINNED)
    tree.setCurrentItem(tree.topLevelItem(1))  # type: ignore[arg-type]
    dialog.activateWindow()
    tree.setFocus()
    press(Key.Key_F)
    assert _lane(lanes, "Türkiye").folded
    press(Key.Key_F)
    press(Key.Key_Space)
    assert "Türkiye" not in _labels(lanes)
    press(Key.Key_Space)
    press(Key.Key_Down, ALT)
    assert [_text(n) for n in range(3)] == ["Syria", "Russia", "Türkiye"]
    current = tree.currentItem()
    assert current
    assert current.text(NAME) == "Türkiye"
    dialog.reject()


@pytest.mark.parametrize(
    ("grouping", "lane", "shown"),
    [
        ("state", "Türkiye", "Türkiye"),
        ("speaker", "Hakan Fidan", "Hakan Fidan"),
        ("kind", "Demand", "demand"),
    ],
)
def test_a_new_entry_begins_as_its_lane_says(
    lanes: Window, grouping: Grouping, lane: str, shown: str, qtbot: QtBot
) -> None:
    lanes_shown.group_by(lanes, grouping)
    lanes.canvas.new_requested.emit(738_000, _lane(lanes, lane).key)
    settle()
    form = lanes.inspector
    texts = [
        str(widget.property("text") or widget.property("currentText"))
        for widget in form.findChildren(object)  # type: ignore[arg-type]
        if widget.property("text") or widget.property("currentText")
    ]
    assert any(shown in text for text in texts)


def test_the_lanes_are_as_they_were_when_a_document_is_opened_again(
    lanes: Window, show_window: Callable[..., Window]
) -> None:
    path = lanes.session.store.path
    lanes_shown.group_by(lanes, "topic")
    lanes.session.select(1)
    lanes_shown.pin_lane(lanes)
    chosen = lanes.view_state.view.lanes
    assert chosen.pinned
    lanes.close()
    again = show_window(path)
    assert again.view_state.view.lanes == chosen
    assert _labels(again)[0] == "Pinned"
