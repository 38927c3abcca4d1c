"""The middle of a window: the lanes, what is filtered above them, the overview and what was done below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.ui.menus import refresh_actions
from timeline_app.ui.notice import NoticeBar
from timeline_app.ui.search.filter_bar import FilterBar
from timeline_app.ui.then_bar import ThenBar
from timeline_app.ui.timeline.canvas import Canvas
from timeline_app.ui.timeline.overview import Overview
from timeline_app.ui.timeline.scrolled import ScrolledLanes

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from timeline_app.domain.filtering import Filter
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme
    from timeline_app.ui.window import Window
    from timeline_app.view_state import ViewState

LEAST_LANES = 420
"""Pixels of height that the overview leaves to the lanes, or it is not shown."""
BUTTONS = {Qt.MouseButton.BackButton: "view.back", Qt.MouseButton.ForwardButton: "view.forward"}
"""Buttons at the side of a mouse, by the command that they run."""


class Middle(QWidget):
    """The lanes of a session under a view, with the bars that come and go around them."""

    def __init__(self, session: Session, view_state: ViewState, theme: Theme, window: Window) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self.wants_overview = str(window.settings.value("overview", "yes")) != "no"
        """Whether the overview is shown where there is room."""
        self.canvas = Canvas(session, view_state, theme, self)
        self.filter_bar = FilterBar(session, self)
        self.filter_bar.hide()
        self.notice = NoticeBar(session, self)
        self.then_bar = ThenBar(session, self)
        self.then_bar.compare_requested.connect(self._compare)
        self._lanes = ScrolledLanes(self.canvas, view_state, self)
        self.overview = Overview(self.canvas, session, view_state, self)
        self.overview.setVisible(self.wants_overview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.then_bar)
        column.addWidget(self.filter_bar)
        column.addWidget(self._lanes, 1)
        column.addWidget(self.overview)
        column.addWidget(self.notice)
        self.canvas.laid_out.connect(self._make_room)
        view_state.may_move = self._may_move
        view_state.ways_changed.connect(self._show_ways)
        # Later, when all that follows an opened document has looked where it wants.
        session.opened.connect(view_state.forget_places, Qt.ConnectionType.QueuedConnection)

    def show_filter(self, wanted: Filter) -> None:
        """Show what is filtered, and no bar where nothing is."""
        self.filter_bar.set_filter(wanted)
        self.filter_bar.setVisible(not wanted.is_empty)

    def show_overview(self, wanted: bool) -> None:
        """Show the overview where there is room, or never; remember which."""
        self.wants_overview = wanted
        self._window.settings.setValue("overview", "yes" if wanted else "no")
        self._make_room()

    def _make_room(self) -> None:
        """Show the overview if it is wanted and leaves the lanes enough."""
        height = self._lanes.height() - (self.overview.height() if self.overview.isHidden() else 0)
        is_shown = self.wants_overview and height >= LEAST_LANES
        if is_shown == self.overview.isHidden():
            self.overview.setVisible(is_shown)
            self.overview.follow()

    def _may_move(self) -> bool:
        """Tell whether motion is wanted; where nobody can see it, it is not."""
        is_seen = QGuiApplication.platformName() != "offscreen"
        return is_seen and self._window.preferences.get("reduced_motion") == "no"

    def _compare(self) -> None:
        """Compare the private copy in this window with today."""
        self._window.docks.show("since")
        self._window.docks.since.setFocus()

    def _show_ways(self) -> None:
        refresh_actions(self._window)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        command = BUTTONS.get(event.button())
        if command:
            self._window.actions_by_id[command].trigger()
        else:
            super().mousePressEvent(event)
