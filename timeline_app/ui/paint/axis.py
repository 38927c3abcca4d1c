"""The two-row axis, the grid beneath the lanes, and the as-of line with its flag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF

from timeline_app.ui.paint.lettering import draw_text, width_of
from timeline_app.ui.paint.strokes import NO_PEN, brush, mixed, pen

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPen

    from timeline_app.layout.scene import Scene
    from timeline_app.layout.sheet import Sheet
    from timeline_app.ui.theme import Theme

LINE = 18.0
"""Logical pixels that a line of small words takes."""


VEIL = 110 / 255
"""Share of the veil's colour over what was not collected."""


def paint_veil(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Veil the ground of what was not collected, before all that stands on it.

    Opaque: a translucent veil over half of the window costs more than all else of a frame.
    """
    x = uncollected_from(sheet)
    if x < sheet.width:
        veil = QRectF(x, sheet.top, sheet.width - x, sheet.bottom - sheet.top)
        painter.fillRect(veil, mixed(theme.lane, theme.heading, VEIL))


def uncollected_from(sheet: Sheet) -> float:
    """Give the x from which was not collected, the right edge where all was."""
    x = sheet.width if sheet.collected_x is None else sheet.collected_x
    return min(max(x, 0.0), sheet.width)


def paint_grid(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Draw the lines of the lower row's ticks, fainter where was not collected."""
    until = uncollected_from(sheet)
    for strong in (False, True):
        ink = theme.rule if strong else theme.grid
        at = [tick.x for tick in sheet.grid.lower if tick.strong == strong]
        for xs, colour in (
            ([x for x in at if x < until], pen(ink)),
            ([x for x in at if x >= until], veiled_pen(ink, theme)),
        ):
            painter.setPen(colour)
            painter.drawLines([QLineF(x, sheet.top, x, sheet.bottom) for x in xs])


def veiled_pen(ink: str, theme: Theme) -> QPen:
    """Give the pen of a line where was not collected."""
    return pen(mixed(ink, theme.heading, VEIL).name())


def paint_axis(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Draw the two rows; the upper one always says where the left edge is."""
    left, top, right, _ = scene.plot
    painter.fillRect(QRectF(left, 0, right - left, top), brush(theme.paper))
    painter.save()
    painter.setClipRect(QRectF(left, 0, right - left, top))
    _paint_upper(painter, scene, theme)
    painter.setPen(pen(theme.rule))
    painter.drawLines([QLineF(t.x, top - 20, t.x, top) for t in scene.axis.lower])
    for tick in scene.axis.lower:
        if tick.x >= left - 5:
            draw_text(painter, tick.x + 5, top - 12, tick.label, "small", theme.muted)
    painter.restore()
    painter.setPen(pen(theme.rule))
    painter.drawLine(QLineF(0, top - 0.5, scene.width, top - 0.5))
    painter.drawLine(QLineF(left - 0.5, 0, left - 0.5, scene.plot[3]))


def paint_outside(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Say beside the axis how many entries are earlier and later than what is shown."""
    earlier, later = scene.outside
    left, top, *_ = scene.plot
    if earlier:
        draw_text(painter, 12, top - 12, f"◂ {earlier:,} earlier", "small", theme.muted)
    if later:
        words = f"{later:,} later ▸"
        draw_text(painter, left - 10 - width_of(words, "small"), top - 12, words, "small", theme.muted)


def _paint_upper(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Draw the upper row; a label with no room before the next one gives way to it."""
    ticks = scene.axis.upper
    for number, tick in enumerate(ticks):
        follows = ticks[number + 1].x if number + 1 < len(ticks) else scene.width
        width = width_of(tick.label, "bold")
        if tick.x + 5 + width < follows:
            draw_text(painter, tick.x + 5, 13, tick.label, "bold", theme.ink)


def paint_as_of(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Draw the as-of line, its flag on the axis, and the words past the end of collection."""
    left, top, right, bottom = scene.plot
    _paint_collected(painter, scene, theme)
    x = scene.as_of_x
    if x is None or not left <= x <= right:
        return
    painter.setPen(pen(theme.as_of, 2.0))
    painter.drawLine(QLineF(x, top - 22, x, bottom))
    width = width_of(scene.as_of_label, "small bold") + 18
    flag = QRectF(min(max(x + 2, left), right - width - 2), 3, width, 19)
    painter.setPen(NO_PEN)
    painter.setBrush(brush(theme.as_of))
    painter.drawRoundedRect(flag, 4, 4)
    draw_text(painter, flag.x() + 9, flag.center().y(), scene.as_of_label, "small bold", theme.as_of_text)


def _paint_collected(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Say past which day nothing is claimed, beside it and below headings that stay at the top.

    Where there is little room, from top to bottom.
    """
    left, _, right, _ = scene.plot
    if scene.sheet.collected_x is None:
        return
    top = scene.parts[0].seen_from
    x, label = scene.sheet.collected_x + scene.offset[0], scene.collected_label
    at = max(x, left) + 8
    if at + width_of(label, "small italic") < right:
        draw_text(painter, at, top + 12, label, "small italic", theme.muted)
    elif at + LINE < right:
        painter.save()
        painter.translate(at + LINE / 2, top + 8)
        painter.rotate(90)
        draw_text(painter, 0.0, 0.0, label, "small italic", theme.muted)
        painter.restore()
