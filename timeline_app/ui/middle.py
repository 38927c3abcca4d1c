"""The middle of a window: the lanes, above them what is filtered, below them what was just done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from timeline_app.ui.notice import NoticeBar
from timeline_app.ui.search.filter_bar import FilterBar
from timeline_app.ui.timeline.canvas import Canvas
from timeline_app.ui.timeline.scrolled import ScrolledLanes

if TYPE_CHECKING:
    from timeline_app.domain.filtering import Filter
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme
    from timeline_app.view_state import ViewState


class Middle(QWidget):
    """The lanes of a session under a view, with the bars that come and go around them."""

    def __init__(self, session: Session, view_state: ViewState, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.canvas = Canvas(session, view_state, theme, self)
        self.filter_bar = FilterBar(session, self)
        self.filter_bar.hide()
        self.notice = NoticeBar(session, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter_bar)
        column.addWidget(ScrolledLanes(self.canvas, view_state, self), 1)
        column.addWidget(self.notice)

    def show_filter(self, wanted: Filter) -> None:
        """Show what is filtered, and no bar where nothing is."""
        self.filter_bar.set_filter(wanted)
        self.filter_bar.setVisible(not wanted.is_empty)
