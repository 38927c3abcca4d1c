"""The lanes from far, from the middle and near: nothing is dropped, everything can be pointed at."""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from many_entries import COUNT, written
from plain_marks import plain_marks
from PySide6.QtCore import QPointF, Qt

from timeline_app.domain.filtering import Filter
from timeline_app.domain.records import Entry
from timeline_app.layout.lanes import lanes_of
from timeline_app.layout.strips import heap_at
from timeline_app.layout.view import ALL_LANES, EVERYTHING
from timeline_app.storage.rows import get

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from timeline_app.layout.scene import Scene
    from timeline_app.ui.window import Window


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("many") / "many.demarche")


@pytest.fixture
def looked(window: Window, many: Path) -> Window:
    window.session.open(many)
    return window


def _look(window: Window, year: int, days: float) -> Scene:
    start = float(np.datetime64(f"{year}-03-01", "D").astype(int) + 719_163)
    window.view_state.change(start=start, end=start + days)
    scene = window.canvas.scene_now
    assert scene
    return scene


def _entries_in_view(window: Window) -> set[int]:
    view, marks = window.view_state.view, window.canvas.timeline.marks
    return set(marks.entry[(marks.day + 1 > view.start) & (marks.day <= view.end)].tolist())


def test_from_far_marks_are_counted(looked: Window) -> None:
    scene = looked.canvas.scene_now
    assert scene
    assert len(scene.sheet.strips) >= 3
    assert not scene.sheet.marks
    assert scene.sheet.dots is None
    strip = scene.sheet.strips[0]
    x, y = scene.plot[0] + 200.0, strip.y + strip.height / 2 + scene.offset[1]
    assert scene.hit(x, y).kind == "strip"
    assert scene.hit(x, y).lanes == strip.lanes
    assert scene.dated == COUNT


def test_from_far_the_selected_entry_stands_on_its_strip(looked: Window) -> None:
    looked.session.select(77)
    scene = _scene(looked)
    assert _level(looked) == "far"
    (mark,) = scene.sheet.marks
    strip = next(strip for strip in scene.sheet.strips if strip.lanes == (mark.lane,))
    assert mark.selected
    assert strip.y < mark.y < strip.y + strip.height
    day = looked.canvas.timeline.marks.of([77]).day[0]
    assert mark.x == pytest.approx(scene.sheet.scale.x(float(day) + 0.5))
    hit = scene.hit(mark.x + scene.offset[0], mark.y + scene.offset[1])
    assert (hit.kind, hit.entries, hit.lane) == ("mark", (77,), mark.lane)
    looked.session.select(None)
    assert not _scene(looked).sheet.marks


def test_a_card_over_a_strip_goes_when_something_else_comes_under_the_pointer(
    looked: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas = looked.canvas
    monkeypatch.setattr(canvas, "underMouse", lambda: True)
    at = _on_a_strip(looked)
    canvas.pointing.move(at)
    card = canvas.pointing._card
    qtbot.waitUntil(card.isVisible)
    said = card._when.text(), card._title.text()
    canvas.sight.zoom_at(0.8, at.x())
    assert not card.isVisible()
    qtbot.waitUntil(card.isVisible)
    assert (card._when.text(), card._title.text()) != said


def _on_a_strip(window: Window) -> QPointF:
    scene = _scene(window)
    strip = scene.sheet.strips[0]
    across = np.flatnonzero(list(strip.heights)) + scene.offset[0]
    middle = (scene.plot[0] + scene.plot[2]) / 2
    return QPointF(
        across[np.argmin(abs(across - middle))] + 0.5, strip.y + strip.height / 2 + scene.offset[1]
    )


def test_an_entry_in_several_lanes_is_one_of_a_heap() -> None:
    marks = plain_marks([1, 1, 2, 3], [5, 6, 6, 7], [100.0, 100.0, 101.0, 101.0])
    assert heap_at(marks, (5, 6, 7), 101.0, 2.0).total == 3
    assert heap_at(marks, (6,), 101.0, 2.0).total == 2


def test_from_far_what_is_searched_for_is_ticked(looked: Window) -> None:
    assert not any(strip.hits for strip in looked.canvas.scene_now.sheet.strips)
    looked.view_state.change(sought="entry 77")
    found = looked.session.found("entry 77")
    scene, marks = looked.canvas.scene_now, looked.canvas.timeline.marks
    assert scene.ringed.tolist() == found.tolist()
    expected = {
        (int(marks.lane[row]), math.floor(scene.sheet.scale.x(float(marks.day[row]))))
        for row in marks.rows_of(sorted(found)).tolist()
    }
    ticked = {
        (strip.lanes[0], x) for strip in scene.sheet.strips for x in np.flatnonzero(list(strip.hits)).tolist()
    }
    assert len(ticked) > 3
    assert {lane for lane, _ in ticked} <= {lane for lane, _ in expected}
    assert all(any(abs(x - day) <= 1 for on, day in expected if on == lane) for lane, x in ticked)
    before = _ground(looked)
    looked.view_state.change(sought="")
    assert not any(strip.hits for strip in looked.canvas.scene_now.sheet.strips)
    assert _ground(looked) != before


def _ground(window: Window) -> bytes:
    image = window.canvas.grab().toImage()
    return bytes(image.constBits())


def _dots_down_to(window: Window, height: float) -> set[int]:
    """Scroll through the lanes and gather the entries that have a mark."""
    found: set[int] = set()
    for scroll in range(0, math.ceil(height), 100):
        window.view_state.change(scroll=float(scroll))
        dots = _scene(window).sheet.dots
        found |= set(dots.entry.tolist()) if dots else set()
    window.view_state.change(scroll=0.0)
    return found


def test_from_the_middle_every_mark_is_there_or_behind_a_chip(looked: Window) -> None:
    scene = _look(looked, 2003, 1_000.0)
    dots = scene.sheet.dots
    assert dots is not None
    arranged = looked.canvas.arrangement
    assert arranged
    behind = {e for lane in arranged.lanes for chip in lane.clusters for e in chip.entries}
    there = _dots_down_to(looked, arranged.height) | behind
    assert _entries_in_view(looked) <= there
    assert sum(scene.outside) + len(_entries_in_view(looked)) == COUNT
    rows: dict[tuple[int, float], list[float]] = {}
    for lane, x, y in zip(dots.lane.tolist(), dots.x.tolist(), dots.y.tolist(), strict=True):
        rows.setdefault((lane, y), []).append(x)
    for found in rows.values():
        assert (np.diff(np.sort(found)) >= 14).all()


def test_a_mark_from_the_middle_is_selected_by_a_click(looked: Window) -> None:
    scene = _look(looked, 2003, 1_000.0)
    dots = scene.sheet.dots
    assert dots is not None
    x, y = dots.x + scene.offset[0], dots.y + scene.offset[1]
    inside = np.flatnonzero((x > scene.plot[0] + 20) & (x < scene.plot[2] - 20) & (y > 80) & (y < 300))
    number = int(inside[len(inside) // 2])
    entry = int(dots.entry[number])
    looked.canvas.pointing.click(QPointF(x[number], y[number]), Qt.KeyboardModifier.NoModifier)
    assert looked.session.selection == entry
    now = looked.canvas.scene_now
    assert now
    assert [mark.entry for mark in now.sheet.marks if mark.selected] == [entry]


def test_what_lasts_is_shown_though_it_began_long_before(looked: Window) -> None:
    scene = _look(looked, 2018, 20.0)
    marks = looked.canvas.timeline.marks
    lasting = set(marks.entry[marks.lasts & (marks.day < scene.scale.start)].tolist())
    arranged = looked.canvas.arrangement
    assert arranged
    shown = {mark.entry for lane in arranged.lanes for mark in lane.marks}
    assert shown & lasting
    assert len(lasting - shown) <= sum(lane.passing for lane in arranged.lanes)
    said = [more.kind == "ongoing" for lane in scene.lanes for more in lane.more]
    assert any(said) is any(p.passing for p in arranged.lanes[:3])


def test_near_and_far_follow_an_edit(looked: Window) -> None:
    entry = get(looked.session.store, Entry, 77)
    assert entry
    before = _sums(looked)
    looked.session.put(dataclasses.replace(entry, date="2015-06-01"))
    assert _sums(looked) != before
    looked.session.undo()
    assert _sums(looked) == before


def _sums(window: Window) -> dict[tuple[int, ...], int]:
    """Give by lanes how high its strip is in all."""
    return {strip.lanes: sum(strip.heights) for strip in _scene(window).sheet.strips}


def _scene(window: Window) -> Scene:
    scene = window.canvas.scene_now
    assert scene
    return scene


def test_a_small_pan_keeps_what_was_laid_out(looked: Window) -> None:
    _look(looked, 2003, 1_000.0)
    held = looked.canvas.arrangement
    looked.canvas.sight.pan(-30.0, 0.0)
    assert looked.canvas.arrangement is held
    assert not math.isnan(_scene(looked).scale.start)


def test_marks_stay_in_their_rows_while_time_is_dragged(looked: Window) -> None:
    _look(looked, 2003, 1_000.0)
    for _ in range(12):
        before = _scene(looked)
        looked.canvas.sight.pan(-250.0, 0.0)
        now = _scene(looked)
        if before.sheet is not now.sheet:
            break
    one, other = (
        dict(zip(zip(d.entry.tolist(), d.lane.tolist(), strict=True), d.y.tolist(), strict=True))
        for d in (before.sheet.dots, now.sheet.dots)
        if d is not None
    )
    tops = {s.lane.key: s.top for s in looked.canvas.arrangement.lanes} if looked.canvas.arrangement else {}
    first = min(tops, key=lambda key: tops[key])
    shared = [key for key in one.keys() & other.keys() if key[1] == first]
    assert shared
    assert all(one[key] == other[key] for key in shared)


def test_lanes_that_are_hidden_do_not_keep_the_others_from_being_looked_at_closely(looked: Window) -> None:
    scene = _look(looked, 1990, 3_000.0)
    assert not scene.sheet.marks
    choice = looked.view_state.view.lanes
    for lane in [one for one in lanes_of(looked.canvas.timeline) if one.kind != "heading"][1:]:
        choice = choice.with_hidden(lane)
    looked.view_state.change(lanes=choice)
    assert _level(looked) == "middle"
    _look(looked, 1990, 1_000.0)
    assert _level(looked) == "near"
    assert _scene(looked).sheet.labels
    looked.view_state.change(filter=Filter(text="nothing holds this"))
    looked.view_state.change(filter=EVERYTHING)
    assert _level(looked) == "near"
    looked.view_state.change(lanes=ALL_LANES)
    assert _level(looked) == "middle"


def _level(window: Window) -> str:
    arrangement = window.canvas.arrangement
    assert arrangement
    return arrangement.level
