"""Where a long form scrolls: what has the focus is always in sight, and Tab goes from top to bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QScrollArea, QWidget
from typing_extensions import override

from timeline_app.ui.fields.field import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QLayout

SETTLING = 500
"""Milliseconds after a change of focus in which the page may still grow."""
MARGIN = 24
"""Pixels kept in sight above and below what has the focus."""


class FormArea(QScrollArea):
    """Scrolls one form.

    Notes
    -----
    Qt's own order of Tab is that in which widgets were made: fields brought out later, and parts that were
    added, would come last.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("formArea")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._since_focus = QElapsedTimer()
        self._settle.timeout.connect(self.reveal_focus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self._since_focus.start()
            self._settle.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # What was just added has its place only once the layouts have settled.
        if event.type() == QEvent.Type.Resize and watched is self.widget() and self._is_fresh():
            self._settle.start()
        return super().eventFilter(watched, event)

    def _is_fresh(self) -> bool:
        return self._since_focus.isValid() and self._since_focus.elapsed() < SETTLING

    def reveal_focus(self) -> None:
        """Scroll to what has the focus, with the words under a field; of what is too high to its top."""
        now, page = QApplication.focusWidget(), self.widget()
        if now is None or page is None or not page.isAncestorOf(now):
            return
        shown = now.parentWidget()
        box = shown if isinstance(shown, Field) else now
        top = box.mapTo(page, QPoint(0, 0)).y()
        high = min(box.height(), self.viewport().height() - 2 * MARGIN)
        self.ensureVisible(0, top + high // 2, 0, high // 2 + MARGIN)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        now, page = QApplication.focusWidget(), self.widget()
        stops = list(stops_in(page)) if page else []
        if now not in stops:
            return super().focusNextPrevChild(next)
        place = stops.index(now) + (1 if next else -1)
        target = stops[place] if 0 <= place < len(stops) else self._outside(forward=next)
        if target is None:
            return super().focusNextPrevChild(next)
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        return True

    def _outside(self, *, forward: bool) -> QWidget | None:
        """Find where Tab leads out of the form."""
        widget = _beside(self, forward=forward)
        while widget is not None and widget is not self:
            if not self.isAncestorOf(widget) and _takes_tab(widget):
                return widget
            widget = _beside(widget, forward=forward)
        return None


def stops_in(widget: QWidget) -> Iterator[QWidget]:
    """Give what Tab stops at in a widget, in the order of the layouts; what floats over them comes last."""
    if widget.isWindow() or not widget.isVisible():
        return
    if _takes_tab(widget):
        yield widget
    if isinstance(widget, QAbstractScrollArea):
        return
    layout = widget.layout()
    laid = list(_laid_out(layout)) if layout else []
    floating = [w for w in widget.children() if isinstance(w, QWidget) and w not in laid]
    for child in (*laid, *floating):
        yield from stops_in(child)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        assert item
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def _beside(widget: QWidget, *, forward: bool) -> QWidget | None:
    return widget.nextInFocusChain() if forward else widget.previousInFocusChain()


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.focusProxy() is None and widget.isEnabled() and widget.isVisible()
