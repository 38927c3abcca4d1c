"""The positions panel in a real window: who stands where as of the day of the line, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hands import press, settle
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from timeline_app.domain.dates import ordinal, parse
from timeline_app.domain.records import Entry, Stance
from timeline_app.storage.rows import get, insert, rows
from timeline_app.ui.positions.model import BESIDE, CELL
from timeline_app.ui.positions.panel import REST

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from timeline_app.columns.shown import ShownCell
    from timeline_app.domain.vocabulary import Mode, StanceValue
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
    return panel.model.data(_index(panel, party, topic), CELL)


def _index(panel: PositionsPanel, party: str, topic: str) -> QModelIndex:
    parties, topics = panel.model.parties, panel.model.topics
    return panel.model.index_of(
        (parties.ids[parties.labels.index(party)], topics.ids[topics.labels.index(topic)])
    )


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
    lanes.view_state.change(as_of=ordinal(2020, 12, 1))
    assert panel.model.parties.ids == []
    assert "nobody" in panel.caption.text()
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
    panel.headings.click()
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
    index = next(i for row in range(panel.model.rowCount()) if (i := panel.model.index(row, 0)).data(CELL))
    panel.matrix.setFocus()
    panel.matrix.setCurrentIndex(index)
    cell = index.data(CELL)
    assert cell
    QTest.keyClick(panel.matrix, Key.Key_Return)
    settle()
    assert lanes.session.selection == cell.entry
    assert get(lanes.session.store, Entry, cell.entry)


def test_a_cell_is_said_in_words(panel: PositionsPanel) -> None:
    model, role = panel.model, Qt.ItemDataRole.AccessibleTextRole
    words = model.data(_index(panel, "Iran", "Back the government"), role)
    assert words.startswith("Iran, ")
    assert "supports, only reported, heard on the day itself" in words
    words = model.data(_index(panel, "Russia", "Resume diplomacy"), role)
    assert words.endswith("none recorded")


def test_it_names_the_evidence_that_counts(panel: PositionsPanel) -> None:
    assert "Evidence: every grade, with or without citation, drafts never" in panel.counting.text()


def test_a_blank_cell_says_why_it_is_blank(panel: PositionsPanel) -> None:
    panel.matrix.setCurrentIndex(_index(panel, "Russia", "Resume diplomacy"))
    assert "None recorded: nothing that was certainly said by 2 Dec 2024" in panel.reason.text()


def test_it_stands_under_headings_down_and_across(panel: PositionsPanel) -> None:
    model = panel.model
    rows = model.heading_rows()
    assert rows
    heading = model.headerData(rows[0], Qt.Orientation.Vertical)
    assert heading == model.parties.heading(0)
    assert model.key_at(model.index(rows[0], 0)) is None
    assert model.flags(model.index(rows[0], 0)) == Qt.ItemFlag.NoItemFlags
    assert panel.matrix.rowHeight(rows[0]) < panel.matrix.rowHeight(rows[0] + 1)
    panel.headings.click()
    assert model.heading_rows() == []
    assert panel.matrix.rowHeight(0) == panel.matrix.rowHeight(1)
    assert not any(model.headings_across())


def test_every_order_keeps_all_of_them(panel: PositionsPanel) -> None:
    model = panel.model
    panel.headings.click()
    given = sorted(model.parties.ids)
    labels: list[list[str]] = []
    for number in range(4):
        panel.order.setCurrentIndex(number)
        assert sorted(model.parties.ids) == given
        labels.append(model.parties.labels)
    assert labels[1] == sorted(labels[0], key=str.casefold)
    assert model.index_of((model.parties.ids[0], model.topics.ids[0])) == model.index(0, 0)


def _add_said(window: Window, party: str, topic: str, value: StanceValue, date: str, mode: Mode) -> int:
    timeline = window.session.timeline
    of = next(p.id for p in timeline.parties.values() if party in (p.name, p.short_name))
    on = next(t.id for t in timeline.topics.values() if t.short_label == topic)
    bounds = parse(date)
    with window.session.edit("Add") as step:
        entry = insert(
            step.store,
            Entry(
                kind="statement",
                title="May have been said",
                date=date,
                begin_lo=bounds.begin_lo,
                begin_hi=bounds.begin_hi,
                end_lo=bounds.end_lo,
                end_hi=bounds.end_hi,
                status="coded",
            ),
        )
        insert(step.store, Stance(entry_id=entry.id, party_id=of, topic_id=on, value=value, mode=mode))
    return entry.id


def test_what_is_possible_stands_beside_the_cell(lanes: Window, panel: PositionsPanel) -> None:
    entry = _add_said(lanes, "Türkiye", "Dialogue w. opposition", -2, "[2024-12-01..2024-12-09]", "explicit")
    _add_said(lanes, "Russia", "Resume diplomacy", -1, "[2024-12-01..2024-12-09]", "explicit")
    index = _index(panel, "Türkiye", "Dialogue w. opposition")
    assert [(may.entry, may.value) for may in index.data(BESIDE).possibly] == [(entry, -2)]
    assert "possibly opposes" in index.data(Qt.ItemDataRole.ToolTipRole)
    panel.matrix.setCurrentIndex(index)
    assert "Possibly by then: opposes, stated in “May have been said”" in panel.reason.text()
    blank = _index(panel, "Russia", "Resume diplomacy")
    assert blank.data(CELL) is None
    assert blank.data(BESIDE).possibly
    lanes.view_state.change(as_of=ordinal(2024, 12, 9))
    assert index.data(BESIDE).possibly == ()
    assert index.data(CELL).non_value == "mixed"


def test_signals_set_aside_are_counted(lanes: Window, panel: PositionsPanel) -> None:
    index = _index(panel, "Türkiye", "Dialogue w. opposition")
    assert index.data(BESIDE).signals == 0
    _add_said(lanes, "Türkiye", "Dialogue w. opposition", -2, "2024-12-02", "implied")
    assert index.data(BESIDE).signals == 1
    assert index.data(CELL).value == 2
    assert ", 1 set aside" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    panel.matrix.setCurrentIndex(index)
    assert "Set aside: “May have been said” (opposes, implied), weak signal." in panel.reason.text()


def test_its_history_is_asked_for_by_button_and_menu(panel: PositionsPanel, qtbot: QtBot) -> None:
    index = _index(panel, "Iran", "Back the government")
    panel.matrix.setCurrentIndex(index)
    with qtbot.waitSignal(panel.history_requested) as asked:
        panel.history.click()
    assert tuple(asked.args or ()) == panel.model.key_at(index)


def test_the_keyboard_passes_headings(panel: PositionsPanel) -> None:
    panel.matrix.setFocus()
    settle()
    rows = panel.model.heading_rows()
    assert rows[0] == 0
    reached: list[int] = []
    for _ in range(panel.model.rowCount()):
        reached.append(panel.matrix.currentIndex().row())
        QTest.keyClick(panel.matrix, Key.Key_Down)
    assert reached[0] == 1
    assert reached[-1] == panel.model.rowCount() - 1
    assert not set(reached) & set(rows)
    assert panel.reason.text()
