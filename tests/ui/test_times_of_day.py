"""Entries with a time of day stand at it where the axis tells hours; the others somewhere in their day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from timeline_app.domain.dates import ordinal
from timeline_app.domain.records import Entry, Participation, Party
from timeline_app.layout.time_scale import tells_hours
from timeline_app.layout.view import SHORTEST
from timeline_app.storage.mark_columns import read_marks
from timeline_app.storage.rows import get, insert, rows

if TYPE_CHECKING:
    from timeline_app.layout.boxes import MarkBox
    from timeline_app.ui.window import Window

DAY = ordinal(2024, 12, 2)
HOUR = 1 / 24
TOLD = {
    "09:30": 9.5,
    " 7:15:30 ": 7 + 15.5 / 60,
    "23:59": 23 + 59 / 60,
    None: None,
    "in the morning": None,
    "25:00": None,
}


@pytest.fixture
def timed(empty: Window) -> Window:
    """A document with an entry of each time on one day, and others that no time can tell."""
    with empty.session.edit("Begin") as step:
        party = insert(step.store, Party(name="A party"))
        entries = [Entry(title=f"At {told}", date="2024-12-02", local_time=told) for told in TOLD]
        entries += [Entry(title="Lasting", date="2024-12-01/2024-12-02", local_time="10:00")]
        entries += [Entry(title="Without a date", local_time="10:00")]
        for entry in entries:
            made = insert(step.store, entry)
            insert(step.store, Participation(entry_id=made.id, party_id=party.id))
    return empty


def entry_of(window: Window, told: str | None) -> Entry:
    return next(rows(window.session.store, Entry, title=f"At {told}"))


def look_at(window: Window, start: float, days: float) -> None:
    window.view_state.change(start=start, end=start + days)
    window.canvas.refresh()


def box_of(window: Window, entry: int) -> MarkBox:
    scene = window.canvas.scene_now
    assert scene is not None
    return next(mark for mark in scene.sheet.marks if mark.entry == entry)


def stands_at(window: Window, entry: int) -> float:
    scene = window.canvas.scene_now
    assert scene is not None
    return scene.sheet.scale.day(box_of(window, entry).x)


def test_the_column_holds_what_is_a_time_of_one_certain_day(timed: Window) -> None:
    marks = read_marks(timed.session.store)
    for told, hours in TOLD.items():
        (time,) = marks.time[marks.entry == entry_of(timed, told).id].tolist()
        assert time == pytest.approx(hours / 24, abs=1e-6) if hours is not None else np.isnan(time)
    assert np.count_nonzero(~np.isnan(marks.time)) == 3


def test_where_hours_are_told_they_stand_at_their_time(timed: Window) -> None:
    look_at(timed, DAY - 0.1, 1.2)
    assert tells_hours(timed.canvas.scene_now.scale.pixels_per_day)
    for told, hours in TOLD.items():
        expected = DAY + (hours / 24 if hours is not None else 0.5)
        assert stands_at(timed, entry_of(timed, told).id) == pytest.approx(expected, abs=1e-5)


def test_where_days_are_told_nothing_has_an_order_within_one(timed: Window) -> None:
    look_at(timed, DAY - 5, 10)
    assert {round(stands_at(timed, entry_of(timed, told).id), 6) for told in TOLD} == {DAY + 0.5}


def test_without_a_time_it_is_drawn_as_somewhere_in_a_wide_day(timed: Window) -> None:
    look_at(timed, DAY + 9 * HOUR, 2 * HOUR)
    scene = timed.canvas.scene_now
    bars = {bar.entry: bar for bar in scene.sheet.bars}
    nobody, known = entry_of(timed, None).id, entry_of(timed, "09:30").id
    assert known not in bars
    assert not bars[nobody].has_core
    assert scene.sheet.scale.day(bars[nobody].left) == pytest.approx(DAY)
    assert scene.sheet.scale.day(bars[nobody].right) == pytest.approx(DAY + 1)
    inside = {label.entry: label for label in scene.inside}
    assert scene.plot[0] <= inside[nobody].x
    assert inside[nobody].x + inside[nobody].width <= scene.plot[2]


def test_what_is_before_and_after_within_the_day_is_counted(timed: Window) -> None:
    look_at(timed, DAY + 9 * HOUR, HOUR)
    assert timed.canvas.scene_now.outside == (1, 1)
    look_at(timed, DAY, 1)
    assert timed.canvas.scene_now.outside == (0, 0)


def test_a_changed_time_moves_the_mark_and_undo_moves_it_back(timed: Window) -> None:
    look_at(timed, DAY - 0.1, 1.2)
    entry = entry_of(timed, "09:30")
    timed.session.put(replace(entry, local_time="18:00"))
    assert stands_at(timed, entry.id) == pytest.approx(DAY + 0.75)
    timed.session.undo()
    assert stands_at(timed, entry.id) == pytest.approx(DAY + 9.5 / 24)
    now = get(timed.session.store, Entry, entry.id)
    timed.session.put(replace(now, local_time=None))
    assert stands_at(timed, entry.id) == pytest.approx(DAY + 0.5)


def test_one_is_brought_into_sight_at_its_time(timed: Window) -> None:
    look_at(timed, DAY + 12 * HOUR, HOUR)
    entry = entry_of(timed, "23:59")
    timed.canvas.sight.reveal(entry.id)
    view = timed.view_state.view
    assert view.start < DAY + 23.98 * HOUR < view.end


def test_minutes_can_be_looked_at_and_no_less(timed: Window) -> None:
    look_at(timed, DAY, 1)
    for _ in range(60):
        timed.canvas.sight.zoom(0.8)
    assert timed.view_state.view.days == pytest.approx(SHORTEST)
    assert [tick.label for tick in timed.canvas.scene_now.axis.upper] == ["Mon 2 Dec 2024"]
