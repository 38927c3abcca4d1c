"""Text on a picture: bundled fonts, widths, eliding, and drawing that keeps every script in its order.

On screen and in PDF text is text; in SVG it is drawn as outlines, since Qt's SVG text misplaces brackets
and numbers of right-to-left lines.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QStaticText,
    QTextLayout,
    QTextOption,
)

from timeline_app import locations
from timeline_app.ui.paint.strokes import pen
from timeline_app.ui.theme import FONT_FAMILIES, SMALL_SIZE, TEXT_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QRawFont

    from timeline_app.layout.boxes import Point

Role = Literal["text", "bold", "small", "small bold", "small italic", "italic", "large bold"]
_STYLES: dict[str, tuple[int, bool, bool]] = {
    "text": (TEXT_SIZE, False, False),
    "bold": (TEXT_SIZE, True, False),
    "italic": (TEXT_SIZE, False, True),
    "large bold": (TEXT_SIZE + 2, True, False),
    "small": (SMALL_SIZE, False, False),
    "small bold": (SMALL_SIZE, True, False),
    "small italic": (SMALL_SIZE, False, True),
}
_MEASURED = 8_192
"""Texts whose widths, and as they are cut, are remembered."""
_LAID_OUT = 1_024
"""Texts that are kept laid out: several screens full. Each takes some ten kilobytes."""


class OutliningPainter(QPainter):
    """Has text drawn as outlines of glyphs; for SVG."""


def load_fonts() -> None:
    """Make the bundled fonts known to Qt; needs an application object."""
    known = set(QFontDatabase.families())
    if not set(FONT_FAMILIES) <= known:
        for file in sorted(locations.FONTS.glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))


@lru_cache(maxsize=16)
def font(role: Role) -> QFont:
    """Give the font of a role."""
    size, bold, italic = _STYLES[role]
    made = QFont()
    made.setFamilies(FONT_FAMILIES)
    made.setPixelSize(size)
    made.setBold(bold)
    made.setItalic(italic)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=16)
def metrics(role: Role) -> QFontMetricsF:
    """Give the metrics of a role's font."""
    return QFontMetricsF(font(role))


@lru_cache(maxsize=_MEASURED)
def width_of(text: str, role: Role = "text") -> float:
    """Measure a text in logical pixels."""
    return metrics(role).horizontalAdvance(text)


def name_width(text: str) -> float:
    """Measure the name of a ribbon."""
    return width_of(text, "small bold")


def caption_width(text: str) -> float:
    """Measure a caption."""
    return width_of(text, "small")


@lru_cache(maxsize=_MEASURED)
def elided(text: str, role: Role, width: float) -> str:
    """Cut a text to a width, with an ellipsis at its end."""
    return metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, width + 0.5)


@lru_cache(maxsize=_LAID_OUT)
def _static(text: str, role: Role) -> QStaticText:
    static = QStaticText(text)
    static.setTextFormat(Qt.TextFormat.PlainText)
    static.setTextOption(_by_first_strong_character())
    static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    static.prepare(font=font(role))
    return static


def _by_first_strong_character() -> QTextOption:
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option


def draw_text(painter: QPainter, x: float, middle: float, text: str, role: Role, colour: str) -> None:
    """Draw one line of text; `x` is its left, `middle` the middle of its line, logical pixels."""
    draw_copies(painter, ((x, middle),), text, role, colour)


def draw_copies(painter: QPainter, at: Iterable[Point], text: str, role: Role, colour: str) -> None:
    """Draw one line of text at some points, each its left and the middle of its line, logical pixels."""
    if not text:
        return
    half = metrics(role).height() / 2
    if isinstance(painter, OutliningPainter):
        for x, middle in at:
            painter.fillPath(_outlines(text, role).translated(x, middle - half), QColor(colour))
        return
    painter.setFont(font(role))
    painter.setPen(pen(colour))
    static = _static(text, role)
    for x, middle in at:
        painter.drawStaticText(QPointF(x, middle - half), static)


@lru_cache(maxsize=_LAID_OUT)
def _outlines(text: str, role: Role) -> QPainterPath:
    """Give a text as the outlines of its glyphs, from the top left of its line."""
    layout = QTextLayout(text, font(role))
    layout.setTextOption(_by_first_strong_character())
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width_of(text, role) + 1)
    layout.endLayout()
    path = QPainterPath()
    shift = -line.naturalTextRect().left()
    for run in layout.glyphRuns():
        raw: QRawFont = run.rawFont()
        for glyph, at in zip(run.glyphIndexes(), run.positions(), strict=True):
            path.addPath(raw.pathForGlyph(glyph).translated(at + QPointF(shift, 0)))
    path.setFillRule(Qt.FillRule.WindingFill)
    return path
