"""Marks, the bars of their time, the lines of talks, links, labels and chips."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPolygonF

from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.taking import are_among
from timeline_app.layout.metrics import NORMAL
from timeline_app.ui.paint.lettering import draw_text, elided, width_of
from timeline_app.ui.paint.strokes import NO_BRUSH, NO_PEN, brush, mixed, paint_pill, pen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from timeline_app.layout.boxes import BarBox, LabelBox, MarkBox
    from timeline_app.layout.links import Arrow
    from timeline_app.layout.scene import Scene
    from timeline_app.layout.sheet import Sheet
    from timeline_app.ui.theme import Theme

CIRCLE, SQUARE, DIAMOND, TRIANGLE = range(4)
HALO = 2.5
MIDDLE = 0.65
"""How dark the middle of a bar without a certain part is, against the certain part of another."""
FAINT, BOX_STRENGTH = 0.2, 0.4
ARROWHEAD = 8.0


def paint_bars(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Draw when entries were: solid where certain, fading to the earliest and the latest day."""
    for bar in sheet.bars:
        if bar.thick:
            _paint_box(painter, bar, theme)
        else:
            _paint_fading(painter, bar, theme)


def _paint_box(painter: QPainter, bar: BarBox, theme: Theme) -> None:
    """Draw a bar that holds its title: outlined only where it is certain, open where it has no end."""
    left = bar.core_left if bar.arrow_left else bar.left
    right = bar.core_right if bar.arrow_right else bar.right
    top = bar.y - bar.height / 2
    painter.fillRect(QRectF(left, top, right - left, bar.height), _gradient(bar, theme, BOX_STRENGTH))
    if bar.arrow_left or bar.arrow_right:
        _paint_open_ends(painter, bar, theme)
    if bar.has_core:
        core = QRectF(bar.core_left, top, bar.core_right - bar.core_left, bar.height)
        painter.setPen(pen(theme.bar))
        painter.drawLines(
            [QLineF(core.topLeft(), core.topRight()), QLineF(core.bottomLeft(), core.bottomRight())]
        )


def _paint_fading(painter: QPainter, bar: BarBox, theme: Theme) -> None:
    if bar.arrow_left or bar.arrow_right:
        _paint_open_ends(painter, bar, theme)
    left = bar.core_left if bar.arrow_left else bar.left
    right = bar.core_right if bar.arrow_right else bar.right
    if right <= left or (not bar.has_core and (bar.arrow_left or bar.arrow_right)):
        return
    painter.setPen(NO_PEN)
    painter.setBrush(_gradient(bar, theme, 0.92))
    painter.drawRect(QRectF(left, bar.y - bar.height / 2, right - left, bar.height))


def _gradient(bar: BarBox, theme: Theme, strength: float) -> QLinearGradient:
    """Shade from nothing at the earliest to full in the core, or to the middle where there is none."""
    gradient = QLinearGradient(bar.left, 0, bar.right, 0)
    length = max(bar.right - bar.left, 1.0)
    faint, full = mixed(theme.lane, theme.bar, FAINT), mixed(theme.lane, theme.bar, strength)
    if not bar.has_core:
        middle = mixed(theme.lane, theme.bar, strength * MIDDLE)
        for at, shade in ((0.0, faint), (0.5, middle), (1.0, faint)):
            gradient.setColorAt(at, shade)
        return gradient
    core_left = (bar.core_left - bar.left) / length
    core_right = (bar.core_right - bar.left) / length
    stops = ((0.0, faint if core_left > 0 else full), (core_left, full), (core_right, full))
    for at, shade in (*stops, (1.0, faint if core_right < 1 else full)):
        gradient.setColorAt(min(max(at, 0.0), 1.0), shade)
    return gradient


def _paint_open_ends(painter: QPainter, bar: BarBox, theme: Theme) -> None:
    """Dot the line towards an open or unknown end, with an arrowhead there."""
    painter.setPen(pen(theme.mark, 1.4, style="dotted"))
    tips = []
    if bar.arrow_left:
        painter.drawLine(QLineF(bar.left + 6, bar.y, max(bar.core_left, bar.left + 6), bar.y))
        tips.append((bar.left, 1))
    if bar.arrow_right:
        painter.drawLine(QLineF(min(bar.core_right, bar.right - 6), bar.y, bar.right - 6, bar.y))
        tips.append((bar.right, -1))
    painter.setPen(NO_PEN)
    painter.setBrush(brush(theme.mark))
    for x, way in tips:
        points = [(x, bar.y), (x + way * 8, bar.y - 4.5), (x + way * 8, bar.y + 4.5)]
        painter.drawPolygon(QPolygonF([QPointF(*p) for p in points]))


def paint_talk_lines(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Join the marks of one entry in several lanes: talks by a line, joint deeds and words by dots."""
    for line in sheet.talks:
        width = 3.0 if line.selected else 2.0
        style = "solid" if line.shape == SQUARE else "dotted"
        painter.setPen(pen(theme.selection if line.selected else theme.mark, width, style=style))
        painter.drawLine(QLineF(round(line.x), line.top, round(line.x), line.bottom))


def paint_marks(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Draw the marks, each with a halo of the ground so that lines passing behind it break off."""
    for mark in sheet.marks:
        paint_mark_with_halo(painter, mark, theme)


def paint_mark_with_halo(painter: QPainter, mark: MarkBox, theme: Theme) -> None:
    """Draw one mark on a patch of the ground."""
    painter.setPen(NO_PEN)
    painter.setBrush(brush(theme.lane))
    painter.drawPath(mark_path(mark.shape, mark.x, mark.y, mark.radius + HALO))
    paint_mark(painter, mark, theme)


def paint_mark(painter: QPainter, mark: MarkBox, theme: Theme) -> None:
    """Draw one mark: ink, or the colour of the stance all its stances share; a ring when selected."""
    ink = theme.context if mark.context else theme.mark
    path = mark_path(mark.shape, mark.x, mark.y, mark.radius - (1 if mark.hollow else 0))
    if mark.hollow:
        painter.setPen(pen(ink, 2.0))
        painter.setBrush(brush(theme.lane))
    elif mark.value != NO_VALUE:
        painter.setPen(pen(theme.outline, 1.4))
        painter.setBrush(brush(theme.stance_colour(mark.value)))
    else:
        painter.setPen(NO_PEN)
        painter.setBrush(brush(ink))
    painter.drawPath(path)
    if mark.selected:
        painter.setPen(pen(theme.selection, 2.2))
        painter.setBrush(NO_BRUSH)
        painter.drawEllipse(QPointF(mark.x, mark.y), mark.radius + 5, mark.radius + 5)


def mark_path(shape: int, x: float, y: float, r: float) -> QPainterPath:
    """Give the outline of a mark: circle words, square talks, diamond demands, triangle deeds."""
    path = QPainterPath()
    if shape == CIRCLE:
        path.addEllipse(QPointF(x, y), r, r)
    elif shape == SQUARE:
        path.addRect(QRectF(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76))
    elif shape == DIAMOND:
        r *= 1.18
        path.addPolygon(
            QPolygonF([QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r), QPointF(x - r, y)])
        )
        path.closeSubpath()
    else:
        r *= 1.1
        points = [QPointF(x, y - r), QPointF(x + r, y + r * 0.8), QPointF(x - r, y + r * 0.8)]
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
    return path


def paint_arrows(painter: QPainter, arrows: Sequence[Arrow], theme: Theme) -> None:
    """Draw the links of the selected entry, with their relation in words where there is room for them."""
    for arrow in arrows:
        path = QPainterPath(QPointF(*arrow.start))
        path.cubicTo(QPointF(*arrow.control_1), QPointF(*arrow.control_2), QPointF(*arrow.end))
        painter.setPen(pen(theme.link, 1.8))
        painter.setBrush(NO_BRUSH)
        painter.drawPath(path)
        _paint_head(painter, arrow, theme)
        if not arrow.relation:
            continue
        width = width_of(arrow.relation, "small italic")
        x, y = arrow.label_at
        ground = QRectF(x - width / 2 - 4, y - 9, width + 8, 18)
        painter.fillRect(ground, brush(theme.lane, 225))
        draw_text(painter, x - width / 2, y, arrow.relation, "small italic", theme.link)


def _paint_head(painter: QPainter, arrow: Arrow, theme: Theme) -> None:
    (cx, cy), (x, y) = arrow.control_2, arrow.end
    angle = math.atan2(y - cy, x - cx)
    corners = [
        QPointF(x - ARROWHEAD * math.cos(angle + turn), y - ARROWHEAD * math.sin(angle + turn))
        for turn in (0.45, -0.45)
    ]
    painter.setPen(NO_PEN)
    painter.setBrush(brush(theme.link))
    painter.drawPolygon(QPolygonF([QPointF(x, y), *corners]))


def paint_labels(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Draw titles beside their marks."""
    for label in sheet.labels:
        _paint_title(painter, label, theme)


def paint_names(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Draw the titles inside long bars, and the names of ribbons on a patch of the ground."""
    for label in scene.inside:
        _paint_title(painter, label, theme)
    for name in scene.names:
        painter.fillRect(QRectF(name.x - 3, name.y - 7, name.width + 6, 14), brush(theme.lane))
        draw_text(painter, name.x, name.y, name.text, "small bold", theme.ink)


def paint_rings(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Draw rings around the marks that were searched for, and stronger ones around those picked."""
    picked = np.fromiter(scene.picked, np.int32, len(scene.picked))
    if not (scene.ringed.size or picked.size):
        return
    painter.setBrush(NO_BRUSH)
    centres = _centres(scene)
    entries = centres[:, 0].astype(np.int32)
    is_picked = np.isin(entries, picked)
    wanted = np.flatnonzero(is_picked | are_among(scene.ringed, entries))
    for (_, x, y, radius), strong in zip(centres[wanted].tolist(), is_picked[wanted].tolist(), strict=True):
        painter.setPen(pen(theme.accent if strong else theme.found, 3.0 if strong else 2.5))
        reach = radius + (4.0 if strong else 6.5)
        painter.drawEllipse(QPointF(x + scene.offset[0], y + scene.offset[1]), reach, reach)


def _centres(scene: Scene) -> NDArray[np.float64]:
    """Give entry, x, y and radius of every mark, with or without title: (n, 4)."""
    marks = np.array([(mark.entry, mark.x, mark.y, mark.radius) for mark in scene.sheet.marks], np.float64)
    dots = scene.sheet.dots
    if dots is None:
        return marks.reshape(-1, 4)
    columns = (dots.entry, dots.x, dots.y, dots.importance + (NORMAL.mark - 2))
    return np.concatenate((marks.reshape(-1, 4), np.column_stack(columns).astype(np.float64)))


def paint_edges(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Draw the words on what lies outside the window."""
    for edge in scene.edges:
        rect = QRectF(edge.x, edge.y - 9, edge.width, 18)
        paint_pill(painter, rect, theme)
        text = elided(edge.text, "small", edge.width - 16)
        draw_text(painter, edge.x + 8, edge.y, text, "small", theme.muted)


def _paint_title(painter: QPainter, label: LabelBox, theme: Theme) -> None:
    is_aside = label.role in ("named", "detail")
    role = "italic" if label.role == "named" else "text"
    ink = theme.muted if is_aside and not label.selected else theme.link if label.selected else theme.ink
    text = elided(label.text, role, label.width)
    if label.role != "inside":
        width = width_of(text, role)
        painter.fillRect(QRectF(label.x - 1, label.y - 8, width + 2, 16), brush(theme.lane))
    draw_text(painter, label.x, label.y, text, role, ink)


def paint_chips(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Draw "+n" where marks did not fit."""
    for chip in sheet.chips:
        rect = QRectF(chip.x, chip.y, chip.width, chip.height)
        paint_pill(painter, rect, theme)
        x = rect.center().x() - width_of(chip.text, "small bold") / 2
        draw_text(painter, x, rect.center().y(), chip.text, "small bold", theme.ink)
