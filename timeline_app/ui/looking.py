"""Commands that look elsewhere: along time, lanes and links, for a date or words; at more or less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from timeline_app.domain.dates import understand
from timeline_app.domain.errors import DemarcheError
from timeline_app.layout.moves import extent, neighbour, next_change
from timeline_app.ui.dialogs.messages import ask_for_line, tell

if TYPE_CHECKING:
    from timeline_app.ui.window import Window


def go_to_end(window: Window, way: int) -> None:
    """Look at the first (-1) or the last (1) day of evidence."""
    day = extent(window.canvas.timeline)[0 if way < 0 else 1]
    window.canvas.go_to(day + 0.5)


def go_along_lane(window: Window, way: int) -> None:
    """Select the next or previous entry of the lane."""
    entry = neighbour(window.canvas.timeline, window.session.selection, way)
    if entry is not None:
        window.session.select(entry)


def go_along_link(window: Window, *, forward: bool) -> None:
    """Select the entry that the selected one's first link leads to, or that leads to it."""
    selection = window.session.selection
    if selection is None:
        return
    for _, start, end, _ in window.session.links(selection):
        if (start == selection) == forward:
            window.session.select(end if forward else start)
            return


def step_as_of(window: Window, way: int) -> None:
    """Move the as-of line to the next or previous day on which a position changes."""
    as_of = window.view_state.view.as_of
    day = None if as_of is None else next_change(window.session.timeline, as_of, way)
    if day is not None:
        window.view_state.change(as_of=day)


def ask_for_date(window: Window) -> None:
    """Ask for a date and look there."""
    typed = ask_for_line(window, window.tr("Go to date"), window.tr("A date, such as 2 Dec 2024 or 2023:"))
    if not typed:
        return
    wrong = window.tr("That is not a date")
    try:
        bounds = understand(typed).bounds
    except DemarcheError as error:
        tell(window, wrong, str(error))
        return
    days = [] if bounds is None else [bounds.begin_lo, bounds.end_hi]
    known = [day for day in days if day is not None]
    if not known:
        tell(window, wrong, window.tr("“{typed}” does not name a day.").format(typed=typed))
        return
    window.canvas.go_to(sum(known) / len(known) + 0.5)


def go_to_search(window: Window) -> None:
    """Go to the search field."""
    window.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    window.search.selectAll()


def ask_for_filter(window: Window) -> None:
    """Ask what is to be shown."""
    window.filter_bar.show()
    window.filter_bar.open_adding()


def show_history_of_selected(window: Window) -> None:
    """Show the history of the selected entry only."""
    window.docks.show("history")
    window.docks.history.show_entry(window.session.selection)


def switch_legend(window: Window) -> None:
    """Show or close the legend."""
    window.view_state.change(legend=not window.view_state.view.legend)


def switch_full_screen(window: Window) -> None:
    """Fill the screen, or go back."""
    window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
