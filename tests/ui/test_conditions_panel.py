"""The panel of conditions in a real window: how they stand as of the line, and who waits for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hands import Key, fill, find, press, settle, until
from PySide6.QtCore import Qt

from timeline_app.domain.dates import ordinal
from timeline_app.domain.records import Condition, ConditionStatus, Entry, Party
from timeline_app.storage.rows import rows
from timeline_app.ui.conditions.model import (
    BY,
    CARRIED,
    DEADLINE,
    ENTRY,
    LOCK,
    OF,
    STANDING,
    STATUS,
    TEXT,
    UNLOCKS,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.ui.conditions.panel import ConditionsPanel
    from timeline_app.ui.window import Window


@pytest.fixture
def panel(lanes: Window) -> ConditionsPanel:
    """Give the conditions of turkey-syria, opened by their key from the lanes."""
    press(Key.Key_I)
    found = lanes.docks.conditions
    until(lambda: found.model.rowCount() > 0)
    return found


def rest(panel: ConditionsPanel) -> None:
    settle()
    until(lambda: not panel.rest.isActive())


def look_at(window: Window, panel: ConditionsPanel, year: int, month: int, day: int) -> None:
    window.view_state.change(as_of=ordinal(year, month, day))
    rest(panel)


def texts(panel: ConditionsPanel, column: int) -> list[str]:
    return [panel.model.text_at(row, column) for row in range(panel.model.rowCount())]


def row_of(panel: ConditionsPanel, text: str) -> int:
    return next(n for n, one in enumerate(texts(panel, TEXT)) if text in one)


def condition(window: Window, text: str) -> Condition:
    return next(one for one in rows(window.session.store, Condition) if text in one.text)


def wait_for_each_other(window: Window) -> None:
    syria = next(p for p in rows(window.session.store, Party) if p.name == "Syria")
    asked = condition(window, "foreign-minister")
    window.session.change(asked, demanded_of_id=syria.id, deadline="2023-04-30")


def test_each_stands_as_of_the_line(lanes: Window, panel: ConditionsPanel) -> None:
    assert panel.isAncestorOf(lanes.focusWidget())
    assert texts(panel, STANDING) == ["dropped"] * 5
    look_at(lanes, panel, 2023, 3, 31)
    assert panel.summary.text() == "As of the end of 31 Mar 2023: open 2 · met 0 · dropped 1"
    row = row_of(panel, "full Turkish")
    said = [
        panel.model.text_at(row, column) for column in (STANDING, BY, OF, UNLOCKS, STATUS, ENTRY, CARRIED)
    ]
    assert said == [
        *("open", "Syria", "Türkiye", "Presidents meet", "stated since 31 Mar 2023"),
        *("Assad: first full Turkish withdrawal", "Syria: Presidents meet"),
    ]
    assert "dropped 5 Jan 2023" in panel.model.text_at(row_of(panel, "appropriate"), STATUS)


def test_before_any_is_known_it_says_so(lanes: Window, panel: ConditionsPanel) -> None:
    look_at(lanes, panel, 2022, 6, 1)
    assert panel.model.rowCount() == 0
    assert panel.summary.text() == "As of the end of 1 Jun 2022 no condition was known."


def test_a_document_without_conditions_says_how_to_make_one(empty: Window) -> None:
    press(Key.Key_I)
    panel = empty.docks.conditions
    rest(panel)
    assert panel.summary.text().startswith("No stance carries a condition yet.")
    assert not panel.circles.isVisible()


def test_who_waits_for_whom_stands_on_top(lanes: Window, panel: ConditionsPanel) -> None:
    look_at(lanes, panel, 2023, 3, 31)
    assert not panel.circles.isVisible()
    wait_for_each_other(lanes)
    rest(panel)
    assert panel.circles.isVisible()
    assert panel.circles.text() == (
        "Türkiye waits for Syria (foreign-minister round first) · "
        "Syria waits for Türkiye (full Turkish withdrawal; end of support for terrorism; pre-…)"
    )
    assert texts(panel, STANDING).count("open, in a circle") == 2
    look_at(lanes, panel, 2023, 9, 1)
    assert not panel.circles.isVisible()


def test_a_deadline_that_is_over_is_marked(lanes: Window, panel: ConditionsPanel) -> None:
    wait_for_each_other(lanes)
    look_at(lanes, panel, 2023, 4, 30)
    row = row_of(panel, "foreign-minister")
    assert panel.model.text_at(row, DEADLINE) == "30 Apr 2023"
    look_at(lanes, panel, 2023, 5, 1)
    row = row_of(panel, "foreign-minister")
    assert panel.model.text_at(row, DEADLINE) == "30 Apr 2023, past"
    assert panel.model.index(row, DEADLINE).data(Qt.ItemDataRole.FontRole).bold()
    look_at(lanes, panel, 2024, 9, 1)
    assert panel.model.text_at(row_of(panel, "foreign-minister"), DEADLINE) == "30 Apr 2023"


def test_it_is_filtered_and_left_for_the_entry_with_the_keyboard(
    lanes: Window, panel: ConditionsPanel
) -> None:
    look_at(lanes, panel, 2023, 3, 31)
    find("Which conditions", back=True)
    fill("Which conditions", "Only open")
    rest(panel)
    assert texts(panel, STANDING) == ["open", "open"]
    panel.table.setFocus()
    press(Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    press(Key.Key_Down, times=row_of(panel, "full Turkish") - panel.table.currentIndex().row())
    press(Key.Key_Return)
    entry = next(e for e in rows(lanes.session.store, Entry) if e.code == "e08")
    assert lanes.session.selection == entry.id
    scene = lanes.canvas.scene_now
    assert scene
    assert entry.id in {mark.entry for mark in scene.sheet.marks}


def test_an_edit_is_followed_and_the_current_row_stays(lanes: Window, panel: ConditionsPanel) -> None:
    look_at(lanes, panel, 2023, 5, 1)
    panel.table.setCurrentIndex(panel.model.index(row_of(panel, "full Turkish"), 0))
    asked = condition(lanes, "full Turkish")
    lanes.session.put(ConditionStatus(condition_id=asked.id, status="waived", date="2023-04-15"))
    rest(panel)
    row = panel.table.currentIndex().row()
    assert panel.model.at(row).condition == asked.id
    assert panel.model.text_at(row, STANDING) == "met"
    assert panel.model.text_at(row, STATUS) == "waived since 15 Apr 2023"
    assert panel.model.text_at(row, ENTRY) == "first in Assad: first full Turkish withdrawal"
    assert panel.model.index(row, STANDING).data(LOCK) == "open"
    lanes.session.undo()
    rest(panel)
    assert panel.model.text_at(panel.table.currentIndex().row(), STANDING) == "open"


def test_nothing_later_shows_while_the_future_is_hidden(lanes: Window, panel: ConditionsPanel) -> None:
    asked = condition(lanes, "full Turkish")
    lanes.session.put(ConditionStatus(condition_id=asked.id, status="met", date="2024-04-15"))
    lanes.view_state.change(as_of=ordinal(2023, 3, 31), hidden_by="said")
    rest(panel)
    assert set(texts(panel, STANDING)) == {"open", "dropped"}
    assert not any("2024" in text for text in texts(panel, STATUS))
    lanes.view_state.change(hidden_by=None, as_of=ordinal(2024, 5, 1))
    rest(panel)
    assert panel.model.text_at(row_of(panel, "full Turkish"), STANDING) == "met"


def test_a_row_is_said_in_words(lanes: Window, panel: ConditionsPanel) -> None:
    wait_for_each_other(lanes)
    look_at(lanes, panel, 2023, 5, 1)
    assert panel.model.sentence_at(row_of(panel, "foreign-minister")) == (
        "foreign-minister round first: Türkiye demands it of Syria · unlocks Presidents meet · "
        "by 30 Apr 2023, past · open: stated since 5 Jan 2023, by “Erdoğan may meet Assad after ministers” · "
        "in a circle of demands · Türkiye: Presidents meet"
    )


def test_another_document_is_followed(
    lanes: Window, panel: ConditionsPanel, example: Callable[[str], Path]
) -> None:
    lanes.session.open(example("idlib-2024"))
    rest(panel)
    assert texts(panel, TEXT) == ["c01: Turkish forces leave northern Syria"]
    lanes.session.close()
    assert panel.model.rowCount() == 0
