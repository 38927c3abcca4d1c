"""What the pointer does in the lanes: select, open what a chip holds, ask for menus, show a card at rest."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent

from timeline_app.domain.dates import day_in_words
from timeline_app.layout.scene import NOTHING, Hit
from timeline_app.layout.strips import entries_at, heap_at
from timeline_app.ui.condition_words import carried_lines, lock_words
from timeline_app.ui.entry_words import facts_of, headline, kind_and_date
from timeline_app.ui.position_words import position_words
from timeline_app.ui.timeline.hover_card import HoverCard
from timeline_app.ui.timeline.offering import LISTING

if TYPE_CHECKING:
    from timeline_app.session import Session
    from timeline_app.ui.timeline.canvas import Canvas

HOVER_DELAY = 350
HEAP_REACH = 3.0
"""Logical pixels to either side of the pointer within which marks are counted."""
MOST_KINDS = 5
MOST_LISTED = 500
"""Entries at a point of a strip up to which a click lists them."""


class Pointing(QObject):
    """Answers the pointer on a canvas; positions are logical pixels of its view."""

    def __init__(self, canvas: Canvas, session: Session) -> None:
        super().__init__(canvas)
        self._canvas, self._session = canvas, session
        self._card = HoverCard(canvas.viewport())
        self._at = QPointF()
        self._rest = QTimer(self, singleShot=True, interval=HOVER_DELAY)
        self._rest.timeout.connect(self._show_card)
        canvas.laid_out.connect(self._look_again)

    def _hit(self, at: QPointF) -> Hit:
        scene = self._canvas.scene_now
        return NOTHING if scene is None else scene.hit(at.x(), at.y())

    def click(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Select what lies under a point, or list what a chip holds; with Ctrl, pick it with the others."""
        self.leave()
        hit = self._hit(at)
        if hit.kind == "strip":
            hit = self._chip_of(hit, at)
        if hit.kind in LISTING:
            on_screen = self._canvas.mapToGlobal((at * self._canvas.text_scale).toPoint())
            self._canvas.offering.open(hit, on_screen)
        elif hit.kind == "heading" and (lane := self._canvas.lane_of(hit)):
            self._canvas.fold(lane)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self._pick(hit.entries[0] if hit.kind == "mark" else None)
        elif hit.entries:
            self._canvas.selected.select(hit.entries[0], hit.lane)
        else:
            self._session.select(None)

    def _chip_of(self, hit: Hit, at: QPointF) -> Hit:
        """Give what stands at a point of a strip as a chip or a mark; the strip, if too many to list."""
        scene = self._canvas.scene_now
        assert scene
        day, reach = scene.scale.day(at.x()), HEAP_REACH / scene.scale.pixels_per_day
        entries = entries_at(self._canvas.timeline.marks, hit.lanes, day, reach)
        if not 0 < len(entries) <= MOST_LISTED:
            return hit
        return hit._replace(kind="chip" if len(entries) > 1 else "mark", entries=tuple(entries))

    def _pick(self, entry: int | None) -> None:
        """Add an entry to those picked, or take it out."""
        if entry is not None:
            picked = set(self._session.chosen()) ^ {entry}
            self._session.pick(picked, entry if entry in picked else min(picked, default=None))

    def double_click(self, at: QPointF) -> None:
        """Edit what lies under a point, or begin an entry at that day and lane."""
        self.leave()
        hit, scene = self._hit(at), self._canvas.scene_now
        if hit.kind == "mark":
            self._canvas.selected.select(hit.entries[0], hit.lane)
            self._canvas.edit_requested.emit()
        elif scene is not None and hit.kind in ("lane", "ribbon", "strip") and at.x() > scene.plot[0]:
            self._canvas.new_requested.emit(math.floor(scene.scale.day(at.x())), hit.lane)

    def ask_menu(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what lies under the pointer; by key, for that of the selected entry."""
        self.leave()
        scene = self._canvas.scene_now
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_menu_of_selection()
        elif scene is not None:
            at = QPointF(event.pos()) / self._canvas.text_scale
            day = math.floor(scene.scale.day(at.x()))
            self._canvas.menu_requested.emit(self._hit(at), day, event.globalPos())

    def _ask_menu_of_selection(self) -> None:
        """Ask for the menu of the selected entry, at its mark."""
        entry, scene = self._session.selection, self._canvas.scene_now
        found = scene.mark_of(entry) if scene and entry is not None else None
        if scene is None or found is None:
            return
        mark, at = found
        hit, day = Hit("mark", (mark.entry,), mark.lane), math.floor(scene.scale.day(at[0]))
        on_screen = QPointF(*at) * self._canvas.text_scale
        self._canvas.menu_requested.emit(hit, day, self._canvas.mapToGlobal(on_screen.toPoint()))

    def move(self, at: QPointF) -> None:
        """Follow the pointer: its shape says what a click would do, and a card waits for it to rest."""
        at = at / self._canvas.text_scale
        self._at = at
        self._card.hide()
        if self._canvas.dragging.is_on:
            return
        self._rest.start()
        hit = self._hit(at)
        over = hit.kind in ("mark", "lock", "ribbon", "heading", *LISTING)
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        if hit.kind == "mark" and self._canvas.dragging.grip_at(hit.entries[0], at) != "whole":
            shape = Qt.CursorShape.SizeHorCursor
        self._canvas.viewport().setCursor(shape)

    def leave(self) -> None:
        """Put the card away."""
        self._card.hide()
        self._rest.stop()

    def _look_again(self) -> None:
        """Put a card away that tells of what stood under the pointer; what stands there now follows."""
        if self._card.isVisible():
            self._card.hide()
            self._rest.start()

    def _show_card(self) -> None:
        hit = self._hit(self._at)
        if not self._canvas.underMouse():
            return
        if hit.kind == "ribbon" and hit.party is not None and hit.topic is not None:
            heading, reason = position_words(self._session, hit.party, hit.topic, self._day())
            reason = "\n".join([reason, *carried_lines(self._session, hit.party, hit.topic, self._day())])
            self._card.show_words(self.tr("Position"), heading, reason, self._in_view())
        elif hit.kind == "lock" and hit.day is not None:
            words = lock_words(self._session, hit.conditions, hit.day, self._canvas.as_of)
            self._card.show_words(self.tr("Condition"), *words, self._in_view())
        elif hit.kind == "strip":
            self._show_heap(hit.lanes)
        elif hit.kind == "mark" and hit.entries[0] != self._session.selection:
            card = self._session.card(hit.entries[0])
            if card:
                words = kind_and_date(card), headline(card), "\n".join(facts_of(card))
                self._card.show_words(*words, self._in_view())

    def _show_heap(self, lanes: tuple[int, ...]) -> None:
        """Say how many marks stand under the pointer, and of what kinds."""
        scene = self._canvas.scene_now
        if scene is None:
            return
        reach = HEAP_REACH / scene.scale.pixels_per_day
        heap = heap_at(self._canvas.timeline.marks, lanes, scene.scale.day(self._at.x()), reach)
        if not heap.total:
            return
        first, last = day_in_words(heap.first), day_in_words(heap.last)
        over = first if first == last else self.tr("{first} to {last}").format(first=first, last=last)
        title = (
            self.tr("1 entry") if heap.total == 1 else self.tr("{count:,} entries").format(count=heap.total)
        )
        kinds = [f"{count:,} {kind}" for kind, count in heap.kinds[:MOST_KINDS]]
        more = sum(count for _, count in heap.kinds[MOST_KINDS:])
        if more:
            kinds.append(self.tr("{count:,} of other kinds").format(count=more))
        self._card.show_words(over, title, "\n".join(kinds), self._in_view())

    def _in_view(self) -> QPoint:
        """Give where the pointer rests, in pixels of the view."""
        return (self._at * self._canvas.text_scale).toPoint()

    def _day(self) -> int:
        """Give the day under the pointer, no later than the as-of day."""
        scene, as_of = self._canvas.scene_now, self._canvas.as_of
        day = math.floor(scene.scale.day(self._at.x())) if scene else 0
        return day if as_of is None else min(day, as_of)
