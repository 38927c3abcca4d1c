"""Pinned lanes keep their place while the others are scrolled beneath them, for eye, pointer and ear."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hands import settle
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from timeline_app.domain.records import Entry
from timeline_app.layout.lane_choice import PINNED
from timeline_app.layout.lanes import lanes_of
from timeline_app.layout.metrics import NORMAL
from timeline_app.storage.rows import get, rows
from timeline_app.ui.paint.files import texts_of
from timeline_app.ui.paint.painting import paint_headers, paint_over
from timeline_app.ui.pictures import Picture, scene_of
from timeline_app.ui.timeline.layers import SheetImage

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.layout.boxes import LaneBox
    from timeline_app.layout.lanes import Lane
    from timeline_app.layout.scene import Scene
    from timeline_app.ui.window import Window


def _lane(window: Window, label: str) -> Lane:
    return next(
        one for one in lanes_of(window.canvas.timeline) if one.label == label and one.kind != "heading"
    )


def _pin(window: Window, *labels: str) -> None:
    choice = window.view_state.view.lanes
    for label in labels:
        choice = choice.with_pinned(_lane(window, label))
    window.view_state.change(lanes=choice)
    settle()


def _scroll(window: Window, scroll: float) -> None:
    window.view_state.change(scroll=min(scroll, window.canvas.sight.most_scroll()))
    settle()


def _scene(window: Window) -> Scene:
    assert window.canvas.scene_now
    return window.canvas.scene_now


def _over(window: Window) -> Scene:
    found = _scene(window).pinned
    assert found
    return found


def _box(part: Scene, label: str) -> LaneBox:
    return next(box for box in part.lanes if box.label == label and box.kind not in ("heading", "stuck"))


def _seen(window: Window) -> QImage:
    return window.canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _plot(scene: Scene) -> QRect:
    left, top, right, bottom = scene.plot
    return QRectF(left, top, right - left, bottom - top).toRect().adjusted(2, 2, -2, -2)


def test_they_stay_and_the_others_go(lanes: Window) -> None:
    _pin(lanes, "Kazakhstan", "Russia")
    before = _over(lanes)
    assert [box.label for box in before.lanes] == ["Pinned", "Kazakhstan", "Russia"]
    others = {box.label: box.y for box in _scene(lanes).lanes}
    band = _plot(before).adjusted(0, 0, 0, -4)
    seen = _seen(lanes).copy(band)
    _scroll(lanes, 40)
    assert _over(lanes).lanes == before.lanes
    assert all(box.y == others[box.label] - 40 for box in _scene(lanes).lanes if box.kind == "party")
    assert _scene(lanes).lanes[-1].kind == "stuck"
    assert _scene(lanes).lanes[-1].y == _scene(lanes).sight[1] == before.plot[3]
    assert _seen(lanes).copy(band) == seen


def _moves(window: Window) -> list[Callable[[], object]]:
    state, session = window.view_state, window.session
    entries = [entry.id for entry in rows(session.store, Entry)]

    def edit() -> None:
        entry = get(session.store, Entry, entries[0])
        assert entry
        session.change(entry, title="Said otherwise")

    return [
        lambda: _scroll(window, 90),
        lambda: window.canvas.sight.pan(37.0, -20.0),
        lambda: session.select(entries[3]),
        edit,
        lambda: _scroll(window, 0),
        lambda: session.select(entries[7]),
        lambda: window.canvas.sight.pan(-400.0, 0.0),
        lambda: _scroll(window, 9999),
        session.undo,
        lambda: state.change(compared=(738600, 738900)),
        lambda: window.canvas.sight.zoom(0.8),
        lambda: session.select(None),
        lambda: _pin(window, "Russia"),
        lambda: _scroll(window, 30),
    ]


def test_what_is_painted_in_part_looks_as_if_all_were(lanes: Window) -> None:
    _pin(lanes, "Kazakhstan", "Russia")
    for move in _moves(lanes):
        move()
        settle()
        scene, theme = _scene(lanes), lanes.theme
        assert scene.pinned
        wanted = QImage(lanes.canvas.viewport().size(), QImage.Format.Format_RGB32)
        wanted.fill(theme.paper)
        painter = QPainter(wanted)
        for part in scene.parts:
            SheetImage().paint(painter, part, theme)
        paint_over(painter, scene, theme)
        paint_headers(painter, scene, theme)
        painter.end()
        assert _seen(lanes).copy(_plot(scene)) == wanted.copy(_plot(scene))


def test_the_pointer_finds_what_is_seen(lanes: Window) -> None:
    _pin(lanes, "Russia")
    _scroll(lanes, 180)
    scene, over = _scene(lanes), _over(lanes)
    edge = over.plot[3]
    own = _lane(lanes, "Russia").key
    for mark in over.sheet.marks:
        x, y = mark.x + over.offset[0], mark.y + over.offset[1]
        if mark.lane == own:
            assert scene.hit(x, y)[:3] == ("mark", (mark.entry,), own)
    beneath = [mark for mark in scene.sheet.marks if NORMAL.axis < mark.y + scene.offset[1] < edge]
    assert beneath
    for mark in beneath:
        assert scene.hit(mark.x + scene.offset[0], mark.y + scene.offset[1]).lane in (own, PINNED)
    assert scene.hit(60, edge - 8).lane == own
    assert scene.hit(60, NORMAL.axis + 5)[:3] == ("heading", (), PINNED)
    assert scene.hit(60, edge + 5).kind == "heading"
    mark = next(mark for mark in over.sheet.marks if mark.lane == own)
    at = QPoint(round(mark.x + over.offset[0]), round(mark.y + over.offset[1]))
    QTest.mouseClick(lanes.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle()
    assert lanes.session.selection == mark.entry


def test_the_selected_entry_comes_out_from_beneath(lanes: Window) -> None:
    _pin(lanes, "Russia", "Kazakhstan")
    syria = _lane(lanes, "Syria").key
    marks = lanes.canvas.timeline.marks
    entries = sorted({*marks.entry[marks.lane == syria].tolist()})
    edge = _over(lanes).plot[3]
    for entry in entries:
        _scroll(lanes, 9999)
        lanes.canvas.selected.select(entry, syria)
        settle()
        scene = _scene(lanes)
        (y,) = (
            mark.y + scene.offset[1]
            for mark in scene.sheet.marks
            if (mark.entry, mark.lane) == (entry, syria)
        )
        assert edge + NORMAL.heading <= y <= scene.plot[3]
        lanes.session.select(None)


def test_a_pinned_entry_is_in_sight_already(lanes: Window) -> None:
    _pin(lanes, "Russia")
    own = _lane(lanes, "Russia").key
    _scroll(lanes, 70)
    lanes.canvas.selected.select(next(m.entry for m in _over(lanes).sheet.marks if m.lane == own), own)
    settle()
    assert lanes.view_state.view.scroll == 70


def test_they_scroll_as_far_as_the_last_lane_and_by_what_is_seen_of_them(lanes: Window) -> None:
    whole = lanes.canvas.sight.scroll_range()
    _pin(lanes, "Kazakhstan")
    most, page = lanes.canvas.sight.scroll_range()
    over = _over(lanes)
    assert most == whole[0] + NORMAL.heading
    assert page == whole[1] - (over.plot[3] - over.plot[1])
    _scroll(lanes, 9999)
    last = _scene(lanes).lanes[-2 if _scene(lanes).lanes[-1].kind == "stuck" else -1]
    assert last.y + last.height == pytest.approx(_scene(lanes).plot[3], abs=1)


def test_all_lanes_are_reached_beneath_them(lanes: Window) -> None:
    _pin(lanes, "Russia")
    met: set[str] = set()
    for scroll in range(0, int(lanes.canvas.sight.most_scroll()) + 60, 60):
        _scroll(lanes, scroll)
        scene = _scene(lanes)
        for box in scene.lanes:
            if box.y >= scene.sight[1] and box.y + box.height <= scene.plot[3]:
                met.add(box.label)
        stacked = sorted((b.y, b.y + b.height) for b in scene.lanes if b.kind != "stuck")
        assert all(one[1] == other[0] for one, other in pairwise(stacked))
    assert {one.label for one in lanes_of(lanes.canvas.timeline)} - met <= {"Russia"}


def test_a_link_to_another_lane_leads_to_where_its_end_is_seen(lanes: Window) -> None:
    _pin(lanes, "Türkiye")
    own = _lane(lanes, "Türkiye").key
    lanes.canvas.selected.select(15, own)
    _scroll(lanes, 100)
    scene, over = _scene(lanes), _over(lanes)
    assert len(scene.crossing.arrows) == 2
    edge = over.plot[3]
    for arrow in scene.crossing.arrows:
        inside, outside = sorted((arrow.start, arrow.end), key=lambda point: point[1])
        assert inside[1] in {m.y + over.offset[1] for m in over.sheet.marks if m.lane == own}
        marks = {m.y + scene.offset[1] for m in scene.sheet.marks}
        assert outside[1] == edge or (outside[1] > edge and outside[1] in marks)
    assert any(not arrow.relation for arrow in scene.crossing.arrows)
    for arrow in scene.crossing.arrows:
        for part in scene.parts:
            for title in part.sheet.labels if arrow.relation else ():
                x, y = arrow.label_at[0] - part.offset[0], arrow.label_at[1] - part.offset[1]
                assert not (title.x < x < title.x + title.width and abs(title.y - y) < title.height / 2)
    _scroll(lanes, 0)
    for arrow, moved in zip(_scene(lanes).crossing.arrows, scene.crossing.arrows, strict=True):
        assert (arrow.start[0], arrow.end[0]) == (moved.start[0], moved.end[0])
        assert max(arrow.start[1], arrow.end[1]) > edge


def test_where_there_is_no_room_they_scroll_with_the_others(lanes: Window) -> None:
    _pin(lanes, "Türkiye", "Syria")
    shown = [box.label for box in _over(lanes).lanes]
    assert shown == ["Pinned", "Türkiye"]
    assert any(box.label == "Syria" and box.kind == "party" for box in _scene(lanes).lanes)
    lanes.resize(1024, 480)
    settle()
    assert _scene(lanes).pinned is None
    _scroll(lanes, 200)
    assert _scene(lanes).lanes[-1].label == "Pinned"
    lanes.resize(1440, 1400)
    settle()
    assert _scene(lanes).pinned is None


def test_folded_the_heading_stays(lanes: Window) -> None:
    _pin(lanes, "Türkiye", "Russia")
    QTest.mouseClick(
        lanes.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, int(NORMAL.axis) + 10)
    )
    settle()
    over = _over(lanes)
    assert [box.label for box in over.lanes] == ["Pinned"]
    assert over.plot[3] - over.plot[1] == NORMAL.heading
    assert over.sheet.strips


def test_pictures_of_the_window_show_it_as_it_is_and_others_all_lanes(lanes: Window) -> None:
    _pin(lanes, "Russia")
    _scroll(lanes, 100)
    shown = lanes.canvas.scene_with_legend()
    assert shown.pinned
    texts = texts_of(shown)
    assert texts.index("Pinned") < texts.index("Russia") < texts.index("Opposition")
    assert scene_of(lanes.session.store, Picture(800, 400)).pinned is None


def test_a_pinned_lane_is_dragged_while_the_others_are_scrolled(lanes: Window) -> None:
    _pin(lanes, "Kazakhstan", "Russia")
    _scroll(lanes, 150)
    last, first = _box(_over(lanes), "Russia"), _box(_over(lanes), "Kazakhstan")
    moving = lanes.canvas.moving
    assert moving.takes(QPointF(60, last.label_y))
    moving.move(QPointF(60, first.y + 3), finished=False)
    assert moving._line.rect().center().y() == first.y
    moving.move(QPointF(60, first.y + 3), finished=True)
    settle()
    assert [box.label for box in _over(lanes).lanes] == ["Pinned", "Russia", "Kazakhstan"]
    assert moving._end_of(_lane(lanes, "Kazakhstan")) == _over(lanes).plot[3]


def test_what_is_spoken_of_is_where_it_is_seen(lanes: Window) -> None:
    _pin(lanes, "Russia")
    _scroll(lanes, 60)
    scene, over = _scene(lanes), _over(lanes)
    canvas, spoken = lanes.canvas, lanes.canvas.spoken
    corner = canvas.mapToGlobal(QPoint(0, 0))
    box = _box(over, "Russia")
    area = spoken.lane_area(_lane(lanes, "Russia").key)
    assert area.top() - corner.y() == round(box.y)
    area = spoken.lane_area(_lane(lanes, "Syria").key)
    assert area.top() - corner.y() == scene.sight[1]
    _scroll(lanes, 330)
    assert spoken.lane_area(_lane(lanes, "Syria").key).isEmpty()
    mark = next(m for m in over.sheet.marks if m.lane == _lane(lanes, "Russia").key)
    at = corner + QPoint(round(mark.x + over.offset[0]), round(mark.y + over.offset[1]))
    assert spoken.under(at) is spoken.item(mark.lane, mark.entry)
    assert spoken.keys()[0] == mark.lane


def test_the_wheel_over_them_scrolls_the_others(lanes: Window) -> None:
    _pin(lanes, "Russia")
    lanes.canvas.box.pan_requested.emit(0.0, -60.0)
    assert lanes.view_state.view.scroll == 60
    assert _over(lanes).offset[1] == NORMAL.axis


def test_both_parts_are_of_the_same_days(lanes: Window) -> None:
    _pin(lanes, "Russia")
    view = lanes.view_state.view
    for days in (0.3, 11.7, 200.0, -431.3):
        lanes.view_state.show(replace(lanes.view_state.view, scroll=25.0).panned(days))
        scene, over = _scene(lanes), _over(lanes)
        assert over.offset[0] == scene.offset[0]
        assert over.sheet.scale == scene.sheet.scale
        assert over.sheet.covers_time(lanes.view_state.view)
    assert view.lanes == lanes.view_state.view.lanes
