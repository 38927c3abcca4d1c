"""Commands that look elsewhere: along time, lanes and links, for a date or words; at more or less."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from timeline_app.domain.errors import DemarcheError
from timeline_app.layout.moves import extent, neighbour, next_change
from timeline_app.layout.view import EVERYTHING
from timeline_app.storage.filtering import after_merges
from timeline_app.storage.saved_views import filter_text, read_filter
from timeline_app.ui.dialogs.going import GoToDate
from timeline_app.ui.dialogs.progress import showing_progress
from timeline_app.ui.dialogs.range_of_days import SelectRange

if TYPE_CHECKING:
    from timeline_app.domain.filtering import Filter
    from timeline_app.domain.horizon import HiddenBy
    from timeline_app.ui.window import Window


def go_to_end(window: Window, way: int) -> None:
    """Look at the first (-1) or the last (1) day of evidence."""
    day = extent(window.canvas.timeline)[0 if way < 0 else 1]
    window.canvas.sight.go_to(day + 0.5)


def go_along_lane(window: Window, way: int) -> None:
    """Select the next or previous entry of the lane."""
    selected = window.canvas.selected
    lane = selected.key()
    entry = neighbour(window.canvas.timeline, window.session.selection, way, lane)
    if entry is not None:
        selected.select(entry, lane)


def step_as_of(window: Window, way: int) -> None:
    """Move the as-of line to the next or previous day on which a position changes."""
    as_of = window.view_state.view.as_of
    day = None if as_of is None else next_change(window.session.whole, as_of, way)
    if day is not None:
        window.view_state.change(as_of=day)


def hide_future(window: Window, by: HiddenBy = "said") -> None:
    """Hide all that is later than the as-of day, or show it again; without such a day, as of the middle."""
    view = window.view_state.view
    if view.hidden_by == by:
        window.view_state.change(hidden_by=None)
        return
    as_of = round((view.start + view.end) / 2) if view.as_of is None else view.as_of
    window.view_state.change(hidden_by=by, as_of=as_of)


def hides_future(window: Window, by: HiddenBy) -> bool:
    """Tell whether the future is hidden by something."""
    return window.view_state.view.hidden_by == by


def weigh_evidence(window: Window) -> None:
    """Let only the evidence count that the view asks for; if it is stopped, what counted before goes on."""
    session, view_state = window.session, window.view_state
    evidence = view_state.view.evidence
    if not session.is_open or evidence == session.evidence:
        return
    try:
        with showing_progress(window, window.tr("Finding who stands where by this evidence")) as progress:
            session.weigh_by(evidence, progress)
    except DemarcheError as error:
        view_state.adjust(replace(view_state.view, evidence=session.evidence))
        window.say(str(error), 15_000)


def follow_merged_evidence(window: Window) -> None:
    """Let count what the source or coder was merged into that the evidence filter names."""
    view = window.view_state.view
    evidence = after_merges(window.session.store, view.evidence)
    if evidence != view.evidence:
        window.view_state.adjust(replace(view, evidence=evidence))


def keep_evidence(window: Window) -> None:
    """Remember which evidence counts; it names rows of this document, so that of the next one all does."""
    view, session = window.view_state.view, window.session
    window.preferences.keep_evidence(session.document_uid, filter_text(session.store, view.evidence))
    if not view.evidence.is_empty:
        window.view_state.adjust(replace(view, evidence=EVERYTHING))


def kept_evidence(window: Window) -> Filter:
    """Give which evidence of the document counted when it was looked at last."""
    session = window.session
    return read_filter(session.store, window.preferences.evidence(session.document_uid))[0]


def ask_for_date(window: Window) -> None:
    """Ask for a date and look there."""
    dialog = window.findChild(GoToDate)
    if dialog is None:
        dialog = GoToDate(window)
        dialog.chosen.connect(window.canvas.sight.go_to)
    dialog.show()
    dialog.activateWindow()


def ask_for_range(window: Window) -> None:
    """Ask for a range of days and select it."""
    dialog = window.findChild(SelectRange)
    if dialog is None:
        dialog = SelectRange(window.view_state.view.span, window)
        dialog.chosen.connect(partial(_select_range, window))
    dialog.show()
    dialog.activateWindow()


def _select_range(window: Window, start: float, end: float) -> None:
    """Select a range; where none of it is in sight, look at its middle."""
    window.view_state.change(span=(start, end))
    view = window.view_state.view
    if end <= view.start or start >= view.end:
        window.canvas.sight.go_to((start + end) / 2)


def clear_range(window: Window) -> None:
    """Select no range any more."""
    window.view_state.change(span=None)


def select_nothing(window: Window) -> None:
    """Select no entry and no range any more."""
    window.session.select(None)
    clear_range(window)


def go_back(window: Window) -> None:
    """Look again at what was looked at before."""
    window.view_state.go_back()
    _show_filter_of_view(window)


def go_forward(window: Window) -> None:
    """Look again at that from which was gone back."""
    window.view_state.go_forward()
    _show_filter_of_view(window)


def _show_filter_of_view(window: Window) -> None:
    """Let bar and table show what the view asks for; a row merged meanwhile is asked for as the other."""
    view = window.view_state.view
    if view.filter == window.filter_bar.filter:
        return
    wanted = after_merges(window.session.store, view.filter)
    window.view_state.adjust(replace(window.view_state.view, filter=wanted))
    window.middle.show_filter(wanted)
    window.docks.show_passing()


def switch_overview(window: Window) -> None:
    """Show or put away the overview, and remember which."""
    window.middle.show_overview(not window.middle.wants_overview)


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
