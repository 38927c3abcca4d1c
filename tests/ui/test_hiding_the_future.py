"""Hide the future, as somebody in front of a class does: by key, and nothing of it shows in any part."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hands import CTRL, SHIFT, press, settle, until
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFileDialog, QLabel, QLineEdit

from timeline_app.domain.dates import ordinal
from timeline_app.domain.filtering import Filter
from timeline_app.domain.records import Citation, Entry
from timeline_app.storage.rows import rows
from timeline_app.ui import beside

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.ui.window import Window

Key = Qt.Key
DAY = ordinal(2023, 3, 31)


def _titles(window: Window, *, later: bool) -> set[str]:
    known = set(window.session.passing(Filter()).tolist())
    return {entry.title for entry in rows(window.session.store, Entry) if (entry.id in known) != later}


def _shown_words(window: Window) -> str:
    """Give all words that stand anywhere in the window."""
    scene = window.canvas.scene_now
    words = [label.text for label in (*scene.sheet.labels, *scene.inside, *scene.edges)]
    for kind in (QLabel, QAbstractButton, QLineEdit):
        words += [part.text() for part in window.findChildren(kind) if part.isVisible()]
    for view in window.findChildren(QAbstractItemView):
        if view.isVisible() and view.model() is not None:
            words += _words_of(view.model())
    return "\n".join(words)


def _words_of(model: QAbstractItemModel) -> list[str]:
    """Give what a model tells in words: shown, in hints, and to those who cannot see it."""
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    places = [(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    return [str(model.index(*place).data(role)) for place in places for role in roles]


def _hide(lanes: Window, day: int = DAY) -> None:
    lanes.docks.show("table")
    lanes.view_state.change(as_of=day)
    lanes.canvas.setFocus()
    press(Key.Key_H)
    settle()


def _hide_by_view(lanes: Window) -> None:
    lanes.view_state.change(as_of=DAY, hidden_by="said")
    settle()


def test_a_key_hides_the_future_everywhere_and_shows_it_again(lanes: Window) -> None:
    everything = lanes.docks.table
    lanes.docks.show("table")
    settle()
    rows_before = everything.model.rowCount()
    _hide(lanes)
    later = _titles(lanes, later=True)
    assert len(later) > 10
    words = _shown_words(lanes)
    assert not [title for title in later if title in words]
    assert everything.model.rowCount() == len(_titles(lanes, later=False)) < rows_before
    assert "what was said after 31 Mar 2023 is hidden" in lanes.status.counts.text()
    assert lanes.actions_by_id["view.hide_future"].isChecked()
    lanes.canvas.setFocus()
    press(Key.Key_H)
    settle()
    assert everything.model.rowCount() == rows_before
    assert lanes.session.horizon is None


@pytest.mark.parametrize("panel", ["positions", "changes", "comparing"])
def test_no_panel_tells_of_the_future(lanes: Window, panel: str) -> None:
    lanes.docks.show(panel)
    settle()
    _hide(lanes)
    lanes.docks.show(panel)
    settle()
    until(lambda: lanes.docks.is_shown(panel))
    QTest.qWait(400)
    words = _shown_words(lanes)
    assert not [title for title in _titles(lanes, later=True) if title in words]
    assert "2024" not in words.replace("collected through 8 Dec 2024", "").replace("December 2024", "")


def test_the_history_of_a_position_ends_at_the_day(lanes: Window) -> None:
    beside.show_position_history(lanes)
    settle()
    history = beside.position_history(lanes)
    _hide_by_view(lanes)
    assert history.chart.drawn.steps
    later = lanes.session.later.tolist()
    assert not [step for step in history.chart.drawn.steps if step.entry in later]


def test_the_hidden_follows_the_as_of_line(lanes: Window) -> None:
    _hide(lanes)
    shown = lanes.docks.table.model.rowCount()
    press(Key.Key_Right, CTRL)
    settle()
    assert lanes.view_state.view.as_of > DAY
    assert lanes.docks.table.model.rowCount() > shown


def test_a_selected_entry_that_becomes_hidden_is_let_go(lanes: Window) -> None:
    last = max(rows(lanes.session.store, Entry), key=lambda entry: entry.date or "")
    lanes.session.select(last.id)
    _hide(lanes)
    assert lanes.session.selection is None
    assert lanes.inspector.page.objectName() != "page" or last.title not in _shown_words(lanes)


def test_search_finds_and_counts_only_what_is_known(lanes: Window) -> None:
    lanes.view_state.change(sought="Assad")
    found = len(lanes.session.found("Assad"))
    _hide(lanes)
    assert len(lanes.session.found("Assad")) < found
    assert f"{len(lanes.session.found('Assad'))} found" in lanes.status.counts.text()


def test_by_publication_is_the_other_choice(lanes: Window) -> None:
    lanes.view_state.change(as_of=DAY)
    press(Key.Key_H, SHIFT)
    settle()
    assert lanes.session.horizon.by == "published"
    assert "what was not published by 31 Mar 2023 is hidden" in lanes.status.counts.text()
    press(Key.Key_H)
    settle()
    assert lanes.session.horizon.by == "said"


def test_what_is_exported_holds_nothing_of_the_future(
    lanes: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "known.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    _hide(lanes)
    lanes.run("file.export")
    written = json.loads(target.read_text(encoding="utf-8"))
    assert {entry["title"] for entry in written["tables"]["entry"]} == _titles(lanes, later=False)


def test_another_document_is_shown_with_its_future_hidden_as_well(lanes: Window, example: object) -> None:
    _hide(lanes)
    lanes.session.open(example("idlib-2024"))  # pyright: ignore[reportCallIssue]
    settle()
    view = lanes.view_state.view
    assert lanes.session.horizon == view.horizon


def test_lists_hold_no_source_and_condition_of_the_future_and_count_nothing(lanes: Window) -> None:
    lanes.run("list.source")
    page = lanes.lists.pages["source"]
    settle()
    before = page.model.rowCount()
    _hide_by_view(lanes)
    listed = page.model.listing
    assert 0 < len(listed.records) < before
    cited = {
        c.source_id for c in rows(lanes.session.store, Citation) if not lanes.session.is_later(c.entry_id)
    }
    assert listed.records.keys() == cited
    assert listed.uses == {}
    lanes.view_state.change(hidden_by=None)
    assert len(page.model.listing.records) == before
