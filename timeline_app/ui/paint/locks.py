"""Locks of conditions on ribbons, told apart by shape, and lines to whom the conditions bind."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath

from timeline_app.layout.locks import HEIGHT, WIDTH
from timeline_app.ui.paint.strokes import NO_BRUSH, NO_PEN, brush, pen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from timeline_app.columns.turns import Lock
    from timeline_app.layout.locks import DemandLine
    from timeline_app.layout.sheet import Sheet
    from timeline_app.ui.theme import Theme

BODY_WIDTH, BODY_HEIGHT = 8.0, 6.0
SHACKLE = 2.5
"""Radius of the shackle."""
STROKE, THIN = 1.6, 1.2
HEAD, SPREAD = 7.0, 0.5


def paint_locks(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Draw locks, each on a patch of the ground that keeps it apart from hatch and glyphs."""
    for lock in sheet.locks:
        ink = theme.ink if lock.is_claimed else theme.muted
        paint_lock(painter, lock.x, lock.y, lock.look, (ink, theme.lane), theme)


def paint_lock(
    painter: QPainter, x: float, y: float, look: Lock, inks: tuple[str, str], theme: Theme
) -> None:
    """Draw one lock with its left at `x`; `inks` are its own colour and that of the patch."""
    ink, ground = inks
    ink = theme.muted if look == "faint" else ink
    patch = QRectF(x + 0.5, y - HEIGHT / 2 + 0.5, WIDTH - 1, HEIGHT - 1)
    painter.setPen(pen(ink, 1.0, style="dotted" if look == "faint" else "solid"))
    painter.setBrush(brush(ground))
    painter.drawRoundedRect(patch, 2.5, 2.5)
    left, top = x + (WIDTH - BODY_WIDTH) / 2, y - 0.5
    _paint_shackle(painter, x + WIDTH / 2, top, look, ink)
    body = QRectF(left, top, BODY_WIDTH, BODY_HEIGHT)
    if look == "closed":
        painter.fillRect(body, brush(ink))
    else:
        painter.setPen(pen(ink, THIN))
        painter.setBrush(NO_BRUSH)
        painter.drawRect(body.adjusted(THIN / 2, THIN / 2, -THIN / 2, -THIN / 2))
    if look == "crossed":
        strike = QLineF(patch.left() + 0.5, patch.bottom() - 1.5, patch.right() - 0.5, patch.top() + 1.5)
        painter.setPen(pen(theme.as_of, 2.0))
        painter.drawLine(strike)


def _paint_shackle(painter: QPainter, x: float, top: float, look: Lock, ink: str) -> None:
    """Draw the bow over the body; that of an open lock hangs on one side only."""
    aside = SHACKLE - 0.7 if look == "open" else 0.0
    bow = QRectF(x - SHACKLE + aside, top - 2 * SHACKLE - 0.5, 2 * SHACKLE, 2 * SHACKLE)
    path = QPainterPath(QPointF(bow.left(), top))
    path.lineTo(bow.left(), bow.center().y())
    path.arcTo(bow, 180, -180)
    if look != "open":
        path.lineTo(bow.right(), top)
    painter.setPen(pen(ink, THIN if look == "faint" else STROKE))
    painter.setBrush(NO_BRUSH)
    painter.drawPath(path)


def paint_demand_lines(painter: QPainter, lines: Sequence[DemandLine], theme: Theme) -> None:
    """Draw dashed lines with open heads, where those of links are solid with full ones."""
    painter.setBrush(NO_BRUSH)
    for line in lines:
        path = QPainterPath(QPointF(*line.start))
        path.cubicTo(QPointF(*line.control_1), QPointF(*line.control_2), QPointF(*line.end))
        painter.setPen(pen(theme.ink, THIN, style="dashed"))
        painter.drawPath(path)
        (cx, cy), (x, y) = line.control_2, line.end
        angle = math.atan2(y - cy, x - cx)
        painter.setPen(pen(theme.ink, STROKE))
        for turn in (SPREAD, -SPREAD):
            end = QPointF(x - HEAD * math.cos(angle + turn), y - HEAD * math.sin(angle + turn))
            painter.drawLine(QLineF(QPointF(x, y), end))
    painter.setPen(NO_PEN)
