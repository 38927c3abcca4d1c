"""The one way a scene becomes a picture: `paint(painter, scene, theme)` in logical pixels.

Its parts can be kept apart by a screen, since they change at different times: the sheet of what stands in
time, what keeps in sight over it, the headers of the lanes, and the strip at the foot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from timeline_app.ui.paint.axis import (
    paint_as_of,
    paint_axis,
    paint_grid,
    paint_outside,
    paint_veil,
    uncollected_from,
)
from timeline_app.ui.paint.compared import paint_changed, paint_compared
from timeline_app.ui.paint.dots import paint_dots
from timeline_app.ui.paint.lane_headers import paint_heading_rows, paint_lane_headers, paint_pinned_edge
from timeline_app.ui.paint.legend import paint_legend
from timeline_app.ui.paint.locks import paint_demand_lines, paint_locks
from timeline_app.ui.paint.marks import (
    paint_arrows,
    paint_bars,
    paint_chips,
    paint_edges,
    paint_labels,
    paint_marks,
    paint_names,
    paint_rings,
    paint_talk_lines,
)
from timeline_app.ui.paint.ribbons import paint_ribbons
from timeline_app.ui.paint.strips import paint_strips
from timeline_app.ui.paint.strokes import brush

if TYPE_CHECKING:
    from timeline_app.layout.scene import Scene
    from timeline_app.layout.sheet import Sheet
    from timeline_app.ui.theme import Theme


def paint(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Paint a scene; the same for screen, PNG, SVG, PDF and print."""
    for part in scene.parts:
        painter.save()
        painter.setClipRect(sight_of(part))
        painter.translate(*part.offset)
        paint_sheet(painter, part.sheet, theme)
        painter.restore()
    paint_over(painter, scene, theme)
    paint_headers(painter, scene, theme)
    paint_foot(painter, scene, theme)


def sight_of(part: Scene) -> QRectF:
    """Give where the sheet of a part of a scene is seen."""
    left, top, right, bottom = part.sight
    return QRectF(left, top, right - left, bottom - top)


def paint_sheet(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Paint what stands in time, x from the left of the sheet.

    Grounds and ribbons go without antialiasing: a long filled shape costs 450 µs with it, 2 without.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    collected = uncollected_from(sheet)
    painter.fillRect(QRectF(0, sheet.top, collected, sheet.bottom - sheet.top), brush(theme.lane))
    paint_veil(painter, sheet, theme)
    paint_heading_rows(painter, sheet, theme)
    paint_grid(painter, sheet, theme)
    paint_talk_lines(painter, sheet, theme)
    if sheet.demands:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_demand_lines(painter, sheet.demands, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    paint_ribbons(painter, sheet, theme)
    paint_strips(painter, sheet, theme)
    paint_bars(painter, sheet, theme)
    paint_dots(painter, sheet, theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_locks(painter, sheet, theme)
    paint_arrows(painter, sheet.arrows, theme)
    paint_marks(painter, sheet, theme)
    paint_labels(painter, sheet, theme)
    paint_chips(painter, sheet, theme)


def paint_over(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Paint what keeps in sight over the sheet: names of ribbons, titles of long bars, axis, as-of line."""
    left, top, right, bottom = scene.plot
    for part in scene.parts:
        painter.save()
        painter.setClipRect(sight_of(part))
        paint_names(painter, part, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_rings(painter, part, theme)
        paint_edges(painter, part, theme)
        if part.compared:
            paint_changed(painter, part, part.compared, theme)
        painter.restore()
    painter.save()
    painter.setClipRect(QRectF(left, top, right - left, bottom - top))
    if scene.pinned:
        _paint_across(painter, scene, theme)
    if scene.compared:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_compared(painter, scene, scene.compared, theme)
    painter.restore()
    paint_axis(painter, scene, theme)
    paint_as_of(painter, scene, theme)


def _paint_across(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Paint the edge of the pinned lanes, and the lines that lead across it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    paint_pinned_edge(painter, scene, theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_demand_lines(painter, scene.crossing.demands, theme)
    paint_arrows(painter, scene.crossing.arrows, theme)


def paint_headers(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Paint the column of lane headers, and the heading that sticks to the top."""
    left, top, _, bottom = scene.plot
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillRect(QRectF(0, 0, left, top), brush(theme.paper))
    painter.fillRect(QRectF(0, top, left, bottom - top), brush(theme.lane))
    paint_outside(painter, scene, theme)
    for part in scene.parts:
        painter.save()
        painter.setClipRect(sight_of(part).adjusted(-left, 0, 0, 0))
        paint_lane_headers(painter, part, theme)
        painter.restore()
    if scene.pinned:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        paint_pinned_edge(painter, scene, theme, ends=(0.0, left))


def paint_foot(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Paint the legend and the tray."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if scene.foot.height:
        paint_legend(painter, scene, theme)
