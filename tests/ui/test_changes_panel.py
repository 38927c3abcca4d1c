"""The log of changes in a real window: filtered, jumped from, kept right over edits, and exported."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from hands import CTRL, Key, fill, find, press, settle, until
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from timeline_app.domain.dates import ordinal
from timeline_app.domain.horizon import HIDDEN_BY, HiddenBy
from timeline_app.domain.records import (
    Condition,
    ConditionStatus,
    Entry,
    Party,
    Stance,
    StanceCondition,
    Topic,
)
from timeline_app.standing import change_rows
from timeline_app.standing_lists import list_changes
from timeline_app.storage.rows import get, insert, rows
from timeline_app.ui.changes import following
from timeline_app.ui.changes.log_model import CONDITION, DATE, ENTRY, FROM, KIND, PARTY, TO, TOPIC
from timeline_app.ui.changes.log_panel import STRIKING, last_day_of
from timeline_app.ui.worded_rows import STANDS_OUT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.ui.changes.log_panel import LogPanel
    from timeline_app.ui.window import Window


@pytest.fixture
def panel(lanes: Window) -> LogPanel:
    """Give the log of turkey-syria, opened by its key."""
    press(Key.Key_L, CTRL)
    found = lanes.docks.changes
    until(lambda: found.model.rowCount() > 0)
    return found


def texts(panel: LogPanel, row: int) -> list[str]:
    return [panel.model.text_at(row, column) for column in range(panel.model.columnCount())]


def wait_for_edits(panel: LogPanel) -> None:
    settle()
    until(lambda: not panel.rest.isActive())


def test_it_lists_what_the_command_line_lists(lanes: Window, panel: LogPanel) -> None:
    store, last = lanes.session.store, last_day_of(lanes.session.timeline)
    listed = [row["date"] for row in change_rows(store, None, last)]
    assert panel.model.rowCount() == len(listed) == 46
    days = [panel.model.line(row)[1].day for row in range(panel.model.rowCount())]
    assert days == sorted(days, reverse=True)
    assert texts(panel, 0)[:4] == ["8 Dec 2024", "Syria", "Presidents meet", "ended"]
    assert "reversals: 1 · conditions dropped: 2" in panel.summary.text()


def test_what_is_striking_stands_out_and_not_by_colour_alone(panel: LogPanel) -> None:
    panel.kinds.setCurrentIndex(panel.kinds.findData(STRIKING))
    shown = [texts(panel, row) for row in range(panel.model.rowCount())]
    assert len(shown) == 3
    assert all(line[KIND].startswith("↔ reversed") or line[CONDITION] == "✗ dropped" for line in shown)
    for row in range(3):
        index = panel.model.index(row, DATE)
        assert index.data(STANDS_OUT)
        assert index.data(Qt.ItemDataRole.FontRole).bold()


def test_it_is_filtered_by_kind_party_and_topic_with_the_keyboard(panel: LogPanel) -> None:
    find("Kind of change", back=True)
    fill("Kind of change", "first")
    fill("Party", "Russia")
    fill("Proposition", "Dialogue")
    settle()
    assert panel.model.rowCount() == 1
    assert texts(panel, 0)[PARTY:TO] == ["Russia", "Dialogue w. opposition", "first", ""]
    fill("Kind of change", "reversed", back=True)
    assert panel.model.rowCount() == 0
    assert panel.summary.text() == "No change is of this kind, party and proposition."
    assert not panel.export.isEnabled()


def test_arrows_go_from_line_to_line_and_enter_to_the_entry(lanes: Window, panel: LogPanel) -> None:
    panel.table.setFocus()
    panel.table.setCurrentIndex(panel.model.index(0, 0))
    press(Key.Key_Down, times=5)
    assert panel.table.currentIndex().row() == 5
    press(Key.Key_Return)
    assert lanes.session.selection == panel.model.entry_at(5)
    scene = lanes.canvas.scene_now
    assert scene
    assert lanes.session.selection in {mark.entry for mark in scene.sheet.marks}


def test_a_line_is_said_in_words(panel: LogPanel) -> None:
    panel.kinds.setCurrentIndex(panel.kinds.findText("reversed"))
    (words,) = (panel.model.sentence_at(row) for row in range(panel.model.rowCount()))
    before, after = (panel.model.text_at(0, column) for column in (FROM, TO))
    assert f"↔ reversed, contested, {before} → {after}" in words
    assert panel.model.text_at(0, ENTRY) in words
    said = panel.model.index(0, FROM).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == before


def test_an_edit_is_followed_and_the_current_line_stays(lanes: Window, panel: LogPanel) -> None:
    row = next(r for r in range(panel.model.rowCount()) if texts(panel, r)[KIND] == "first")
    panel.table.setCurrentIndex(panel.model.index(row, 0))
    line = panel.model.line(row)
    (party, topic), change = line
    stance = next(
        s
        for s in rows(lanes.session.store, Stance, entry_id=change.entry)
        if (s.party_id, s.topic_id) == (party, topic)
    )
    other = -2 if change.after != -2 else 2
    lanes.session.change(stance, value=other)
    wait_for_edits(panel)
    (party, topic), changed = panel.model.line(panel.table.currentIndex().row())
    assert (party, topic, changed.kind, changed.after) == (*line[0], "first", other)
    lanes.session.undo()
    wait_for_edits(panel)
    assert panel.model.line(panel.table.currentIndex().row()) == line


def test_another_title_is_shown(lanes: Window, panel: LogPanel) -> None:
    entry = panel.model.entry_at(3)
    assert entry
    record = get(lanes.session.store, Entry, entry)
    assert record
    lanes.session.change(record, title="Told otherwise")
    until(lambda: texts(panel, 3)[ENTRY] == "Told otherwise")


@pytest.mark.parametrize("by", HIDDEN_BY)
def test_what_is_hidden_leaves_no_trace(lanes: Window, panel: LogPanel, by: HiddenBy) -> None:
    everything = panel.model.rowCount()
    day = ordinal(2023, 8, 31)
    lanes.view_state.change(as_of=day, hidden_by=by)
    until(lambda: 0 < panel.model.rowCount() < everything)
    later = lanes.session.later
    assert later is not None
    for row in range(panel.model.rowCount()):
        _, change = panel.model.line(row)
        assert change.day <= day
        assert not lanes.session.is_later(change.entry)
    assert f"of {panel.model.rowCount()} " in panel.summary.text()
    lanes.view_state.change(hidden_by=None)
    until(lambda: panel.model.rowCount() == everything)


def test_a_condition_that_was_met_is_told_from_a_dropped_one(empty: Window) -> None:
    session = empty.session
    with session.edit("By hand") as step:
        party = insert(step.store, Party(name="تركيا", kind="state"))
        topic = insert(step.store, Topic(kind="proposition", wording="They meet", short_label="Meet"))
        condition = insert(step.store, Condition(kind="precondition", text="Forces leave"))
        for day in ("2024-01-01", "2024-03-01"):
            entry = insert(step.store, Entry(kind="statement", date=day, title=f"Said {day}", status="coded"))
            stance = insert(
                step.store,
                Stance(entry_id=entry.id, party_id=party.id, topic_id=topic.id, value=1, mode="explicit"),
            )
            if day == "2024-01-01":
                insert(step.store, StanceCondition(stance_id=stance.id, condition_id=condition.id))
    press(Key.Key_L, CTRL)
    panel = empty.docks.changes
    until(lambda: panel.model.rowCount() == 2)
    assert texts(panel, 0)[PARTY] == "تركيا"
    assert texts(panel, 0)[CONDITION] == "✗ dropped"
    session.put(ConditionStatus(condition_id=condition.id, status="met", date="2024-02-01"))
    until(lambda: texts(panel, 0)[CONDITION] == "met")
    session.undo()
    until(lambda: texts(panel, 0)[CONDITION] == "✗ dropped")


def test_an_empty_timeline_says_so(empty: Window) -> None:
    press(Key.Key_L, CTRL)
    panel = empty.docks.changes
    until(lambda: bool(panel.summary.text()))
    assert panel.summary.text() == "No entry of this timeline takes a position yet."


@pytest.mark.parametrize("suffix", ["csv", "md"])
def test_what_is_listed_is_exported(
    lanes: Window, panel: LogPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    path = tmp_path / f"changes.{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    panel.export.click()
    store, last = lanes.session.store, last_day_of(lanes.session.timeline)
    wanted = "".join(list_changes(change_rows(store, None, last), "md" if suffix == "md" else "csv"))
    assert path.read_text(encoding="utf-8") == wanted


def test_only_what_passes_is_exported_and_the_format_chosen_counts(
    lanes: Window, panel: LogPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.kinds.setCurrentIndex(panel.kinds.findText("reversed"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "x"), "CSV (*.csv)"))
    lanes.run("file.export_changes")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        (line,) = csv.DictReader(file)
    assert line["kind"] == "reversed"
    assert line["topic"]


def test_a_long_log_is_read_anew_only_when_asked_for(
    lanes: Window, panel: LogPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "MANY", 1)
    panel.read()
    before = panel.model.rowCount()
    lanes.session._forget_answers()
    panel.read()
    assert panel.again.isVisible()
    assert "not those of the timeline as it is now" in panel.summary.text()
    panel.again.click()
    assert not panel.again.isVisible()
    assert panel.model.rowCount() == before


def test_another_document_has_another_log(
    lanes: Window, panel: LogPanel, example: Callable[[str], Path]
) -> None:
    lanes.session.open(example("idlib-2024"))
    until(lambda: panel.model.rowCount() == 3)
    assert panel.parties.findText("Syria") < 0
    assert [texts(panel, row)[TOPIC] for row in range(3)].count("Resume diplomacy") == 2
