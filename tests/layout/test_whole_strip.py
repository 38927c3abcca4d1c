"""The strip of the whole document: everything is counted once, and the brush leads where it is dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lane_samples import timeline

from timeline_app.layout.overview import (
    LEAST,
    LEAST_BRUSH,
    brush_of,
    lay_overview,
    span_of,
    view_under,
)
from timeline_app.layout.time_scale import TimeScale
from timeline_app.layout.view import SHORTEST, View

if TYPE_CHECKING:
    from timeline_app.columns.timeline import Timeline

LEFT, WIDTH = 190.0, 1200.0
NONE = np.empty(0, np.int32)
SCALE = TimeScale(0.0, 1.0, LEFT)


def _on(days: list[float]) -> Timeline:
    """A timeline of an entry on each of some days, the first of them entry 1."""
    ordered = np.array(sorted(days), np.float64)
    made = timeline(lanes_with_marks=[1] * len(days))
    object.__setattr__(made.marks, "day", ordered)
    object.__setattr__(made.marks, "entry", np.arange(1, len(days) + 1, dtype=np.int32))
    return made


@given(
    st.lists(st.integers(-800_000, 3_000_000).map(float), min_size=1, max_size=60),
    st.sets(st.integers(1, 80), max_size=20),
)
def test_every_day_has_its_bar_and_everything_found_its_tick(days: list[float], found: set[int]) -> None:
    made = _on(days)
    scene = lay_overview(made, made.marks, np.array(sorted(found), np.int32), WIDTH, LEFT)
    assert scene.bars.share.min() >= LEAST
    assert scene.bars.share.max() == pytest.approx(1.0)
    reach = max(scene.bar, scene.scale.pixels_per_day)
    for entry, day in zip(made.marks.entry.tolist(), made.marks.day.tolist(), strict=True):
        x = scene.scale.x(day + 0.5)
        assert (np.abs(scene.bars.x + scene.bar / 2 - x) <= reach).any()
        if entry in found:
            assert (np.abs(scene.hits - x) <= reach).any()
    assert len(scene.hits) <= len(found & set(made.marks.entry.tolist()))
    assert scene.bars.x.min() >= LEFT
    assert scene.bars.x.max() <= WIDTH


def test_bars_grow_with_what_they_count() -> None:
    made = _on([0.0, *[400.0] * 4, *[800.0] * 16])
    shares = lay_overview(made, made.marks, NONE, WIDTH, LEFT).bars.share
    assert len(shares) == 3
    assert shares[0] < shares[1] < shares[2]


def test_what_the_filter_hides_is_not_counted_but_time_stays() -> None:
    made = _on([0.0, 400.0, 800.0])
    every = lay_overview(made, made.marks, NONE, WIDTH, LEFT)
    some = lay_overview(made, made.marks.only(np.array([2], np.int32)), NONE, WIDTH, LEFT)
    assert some.scale == every.scale
    assert some.bars.x.tolist() == every.bars.x[1:2].tolist()


def test_a_document_without_dates_has_an_empty_strip() -> None:
    made = timeline(undated=[1])
    scene = lay_overview(made, made.marks, np.array([1], np.int32), WIDTH, LEFT)
    assert (len(scene.bars.x), len(scene.hits), scene.words) == (0, 0, "")
    first, last = span_of(made)
    assert last > first


@given(st.floats(-5000.0, 5000.0), st.floats(SHORTEST, 10_000.0))
def test_the_brush_stays_on_the_strip_and_can_be_taken_hold_of(start: float, days: float) -> None:
    low, high = brush_of(View(start, start + days), SCALE, WIDTH)
    assert SCALE.day(LEFT) - 1e-6 <= low
    assert high <= SCALE.day(WIDTH) + 1e-6
    assert high - low >= LEAST_BRUSH - 1e-6


@given(st.floats(0.0, 900.0), st.floats(SHORTEST, 100.0), st.floats(-50.0, 50.0))
def test_the_whole_brush_pans_and_its_edges_zoom(start: float, days: float, by: float) -> None:
    view = View(start, start + days)
    low, high = shown = brush_of(view, SCALE, WIDTH)
    panned = view_under(view, shown, (low + by, high + by))
    assert (panned.start, panned.end) == pytest.approx((start + by, start + days + by))
    right = view_under(view, shown, (low, high + abs(by) + 1))
    assert right.start == view.start
    assert right.end == high + abs(by) + 1
    left = view_under(view, shown, (low - abs(by) - 1, high))
    assert left.end == view.end
    assert left.days >= SHORTEST
