"""The history of positions in a real window: steps, keys, words, and two parties compared."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hands import press, settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from timeline_app.domain.dates import ordinal
from timeline_app.domain.records import Stance
from timeline_app.storage.rows import get, rows
from timeline_app.ui.beside import position_history
from timeline_app.ui.charts.axes import DayAxis
from timeline_app.ui.charts.painting import rects_of
from timeline_app.ui.charts.steps import NO_CLEAR_VALUE, Gap, Step, gaps_between, last_day, steps_of
from timeline_app.ui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from timeline_app.columns.timeline import Timeline
    from timeline_app.ui.charts.window import PositionHistory
    from timeline_app.ui.window import Window

Key = Qt.Key


def key_of(timeline: Timeline, party: str, topic: str) -> tuple[int, int]:
    of = next(p.id for p in timeline.parties.values() if party in (p.name, p.short_name))
    return of, next(t.id for t in timeline.topics.values() if t.short_label == topic)


def opened(window: Window, party: str, topic: str, qtbot: QtBot) -> PositionHistory:
    window.run("view.position_history")
    history = position_history(window)
    assert history
    history.show_history(key_of(window.session.timeline, party, topic))
    qtbot.waitExposed(history).__enter__()
    history.chart.setFocus()
    settle()
    return history


@pytest.fixture
def history(lanes: Window, qtbot: QtBot) -> PositionHistory:
    """Open the history of Syria on a meeting of the presidents."""
    return opened(lanes, "Syria", "Presidents meet", qtbot)


def step(start: int, end: int, value: int | None, **more: object) -> Step:
    plain = Step(0, 1, start, end, value, None, (), False, False, 1, start, False, False)
    return plain._replace(**more)


def test_two_are_apart_only_while_both_have_a_value() -> None:
    one = [step(0, 10, 2), step(10, 20, None), step(30, 40, -1)]
    other = [step(5, 12, -2), step(15, 35, 1), step(35, 50, 1)]
    assert gaps_between(one, other) == [Gap(5, 10, 4), Gap(30, 40, 2)]
    assert gaps_between(one, []) == []


def test_a_step_is_drawn_at_each_reading_of_what_is_torn() -> None:
    assert step(0, 1, 2).places == (2,)
    assert step(0, 1, None, non_value="ambiguous").places == (NO_CLEAR_VALUE,)
    assert step(0, 1, None, non_value="mixed", readings=(-2, 1)).places == (-2, 1)
    assert step(0, 1, 2, non_value="contested", readings=(-1, 2)).places == (2, -1)


def test_steps_are_parted_where_they_lapse(lanes: Window) -> None:
    timeline = lanes.session.timeline
    party, topic = key_of(timeline, "Türkiye", "Normalise relations")
    last = last_day(timeline, [party], topic, ordinal(2024, 12, 8))
    steps = steps_of(timeline, 0, party, topic, last + 1)
    stale = [s for s in steps if s.is_stale]
    assert stale
    for one in stale:
        assert one.start == one.heard + timeline.topics[topic].decay_days + 1
    assert steps[-1].goes_on
    assert steps[-1].end == last + 1


def test_keys_step_through_the_changes_and_say_the_evidence(history: PositionHistory) -> None:
    chart, steps = history.chart, history.chart.drawn.steps
    assert len(steps) > 2
    press(Key.Key_Home)
    assert chart.chosen == steps[0]
    first = history.said.text()
    assert first.startswith("Syria, from ")
    assert "on condition" in first
    assert "“" in first
    assert chart.accessibleDescription() == first
    press(Key.Key_Right)
    assert chart.chosen == steps[1]
    assert history.said.text() != first
    press(Key.Key_Left)
    press(Key.Key_Left)
    assert chart.chosen == steps[0]
    press(Key.Key_End)
    assert chart.chosen == steps[-1]


def test_enter_and_a_click_go_to_the_entry(lanes: Window, history: PositionHistory) -> None:
    chart, steps = history.chart, history.chart.drawn.steps
    press(Key.Key_Home)
    press(Key.Key_Return)
    assert lanes.session.selection == steps[0].entry
    other = next(s for s in steps if s.entry != steps[0].entry)
    rect = rects_of(other, chart.room(), is_compared=False)[0]
    at = chart.mapFromScene(chart._steps.mapToScene(rect.center()))
    QTest.mouseMove(chart.viewport(), QPoint(at.x(), at.y()))
    QTest.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x(), at.y()))
    settle()
    assert lanes.session.selection == other.entry
    assert chart.chosen == other


def test_what_is_pointed_at_is_said(history: PositionHistory) -> None:
    chart, steps = history.chart, history.chart.drawn.steps
    chart.choose(steps[-1])
    rect = rects_of(steps[0], chart.room(), is_compared=False)[0]
    assert chart.step_at(rect.center()) == steps[0]
    before = history.said.text()
    chart._point(chart._steps.mapToScene(rect.center()))
    assert history.said.text() != before
    chart._point(chart._steps.mapToScene(rect.center() + rect.center() * 9))
    assert history.said.text() == before


def test_two_parties_are_compared(lanes: Window, history: PositionHistory) -> None:
    turkiye, _ = key_of(lanes.session.timeline, "Türkiye", "Presidents meet")
    history.other.choose(turkiye)
    history.other.chosen.emit()
    drawn = history.chart.drawn
    assert drawn.names == ("Syria", "Türkiye")
    assert {s.party for s in drawn.steps} == {turkiye, history.party.value}
    assert drawn.gaps
    assert "Syria – Türkiye" in history.windowTitle()
    within = next(s for s in drawn.steps if any(g.start <= s.start < g.end for g in drawn.gaps))
    history.chart.choose(within)
    assert "apart, of 4" in history.said.text()
    history.chart.grab()


def test_a_name_is_found_by_any_part_of_it_and_nonsense_is_taken_back(history: PositionHistory) -> None:
    chosen = history.party.value
    history.party.setFocus()
    line = history.party.findChild(QLineEdit)
    assert line
    line.selectAll()
    QTest.keyClicks(line, "no such party")
    history.chart.setFocus()
    settle()
    assert history.party.value == chosen
    assert history.party.currentText() == "Syria"


def test_it_follows_edits_the_line_and_the_theme(lanes: Window, history: PositionHistory) -> None:
    chart = history.chart
    entry = chart.drawn.steps[0].entry
    on = {"entry_id": entry, "party_id": history.party.value, "topic_id": history.topic.value}
    (stance,) = rows(lanes.session.store, Stance, **on)
    before = chart.drawn.steps
    lanes.session.change(stance, value=-1 if stance.value != -1 else 2)
    assert chart.drawn.steps != before
    lanes.session.undo()
    assert chart.drawn.steps == before
    assert get(lanes.session.store, Stance, stance.id)
    lanes.view_state.change(as_of=ordinal(2023, 8, 1))
    assert chart.drawn.as_of == ordinal(2023, 8, 1)
    assert chart.drawn.certain == ordinal(2023, 8, 2)
    history.set_theme(DARK)
    chart.grab()


def test_the_panel_opens_it_on_the_chosen_cell(lanes: Window, qtbot: QtBot) -> None:
    press(Key.Key_P)
    panel = lanes.docks.positions
    key = key_of(lanes.session.timeline, "Iran", "Normalise relations")
    panel.matrix.setCurrentIndex(panel.model.index_of(key))
    panel.history.click()
    history = position_history(lanes)
    assert history
    assert (history.party.value, history.topic.value) == key
    assert history.isVisible()
    QTest.keyClick(history, Key.Key_Escape)
    assert not history.isVisible()


def test_of_a_document_without_positions_it_says_so(
    window_on: Callable[[Path], Window], empty: Window
) -> None:
    empty.run("view.position_history")
    history = position_history(empty)
    assert history
    assert history.said.text() == "No position on this is recorded."
    assert not history.go.isEnabled()
    first, last = history.chart.days_shown
    assert first < date.today().toordinal() < last  # noqa: DTZ011 - the user's own day
    history.chart.grab()


@pytest.mark.parametrize("year", [-500, 1, 2024, 12_000])
def test_the_axis_names_days_of_any_year(year: int, window: Window) -> None:
    axis = DayAxis(LIGHT)
    axis.setRange(ordinal(year, 1, 1), ordinal(year + 3, 1, 1))
    picture = QImage(600, 42, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    blank = picture.copy()
    painter = QPainter(picture)
    axis.write(painter, 600.0, 42.0)
    painter.end()
    assert picture.copy(0, 20, 600, 22) != blank.copy(0, 20, 600, 22)
