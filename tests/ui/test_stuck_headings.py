"""The headings over the lanes in sight stay at the top, one under the other, and answer the pointer there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hands import settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from timeline_app.domain.records import Group, Party
from timeline_app.layout.metrics import NORMAL
from timeline_app.storage.rows import insert, rows, update
from timeline_app.ui.paint.painting import paint_over
from timeline_app.ui.theme import LIGHT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.layout.boxes import LaneBox
    from timeline_app.layout.scene import Scene
    from timeline_app.ui.window import Window


@pytest.fixture
def nested(lanes: Window) -> Window:
    """A low window on lanes under a state in a region, and on others."""
    store = lanes.session.store
    with lanes.session.edit("Nest"):
        region = insert(store, Group(name="Near East", sort_order=-1))
        syria = next(group for group in rows(store, Group) if group.name == "Syria")
        update(store, replace(syria, parent_id=region.id))
        turkey = next(party for party in rows(store, Party) if party.name == "Türkiye")
        update(store, replace(turkey, group_id=region.id))
    lanes.resize(1200, 560)
    settle()
    return lanes


def _scene(window: Window) -> Scene:
    assert window.canvas.scene_now
    return window.canvas.scene_now


def _stuck(window: Window) -> list[LaneBox]:
    """List what stays, from top to bottom."""
    return [box for box in reversed(_scene(window).lanes) if box.kind == "stuck"]


def _scroll(window: Window, scroll: float) -> None:
    window.view_state.change(scroll=scroll)
    settle()


def _top(window: Window, label: str) -> float:
    assert window.canvas.arrangement
    return next(placed.top for placed in window.canvas.arrangement.lanes if placed.lane.label == label)


def _click(window: Window, y: float, x: int = 60) -> None:
    QTest.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, round(y)))
    settle()


def test_region_and_state_stay_above_a_party(nested: Window) -> None:
    assert _stuck(nested) == []
    _scroll(nested, _top(nested, "Syria") + 20)
    region, state = _stuck(nested)
    assert (region.label, state.label) == ("Near East", "Syria")
    assert (region.y, state.y) == (NORMAL.axis, NORMAL.axis + NORMAL.heading)


def test_the_name_of_a_lane_that_goes_beneath_them_stands_below(nested: Window) -> None:
    _scroll(nested, _top(nested, "Syria") + 40)
    scene = _scene(nested)
    party = next(box for box in scene.lanes if box.kind == "party" and box.y < scene.seen_from)
    assert party.y < scene.seen_from < party.label_y < party.y + party.height


def test_each_is_folded_by_a_click_and_stands_where_it_was(nested: Window) -> None:
    for label in ("Syria", "Near East"):
        _scroll(nested, _top(nested, "Syria") + 30)
        stood = next(box for box in _stuck(nested) if box.label == label)
        _click(nested, stood.y + 5, x=700)
        (row,) = [box for box in _scene(nested).lanes if box.label == label]
        assert (row.kind, row.folded, row.y) == ("heading", True, stood.y)
        _click(nested, row.y + 5)
        assert not any(box.folded for box in _scene(nested).lanes)


def test_their_menu_folds_them_as_well(nested: Window) -> None:
    _scroll(nested, _top(nested, "Syria") + 30)
    stood = next(box for box in _stuck(nested) if box.label == "Syria")
    nested.canvas.menu_requested.emit(_scene(nested).hit(60, stood.label_y), 0, QPoint(0, 0))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "Fold Syria").trigger()
    menu.close()
    settle()
    (row,) = [box for box in _scene(nested).lanes if box.label == "Syria"]
    assert (row.folded, row.y) == (True, stood.y)


def test_what_they_cover_is_not_hit(nested: Window) -> None:
    _scroll(nested, _top(nested, "Syria") + 30)
    scene = _scene(nested)
    covered = [m for m in scene.sheet.marks if NORMAL.axis < m.y + scene.offset[1] < scene.seen_from]
    for mark in covered:
        hit = scene.hit(mark.x + scene.offset[0], mark.y + scene.offset[1])
        assert hit.kind == "heading"
    assert scene.hit(700, scene.seen_from - 1).kind == "heading"
    assert scene.hit(60, scene.seen_from + 1).kind == "lane"


def test_a_selected_entry_comes_out_from_beneath_all_of_them(nested: Window) -> None:
    marks = nested.canvas.timeline.marks
    for party in rows(nested.session.store, Party):
        for entry in sorted({*marks.entry[marks.lane == party.id].tolist()})[:4]:
            _scroll(nested, nested.canvas.sight.most_scroll())
            nested.canvas.selected.select(entry, party.id)
            settle()
            scene = _scene(nested)
            own = [m for m in scene.sheet.marks if (m.entry, m.lane) == (entry, party.id)]
            assert all(scene.seen_from <= m.y + scene.offset[1] <= scene.plot[3] for m in own)
            nested.session.select(None)


def test_the_names_of_the_lanes_are_painted_anew_only_when_they_move(nested: Window) -> None:
    _scroll(nested, _top(nested, "Syria") + 20)
    before = _scene(nested).lanes
    nested.canvas.sight.pan(-37.0, 0.0)
    assert _scene(nested).lanes == before


def test_words_past_the_last_day_collected_stand_below_them(nested: Window) -> None:
    _scroll(nested, 200.0)
    scene = _scene(nested)
    assert _stuck(nested)
    said, silent = (_pixels_over(one) for one in (scene, replace(scene, collected_label="")))
    differing = np.flatnonzero((said != silent).any(axis=(1, 2)))
    assert len(differing) > 20
    assert differing[0] >= scene.seen_from


def _pixels_over(scene: Scene) -> NDArray[np.uint8]:
    """Paint what keeps in sight over the sheet; (height, width, 4)."""
    image = QImage(round(scene.width), round(scene.height), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_over(painter, scene, LIGHT)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()
