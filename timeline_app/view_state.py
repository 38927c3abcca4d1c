"""The current view for the interface: window of time, as-of day, selection; says when it changes.

Keeps the places looked at before and after, and moves to a new one in a moment where motion is wanted.
"""

from __future__ import annotations

import math
import time
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal

from timeline_app.layout.view import View

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_PLACES = 200
BURST = 0.7
"""Seconds within which small moves follow each other that count as one."""
SMALL = 0.5
"""Share of the window by which an edge of it goes at most in a small move."""
MOTION = 160
"""Milliseconds that a move takes."""
ALIKE = 1e-6
"""Share by which two windows differ that are as wide as each other but for rounding."""


class Places:
    """What was looked at before and after now; small moves that follow each other count as one.

    Parameters
    ----------
    clock
        Gives seconds; only their differences count.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.forget()

    def forget(self) -> None:
        """Forget all places."""
        self._before: deque[View] = deque(maxlen=MOST_PLACES)
        self._after: list[View] = []
        self._moved_at = -BURST

    @property
    def ways(self) -> tuple[bool, bool]:
        """Whether there is a place before, and one after."""
        return bool(self._before), bool(self._after)

    def leave(self, old: View, new: View) -> None:
        """Note that a view became another one; unless that is no other place."""
        if _place(old) == _place(new):
            return
        now = self._clock()
        goes_on = now - self._moved_at < BURST and _is_small(old, new)
        self._moved_at = now
        self._after.clear()
        if not goes_on:
            self._before.append(old)

    def back(self, now: View) -> View | None:
        """Give the place before, from which a view can be come forward to; None if there is none."""
        if not self._before:
            return None
        self._after.append(now)
        self._moved_at = -BURST
        return _put(self._before.pop(), now)

    def forward(self, now: View) -> View | None:
        """Give the place after, None if there is none."""
        if not self._after:
            return None
        self._before.append(now)
        self._moved_at = -BURST
        return _put(self._after.pop(), now)


def _window(view: View) -> tuple[float, float, float]:
    return view.start, view.end, view.scroll


def _place(view: View) -> tuple[object, ...]:
    return *_window(view), view.filter, view.evidence, view.as_of, view.lanes


def _put(place: View, now: View) -> View:
    """Give a place as it is looked at now: what is selected, searched, explained and hidden stays."""
    names = ("selected", "legend", "sought", "span", "compared", "hidden_by")
    return replace(place, **{name: getattr(now, name) for name in names})


def _is_small(old: View, new: View) -> bool:
    reach = old.days * SMALL
    is_near = abs(new.start - old.start) <= reach and abs(new.end - old.end) <= reach
    alike = (new.filter, new.evidence, new.lanes) == (old.filter, old.evidence, old.lanes)
    return is_near and alike


def between(one: View, other: View, share: float) -> View:
    """Give the view at a share, 0 to 1, of the way from one to another; nothing but the window differs.

    Notes
    -----
    The number of days grows by the same factor in the same time, so that a zoom looks even.
    """
    if share >= 1:
        return other
    way = share
    if not math.isclose(one.days, other.days, rel_tol=ALIKE):
        days = one.days * (other.days / one.days) ** share
        way = (days - one.days) / (other.days - one.days)
    start, end, scroll = (
        a + (b - a) * part for a, b, part in zip(_window(one), _window(other), (way, way, share), strict=True)
    )
    return replace(other, start=start, end=end, scroll=float(round(scroll)))


class ViewState(QObject):
    """Holds the current `View`.

    Signals
    -------
    changed
        The view is another one.
    ways_changed
        There is a place to go back or forward to where there was none, or the other way round.
    """

    changed = Signal()
    ways_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = View(0.0, 1.0)
        self._places = Places()
        self._ways = (False, False)
        self._from = self._to = self._view
        self._is_stepping = False
        self.may_move: Callable[[], bool] = _never
        """Tells whether to move where one could jump."""
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setDuration(MOTION)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._step)

    @property
    def view(self) -> View:
        """The current view."""
        return self._view

    @property
    def is_moving(self) -> bool:
        """Whether it is on the way to somewhere."""
        return self._motion.state() == QVariantAnimation.State.Running

    def show(self, view: View) -> None:
        """Look at something else, at once."""
        self._give_way_to(view)
        self._leave(view)
        self._set(view)

    def change(self, **fields: Any) -> None:
        """Look at the same with some fields of the view changed."""
        self.show(replace(self._view, **fields))

    def adjust(self, view: View) -> None:
        """Look at the same place as the window now has room for it: nowhere to come back to."""
        self._give_way_to(view)
        self._set(view)

    def move_to(self, view: View) -> None:
        """Look at something else, moving there in a moment if that is wanted."""
        if not self.may_move():
            self.show(view)
            return
        self._leave(view, moving=True)
        self._move(view)

    def go_back(self) -> None:
        """Look again at the place before."""
        self._go(self._places.back)

    def go_forward(self) -> None:
        """Look again at the place from which was gone back."""
        self._go(self._places.forward)

    def forget_places(self) -> None:
        """Let what is looked at now be the first place."""
        self._places.forget()
        self._tell_ways()

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before."""
        return self._ways[0]

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place after."""
        return self._ways[1]

    def _go(self, step: Callable[[View], View | None]) -> None:
        view = step(self._resting(self._view))
        self._tell_ways()
        if view is not None and self.may_move():
            self._move(view)
        elif view is not None:
            self.adjust(view)

    def _leave(self, view: View, *, moving: bool = False) -> None:
        """Keep the place that is left for a view, to which one moves or jumps."""
        self._places.leave(self._resting(self._view), view if moving else self._resting(view))
        self._tell_ways()

    def _resting(self, view: View) -> View:
        """Give a view as it will be when the move is over."""
        if not self.is_moving:
            return view
        return replace(view, start=self._to.start, end=self._to.end, scroll=self._to.scroll)

    def _tell_ways(self) -> None:
        if self._places.ways != self._ways:
            self._ways = self._places.ways
            self.ways_changed.emit()

    def _set(self, view: View) -> None:
        if view != self._view:
            self._view = view
            self.changed.emit()

    def _move(self, view: View) -> None:
        """Move from where it is now; all but the window is another at once."""
        self._motion.stop()
        now = self._view
        self._from, self._to = now, view
        self._set(replace(view, start=now.start, end=now.end, scroll=now.scroll))
        if _window(self._view) != _window(view):
            self._motion.start()

    def _step(self, share: float) -> None:
        window = between(self._from, self._to, share)
        self._is_stepping = True
        try:
            self._set(replace(self._view, start=window.start, end=window.end, scroll=window.scroll))
        finally:
            self._is_stepping = False

    def _give_way_to(self, view: View) -> None:
        """End a move when somebody looks elsewhere meanwhile; what a step of it brings about does not."""
        if not self._is_stepping and _window(view) != _window(self._view):
            self._motion.stop()


def _never() -> bool:
    return False
