"""Entries in very many lanes: a mark with the title, strips in all lanes, dots while they are selected."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from timeline_app.domain.records import Entry, Participation, Party
from timeline_app.layout.reach import level_of
from timeline_app.storage.bulk import insert_many
from timeline_app.storage.opening import create

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.layout.sheet import Sheet
    from timeline_app.ui.window import Window

PARTIES, VOTES, TALKS = 30, 100, 2
FIRST_VOTE, FIRST_TALK = 1, VOTES + 1


@pytest.fixture(scope="module")
def votes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document of votes in which all take part, one of them absent, and of talks of the first few."""
    path = tmp_path_factory.mktemp("votes") / "votes.demarche"
    dates = [f"2001-{1 + n // 20:02}-{1 + n % 20:02}" for n in range(VOTES + TALKS)]
    stands = [
        Participation(entry_id=n, party_id=party, role="absent" if party == PARTIES else "participant")
        for n in range(FIRST_VOTE, VOTES + TALKS + 1)
        for party in range(1, PARTIES + 1 if n < FIRST_TALK else 4)
    ]
    with create(path) as store, store.step("Begin") as step:
        insert_many(step, Party, (Party(name=f"Party {n:02}") for n in range(1, PARTIES + 1)))
        insert_many(
            step, Entry, (Entry(title=f"Vote {d}", date=d, kind="vote", status="coded") for d in dates)
        )
        insert_many(step, Participation, stands)
    return path


@pytest.fixture
def looked(window: Window, votes: Path) -> Window:
    window.session.open(votes)
    window.canvas.sight.fit()
    return window


def _sheet(window: Window) -> Sheet:
    scene = window.canvas.scene_now
    assert scene
    return scene.sheet


def _tops(window: Window) -> list[tuple[float, float]]:
    arrangement = window.canvas.arrangement
    assert arrangement
    return [(placed.top, placed.height) for placed in arrangement.lanes]


def test_only_what_is_drawn_is_packed(looked: Window) -> None:
    arrangement = looked.canvas.arrangement
    assert arrangement
    assert arrangement.level == "near"
    packed = Counter(
        (mark.label.startswith("Vote"), mark.only_named)
        for placed in arrangement.lanes
        for mark in placed.labelled.values()
    )
    assert packed == {(True, False): VOTES + TALKS, (False, True): VOTES, (False, False): 2 * TALKS}
    counts = [placed.counts_further for placed in arrangement.lanes if placed.lane.kind != "heading"]
    assert counts == [False, *[True] * (PARTIES - 2), False]


def _stands_at(sheet: Sheet, lane: int) -> set[int]:
    """Give the days at whose middle a lane's strip has something."""
    strip = next(strip for strip in sheet.strips if strip.lanes == (lane,))
    pixels = np.flatnonzero(np.frombuffer(strip.heights, np.uint8))
    return {math.floor(sheet.scale.day(float(pixel) + 0.5)) for pixel in pixels.tolist()}


@pytest.mark.parametrize("days", [20, 150, 8_000])
def test_what_is_not_shown_one_by_one_is_counted_in_each_lane(looked: Window, days: int) -> None:
    first = float(looked.canvas.timeline.marks.day[0])
    looked.view_state.change(start=first - days / 20, end=first + days, scroll=0.0)
    sheet, marks = _sheet(looked), looked.canvas.timeline.marks
    votes = marks.entry <= VOTES
    for lane in (2, 3, 4):
        voted = set(marks.day[votes & (marks.lane == lane) & (marks.day < first + days)].tolist())
        assert voted
        pixel = 1 / sheet.scale.pixels_per_day
        stands = _stands_at(sheet, lane)
        assert all(any(abs(at - day) <= 1 + 3 * pixel for at in stands) for day in voted)
        assert all(any(abs(at - day) <= 1 + 3 * pixel for day in voted) for at in stands)


def test_a_click_on_a_strip_selects_or_lists_what_stands_there(looked: Window) -> None:
    first = float(looked.canvas.timeline.marks.day[0])
    looked.view_state.change(start=first - 1, end=first + 20, scroll=0.0)
    scene = looked.canvas.scene_now
    assert scene
    strip = next(strip for strip in scene.sheet.strips if strip.lanes == (2,))
    at = QPointF(scene.scale.x(first + 0.5), strip.y + strip.height / 2 + scene.offset[1])
    looked.canvas.pointing.click(at, Qt.KeyboardModifier.NoModifier)
    assert looked.session.selection == FIRST_VOTE


def test_while_selected_it_has_a_dot_in_each_lane_and_nothing_moves(looked: Window) -> None:
    before, entry = _tops(looked), FIRST_VOTE + VOTES // 2
    assert _sheet(looked).dots is None
    looked.session.select(entry)
    looked.view_state.change(scroll=0.0)
    sheet = _sheet(looked)
    assert _tops(looked) == before
    dots = sheet.dots
    assert dots is not None
    assert set(dots.entry.tolist()) == {entry}
    there = {mark.lane for mark in sheet.of_talks if mark.entry == entry}
    assert there >= set(range(2, PARTIES))
    line = next(line for line in sheet.talks if line.entry == entry)
    heights = [mark.y for mark in sheet.of_talks if mark.entry == entry]
    assert (line.top, line.bottom) == (min(heights), max(heights))
    looked.session.select(None)
    assert _sheet(looked).dots is None


def test_its_dots_can_be_pointed_at_and_stand_below_the_titles(looked: Window) -> None:
    looked.session.select(FIRST_VOTE)
    scene = looked.canvas.scene_now
    assert scene
    chosen = [mark for mark in scene.sheet.marks if mark.entry == FIRST_VOTE]
    inside = [m for m in chosen if scene.plot[1] < m.y + scene.offset[1] < scene.plot[3]]
    assert len(inside) > 3
    for mark in inside:
        hit = scene.hit(mark.x + scene.offset[0], mark.y + scene.offset[1])
        assert (hit.kind, hit.entries, hit.lane) == ("mark", (FIRST_VOTE,), mark.lane)
    titled = [m.y for m in scene.sheet.marks if m.lane == 1 and m.entry >= FIRST_TALK]
    assert all(m.y > max(titled, default=0.0) for m in chosen if m.lane == 2)


def test_few_entries_are_looked_at_from_near_however_many_lanes_they_stand_in(looked: Window) -> None:
    marks = looked.canvas.timeline.marks
    view = looked.view_state.view
    assert marks.dated > 2_000
    assert level_of(marks, (view.start, view.end)) == "near"  # type: ignore[arg-type]
