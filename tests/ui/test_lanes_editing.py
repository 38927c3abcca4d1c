"""Making, moving, picking and filtering entries in the lanes, through a real window and a real file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from timeline_app.domain.dates import parse
from timeline_app.domain.filtering import Filter
from timeline_app.domain.records import Entry, Participation
from timeline_app.layout.scene import Hit
from timeline_app.storage.rows import get, rows
from timeline_app.ui.inspector.new_entry import NewEntryPage
from timeline_app.ui.lane_menu import show_lane_menu

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from timeline_app.ui.window import Window


def _ribbons(window: Window) -> set[tuple[int, int]]:
    return {(row.party, row.topic) for row in window.canvas.scene_now.sheet.rows}


def _entry(window: Window, code: str) -> Entry:
    return next(rows(window.session.store, Entry, code=code))


def _at(window: Window, entry: int) -> QPointF:
    """Give where the mark of an entry stands, in logical pixels of the lanes."""
    window.canvas.sight.reveal(entry)
    scene = window.canvas.scene_now
    mark = next(m for m in scene.sheet.marks if m.entry == entry)
    return QPointF(mark.x + scene.offset[0], mark.y + scene.offset[1])


def _drag(window: Window, start: QPointF, days: float) -> None:
    end = start + QPointF(days * window.canvas.scene_now.scale.pixels_per_day, 0)
    assert window.canvas._takes(start)
    window.canvas._move_held((start + end) / 2, finished=False)
    window.canvas._move_held(end, finished=True)


def test_a_mark_is_dragged_to_another_day_and_back_by_undo(window: Window) -> None:
    before = _entry(window, "e13")
    window.canvas.sight.go_to(parse(before.date).begin_lo)
    window.canvas.sight.zoom(0.1)
    _drag(window, _at(window, before.id), 10)
    after = get(window.session.store, Entry, before.id)
    assert after.begin_lo == before.begin_lo + 10
    assert "date changed" in window.session.store.steps(1)[0].label.lower()
    window.session.undo()
    assert get(window.session.store, Entry, before.id).date == before.date


def test_an_uncertain_date_keeps_its_uncertainty(window: Window) -> None:
    entry = next(rows(window.session.store, Entry, code="e13"))
    session = window.session
    session.put(replace(entry, date="2023-03~"))
    window.canvas.sight.go_to(parse("2023-03-15").begin_lo)
    _drag(window, _at(window, entry.id), 62)
    assert get(session.store, Entry, entry.id).date == "2023-05~"


def test_an_edge_is_dragged_to_lengthen(window: Window) -> None:
    entry = _entry(window, "e13")
    window.session.put(replace(entry, date="2023-03-01/2023-03-20"))
    window.canvas.sight.go_to(parse("2023-03-10").begin_lo)
    window.canvas.sight.zoom(0.1)
    window.canvas.sight.reveal(entry.id)
    scene = window.canvas.scene_now
    bar = next(b for b in scene.sheet.bars if b.entry == entry.id)
    begin = QPointF(bar.left + scene.offset[0] + 1, bar.y + scene.offset[1])
    _drag(window, begin, -5)
    assert get(window.session.store, Entry, entry.id).date == "2023-02-24/2023-03-20"


def test_the_words_of_the_date_stand_beside_what_is_dragged(window: Window) -> None:
    entry = _entry(window, "e13")
    at = _at(window, entry.id)
    window.canvas._takes(at)
    window.canvas._move_held(at, finished=False)
    shown = window.canvas.dragging._card
    assert shown.isVisible()
    window.canvas._move_held(at, finished=True)
    assert not shown.isVisible()
    assert get(window.session.store, Entry, entry.id) == entry


def test_a_read_only_document_lets_nothing_be_dragged(window: Window) -> None:
    at = _at(window, _entry(window, "e13").id)
    window.session.store.read_only = True
    assert not window.canvas._takes(at)


def test_a_double_click_on_a_lane_begins_an_entry_of_that_party_and_day(window: Window) -> None:
    scene = window.canvas.scene_now
    lane = next(box for box in scene.lanes if box.kind == "party")
    at = QPointF(scene.plot[0] + 40, lane.y + lane.height - 3)
    window.canvas.pointing.double_click(at)
    page = window.inspector.page
    assert isinstance(page, NewEntryPage)
    (row,) = page.form.sections[Participation].rows
    assert row.form.record().party_id == lane.key
    day = int(scene.scale.day(at.x()))
    assert parse(str(page.form.form.fields["date"].value())).begin_lo == day


def test_ctrl_click_picks_several_and_esc_lets_go(window: Window) -> None:
    first, second = _entry(window, "e13"), _entry(window, "e15")
    window.canvas.sight.fit()
    for entry in (first, second):
        window.canvas.pointing.click(_at(window, entry.id), Qt.KeyboardModifier.ControlModifier)
    assert window.session.chosen() == sorted([first.id, second.id])
    assert "2 picked" in window.status.counts.text()
    window.canvas.pointing.click(_at(window, second.id), Qt.KeyboardModifier.ControlModifier)
    assert window.session.chosen() == [first.id]
    window.session.select(None)
    assert window.session.chosen() == []


def test_a_filter_hides_marks_and_says_how_many_and_positions_stay(window: Window) -> None:
    whole, ribbons = len(window.canvas.timeline.marks), _ribbons(window)
    window._show_filtered(Filter(kinds=frozenset({"statement"})))
    assert 0 < len(window.canvas.timeline.marks) < whole
    assert ribbons <= _ribbons(window)
    hidden = window.session.count_entries() - len(window.session.passing(window.view_state.view.filter))
    assert f"{hidden} hidden by the filter" in window.status.counts.text()
    window._show_filtered(Filter())
    assert len(window.canvas.timeline.marks) == whole


def test_what_is_searched_for_is_ringed(window: Window) -> None:
    window._mark_found("Assad")
    assert window.canvas.scene_now.ringed.size
    assert "found" in window.status.counts.text()
    plain = window.canvas.grab().toImage()
    window._mark_found("")
    assert not window.canvas.scene_now.ringed.size
    assert window.canvas.grab().toImage() != plain


def test_the_menu_under_the_pointer_acts_on_the_entry(window: Window, qtbot: QtBot) -> None:
    entry = _entry(window, "e13")
    at = _at(window, entry.id)
    reason = QContextMenuEvent.Reason.Mouse
    window.canvas.contextMenuEvent(QContextMenuEvent(reason, at.toPoint(), QPoint(10, 10)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions()]
    assert any("uplicate" in word for word in words)
    menu.close()
    assert window.session.selection == entry.id


def test_a_position_is_copied_as_a_sentence_with_its_reason(window: Window) -> None:
    row = window.canvas.scene_now.sheet.rows[0]
    day = int(window.view_state.view.as_of)
    show_lane_menu(window, Hit("ribbon", (), row.lane, row.topic, row.party), day, QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(a for a in menu.actions() if "sentence" in a.text()).trigger()
    menu.close()
    text = QGuiApplication.clipboard().text()
    assert "As of" in text
    assert text.rstrip().endswith((".", "”"))


def test_an_entry_is_copied_as_a_sentence_with_its_source(window: Window) -> None:
    window.session.select(_entry(window, "e13").id)
    window.run("edit.copy")
    text = QGuiApplication.clipboard().text()
    assert "Source: " in text
    assert "2023" in text or "2024" in text


def test_deleting_offers_undo(window: Window) -> None:
    count = window.session.count_entries()
    window.session.select(_entry(window, "e13").id)
    window.run("entry.delete")
    assert window.session.count_entries() == count - 1
    assert window.notice.isVisible()
    window.notice.undo_button.click()
    assert window.session.count_entries() == count
    assert not window.notice.isVisible()


def test_a_duplicate_is_a_draft_and_selected(window: Window) -> None:
    original = _entry(window, "e13")
    window.session.select(original.id)
    window.run("entry.duplicate")
    made = get(window.session.store, Entry, window.session.selection)
    assert (made.title, made.date, made.status, made.code) == (original.title, original.date, "draft", None)


def test_a_new_entry_like_this_begins_with_its_participants(window: Window) -> None:
    original = _entry(window, "e13")
    window.session.select(original.id)
    window.run("entry.like")
    page = window.inspector.page
    assert isinstance(page, NewEntryPage)
    parts = [row.form.record().party_id for row in page.form.sections[Participation].rows]
    stored = [p.party_id for p in rows(window.session.store, Participation, entry_id=original.id)]
    assert parts == stored
    assert page.form.form.fields["title"].text() == ""
    assert page.form.form.fields["kind"].value() == original.kind


@pytest.mark.parametrize("size", ["100", "150", "200"])
def test_lanes_grow_with_the_size_of_text_and_are_hit_where_they_are_seen(window: Window, size: str) -> None:
    window.preferences.set("text_size", size)
    window.apply_preferences()
    canvas = window.canvas
    entry = _entry(window, "e13")
    at = _at(window, entry.id)
    assert canvas.across == pytest.approx(canvas.width() / (int(size) / 100))
    canvas.pointing.move(at * canvas.text_scale)
    assert canvas.pointing._at == at
    canvas.pointing.click(at, Qt.KeyboardModifier.NoModifier)
    assert window.session.selection == entry.id
    window.preferences.set("text_size", "100")
    window.apply_preferences()
