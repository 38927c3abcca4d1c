"""The overview: the whole document on a strip under the lanes; its brush leads and follows the view."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from math import inf
from operator import is_
from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject
from typing_extensions import override

from timeline_app.domain.dates import day_in_words
from timeline_app.layout.metrics import NORMAL
from timeline_app.layout.moves import extent
from timeline_app.layout.overview import HEIGHT, brush_of, lay_overview, view_under
from timeline_app.layout.view import SHORTEST
from timeline_app.ui.paint.overview import paint_overview
from timeline_app.ui.timeline.focus_frame import FocusFrame
from timeline_app.ui.timeline.guarding import Guard

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from timeline_app.layout.overview import OverviewScene, Stretch
    from timeline_app.layout.view import View
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme
    from timeline_app.ui.timeline.canvas import Canvas
    from timeline_app.view_state import ViewState

NOWHERE = (inf, inf)
NARROW = 28.0
"""Logical pixels of a brush too narrow to have its edges taken as well as itself."""
LEAST_STEP = 0.4
"""Logical pixels by which the brush is moved at the least: panning a narrow window need not paint it anew."""
FILL, FILL_HOVERED = 45, 80
"""Opacity of the brush, of 255."""
A_NOTCH, NOTCH = 0.8, 120.0
PANS = {
    Qt.Key.Key_Left: -0.1,
    Qt.Key.Key_Right: 0.1,
    Qt.Key.Key_PageUp: -0.9,
    Qt.Key.Key_PageDown: 0.9,
}
ZOOMS = {Qt.Key.Key_Up: A_NOTCH, Qt.Key.Key_Down: 1 / A_NOTCH}


class Overview(pg.GraphicsView):
    """The strip of a session's document, beside its lanes."""

    def __init__(self, canvas: Canvas, session: Session, view_state: ViewState, parent: QWidget) -> None:
        super().__init__(parent, background=None)  # pyright: ignore[reportArgumentType]
        self._canvas, self._session, self._view_state = canvas, session, view_state
        self.scene_now: OverviewScene | None = None
        self._theme: Theme | None = None
        self._made_of: tuple[object, ...] = ()
        self._held: tuple[View, Stretch] | None = None
        self._shown: Stretch = NOWHERE
        self.setObjectName("overview")
        self.setAccessibleName(self.tr("Overview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(round(HEIGHT))
        self._box = _Box()
        self.setCentralItem(self._box)
        self._picture = _Picture(self._box)
        self._as_of = pg.InfiniteLine(angle=90, movable=False)
        self._region = pg.LinearRegionItem(swapMode="block")
        self._region.setCursor(Qt.CursorShape.OpenHandCursor)
        for line in self._region.lines:
            line.setCursor(Qt.CursorShape.SplitHCursor)
        for item in (self._as_of, self._region):
            self._box.addItem(item, ignoreBounds=True)
        self._frame = FocusFrame(self)
        self._wire()

    def _wire(self) -> None:
        self._canvas.laid_out.connect(self.follow)
        self._region.sigRegionChanged.connect(self._lead)
        self._region.sigRegionChangeFinished.connect(self._let_go)
        self._box.clicked.connect(self._canvas.sight.go_to)
        self._box.stretch_drawn.connect(self._draw_stretch)

    def follow(self) -> None:
        """Show what the lanes show: the view, and whatever else changed."""
        if self.isHidden() or not self._session.is_open:
            return
        self._lay_out()
        scene, view = self.scene_now, self._view_state.view
        if scene is None:
            return
        self._as_of.setVisible(view.as_of is not None)
        if view.as_of is not None and self._as_of.value() != view.as_of + 1:
            self._as_of.setValue(view.as_of + 1)
        if self._held is None:
            self._show_brush(brush_of(view, scene.scale, scene.width))

    def _show_brush(self, stretch: Stretch) -> None:
        assert self.scene_now
        pixels_per_day = self.scene_now.scale.pixels_per_day
        if all(abs(a - b) * pixels_per_day < LEAST_STEP for a, b in zip(stretch, self._shown, strict=True)):
            return
        self._shown = stretch
        is_wide = (stretch[1] - stretch[0]) * pixels_per_day >= NARROW
        for line in self._region.lines:
            if line.movable != is_wide:
                line.setMovable(is_wide)
                line.setCursor(Qt.CursorShape.SplitHCursor if is_wide else Qt.CursorShape.OpenHandCursor)
        self._region.blockSignals(True)
        self._region.setRegion(stretch)
        self._region.blockSignals(False)

    def _lay_out(self) -> None:
        """Count anew if the marks, what is found, or the room changed."""
        timeline, marks, theme = self._session.timeline, self._canvas.timeline.marks, self._canvas.theme
        found = self._session.found(self._view_state.view.sought)
        made_of = (timeline.marks.day, marks.day, marks.entry, found, theme)
        size = (timeline.collected_through, self._canvas.across, self._canvas.text_scale)
        if self._made_of and all(map(is_, made_of, self._made_of[:-1])) and size == self._made_of[-1]:
            return
        self._made_of = (*made_of, size)
        self.scene_now = lay_overview(timeline, marks, found, self._canvas.across, NORMAL.header)
        self._dress(theme)

    def _dress(self, theme: Theme) -> None:
        """Show the strip laid out, in colours and size of text as they are now."""
        scene, text_scale = self.scene_now, self._canvas.text_scale
        assert scene
        self.setFixedHeight(round(HEIGHT * text_scale))
        self._picture.setScale(text_scale)
        self._picture.show_scene(scene, theme)
        right = self.width() / text_scale
        self._box.setXRange(scene.scale.day(0.0), scene.scale.day(right), padding=0.0)
        if theme is not self._theme:
            self._theme = theme
            self.setBackground(pg.mkColor(theme.ground))
            self._as_of.setPen(pg.mkPen(theme.as_of, width=2))
            for line in self._region.lines:
                line.setPen(pg.mkPen(theme.accent, width=2))
                line.setHoverPen(pg.mkPen(theme.accent, width=4))
            fill, hovered = pg.mkColor(theme.accent), pg.mkColor(theme.accent)
            fill.setAlpha(FILL)
            hovered.setAlpha(FILL_HOVERED)
            self._region.setBrush(fill)
            self._region.setHoverBrush(hovered)

    def _lead(self) -> None:
        """Look where the brush is dragged to."""
        is_first = self._held is None
        view, shown = self._held = self._held or (self._view_state.view, self._shown)
        low, high = (line.x() for line in self._region.lines)
        self._look_at(view_under(view, shown, (low, high)), is_first=is_first)

    def _let_go(self) -> None:
        self._held = None
        self._shown = NOWHERE
        self.follow()

    def _look_at(self, wanted: View, *, is_first: bool) -> None:
        """Look at the window of a view; a drag leaves one place, the one where it began."""
        view = replace(self._view_state.view, start=wanted.start, end=wanted.end)
        (self._view_state.show if is_first else self._view_state.adjust)(view)

    def _draw_stretch(self, start: float, end: float, is_first: bool) -> None:
        middle, half = (start + end) / 2, max(end - start, SHORTEST) / 2
        view = replace(self._view_state.view, start=middle - half, end=middle + half)
        self._look_at(view, is_first=is_first)

    def _say_where(self) -> None:
        """Let assistive technology say what is looked at, of what."""
        view = self._view_state.view
        words = self.tr("Looking at {first} to {last}; all: {all}. Arrows move and zoom.").format(
            first=day_in_words(int(view.start)),
            last=day_in_words(int(view.end)),
            all=self.scene_now.words if self.scene_now else "",
        )
        self.setAccessibleDescription(words)

    @override
    def keyPressEvent(self, ev: QKeyEvent) -> None:
        key = Qt.Key(ev.key())
        if ev.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(ev)
        elif key in PANS:
            self._canvas.sight.pan_share(PANS[key])
        elif key in ZOOMS:
            self._canvas.sight.zoom(ZOOMS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._canvas.sight.go_to(extent(self._canvas.timeline)[key == Qt.Key.Key_End] + 0.5)
        else:
            super().keyPressEvent(ev)
            return
        self._say_where()

    @override
    def wheelEvent(self, ev: QWheelEvent) -> None:
        self._canvas.sight.zoom(A_NOTCH ** (ev.angleDelta().y() / NOTCH))
        ev.accept()

    @override
    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        super().resizeEvent(ev)
        if hasattr(self, "_frame"):
            self._frame.setGeometry(self.rect())
            self._made_of = ()
            self.follow()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._say_where()
        self._frame.show()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._frame.hide()


class _Box(pg.ViewBox):
    """The room of the strip; its x range is that of the strip, its y is not used.

    Signals
    -------
    clicked
        The point in time beside the brush that was clicked, float days.
    stretch_drawn
        From and to when somebody drags beside the brush, and whether that has just begun.
    """

    clicked = Signal(float)
    stretch_drawn = Signal(float, float, bool)

    def __init__(self) -> None:
        super().__init__(enableMenu=False, defaultPadding=0.0)
        self.setMouseEnabled(x=False, y=False)
        self.setYRange(0.0, 1.0, padding=0.0)

    @override
    def mouseClickEvent(self, ev: Any) -> None:
        if ev.button() == Qt.MouseButton.LeftButton:
            ev.accept()
            self.clicked.emit(self.mapToView(ev.pos()).x())

    @override
    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        if ev.button() == Qt.MouseButton.LeftButton:
            ev.accept()
            start, end = sorted(self.mapToView(at).x() for at in (ev.buttonDownPos(), ev.pos()))
            self.stretch_drawn.emit(start, end, ev.isStart())


class _Picture(QGraphicsObject):
    """Paints the strip once, and shows the image of it until it is another one."""

    def __init__(self, parent: pg.ViewBox) -> None:
        super().__init__(parent)
        self._scene: OverviewScene | None = None
        self._theme: Theme | None = None
        self._guard = Guard()
        self.setZValue(-1.0)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def show_scene(self, scene: OverviewScene, theme: Theme) -> None:
        """Show another strip."""
        self.prepareGeometryChange()
        self._scene, self._theme = scene, theme
        self.update()

    @override
    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._scene.width if self._scene else 0, HEIGHT)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._scene is not None and self._theme is not None:
            self._guard.paint(
                painter, self._scene, partial(paint_overview, painter, self._scene, self._theme)
            )
