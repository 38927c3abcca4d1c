"""The document as it was after a step or before the first, in a copy in a window; and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.storage.as_it_was import BEFORE_THE_FIRST, copy_as_of
from timeline_app.storage.private_copies import discard, place_for
from timeline_app.ui.dialogs.messages import tell
from timeline_app.ui.dialogs.progress import showing_progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.storage.history import PastStep
    from timeline_app.ui.window import Window


@dataclass(frozen=True, slots=True)
class Copy:
    """A private copy that is to be shown, and whether it is to be compared at once."""

    path: Path
    compared: bool


def look(window: Window) -> None:
    """Look at the document as it was after the step that is chosen in the history."""
    _ask(window, compared=False)


def compare(window: Window) -> None:
    """Compare the document as it was, in this window or after the step chosen in the history, with today."""
    if window.origin is not None:
        window.docks.switch("since")
    else:
        _ask(window, compared=True)


def _ask(window: Window, *, compared: bool) -> None:
    """Take the step that is chosen, or let one be chosen."""
    step = window.docks.history.chosen_step() if window.docks.is_shown("history") else None
    if step is None:
        window.docks.show("history")
        window.docks.history.setFocus()
        window.say(window.tr("Choose a step in the history, and then this command again."), 15_000)
    else:
        show(window, step, compared=compared)


def show(window: Window, step: PastStep | None, *, compared: bool) -> None:
    """Make a private copy of the document as it was after a step, and have it shown; it can be stopped.

    Without a step it is as it was before the first that is kept.
    """
    store, path = window.session.store, None
    try:
        path = place_for(store.path)
        with showing_progress(window, _going_back(window, step)) as progress:
            copy_as_of(store, step.id if step else BEFORE_THE_FIRST, path, partial(_share, progress))
    except DemarcheError as error:
        if path is not None:
            discard(path)
        tell(window, window.tr("The document as it was cannot be shown"), str(error))
        return
    window.copy_requested.emit(Copy(path, compared))


def _going_back(window: Window, step: PastStep | None) -> str:
    if step is None:
        return window.tr("Going back to before the first step in a copy")
    return window.tr("Going back to “{step}” in a copy").format(step=one_line(step.label, 80))


def show_row(window: Window, table: str, row_id: int) -> None:
    """Show a row of today in its window: an entry in the lanes, a party or the like in its list."""
    from timeline_app.ui import beside
    from timeline_app.ui.lists.kinds import KINDS

    if table == "entry":
        window.come_forward()
        window.session.select(row_id)
        window.canvas.sight.reveal(row_id)
    elif any(kind.table == table for kind in KINDS):
        beside.show_list(window, table)
        if window.lists is not None:
            window.lists.pages[table].select(row_id)


def _share(progress: Callable[[int, int], None], share: float) -> None:
    progress(round(100 * share), 100)
