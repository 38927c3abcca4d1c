"""Scenes of a real document, without Qt: what pan and scroll move, and what lies under a point."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app import locations
from timeline_app.layout.arrangement import arrange
from timeline_app.layout.build import build_scene, sheet_for, time_scale
from timeline_app.layout.flags import load_periods
from timeline_app.layout.frame import Frame
from timeline_app.layout.mark_labels import Packing, nothing_told
from timeline_app.layout.metrics import NORMAL
from timeline_app.layout.moves import bulk_of, fitted
from timeline_app.layout.view import View
from timeline_app.storage.timelines import read_timeline, read_titles
from timeline_app.transfer import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.arrangement import Arrangement

import numpy as np

WIDTH, HEIGHT = 1200.0, 700.0


def _width(text: str) -> float:
    return 7.0 * len(text)


class Laid:
    """A document laid out at the zoom that shows all of it."""

    def __init__(self, timeline: Timeline, titles: dict[int, str]) -> None:
        self.timeline = timeline
        self.view = fitted(timeline, View(0.0, 1.0), WIDTH - NORMAL.header)
        self.frame = Frame(WIDTH, HEIGHT, _width, _width, load_periods(locations.FLAGS / "periods.json"))
        zoom = time_scale(self.view, WIDTH).pixels_per_day
        self.packing = Packing(
            zoom,
            (self.view.start, self.view.end),
            self.view.end,
            NORMAL,
            _width,
            lambda _: titles,
            12,
            nothing_told,
        )
        self.arrangement: Arrangement = arrange(timeline, self.packing)


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laid]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMARCHE_HOME", str(tmp_path_factory.mktemp("home")))
        with opened("turkey-syria") as store:
            timeline = read_timeline(store)
            titles = read_titles(store, timeline.marks.entry.tolist())
    return Laid(timeline, titles)


def test_everything_dated_is_in_view_at_first(laid: Laid) -> None:
    scene = build_scene(laid.timeline, laid.arrangement, laid.view, laid.frame)
    assert scene.outside == (0, 0)
    assert scene.dated == 27


@given(st.integers(-300, 300), st.integers(0, 200))
def test_pan_and_scroll_move_the_sheet_and_change_nothing_on_it(laid: Laid, pixels: int, down: int) -> None:
    frame = replace(laid.frame, margin=400.0)
    sheet = sheet_for(laid.timeline, laid.arrangement, laid.view, frame)
    before = build_scene(laid.timeline, laid.arrangement, laid.view, frame, sheet)
    moved = replace(laid.view.panned(pixels / laid.packing.pixels_per_day), scroll=float(down))
    after = build_scene(laid.timeline, laid.arrangement, moved, frame, sheet)
    assert after.sheet is before.sheet
    assert after.offset == (before.offset[0] - pixels, before.offset[1] - down)
    day = laid.view.start + 50.0
    assert after.scale.x(day) == pytest.approx(before.scale.x(day) - pixels)
    assert all(name.x >= after.plot[0] - 1 for name in after.names)


def test_what_lies_under_a_mark_is_its_entry(laid: Laid) -> None:
    scene = build_scene(laid.timeline, laid.arrangement, laid.view, laid.frame)
    left, top, right, bottom = scene.plot
    for mark in scene.sheet.marks:
        x, y = mark.x + scene.offset[0], mark.y + scene.offset[1]
        if left <= x < right and top <= y < bottom:
            hit = scene.hit(x, y)
            assert (hit.kind, hit.entries, hit.lane) == ("mark", (mark.entry,), mark.lane)


def test_what_lies_under_a_ribbon_is_the_entry_that_carries_it(laid: Laid) -> None:
    scene = build_scene(laid.timeline, laid.arrangement, laid.view, laid.frame)
    row, stretches = scene.sheet.rows[0], scene.sheet.stretches
    hit = scene.hit(stretches.left[0] + scene.offset[0] + 20, row.y + scene.offset[1])
    assert (hit.kind, hit.lane, hit.topic) == ("ribbon", row.lane, row.topic)
    assert hit.entries == (stretches.entry[0],)


def test_beside_everything_lies_nothing(laid: Laid) -> None:
    scene = build_scene(laid.timeline, laid.arrangement, laid.view, laid.frame)
    assert scene.hit(-5, 100).kind == "none"
    assert scene.hit(500, 10).kind == "none"
    assert scene.hit(500, HEIGHT + 5).kind == "none"


def test_nothing_is_claimed_past_the_as_of_day(laid: Laid) -> None:
    as_of = laid.view.as_of - 200
    scene = build_scene(laid.timeline, laid.arrangement, replace(laid.view, as_of=as_of), laid.frame)
    assert scene.sheet.laying.claim.until + scene.offset[0] == pytest.approx(scene.as_of_x, abs=1.0)


def test_one_entry_in_several_lanes_is_joined_by_one_line(laid: Laid) -> None:
    scene = build_scene(laid.timeline, laid.arrangement, laid.view, laid.frame)
    entries = [line.entry for line in scene.sheet.talks]
    assert (
        len(entries)
        == len(set(entries))
        == np.count_nonzero(laid.timeline.marks.bears_title & (laid.timeline.marks.lanes > 1))
    )
    spans = [(line.x, line.top, line.bottom) for line in scene.sheet.talks]
    for n, (x, top, bottom) in enumerate(spans):
        assert not any(x == other[0] and top < other[2] and other[1] < bottom for other in spans[n + 1 :])


@given(st.lists(st.integers(700_000, 740_000), min_size=1, max_size=60))
def test_the_bulk_keeps_all_but_a_tenth(days: list[int]) -> None:
    ordered = np.sort(np.array(days, dtype=np.float64))
    first, last = bulk_of(ordered)
    assert last == ordered[-1]
    assert (ordered < first).sum() <= max(1, len(days) // 10)


def test_a_lone_entry_long_before_the_others_does_not_stretch_the_window() -> None:
    days = np.array([700_000, *range(739_200, 739_210)], dtype=np.float64)
    assert bulk_of(days) == (739_200, 739_209)


def test_a_pan_keeps_the_arrangement_whatever_the_rounding(laid: Laid) -> None:
    view = laid.view
    for step in range(400):
        view = view.panned(0.1 + step / 7)
        assert laid.arrangement.is_at(time_scale(view, WIDTH).pixels_per_day)


def test_ribbons_are_chosen_anew_where_the_day_decides_which(laid: Laid) -> None:
    assert any(placed.more_ribbons for placed in laid.arrangement.lanes)
    assert not laid.arrangement.is_at(2 * laid.packing.pixels_per_day)
    early = replace(laid.view, as_of=laid.view.as_of - 300)
    scenes = [build_scene(laid.timeline, laid.arrangement, view, laid.frame) for view in (laid.view, early)]
    now, then = ({(row.lane, row.topic) for row in scene.sheet.rows} for scene in scenes)
    assert len(now) == len(then)
    assert now != then
