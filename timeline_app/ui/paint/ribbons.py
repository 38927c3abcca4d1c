"""Ribbons: fills that say the value, hatch for conditional, split for contested, hollow for reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.segments import NON_VALUES, values_of
from timeline_app.layout.stretches import GLYPH_EVERY
from timeline_app.ui.paint.strips import paint_shades
from timeline_app.ui.paint.strokes import (
    NO_BRUSH,
    NO_PEN,
    brush,
    dotted_pen,
    draw_lines,
    draw_smooth_lines,
    pen,
)
from timeline_app.ui.paint.swatch import Swatch, fill_of, hatch_lines, hatch_stroke, paint_glyphs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.layout.sheet import Sheet
    from timeline_app.layout.stretches import Stretches
    from timeline_app.ui.theme import Theme

    Floats = NDArray[np.float64]

BLEED = 10.0
"""Logical pixels past the edge of the sheet to which shapes are cut."""
TICK = 3.0
"""Logical pixels by which ticks reach past the edge of a ribbon."""


def paint_ribbons(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Draw every ribbon: a dotted line where nothing is known, what is claimed filled, the rest outlined.

    All fills go first, then all edges, ticks and glyphs: so lines are drawn many at once.
    """
    _paint_grounds(painter, sheet, theme)
    paint_shades(painter, sheet, theme)
    claim, of, height = sheet.laying.claim, sheet.stretches, sheet.laying.metrics.ribbon
    _paint_beyond(painter, of, claim.until, sheet.width, theme)
    claimed = of.taken(of.left < min(claim.until, sheet.width))
    left = np.maximum(claimed.left, -BLEED)
    right = np.minimum(claimed.right, min(claim.until, sheet.width + BLEED))
    corners = claimed.corners(left, right)
    looks = _looks(claimed)
    for swatch, which in looks:
        _paint_fills(painter, swatch, corners[which], claimed.y[which], theme)
    _paint_back(painter, of, height, theme)
    for swatch, which in looks:
        if swatch.conditional:
            _paint_hatch(painter, swatch, claimed.taken(which), left[which], right[which], theme)
    _paint_edges(painter, looks, corners, theme)
    _paint_ticks(painter, claimed, height, theme)
    _paint_glyphs(painter, looks, claimed, theme)


def _paint_grounds(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Draw the dotted lines of ribbons."""
    if sheet.rows:
        painter.setPen(dotted_pen(painter, theme.rule))
        draw_lines(painter, np.array([(0.0, row.y, sheet.width, row.y) for row in sheet.rows]))


Looks = list[tuple[Swatch, "NDArray[np.intp]"]]
"""How stretches look that are filled, and which look so."""


def _looks(of: Stretches) -> Looks:
    """Tell which stretches look alike."""
    value, non_value, readings = (column.astype(np.intp) for column in (of.value, of.non_value, of.readings))
    look = (((value << 3 | non_value) << 5 | readings) << 2) | of.conditional << 1 | of.reported
    order = np.argsort(look, kind="stable")
    alike = np.split(order, np.flatnonzero(np.diff(look[order])) + 1)
    return [(_swatch(of, int(which[0])), which) for which in alike if len(which)]


def _swatch(of: Stretches, one: int) -> Swatch:
    value, non_value = int(of.value[one]), NON_VALUES[of.non_value[one]]
    return Swatch(
        None if value == NO_VALUE else value,
        non_value or None,
        values_of(int(of.readings[one])),
        bool(of.conditional[one]),
        bool(of.reported[one]),
    )


def _draw_polygons(painter: QPainter, corners: Floats) -> None:
    for points in corners.tolist():
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def _paint_beyond(painter: QPainter, of: Stretches, claimed: float, width: float, theme: Theme) -> None:
    """Outline the parts past the as-of line or the end of collection."""
    left, right = np.maximum(of.left, max(claimed, -BLEED)), np.minimum(of.right, width + BLEED)
    beyond = left < right
    if beyond.any():
        painter.setPen(dotted_pen(painter, theme.muted))
        painter.setBrush(brush(theme.lane))
        _draw_polygons(painter, of.taken(beyond).corners(left[beyond], right[beyond]))


def _paint_back(painter: QPainter, of: Stretches, height: float, theme: Theme) -> None:
    """Run standing positions dashed back from their report."""
    painter.setBrush(NO_BRUSH)
    back = np.flatnonzero(of.back_to < of.left)
    columns = (of.value, of.back_to, of.left, of.y)
    facts = zip(*(column[back].tolist() for column in columns), strict=True)
    for value, begin, left, y in facts:
        painter.setPen(pen(fill_of(None if value == NO_VALUE else value, theme), 1.2, style="dashed"))
        painter.drawRect(QRectF(begin, y - height / 2, left - begin, height))


def _paint_fills(painter: QPainter, swatch: Swatch, corners: Floats, y: Floats, theme: Theme) -> None:
    """Fill stretches that look alike; with two readings, the halves of each."""
    painter.setPen(NO_PEN)
    painter.setBrush(brush(_fill(swatch, theme)))
    _draw_polygons(painter, corners)
    values = [value for value in swatch.readings if value is not None]
    if swatch.non_value in ("contested", "mixed") and values:
        for half, value in enumerate((values[0], values[:2][-1])):
            painter.setBrush(brush(theme.stance_colour(value)))
            _draw_polygons(painter, _half(corners, y[:, np.newaxis], lower=bool(half)))


def _half(corners: Floats, y: Floats, *, lower: bool) -> Floats:
    """Give the corners of the upper or the lower halves of stretches."""
    halved = corners.copy()
    halved[..., 1] = np.maximum(corners[..., 1], y) if lower else np.minimum(corners[..., 1], y)
    return halved


def _fill(swatch: Swatch, theme: Theme) -> str:
    """Give the fill of a stretch, which is hollow where it is only reported."""
    return theme.lane if swatch.reported else fill_of(swatch.value, theme)


def _paint_hatch(
    painter: QPainter, swatch: Swatch, of: Stretches, left: Floats, right: Floats, theme: Theme
) -> None:
    """Draw slanting strokes as high as each ribbon is at its thinnest."""
    half = np.minimum(of.halves_at(left), of.halves_at(right))
    painter.setPen(pen(hatch_stroke(swatch.value, swatch.reported, theme), 1.3))
    for ends in zip(*(column.tolist() for column in (left, right, of.y, half)), strict=True):
        painter.drawLines(hatch_lines(*ends))


def _paint_edges(painter: QPainter, looks: Looks, corners: Floats, theme: Theme) -> None:
    """Draw outlines with smooth edges, where the fills have steps; those of hollow ones in their colour."""
    lines = np.concatenate((np.roll(corners, 1, axis=1), corners), axis=2)
    edges: dict[tuple[str, float], list[NDArray[np.intp]]] = {}
    for swatch, which in looks:
        hollow = swatch.reported and swatch.value is not None
        edge = (fill_of(swatch.value, theme), 2.0) if hollow else (theme.outline, 1.0)
        edges.setdefault(edge, []).append(which)
    for edge, which in edges.items():
        draw_smooth_lines(painter, lines[np.sort(np.concatenate(which))].reshape(-1, 4), *edge)


def _paint_ticks(painter: QPainter, of: Stretches, height: float, theme: Theme) -> None:
    """Draw a tick where a position is renewed."""
    x, y, half = of.left[of.renewed], of.y[of.renewed], height / 2 + TICK
    if len(x):
        painter.setPen(pen(theme.outline, 2.0))
        draw_lines(painter, np.stack((x, y - half, x, y + half), axis=1))


def _paint_glyphs(painter: QPainter, looks: Looks, of: Stretches, theme: Theme) -> None:
    """Repeat the glyph of each value along what is claimed."""
    for swatch, which in looks:
        rows = zip(*(column[which].tolist() for column in (of.first_glyph, of.y, of.glyphs)), strict=True)
        points = [(first + GLYPH_EVERY * number, y) for first, y, count in rows for number in range(count)]
        paint_glyphs(painter, points, swatch, _fill(swatch, theme), theme)
