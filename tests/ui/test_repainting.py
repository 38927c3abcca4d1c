"""A sheet painted only where it differs from the one before looks as if all of it had been painted."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from timeline_app import locations
from timeline_app.domain.records import Entry, Stance
from timeline_app.layout.arrangement import arrange
from timeline_app.layout.build import sheet_for, time_scale
from timeline_app.layout.flags import load_periods
from timeline_app.layout.frame import Frame
from timeline_app.layout.mark_labels import packing_at
from timeline_app.layout.metrics import NORMAL
from timeline_app.layout.moves import fitted
from timeline_app.layout.repainting import changed_area, newly_seen, part_of
from timeline_app.layout.sheet import build_sheet
from timeline_app.layout.view import View
from timeline_app.storage.rows import rows, update
from timeline_app.storage.timelines import read_timeline, read_titles
from timeline_app.transfer import opened
from timeline_app.ui.paint.lettering import caption_width, load_fonts, name_width, width_of
from timeline_app.ui.paint.painting import paint_sheet
from timeline_app.ui.theme import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.records import Record
    from timeline_app.layout.repainting import Area
    from timeline_app.layout.sheet import Sheet
    from timeline_app.storage.store import Store

WIDTH, HEIGHT, MARGIN = 900.0, 500.0, 40.0


@pytest.fixture
def store(home: object, qapp: object) -> Iterator[Store]:
    load_fonts()
    with opened("turkey-syria") as store:
        yield store


def _view(store: Store) -> View:
    return fitted(read_timeline(store), View(0.0, 1.0), WIDTH - NORMAL.header)


def _sheet(store: Store, view: View, before: Sheet | None = None) -> Sheet:
    timeline = read_timeline(store)
    zoom = time_scale(view, WIDTH).pixels_per_day
    packing = packing_at(timeline, zoom, (view.start, view.end), width_of, lambda e: read_titles(store, e))
    frame = Frame(
        WIDTH,
        HEIGHT,
        name_width,
        caption_width,
        load_periods(locations.FLAGS / "periods.json"),
        margin=MARGIN,
    )
    return sheet_for(timeline, arrange(timeline, packing), view, frame, before)


def _painted(sheet: Sheet) -> QImage:
    image = QImage(int(sheet.width), int(sheet.bottom - sheet.top), QImage.Format.Format_RGB32)
    _paint(image, sheet, None)
    return image


def _paint(image: QImage, sheet: Sheet, area: Area | None) -> None:
    painter = QPainter(image)
    painter.translate(0, -sheet.top)
    if area:
        painter.setClipRect(QRectF(area.left, area.top, area.right - area.left, area.bottom - area.top))
    paint_sheet(painter, sheet, LIGHT)
    painter.end()


def _edits(store: Store) -> list[Record]:
    entries = list(rows(store, Entry))
    stances = list(rows(store, Stance))
    return [
        *(dataclasses.replace(entry, title="Said something else, at length") for entry in entries[::4]),
        *(dataclasses.replace(entry, kind="action", importance=3) for entry in entries[1::5]),
        *(dataclasses.replace(stance, value=-2, non_value=None) for stance in stances[::3]),
        *(dataclasses.replace(entry, date=entries[3].date) for entry in entries[4:9]),
    ]


def test_only_what_differs_is_painted(store: Store) -> None:
    view = _view(store)
    old = _sheet(store, view)
    image = _painted(old)
    in_part = 0
    for record in _edits(store):
        with store.step("Edit"):
            update(store, record)
        new = _sheet(store, view)
        area = changed_area(old, new)
        if area is None:
            image = _painted(new)
        else:
            in_part += 1
            _paint(image, part_of(new, area), area)
        assert image == _painted(new)
        old = new
    assert in_part > 10


def test_selecting_paints_the_selected_and_another_day_everything(store: Store) -> None:
    view = _view(store)
    entry = next(rows(store, Entry)).id
    old, new = _sheet(store, view), _sheet(store, dataclasses.replace(view, selected=entry))
    area = changed_area(old, new)
    assert area
    assert area.right - area.left < old.width
    assert changed_area(old, _sheet(store, dataclasses.replace(view, start=view.start + 9))) is None


@pytest.mark.parametrize(("first", "then"), [(0, 120), (120, 0), (90, 40), (60, 60), (0, 500), (200, 170)])
def test_a_scrolled_sheet_is_painted_only_where_it_was_not_seen(store: Store, first: int, then: int) -> None:
    view = _view(store)
    whole = _sheet(store, view)
    old, new = (_of_height(store, view, whole, top, top + 300) for top in (first, then))
    areas = newly_seen(old, new)
    if areas is None:
        assert abs(first - then) >= 300
        return
    image = QImage(int(new.width), int(new.bottom - new.top), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.drawImage(QPointF(0, old.top - new.top), _painted(old))
    painter.end()
    for area in areas:
        _paint(image, part_of(new, area), area)
    assert image == _painted(new)


def _of_height(store: Store, view: View, like: Sheet, top: float, bottom: float) -> Sheet:
    """Lay out some of the same lanes again."""
    timeline = read_timeline(store)
    zoom = time_scale(view, WIDTH).pixels_per_day
    packing = packing_at(timeline, zoom, (view.start, view.end), width_of, lambda e: read_titles(store, e))
    arranged = arrange(timeline, packing)
    arrangement = dataclasses.replace(arranged, lanes=like.lanes, ribbons=like.laying.ribbons)
    timeline = dataclasses.replace(timeline, parties=like.laying.parties)
    stretch = dataclasses.replace(like.stretch, top=top, bottom=bottom)
    return build_sheet(timeline, arrangement, view, stretch, NORMAL)


def test_a_sheet_reaches_past_the_window_where_it_was_left(store: Store) -> None:
    view = _view(store)
    first = _sheet(store, view)
    days = MARGIN / first.scale.pixels_per_day
    panned = dataclasses.replace(view, start=view.start + days / 2, end=view.end + days / 2)
    beside = _sheet(store, panned, first)
    assert (first.width, beside.width) == (WIDTH - NORMAL.header, first.width + 2 * MARGIN)
    assert (beside.top, beside.bottom) == (first.top, first.bottom)
    scrolled = dataclasses.replace(panned, scroll=10.0)
    below = _sheet(store, scrolled, beside)
    assert (below.scale.start, below.width) == (beside.scale.start, beside.width)
    assert below.bottom == beside.bottom + 10 + MARGIN
    assert _sheet(store, scrolled, below).stretch == below.stretch
