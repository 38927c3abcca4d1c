"""The lanes on screen: a pyqtgraph view with one item that paints the scene in the view's own pixels."""

from __future__ import annotations

import math
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from typing_extensions import override

from timeline_app import locations
from timeline_app.columns.taking import are_among
from timeline_app.layout.build import Frame, build_scene, time_scale
from timeline_app.layout.flags import load_periods
from timeline_app.layout.keeping import KeptLayout
from timeline_app.layout.links import LinkOf
from timeline_app.layout.metrics import NORMAL
from timeline_app.layout.moves import fitted, place_of
from timeline_app.layout.scene import Hit
from timeline_app.layout.view import EVERYTHING, SHORTEST, View
from timeline_app.ui.paint.lettering import caption_width, name_width, width_of
from timeline_app.ui.timeline.as_of_line import AsOfLine
from timeline_app.ui.timeline.dragging import Dragging
from timeline_app.ui.timeline.focus_frame import FocusFrame
from timeline_app.ui.timeline.lane_moving import LaneMoving
from timeline_app.ui.timeline.lanes_box import LanesBox
from timeline_app.ui.timeline.layers import Layers
from timeline_app.ui.timeline.pointing import Pointing
from timeline_app.ui.timeline.selected_lane import SelectedLane
from timeline_app.ui.timeline.span_region import SpanRegion
from timeline_app.ui.timeline.spoken_lanes import SpokenLanes

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.arrangement import Arrangement, PlacedLane
    from timeline_app.layout.lanes import Lane
    from timeline_app.layout.scene import Scene
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme
    from timeline_app.view_state import ViewState

FOCUS_DAYS = 21.0
SHEET_MARGIN = 400.0
_WISHES = (("W", 0.8), ("A", -0.1), ("S", 1.25), ("D", 0.1))
PHYSICAL_KEYS = {
    "linux": dict(zip((25, 38, 39, 40), _WISHES, strict=True)),
    "win32": dict(zip((17, 30, 31, 32), _WISHES, strict=True)),
}
"""Scan codes of the keys that stand where W, A, S and D do on a QWERTY keyboard."""


class Canvas(pg.GraphicsView):
    """The lanes of a session under a view.

    Signals
    -------
    laid_out
        The scene is another one.
    new_requested
        An entry is to be made on a day, a day ordinal, in a lane, the id of its party.
    edit_requested
        The selected entry is to be edited.
    menu_requested
        A menu is wanted for what lies under a point: the hit, the day, and where on the screen.
    """

    laid_out = Signal()
    new_requested = Signal(int, object)
    edit_requested = Signal()
    menu_requested = Signal(object, int, object)

    def __init__(
        self, session: Session, view_state: ViewState, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, background=None)  # pyright: ignore[reportArgumentType]
        self.theme = theme
        self.text_scale = 1.0
        self.scene_now: Scene | None = None
        self._session, self._view_state = session, view_state
        self._laid = KeptLayout(width_of, session.titles, session.details)
        self._links: tuple[LinkOf, ...] = ()
        self.shows_chain = False
        """Whether the links of others are shown, too, that hang together with the selected entry."""
        self._tray: tuple[tuple[int, str], ...] = ()
        self._fitted = (0.0, 0.0)
        self._filter = EVERYTHING
        self._periods = load_periods(locations.FLAGS / "periods.json")
        self.setObjectName("lanes")
        self.setAccessibleName(self.tr("Lanes"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(420, 240))
        self._build()
        self._wire()
        self.spoken = SpokenLanes(self, session)

    def _build(self) -> None:
        self.box = self._box = LanesBox(self._takes)
        self._box.style_band(self.theme.accent)
        self.setCentralItem(self._box)
        self._layers = Layers(self._box)
        self.as_of_line = AsOfLine(self, self._view_state)
        self.span = SpanRegion(self, self._view_state)
        self._frame_of_focus = FocusFrame(self)
        self.dragging = Dragging(self, self._session)
        self.moving = LaneMoving(self, self._view_state)
        self.pointing = Pointing(self, self._session)
        self.selected = SelectedLane(self, self._session)

    def _wire(self) -> None:
        self._session.opened.connect(self.start_anew)
        self._session.changed.connect(self.reload)
        self._session.horizon_moved.connect(self._look_anew)
        self._session.selected.connect(self._show_selection)
        self._view_state.changed.connect(self.refresh)
        self._box.pan_requested.connect(self.pan)
        self._box.zoom_requested.connect(self.zoom_at)
        self._box.range_requested.connect(self._zoom_to)
        self._box.clicked.connect(self.pointing.click)
        self._box.double_clicked.connect(self.pointing.double_click)
        self._box.held_moved.connect(self._move_held)
        self.sceneObj.sigMouseMoved.connect(self.pointing.move)  # pyright: ignore[reportOptionalMemberAccess]

    @property
    def across(self) -> float:
        """The width of the lanes in logical pixels, of which a larger text size leaves fewer."""
        return self.width() / self.text_scale

    @property
    def down(self) -> float:
        """The height of the lanes in logical pixels."""
        return self.height() / self.text_scale

    def set_text_scale(self, text_scale: float) -> None:
        """Show everything larger, 1 to 2."""
        if text_scale != self.text_scale:
            self.text_scale = self._box.text_scale = text_scale
            self._layers.set_text_scale(text_scale)
            self.dragging.set_text_scale(text_scale)
            self.moving.set_text_scale(text_scale)
            if self._session.is_open:
                self._fit(self._view_state.view)
            self.refresh()

    def _takes(self, at: QPointF) -> bool:
        return self.span.takes(at) or self.moving.takes(at) or self.dragging.takes(at)

    def _move_held(self, at: QPointF, finished: bool) -> None:
        if self.span.is_drawn:
            self.span.draw_to(at, finished=finished)
        elif self.moving.is_on:
            self.moving.move(at, finished=finished)
        else:
            self.dragging.move(at, finished=finished)

    @property
    def timeline(self) -> Timeline:
        """The document as it is shown: the marks that pass the view's filter, in the lanes it groups by."""
        view = self._view_state.view
        return self._session.shown(view.filter, view.lanes.grouping)

    @property
    def arrangement(self) -> Arrangement | None:
        """All lanes, as they are stacked; None before a document was shown."""
        return self._laid.arrangement

    @property
    def as_of(self) -> int | None:
        """The as-of day, a day ordinal."""
        return self._view_state.view.as_of

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.theme = theme
        self._box.style_band(theme.accent)
        self.refresh()

    def start_anew(self) -> None:
        """Show a newly opened document: all of it, as of the last day collected."""
        self._laid.forget()
        self.scene_now = None
        self.pointing.leave()
        self._links, self._tray = (), self._undated()
        self._fit(View(0.0, 1.0, legend=self._view_state.view.legend))
        if self.scene_now is None:
            self.refresh()

    def reload(self) -> None:
        """Read what the lanes need again after a change."""
        self._tray = self._undated()
        self._show_selection(self._session.selection)

    def _look_anew(self) -> None:
        """Read what else is shown, once the future is hidden or is no longer; the lanes follow the view."""
        self._tray = self._undated()
        self._read_links(self._session.selection)

    def _undated(self) -> tuple[tuple[int, str], ...]:
        """Read the entries without a usable date that pass the filter."""
        passing = self._session.passing(self._view_state.view.filter)
        undated = self._session.undated()
        if passing is None:
            return tuple(undated)
        kept = are_among(passing, np.array([entry for entry, _ in undated], np.int32))
        return tuple(one for one, is_kept in zip(undated, kept.tolist(), strict=True) if is_kept)

    def fit(self) -> None:
        """Show everything, with the as-of line where it was or at the end of what is known."""
        if self._session.is_open:
            self._view_state.move_to(self._everything(self._view_state.view))

    def _fit(self, view: View) -> None:
        """Look at everything, with what else the view holds, as there is room for it."""
        self._view_state.adjust(self._everything(view))

    def _everything(self, view: View) -> View:
        view = fitted(self.timeline, view, max(self.across - NORMAL.header, 1.0))
        self._fitted = (view.start, view.end)
        return view

    def _shows_everything(self) -> bool:
        """Tell whether nobody moved since everything was shown."""
        return self._fitted == (self._view_state.view.start, self._view_state.view.end)

    def refresh(self) -> None:
        """Lay the scene out for the current view and paint it."""
        if not self._session.is_open or self.across <= NORMAL.header:
            return
        view = self._view_state.view
        if view.filter != self._filter:
            self._filter = view.filter
            self._tray = self._undated()
        self.scene_now = self._laid.scene(self.timeline, view, self._frame())
        most = self._most_scroll()
        if view.scroll > most:
            self._view_state.adjust(replace(view, scroll=most))
            return
        self._follow_range()
        self._layers.show_scene(self.scene_now, self.theme)
        self.laid_out.emit()

    def scroll_range(self) -> tuple[float, float]:
        """Give how far the lanes can be scrolled, and how much of them is shown, logical pixels."""
        return self._most_scroll(), self._plot_height()

    def _frame(self) -> Frame:
        return Frame(
            self.across,
            self.down,
            name_width,
            caption_width,
            self._periods,
            self._links,
            self._tray,
            margin=SHEET_MARGIN,
            scrolls=True,
            ringed=self._session.found(self._view_state.view.sought),
            picked=self._session.picked,
        )

    def _plot_height(self) -> float:
        if self.scene_now is None:
            return float(self.down)
        return self.scene_now.plot[3] - self.scene_now.plot[1]

    def _follow_range(self) -> None:
        """Let the ViewBox cover what the scene shows, so that the as-of line stands where it is drawn."""
        scale = time_scale(self._view_state.view, self.across)
        self._box.setXRange(scale.day(0.0), scale.day(self.across), padding=0.0)
        self.as_of_line.follow()
        self.span.follow()

    def pan(self, x: float, y: float) -> None:
        """Move what is shown by logical pixels."""
        view = self._view_state.view
        scale = time_scale(view, self.across)
        scrolled = replace(view, scroll=min(max(round(view.scroll - y), 0.0), self._most_scroll()))
        self._view_state.show(scrolled.panned(-x / scale.pixels_per_day))

    def _most_scroll(self) -> float:
        height = self.scene_now.content_height if self.scene_now else 0.0
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
        self._view_state.show(view.zoomed(factor, time_scale(view, self.across).day(max(x, NORMAL.header))))

    def _zoom_to(self, left: float, right: float) -> None:
        scale = time_scale(self._view_state.view, self.across)
        start, end = scale.day(max(left, NORMAL.header)), scale.day(max(right, NORMAL.header + 1))
        zoomed = replace(self._view_state.view, start=start, end=max(end, start + SHORTEST))
        self._view_state.show(zoomed)

    def reveal(self, entry: int) -> None:
        """Bring an entry into sight, at the same zoom; where its mark is, the lanes stay as they are."""
        place = place_of(self.timeline, entry)
        if place is None or self.arrangement is None:
            return
        view = _panned_to(self._view_state.view, place[0])
        placed = self.selected.placed(entry)
        if placed is not None:
            view = replace(view, scroll=self._scroll_to(placed, entry, view.scroll))
        self._view_state.move_to(view)

    def _scroll_to(self, placed: PlacedLane, entry: int, scroll: float) -> float:
        """Scroll to the lane of an entry whose mark is out of sight, or to its row in a tall one."""
        lane = placed.top, placed.height
        row = self.selected.row_of(placed, entry) or lane
        if self._scroll_for(*row, scroll) == scroll:
            return scroll
        fits = placed.height + NORMAL.heading <= self._plot_height()
        return self._scroll_for(*(lane if fits else row), scroll)

    def _scroll_for(self, top: float, height: float, scroll: float) -> float:
        shown = self._plot_height()
        if top - NORMAL.heading < scroll or height > shown:
            return float(max(round(top - NORMAL.heading), 0))
        if top + height > scroll + shown:
            return min(float(max(math.ceil(top + height - shown), 0)), self._most_scroll())
        return scroll

    def lane_of(self, hit: Hit) -> Lane | None:
        """Give the lane or heading whose header was hit, or in which something was."""
        if self.arrangement is None or hit.lane is None:
            return None
        lanes = (placed.lane for placed in self.arrangement.lanes)
        is_heading = hit.kind == "heading"
        return next(
            (one for one in lanes if one.key == hit.lane and (one.kind == "heading") == is_heading), None
        )

    def fold(self, hit: Hit) -> None:
        """Fold the heading that was hit, or open it."""
        lane = self.lane_of(hit)
        if lane is not None:
            self._view_state.change(lanes=self._view_state.view.lanes.with_folded(lane))

    def go_to(self, day: float) -> None:
        """Look at a point in time, float days, at the same zoom."""
        view = self._view_state.view
        self._view_state.move_to(view.panned(day - (view.start + view.days / 2)))

    def focus_selection(self) -> None:
        """Zoom to the selected entry with some days around it; from there, show everything again."""
        entry, view = self._session.selection, self._view_state.view
        place = None if entry is None else place_of(self.timeline, entry)
        if place is None or view.days <= FOCUS_DAYS + 0.5:
            self.fit()
            return
        around = replace(view, start=place[0] - FOCUS_DAYS / 2, end=place[0] + FOCUS_DAYS / 2)
        self._view_state.move_to(around)

    def scene_with_legend(self) -> Scene:
        """Lay out what is shown, with its legend, for a picture."""
        view = replace(self._view_state.view, legend=True)
        frame = self._frame()
        arrangement = self._laid.arranged(self.timeline, view, frame)
        return build_scene(self.timeline, arrangement, view, frame)

    def show_chain(self, wanted: bool) -> None:
        """Show all links by which the selected entry hangs together with others, or its own alone."""
        self.shows_chain = wanted
        self._read_links(self._session.selection)
        self.refresh()

    def _read_links(self, entry: int | None) -> None:
        read = self._session.chain if self.shows_chain else self._session.links
        links = read(entry) if entry is not None else []
        self._links = tuple(LinkOf(relation, start, end) for relation, start, end, _ in links)

    def _show_selection(self, entry: int | None) -> None:
        self._read_links(entry)
        before = self._view_state.view
        self._view_state.show(self._following(replace(before, selected=entry)))
        if self._view_state.view == before:
            self.refresh()
        if entry is not None:
            self.reveal(entry)

    def _following(self, view: View) -> View:
        """Give a view in which the day of the selected entry is in sight, if it is not to be moved there.

        So an entry whose date was changed is laid out once, not where it was looked at before, too.
        """
        if view.selected is None or self._view_state.may_move():
            return view
        place = place_of(self.timeline, view.selected)
        return _panned_to(view, place[0]) if place else view

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.pointing.leave()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_menu_of_selection()
        elif self.scene_now is not None:
            at = QPointF(event.pos()) / self.text_scale
            hit, day = self.scene_now.hit(at.x(), at.y()), math.floor(self.scene_now.scale.day(at.x()))
            self.menu_requested.emit(hit, day, event.globalPos())
        event.accept()

    def _ask_menu_of_selection(self) -> None:
        """Ask for the menu of the selected entry, at its mark."""
        entry, scene = self._session.selection, self.scene_now
        mark = next((m for m in scene.sheet.marks if m.entry == entry), None) if scene else None
        if scene is None or mark is None:
            return
        at = QPointF(mark.x + scene.offset[0], mark.y + scene.offset[1]) * self.text_scale
        hit = Hit("mark", (mark.entry,), mark.lane)
        self.menu_requested.emit(hit, math.floor(scene.scale.day(mark.x)), self.mapToGlobal(at.toPoint()))

    @override
    def keyPressEvent(self, ev: QKeyEvent) -> None:
        wish = PHYSICAL_KEYS.get(sys.platform, {}).get(ev.nativeScanCode())
        if wish is None or ev.modifiers():
            super().keyPressEvent(ev)
        else:
            {"W": self.zoom, "S": self.zoom, "A": self.pan_share, "D": self.pan_share}[wish[0]](wish[1])

    @override
    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        super().resizeEvent(ev)
        if hasattr(self, "_layers"):
            self._frame_of_focus.setGeometry(self.rect())
            if self._session.is_open and self._shows_everything():
                self._fit(self._view_state.view)
            self.refresh()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._frame_of_focus.show()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._frame_of_focus.hide()

    @override
    def leaveEvent(self, ev: QEvent) -> None:
        self.pointing.leave()
        super().leaveEvent(ev)

    @override
    def mousePressEvent(self, ev: QMouseEvent) -> None:
        self.pointing.leave()
        super().mousePressEvent(ev)


def _panned_to(view: View, day: float) -> View:
    """Give a view with a day, a float day, in its middle, unless it is in sight."""
    if view.start < day < view.end:
        return view
    return view.panned(day - (view.start + view.days / 2))
