"""The lanes on screen: a pyqtgraph view with one item that paints the scene in the view's own pixels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from typing_extensions import override

from timeline_app import locations
from timeline_app.layout.build import build_scene, time_scale
from timeline_app.layout.flags import load_periods
from timeline_app.layout.frame import Frame
from timeline_app.layout.keeping import KeptLayout
from timeline_app.layout.links import LinkOf
from timeline_app.layout.metrics import NORMAL
from timeline_app.layout.view import EVERYTHING, View
from timeline_app.ui.paint.lettering import caption_width, name_width, width_of
from timeline_app.ui.timeline.as_of_line import AsOfLine
from timeline_app.ui.timeline.dragging import Dragging
from timeline_app.ui.timeline.focus_frame import FocusFrame
from timeline_app.ui.timeline.lane_moving import LaneMoving
from timeline_app.ui.timeline.lanes_box import LanesBox
from timeline_app.ui.timeline.layers import Layers
from timeline_app.ui.timeline.offering import Offering
from timeline_app.ui.timeline.physical_keys import moves_by_key
from timeline_app.ui.timeline.pointing import Pointing
from timeline_app.ui.timeline.selected_lane import SelectedLane
from timeline_app.ui.timeline.sight import Sight
from timeline_app.ui.timeline.span_region import SpanRegion
from timeline_app.ui.timeline.spoken_lanes import SpokenLanes

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.arrangement import Arrangement
    from timeline_app.layout.lanes import Lane
    from timeline_app.layout.scene import Hit, Scene
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme
    from timeline_app.view_state import ViewState

SHEET_MARGIN = 400.0
"""Device pixels by which what is laid out reaches past the window: more of them take long to paint."""


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
        self.setCacheMode(Canvas.CacheModeFlag.CacheNone)  # an empty background, cached, costs 0.3 ms a frame
        self.theme = theme
        self.text_scale = 1.0
        self.scene_now: Scene | None = None
        self._session, self._view_state = session, view_state
        self._laid = KeptLayout(width_of, session.titles, session.details)
        self._links: tuple[LinkOf, ...] = ()
        self._chosen: frozenset[int] = frozenset()
        """Conditions of the selected entry."""
        self.shows_chain = False
        """Whether the links of others are shown, too, that hang together with the selected entry."""
        self._tray: tuple[tuple[int, str], ...] = ()
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
        self.offering = Offering(self, self._session, self._view_state)
        self.selected = SelectedLane(self, self._session)
        self.sight = Sight(self, self._session, self._view_state)

    def _wire(self) -> None:
        self._session.opened.connect(self.start_anew)
        self._session.changed.connect(self.reload)
        self._session.horizon_moved.connect(self._look_anew)
        self._session.selected.connect(self._show_selection)
        self._view_state.changed.connect(self.refresh)
        self._box.pan_requested.connect(self.sight.pan)
        self._box.zoom_requested.connect(self.sight.zoom_at)
        self._box.range_requested.connect(self.sight.zoom_to)
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
                self.sight.fit_at_once(self._view_state.view)
            self.refresh()

    def _takes(self, at: QPointF, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
        in_lanes = bool(held & Qt.KeyboardModifier.ControlModifier)
        return self.span.takes(at, in_lanes=in_lanes) or self.moving.takes(at) or self.dragging.takes(at)

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
        self._links, self._chosen, self._tray = (), frozenset(), self._undated()
        self.sight.fit_at_once(View(0.0, 1.0, legend=self._view_state.view.legend))
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
        return tuple(self._session.undated_passing(self._view_state.view.filter))

    def refresh(self) -> None:
        """Lay the scene out for the current view and paint it."""
        if not self._session.is_open or self.across <= NORMAL.header:
            return
        view = self._view_state.view
        if view.filter != self._filter:
            self._filter = view.filter
            self._tray = self._undated()
        self.scene_now = self._laid.scene(self.timeline, view, self._frame())
        most = self.sight.most_scroll()
        if view.scroll > most:
            self._view_state.adjust(replace(view, scroll=most))
            return
        self._follow_range()
        self._layers.show_scene(self.scene_now, self.theme)
        self.laid_out.emit()

    def _frame(self) -> Frame:
        return Frame(
            self.across,
            self.down,
            name_width,
            caption_width,
            self._periods,
            self._links,
            self._tray,
            margin=round(SHEET_MARGIN / self.devicePixelRatioF()),
            scrolls=True,
            ringed=self._session.found(self._view_state.view.sought),
            picked=self._session.picked,
            turns=self._session.turns,
            chosen=self._chosen,
        )

    def _follow_range(self) -> None:
        """Let the ViewBox cover what the scene shows, so that the as-of line stands where it is drawn."""
        scale = time_scale(self._view_state.view, self.across)
        self._box.setXRange(scale.day(0.0), scale.day(self.across), padding=0.0)
        self._box.updateMatrix()  # left to the paint, it would have the lanes painted a second time
        self.as_of_line.follow()
        self.span.follow()

    def lane_of(self, hit: Hit) -> Lane | None:
        """Give the lane or heading whose header was hit, or in which something was."""
        if self.arrangement is None or hit.lane is None:
            return None
        lanes = (placed.lane for placed in self.arrangement.lanes)
        is_heading = hit.kind == "heading"
        found = (one for one in lanes if one.key == hit.lane and (one.kind == "heading") == is_heading)
        return next(found, None)

    def fold(self, lane: Lane) -> None:
        """Fold a lane or heading, or open it; its own row is seen then, even if it was scrolled away."""
        stacked = self.arrangement.lanes if self.arrangement else ()
        row = next((placed for placed in stacked if placed.lane == lane), None)
        if row is not None:
            lanes = self._view_state.view.lanes.with_folded(lane)
            self._view_state.change(lanes=lanes, scroll=self.sight.scroll_with(row))

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
        self._chosen = self._session.conditions_of(entry) if entry is not None else frozenset()

    def _show_selection(self, entry: int | None) -> None:
        self._read_links(entry)
        before = self._view_state.view
        self._view_state.show(self.sight.following(replace(before, selected=entry)))
        if self._view_state.view == before:
            self.refresh()
        if entry is not None:
            self.sight.reveal(entry)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.pointing.ask_menu(event)
        event.accept()

    @override
    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if not moves_by_key(self.sight, ev):
            super().keyPressEvent(ev)

    @override
    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        super().resizeEvent(ev)
        if hasattr(self, "_layers"):
            self._frame_of_focus.setGeometry(self.rect())
            if self._session.is_open and self.sight.shows_everything():
                self.sight.fit_at_once(self._view_state.view)
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
