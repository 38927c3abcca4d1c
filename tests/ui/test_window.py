"""The window with a real document: what is shown, moved, selected and said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hands import press
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox

from timeline_app.domain.records import Entry
from timeline_app.layout.scene import Hit
from timeline_app.storage.rows import insert
from timeline_app.transfer import own_example
from timeline_app.ui import along_links, appearance, copying, looking
from timeline_app.ui.actions import COMMANDS
from timeline_app.ui.timeline.list_popup import ListPopup

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from timeline_app.ui.window import Window


def _mark(window: Window, code: str) -> tuple[int, QPoint]:
    """Find an entry by its code, and where its mark stands."""
    row = window.session.store.conn.execute("SELECT id FROM entry WHERE code = ?", [code]).fetchone()
    window.canvas.sight.reveal(row[0])
    mark = next(m for m in window.canvas.scene_now.sheet.marks if m.entry == row[0])
    return row[0], _in_picture(window, mark.x, mark.y)


def _in_picture(window: Window, x: float, y: float) -> QPoint:
    """Move a point of the sheet to where it stands in the window."""
    moved_x, moved_y = window.canvas.scene_now.offset
    return QPoint(round(x + moved_x), round(y + moved_y))


def _click(qtbot: QtBot, window: Window, at: QPoint) -> None:
    qtbot.mouseMove(window.canvas.viewport(), at)
    qtbot.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)


def _texts(window: Window) -> str:
    return "\n".join(label.text() for label in window.inspector.findChildren(QLabel))


def test_a_document_opens_with_all_of_it_in_view(window: Window) -> None:
    scene = window.canvas.scene_now
    assert scene is not None
    left, _, right, _ = scene.plot
    days = window.session.timeline.marks.day
    assert left <= scene.scale.x(float(days.min()))
    assert scene.scale.x(float(days.max()) + 1) <= right
    assert "turkey-syria" in window.windowTitle()


def test_a_click_on_a_mark_shows_everything_of_its_entry(window: Window, qtbot: QtBot) -> None:
    entry, at = _mark(window, "e13")
    _click(qtbot, window, at)
    assert window.session.selection == entry
    shown = _texts(window)
    assert "Faisal Mekdad, Minister of Foreign Affairs" in shown
    assert "on behalf of Bashar al-Assad" in shown
    assert "21 May 2023" in shown
    assert "B2: usually reliable, probably true" in shown


def test_a_condition_is_shown_with_who_demands_it_and_what_it_unlocks(
    open_window: Callable[[str], Window],
) -> None:
    window = open_window("idlib-2024")
    row = window.session.store.conn.execute("SELECT id FROM entry WHERE code = 'i02'").fetchone()
    window.session.select(row[0])
    shown = _texts(window)
    assert "demanded by" in shown
    assert "of Türkiye" in shown
    assert "unlocks:" in shown


def test_a_ribbon_says_why_it_is_so(window: Window, qtbot: QtBot) -> None:
    scene = window.canvas.scene_now
    at = _in_picture(window, scene.sheet.stretches.left[0] + 40, scene.sheet.rows[0].y)
    qtbot.mouseMove(window.canvas.viewport(), at)
    window.canvas.underMouse = lambda: True
    window.canvas.pointing.move(at.toPointF())
    window.canvas.pointing._show_card()
    words = " ".join(label.text() for label in window.canvas.pointing._card.findChildren(QLabel))
    assert "Last heard" in words or "Heard on" in words


def test_the_as_of_line_steps_to_endings_too(window: Window) -> None:
    window.view_state.change(as_of=date(2024, 12, 7).toordinal())
    looking.step_as_of(window, 1)
    assert window.view_state.view.as_of == date(2024, 12, 8).toordinal()


def test_a_click_beside_everything_selects_nothing(window: Window, qtbot: QtBot) -> None:
    _, at = _mark(window, "e13")
    _click(qtbot, window, at)
    _click(qtbot, window, QPoint(195, at.y()))
    assert window.session.selection is None


def test_the_links_of_the_selected_entry_are_drawn_and_can_be_followed(window: Window, qtbot: QtBot) -> None:
    _, at = _mark(window, "e13")
    _click(qtbot, window, at)
    assert {arrow.relation for arrow in window.canvas.scene_now.sheet.arrows} <= {"reaffirms", "responds to"}
    assert window.canvas.scene_now.sheet.arrows
    along_links.go_along_link(window, forward=True)
    press(Qt.Key.Key_Return)
    code = window.session.card(window.session.selection).entry.code
    assert code in ("e08", "e12")


def test_dragging_pans_and_the_as_of_line_stays_on_its_day(window: Window, qtbot: QtBot) -> None:
    before, line = window.view_state.view, window.canvas.scene_now.as_of_x
    window.canvas.sight.pan(-60.0, 0.0)
    after = window.view_state.view
    assert after.start > before.start
    assert after.days == pytest.approx(before.days)
    assert after.as_of == before.as_of
    assert window.canvas.scene_now.as_of_x == pytest.approx(line - 60.0)


def test_the_wheel_scrolls_lanes_moves_in_time_and_zooms(window: Window) -> None:
    canvas = window.canvas

    def roll(modifier: Qt.KeyboardModifier) -> None:
        at = QPointF(700, 400)
        event = QWheelEvent(
            at, QPointF(canvas.viewport().mapToGlobal(at.toPoint())), QPoint(0, 0), QPoint(0, -120),
            Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(canvas.viewport(), event)

    start = window.view_state.view
    roll(Qt.KeyboardModifier.NoModifier)
    assert window.view_state.view.scroll > start.scroll
    roll(Qt.KeyboardModifier.ShiftModifier)
    assert window.view_state.view.start > start.start
    under = canvas.scene_now.scale.day(700)
    roll(Qt.KeyboardModifier.ControlModifier)
    assert window.view_state.view.days > start.days
    assert canvas.scene_now.scale.day(700) == pytest.approx(under)


def test_the_as_of_line_can_be_dragged_and_snaps_to_evidence(window: Window, qtbot: QtBot) -> None:
    canvas = window.canvas
    row = window.session.store.conn.execute("SELECT end_hi FROM entry WHERE code = 'e15'").fetchone()
    canvas.as_of_line.line.setValue(row[0] + 1 + 2)
    canvas.as_of_line.line.sigDragged.emit(canvas.as_of_line.line)
    assert window.view_state.view.as_of == row[0]
    assert "17 Jul 2023" in canvas.scene_now.as_of_label


def test_the_mouse_grips_the_as_of_line(window: Window, qtbot: QtBot) -> None:
    canvas = window.canvas
    as_of = window.view_state.view.as_of
    at = QPoint(round(canvas.scene_now.as_of_x), 300)
    viewport = canvas.viewport()
    qtbot.mouseMove(viewport, at)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at)
    for step in range(1, 9):
        qtbot.mouseMove(viewport, at - QPoint(step * 20, 0))
        qtbot.wait(5)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at - QPoint(160, 0))
    assert window.view_state.view.as_of < as_of


def test_a_chip_offers_what_it_holds(window: Window, qtbot: QtBot) -> None:
    window.resize(900, 620)
    window.canvas.offering.open(Hit("chip", (1, 2)), QPoint(10, 10))
    popup = window.findChild(ListPopup)
    assert popup.listed.rowCount() == 2
    qtbot.keyClick(popup.field, Qt.Key.Key_Down)
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert window.session.selection == 2


def test_an_undated_entry_waits_in_the_tray(window: Window, qtbot: QtBot) -> None:
    with window.session.edit("Add"):
        insert(window.session.store, Entry(title="<b>Nobody knows when</b>", kind="context event"))
    scene = window.canvas.scene_now
    assert [title for _, title in scene.tray] == ["<b>Nobody knows when</b>"]
    assert scene.hit(20, scene.height - 20).kind == "tray"
    assert "1 without date" in window.status.counts.text()
    window.actions_by_id["edit.undo"].trigger()
    assert window.canvas.scene_now.tray == ()
    window.actions_by_id["edit.redo"].trigger()
    assert len(window.canvas.scene_now.tray) == 1


def test_every_command_runs(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline_app.ui.documents.QFileDialog.getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr("timeline_app.ui.documents.QFileDialog.getSaveFileName", lambda *_: ("", ""))
    window.session.select(1)
    for command in COMMANDS:
        if command.id not in ("file.quit", "file.close", "view.full"):
            command.run(window)
            popup = QApplication.activePopupWidget()
            if popup:
                popup.close()
    for dialog in window.findChildren(QDialog):
        dialog.close()


def test_no_two_commands_share_a_key() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))


def test_plain_keys_work_in_the_lanes(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    window.canvas.setFocus()
    start = window.view_state.view
    qtbot.keyClick(window.canvas, Qt.Key.Key_W)
    assert window.view_state.view.days < start.days
    qtbot.keyClick(window.canvas, Qt.Key.Key_Period)
    assert window.session.selection is not None


def test_both_themes_can_be_chosen(window: Window) -> None:
    for choice in ("dark", "light", "system"):
        appearance.choose_theme(window, choice)
        assert window.preferences.theme == choice
        assert window.canvas.theme is window.theme


def test_a_failure_is_told_and_the_document_stays_open(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "no.demarche"
    path.write_bytes(b"not a database at all, just bytes" * 40)
    title = window.windowTitle()
    assert not window.session.open(path)
    box = window.findChild(QMessageBox)
    assert "no.demarche" in box.informativeText()
    box.close()
    assert window.windowTitle() == title
    assert window.canvas.scene_now is not None


def test_the_picture_on_the_clipboard_has_the_size_of_the_lanes(window: Window) -> None:
    copying.copy_picture(window)
    image = QGuiApplication.clipboard().image()
    assert image.width() == 2 * window.canvas.width()


def test_another_document_is_seen_as_of_its_own_last_day(window: Window) -> None:
    window.view_state.change(as_of=738_000)
    window.session.open(own_example("idlib-2024"))
    assert "2 Dec 2024" in window.canvas.scene_now.as_of_label
    assert window.session.selection is None


def test_windows_and_panels_come_back_as_they_were(open_window: Callable[[str], Window]) -> None:
    first = open_window("turkey-syria")
    first.docks.switch("inspector")
    first.resize(1100, 700)
    first.close()
    second = open_window("turkey-syria")
    assert not second.docks.is_shown("inspector")
