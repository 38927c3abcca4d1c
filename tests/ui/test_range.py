"""The selected range in a window: drawn, moved, typed and cleared as a user does; its numbers; its export."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hands import CTRL, NONE, SHIFT, fill, press, settle, until
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from timeline_app.domain.dates import ordinal
from timeline_app.domain.filtering import Filter
from timeline_app.domain.records import Entry
from timeline_app.layout.metrics import NORMAL
from timeline_app.storage.rows import insert
from timeline_app.storage.statistics import days_within, entries_within
from timeline_app.ui import lanes_shown
from timeline_app.ui.dialogs.range_of_days import SelectRange

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from timeline_app.domain.vocabulary import Grouping
    from timeline_app.ui.window import Window

Key = Qt.Key
NO_BUTTON = Qt.MouseButton.NoButton
ON_AXIS, IN_LANES = 30, 300


def _drag(qtbot: QtBot, window: Window, start: QPoint, by: int, held: Qt.KeyboardModifier = NONE) -> None:
    surface = window.canvas.viewport()
    qtbot.mouseMove(surface, start)
    qtbot.mousePress(surface, Qt.MouseButton.LeftButton, held, pos=start)
    for step in range(1, 9):
        _move(surface, start + QPoint(round(by * step / 8), 0), held)
        qtbot.wait(5)
    qtbot.mouseRelease(surface, Qt.MouseButton.LeftButton, held, pos=start + QPoint(by, 0))
    settle()


def _move(surface: QWidget, at: QPoint, held: Qt.KeyboardModifier) -> None:
    """Move with keys held, which the moves of QTest know nothing of."""
    where, left = QPointF(at), Qt.MouseButton.LeftButton
    there = QPointF(surface.mapToGlobal(at))
    QApplication.sendEvent(surface, QMouseEvent(QEvent.Type.MouseMove, where, there, NO_BUTTON, left, held))


def _x(window: Window, day: float) -> int:
    return round(window.canvas.scene_now.scale.x(day))


def _span(window: Window) -> tuple[float, float]:
    span = window.view_state.view.span
    assert span is not None
    return span


def _select(window: Window, first: str, last: str) -> None:
    press(Key.Key_G, CTRL | SHIFT)
    fill("From", first)
    fill("To", last)
    press(Key.Key_Return)
    settle()


def _inside(window: Window) -> list[int]:
    session = window.session
    passing = session.passing(window.view_state.view.filter)
    return entries_within(session.timeline, passing, days_within(_span(window))).tolist()


def test_a_drag_along_the_axis_selects_whole_days(lanes: Window, qtbot: QtBot) -> None:
    before = lanes.view_state.view
    day = lanes.canvas.scene_now.scale.day
    _drag(qtbot, lanes, QPoint(500, ON_AXIS), 200)
    span = _span(lanes)
    assert span == (round(day(500)), round(day(700)))
    after = lanes.view_state.view
    assert (after.start, after.end) == (before.start, before.end)
    assert lanes.canvas.span.region.isVisible()
    assert lanes.canvas.span.region.getRegion() == span
    assert lanes.docks.is_shown("range")
    assert not lanes.canvas.span.is_drawn
    assert lanes.actions_by_id["time.no_range"].isEnabled()
    _drag(qtbot, lanes, QPoint(600, ON_AXIS), -200)
    assert _span(lanes)[1] < span[1]


def test_with_ctrl_a_drag_in_the_lanes_selects_a_range_and_moves_nothing(lanes: Window, qtbot: QtBot) -> None:
    before, scene = lanes.view_state.view, lanes.canvas.scene_now
    day, undo = scene.scale.day, lanes.actions_by_id["edit.undo"].isEnabled()
    mark = next(
        m for m in scene.sheet.marks if scene.hit(m.x + scene.offset[0], m.y + scene.offset[1]).entries
    )
    at = QPoint(round(mark.x + scene.offset[0]), round(mark.y + scene.offset[1]))
    for start, by in ((QPoint(500, IN_LANES), 200), (QPoint(700, IN_LANES), -150), (at, -90)):
        lanes.view_state.change(span=None)
        settle()
        _drag(qtbot, lanes, start, by, CTRL)
        first, last = sorted((start.x(), start.x() + by))
        assert _span(lanes) == (round(day(first)), round(day(last)))
    after = lanes.view_state.view
    assert (after.start, after.end, after.scroll) == (before.start, before.end, before.scroll)
    assert lanes.actions_by_id["edit.undo"].isEnabled() == undo
    assert lanes.session.selection is None
    assert lanes.docks.is_shown("range")


def test_with_ctrl_a_header_is_still_a_lane_to_move(lanes: Window, qtbot: QtBot) -> None:
    _drag(qtbot, lanes, QPoint(60, IN_LANES), 100, CTRL)
    assert lanes.view_state.view.span is None


@pytest.mark.parametrize("grouping", ["party", "speaker", "topic", "kind"])
def test_entries_are_counted_in_the_lanes_that_are_looked_at(lanes: Window, grouping: Grouping) -> None:
    _select(lanes, "2022", "2024")
    lanes_shown.group_by(lanes, grouping)
    panel = lanes.docks.range
    panel.count()
    shown = {panel.lanes.item(row, 0).text() for row in range(panel.lanes.rowCount())}
    assert lanes.canvas.arrangement
    assert shown == {
        placed.lane.label for placed in lanes.canvas.arrangement.lanes if placed.lane.kind != "heading"
    }


def test_a_click_on_the_axis_selects_none(lanes: Window, qtbot: QtBot) -> None:
    qtbot.mouseClick(lanes.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(500, ON_AXIS))
    settle()
    assert lanes.view_state.view.span is None
    assert not lanes.docks.is_shown("range")


def test_a_drag_in_the_lanes_pans_and_with_shift_zooms(lanes: Window, qtbot: QtBot) -> None:
    lanes.view_state.change(span=(ordinal(2023, 1, 1) + 0.0, ordinal(2024, 6, 1) + 0.0))
    span, before = _span(lanes), lanes.view_state.view
    settle()
    hit = lanes.canvas.scene_now.hit
    free = next(y for y in range(100, 400, 5) if hit(620, y) and hit(620, y).kind not in ("mark", "chip"))
    _drag(qtbot, lanes, QPoint(620, free), 100)
    panned = lanes.view_state.view
    assert panned.start < before.start
    _drag(qtbot, lanes, QPoint(600, ON_AXIS), 100, SHIFT)
    assert lanes.view_state.view.days < before.days / 2
    assert _span(lanes) == span


def test_an_edge_is_dragged_and_the_other_stays_even_out_of_sight(lanes: Window, qtbot: QtBot) -> None:
    view = lanes.view_state.view
    span = (float(round(view.start)) - 400, float(round(view.start + view.days / 2)))
    lanes.view_state.change(span=span)
    settle()
    first, last = lanes.canvas.span.region.lines
    assert not first.isVisible()
    assert last.isVisible()
    assert _x(lanes, lanes.canvas.span.region.getRegion()[0]) >= NORMAL.header - 1
    _drag(qtbot, lanes, QPoint(_x(lanes, span[1]), IN_LANES), 120)
    moved = _span(lanes)
    assert moved[0] == span[0]
    days = 120 / lanes.canvas.scene_now.scale.pixels_per_day
    assert moved[1] - span[1] == pytest.approx(days, abs=2 * days / 120 + 1)
    _drag(qtbot, lanes, QPoint(_x(lanes, moved[1]), IN_LANES), 3000)
    assert _span(lanes)[0] == span[0]
    assert span[1] < _span(lanes)[1] <= lanes.view_state.view.end + 1


def test_escape_clears_it_and_the_place_before_does_not_bring_it_back(lanes: Window) -> None:
    press(Key.Key_Home)
    lanes.view_state.change(span=(738_000.0, 738_100.0))
    assert lanes.docks.is_shown("range")
    lanes.canvas.setFocus()
    lanes.session.select(1)
    press(Key.Key_Escape)
    assert lanes.view_state.view.span is None
    assert lanes.session.selection is None
    assert not lanes.docks.is_shown("range")
    lanes.view_state.change(span=(738_000.0, 738_100.0))
    lanes.run("view.back")
    assert _span(lanes) == (738_000.0, 738_100.0)
    lanes.run("time.no_range")
    assert lanes.view_state.view.span is None


def test_a_range_is_typed_as_dates(lanes: Window) -> None:
    _select(lanes, "May 2023", "2 Dec 2023")
    assert _span(lanes) == (ordinal(2023, 5, 1), ordinal(2023, 12, 3))
    assert lanes.docks.range.days.text().startswith("1 May 2023 to 2 Dec 2023 (days: 216)")
    press(Key.Key_G, CTRL | SHIFT)
    dialog = lanes.findChild(SelectRange)
    assert [field.text() for field in (dialog.first, dialog.last)] == ["1 May 2023", "2 Dec 2023"]
    fill("To", "2020")
    press(Key.Key_Return)
    assert dialog.last.fault()
    assert dialog.isVisible()
    fill("To", "")
    press(Key.Key_Return)
    assert dialog.isVisible()
    press(Key.Key_Escape)
    assert _span(lanes) == (ordinal(2023, 5, 1), ordinal(2023, 12, 3))


def test_a_range_out_of_sight_is_gone_to(lanes: Window) -> None:
    lanes.canvas.sight.focus_selection()
    _select(lanes, "3 Mar 1950", "4 Mar 1950")
    view = lanes.view_state.view
    assert view.start < ordinal(1950, 3, 4) < view.end
    assert lanes.canvas.span.region.isVisible()


def test_the_panel_follows_range_filter_and_edits(lanes: Window) -> None:
    _select(lanes, "2023", "2023")
    panel = lanes.docks.range
    until(lambda: panel.statistics is not None and panel.statistics.entries == len(_inside(lanes)))
    before = panel.statistics.entries
    assert f"Entries: {before} " in panel.summary.text()
    rows = [(panel.lanes.item(r, 0).text(), panel.lanes.item(r, 1).text()) for r in range(2)]
    assert {name for name, _ in rows} <= {"Syria", "Türkiye"}
    lanes.view_state.change(span=(ordinal(2023, 1, 1) + 0.0, ordinal(2023, 3, 1) + 0.0))
    until(lambda: panel.statistics.entries == len(_inside(lanes)) < before)
    lanes.view_state.change(span=(ordinal(2023, 1, 1) + 0.0, ordinal(2024, 1, 1) + 0.0))
    lanes.filter_bar._change(Filter(kinds=frozenset({"statement"})))
    until(lambda: [panel.kinds.item(r, 0).text() for r in range(panel.kinds.rowCount())] == ["statement"])
    assert panel.days.text().endswith("what passes the filter")
    of_statements = panel.statistics.entries
    with lanes.session.edit("One more") as step:
        insert(step.store, Entry(title="One more", kind="statement", date="2023-06-01"))
    until(lambda: panel.statistics.entries == of_statements + 1)
    assert panel.statistics.uncited == 1
    assert ("Context", "1") in [
        (panel.lanes.item(r, 0).text(), panel.lanes.item(r, 1).text()) for r in range(panel.lanes.rowCount())
    ]


def test_the_panel_without_a_range_says_how_to_select_one(lanes: Window) -> None:
    panel = lanes.docks.range
    lanes.docks.show("range")
    settle()
    assert "Drag along the dates" in panel.days.text()
    assert not panel.buttons["file.export_range"].isEnabled()
    assert not lanes.actions_by_id["file.export_range"].isEnabled()
    panel.buttons["time.range"].click()
    assert lanes.findChild(SelectRange).isVisible()
    press(Key.Key_Escape)


def test_another_document_has_no_range(lanes: Window, tmp_path: Path) -> None:
    from timeline_app.storage.opening import create

    lanes.view_state.change(span=(738_000.0, 739_000.0))
    path = tmp_path / "other.demarche"
    create(path).close()
    lanes.open_document(path)
    settle()
    assert lanes.view_state.view.span is None
    assert not lanes.docks.is_shown("range")


def test_the_entries_of_a_range_are_exported(
    lanes: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def chosen(*_: Any, **__: Any) -> tuple[str, str]:
        return str(tmp_path / "part.json"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    _select(lanes, "2023", "2023")
    lanes.filter_bar._change(Filter(kinds=frozenset({"statement"})))
    settle()
    lanes.docks.range.buttons["file.export_range"].click()
    settle()
    tables = json.loads((tmp_path / "part.json").read_text())["tables"]
    assert len(tables["entry"]) == len(_inside(lanes)) > 0
    assert {row["kind"] for row in tables["entry"]} == {"statement"}
