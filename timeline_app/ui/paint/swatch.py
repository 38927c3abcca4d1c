"""A stance as a small box: the fill, hatch, split and glyph that its ribbon has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QRectF

from timeline_app.domain.vocabulary import STANCE_GLYPHS, STANCE_WORDS
from timeline_app.ui.paint.lettering import draw_copies, width_of
from timeline_app.ui.paint.strokes import NO_BRUSH, NO_PEN, brush, pen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPainter

    from timeline_app.layout.boxes import Point
    from timeline_app.ui.theme import Theme

NON_VALUE_GLYPHS = {
    "ambiguous": "?",
    "contested": "+/\u2212",
    "mixed": "\u00b1",
    "none recorded": "",
    "declined to comment": "…",
}
HATCH_STEP = 7.0


class Swatch(NamedTuple):
    """What a stance shows; `readings` are the values between which a contested one is torn."""

    value: int | None
    non_value: str | None = None
    readings: tuple[int | None, ...] = ()
    conditional: bool = False
    reported: bool = False

    @property
    def glyph(self) -> str:
        """The glyph of the value or non-value."""
        return glyph_of(self.value, self.non_value)

    @staticmethod
    def words(value: int | None) -> str:
        """Say a value in words."""
        return "no value" if value is None else STANCE_WORDS[value]


def glyph_of(value: int | None, non_value: str | None) -> str:
    """Give the glyph of a value or non-value."""
    if non_value:
        return NON_VALUE_GLYPHS[non_value]
    return STANCE_GLYPHS[value] if value is not None else ""


def fill_of(value: int | None, theme: Theme) -> str:
    """Give the fill of a value, or of what has none."""
    return theme.unclear if value is None else theme.stance_colour(value)


def paint_swatch(painter: QPainter, rect: QRectF, swatch: Swatch, theme: Theme) -> None:
    """Draw a stance into a small box."""
    fill = theme.paper if swatch.reported else fill_of(swatch.value, theme)
    painter.setPen(NO_PEN)
    painter.setBrush(brush(fill))
    painter.drawRect(rect)
    values = [value for value in swatch.readings if value is not None]
    if swatch.non_value in ("contested", "mixed") and values:
        upper, lower = QRectF(rect), QRectF(rect)
        upper.setBottom(rect.center().y())
        lower.setTop(rect.center().y())
        painter.fillRect(upper, brush(fill_of(values[0], theme)))
        painter.fillRect(lower, brush(fill_of(values[-1], theme)))
    if swatch.conditional:
        painter.setPen(pen(hatch_stroke(swatch.value, swatch.reported, theme), 1.3))
        painter.drawLines(hatch_lines(rect.left(), rect.right(), rect.center().y(), rect.height() / 2))
    hollow = swatch.reported and swatch.value is not None
    painter.setPen(pen(fill_of(swatch.value, theme), 2.0) if hollow else pen(theme.outline))
    painter.setBrush(NO_BRUSH)
    painter.drawRect(rect)
    paint_glyphs(painter, [(rect.center().x(), rect.center().y())], swatch, fill, theme)


def paint_glyphs(painter: QPainter, at: Iterable[Point], swatch: Swatch, fill: str, theme: Theme) -> None:
    """Draw the glyph of a stance around some points, on a patch of the fill where anything would cross it."""
    glyph = swatch.glyph
    if not glyph:
        return
    width = width_of(glyph, "small bold")
    is_crossed = swatch.conditional or swatch.non_value
    ink = theme.ink if swatch.reported else theme.ink_on(swatch.value)
    begins = [(x - width / 2, y) for x, y in at]
    if is_crossed:
        for x, y in begins:
            painter.fillRect(QRectF(x - 3, y - 5, width + 6, 10), brush(fill))
    draw_copies(painter, begins, glyph, "small bold", ink)


def hatch_stroke(value: int | None, reported: bool, theme: Theme) -> str:
    """Give the colour of hatch: dark on light fills, light on dark ones."""
    return theme.muted if reported or value is None else theme.hatch[value + 2]


def hatch_lines(left: float, right: float, middle: float, half: float) -> list[QLineF]:
    """Give slanting strokes between two x that stay in place when the stretch is cut elsewhere."""
    first = int(left // HATCH_STEP) * HATCH_STEP
    count = int((right - first) // HATCH_STEP) + 1
    starts = (first + n * HATCH_STEP for n in range(count))
    return [
        QLineF(x, middle + half, x + 2 * half, middle - half)
        for x in starts
        if left <= x and x + 2 * half <= right
    ]
