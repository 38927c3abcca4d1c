"""Commands about the lanes: by what they are grouped, and which are folded, pinned or hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app.domain.errors import DemarcheError
from timeline_app.layout.lanes import lanes_of
from timeline_app.ui.dialogs.lanes import LanesDialog
from timeline_app.ui.dialogs.progress import showing_progress

if TYPE_CHECKING:
    from timeline_app.domain.vocabulary import Grouping
    from timeline_app.layout.lane_choice import LaneChoice
    from timeline_app.layout.lanes import Lane
    from timeline_app.ui.window import Window


def group_by(window: Window, grouping: Grouping) -> None:
    """Group the lanes by something else, and look at the first of them."""
    view = window.view_state.view
    if view.lanes.grouping != grouping and find_lanes(window, grouping):
        window.view_state.change(lanes=view.lanes.grouped_by(grouping), scroll=0.0)


def find_lanes(window: Window, grouping: Grouping) -> bool:
    """Find what stands in the lanes of a grouping; tell whether that was not stopped and did not fail."""
    try:
        with showing_progress(window, window.tr("Finding what stands in which lane")) as progress:
            window.session.grouped(grouping, progress)
    except DemarcheError as error:
        window.session.failed.emit(str(error))
        return False
    return True


def are_by(window: Window, grouping: Grouping) -> bool:
    """Tell whether the lanes are grouped by something."""
    return window.view_state.view.lanes.grouping == grouping


def choose(window: Window, lanes: LaneChoice, _checked: object = None) -> None:
    """Show the lanes as chosen."""
    window.view_state.change(lanes=lanes)


def fold_headings(window: Window, *, folded: bool) -> None:
    """Fold all outermost headings, or open everything that is folded."""
    choice = window.view_state.view.lanes
    others = frozenset(one for one in choice.folded if one[0] != choice.grouping)
    tops = [lane for lane in lanes_of(window.canvas.timeline) if lane.kind == "heading" and not lane.depth]
    ids = frozenset(map(choice.id_of, tops)) if folded else frozenset()
    choose(window, replace(choice, folded=others | ids))


def show_all(window: Window) -> None:
    """Hide no lane of this grouping any more."""
    choice = window.view_state.view.lanes
    hidden = frozenset(one for one in choice.hidden if one[0] != choice.grouping)
    choose(window, replace(choice, hidden=hidden))


def has_hidden(window: Window) -> bool:
    """Tell whether a lane of this grouping is hidden."""
    choice = window.view_state.view.lanes
    return any(grouping == choice.grouping for grouping, *_ in choice.hidden)


def lane_of_selection(window: Window) -> Lane | None:
    """Give the lane in which the selected entry was pointed at, or the first that shows it."""
    placed = window.canvas.selected.placed(window.session.selection)
    return placed.lane if placed else None


def fold_lane(window: Window) -> None:
    """Fold the selected entry's lane, or open it."""
    lane = lane_of_selection(window)
    if lane:
        window.canvas.fold(lane)


def pin_lane(window: Window) -> None:
    """Pin the selected entry's lane, or let it go."""
    lane = lane_of_selection(window)
    if lane:
        choose(window, window.view_state.view.lanes.with_pinned(lane))


def hide_lane(window: Window) -> None:
    """Hide the selected entry's lane."""
    lane = lane_of_selection(window)
    if lane:
        choose(window, window.view_state.view.lanes.with_hidden(lane))


def move_lane(window: Window, way: int) -> None:
    """Move the selected entry's lane up (-1) or down (1)."""
    lane = lane_of_selection(window)
    if lane:
        window.canvas.moving.step(lane, way)


def list_entries(window: Window) -> None:
    """List the entries in view of the selected entry's lane, also those behind chips."""
    lane = lane_of_selection(window)
    if lane and not window.canvas.offering.in_view(lane.key):
        window.say(window.tr("No entry of this lane is in view."))


def list_positions(window: Window) -> None:
    """List the positions of the selected entry's lane, also those for which there is no room."""
    lane = lane_of_selection(window)
    if lane and not window.canvas.offering.positions(lane.key):
        window.say(window.tr("This lane has no positions."))


def list_undated(window: Window) -> None:
    """List the entries without a usable date."""
    if not window.canvas.offering.undated():
        window.say(window.tr("Every entry that is shown has a date."))


def ask_for_lanes(window: Window) -> None:
    """List all lanes, to choose which are shown and how."""
    dialog = window.findChild(LanesDialog)
    if dialog is None:
        dialog = LanesDialog(window.canvas, window.view_state, window)
    dialog.show()
    dialog.activateWindow()
