"""The menu of what lies under the pointer in the lanes: an entry, a position, a lane at a day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from timeline_app.domain.dates import day_in_words
from timeline_app.ui import entries
from timeline_app.ui.position_words import position_words

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

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
            window.session.select(hit.entries[0])
        for command in OF_AN_ENTRY:
            menu.addAction(window.actions_by_id[command])
    elif hit.kind in ("lane", "ribbon"):
        _fill_for_lane(menu, window, hit, day)
    if menu.isEmpty():
        menu.deleteLater()
    else:
        menu.popup(at)


def _fill_for_lane(menu: QMenu, window: Window, hit: Hit, day: int) -> None:
    words = window.tr("New entry here, on {day}").format(day=day_in_words(day))
    _add(menu, words, partial(entries.new_entry_at, window, day, hit.lane))
    if hit.kind == "ribbon" and hit.lane is not None and hit.topic is not None:
        copy = partial(_copy_position, window, hit.lane, hit.topic, day)
        _add(menu, window.tr("Copy the position as a sentence"), copy)


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
