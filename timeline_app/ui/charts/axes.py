"""The axes of a chart: days of any year, in two rows, and values in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from typing_extensions import override

from timeline_app.domain.vocabulary import STANCE_GLYPHS, STANCE_VALUES, STANCE_WORDS
from timeline_app.layout.time_scale import TimeScale, axis_ticks
from timeline_app.ui.charts.steps import NO_CLEAR_VALUE
from timeline_app.ui.paint.lettering import draw_text, width_of
from timeline_app.ui.paint.strokes import pen
from timeline_app.ui.sizes import grown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from timeline_app.layout.time_scale import Tick
    from timeline_app.ui.paint.lettering import Role
    from timeline_app.ui.theme import Theme

UPPER, LOWER, DAYS_HEIGHT = 30.0, 12.0, 42
WORDS_WIDTH, GLYPH_ROOM, LINE = 132, 26.0, 13.0
ROOM = 6.0
EXTREMES = (-2, 2)
HALF = 0.5
"""Of a value must be in sight below it, or it is not named."""
FARTHEST = 4
"""Opposes and supports are so far apart."""


def text_size() -> float:
    """Give by how much text, and with it all that is drawn, is larger than usual."""
    return grown(100) / 100


class _Axis(pg.AxisItem):
    """An axis that draws itself in the house's letters, as large as text is."""

    def __init__(self, theme: Theme, orientation: str = "left") -> None:
        super().__init__(orientation)
        self.theme = theme
        self.setStyle(showValues=False)
        if orientation == "left":
            self.setWidth(grown(WORDS_WIDTH))
        else:
            self.setHeight(grown(DAYS_HEIGHT))

    def down(self, value: float, height: float) -> float:
        """Give how far down a room of some height a value lies."""
        low, high = self.range
        return height * (high - value) / (high - low)

    @override
    def paint(self, p: QPainter, opt: Any, widget: Any) -> None:
        size = text_size()
        p.save()
        p.scale(size, size)
        self.write(p, self.size().width() / size, self.size().height() / size)
        p.restore()

    def write(self, painter: QPainter, width: float, height: float) -> None:
        """Draw the axis into a room, logical pixels at the usual size of text."""
        raise NotImplementedError


class DayAxis(_Axis):
    """Days of any year: pyqtgraph's own axis of dates ends with the years 1 and 9999."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "bottom")

    @override
    def write(self, painter: QPainter, width: float, height: float) -> None:
        low, high = self.range
        if high <= low or width <= 0:
            return
        axis = axis_ticks(TimeScale(low, width / (high - low), 0.0), width)
        painter.setPen(pen(self.theme.rule))
        painter.drawLine(0, 0, round(width), 0)
        self._write_row(painter, axis.lower, LOWER, "small", width)
        self._write_row(painter, axis.upper, UPPER, "small bold", width)
        painter.setPen(pen(self.theme.muted))
        for tick in axis.lower:
            if tick.x < 0:
                continue
            painter.drawLine(round(tick.x), 0, round(tick.x), 9 if tick.strong else 4)

    def _write_row(
        self, painter: QPainter, ticks: Sequence[Tick], middle: float, role: Role, width: float
    ) -> None:
        """Write what has room before the next."""
        colour = self.theme.ink if middle == LOWER else self.theme.muted
        written = 0.0
        for tick, after in zip(ticks, (*ticks[1:], None), strict=True):
            needed = width_of(tick.label, role)
            if tick.x < 0 or (after is not None and after.x < tick.x + needed):
                continue
            x = min(tick.x + 3, width - needed)
            if x >= written:
                draw_text(painter, x, middle, tick.label, role, colour)
                written = x + needed + ROOM


class ValueAxis(_Axis):
    """Values in words, each with its glyph."""

    @override
    def write(self, painter: QPainter, width: float, height: float) -> None:
        low, high = self.range
        room = height / (high - low)
        for value in (*STANCE_VALUES, NO_CLEAR_VALUE):
            is_read = room >= LINE or value in (*EXTREMES, NO_CLEAR_VALUE)
            if is_read and low <= value - HALF:
                self._write_value(painter, value, width, self.down(value, height), room)

    def _write_value(self, painter: QPainter, value: int, width: float, middle: float, room: float) -> None:
        """Write a value, in two lines where there is room for them."""
        is_stance = value != NO_CLEAR_VALUE
        words = STANCE_WORDS[value] if is_stance else "no clear value"
        first, _, rest = words.partition(" with ")
        lines = [first, f"with {rest}"] if rest and room >= 2 * LINE else [first]
        for n, line in enumerate(lines if room >= LINE or not rest else []):
            y = middle + (n - (len(lines) - 1) / 2) * LINE
            draw_text(painter, width - GLYPH_ROOM - width_of(line, "small"), y, line, "small", self.theme.ink)
        glyph = STANCE_GLYPHS[value] if is_stance else "?"
        x = width - GLYPH_ROOM / 2 - width_of(glyph, "small bold") / 2
        draw_text(painter, x, middle, glyph, "small bold", self.theme.ink)


class ApartAxis(_Axis):
    """How far two parties are apart, from agreeing to the furthest."""

    @override
    def write(self, painter: QPainter, width: float, height: float) -> None:
        for apart, words in ((0, self.tr("agree")), (FARTHEST, self.tr("furthest apart"))):
            label = f"{words}  {apart}"
            x = width - ROOM - width_of(label, "small")
            draw_text(painter, x, self.down(apart, height), label, "small", self.theme.ink)
