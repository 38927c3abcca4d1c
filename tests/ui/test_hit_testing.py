"""What lies under a point is what is painted there: each thing is painted alone and pointed at."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pytest
from many_entries import written
from PySide6.QtGui import QColor, QImage, QPainter

from timeline_app.domain.dates import ordinal
from timeline_app.layout.stretches import stretch_at
from timeline_app.storage.opening import open_store
from timeline_app.transfer import own_example
from timeline_app.ui.paint.locks import paint_locks
from timeline_app.ui.paint.marks import paint_bars, paint_chips, paint_labels, paint_marks
from timeline_app.ui.paint.ribbons import paint_ribbons
from timeline_app.ui.pictures import Picture, scene_of, start_offscreen
from timeline_app.ui.theme import LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline_app.layout.scene import Hit, Scene
    from timeline_app.layout.sheet import Sheet

    Paint = Callable[[QPainter, Sheet], None]

EVERY = 5
"""Pixels between two points that are looked at, both ways."""
OVER = ("mark", "label", "bar", "chip", "lock", "ribbon")
"""What is found before what, in this order."""


@pytest.fixture(scope="module")
def example_scene(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMARCHE_HOME", str(tmp_path_factory.mktemp("home")))
        return _scene(own_example("turkey-syria"), Picture(1400, 800))


@pytest.fixture(scope="module")
def dense_scene(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    path = written(tmp_path_factory.mktemp("many") / "many.demarche")
    return _scene(path, Picture(1400, 800, start=ordinal(2003, 2, 1), end=ordinal(2003, 5, 15)))


def _scene(path: Path, picture: Picture) -> Scene:
    start_offscreen()
    with open_store(path, read_only=True) as store:
        return scene_of(store, picture)


@pytest.fixture(params=["example_scene", "dense_scene"])
def scene(request: pytest.FixtureRequest) -> Scene:
    return request.getfixturevalue(request.param)


def test_what_is_painted_is_what_is_found(scene: Scene) -> None:
    alone = [(kind, hit, _points(scene, sheet, paint)) for kind, hit, sheet, paint in _things(scene)]
    assert sum(len(points) for _, _, points in alone) > 500
    held: dict[tuple[int, int], list[tuple[str, tuple[object, ...]]]] = {}
    for kind, about, points in alone:
        for point in points:
            held.setdefault(point, []).append((kind, about))
    for (x, y), things in held.items():
        found = scene.hit(x + 0.5, y + 0.5)
        if not _is_beside(scene, found, x, y):
            first = min(OVER.index(kind) for kind, _ in things)
            wanted = [about for kind, about in things if OVER.index(kind) == first]
            is_found = _about(found) in wanted or _is_at_an_edge(scene, wanted, x, y)
            assert is_found, f"{found} at {x}, {y}, where there is {things}"


def _about(hit: Hit) -> tuple[object, ...]:
    return (hit.lane, hit.topic) if hit.kind == "ribbon" else (hit.entries, hit.lane)


def _is_at_an_edge(scene: Scene, wanted: list[tuple[object, ...]], x: int, y: int) -> bool:
    """Tell whether it is found a pixel beside: the last letter of a title may lean out of its box."""
    return any(_about(scene.hit(x + dx, y + dy)) in wanted for dx in (-0.5, 1.5) for dy in (-0.5, 1.5))


def _is_beside(scene: Scene, hit: Hit, x: float, y: float) -> bool:
    """Tell whether it is what can be pointed at beside where it is painted, or lies over all."""
    if hit.kind == "lock":  # its patch hides what is under it
        return True
    if any(edge.x <= x <= edge.x + edge.width + 1 and abs(edge.y - y) <= 10 for edge in scene.edges):
        return True
    near = [
        mark
        for mark in scene.sheet.marks
        if abs(mark.x + scene.offset[0] - x) <= mark.radius + 5
        and abs(mark.y + scene.offset[1] - y) <= mark.radius + 5
    ]
    return hit.kind == "mark" and any((mark.entry,) == hit.entries for mark in near)


def _things(scene: Scene) -> Iterator[tuple[str, tuple[object, ...], Sheet, Paint]]:
    """Give each thing on the sheet: what it is about, a sheet with nothing else, and how it is painted."""
    sheet = scene.sheet
    bare = _bare(sheet)
    for mark in sheet.marks:
        yield "mark", ((mark.entry,), mark.lane), dataclasses.replace(bare, marks=(mark,)), _by(paint_marks)
    for label in sheet.labels:
        about = (label.entry,), label.lane
        yield "label", about, dataclasses.replace(bare, labels=(label,)), _by(paint_labels)
    for bar in sheet.bars:
        yield "bar", ((bar.entry,), bar.lane), dataclasses.replace(bare, bars=(bar,)), _by(paint_bars)
    for chip in sheet.chips:
        yield "chip", (chip.entries, chip.lane), dataclasses.replace(bare, chips=(chip,)), _by(paint_chips)
    for lock in sheet.locks:
        yield "lock", (lock.entries, lock.lane), dataclasses.replace(bare, locks=(lock,)), _by(paint_locks)
    for number, row in enumerate(sheet.rows):
        own = sheet.stretches.taken(sheet.stretches.row == number)
        if len(own.row):
            about = row.lane, row.topic
            yield "ribbon", about, dataclasses.replace(bare, rows=(row,), stretches=own), _by(paint_ribbons)


def _bare(sheet: Sheet) -> Sheet:
    nothing = sheet.stretches.taken(np.zeros(len(sheet.stretches.row), np.bool_))
    none = dataclasses.replace(sheet, rows=(), bars=(), marks=(), labels=(), chips=(), locks=())
    return dataclasses.replace(none, stretches=nothing)


def _by(paint: Callable[..., None]) -> Paint:
    return lambda painter, sheet: paint(painter, sheet, LIGHT)


def _points(scene: Scene, sheet: Sheet, paint: Paint) -> list[tuple[int, int]]:
    """Find where something is painted in full, in pixels of the picture, some of them."""
    left, top, right, bottom = (round(side) for side in scene.plot)
    image = QImage(round(scene.width), round(scene.height), QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    painter.translate(*scene.offset)
    paint(painter, sheet)
    painter.end()
    return [
        (x, y)
        for x in range(left + 1, right - 1, EVERY)
        for y in range(top + 1, bottom - 1, EVERY)
        if _is_ink(image.pixelColor(x, y)) and not _is_dotted(scene, sheet, x, y)
    ]


def _is_ink(colour: QColor) -> bool:
    """Tell whether something is painted in full that is more than a patch of the ground."""
    return colour.alpha() == 255 and colour != QColor(LIGHT.lane)


def _is_dotted(scene: Scene, sheet: Sheet, x: float, y: float) -> bool:
    """Tell whether it is the dotted line of a ribbon where nothing is known, or its tick past its edge."""
    x, y = x - scene.offset[0], y - scene.offset[1]
    at = stretch_at(sheet.stretches, x, y, sheet.laying.metrics.ribbon)
    return bool(sheet.rows) and at is None
