"""The legend of what is shown, and the tray of entries without a usable date, in the strip at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QLinearGradient

from timeline_app.columns.marks import NO_VALUE, SHAPES
from timeline_app.columns.turns import LOCKS
from timeline_app.layout.boxes import MarkBox
from timeline_app.layout.legend import ARROW, FADE, SWATCH, TRAY_WIDTH
from timeline_app.layout.locks import DemandLine
from timeline_app.ui.paint.lettering import draw_text, elided
from timeline_app.ui.paint.locks import paint_demand_lines, paint_lock
from timeline_app.ui.paint.marks import SQUARE, TRIANGLE, paint_mark
from timeline_app.ui.paint.strokes import NO_PEN, brush, mixed, pen
from timeline_app.ui.paint.swatch import Swatch, paint_swatch

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from timeline_app.columns.turns import Lock
    from timeline_app.layout.scene import Scene
    from timeline_app.ui.theme import Theme

SWATCHES = {
    **{f"value {value}": Swatch(value) for value in range(-2, 3)},
    "conditional": Swatch(1, conditional=True),
    "contested": Swatch(None, "contested", (-1, 1)),
    "mixed": Swatch(None, "mixed", (-1, 1)),
    "ambiguous": Swatch(None, "ambiguous"),
    "reported": Swatch(2, reported=True),
}

_LOCKS: dict[str, Lock] = {f"lock {lock}": lock for lock in LOCKS}


def paint_legend(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Draw the strip at the foot: the legend if it is wanted, the tray if there is something in it."""
    top = scene.height - scene.foot.height
    painter.fillRect(QRectF(0, top, scene.width, scene.foot.height), brush(theme.paper))
    painter.setPen(pen(theme.rule))
    painter.drawLine(QLineF(0, top + 0.5, scene.width, top + 0.5))
    if scene.tray:
        _paint_tray(painter, scene, top, theme)
    for key, x, y in scene.foot.keys:
        at = scene.foot.left + x
        _paint_sign(painter, key.id, at, top + y, theme)
        draw_text(painter, at + key.sign + 6, top + y, key.caption, "small", theme.ink)


def _paint_tray(painter: QPainter, scene: Scene, top: float, theme: Theme) -> None:
    """Name the entries that wait for a date; they are never placed at a guess."""
    draw_text(painter, 12, top + 17, f"No usable date · {len(scene.tray)}", "small bold", theme.ink)
    titles = elided(" · ".join(title for _, title in scene.tray), "small", TRAY_WIDTH - 30)
    draw_text(painter, 12, top + 38, titles, "small", theme.link)
    painter.setPen(pen(theme.rule))
    painter.drawLine(QLineF(TRAY_WIDTH - 4, top + 8, TRAY_WIDTH - 4, scene.height - 8))


def _paint_sign(painter: QPainter, key: str, x: float, y: float, theme: Theme) -> None:
    if key in SWATCHES:
        paint_swatch(painter, QRectF(x, y - 6.5, SWATCH, 13), SWATCHES[key], theme)
    elif key == "scale":
        for value in range(-2, 3):
            at = QRectF(x + (value + 2) * SWATCH, y - 6.5, SWATCH, 13)
            paint_swatch(painter, at, Swatch(value), theme)
    elif key == "fade":
        _paint_fade(painter, x, y, theme)
    elif key in _LOCKS:
        paint_lock(painter, x, y, _LOCKS[key], (theme.ink, theme.paper), theme)
    elif key == "demand":
        line = DemandLine((x, y), (x, y), (x + ARROW / 2, y), (x + ARROW, y))
        paint_demand_lines(painter, [line], theme)
    else:
        special = {"named": SQUARE, "context": TRIANGLE}
        shape = special[key] if key in special else SHAPES.index(key)
        hollow, context = key == "named", key == "context"
        paint_mark(painter, MarkBox(0, 0, x + 7, y, 6.0, shape, NO_VALUE, hollow, context, False), theme)


def _paint_fade(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    gradient = QLinearGradient(x, 0, x + FADE, 0)
    for at, share in ((0.0, 0.1), (0.4, 0.92), (0.6, 0.92), (1.0, 0.1)):
        gradient.setColorAt(at, mixed(theme.paper, theme.bar, share))
    painter.setPen(NO_PEN)
    painter.setBrush(gradient)
    painter.drawRect(QRectF(x, y - 4, FADE, 8))
