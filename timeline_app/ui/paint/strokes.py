"""Pens, brushes and colours made once; painters ask here rather than build them anew each frame."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPaintEngine, QPainter, QPen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.ui.theme import Theme

NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)
SLANTING, STRAIGHT = 0, 1
"""How many of the two coordinates the ends of such a line have in common; a point has both."""


@lru_cache(maxsize=256)
def colour(name: str, alpha: int = 255) -> QColor:
    """Give a colour by ``#rrggbb`` and opacity from 0 to 255."""
    made = QColor(name)
    made.setAlpha(alpha)
    return made


@lru_cache(maxsize=256)
def mixed(ground: str, ink: str, share: float) -> QColor:
    """Give a colour that has `share` of the ink on the ground; opaque, since PDF loses alpha in gradients."""
    a, b = QColor(ground), QColor(ink)
    parts = zip((a.red(), a.green(), a.blue()), (b.red(), b.green(), b.blue()), strict=True)
    return QColor(*(round(low + (high - low) * share) for low, high in parts))


@lru_cache(maxsize=256)
def pen(name: str, width: float = 1.0, *, style: str = "solid", alpha: int = 255) -> QPen:
    """Give a pen: solid, dashed or dotted."""
    made = QPen(colour(name, alpha), width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if style == "dashed":
        made.setDashPattern([4.0, 3.0])
    elif style == "dotted":
        made.setDashPattern([1.0, 3.0])
    made.setCosmetic(False)
    return made


def dotted_pen(painter: QPainter, name: str) -> QPen:
    """Give a pen for long dotted lines, a logical pixel wide.

    On a screen with finer pixels they are one of those wide: wider ones cost Qt up to 50 times as much.
    """
    engine = painter.paintEngine()
    scale = painter.deviceTransform().m11()
    if scale <= 1 or engine is None or engine.type() != QPaintEngine.Type.Raster:
        return pen(name, 1.0, style="dotted")
    return _hairline(name, scale)


@lru_cache(maxsize=64)
def _hairline(name: str, scale: float) -> QPen:
    made = QPen(colour(name), 1.0)
    made.setCosmetic(True)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setDashPattern([scale, 3.0 * scale])
    return made


@lru_cache(maxsize=256)
def brush(name: str, alpha: int = 255) -> QBrush:
    """Give a solid brush."""
    return QBrush(colour(name, alpha))


def draw_lines(painter: QPainter, lines: NDArray[np.float64]) -> None:
    """Draw lines from memory in one call, (n, 4) of x and y of one end and of the other."""
    first: Any = shiboken6.wrapInstance(lines.ctypes.data, QLineF)
    painter.drawLines(first, len(lines))  # pyright: ignore[reportCallIssue, reportArgumentType]


def draw_smooth_lines(painter: QPainter, lines: NDArray[np.float64], name: str, width: float) -> None:
    """Draw lines with smooth edges and flat ends; (n, 4) of x and y of one end and of the other.

    Level and upright ones go as rectangles: as lines through the middle of pixels they cost Qt 200 times as
    much.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    one, other = lines[:, :2], lines[:, 2:]
    same = one == other
    ways = same.sum(axis=1)
    painter.setPen(pen(name, width))
    draw_lines(painter, lines[ways == SLANTING])
    straight = ways == STRAIGHT
    aside = same[straight] * (width / 2)
    low, high = np.minimum(one, other)[straight] - aside, np.maximum(one, other)[straight] + aside
    painter.setPen(NO_PEN)
    painter.setBrush(brush(name))
    draw_rects(painter, np.concatenate((low, high - low), axis=1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def draw_rects(painter: QPainter, rects: NDArray[np.float64]) -> None:
    """Draw rectangles from memory in one call, (n, 4) of left, top, width and height."""
    first: Any = shiboken6.wrapInstance(rects.ctypes.data, QRectF)
    painter.drawRects(first, len(rects))  # pyright: ignore[reportCallIssue, reportArgumentType]


def paint_pill(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Draw the ground of a "+n" or of words at an edge."""
    painter.setPen(pen(theme.muted))
    painter.setBrush(brush(theme.chip))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
