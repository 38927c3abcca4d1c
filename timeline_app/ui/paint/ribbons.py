"""Ribbons: fills that say the value, hatch for conditional, split for contested, hollow for reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from timeline_app.ui.paint.strips import paint_shades
from timeline_app.ui.paint.strokes import NO_BRUSH, NO_PEN, brush, draw_lines, pen
from timeline_app.ui.paint.swatch import Swatch, fill_of, hatch_lines, hatch_stroke, paint_glyphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.layout.boxes import Point, RibbonBox
    from timeline_app.layout.sheet import Sheet
    from timeline_app.ui.theme import Theme

BLEED = 10.0
"""Logical pixels past the edge of the sheet to which shapes are cut."""


def paint_ribbons(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Draw every ribbon: a dotted line where nothing is known, what is claimed filled, the rest outlined.

    All fills go first, then all edges, ticks and glyphs: so lines are drawn many at once.
    """
    painter.setPen(pen(theme.rule, 1.0, style="dotted"))
    painter.drawLines([QLineF(0, row.y, sheet.width, row.y) for row in sheet.rows])
    for row in sheet.rows:
        if row.shades:
            paint_shades(painter, row, theme)
    claimed: list[RibbonBox] = []
    edges: dict[tuple[str, float], list[Point]] = {}
    for box in (box for row in sheet.rows for box in row.boxes):
        _paint_beyond(painter, box, sheet.width, theme)
        if box.back_to is not None:
            _paint_back(painter, box, theme)
        if box.left < min(box.claimed, sheet.width):
            claimed.append(box)
            corners = _paint_claimed(painter, box, sheet.width, theme)
            edges.setdefault(_edge(box, theme), []).extend(_ends(corners))
    _paint_edges(painter, edges)
    _paint_ticks(painter, claimed, theme)
    for box in claimed:
        if box.glyphs:
            _paint_glyphs(painter, box, theme)


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


def _paint_claimed(painter: QPainter, box: RibbonBox, width: float, theme: Theme) -> tuple[Point, ...]:
    """Fill what is claimed of a stretch; give the corners of it."""
    left = max(box.left, -BLEED)
    right = min(box.right, box.claimed, width + BLEED)
    corners = box.outline(left, right)
    painter.setPen(NO_PEN)
    painter.setBrush(brush(theme.lane if box.reported else fill_of(box.value, theme)))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    if box.non_value in ("contested", "mixed"):
        _paint_split(painter, box, corners, theme)
    if box.conditional:
        _paint_hatch(painter, box, left, right, theme)
    return corners


def _edge(box: RibbonBox, theme: Theme) -> tuple[str, float]:
    """Give colour and width of the edge of a stretch, which is hollow where it is only reported."""
    hollow = box.reported and box.value is not None
    return (fill_of(box.value, theme), 2.0) if hollow else (theme.outline, 1.0)


def _ends(corners: tuple[Point, ...]) -> Iterator[Point]:
    """Give the ends of the lines around some corners, two a line."""
    for place, corner in enumerate(corners):
        yield corners[place - 1]
        yield corner


def _paint_edges(painter: QPainter, edges: dict[tuple[str, float], list[Point]]) -> None:
    """Draw outlines with smooth edges, where the fills have steps."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for of, ends in edges.items():
        painter.setPen(pen(*of))
        draw_lines(painter, np.array(ends).reshape(-1, 4))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _paint_split(painter: QPainter, box: RibbonBox, corners: tuple[Point, ...], theme: Theme) -> None:
    """Fill the halves with the two readings."""
    values = [v for v in box.readings if v is not None][:2]
    if not values:
        return
    for half, value in enumerate((values[0], values[-1])):
        points = [QPointF(x, box.y if (y < box.y) == bool(half) else y) for x, y in corners]
        painter.setBrush(brush(theme.stance_colour(value)))
        painter.drawPolygon(QPolygonF(points))


def _paint_hatch(painter: QPainter, box: RibbonBox, left: float, right: float, theme: Theme) -> None:
    """Draw slanting strokes as high as the ribbon is at its thinnest."""
    half = min(box.half_at(left), box.half_at(right))
    painter.setPen(pen(hatch_stroke(box.value, box.reported, theme), 1.3))
    painter.drawLines(hatch_lines(left, right, box.y, half))


def _paint_ticks(painter: QPainter, boxes: list[RibbonBox], theme: Theme) -> None:
    ticks = [(x, box.y, box.height / 2 + 3) for box in boxes for x in box.ticks]
    if ticks:
        painter.setPen(pen(theme.outline, 2.0))
        draw_lines(painter, np.array([(x, y - half, x, y + half) for x, y, half in ticks]))


def _paint_glyphs(painter: QPainter, box: RibbonBox, theme: Theme) -> None:
    """Repeat the glyph of the value along what is claimed."""
    swatch = Swatch(box.value, box.non_value, box.readings, box.conditional, box.reported)
    fill = theme.lane if box.reported else fill_of(box.value, theme)
    paint_glyphs(painter, box.glyphs, box.y, swatch, fill, theme)
