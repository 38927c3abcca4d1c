"""Faults that were found by trying, and must not come back."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMessageBox

from timeline_app.layout.view import FURTHEST
from timeline_app.session import Session
from timeline_app.storage.opening import open_store
from timeline_app.transfer import copy_example, own_example
from timeline_app.ui.actions import COMMANDS
from timeline_app.ui.paint import lane_headers
from timeline_app.ui.window import Window
from timeline_app.view_state import ViewState

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE entry SET date = '2024-13-77' WHERE id = 1",
        "UPDATE stance SET topic_id = 999",
        "UPDATE entry SET title = CAST(x'ff00fe' AS TEXT) WHERE id = 2",
    ],
)
def test_rows_that_another_program_spoilt_do_not_replace_what_is_open(
    window: Window, tmp_path: Path, harm: str
) -> None:
    path = tmp_path / "spoilt.demarche"
    copy_example("idlib-2024", path)
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA ignore_check_constraints = ON")
    conn.execute(harm)
    conn.commit()
    conn.close()
    title = window.windowTitle()
    assert not window.session.open(path)
    box = window.findChild(QMessageBox)
    assert "spoilt.demarche is damaged" in box.informativeText()
    box.close()
    assert window.windowTitle() == title
    window.canvas.sight.pan(-10.0, 0.0)


def test_a_flag_is_one_of_our_own_set_and_no_path(tmp_path: Path, qapp: object) -> None:
    evil = tmp_path / "evil.svg"
    evil.write_text('<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>')
    for name in (str(evil.with_suffix("")), "../flags/tr", "x" * 480, "tr\0", ""):
        assert lane_headers.flag_image(name) is None
    assert lane_headers.flag_image("tr") is not None


def test_a_copy_of_an_example_begins_with_what_it_holds() -> None:
    with open_store(own_example("idlib-2024")) as store:
        assert not store.can_undo()
        assert store.steps() == []


def test_the_as_of_line_stays_where_it_can_be_gripped(window: Window) -> None:
    canvas = window.canvas
    for day in (1.0, 3_000_000.0):
        canvas.as_of_line.line.setValue(day)
        canvas.as_of_line.line.sigDragged.emit(canvas.as_of_line.line)
        left, _, right, _ = canvas.scene_now.plot
        assert left <= canvas.scene_now.as_of_x <= right + 1


def test_nobody_gets_lost_in_time(window: Window) -> None:
    for _ in range(80):
        window.canvas.sight.zoom(1.25)
    for _ in range(80):
        window.canvas.sight.pan_share(0.9)
    assert window.view_state.view.start <= FURTHEST
    window.canvas.sight.fit()
    assert window.canvas.scene_now.outside == (0, 0)


def test_titles_are_there_however_far_one_zooms_out(window: Window) -> None:
    for _ in range(20):
        window.canvas.sight.zoom(1.25)
    sheet = window.canvas.scene_now.sheet
    chips = sum(len(chip.entries) for chip in sheet.chips)
    assert all(label.width > 20 for label in sheet.labels)
    assert len(sheet.labels) + chips > 0


def test_without_a_document_only_what_needs_none_can_be_asked_for(qapp: object, tmp_path: Path) -> None:
    session = Session()
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = Window(session, ViewState(session), settings)
    window.show()
    ready = {command.id for command in COMMANDS if window.actions_by_id[command.id].isEnabled()}
    assert ready == {command.id for command in COMMANDS if command.always}
    for command in COMMANDS:
        if command.always and command.id.startswith("view."):
            command.run(window)
    window.close()
    window.deleteLater()
    session.deleteLater()
