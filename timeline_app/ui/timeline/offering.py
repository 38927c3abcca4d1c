"""What the lanes list to choose from: what a chip holds or a lane leaves out, what is in view or undated."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPoint, QPointF

from timeline_app.domain.dates import day_in_words
from timeline_app.domain.plain_text import one_line
from timeline_app.layout import left_out
from timeline_app.ui.timeline.list_popup import ListPopup
from timeline_app.ui.timeline.listed import ListedEntries, ListedPositions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from timeline_app.layout.arrangement import Arrangement, PlacedLane
    from timeline_app.layout.ribbons import Ribbon
    from timeline_app.layout.scene import Hit
    from timeline_app.session import Session
    from timeline_app.ui.timeline.canvas import Canvas
    from timeline_app.ui.timeline.listed import Listed
    from timeline_app.view_state import ViewState

_NAME_LENGTH = 60
LISTING = ("chip", "tray", "positions", "ongoing")
"""Kinds of hits that open a list."""


class Offering(QObject):
    """Opens lists over a canvas; what is chosen is selected in the lane it was listed of."""

    def __init__(self, canvas: Canvas, session: Session, view_state: ViewState) -> None:
        super().__init__(canvas)
        self._canvas, self._session, self._view_state = canvas, session, view_state

    def open(self, hit: Hit, at: QPoint) -> None:
        """List at a point of the screen what stands behind a hit."""
        if hit.kind == "tray":
            self.undated(at)
        elif hit.kind == "chip":
            self.entries(np.array(hit.entries, np.int32), at, hit.lane)
        elif hit.kind == "ongoing":
            self.ongoing(hit.lane, at)
        elif hit.kind == "positions":
            self.positions(hit.lane, at, only_more=True)

    def entries(self, entries: NDArray[np.int32], at: QPoint, lane: int | None = None) -> None:
        """List entries, of a lane perhaps."""
        words = _counted(len(entries), self.tr("1 entry"), self.tr("{count:,} entries"))
        self._show(words, ListedEntries(self._session, entries), at, lane)

    def undated(self, at: QPoint | None = None) -> bool:
        """List the entries without a usable date, at the tray unless a point is given; tell if there are."""
        scene = self._canvas.scene_now
        if scene is None:
            return False
        entries = np.array([entry for entry, _ in scene.tray], np.int32)
        words = self.tr("{count:,} without a date").format(count=len(entries))
        at = at or self._on_screen(0.0, scene.plot[3])
        return self._show(words, ListedEntries(self._session, entries), at, None)

    def ongoing(self, lane: int | None, at: QPoint) -> None:
        """List the entries that go on in a lane and are not shown there."""
        placed, arrangement = self._placed(lane), self._canvas.arrangement
        if placed and arrangement:
            found = left_out.ongoing(arrangement, placed)
            words = self.tr("{count:,} more ongoing").format(count=len(found))
            self._show(words, ListedEntries(self._session, found), at, lane)

    def in_view(self, lane: int) -> bool:
        """List the entries of a lane on the days in view, also those behind its chips; tell if there are."""
        found = left_out.entries_in_view(self._canvas.timeline.marks, lane, self._view_state.view)
        words = _counted(len(found), self.tr("1 entry in view"), self.tr("{count:,} entries in view"))
        return self._show(words, ListedEntries(self._session, found), self._beside(lane), lane)

    def positions(self, lane: int | None, at: QPoint | None = None, *, only_more: bool = False) -> bool:
        """List the positions of a lane as of the day, or those without a ribbon; tell if there are any."""
        placed, arrangement = self._placed(lane), self._canvas.arrangement
        if placed is None or arrangement is None:
            return False
        ribbons = self._ribbons(arrangement, placed, only_more=only_more)
        day = self._day()
        more = self.tr("1 more position"), self.tr("{count:,} more positions")
        every = self.tr("1 position"), self.tr("{count:,} positions")
        words = self.tr("{positions} as of {day}").format(
            positions=_counted(len(ribbons), *(more if only_more else every)), day=day_in_words(day)
        )
        listed = ListedPositions(self._session, self._canvas.timeline, ribbons, day)
        return self._show(words, listed, at or self._beside(placed.lane.key), lane)

    def _ribbons(self, arrangement: Arrangement, placed: PlacedLane, *, only_more: bool) -> Sequence[Ribbon]:
        view = self._view_state.view
        if only_more:
            return left_out.more_positions(arrangement, placed, view)
        return left_out.positions(arrangement, placed.lane.key, view)

    def _day(self) -> int:
        """Give the as-of day, else the last one that is shown."""
        view = self._view_state.view
        return math.floor(view.end) if view.as_of is None else view.as_of

    def _placed(self, lane: int | None) -> PlacedLane | None:
        arrangement = self._canvas.arrangement
        lanes = arrangement.lanes if arrangement else ()
        return next((one for one in lanes if one.lane.kind != "heading" and one.lane.key == lane), None)

    def _show(self, words: str, listed: Listed, at: QPoint, lane: int | None) -> bool:
        """Open a list; tell whether there is anything in it, else it is not opened."""
        if not len(listed.entries):
            return False
        placed = self._placed(lane)
        # Were the canvas its parent, keys typed in it would be taken for those of the lanes.
        name = one_line(placed.lane.label, _NAME_LENGTH) if placed else ""
        popup = ListPopup(f"{name} · {words}" if name else words, listed, self._canvas.window())
        popup.chosen.connect(partial(self._choose, lane))
        popup.failed.connect(self._session.failed)
        for ended in (self._session.changed, self._session.closing, self._session.opened):
            ended.connect(popup.close)
        popup.show_at(at)
        popup.go_to(self._session.selection)
        return True

    def _choose(self, lane: int | None, entry: int) -> None:
        self._canvas.selected.select(entry, lane)

    def _beside(self, lane: int) -> QPoint:
        """Give the point of the screen beside the name of a lane, the uppermost if it is out of sight."""
        scene = self._canvas.scene_now
        if scene is None:
            return self._on_screen(0.0, 0.0)
        boxes = [(box, part) for part in scene.parts for box in part.lanes if box.key == lane]
        seen = (box.label_y for box, part in boxes if part.sight[1] <= box.label_y < part.sight[3])
        return self._on_screen(scene.plot[0], next(seen, scene.plot[1]))

    def _on_screen(self, x: float, y: float) -> QPoint:
        """Give a point of the screen for logical pixels of the lanes."""
        return self._canvas.mapToGlobal((QPointF(x, y) * self._canvas.text_scale).toPoint())


def _counted(count: int, one: str, several: str) -> str:
    return one if count == 1 else several.format(count=count)
