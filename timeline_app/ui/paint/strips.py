"""Lanes from far: strips of how much there is, and ribbons of very many stretches, as small images."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from timeline_app.layout.shades import REPORTED, UNVALUED
from timeline_app.layout.strips import STEPS

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

    from timeline_app.layout.sheet import Sheet
    from timeline_app.layout.strips import StripBox
    from timeline_app.ui.theme import Theme

THICKNESS = 10.0
"""Logical pixels of a ribbon of very many stretches."""
TICK = 5
"""Pixels of height of a tick where something was found."""
VALUES = (-2, -1, 0, 1, 2)


def paint_strips(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Draw how many marks stand where: as high as their number, in the colour of their mean value."""
    colours = _strip_colours(theme)
    for strip in sheet.strips:
        pixels = _strip_pixels(strip, colours)
        if strip.hits:
            _tick(pixels, np.frombuffer(strip.hits, np.bool_), QColor(theme.found).rgba())
        _draw(painter, pixels, QRectF(0, strip.y, pixels.shape[1], strip.height))


def _strip_pixels(strip: StripBox, colours: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Colour a pixel each, (height, width), from the ground of the strip upwards."""
    rows = round(strip.height)
    heights = np.frombuffer(strip.heights, np.uint8)
    shades = colours.take(np.frombuffer(strip.shades, np.uint8))
    least = np.ceil((np.arange(rows, 0, -1) - 0.5) * (255 / rows)).astype(np.uint8)
    return shades * (least[:, np.newaxis] <= heights)


def _tick(pixels: NDArray[np.uint32], hits: NDArray[np.bool_], colour: int) -> None:
    """Put ticks on a strip where something was found, two pixels wide and parted from what is below."""
    wide = hits | np.concatenate(([False], hits[:-1]))
    pixels[:TICK, wide] = colour
    pixels[TICK, wide] = 0


def paint_shades(painter: QPainter, sheet: Sheet, theme: Theme) -> None:
    """Draw ribbons of very many stretches: what is shown at each pixel."""
    pixels = _shade_colours(theme).take(sheet.shades.pixels)
    for number, shades in zip(sheet.shades.row.tolist(), pixels, strict=True):
        top = sheet.rows[number].y - THICKNESS / 2
        _draw(painter, shades[np.newaxis], QRectF(0, top, len(shades), THICKNESS))


def _draw(painter: QPainter, pixels: NDArray[np.uint32], at: QRectF) -> None:
    height, width = pixels.shape
    pixels = np.ascontiguousarray(pixels)
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    painter.drawImage(at, image)


@lru_cache(maxsize=4)
def _strip_colours(theme: Theme) -> NDArray[np.uint32]:
    """Give the colours of the shades of a strip: ink, then from opposing to supporting."""
    stances = [QColor(theme.stance_colour(value)) for value in VALUES]
    between = [_blend(*pair, step / STEPS) for pair in pairwise(stances) for step in range(STEPS)]
    return np.array([c.rgba() for c in (QColor(theme.bar), *between, stances[-1])], np.uint32)


def _blend(one: QColor, other: QColor, share: float) -> QColor:
    parts = zip((one.red(), one.green(), one.blue()), (other.red(), other.green(), other.blue()), strict=True)
    return QColor(*(round(a + (b - a) * share) for a, b in parts))


@lru_cache(maxsize=4)
def _shade_colours(theme: Theme) -> NDArray[np.uint32]:
    """Give the colours of the shades of a ribbon; what is only reported is half as strong."""
    ground = QColor(theme.lane)
    known = [QColor(theme.stance_colour(value)) for value in VALUES] + [QColor(theme.muted)]
    colours = np.zeros(REPORTED + UNVALUED + 1, np.uint32)
    colours[1 : UNVALUED + 1] = [colour.rgba() for colour in known]
    colours[REPORTED + 1 :] = [_blend(ground, colour, 0.5).rgba() for colour in known]
    return colours
