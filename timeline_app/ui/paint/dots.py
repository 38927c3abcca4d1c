"""Very many marks at once: sprites of an atlas, and rectangles, drawn from memory in one call each.

A picture in vectors takes the slow way, a mark after the other.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shiboken6
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPaintEngine, QPainter, QPixmap

from timeline_app.columns.marks import NO_VALUE
from timeline_app.layout.boxes import MarkBox
from timeline_app.layout.dots import boxes_of
from timeline_app.layout.metrics import NORMAL
from timeline_app.ui.paint.marks import FAINT, paint_mark_with_halo
from timeline_app.ui.paint.strokes import NO_PEN, draw_rects, mixed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.layout.dots import Dots
    from timeline_app.layout.sheet import Sheet
    from timeline_app.ui.theme import Theme

CELL = 26
"""Logical pixels of a sprite, square."""
SHAPES, IMPORTANCES, VALUES, STATES = 4, 3, 6, 3
INK, HOLLOW, CONTEXT = range(STATES)
UNVALUED = VALUES - 1
BAR = 6.0
STRENGTH = 0.6


def paint_dots(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Draw marks without titles, over the bars of when they were."""
    if sheet.dots is None:
        return
    dots = sheet.dots.taken((sheet.dots.y > sheet.top - CELL) & (sheet.dots.y < sheet.bottom + CELL))
    _paint_bars(painter, dots, sheet.width, theme)
    if painter.paintEngine().type() in (QPaintEngine.Type.Raster, QPaintEngine.Type.OpenGL2):
        _paint_sprites(painter, dots, theme)
    else:
        for box in boxes_of(dots, frozenset(dots.entry.tolist()), None, NORMAL):
            paint_mark_with_halo(painter, box, theme)


def _paint_bars(painter: QPainter, dots: Dots, width: float, theme: Theme) -> None:
    painter.setPen(NO_PEN)
    ends = ((dots.left, dots.right, FAINT), (dots.core_left, dots.core_right, STRENGTH))
    for begins, finishes, strength in ends:
        left, right = np.maximum(begins, -CELL), np.minimum(finishes, width + CELL)
        shown = right > left
        rects = np.empty((int(np.count_nonzero(shown)), 4))
        rects[:, 0], rects[:, 2] = left[shown], (right - left)[shown]
        rects[:, 1], rects[:, 3] = dots.y[shown] - BAR / 2, BAR
        painter.setBrush(mixed(theme.lane, theme.bar, strength))
        if len(rects):
            draw_rects(painter, rects)


def _paint_sprites(painter: QPainter, dots: Dots, theme: Theme) -> None:
    if not len(dots.x):
        return
    ratio = painter.device().devicePixelRatioF()
    sprite = _sprite_numbers(dots)
    fragments = np.zeros((len(dots.x), 10))
    fragments[:, 0], fragments[:, 1] = dots.x, dots.y
    fragments[:, 2] = (sprite % VALUES) * CELL * ratio
    fragments[:, 3] = (sprite // VALUES) * CELL * ratio
    fragments[:, 4:6] = CELL * ratio
    fragments[:, 6:8] = 1 / ratio
    fragments[:, 9] = 1.0
    first: Any = shiboken6.wrapInstance(fragments.ctypes.data, QPainter.PixmapFragment)
    painter.drawPixmapFragments(first, len(fragments), _atlas(theme, ratio))


def _sprite_numbers(dots: Dots) -> NDArray[np.intp]:
    """Give the number of each mark's sprite: by state, shape, importance and value."""
    state = np.where(dots.hollow, HOLLOW, np.where(dots.context, CONTEXT, INK))
    value = np.where(dots.value == NO_VALUE, UNVALUED, dots.value + 2)
    return ((state * SHAPES + dots.shape) * IMPORTANCES + dots.importance - 1) * VALUES + value


@lru_cache(maxsize=4)
def _atlas(theme: Theme, ratio: float) -> QPixmap:
    """Paint every sprite once, in a row of values for each state, shape and importance."""
    rows = STATES * SHAPES * IMPORTANCES
    atlas = QPixmap(round(VALUES * CELL * ratio), round(rows * CELL * ratio))
    atlas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(atlas)
    painter.scale(ratio, ratio)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for row in range(rows):
        for column in range(VALUES):
            centre = QPointF((column + 0.5) * CELL, (row + 0.5) * CELL)
            paint_mark_with_halo(painter, _sprite(row, column, centre), theme)
    painter.end()
    return atlas


def _sprite(row: int, column: int, at: QPointF) -> MarkBox:
    state, shape = divmod(row // IMPORTANCES, SHAPES)
    radius = NORMAL.mark + row % IMPORTANCES - 1
    value = NO_VALUE if column == UNVALUED else column - 2
    hollow, context = state == HOLLOW, state == CONTEXT
    return MarkBox(0, 0, at.x(), at.y(), radius, shape, value, hollow, context, selected=False)
