"""The overview in a window: the brush leads and follows, and the strip shows what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hands import press, settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from timeline_app.domain.filtering import Filter
from timeline_app.domain.records import Entry
from timeline_app.layout.overview import brush_of
from timeline_app.layout.view import EVERYTHING
from timeline_app.storage.rows import insert
from timeline_app.ui import appearance

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from timeline_app.ui.timeline.overview import Overview
    from timeline_app.ui.window import Window

Key = Qt.Key


@pytest.fixture
def strip(window: Window) -> Overview:
    """Give the overview of a window on turkey-syria, looking at a part of it."""
    window.activateWindow()
    days = window.session.timeline.marks.day
    window.view_state.change(start=float(days.min()) + 100, end=float(days.min()) + 300)
    settle()
    return window.middle.overview


def _x(strip: Overview, day: float) -> int:
    return round(strip.scene_now.scale.x(day) * strip._canvas.text_scale)


def _drag(qtbot: QtBot, strip: Overview, start: int, by: int) -> None:
    surface, at = strip.viewport(), QPoint(start, strip.height() // 2)
    qtbot.mouseMove(surface, at)
    qtbot.mousePress(surface, Qt.MouseButton.LeftButton, pos=at)
    for step in range(1, 9):
        qtbot.mouseMove(surface, at + QPoint(round(by * step / 8), 0))
        qtbot.wait(12)  # pyqtgraph passes on a hundred moves a second
    qtbot.mouseRelease(surface, Qt.MouseButton.LeftButton, pos=at + QPoint(by, 0))
    settle()


def test_the_brush_stands_where_one_looks(window: Window, strip: Overview) -> None:
    view = window.view_state.view
    assert strip._region.getRegion() == pytest.approx((view.start, view.end))
    window.canvas.sight.pan_share(0.5)
    view = window.view_state.view
    assert strip._region.getRegion() == pytest.approx((view.start, view.end))
    assert strip._as_of.value() == view.as_of + 1
    window.view_state.change(as_of=view.as_of - 30)
    assert strip._as_of.value() == view.as_of - 29


def test_dragging_the_brush_pans_and_is_one_place(window: Window, strip: Overview, qtbot: QtBot) -> None:
    before = window.view_state.view
    window.view_state.forget_places()
    _drag(qtbot, strip, _x(strip, before.start + before.days / 2), 120)
    after = window.view_state.view
    assert after.days == pytest.approx(before.days)
    assert (after.start - before.start) * strip.scene_now.scale.pixels_per_day == pytest.approx(120, abs=3)
    assert strip._region.getRegion() == pytest.approx((after.start, after.end))
    window.run("view.back")
    assert window.view_state.view == before
    assert not window.view_state.can_go_back


def test_dragging_an_edge_of_the_brush_zooms(window: Window, strip: Overview, qtbot: QtBot) -> None:
    before = window.view_state.view
    _drag(qtbot, strip, _x(strip, before.end), 90)
    after = window.view_state.view
    assert after.start == pytest.approx(before.start)
    assert after.end > before.end
    _drag(qtbot, strip, _x(strip, after.start), -40)
    assert window.view_state.view.start < before.start
    assert window.view_state.view.end == pytest.approx(after.end)


def test_dragging_past_the_end_keeps_the_zoom(window: Window, strip: Overview, qtbot: QtBot) -> None:
    before = window.view_state.view
    _drag(qtbot, strip, _x(strip, before.start + before.days / 2), 2000)
    assert window.view_state.view.days == pytest.approx(before.days)
    assert window.view_state.view.start > before.start


def test_a_click_beside_the_brush_goes_there_and_a_drag_draws_a_stretch(
    window: Window, strip: Overview, qtbot: QtBot
) -> None:
    before = window.view_state.view
    at = QPoint(strip.width() - 120, strip.height() // 2)
    qtbot.mouseMove(strip.viewport(), at)
    qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle()
    view = window.view_state.view
    assert view.days == pytest.approx(before.days)
    assert view.start + view.days / 2 == pytest.approx(strip.scene_now.scale.day(at.x()), abs=2)
    _drag(qtbot, strip, 260, 60)
    view = window.view_state.view
    assert view.days * strip.scene_now.scale.pixels_per_day == pytest.approx(60, abs=3)


def test_a_narrow_brush_is_taken_as_a_whole(window: Window, strip: Overview, qtbot: QtBot) -> None:
    window.view_state.change(end=window.view_state.view.start + 2)
    before = window.view_state.view
    low, high = brush_of(before, strip.scene_now.scale, strip.scene_now.width)
    _drag(qtbot, strip, _x(strip, (low + high) / 2), 100)
    after = window.view_state.view
    assert after.days == pytest.approx(before.days)
    assert after.start > before.start


def test_arrows_move_the_brush_and_it_says_where_it_is(window: Window, strip: Overview) -> None:
    strip.setFocus()
    settle()
    before = window.view_state.view
    press(Key.Key_Right)
    assert window.view_state.view.start > before.start
    press(Key.Key_Up)
    assert window.view_state.view.days < before.days
    press(Key.Key_Home)
    said = QAccessible.queryAccessibleInterface(strip)
    assert said.text(QAccessible.Text.Name) == "Overview"
    assert strip.scene_now.words in said.text(QAccessible.Text.Description)
    assert strip._frame.isVisible()


def test_tab_leads_from_the_lanes_to_the_strip(window: Window, strip: Overview) -> None:
    window.canvas.setFocus()
    for _ in range(4):
        press(Key.Key_Tab)
        if QApplication.focusWidget() is strip:
            return
    pytest.fail("no Tab led to the overview")


def test_it_counts_anew_after_edits_and_filters_only(window: Window, strip: Overview) -> None:
    begun = strip.scene_now
    window.canvas.sight.pan_share(0.3)
    window.session.select(1)
    assert strip.scene_now is begun
    with window.session.edit("Add"):
        insert(window.session.store, Entry(title="Far on", date="2031-01-01", kind="context event"))
    longer = strip.scene_now
    assert longer.words.endswith("1 Jan 2031")
    window.session.undo()
    assert strip.scene_now.words == begun.words
    window.view_state.change(filter=Filter(kinds=frozenset({"talks"})))
    fewer = strip.scene_now
    assert len(fewer.bars.x) < len(begun.bars.x)
    assert fewer.scale == begun.scale
    window.view_state.change(filter=EVERYTHING)
    assert strip.scene_now.bars.x.tolist() == begun.bars.x.tolist()


def test_what_is_found_is_ticked(window: Window, strip: Overview) -> None:
    assert not len(strip.scene_now.hits)
    window.search.text_searched.emit("Assad")
    found = window.session.found("Assad")
    assert 0 < len(strip.scene_now.hits) <= len(found)
    window.search.text_searched.emit("")
    assert not len(strip.scene_now.hits)


def test_it_is_put_away_and_that_is_remembered(
    window: Window, strip: Overview, show_window: Callable[..., Window]
) -> None:
    height = window.canvas.height()
    window.run("view.overview")
    settle()
    assert strip.isHidden()
    assert not window.actions_by_id["view.overview"].isChecked()
    assert window.canvas.height() > height
    other = show_window(window.session.store.path)
    assert other.middle.overview.isHidden()
    other.run("view.overview")
    settle()
    assert not other.middle.overview.isHidden()
    view = other.view_state.view
    assert (
        other.middle.overview._shown[0]
        <= view.start + view.days
        <= other.middle.overview._shown[1] + view.days
    )


def test_it_gives_way_where_the_lanes_have_little_room(window: Window, strip: Overview) -> None:
    window.resize(1024, 500)
    settle()
    assert strip.isHidden()
    assert window.middle.wants_overview
    window.resize(1024, 640)
    settle()
    assert not strip.isHidden()
    assert window.canvas.height() >= 420


def test_it_follows_colours_and_the_size_of_text(window: Window, strip: Overview) -> None:
    height = strip.height()
    for theme in ("dark", "light"):
        appearance.choose_theme(window, theme)
        settle()
        assert strip._region.brush.color().name().upper() == window.theme.accent.upper()
    for _ in range(6):
        appearance.change_text_size(window, 1)
    settle()
    assert strip.height() == 2 * height
    view = window.view_state.view
    low, high = brush_of(view, strip.scene_now.scale, strip.scene_now.width)
    assert strip._region.getRegion() == pytest.approx((low, high))
    for _ in range(6):
        appearance.change_text_size(window, -1)
    appearance.choose_theme(window, "system")


def test_a_document_without_entries_has_an_empty_strip(empty: Window) -> None:
    strip = empty.middle.overview
    assert not len(strip.scene_now.bars.x)
    assert not strip.grab().isNull()
