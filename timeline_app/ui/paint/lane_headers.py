"""Grounds of the lanes, and their sticky headers: flag, name, and what kind of party it is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPolygonF
from PySide6.QtSvg import QSvgRenderer

from timeline_app import locations
from timeline_app.layout.lane_boxes import ENDS, FLAG, MARGIN, MORE_HEIGHT, UNDER
from timeline_app.ui.paint.axis import uncollected_from, veiled_pen
from timeline_app.ui.paint.lettering import draw_text, elided, width_of
from timeline_app.ui.paint.strokes import NO_BRUSH, NO_PEN, brush, paint_pill, pen

if TYPE_CHECKING:
    from timeline_app.layout.boxes import LaneBox
    from timeline_app.layout.scene import Scene
    from timeline_app.layout.sheet import Sheet
    from timeline_app.ui.theme import Theme

FLAG_NAME = re.compile("[a-z0-9-]{1,40}")
FLAG_WIDTH, FLAG_HEIGHT = 24.0, 18.0
DISCLOSURE = 13.0
LEAST_ROOM = 24.0
"""Logical pixels beside a "+n" in which a caption is still begun."""
EDGE = 2.0
"""Logical pixels of the line beneath the pinned lanes."""


@lru_cache(maxsize=512)
def flag_image(name: str) -> QImage | None:
    """Draw a flag of our own set on white, four pixels for each logical one; None if it has none such."""
    file = locations.FLAGS / f"{name}.svg"
    if not FLAG_NAME.fullmatch(name) or not file.is_file():
        return None
    image = QImage(int(FLAG_WIDTH * 4), int(FLAG_HEIGHT * 4), QImage.Format.Format_RGB32)
    image.fill("#FFFFFF")
    painter = QPainter(image)
    QSvgRenderer(str(file)).render(painter)
    painter.end()
    return image


def paint_flag(painter: QPainter, name: str, rect: QRectF, theme: Theme) -> None:
    """Draw a flag by its file's stem, with a thin outline.

    As an image, since several flags reach past their frame and SVG pictures are written without clipping.
    """
    image = flag_image(name)
    if image is None:
        return
    painter.drawImage(rect, image)
    painter.setPen(pen(theme.rule))
    painter.setBrush(NO_BRUSH)
    painter.drawRect(rect)


def paint_heading_rows(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Shade the rows of headings and where a party is not there, and rule a line under each lane."""
    for y, height in sheet.headings:
        painter.fillRect(QRectF(0, y, sheet.width, height), brush(theme.heading))
    for left, right, y, height in sheet.absent:
        painter.fillRect(QRectF(left, y, right - left, height), brush(theme.heading))
    until = uncollected_from(sheet)
    painter.setPen(pen(theme.rule))
    painter.drawLines([QLineF(0, y, until, y) for y in sheet.rules])
    if until < sheet.width:
        painter.setPen(veiled_pen(theme.rule, theme))
        painter.drawLines([QLineF(until, y, sheet.width, y) for y in sheet.rules])


def paint_lane_headers(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Draw the names of the lanes; a stuck heading over all of them."""
    left = scene.plot[0]
    for lane in scene.lanes:
        wide = lane.kind in ("heading", "stuck")
        width = scene.width if lane.kind == "stuck" else left
        if wide:
            painter.fillRect(QRectF(0, lane.y, width, lane.height), brush(theme.heading))
        _paint_name(painter, lane, left, theme)
        painter.setPen(pen(theme.rule))
        painter.drawLine(QLineF(0, lane.y + lane.height, width, lane.y + lane.height))
    painter.setPen(pen(theme.rule))
    painter.drawLine(QLineF(left - 0.5, scene.plot[1], left - 0.5, scene.plot[3]))
    if scene.below:
        _paint_below(painter, scene, theme)


def paint_pinned_edge(
    painter: QPainter, scene: Scene, theme: Theme, ends: tuple[float, float] | None = None
) -> None:
    """Draw the line beneath the pinned lanes, over which the others are scrolled away."""
    left, y, right, _ = scene.sight
    left, right = ends or (left, right)
    painter.fillRect(QRectF(left, y - EDGE, right - left, EDGE), brush(theme.muted))


def _paint_below(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Say at the foot of the headers how many lanes stand further down."""
    words = f"▾ {scene.below} more lane{'s' * (scene.below > 1)}"
    width = width_of(words, "small bold") + 18
    rect = QRectF(scene.plot[0] - width - 8, scene.plot[3] - 22, width, 18)
    paint_pill(painter, rect, theme)
    draw_text(painter, rect.x() + 9, rect.center().y(), words, "small bold", theme.ink)


def _paint_disclosure(painter: QPainter, at: QPointF, theme: Theme, *, folded: bool) -> None:
    """Draw the triangle that points at what a heading holds, or to the side where that is folded."""
    corners = ((-2, -4), (-2, 4), (3, 0)) if folded else ((-4, -2), (4, -2), (0, 3))
    painter.setPen(NO_PEN)
    painter.setBrush(brush(theme.muted))
    painter.drawPolygon(QPolygonF([at + QPointF(*corner) for corner in corners]))


def _paint_name(painter: QPainter, lane: LaneBox, right: float, theme: Theme) -> None:
    x = lane.left
    if lane.kind in ("heading", "stuck"):
        _paint_disclosure(painter, QPointF(x + 3, lane.label_y), theme, folded=lane.folded)
        x += DISCLOSURE
        text = elided(lane.label, "bold", right - x - MARGIN)
        draw_text(painter, x, lane.label_y, text, "bold", theme.ink)
        return
    if lane.flag:
        rect = QRectF(x - FLAG, lane.label_y - FLAG_HEIGHT / 2, FLAG_WIDTH, FLAG_HEIGHT)
        paint_flag(painter, lane.flag, rect, theme)
    name = elided(lane.label, "bold", right - x - MARGIN)
    middle = lane.label_y - UNDER * bool(lane.caption or lane.more)
    draw_text(painter, x, middle, name, "bold", theme.ink)
    room = right - lane.caption_left - MARGIN
    if lane.caption and room >= LEAST_ROOM:
        caption = elided(lane.caption, "small", room)
        draw_text(painter, lane.caption_left, lane.caption_y, caption, "small", theme.muted)
    _paint_more(painter, lane, theme)


def _paint_more(painter: QPainter, lane: LaneBox, theme: Theme) -> None:
    """Draw as chips, which open a list, how much of a lane is not shown."""
    for more in lane.more:
        middle = lane.more_y + more.y
        rect = QRectF(more.x, middle - MORE_HEIGHT / 2, more.width, MORE_HEIGHT)
        paint_pill(painter, rect, theme)
        words = elided(more.text, "small", more.width - 2 * ENDS)
        draw_text(painter, more.x + ENDS, middle, words, "small", theme.ink)
