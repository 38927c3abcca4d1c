"""The positions panel in a real window: who stands where as of the day of the line, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hands import press, settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from timeline_app.domain.dates import ordinal
from timeline_app.domain.records import Entry, Stance
from timeline_app.storage.rows import get, rows
from timeline_app.ui.positions.model import CELL
from timeline_app.ui.positions.panel import REST

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from timeline_app.columns.shown import ShownCell
    from timeline_app.ui.positions.panel import PositionsPanel
    from timeline_app.ui.window import Window

Key = Qt.Key


@pytest.fixture
def lanes(open_window: Callable[[str], Window], qtbot: QtBot) -> Window:
    """Open a window on idlib-2024 with the positions shown, as of 2 December 2024."""
    window = open_window("idlib-2024")
    window.activateWindow()
    window.canvas.setFocus()
    settle()
    press(Key.Key_P)
    window.view_state.change(as_of=ordinal(2024, 12, 2))
    return window


@pytest.fixture
def panel(lanes: Window) -> PositionsPanel:
    """Give the panel of that window."""
    return lanes.docks.positions


def _cell(panel: PositionsPanel, party: str, topic: str) -> ShownCell | None:
    model = panel.model
    row, column = model.parties.labels.index(party), model.topics.labels.index(topic)
    index = model.index(column, row) if model.is_turned else model.index(row, column)
    return model.data(index, CELL)


def test_who_stands_where_at_the_end_of_the_report(panel: PositionsPanel) -> None:
    dialogue = _cell(panel, "Türkiye", "Dialogue w. opposition")
    assert dialogue
    assert (dialogue.value, dialogue.reported, dialogue.age) == (2, False, 0)
    for party in ("Türkiye", "Iran"):
        resumed = _cell(panel, party, "Resume diplomacy")
        assert resumed
        assert (resumed.value, resumed.reported) == (2, False)
    assert _cell(panel, "Russia", "Resume diplomacy") is None
    normal = _cell(panel, "Government", "Normalise relations")
    assert normal
    assert (normal.conditional, normal.reported) == (True, True)
    for party in ("Iran", "Russia"):
        backed = _cell(panel, party, "Back the government")
        assert backed
        assert backed.reported


def test_it_follows_the_line(lanes: Window, panel: PositionsPanel) -> None:
    lanes.view_state.change(as_of=ordinal(2024, 12, 1))
    assert panel.model.parties.ids == []
    lanes.view_state.change(as_of=ordinal(2024, 12, 12))
    dialogue = _cell(panel, "Türkiye", "Dialogue w. opposition")
    assert dialogue
    assert dialogue.age == 10
    assert "12 Dec 2024" in panel.caption.text()


def test_an_edit_is_seen_at_once(lanes: Window, panel: PositionsPanel) -> None:
    cell = _cell(panel, "Türkiye", "Dialogue w. opposition")
    assert cell
    stance = next(s for s in rows(lanes.session.store, Stance, entry_id=cell.entry))
    lanes.session.change(stance, value=-1)
    changed = _cell(panel, "Türkiye", "Dialogue w. opposition")
    assert changed
    assert changed.value == -1
    lanes.session.undo()
    assert _cell(panel, "Türkiye", "Dialogue w. opposition") == cell


def test_either_way_round_and_with_all(panel: PositionsPanel) -> None:
    parties, topics = len(panel.model.parties.ids), len(panel.model.topics.ids)
    assert (panel.model.rowCount(), panel.model.columnCount()) == (parties, topics)
    before = _cell(panel, "Iran", "Back the government")
    panel.turned.click()
    assert (panel.model.rowCount(), panel.model.columnCount()) == (topics, parties)
    assert _cell(panel, "Iran", "Back the government") == before
    panel.all.click()
    assert len(panel.model.parties.ids) >= parties


def test_why_it_is_so_stands_beside_it(panel: PositionsPanel, qtbot: QtBot) -> None:
    model = panel.model
    key = model.parties.ids[model.parties.labels.index("Türkiye")], model.topics.ids[0]
    panel.matrix.setCurrentIndex(model.index_of(key))
    assert "stated in" in panel.reason.text()
    panel._view_state.change(as_of=ordinal(2024, 12, 12))
    qtbot.wait(REST + 50)
    assert "10 days before" in panel.reason.text()


def test_the_evidence_on_a_cell_leads_to_its_entries(lanes: Window, panel: PositionsPanel) -> None:
    model = panel.model
    key = (
        model.parties.ids[model.parties.labels.index("Türkiye")],
        model.topics.ids[model.topics.labels.index("Dialogue w. opposition")],
    )
    panel.matrix.setCurrentIndex(model.index_of(key))
    item = panel.evidence.topLevelItem(0)
    assert item
    assert "carries it" in item.text(2)
    panel.evidence.itemActivated.emit(item, 0)
    cell = _cell(panel, "Türkiye", "Dialogue w. opposition")
    assert cell
    assert lanes.session.selection == cell.entry


def test_enter_leads_to_the_entry_that_carries_it(lanes: Window, panel: PositionsPanel) -> None:
    index = panel.model.index(1, 0)
    panel.matrix.setFocus()
    panel.matrix.setCurrentIndex(index)
    cell = index.data(CELL)
    assert cell
    QTest.keyClick(panel.matrix, Key.Key_Return)
    settle()
    assert lanes.session.selection == cell.entry
    assert get(lanes.session.store, Entry, cell.entry)


def test_a_cell_is_said_in_words(panel: PositionsPanel) -> None:
    model = panel.model
    row, column = model.parties.labels.index("Iran"), model.topics.labels.index("Back the government")
    words = model.data(model.index(row, column), Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Iran, ")
    assert "supports, only reported, heard on the day itself" in words
    row = model.parties.labels.index("Russia")
    column = model.topics.labels.index("Resume diplomacy")
    words = model.data(model.index(row, column), Qt.ItemDataRole.AccessibleTextRole)
    assert words.endswith("none recorded")
