"""The chart of positions over time: one party, or two and how far they are apart; keys step through it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QGraphicsObject
from typing_extensions import override

from timeline_app.ui.charts.axes import FARTHEST, ApartAxis, DayAxis, ValueAxis, text_size
from timeline_app.ui.charts.painting import (
    Drawn,
    Room,
    paint_as_of,
    paint_gaps,
    paint_ground,
    paint_steps,
    rects_of,
)
from timeline_app.ui.charts.steps import NO_CLEAR_VALUE
from timeline_app.ui.paint.strokes import NO_BRUSH, colour, pen
from timeline_app.ui.sizes import grown

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter

    from timeline_app.ui.charts.steps import Step
    from timeline_app.ui.theme import Theme

NOTHING = Drawn((), (), (), None, 0.0)
BEYOND, BEYOND_NAMES = 0.7, 1.1
"""Values above the highest and below the lowest that are in sight; where names stand there."""
LEAST_DAYS, PAD = 10.0, 0.03
APART_HEIGHT, SHARES = 84, (3, 1)
"""Pixels that say how far two are apart, at the most, and their share of the height beside the steps."""
NEAR = 6.0
"""Pixels around a step that count as on it."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ZOOMS = {Qt.Key.Key_Plus: 0.8, Qt.Key.Key_Equal: 0.8, Qt.Key.Key_Minus: 1.25}


class PositionChart(pg.GraphicsView):
    """Draws steps, and says which one is pointed at, chosen or asked for.

    Signals
    -------
    pointed
        Another step lies under the pointer; carries it, or None.
    chosen_changed
        Another step is chosen; carries it, or None.
    entry_requested
        The entry that carries a step is asked for; carries its id.
    """

    pointed = Signal(object)
    chosen_changed = Signal(object)
    entry_requested = Signal(int)

    def __init__(self, theme: Theme, parent: Any = None) -> None:
        super().__init__(parent, background=None)  # pyright: ignore[reportArgumentType]
        self.theme, self.drawn = theme, NOTHING
        self.chosen: Step | None = None
        self._pointed: Step | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(grown(140))
        self._build()
        self.setBackground(colour(theme.ground))
        self.scene().sigMouseMoved.connect(self._point)  # pyright: ignore[reportAttributeAccessIssue]
        self.scene().sigMouseClicked.connect(self._click)  # pyright: ignore[reportAttributeAccessIssue]

    def _build(self) -> None:
        layout = pg.GraphicsLayout()
        layout.setContentsMargins(6, 8, 12, 4)
        layout.setSpacing(0)
        self.setCentralItem(layout)
        self._steps, self._apart = _box(), _box()
        self._apart.setXLink(self._steps)
        self._axes = values, apart, days = ValueAxis(self.theme), ApartAxis(self.theme), DayAxis(self.theme)
        for row, (axis, box) in enumerate(((values, self._steps), (apart, self._apart))):
            axis.linkToView(box)
            layout.addItem(axis, row, 0)
            layout.addItem(box, row, 1)
        days.linkToView(self._steps)
        layout.addItem(days, 2, 1)
        for row, share in enumerate(SHARES):
            layout.layout.setRowStretchFactor(row, share)  # pyright: ignore[reportAttributeAccessIssue]
        self._layers = _Layer(self._steps, self._paint_steps), _Layer(self._apart, self._paint_apart)
        self._apart.setYRange(-0.4, FARTHEST + 0.4, padding=0.0)
        self._show_apart(False)

    def _show_apart(self, shown: bool) -> None:
        """Give room to how far two are apart, or none."""
        for item in (self._apart, self._axes[1]):
            item.setVisible(shown)
            item.setMaximumHeight(grown(APART_HEIGHT) if shown else 0)

    def show_drawn(self, drawn: Drawn, *, anew: bool) -> None:
        """Show other steps; `anew` looks at all of them, and at the one that holds as of the day."""
        self.drawn = drawn
        self._show_apart(drawn.is_compared)
        has_none = any(NO_CLEAR_VALUE in step.places for step in drawn.steps)
        beyond = BEYOND_NAMES if drawn.is_compared else BEYOND
        self._steps.setYRange((NO_CLEAR_VALUE if has_none else -2) - beyond, 2 + beyond, padding=0.0)
        if anew:
            self._look_at_all()
        if anew or self.chosen not in drawn.steps:
            self.choose(self._holding())
        self._repaint()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.theme = theme
        self.setBackground(colour(theme.ground))
        for axis in self._axes:
            axis.theme = theme
            axis.update()
        self._repaint()

    def _repaint(self) -> None:
        for layer in self._layers:
            layer.update()

    @property
    def days_shown(self) -> tuple[float, float]:
        """The first and the last day in sight, float days."""
        (first, last), _ = self._steps.viewRange()
        return first, last

    def _look_at_all(self) -> None:
        shown = [day for step in self.drawn.steps for day in (step.start, step.end)]
        days = shown or [self.drawn.certain]
        first, last = min(days), max(days)
        last = max(last, (self.drawn.as_of or last) + 1)
        pad = max((last - first) * PAD, (LEAST_DAYS - (last - first)) / 2, 1.0)
        self._steps.setLimits(xMin=first - 20 * pad, xMax=last + 20 * pad, minXRange=2.0)
        self._steps.setXRange(first - pad, last + pad, padding=0.0)

    def _holding(self) -> Step | None:
        """Find the step of the first party that holds as of the day; else the last."""
        steps, day = self.drawn.steps, self.drawn.as_of
        held = [step for step in steps if day is not None and step.start <= day < step.end]
        return min(held, key=lambda step: step.which, default=steps[-1] if steps else None)

    def choose(self, step: Step | None) -> None:
        """Choose a step, and bring it into sight."""
        if step == self.chosen:
            return
        self.chosen = step
        if step is not None:
            (low, high), _ = self._steps.viewRange()
            if step.end <= low or step.start >= high:
                middle = (step.start + step.end) / 2
                self._steps.setXRange(middle - (high - low) / 2, middle + (high - low) / 2, padding=0.0)
        self._repaint()
        self.chosen_changed.emit(step)

    # Painting

    def room(self) -> Room:
        """Give how days and values lie in the box of the steps, in pixels at the usual size of text."""
        return _room(self._steps)

    def _paint_steps(self, painter: QPainter) -> None:
        room = self.room()
        paint_ground(painter, room, self.theme)
        paint_as_of(painter, room, self.drawn.as_of, self.theme)
        paint_steps(painter, room, self.drawn, self.chosen, self.theme)
        if self.hasFocus():
            painter.setPen(pen(self.theme.accent, 2.0))
            painter.setBrush(NO_BRUSH)
            painter.drawRect(QRectF(1, 1, room.width - 2, room.height - 2))

    def _paint_apart(self, painter: QPainter) -> None:
        room = _room(self._apart)
        if self.drawn.is_compared and not self.drawn.gaps:
            words = self.tr("At no time do both have a value")
        else:
            words = ""
        paint_gaps(painter, room, self.drawn, words, self.theme)
        paint_as_of(painter, room, self.drawn.as_of, self.theme)

    # Pointing and keys

    def step_at(self, at: QPointF) -> Step | None:
        """Find the step at a point of the box of the steps."""
        room, at = self.room(), at / text_size()
        for step in reversed(self.drawn.steps):
            rects = rects_of(step, room, is_compared=self.drawn.is_compared)
            if any(rect.adjusted(-1, -NEAR, 1, NEAR).contains(at) for rect in rects):
                return step
        return None

    def _point(self, at: QPointF) -> None:
        step = self.step_at(self._steps.mapFromScene(at))
        if step != self._pointed:
            self._pointed = step
            self.setCursor(Qt.CursorShape.PointingHandCursor if step else Qt.CursorShape.ArrowCursor)
            self.pointed.emit(step)

    def _click(self, event: Any) -> None:
        step = self.step_at(self._steps.mapFromScene(event.scenePos()))
        if step is not None and event.button() == Qt.MouseButton.LeftButton:
            self.choose(step)
            self.entry_requested.emit(step.entry)

    @override
    def keyPressEvent(self, ev: QKeyEvent) -> None:
        key, steps = Qt.Key(ev.key()), self.drawn.steps
        if not steps or ev.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            super().keyPressEvent(ev)
        elif key in _STEPS:
            here = steps.index(self.chosen) if self.chosen in steps else 0
            self.choose(steps[min(max(here + _STEPS[key], 0), len(steps) - 1)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(steps[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen:
            self.entry_requested.emit(self.chosen.entry)
        elif key in _ZOOMS:
            self._steps.scaleBy(x=_ZOOMS[key])
        elif key == Qt.Key.Key_0:
            self._look_at_all()
        else:
            super().keyPressEvent(ev)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._repaint()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint()


def _box() -> pg.ViewBox:
    box = pg.ViewBox(enableMenu=False, defaultPadding=0.0)
    box.setMouseEnabled(x=True, y=False)
    return box


def _room(box: pg.ViewBox) -> Room:
    (first, last), (low, high) = box.viewRange()
    size = text_size()
    return Room(box.width() / size, box.height() / size, (first, last), (low, high))


class _Layer(QGraphicsObject):
    """Paints all of a box in the box's own pixels."""

    def __init__(self, box: pg.ViewBox, paint: Callable[[QPainter], None]) -> None:
        super().__init__(box)
        self._box, self._paint = box, paint
        self.setFlag(self.GraphicsItemFlag.ItemClipsToShape)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        box.sigResized.connect(self._resize)
        box.sigRangeChanged.connect(self._follow)

    def _resize(self, *_: object) -> None:
        self.prepareGeometryChange()

    def _follow(self, *_: object) -> None:
        self.update()

    @override
    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._box.width(), self._box.height())

    @override
    def paint(self, painter: QPainter, option: Any, widget: Any = None) -> None:
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        painter.scale(text_size(), text_size())
        self._paint(painter)
