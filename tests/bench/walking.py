"""A long random walk through a window: pans, zooms, selections, as-of days, lanes, edits; and what it leaves.

What is counted between two points of it must not grow: memory, objects by type, widgets, open files, and what
is kept from frame to frame.
"""

from __future__ import annotations

import ctypes
import gc
import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from timeline_app.domain.records import Entry, Stance
from timeline_app.domain.vocabulary import GROUPINGS
from timeline_app.layout.lane_choice import LaneChoice
from timeline_app.layout.view import ALL_LANES
from timeline_app.storage.rows import get, rows
from timeline_app.ui import lanes_shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.layout.lanes import Lane
    from timeline_app.ui.window import Window

DATES = ("2024-12-02", "1990-05", "1999-01-03/1999-04-05", "2001-02-03/..", "1960~", "2010", "")
FACTORS = (0.5, 0.8, 0.97, 1.03, 1.25, 2.0)
MOST_DAYS = 60_000.0
MOSTLY = 0.8
A_MOMENT = 500
"""Milliseconds in which all is built that is built later, so that no picture waits for it."""


class Held(NamedTuple):
    """What the program holds at a point of a walk."""

    resident: int
    """Bytes."""
    objects: Counter[str]
    """Objects that Python collects, by type."""
    widgets: int
    files: int
    items: int
    """Items of the lanes' graphics scene."""


def held_by(window: Window) -> Held:
    """Count what is held at one and the same place, once what nobody needs any more is thrown away.

    What is kept for a place differs from one to the other by a grid of counts or two, of 24 MB at most each.
    """
    window.session.select(None)
    window.view_state.change(lanes=ALL_LANES)
    window.canvas.sight.fit()
    QTest.qWait(A_MOMENT)
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()
    _give_back()
    scene = window.canvas.scene()
    assert scene is not None
    return Held(
        _resident(),
        Counter(type(one).__qualname__ for one in gc.get_objects()),
        len(QApplication.allWidgets()),
        len([*Path("/proc/self/fd").iterdir()]),
        len(scene.items()),
    )


def _resident() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) * 1024


def _give_back() -> None:
    """Have freed memory given back, so that holes in it are not taken for something kept."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


class Walk:
    """Makes one random step after the other; the same for the same seed."""

    def __init__(self, window: Window, seed: int, *, edits: float = 0.002) -> None:
        self.window, self.random = window, random.Random(seed)
        self.steps = 0
        moves: dict[Callable[[], None], float] = {
            self.pan: 60.0,
            self.fling: 4.0,
            self.zoom: 12.0,
            self.scroll: 8.0,
            self.hover: 10.0,
            self.select: 4.0,
            self.move_as_of: 1.5,
            self.look_elsewhere: 0.5,
            self.go_back: 1.0,
            self.fit: 0.2,
            self.fold: 0.5,
            self.pin: 0.3,
            self.hide: 0.2,
            self.group: 0.3,
        }
        changes: dict[Callable[[], None], float] = {
            self.edit_title: 3.0,
            self.edit_date: 2.0,
            self.edit_stance: 2.0,
            self.undo: 2.0,
            self.redo: 1.0,
        }
        whole = sum(moves.values()) / (1 - edits)
        weights = [share / whole for share in moves.values()]
        weights += [share * edits / sum(changes.values()) for share in changes.values()]
        self._kinds, self._weights = [*moves, *changes], weights
        marks = window.session.timeline.marks
        self._days = float(marks.day[0]), float(marks.day[marks.dated - 1]) + 1
        self._entries = marks.entry[: marks.dated].tolist()
        self._stances = [
            stance.id for stance, _ in zip(rows(window.session.store, Stance), range(2_000), strict=False)
        ]

    def warm(self) -> None:
        """Look at every grouping and make every kind of step once: what is kept from then on is there."""
        for grouping in GROUPINGS:
            lanes_shown.group_by(self.window, grouping)
            QApplication.processEvents()
        for kind in self._kinds:
            kind()
            QApplication.processEvents()

    def go(self, steps: int) -> None:
        """Make so many steps, each seen before the next."""
        for kind in self.random.choices(self._kinds, self._weights, k=steps):
            kind()
            self.steps += 1
            QApplication.processEvents()
            if self.steps % 100 == 0:
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # Looking

    def pan(self) -> None:
        """Drag a little."""
        self.window.canvas.sight.pan(self.random.uniform(-60, 60), 0.0)

    def fling(self) -> None:
        """Drag by up to a window."""
        self.window.canvas.sight.pan_share(self.random.uniform(-1, 1))

    def zoom(self) -> None:
        """Zoom around some x; back in where it has become very wide, back where there is something."""
        view = self.window.view_state.view
        factor = self.random.choice(FACTORS)
        if view.days > MOST_DAYS:
            factor = 0.5
        self.window.canvas.sight.zoom_at(factor, self.random.uniform(190, 1100))
        view, (first, last) = self.window.view_state.view, self._days
        if view.end < first or view.start > last:
            self.window.canvas.sight.go_to(self.random.uniform(first, last))

    def scroll(self) -> None:
        """Scroll the lanes."""
        self.window.canvas.sight.pan(0.0, self.random.uniform(-300, 300))

    def hover(self) -> None:
        """Move the pointer."""
        viewport = self.window.canvas.viewport()
        at = QPointF(self.random.uniform(0, viewport.width()), self.random.uniform(0, viewport.height()))
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(
            QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(viewport, event)

    def select(self) -> None:
        """Select what is in sight, or any entry, or none."""
        scene = self.window.canvas.scene_now
        marks = scene.sheet.marks if scene else ()
        if marks and self.random.random() < 0.6:
            self.window.session.select(self.random.choice(marks).entry)
        else:
            self.window.session.select(self.random.choice([None, self.random.choice(self._entries)]))

    def move_as_of(self) -> None:
        """Look as of another day."""
        view = self.window.view_state.view
        self.window.view_state.change(as_of=int(self.random.uniform(view.start, view.end)))

    def look_elsewhere(self) -> None:
        """Look at some days of the document."""
        days = 10 ** self.random.uniform(0.7, 4.6)
        start = self.random.uniform(*self._days)
        self.window.view_state.change(start=start, end=start + days)

    def go_back(self) -> None:
        """Go back or forward in what was looked at."""
        self.random.choice([self.window.view_state.go_back, self.window.view_state.go_forward])()

    def fit(self) -> None:
        """Look at everything."""
        self.window.canvas.sight.fit()

    # Lanes

    def fold(self) -> None:
        """Fold a lane or heading, or open it."""
        lane = self._any_lane(headings=True)
        if lane:
            lanes_shown.choose(self.window, self._choice.with_folded(lane))

    def pin(self) -> None:
        """Pin a lane, or let it go."""
        lane = self._any_lane(headings=False)
        if lane:
            lanes_shown.choose(self.window, self._choice.with_pinned(lane))

    def hide(self) -> None:
        """Hide a lane, or choose none at all any more, so that some are always left."""
        lane = self._any_lane(headings=False)
        if lane and self.random.random() < MOSTLY:
            lanes_shown.choose(self.window, self._choice.with_hidden(lane))
        else:
            lanes_shown.choose(self.window, LaneChoice(self._choice.grouping))

    def group(self) -> None:
        """Group the lanes by something else."""
        lanes_shown.group_by(self.window, self.random.choice(GROUPINGS))

    @property
    def _choice(self) -> LaneChoice:
        return self.window.view_state.view.lanes

    def _any_lane(self, *, headings: bool) -> Lane | None:
        arrangement = self.window.canvas.arrangement
        lanes = [placed.lane for placed in arrangement.lanes] if arrangement else []
        there = [lane for lane in lanes if headings or lane.kind != "heading"]
        return self.random.choice(there) if there else None

    # Editing

    def edit_title(self) -> None:
        """Give an entry another title."""
        self._edit(title=f"Another title {self.random.random()}")

    def edit_date(self) -> None:
        """Put an entry on other days."""
        self._edit(date=self.random.choice(DATES) or None)

    def _edit(self, **values: object) -> None:
        session = self.window.session
        entry = get(session.store, Entry, self.random.choice(self._entries))
        if entry:
            session.change(entry, **values)

    def edit_stance(self) -> None:
        """Give a stance another value."""
        session = self.window.session
        stance = get(session.store, Stance, self.random.choice(self._stances))
        if stance:
            session.change(stance, value=self.random.randint(-2, 2), non_value=None)

    def undo(self) -> None:
        """Take back a step."""
        self.window.session.undo()

    def redo(self) -> None:
        """Do a step again."""
        self.window.session.redo()
