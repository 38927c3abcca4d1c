"""The ViewBox of the lanes: mouse and wheel to pans, zooms, clicks; it draws nothing itself.

Its x range covers the whole width, headers included, so that the item painting the scene can map days to
pixels; y is not used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QGraphicsSceneWheelEvent

WHEEL_STEP = 120.0
ZOOM_A_NOTCH = 0.8
PAN_A_NOTCH = 0.12
SCROLL_A_NOTCH = 60.0
LEAST_RANGE = 4.0


class LanesBox(pg.ViewBox):
    """Turns mouse and wheel into wishes; positions are logical pixels, larger ones for larger text.

    Signals
    -------
    pan_requested
        Pixels to pan by: x, y.
    zoom_requested
        Factor of days in view, and the x that stays where it is.
    range_requested
        Left and right x between which to zoom.
    clicked, double_clicked
        Where, and with which modifiers.
    held_moved
        What `takes` took, told of the modifiers held, is dragged: where it is now, and whether it was let
        go.
    """

    pan_requested = Signal(float, float)
    zoom_requested = Signal(float, float)
    range_requested = Signal(float, float)
    clicked = Signal(QPointF, object)
    double_clicked = Signal(QPointF)
    held_moved = Signal(QPointF, bool)

    def __init__(self, takes: Callable[[QPointF, Qt.KeyboardModifier], bool]) -> None:
        super().__init__(enableMenu=False, defaultPadding=0.0)
        self._takes, self._is_held = takes, False
        self.text_scale = 1.0
        self.setMouseEnabled(x=False, y=False)
        self.setYRange(0.0, 1.0, padding=0.0)
        self._band = pg.QtWidgets.QGraphicsRectItem(self)
        self._band.setZValue(50)
        self._band.hide()

    def style_band(self, colour: str) -> None:
        """Colour the band that Shift and drag draws."""
        edge, fill = pg.mkColor(colour), pg.mkColor(colour)
        fill.setAlpha(40)
        self._band.setPen(pg.mkPen(edge))
        self._band.setBrush(pg.mkBrush(fill))

    @override
    def wheelEvent(self, ev: QGraphicsSceneWheelEvent, axis: int | None = None) -> None:
        notches = ev.delta() / WHEEL_STEP
        modifiers = ev.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(ZOOM_A_NOTCH**notches, ev.pos().x() / self.text_scale)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier or ev.orientation() == Qt.Orientation.Horizontal:
            self.pan_requested.emit(notches * PAN_A_NOTCH * self.width() / self.text_scale, 0.0)
        else:
            self.pan_requested.emit(0.0, notches * SCROLL_A_NOTCH)
        ev.accept()

    @override
    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        ev.accept()
        if ev.isStart():
            begun, held = ev.buttonDownPos() / self.text_scale, ev.modifiers()
            self._is_held = not held & Qt.KeyboardModifier.ShiftModifier and self._takes(begun, held)
        if self._is_held:
            self.held_moved.emit(ev.pos() / self.text_scale, ev.isFinish())
            return
        if ev.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._drag_range(ev)
            return
        moved = (ev.pos() - ev.lastPos()) / self.text_scale
        self.pan_requested.emit(moved.x(), moved.y())

    def _drag_range(self, ev: Any) -> None:
        left, right = sorted((ev.buttonDownPos().x(), ev.pos().x()))
        self._band.setRect(QRectF(left, 0, right - left, self.height()))
        self._band.setVisible(not ev.isFinish())
        if ev.isFinish() and right - left > LEAST_RANGE:
            self.range_requested.emit(left / self.text_scale, right / self.text_scale)

    @override
    def mouseClickEvent(self, ev: Any) -> None:
        if ev.button() == Qt.MouseButton.LeftButton:
            if ev.double():
                self.double_clicked.emit(ev.pos() / self.text_scale)
            else:
                self.clicked.emit(ev.pos() / self.text_scale, ev.modifiers())
            ev.accept()
