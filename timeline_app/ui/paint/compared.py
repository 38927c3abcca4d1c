"""Two compared days over the lanes: a line at the end of each, and frames around what changed between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF

from timeline_app.ui.paint.lettering import draw_text, width_of
from timeline_app.ui.paint.strokes import NO_BRUSH, brush, pen

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from timeline_app.layout.comparing import ChangedBox, ComparedDays
    from timeline_app.layout.scene import Scene
    from timeline_app.ui.theme import Theme

STROKE, LEAST = 2.0, 8.0
FLAG_HEIGHT, INSIDE = 18.0, 7.0


def paint_changed(painter: QPainter, part: Scene, compared: ComparedDays, theme: Theme) -> None:
    """Draw frames around what changed in ink, which no stance has."""
    painter.save()
    painter.translate(*part.offset)
    painter.setPen(pen(theme.ink, STROKE))
    painter.setBrush(NO_BRUSH)
    for box in compared.boxes:
        _paint_box(painter, box)
    painter.restore()


def paint_compared(painter: QPainter, scene: Scene, compared: ComparedDays, theme: Theme) -> None:
    """Draw the days in the accent colour."""
    left, top, right, bottom = scene.plot
    painter.setPen(pen(theme.accent, 1.5, style="dashed"))
    xs = [flag.x + scene.offset[0] for flag in compared.flags]
    painter.drawLines([QLineF(x, top, x, bottom) for x in xs if left <= x <= right])
    _paint_flags(painter, scene, compared, theme)


def _paint_box(painter: QPainter, box: ChangedBox) -> None:
    """Draw a frame, or a bracket without its right side where what changed holds on."""
    right = max(box.right, box.left + LEAST)
    bottom = box.top + box.height
    corners = [
        QPointF(right, box.top),
        QPointF(box.left, box.top),
        QPointF(box.left, bottom),
        QPointF(right, bottom),
    ]
    if not box.goes_on:
        corners.append(corners[0])
    painter.drawPolyline(corners)


def _paint_flags(painter: QPainter, scene: Scene, compared: ComparedDays, theme: Theme) -> None:
    """Name the days that are in sight, between their lines or, where that is too narrow, before the later."""
    left, top, right, _ = scene.plot
    y, limit = top + 2, right
    for flag in reversed(compared.flags):
        x, width = flag.x + scene.offset[0], width_of(flag.label, "small bold") + 2 * INSIDE
        if not left <= x <= right:
            continue
        at = max(min(x - width if flag is compared.flags[1] else x, limit - width), left)
        if at + width > limit:
            y += FLAG_HEIGHT + 2
        painter.fillRect(QRectF(at, y, width, FLAG_HEIGHT), brush(theme.accent))
        draw_text(painter, at + INSIDE, y + FLAG_HEIGHT / 2, flag.label, "small bold", theme.accent_text)
        limit = at - 2
