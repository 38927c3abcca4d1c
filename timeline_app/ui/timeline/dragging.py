"""Drags a mark to another day, or an edge of its bar to lengthen it; the date stands in words beside it."""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtWidgets import QGraphicsRectItem

from timeline_app.domain.dates import in_words, lengthened, parse, shifted
from timeline_app.domain.errors import DateError, DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Entry
from timeline_app.storage.rows import get
from timeline_app.ui.paint.strokes import brush, pen
from timeline_app.ui.timeline.hover_card import HoverCard

if TYPE_CHECKING:
    from timeline_app.session import Session
    from timeline_app.ui.timeline.canvas import Canvas

EDGE = 5.0
"""Logical pixels from the end of a bar at which it is taken by its edge."""
LEAST_BAR = 24.0
"""Logical pixels that a bar must be long to be taken by its edges."""
Grip = Literal["whole", "begin", "end"]


class _Held(NamedTuple):
    entry: Entry
    grip: Grip
    x: float
    y: float


class Dragging(QObject):
    """Follows the mouse from a mark to another day; positions are logical pixels of the canvas."""

    def __init__(self, canvas: Canvas, session: Session) -> None:
        super().__init__(canvas)
        self._canvas, self._session = canvas, session
        self._held: _Held | None = None
        self._card = HoverCard(canvas.viewport())
        self._ghost = QGraphicsRectItem(canvas.box)
        self._ghost.setZValue(40)
        self._ghost.hide()

    def set_text_scale(self, text_scale: float) -> None:
        """Draw what is held as large as the lanes are."""
        self._ghost.setScale(text_scale)

    def takes(self, at: QPointF) -> bool:
        """Tell whether a drag from a point would move a mark, and take hold of it."""
        self._held = None
        scene = self._canvas.scene_now
        hit = scene.hit(at.x(), at.y()) if scene else None
        if hit is None or hit.kind != "mark" or self._session.store.read_only:
            return False
        entry = get(self._session.store, Entry, hit.entries[0])
        if entry is None or not entry.date:
            return False
        self._held = _Held(entry, self.grip_at(entry.id, at), at.x(), at.y())
        return True

    def grip_at(self, entry: int, at: QPointF) -> Grip:
        """Tell by what a mark would be taken: an end of its bar, or the whole of it."""
        scene = self._canvas.scene_now
        if scene is None:
            return "whole"
        part = scene.part_at(at.y())
        x, y = at.x() - part.offset[0], at.y() - part.offset[1]
        mark = next((m for m in part.sheet.marks if m.entry == entry and abs(m.y - y) <= m.radius), None)
        if mark and abs(x - mark.x) <= mark.radius:
            return "whole"
        reach = EDGE if mark is None else mark.radius + EDGE
        for bar in part.sheet.bars:
            if bar.entry == entry and abs(bar.y - y) <= bar.height and bar.right - bar.left >= LEAST_BAR:
                if abs(x - bar.left) <= EDGE and not bar.arrow_left:
                    return "begin"
                if -EDGE <= x - bar.right <= reach and not bar.arrow_right:
                    return "end"
        return "whole"

    def move(self, now: QPointF, *, finished: bool) -> None:
        """Show the date that the mark would have, and write it when the drag is finished."""
        held = self._held
        if held is None:
            return
        try:
            date = self._date_at(held, now)
        except DateError as error:
            self._show(held, held.entry.date or "", str(error), now)
            date = None
        else:
            self._show(held, date, in_words(date), now)
        if finished:
            self.leave()
            if date and date != held.entry.date:
                self._write(held.entry, date)

    def _date_at(self, held: _Held, now: QPointF) -> str:
        scene = self._canvas.scene_now
        date = held.entry.date or ""
        assert scene
        days = math.floor(scene.scale.day(now.x())) - math.floor(scene.scale.day(held.x))
        if held.grip == "whole":
            return shifted(date, days)
        bounds = parse(date)
        if held.grip == "begin":
            day = bounds.begin_lo
            return date if day is None else lengthened(date, begin=day + days)
        day = bounds.end_hi
        return date if day is None else lengthened(date, end=day + days)

    def _show(self, held: _Held, date: str, words: str, now: QPointF) -> None:
        scene = self._canvas.scene_now
        assert scene
        bounds = parse(date)
        days = [day for day in (bounds.begin_lo, bounds.end_hi) if day is not None]
        if days:
            left, right = scene.scale.x(days[0]), scene.scale.x(days[-1] + 1)
            theme = self._canvas.theme
            self._ghost.setPen(pen(theme.accent))
            fill = brush(theme.accent).color()
            fill.setAlpha(45)
            self._ghost.setBrush(fill)
            self._ghost.setRect(QRectF(left, held.y - 12, max(right - left, 3.0), 24))
            self._ghost.show()
        words_of_grip = {"whole": self.tr("Move"), "begin": self.tr("Begin"), "end": self.tr("End")}
        title = one_line(held.entry.title, 80)
        self._card.show_words(
            words_of_grip[held.grip], words, title, (now * self._canvas.text_scale).toPoint()
        )

    def leave(self) -> None:
        """Let go, and put everything away."""
        self._held = None
        self._ghost.hide()
        self._card.hide()

    @property
    def is_on(self) -> bool:
        """Whether a mark is held."""
        return self._held is not None

    def _write(self, entry: Entry, date: str) -> None:
        try:
            self._session.put(dataclasses.replace(entry, date=date))
        except DemarcheError as error:
            self._session.failed.emit(str(error))
