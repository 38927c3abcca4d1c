"""The items that paint a scene: the sheet as an image that is moved, the rest when it changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject
from typing_extensions import override

from timeline_app.layout.repainting import changed_area, newly_seen, part_of
from timeline_app.ui.paint.painting import (
    paint_foot,
    paint_headers,
    paint_over,
    paint_sheet,
    sight_of,
)
from timeline_app.ui.timeline.guarding import Guard

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import numpy as np
    import pyqtgraph as pg
    from numpy.typing import NDArray
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from timeline_app.layout.repainting import Area
    from timeline_app.layout.scene import Scene
    from timeline_app.layout.sheet import Sheet
    from timeline_app.ui.theme import Theme

    Paint = Callable[[QPainter, Scene, Theme], None]


class Layer(QGraphicsObject):
    """Paints one part of a scene; its coordinates are the view's logical pixels."""

    def __init__(self, parent: pg.ViewBox, paint_part: Paint, depth: float) -> None:
        super().__init__(parent)
        self._paint_part = paint_part
        self._guard = Guard()
        self._scene: Scene | None = None
        self._theme: Theme | None = None
        self._rect = QRectF()
        self._shown: Hashable = None
        self.setZValue(depth)

    def show_scene(
        self, scene: Scene, theme: Theme, rect: QRectF, content: Hashable, part: QRectF | None = None
    ) -> None:
        """Show a scene; all is painted anew if `content` is another one than before, else `part` at most."""
        if rect != self._rect:
            self.prepareGeometryChange()
            self._rect = rect
        self._scene, self._theme = scene, theme
        if content != self._shown:
            self._shown = content
            self.update()
        elif part is not None:
            self.update(part)

    @override
    def boundingRect(self) -> QRectF:
        return self._rect

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._scene is not None and self._theme is not None:
            paint = partial(self._paint_part, painter, self._scene, self._theme)
            self._guard.paint(painter, self._scene, paint)


class SheetImage:
    """Keeps the sheet as an image of device pixels, and draws it where the scene has it."""

    def __init__(self) -> None:
        self._sheet: Sheet | None = None
        self._theme: Theme | None = None
        self._image = QPixmap()
        self.text_scale = 1.0

    def paint(self, painter: QPainter, part: Scene, theme: Theme) -> None:
        """Draw the image of the sheet of a part of a scene where it is seen."""
        ratio = painter.device().devicePixelRatioF() * self.text_scale
        sheet, shown = part.sheet, sight_of(part)
        if (sheet, theme, ratio) != (self._sheet, self._theme, self._image.devicePixelRatioF()):
            self._draw(sheet, theme, ratio)
        x, y = shown.left() - part.offset[0], shown.top() - part.offset[1] - sheet.top
        taken = QRectF(x * ratio, y * ratio, shown.width() * ratio, shown.height() * ratio)
        painter.drawPixmap(shown, self._image, taken)

    def _draw(self, sheet: Sheet, theme: Theme, ratio: float) -> None:
        """Paint the image: only where the sheet differs from the one before, if that can be told."""
        is_alike = theme == self._theme and ratio == self._image.devicePixelRatioF()
        before, self._sheet = self._sheet, None  # what is painted in part, should that fail, is of no sheet
        area = changed_area(before, sheet) if before and is_alike else None
        areas = None
        if before and is_alike and area is None and ((before.top - sheet.top) * ratio).is_integer():
            areas = newly_seen(before, sheet)
        if area is not None:
            _paint_area(self._image, sheet, theme, area)
        elif before and areas is not None:
            self._draw_scrolled(before, sheet, theme, areas)
        else:
            image = _image_for(sheet, ratio)
            if (image.size(), ratio) == (self._image.size(), self._image.devicePixelRatioF()):
                image = self._image  # memory that was used before is filled far faster than new one
            _paint_on(image, sheet, theme)
            self._image = image
        self._sheet, self._theme = sheet, theme

    def _draw_scrolled(self, before: Sheet, sheet: Sheet, theme: Theme, areas: list[Area]) -> None:
        """Take over what was painted, and paint what comes into sight above or below it."""
        image = _image_for(sheet, self._image.devicePixelRatioF())
        painter = QPainter(image)
        painter.drawPixmap(QPointF(0.0, before.top - sheet.top), self._image)
        painter.end()
        for area in areas:
            _paint_area(image, sheet, theme, area)
        self._image = image


def _image_for(sheet: Sheet, ratio: float) -> QPixmap:
    size = QSizeF(sheet.width, sheet.bottom - sheet.top) * ratio
    image = QPixmap(size.toSize())
    image.setDevicePixelRatio(ratio)
    return image


def _paint_area(image: QPixmap, sheet: Sheet, theme: Theme, area: Area) -> None:
    clip = QRectF(area.left, area.top, area.right - area.left, area.bottom - area.top)
    _paint_on(image, part_of(sheet, area), theme, clip)


def _paint_on(image: QPixmap, sheet: Sheet, theme: Theme, clip: QRectF | None = None) -> None:
    """Paint a sheet on an image; an image on which a painter is left open would end the program."""
    painter = QPainter(image)
    try:
        painter.translate(0, -sheet.top)
        if clip is not None:
            painter.setClipRect(clip)
        paint_sheet(painter, sheet, theme)
    finally:
        painter.end()


class Layers:
    """The three layers of the lanes."""

    def __init__(self, parent: pg.ViewBox) -> None:
        self._image, self._image_of_pinned = SheetImage(), SheetImage()
        self._sheets: tuple[Sheet | None, Sheet | None] = None, None
        self._ringed: NDArray[np.int32] | None = None
        self._searches = 0
        """How often other entries were searched for; comparing them would take longer than a frame."""
        self._plot = Layer(parent, self._paint_plot, 0.0)
        self._headers = Layer(parent, paint_headers, 1.0)
        self._foot = Layer(parent, paint_foot, 2.0)
        for kept in (self._headers, self._foot):
            kept.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def set_text_scale(self, text_scale: float) -> None:
        """Paint everything larger."""
        self._image.text_scale = self._image_of_pinned.text_scale = text_scale
        for layer in (self._plot, self._headers, self._foot):
            layer.setScale(text_scale)

    def _paint_plot(self, painter: QPainter, scene: Scene, theme: Theme) -> None:
        """Draw the images of the sheets, and what keeps in sight over them."""
        self._image.paint(painter, scene, theme)
        if scene.pinned:
            self._image_of_pinned.paint(painter, scene.pinned, theme)
        paint_over(painter, scene, theme)

    def show_scene(self, scene: Scene, theme: Theme) -> None:
        """Show a scene in all layers."""
        if scene.ringed is not self._ringed:
            self._ringed, self._searches = scene.ringed, self._searches + 1
        left, _, right, bottom = scene.plot
        stuck = any(lane.kind == "stuck" for lane in scene.lanes)
        lanes = tuple(part.lanes for part in scene.parts)
        plot = QRectF(left, 0, right - left, bottom)
        headers = QRectF(0, 0, right if stuck else left, bottom)
        foot = QRectF(0, bottom, scene.width, scene.height - bottom)
        over = (*_over(scene, theme), self._searches)
        self._plot.show_scene(scene, theme, plot, over, self._changed(scene))
        self._headers.show_scene(
            scene, theme, headers, (lanes, scene.plot, scene.outside, scene.below, theme.name)
        )
        self._foot.show_scene(scene, theme, foot, (scene.foot, scene.tray, scene.width, theme.name))

    def _changed(self, scene: Scene) -> QRectF | None:
        """Give where a sheet is another one than in the scene before; None where none is."""
        before, self._sheets = self._sheets, (scene.sheet, scene.sheet.pinned)
        found = _changed_in(scene, before[0])
        if scene.pinned:
            found = found.united(_changed_in(scene.pinned, before[1]))
        return None if found.isEmpty() else found


def _changed_in(part: Scene, before: Sheet | None) -> QRectF:
    """Give where the sheet of a part of a scene is another than the one before; empty for nowhere."""
    if before is part.sheet:
        return QRectF()
    area = changed_area(before, part.sheet) if before else None
    if area is None:
        return sight_of(part)
    x, y = part.offset
    return QRectF(area.left + x, area.top + y, area.right - area.left, area.bottom - area.top)


def _over(scene: Scene, theme: Theme) -> tuple[Hashable, ...]:
    """Give what the plot shows besides its sheets and the rings around what was searched for."""
    stood = (scene.offset, scene.plot, scene.sheet.top, scene.sheet.scale, theme.name)
    kept_in_sight = (scene.axis, scene.picked, scene.sight, scene.crossing)
    of_parts = tuple((part.names, part.edges, part.inside, part.compared) for part in scene.parts)
    days = (scene.as_of_x, scene.as_of_label, scene.collected_label, scene.sheet.collected_x)
    return (*stood, *kept_in_sight, *of_parts, *days)
