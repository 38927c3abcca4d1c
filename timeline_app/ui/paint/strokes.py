"""Pens, brushes and colours made once; painters ask here rather than build them anew each frame."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)


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


@lru_cache(maxsize=256)
def brush(name: str, alpha: int = 255) -> QBrush:
    """Give a solid brush."""
    return QBrush(colour(name, alpha))
