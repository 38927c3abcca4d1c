"""The menu of what lies under the pointer in the lanes: an entry, a position, a lane at a day."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from timeline_app.domain.dates import day_in_words
from timeline_app.domain.plain_text import one_line
from timeline_app.layout.lane_choice import PINNED
from timeline_app.ui import entries, lanes_shown
from timeline_app.ui.position_words import position_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from timeline_app.layout.lanes import Lane
    from timeline_app.layout.scene import Hit
    from timeline_app.ui.window import Window

OF_AN_ENTRY = (
    "entry.edit",
    "entry.like",
    "entry.duplicate",
    "entry.change",
    "edit.copy",
    "entry.restore",
    "entry.delete",
)


def show_lane_menu(window: Window, hit: Hit, day: int, at: QPoint) -> None:
    """Open the menu of a hit on a day, a day ordinal, at a point of the screen."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if hit.kind == "mark":
        if hit.entries[0] not in window.session.picked:
            window.canvas.selected.select(hit.entries[0], hit.lane)
        for command in OF_AN_ENTRY:
            menu.addAction(window.actions_by_id[command])
    elif hit.kind in ("lane", "lock", "ribbon", "strip", "heading", "positions", "ongoing"):
        is_in_time = day >= math.floor(window.view_state.view.start)  # left of it are the lanes' names
        if hit.kind != "heading" and is_in_time:
            _fill_for_lane(menu, window, hit, day)
        lane = window.canvas.lane_of(hit)
        if lane is not None and (lane.kind, lane.key) != ("heading", PINNED):
            _fill_of_lane(menu, window, lane)
    if menu.isEmpty():
        menu.deleteLater()
    else:
        menu.popup(at)


def _fill_for_lane(menu: QMenu, window: Window, hit: Hit, day: int) -> None:
    words = window.tr("New entry here, on {day}").format(day=day_in_words(day))
    _add(menu, words, partial(entries.new_entry_at, window, day, hit.lane))
    if hit.kind in ("lock", "ribbon") and hit.party is not None and hit.topic is not None:
        copy = partial(_copy_position, window, hit.party, hit.topic, day)
        _add(menu, window.tr("Copy the position as a sentence"), copy)


def _fill_of_lane(menu: QMenu, window: Window, lane: Lane) -> None:
    """Offer how a lane or heading is shown."""
    choice = window.view_state.view.lanes
    one, is_heading = choice.id_of(lane), lane.kind == "heading"
    menu.addSeparator()
    fold = window.tr("Open {lane}") if one in choice.folded else window.tr("Fold {lane}")
    _add(menu, _named(fold, lane), partial(_fold, window, lane))
    if not is_heading:
        offering = window.canvas.offering
        _add(menu, window.tr("List the entries in view"), partial(_list, offering.in_view, lane))
        _add(menu, window.tr("List the positions"), partial(_list, offering.positions, lane))
        pin = window.tr("Unpin {lane}") if one in choice.pinned else window.tr("Pin {lane} to the top")
        _add(menu, _named(pin, lane), partial(lanes_shown.choose, window, choice.with_pinned(lane)))
    for words, way in ((window.tr("Move {lane} up"), -1), (window.tr("Move {lane} down"), 1)):
        _add(menu, _named(words, lane), partial(_step, window, lane, way))
    hide = _named(window.tr("Hide {lane}"), lane)
    _add(menu, hide, partial(lanes_shown.choose, window, choice.with_hidden(lane)))
    menu.addAction(window.actions_by_id["lanes.choose"])


def _list(show: Callable[[int], bool], lane: Lane, _checked: object = None) -> None:
    show(lane.key)


def _named(words: str, lane: Lane) -> str:
    return words.format(lane=one_line(lane.label, 40).replace("&", "&&"))


def _fold(window: Window, lane: Lane, _checked: object = None) -> None:
    window.canvas.fold(lane)


def _step(window: Window, lane: Lane, way: int, _checked: object = None) -> None:
    window.canvas.moving.step(lane, way)


def _add(menu: QMenu, words: str, run: partial[None]) -> None:
    action = QAction(words, menu)
    action.triggered.connect(run)
    menu.addAction(action)


def _copy_position(window: Window, party: int, topic: int, day: int, _checked: object = None) -> None:
    """Put a position, as it is shown on a day, on the clipboard: whose, on what, why, and the source."""
    as_of = window.view_state.view.as_of
    shown = day if as_of is None else min(day, as_of)
    heading, reason = position_words(window.session, party, topic, shown)
    sentence = window.tr("{heading} As of {day}: {reason}").format(
        heading=f"{heading.rstrip('.')}.", day=day_in_words(shown), reason=reason
    )
    QGuiApplication.clipboard().setText(sentence)
    window.say(window.tr("Copied: {text}").format(text=sentence[:120]))
