"""Draws a document into a picture without any window: what `render` and a machine without a display do."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from timeline_app import locations
from timeline_app.columns.turns import turns_of
from timeline_app.domain.horizon import Horizon
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Document
from timeline_app.future import Future
from timeline_app.layout.arrangement import arrange_to_fit
from timeline_app.layout.build import build_scene, time_scale
from timeline_app.layout.flags import load_periods
from timeline_app.layout.frame import Frame
from timeline_app.layout.legend import keys_needed, lay_foot, lock_keys
from timeline_app.layout.mark_labels import packing_at
from timeline_app.layout.metrics import NORMAL
from timeline_app.layout.moves import fitted
from timeline_app.layout.reach import Reach, level_of, reach_around
from timeline_app.layout.view import ALL_LANES, View
from timeline_app.storage.conditions import read_conditions
from timeline_app.storage.details import read_details
from timeline_app.storage.grouping import grouped
from timeline_app.storage.rows import rows
from timeline_app.storage.timelines import read_timeline, read_titles, read_undated
from timeline_app.transfer import opened
from timeline_app.ui.paint.files import write_picture
from timeline_app.ui.paint.lettering import caption_width, load_fonts, name_width, width_of
from timeline_app.ui.theme import THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.columns.timeline import Timeline
    from timeline_app.columns.turns import Turns
    from timeline_app.domain.horizon import HiddenBy
    from timeline_app.domain.vocabulary import Grouping
    from timeline_app.layout.scene import Scene
    from timeline_app.storage.store import Store


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture shows: size in logical pixels, days of its window, as-of day; None is the whole."""

    width: int = 1600
    height: int = 900
    theme: str = "light"
    start: int | None = None
    end: int | None = None
    as_of: int | None = None
    grouping: Grouping = "state"
    hidden_by: HiddenBy | None = None
    """By what everything later than the as-of day is hidden; None if it is not."""


def draw(file: str, target: Path, picture: Picture) -> None:
    """Draw a document, by path or example's name, into a PNG, SVG or PDF.

    Raises
    ------
    DemarcheError
        If the document cannot be read or the picture not be written.
    """
    application = start_offscreen()
    with opened(file) as store:
        scene = scene_of(store, picture)
        title = next(rows(store, Document)).title
        write_picture(target, scene, THEMES[picture.theme], one_line(title))
    del application


def start_offscreen() -> QGuiApplication:
    """Make Qt ready to draw without a display, and load the fonts."""
    existing = QGuiApplication.instance()
    if not isinstance(existing, QGuiApplication):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        existing = QGuiApplication(["demarche"])
    load_fonts()
    return existing


def _read(store: Store, picture: Picture) -> tuple[Timeline, tuple[tuple[int, str], ...], Turns]:
    """Read what is drawn: the lanes, the entries without a date, and what becomes of conditions."""
    whole, undated, conditions = read_timeline(store), tuple(read_undated(store)), read_conditions(store)
    timeline = grouped(store, whole, picture.grouping)
    if picture.hidden_by is not None and picture.as_of is not None:
        future = Future(store, whole, Horizon(picture.as_of, picture.hidden_by))
        timeline, conditions = future.known(timeline), future.conditions(conditions)
        undated = tuple(one for one in undated if not future.hides(one[0]))
    return timeline, undated, turns_of(timeline.carried, conditions)


def scene_of(store: Store, picture: Picture) -> Scene:
    """Lay a document out for a picture, with as many sub-rows as its height takes."""
    timeline, tray, turns = _read(store, picture)
    plot = picture.width - NORMAL.header
    whole = fitted(timeline, View(0.0, 1.0, as_of=picture.as_of, hidden_by=picture.hidden_by), plot)
    view = replace(
        whole,
        start=whole.start if picture.start is None else float(picture.start),
        end=whole.end if picture.end is None else float(picture.end) + 1,
    )
    scale = time_scale(view, picture.width)
    limits = view.start, view.end
    titles, details = partial(read_titles, store), partial(read_details, store)
    packing = packing_at(timeline, scale.pixels_per_day, limits, width_of, titles, details)
    shown = Reach(view.start, view.end)
    level = level_of(timeline.marks, shown)
    keys = keys_needed(timeline) + (() if level == "far" else lock_keys(turns))
    foot = lay_foot(keys, tray, width=picture.width, measure=caption_width)
    room = picture.height - NORMAL.axis - foot.height
    reach = reach_around(timeline.marks, shown, level)
    arrangement, metrics = arrange_to_fit(timeline, packing, room, reach, level, ALL_LANES)
    frame = Frame(
        picture.width,
        picture.height,
        name_width,
        caption_width,
        load_periods(locations.FLAGS / "periods.json"),
        tray=tray,
        metrics=metrics,
        turns=lambda: turns,
    )
    return build_scene(timeline, arrangement, view, frame)
