"""Ribbons: fills that say the value, hatch for conditional, split for contested, hollow for reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from timeline_app.ui.paint.strips import paint_shades
from timeline_app.ui.paint.strokes import NO_BRUSH, NO_PEN, brush, pen
from timeline_app.ui.paint.swatch import Swatch, fill_of, hatch_lines, hatch_stroke, paint_glyph

if TYPE_CHECKING:
    from timeline_app.layout.boxes import Point, RibbonBox
    from timeline_app.layout.sheet import Sheet
    from timeline_app.ui.theme import Theme

BLEED = 10.0
"""Logical pixels past the edge of the sheet to which shapes are cut."""


def paint_ribbons(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Draw every ribbon: a dotted line where nothing is known, what is claimed filled, the rest outlined."""
    painter.setPen(pen(theme.rule, 1.0, style="dotted"))
    painter.drawLines([QLineF(0, row.y, sheet.width, row.y) for row in sheet.rows])
    for row in sheet.rows:
        if row.shades:
            paint_shades(painter, row, theme)
    for box in (box for row in sheet.rows for box in row.boxes):
        _paint_beyond(painter, box, sheet.width, theme)
        if box.back_to is not None:
            _paint_back(painter, box, theme)
        if box.left < min(box.claimed, sheet.width):
            _paint_claimed(painter, box, sheet.width, theme)


def _polygon(box: RibbonBox, left: float, right: float) -> QPolygonF:
    """Give a stretch's outline, its ends cut at `left` and `right`."""
    return QPolygonF([QPointF(x, y) for x, y in box.outline(left, right)])


def _paint_beyond(painter: QPainter, box: RibbonBox, width: float, theme: Theme) -> None:
    """Outline the part past the as-of line or the end of collection."""
    right = min(box.right, width + BLEED)
    left = max(box.left, box.claimed, -BLEED)
    if left < right:
        painter.setPen(pen(theme.muted, 1.0, style="dotted"))
        painter.setBrush(brush(theme.lane))
        painter.drawPolygon(_polygon(box, left, right))


def _paint_back(painter: QPainter, box: RibbonBox, theme: Theme) -> None:
    """Run a standing position dashed back from its report."""
    rect = QRectF(box.back_to or 0.0, box.y - box.height / 2, box.left - (box.back_to or 0.0), box.height)
    painter.setPen(pen(fill_of(box.value, theme), 1.2, style="dashed"))
    painter.setBrush(NO_BRUSH)
    painter.drawRect(rect)


def _paint_claimed(painter: QPainter, box: RibbonBox, width: float, theme: Theme) -> None:
    left = max(box.left, -BLEED)
    right = min(box.right, box.claimed, width + BLEED)
    hollow = box.reported and box.value is not None
    painter.setPen(NO_PEN)
    painter.setBrush(brush(theme.lane if box.reported else fill_of(box.value, theme)))
    painter.drawPolygon(_polygon(box, left, right))
    if box.non_value in ("contested", "mixed"):
        _paint_split(painter, box, left, right, theme)
    if box.conditional:
        _paint_hatch(painter, box, left, right, theme)
    painter.setPen(pen(fill_of(box.value, theme), 2.0) if hollow else pen(theme.outline, 1.0))
    _paint_edges(painter, box.outline(left, right))
    _paint_ticks(painter, box, theme)
    _paint_glyphs(painter, box, theme)


def _paint_edges(painter: QPainter, corners: tuple[Point, ...]) -> None:
    """Draw the outline with smooth edges, where the fill has steps."""
    points = [QPointF(x, y) for x, y in corners]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawLines([QLineF(a, b) for a, b in zip(points, [*points[1:], points[0]], strict=True)])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _paint_split(painter: QPainter, box: RibbonBox, left: float, right: float, theme: Theme) -> None:
    """Fill the halves with the two readings."""
    values = [v for v in box.readings if v is not None][:2]
    if not values:
        return
    for half, value in enumerate((values[0], values[-1])):
        points = [QPointF(x, box.y if (y < box.y) == bool(half) else y) for x, y in box.outline(left, right)]
        painter.setBrush(brush(theme.stance_colour(value)))
        painter.drawPolygon(QPolygonF(points))


def _paint_hatch(painter: QPainter, box: RibbonBox, left: float, right: float, theme: Theme) -> None:
    """Draw slanting strokes as high as the ribbon is at its thinnest."""
    half = min(box.half_at(left), box.half_at(right))
    painter.setPen(pen(hatch_stroke(box.value, box.reported, theme), 1.3))
    painter.drawLines(hatch_lines(left, right, box.y, half))


def _paint_ticks(painter: QPainter, box: RibbonBox, theme: Theme) -> None:
    painter.setPen(pen(theme.outline, 2.0))
    half = box.height / 2 + 3
    painter.drawLines([QLineF(x, box.y - half, x, box.y + half) for x in box.ticks])


def _paint_glyphs(painter: QPainter, box: RibbonBox, theme: Theme) -> None:
    """Repeat the glyph of the value along what is claimed."""
    swatch = Swatch(box.value, box.non_value, box.readings, box.conditional, box.reported)
    fill = theme.lane if box.reported else fill_of(box.value, theme)
    for x in box.glyphs:
        paint_glyph(painter, x, box.y, swatch, fill, theme)
