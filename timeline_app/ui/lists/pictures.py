"""The small pictures of a list: the flag of a party, and a swatch of a colour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from timeline_app import locations
from timeline_app.ui.paint.lane_headers import FLAG_HEIGHT, FLAG_NAME, FLAG_WIDTH, paint_flag

if TYPE_CHECKING:
    from timeline_app.ui.theme import Theme

COLOUR = re.compile("#[0-9A-Fa-f]{6}")
SWATCH = 14
_SHARPNESS = 2.0


def flag_picture(name: str, theme: Theme, scale: float = 1.0) -> QPixmap | None:
    """Draw a flag by the stem of its file; None if there is none such."""
    if not FLAG_NAME.fullmatch(name) or not (locations.FLAGS / f"{name}.svg").is_file():
        return None
    width, height = FLAG_WIDTH * scale, FLAG_HEIGHT * scale
    picture = _blank(width, height)
    painter = QPainter(picture)
    paint_flag(painter, name, QRectF(0.5, 0.5, width - 1, height - 1), theme)
    painter.end()
    return picture


def flag_icon(name: str, theme: Theme) -> QIcon | None:
    """Draw a flag as an icon."""
    picture = flag_picture(name, theme)
    return QIcon(picture) if picture else None


def colour_icon(colour: str | None, theme: Theme) -> QIcon | None:
    """Draw a swatch of a colour written as ``#rrggbb``; None for anything else."""
    if not colour or not COLOUR.fullmatch(colour):
        return None
    picture = _blank(SWATCH, SWATCH)
    painter = QPainter(picture)
    painter.setPen(QColor(theme.outline))
    painter.setBrush(QColor(colour))
    painter.drawRect(QRectF(0.5, 0.5, SWATCH - 1, SWATCH - 1))
    painter.end()
    return QIcon(picture)


def _blank(width: float, height: float) -> QPixmap:
    picture = QPixmap(round(width * _SHARPNESS), round(height * _SHARPNESS))
    picture.setDevicePixelRatio(_SHARPNESS)
    picture.fill(Qt.GlobalColor.transparent)
    return picture
