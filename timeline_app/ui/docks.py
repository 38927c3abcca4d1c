"""The docks of a window: inspector, table, history, range; what is not shown at first is made when it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QWidget
from typing_extensions import override

from timeline_app.ui import as_it_was, beside
from timeline_app.ui.inspector.panel import Inspector
from timeline_app.ui.menus import refresh_actions

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.columns.stretches import Key
    from timeline_app.storage.history import PastStep
    from timeline_app.ui.changes.comparing_panel import ComparingPanel
    from timeline_app.ui.changes.following import FollowingPanel
    from timeline_app.ui.changes.log_panel import LogPanel
    from timeline_app.ui.conditions.panel import ConditionsPanel
    from timeline_app.ui.history.panel import HistoryPanel
    from timeline_app.ui.positions.panel import PositionsPanel
    from timeline_app.ui.range.panel import RangePanel
    from timeline_app.ui.since.panel import SincePanel
    from timeline_app.ui.table.view import TableView
    from timeline_app.ui.window import Window

INSPECTOR_WIDTH, INSPECTOR_LEAST = 360, 250
_RIGHT, _BELOW = Qt.DockWidgetArea.RightDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea


class Dock(QDockWidget):
    """A dock whose part is made when it is first shown, whoever shows it."""

    def __init__(self, name: str, title: str, make: Callable[[], QWidget], window: Window) -> None:
        super().__init__(title, window)
        self.setObjectName(f"{name}Dock")
        self._make = make

    @override
    def setVisible(self, visible: bool) -> None:
        if visible:
            self.part()
        super().setVisible(visible)

    def made(self) -> QWidget | None:
        """Give the part, None while it is not made."""
        return self.widget()

    def part(self) -> QWidget:
        """Give the part, made now if it was not yet."""
        part = self.made()
        if part is None:
            part = self._make()
            self.setWidget(part)
        return part


class Docks:
    """Keeps the docks of a window, and what stands in them."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.inspector = Inspector(window.session, window.theme, window)
        self._docks = {
            "inspector": Dock("inspector", window.tr("Inspector"), self._give_inspector, window),
            "table": Dock("table", window.tr("Table"), self._make_table, window),
            "history": Dock("history", window.tr("History"), self._make_history, window),
            "range": Dock("range", window.tr("Range"), self._make_range, window),
            "positions": Dock("positions", window.tr("Positions"), self._make_positions, window),
            "changes": Dock("changes", window.tr("Changes of positions"), self._make_changes, window),
            "comparing": Dock("comparing", window.tr("Two days compared"), self._make_comparing, window),
            "conditions": Dock("conditions", window.tr("Conditions"), self._make_conditions, window),
        }
        self._docks["inspector"].setTitleBarWidget(QWidget(self._docks["inspector"]))
        self._docks["inspector"].part()
        for name, dock in self._docks.items():
            window.addDockWidget(_RIGHT if name == "inspector" else _BELOW, dock)
            if name != "inspector":
                dock.hide()
        window.resizeDocks([self._docks["inspector"]], [INSPECTOR_WIDTH], Qt.Orientation.Horizontal)
        self._has_range = False
        window.view_state.changed.connect(self._follow_range)

    def _give_inspector(self) -> Inspector:
        return self.inspector

    def _make_table(self) -> TableView:
        from timeline_app.ui.table.view import TableView

        window = self._window
        table = TableView(window.session, window.theme, window.settings, window)
        if window.session.is_open:
            # Not through the view, which would make room for no rows before it reads them when shown.
            table.model.set_passing(window.session.passing(window.view_state.view.filter))
        return table

    def _make_history(self) -> HistoryPanel:
        from timeline_app.ui.history.panel import HistoryPanel

        panel = HistoryPanel(self._window.session, self._window)
        panel.entry_requested.connect(self._window.session.select)
        panel.look_requested.connect(self._look_back)
        return panel

    def _look_back(self, step: PastStep | None, compared: bool) -> None:
        as_it_was.show(self._window, step, compared=compared)

    def add_since(self, origin: Window) -> None:
        """Add the dock that compares the private copy in this window with the document in another."""
        make = partial(self._make_since, origin)
        dock = self._docks["since"] = Dock(
            "since", self._window.tr("Compared with today"), make, self._window
        )
        self._window.addDockWidget(_BELOW, dock)
        self._window.tabifyDockWidget(self._docks["history"], dock)
        for name in ("history", "since"):
            self._docks[name].hide()

    def _make_since(self, origin: Window) -> SincePanel:
        from timeline_app.ui.since.panel import SincePanel

        panel = SincePanel(self._window.session, origin.session, self._window)
        panel.row_requested.connect(partial(as_it_was.show_row, origin))
        return panel

    def _make_range(self) -> RangePanel:
        from timeline_app.ui.range.panel import RangePanel

        panel = RangePanel(self._window.session, self._window.view_state, self._window)
        panel.command_requested.connect(self._window.run)
        return panel

    def _make_positions(self) -> PositionsPanel:
        from timeline_app.ui.positions.panel import PositionsPanel

        window = self._window
        panel = PositionsPanel(window.session, window.view_state, window.theme, window)
        panel.entry_requested.connect(window.session.select)
        panel.history_requested.connect(self._show_position_history)
        return panel

    def _show_position_history(self, party: int, topic: int) -> None:
        beside.show_position_history(self._window, (party, topic))

    @property
    def position_chosen(self) -> Key | None:
        """The party and the topic chosen in the panel of positions, None if none are."""
        panel = cast("PositionsPanel | None", self._docks["positions"].made())
        return panel.chosen if panel is not None else None

    def _make_changes(self) -> LogPanel:
        from timeline_app.ui.changes.log_panel import LogPanel

        window = self._window
        panel = LogPanel(window.session, window.theme, window)
        panel.entry_requested.connect(window.go_to_entry)
        panel.command_requested.connect(window.run)
        return panel

    def _make_comparing(self) -> ComparingPanel:
        from timeline_app.ui.changes.comparing_panel import ComparingPanel

        window = self._window
        panel = ComparingPanel(window.session, window.view_state, window.last_visit, window.theme, window)
        panel.entry_requested.connect(window.go_to_entry)
        return panel

    def _make_conditions(self) -> ConditionsPanel:
        from timeline_app.ui.conditions.panel import ConditionsPanel

        window = self._window
        panel = ConditionsPanel(window.session, window.view_state, window.theme, window)
        panel.entry_requested.connect(window.go_to_entry)
        return panel

    def _follow_range(self) -> None:
        """Bring the range out when one is selected, and put it away when none is any more."""
        has_range = self._window.view_state.view.span is not None
        if has_range != self._has_range:
            self._has_range = has_range
            self._docks["range"].setVisible(has_range)
            refresh_actions(self._window)

    @property
    def table(self) -> TableView:
        """The table, made when first asked for."""
        return cast("TableView", self._docks["table"].part())

    @property
    def history(self) -> HistoryPanel:
        """The history, made when first asked for."""
        return cast("HistoryPanel", self._docks["history"].part())

    @property
    def range(self) -> RangePanel:
        """What the selected range holds, made when first asked for."""
        return cast("RangePanel", self._docks["range"].part())

    @property
    def positions(self) -> PositionsPanel:
        """Who stands where as of the day of the line, made when first asked for."""
        return cast("PositionsPanel", self._docks["positions"].part())

    @property
    def changes(self) -> LogPanel:
        """The log of changes of positions, made when first asked for."""
        return cast("LogPanel", self._docks["changes"].part())

    @property
    def comparing(self) -> ComparingPanel:
        """Two days side by side, made when first asked for."""
        return cast("ComparingPanel", self._docks["comparing"].part())

    @property
    def conditions(self) -> ConditionsPanel:
        """Which conditions are open, met or dropped, made when first asked for."""
        return cast("ConditionsPanel", self._docks["conditions"].part())

    @property
    def since(self) -> SincePanel:
        """What became of a private copy since, made when first asked for."""
        return cast("SincePanel", self._docks["since"].part())

    def dress(self) -> None:
        """Show what is made in the window's colours and size of text."""
        theme, table = self._window.theme, self._docks["table"].made()
        self.inspector.setMinimumWidth(round(INSPECTOR_LEAST * self._window.preferences.text_scale))
        self.inspector.set_theme(theme)
        if table is not None:
            cast("TableView", table).set_theme(theme)
        if (positions := self._docks["positions"].made()) is not None:
            cast("PositionsPanel", positions).set_theme(theme)
        if (conditions := self._docks["conditions"].made()) is not None:
            cast("ConditionsPanel", conditions).set_theme(theme)
        for name in ("changes", "comparing"):
            if (panel := self._docks[name].made()) is not None:
                cast("FollowingPanel", panel).set_theme(theme)

    def show_passing(self) -> None:
        """Let the table show what passes the window's filter, if there is a table yet."""
        if self._docks["table"].made() is not None:
            self.table.set_passing(self._window.session.passing(self._window.view_state.view.filter))

    def show(self, name: str) -> None:
        """Bring a dock out."""
        self._docks[name].show()
        self._docks[name].raise_()

    def switch(self, name: str) -> None:
        """Show a dock and go there, or put it away."""
        dock = self._docks[name]
        dock.setVisible(not dock.isVisible())
        target = dock.part() if dock.isVisible() else self._window.canvas
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_shown(self, name: str) -> bool:
        """Tell whether a dock is shown."""
        return name in self._docks and self._docks[name].isVisible()

    def go_round(self) -> None:
        """Go from one part of the window to the next: lanes, inspector, table, history, range, overview."""
        window = self._window
        overview = window.middle.overview
        docks = (dock.part() for dock in self._docks.values() if dock.isVisible())
        parts = [window.canvas, *docks, *([overview] if overview.isVisible() else [])]
        now = window.focusWidget()
        here = next((i for i, p in enumerate(parts) if p is now or p.isAncestorOf(now)), -1) if now else -1
        following = parts[(here + 1) % len(parts)]
        if following is self.inspector:
            self.inspector.focus_entry()
        else:
            following.setFocus(Qt.FocusReason.ShortcutFocusReason)
