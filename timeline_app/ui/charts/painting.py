"""Draws the steps of a chart in its own pixels, as ribbons are drawn: the same fills, hatch and glyphs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QRectF

from timeline_app.domain.vocabulary import STANCE_VALUES
from timeline_app.ui.paint.lettering import draw_text, elided, width_of
from timeline_app.ui.paint.strokes import NO_BRUSH, NO_PEN, brush, pen
from timeline_app.ui.paint.swatch import Swatch, fill_of, hatch_lines, hatch_stroke, paint_glyphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from timeline_app.ui.charts.steps import Gap, Step
    from timeline_app.ui.theme import Theme

FRESH, STALE, LEAST_WIDTH = 14.0, 5.0, 2.0
ASIDE = 10.0
"""Pixels by which two parties at the same value stand above and below it."""
NAME_FROM = 8.0
THICK, THICK_OF_TWO = 0.8, 0.4
"""How thick steps are at the most, of the room that a value has."""
GLYPH_FROM, GLYPH_HIGH, NAME_WIDTH = 26.0, 11.0, 220.0


class Room(NamedTuple):
    """From days and values to pixels."""

    width: float
    height: float
    days: tuple[float, float]
    values: tuple[float, float]

    def x(self, day: float) -> float:
        """Give the pixel of the begin of a day."""
        low, high = self.days
        return (day - low) / (high - low) * self.width

    def y(self, value: float) -> float:
        """Give the pixel of a value."""
        low, high = self.values
        return (high - value) / (high - low) * self.height

    @property
    def spacing(self) -> float:
        """Pixels from a value to the next."""
        low, high = self.values
        return self.height / (high - low)


class Drawn(NamedTuple):
    """What a chart shows; `certain` is the begin of the day from which on nothing is claimed."""

    steps: tuple[Step, ...]
    gaps: tuple[Gap, ...]
    names: tuple[str, ...]
    as_of: int | None
    certain: float

    @property
    def is_compared(self) -> bool:
        """Whether two parties are shown."""
        return len(self.names) > 1


def rects_of(step: Step, room: Room, *, is_compared: bool) -> list[QRectF]:
    """Give the boxes of a step, one at each value at which it is drawn."""
    left, right = room.x(step.start), room.x(step.end)
    share = min(room.spacing * (THICK_OF_TWO if is_compared else THICK) / FRESH, 1.0)
    high = (STALE if step.is_stale else FRESH) * share
    aside = (ASIDE if step.which else -ASIDE) * share if is_compared else 0.0
    width = max(right - left, LEAST_WIDTH)
    return [QRectF(left, room.y(value) + aside - high / 2, width, high) for value in step.places]


def paint_ground(painter: QPainter, room: Room, theme: Theme) -> None:
    """Draw a line at each value."""
    painter.fillRect(QRectF(0, 0, room.width, room.height), brush(theme.paper))
    painter.setPen(pen(theme.grid))
    for value in STANCE_VALUES:
        painter.drawLine(QLineF(0, room.y(value), room.width, room.y(value)))


def paint_steps(painter: QPainter, room: Room, drawn: Drawn, chosen: Step | None, theme: Theme) -> None:
    """Draw all steps, what joins them, names, and the chosen one in a frame."""
    first, last = room.days
    in_sight = [step for step in drawn.steps if step.end >= first and step.start <= last]
    for which in range(len(drawn.names)):
        mine = [step for step in in_sight if step.which == which]
        _paint_joins(painter, room, mine, drawn, theme)
        for step in mine:
            _paint_step(painter, room, step, drawn, theme)
        _paint_name(painter, room, mine, drawn, theme)
    if chosen is not None:
        painter.setPen(pen(theme.accent, 2.0))
        painter.setBrush(NO_BRUSH)
        for rect in rects_of(chosen, room, is_compared=drawn.is_compared):
            painter.drawRect(rect.adjusted(-3, -3, 3, 3))


def paint_as_of(painter: QPainter, room: Room, day: int | None, theme: Theme) -> None:
    """Draw the as-of line at the end of its day."""
    if day is not None:
        painter.setPen(pen(theme.as_of, 2.0))
        painter.drawLine(QLineF(room.x(day + 1), 0, room.x(day + 1), room.height))


def _edge(which: int, theme: Theme) -> str:
    return theme.accent if which else theme.outline


def _paint_joins(painter: QPainter, room: Room, steps: Sequence[Step], drawn: Drawn, theme: Theme) -> None:
    """Draw a line up or down where one position follows another; dotted between two readings."""
    for before, after in pairwise(steps):
        if before.end == after.start and before.places != after.places:
            one = rects_of(before, room, is_compared=drawn.is_compared)[0].center().y()
            other = rects_of(after, room, is_compared=drawn.is_compared)[0].center().y()
            painter.setPen(pen(_edge(after.which, theme), 1.5, style="dashed" if after.which else "solid"))
            painter.drawLine(QLineF(room.x(after.start), one, room.x(after.start), other))
    for step in steps:
        rects = rects_of(step, room, is_compared=drawn.is_compared)
        if len(rects) > 1:
            middle = max(rects[0].left(), 0.0) / 2 + min(rects[0].right(), room.width) / 2
            painter.setPen(pen(_edge(step.which, theme), 1.5, style="dotted"))
            painter.drawLine(QLineF(middle, rects[0].center().y(), middle, rects[-1].center().y()))


def _paint_step(painter: QPainter, room: Room, step: Step, drawn: Drawn, theme: Theme) -> None:
    certain = room.x(drawn.certain)
    for value, rect in zip(step.places, rects_of(step, room, is_compared=drawn.is_compared), strict=True):
        shown = value if value in STANCE_VALUES else None
        fill = fill_of(shown, theme)
        seen = rect.intersected(QRectF(0, rect.top(), max(certain, 0.0), rect.height()))
        painter.setPen(NO_PEN)
        painter.setBrush(brush(theme.paper))
        painter.drawRect(rect)
        if not step.reported and not seen.isEmpty():
            painter.fillRect(seen, brush(fill))
        if step.conditional and not step.is_stale:
            painter.setPen(pen(hatch_stroke(shown, step.reported, theme), 1.3))
            painter.drawLines(hatch_lines(rect.left(), rect.right(), rect.center().y(), rect.height() / 2))
        style = "dotted" if step.conditional and step.is_stale else "solid"
        edge = fill if step.reported and shown is not None else _edge(step.which, theme)
        painter.setPen(pen(edge, 2.0 if step.reported or step.which else 1.0, style=style))
        painter.setBrush(NO_BRUSH)
        painter.drawRect(rect)
        _paint_glyph(painter, room, step, shown, rect, seen, theme)


def _paint_glyph(
    painter: QPainter, room: Room, step: Step, value: int | None, rect: QRectF, seen: QRectF, theme: Theme
) -> None:
    """Draw the glyph in the middle of what is in sight of a box that has room for it."""
    inside = rect.intersected(QRectF(0, rect.top(), room.width, rect.height()))
    if step.is_stale or inside.width() < GLYPH_FROM or rect.height() < GLYPH_HIGH:
        return
    is_hollow = step.reported or not seen.contains(inside.center())
    non_value = step.non_value if value is None else None
    swatch = Swatch(value, non_value, (), step.conditional, is_hollow)
    fill = theme.paper if is_hollow else fill_of(value, theme)
    paint_glyphs(painter, [(inside.center().x(), inside.center().y())], swatch, fill, theme)


def _paint_name(painter: QPainter, room: Room, steps: Sequence[Step], drawn: Drawn, theme: Theme) -> None:
    """Write whose steps these are, over the first in sight; under it for the second party."""
    step = next((s for s in steps if room.x(s.end) > 0), None)
    if step is None or not drawn.is_compared or room.spacing < 2 * FRESH:
        return
    rect = rects_of(step, room, is_compared=True)[0]
    words = elided(drawn.names[step.which], "small bold", NAME_WIDTH)
    x = min(max(rect.left(), 0.0) + 2, room.width - width_of(words, "small bold") - 2)
    y = rect.center().y() + (FRESH if step.which else -FRESH) * 1.2
    colour = theme.accent if step.which else theme.ink
    draw_text(painter, x, y, words, "small bold", colour)


def paint_gaps(painter: QPainter, room: Room, drawn: Drawn, words: str, theme: Theme) -> None:
    """Draw how far two parties are apart, a block a stretch with its number; or words."""
    painter.fillRect(QRectF(0, 0, room.width, room.height), brush(theme.paper))
    painter.setPen(pen(theme.grid))
    painter.drawLine(QLineF(0, room.y(0), room.width, room.y(0)))
    draw_text(painter, NAME_FROM, room.height / 2, words, "small", theme.muted)
    for gap in drawn.gaps:
        left, right = room.x(gap.start), room.x(gap.end)
        rect = QRectF(left, room.y(gap.apart), max(right - left, LEAST_WIDTH), room.y(0) - room.y(gap.apart))
        painter.setPen(pen(theme.outline))
        painter.setBrush(brush(theme.unclear))
        painter.drawRect(rect.adjusted(0, 0 if gap.apart else -1, 0, 0))
        words = str(gap.apart)
        left, right = max(left, 0.0), min(right, room.width)
        if right - left > width_of(words, "small bold") + 6:
            x = (left + right - width_of(words, "small bold")) / 2
            y = rect.top() + 9 if gap.apart > 1 else rect.top() - 9
            draw_text(painter, x, y, words, "small bold", theme.ink)
