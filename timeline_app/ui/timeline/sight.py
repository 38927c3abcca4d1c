"""Where the lanes look: pans, zooms and scrolls of a canvas, and what brings an entry or a day into sight.

Knows the view and how large the canvas is; paints nothing.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app.layout.build import time_scale
from timeline_app.layout.metrics import NORMAL
from timeline_app.layout.moves import fitted, place_of
from timeline_app.layout.sticking import Sticking
from timeline_app.layout.view import SHORTEST, View

if TYPE_CHECKING:
    from timeline_app.layout.arrangement import PlacedLane
    from timeline_app.session import Session
    from timeline_app.ui.timeline.canvas import Canvas
    from timeline_app.view_state import ViewState

FOCUS_DAYS = 21.0


class Sight:
    """Moves what a canvas shows."""

    def __init__(self, canvas: Canvas, session: Session, view_state: ViewState) -> None:
        self._canvas, self._session, self._view_state = canvas, session, view_state
        self._fitted = (0.0, 0.0)
        """The window in which everything was shown last."""

    def fit(self) -> None:
        """Show everything, with the as-of line where it was or at the end of what is known."""
        if self._session.is_open:
            self._view_state.move_to(self._everything(self._view_state.view))

    def fit_at_once(self, view: View) -> None:
        """Look at everything, with what else the view holds, as there is room for it."""
        self._view_state.adjust(self._everything(view))

    def _everything(self, view: View) -> View:
        view = fitted(self._canvas.timeline, view, max(self._canvas.across - NORMAL.header, 1.0))
        self._fitted = (view.start, view.end)
        return view

    def shows_everything(self) -> bool:
        """Tell whether nobody moved since everything was shown."""
        return self._fitted == (self._view_state.view.start, self._view_state.view.end)

    def scroll_range(self) -> tuple[float, float]:
        """Give how far the lanes can be scrolled, and how much of them is shown, logical pixels."""
        return self.most_scroll(), self._plot_height() - self._pinned_height()

    def _pinned_height(self) -> float:
        """Give how much of the lanes stays in sight at their top."""
        scene = self._canvas.scene_now
        return scene.sight[1] - scene.plot[1] if scene else 0.0

    def _plot_height(self) -> float:
        if self._canvas.scene_now is None:
            return float(self._canvas.down)
        return self._canvas.scene_now.plot[3] - self._canvas.scene_now.plot[1]

    def pan(self, x: float, y: float) -> None:
        """Move what is shown by logical pixels."""
        view = self._view_state.view
        scale = time_scale(view, self._canvas.across)
        scrolled = replace(view, scroll=min(max(round(view.scroll - y), 0.0), self.most_scroll()))
        self._view_state.show(scrolled.panned(-x / scale.pixels_per_day))

    def most_scroll(self) -> float:
        """Give how far the lanes can be scrolled down, logical pixels."""
        height = self._canvas.scene_now.content_height if self._canvas.scene_now else 0.0
        return float(max(math.ceil(height - self._plot_height()), 0))

    def pan_share(self, share: float) -> None:
        """Move on in time by a share of the window."""
        self._view_state.show(self._view_state.view.panned(share * self._view_state.view.days))

    def zoom(self, factor: float) -> None:
        """Show `factor` times as many days around the selection's or the window's middle."""
        view = self._view_state.view
        self._view_state.show(view.zoomed(factor, view.start + view.days / 2))

    def zoom_at(self, factor: float, x: float) -> None:
        """Show `factor` times as many days, the day at logical pixel `x` staying there."""
        view = self._view_state.view
        self._view_state.show(
            view.zoomed(factor, time_scale(view, self._canvas.across).day(max(x, NORMAL.header)))
        )

    def zoom_to(self, left: float, right: float) -> None:
        """Show what lies between two x, logical pixels."""
        scale = time_scale(self._view_state.view, self._canvas.across)
        start, end = scale.day(max(left, NORMAL.header)), scale.day(max(right, NORMAL.header + 1))
        zoomed = replace(self._view_state.view, start=start, end=max(end, start + SHORTEST))
        self._view_state.show(zoomed)

    def reveal(self, entry: int) -> None:
        """Bring an entry into sight, at the same zoom; where its mark is, the lanes stay as they are."""
        place = place_of(self._canvas.timeline, entry)
        if place is None or self._canvas.arrangement is None:
            return
        view = _panned_to(self._view_state.view, place[0])
        placed = self._canvas.selected.placed(entry)
        if placed is not None:
            view = replace(view, scroll=self._scroll_to(placed, entry, view.scroll))
        self._view_state.move_to(view)

    def _scroll_to(self, placed: PlacedLane, entry: int, scroll: float) -> float:
        """Scroll to the lane of an entry whose mark is out of sight, or to its row in a tall one."""
        lane = placed.top, placed.height
        row = self._canvas.selected.row_of(placed, entry) or lane
        room = self._room_over(placed)
        if self._scroll_for(*row, room, scroll) == scroll:
            return scroll
        fits = placed.height + room <= self._plot_height() - self._pinned_height()
        return self._scroll_for(*(lane if fits else row), room, scroll)

    def _scroll_for(self, top: float, height: float, room: float, scroll: float) -> float:
        """Scroll until so much of a lane is seen, below the headings over it, which take `room`."""
        shown, pinned = self._plot_height(), self._pinned_height()
        if top < pinned:
            return scroll
        if top - room < scroll + pinned or height > shown - pinned - room:
            return float(max(round(top - room - pinned), 0))
        if top + height > scroll + shown:
            return min(float(max(math.ceil(top + height - shown), 0)), self.most_scroll())
        return scroll

    def scroll_with(self, heading: PlacedLane) -> float:
        """Scroll up, if need be, until the row of a heading itself is seen below those over it."""
        scroll, pinned = self._view_state.view.scroll, self._pinned_height()
        if heading.top < pinned:
            return scroll
        return min(scroll, float(max(round(heading.top - self._room_over(heading) - pinned), 0)))

    def _room_over(self, placed: PlacedLane) -> float:
        """Give how much the headings take that stay at the top over a lane."""
        arrangement, pinned = self._canvas.arrangement, self._pinned_height()
        if arrangement is None:
            return 0.0
        shown = self._plot_height() - pinned
        return Sticking(arrangement, pinned, shown, NORMAL.heading).room_over(placed)

    def go_to(self, day: float) -> None:
        """Look at a point in time, float days, at the same zoom."""
        view = self._view_state.view
        self._view_state.move_to(view.panned(day - (view.start + view.days / 2)))

    def focus_selection(self) -> None:
        """Zoom to the selected entry with some days around it; from there, show everything again."""
        entry, view = self._session.selection, self._view_state.view
        place = None if entry is None else place_of(self._canvas.timeline, entry)
        if place is None or view.days <= FOCUS_DAYS + 0.5:
            self.fit()
            return
        around = replace(view, start=place[0] - FOCUS_DAYS / 2, end=place[0] + FOCUS_DAYS / 2)
        self._view_state.move_to(around)

    def following(self, view: View) -> View:
        """Give a view in which the day of the selected entry is in sight, if it is not to be moved there.

        So an entry whose date was changed is laid out once, not where it was looked at before, too.
        """
        if view.selected is None or self._view_state.may_move():
            return view
        place = place_of(self._canvas.timeline, view.selected)
        return _panned_to(view, place[0]) if place else view


def _panned_to(view: View, day: float) -> View:
    """Give a view with a day, a float day, in its middle, unless it is in sight."""
    if view.start < day < view.end:
        return view
    return view.panned(day - (view.start + view.days / 2))
