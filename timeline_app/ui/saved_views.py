"""Saves what a window looks at under a name, and looks at it again: filter, lanes, what counts as evidence.

The days in view, the as-of day and the selection stay as they are: a view is looked at at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.errors import DemarcheError
from timeline_app.layout.lane_choice import LaneChoice
from timeline_app.storage.saved_lanes import SavedLanes
from timeline_app.storage.saved_views import Looked, looked_at, save_view
from timeline_app.ui.lanes_shown import find_lanes

if TYPE_CHECKING:
    from timeline_app.domain.records import View
    from timeline_app.ui.window import Window


def save(window: Window, name: str) -> None:
    """Save what is looked at under a name."""
    view = window.view_state.view
    looked = Looked(view.filter, view.evidence, SavedLanes(*view.lanes.as_json()))
    try:
        saved = save_view(window.session.store, name, looked)
    except DemarcheError as error:
        window.session.failed.emit(str(error))
    else:
        window.say(window.tr("Saved the view “{name}”").format(name=saved.name))


def look_at(window: Window, saved: View) -> None:
    """Look at what was saved; what it asks for that is gone is left out and said."""
    looked, left_out = looked_at(window.session.store, saved)
    view = window.view_state.view
    lanes = view.lanes
    if looked.lanes is not None:
        lanes = lanes.as_saved(LaneChoice.from_json(looked.lanes))
    if not find_lanes(window, lanes.grouping):
        return
    evidence = view.evidence if looked.evidence is None else looked.evidence
    scroll = view.scroll if lanes == view.lanes else 0.0
    window.view_state.change(filter=looked.filter, evidence=evidence, lanes=lanes, scroll=scroll)
    window.middle.show_filter(looked.filter)
    window.filter_bar.say(" ".join(left_out))
    window.docks.show_passing()


def ask_for_name(window: Window) -> None:
    """Ask under which name what is looked at is to be saved."""
    window.filter_bar.saved.ask_for_name()


def ask_for_view(window: Window) -> None:
    """Ask which saved view is to be looked at."""
    window.filter_bar.show()
    window.filter_bar.saved.open_menu()
