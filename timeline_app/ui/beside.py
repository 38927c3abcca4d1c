"""Commands that open something beside the lanes: lists, settings, the palette, and sheets to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from timeline_app.columns.stretches import Key
    from timeline_app.ui.charts.window import PositionHistory
    from timeline_app.ui.window import Window

HISTORY = "positionHistory"
"""The name of the window of the history of positions."""


def show_list(window: Window, table: str) -> None:
    """Show the list of parties, persons, topics or whatever a table holds."""
    from timeline_app.ui.lists.window import ListsWindow

    if window.lists is None:
        window.lists = ListsWindow(window.session, window.theme, window.settings, window)
    window.lists.show_table(table)


def show_position_history(window: Window, key: Key | None = None) -> None:
    """Show positions over time: of a party and proposition, or of those chosen in the panel of positions."""
    from timeline_app.ui.charts.window import PositionHistory

    history = position_history(window)
    if history is None:
        history = PositionHistory(window.session, window.view_state, window.theme, window)
        history.setObjectName(HISTORY)
        history.entry_requested.connect(window.session.select)
    history.show_history(key or window.docks.position_chosen)
    history.show()
    history.raise_()
    history.activateWindow()
    history.chart.setFocus()


def position_history(window: Window) -> PositionHistory | None:
    """Give the window of the history of positions, None while nobody asked for it."""
    found = window.findChild(QWidget, HISTORY)
    return cast("PositionHistory | None", found)


def show_settings(window: Window) -> None:
    """Ask how the program is to look and behave."""
    from timeline_app.ui.dialogs.settings import SettingsDialog
    from timeline_app.ui.menus import commands_and_texts

    dialog = SettingsDialog(window.preferences, window.keys, commands_and_texts(), window.session, window)
    dialog.changed.connect(window.apply_preferences)
    dialog.changed.connect(window.preferences_changed)
    dialog.open()


def show_palette(window: Window) -> None:
    """Let a command be found by its words."""
    from timeline_app.ui.dialogs.palette import Palette

    Palette(window.actions_by_id.values(), window).open()


def show_keys(window: Window) -> None:
    """Show every key."""
    from timeline_app.ui.dialogs import sheets
    from timeline_app.ui.menus import keys_and_texts

    sheets.show_keys(window, keys_and_texts(window.keys))


def show_log(window: Window) -> None:
    """Show the end of the log."""
    from timeline_app.ui.dialogs import sheets

    sheets.show_log(window)


def show_about(window: Window) -> None:
    """Say what this program is."""
    from timeline_app.ui.dialogs import sheets

    sheets.show_about(window)
