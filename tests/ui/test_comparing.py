"""Two days compared in a real window: as a table, on the lanes, and over visits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hands import Key, find, press, settle, until, write
from PySide6.QtCore import Qt

from timeline_app.domain.dates import ordinal
from timeline_app.domain.records import Stance
from timeline_app.layout.comparing import changed_days
from timeline_app.storage.rows import rows
from timeline_app.ui.changes.compared_model import AFTER, BEFORE, CHANGE, ENTRY, MOVED, PARTY, TOPIC
from timeline_app.ui.changes.days import month_before

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.ui.changes.comparing_panel import ComparingPanel
    from timeline_app.ui.window import Window


@pytest.fixture
def panel(lanes: Window) -> ComparingPanel:
    """Give the comparison of turkey-syria, opened by its key from the lanes."""
    press(Key.Key_C)
    found = lanes.docks.comparing
    until(lambda: found.model.compared is not None)
    return found


def row_of(panel: ComparingPanel, party: str, topic: str) -> int:
    model = panel.model
    return next(
        row
        for row in range(model.rowCount())
        if (model.text_at(row, PARTY), model.text_at(row, TOPIC)) == (party, topic)
    )


def test_the_last_week_before_the_line(lanes: Window, panel: ComparingPanel) -> None:
    assert panel.days.span == "week"
    assert lanes.view_state.view.compared == (ordinal(2024, 12, 1), ordinal(2024, 12, 8))
    row = row_of(panel, "Syria", "Turkish forces leave")
    assert [panel.model.text_at(row, c) for c in (BEFORE, AFTER, MOVED)] == ["supports", "none", "moved"]
    assert panel.model.text_at(row, CHANGE).startswith("8 Dec 2024: ended")
    assert panel.model.text_at(row, ENTRY) == "Assad government falls"
    assert "positions with changes: 7" in panel.summary.text()


def test_it_follows_the_line_unless_two_days_are_typed(lanes: Window, panel: ComparingPanel) -> None:
    lanes.view_state.change(as_of=ordinal(2023, 8, 31))
    until(lambda: lanes.view_state.view.compared == (ordinal(2023, 8, 24), ordinal(2023, 8, 31)))
    panel.days.choose("month")
    assert lanes.view_state.view.compared == (ordinal(2023, 7, 31), ordinal(2023, 8, 31))
    panel.days.type_days("31 Mar 2023", "2023-12-31")
    typed = ordinal(2023, 3, 31), ordinal(2023, 12, 31)
    assert lanes.view_state.view.compared == typed
    lanes.view_state.change(as_of=ordinal(2024, 9, 1))
    settle()
    assert not panel.rest.isActive()
    assert lanes.view_state.view.compared == typed


def test_two_days_are_typed_with_the_keyboard_in_any_order(lanes: Window, panel: ComparingPanel) -> None:
    find("From the end of", back=True)
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write("1 Sep 2024")
    find("To the end of")
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write("31 Mar 2023\n")
    settle()
    assert panel.days.span == "typed"
    assert lanes.view_state.view.compared == (ordinal(2023, 3, 31), ordinal(2024, 9, 1))
    assert [panel.days.first.text(), panel.days.second.text()] == ["31 Mar 2023", "1 Sep 2024"]


def test_what_is_no_day_is_said_and_stays_to_be_mended(lanes: Window, panel: ComparingPanel) -> None:
    panel.days.type_days("whenever", "2 Dec 2024")
    assert panel.model.rowCount() == 0
    assert "whenever" in panel.summary.text()
    assert lanes.view_state.view.compared is None
    assert panel.days.first.text() == "whenever"
    panel.days.type_days("1 Dec 2024", "2 Dec 2024")
    assert lanes.view_state.view.compared == (ordinal(2024, 12, 1), ordinal(2024, 12, 2))


def test_the_changes_of_a_row_stand_beside_it_and_lead_to_entries(
    lanes: Window, panel: ComparingPanel
) -> None:
    panel.days.type_days("31 Mar 2023", "8 Dec 2024")
    row = row_of(panel, "Syria", "Normalise relations")
    panel.table.setCurrentIndex(panel.model.index(row, 0))
    assert [panel.changes.line(n)[1].kind for n in range(3)] == ["ended", "lapsed", "first"]
    assert panel.model.text_at(row, MOVED) == "and back"
    panel.table.setFocus()
    press(Key.Key_Return)
    assert lanes.session.selection == panel.changes.line(0)[1].entry
    panel.lines.setFocus()
    panel.lines.setCurrentIndex(panel.changes.index(2, 0))
    press(Key.Key_Return)
    assert lanes.session.selection == panel.changes.line(2)[1].entry


def test_only_who_moved(panel: ComparingPanel) -> None:
    panel.days.type_days("31 Mar 2023", "8 Dec 2024")
    everything = panel.model.rowCount()
    panel.only_moved.click()
    assert 0 < panel.model.rowCount() < everything
    moved = {panel.model.text_at(row, MOVED) for row in range(panel.model.rowCount())}
    assert moved == {"moved"}


def test_the_lanes_stress_what_changed_while_it_is_shown(lanes: Window, panel: ComparingPanel) -> None:
    panel.days.type_days("31 Mar 2023", "1 Sep 2024")
    scene = lanes.canvas.scene_now
    assert scene
    assert scene.compared
    assert [flag.label for flag in scene.compared.flags] == [
        "from end of 31 Mar 2023",
        "to end of 1 Sep 2024",
    ]
    scale = scene.sheet.scale
    begins = sorted(round(scale.day(box.left)) for box in scene.compared.boxes)
    assert begins
    assert all(ordinal(2023, 3, 31) < day <= ordinal(2024, 9, 1) for day in begins)
    press(Key.Key_C) if lanes.canvas.hasFocus() else lanes.run("view.comparing")
    scene = lanes.canvas.scene_now
    assert scene
    assert scene.compared is None


def test_what_only_reaffirms_is_not_stressed(lanes: Window) -> None:
    timeline = lanes.session.timeline
    topic = next(t.id for t in timeline.topics.values() if t.short_label == "Withdrawal first")
    party = next(p.id for p in timeline.parties.values() if p.name == "Syria")
    own = timeline.segments.part(timeline.segments.of(party, topic))
    starts, ends = changed_days(own, ordinal(2023, 4, 5), ordinal(2024, 7, 1))
    assert len(own) > 3
    assert (starts.tolist(), ends.tolist()) == ([], [])


def test_an_edit_is_followed(lanes: Window, panel: ComparingPanel) -> None:
    panel.days.type_days("31 Mar 2023", "7 Dec 2024")
    row = row_of(panel, "Russia", "Dialogue w. opposition")
    before = panel.model.text_at(row, AFTER)
    entry = panel.model.entry_at(row)
    party, topic = panel.model.key_at(row)
    stance = next(
        s
        for s in rows(lanes.session.store, Stance, entry_id=entry)
        if (s.party_id, s.topic_id) == (party, topic)
    )
    lanes.session.change(stance, value=-2)
    until(lambda: panel.model.text_at(row, AFTER) == "opposes")
    lanes.session.undo()
    until(lambda: panel.model.text_at(row, AFTER) == before)


def test_reports_show_otherwise_but_move_nobody(open_window: Callable[[str], Window]) -> None:
    window = open_window("idlib-2024")
    window.run("view.comparing")
    panel = window.docks.comparing
    until(lambda: panel.model.compared is not None)
    row = row_of(panel, "Russia", "Back the government")
    assert panel.model.text_at(row, MOVED) == "reported"
    assert panel.model.text_at(row, CHANGE) == "only reports"
    assert "moved: 3 · Türkiye, Iran" in panel.summary.text()


def test_what_is_hidden_leaves_no_trace(lanes: Window, panel: ComparingPanel) -> None:
    panel.days.type_days("31 Mar 2023", "8 Dec 2024")
    row = row_of(panel, "Syria", "Normalise relations")
    assert panel.model.text_at(row, MOVED) == "and back"
    lanes.view_state.change(as_of=ordinal(2023, 8, 31), hidden_by="said")
    until(lambda: panel.model.text_at(0, MOVED) == "moved")
    row = row_of(panel, "Syria", "Normalise relations")
    assert panel.model.text_at(row, CHANGE) == "10 May 2023: first"


def test_since_the_last_visit(lanes: Window, panel: ComparingPanel, example: Callable[[str], Path]) -> None:
    panel.days.choose("visit")
    assert "No earlier visit" in panel.summary.text()
    assert lanes.view_state.view.compared is None
    path = example("turkey-syria")
    uid = lanes.session.document_uid
    lanes.session.close()
    assert lanes.preferences.last_visit(uid) == (date.today().toordinal(), ordinal(2024, 12, 7))  # noqa: DTZ011
    lanes.preferences.keep_visit(uid, ordinal(2026, 1, 1), ordinal(2023, 12, 31))
    lanes.session.open(path)
    until(lambda: lanes.view_state.view.compared is not None)
    assert lanes.view_state.view.compared == (ordinal(2023, 12, 31), ordinal(2024, 12, 8))


def test_settings_that_are_damaged_tell_of_no_visit(lanes: Window) -> None:
    lanes.settings.setValue("visit/x", "[1")
    assert lanes.preferences.last_visit("x") is None


def test_an_empty_timeline_says_so(empty: Window) -> None:
    press(Key.Key_C)
    panel = empty.docks.comparing
    until(lambda: "no position changed" in panel.summary.text())


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ((2024, 3, 31), (2024, 2, 29)),
        ((2024, 5, 31), (2024, 4, 30)),
        ((2024, 1, 15), (2023, 12, 15)),
        ((2024, 3, 1), (2024, 2, 1)),
    ],
)
def test_a_month_before(day: tuple[int, int, int], before: tuple[int, int, int]) -> None:
    assert month_before(ordinal(*day)) == ordinal(*before)
