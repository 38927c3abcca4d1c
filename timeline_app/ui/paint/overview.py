"""The strip of a whole document: bars of how much there is when, ticks of what is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLineF, QRectF

from timeline_app.layout.overview import HEIGHT
from timeline_app.ui.paint.lettering import draw_text, elided
from timeline_app.ui.paint.strokes import brush, pen

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from timeline_app.layout.overview import OverviewScene
    from timeline_app.ui.theme import Theme

TOP = 9.0
BOTTOM = HEIGHT - 4.0
TICK = 5.0
AT = 12.0


def paint_overview(painter: QPainter, scene: OverviewScene, theme: Theme) -> None:
    """Draw the strip, logical pixels from its top left."""
    left = scene.scale.left
    painter.fillRect(QRectF(0, 0, scene.width, HEIGHT), brush(theme.ground))
    painter.fillRect(QRectF(left, 0, scene.width - left, HEIGHT), brush(theme.paper))
    painter.setPen(pen(theme.rule))
    painter.drawLines([QLineF(0, 0.5, scene.width, 0.5), QLineF(left - 0.5, 0, left - 0.5, HEIGHT)])
    title = QCoreApplication.translate("Overview", "Overview")
    draw_text(painter, AT, HEIGHT / 2 - 8, title, "small bold", theme.muted)
    words = elided(scene.words, "small", left - AT - 6)
    draw_text(painter, AT, HEIGHT / 2 + 8, words, "small", theme.muted)
    _paint_bars(painter, scene, theme)
    painter.setPen(pen(theme.found, 2.0))
    painter.drawLines([QLineF(x, 2, x, 2 + TICK) for x in scene.hits.tolist()])


def _paint_bars(painter: QPainter, scene: OverviewScene, theme: Theme) -> None:
    fill = brush(theme.context)
    width = max(scene.bar - (1.0 if scene.bar >= 2 * TICK else 0.0), 1.0)
    for x, share in zip(scene.bars.x.tolist(), scene.bars.share.tolist(), strict=True):
        height = share * (BOTTOM - TOP)
        painter.fillRect(QRectF(x, BOTTOM - height, width, height), fill)
