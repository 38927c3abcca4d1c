"""The title and the status bar: which document it is, how much is in view, whether changes are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from timeline_app.domain.dates import day_in_words
from timeline_app.domain.plain_text import one_line
from timeline_app.layout.outside import count_outside, rows_not_shown
from timeline_app.storage.filtering import describe_evidence
from timeline_app.storage.history import Change
from timeline_app.ui.then_bar import state_in_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks
    from timeline_app.layout.lane_choice import LaneChoice
    from timeline_app.layout.scene import Scene
    from timeline_app.ui.window import Window


class Status:
    """Keeps the texts of a window's status bar, and its title."""

    def __init__(self, window: Window) -> None:
        self._bar = window.statusBar()
        self.counts, self.saved = QLabel(window), QLabel(window)
        for label in (self.counts, self.saved):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.counts.setMinimumWidth(40)
        self._bar.addWidget(self.counts, 1)
        self._bar.addPermanentWidget(self.saved)
        self._tr = window.tr
        self._not_shown: tuple[Marks, LaneChoice, NDArray[np.bool_], int] | None = None
        """Of which marks and lanes is known what stands only in hidden ones: those rows, and how many."""

    def show_name(self, window: Window) -> None:
        """Show which document is open."""
        path = window.session.store.path
        name = one_line(path.name)
        if window.session.is_private:
            name = f"{state_in_words(window.session)} — {name}"
        window.setWindowTitle(f"{name.replace('[*]', '[*][*]')} — Demarche")
        window.setWindowFilePath("" if window.session.is_private else str(path))

    def show(self, window: Window) -> None:
        """Show how things stand."""
        read_only = window.session.store.read_only
        self.saved.setText(self._tr("read only") if read_only else self._tr("all changes saved"))
        self.show_counts(window)

    def show_saved(self, change: object) -> None:
        """Say that a step is saved."""
        if isinstance(change, Change):
            self.saved.setText(self._tr("saved: {what}").format(what=one_line(change.label, 70)))

    def show_counts(self, window: Window) -> None:
        """Say how much is in view, and what is not: outside the window, hidden, or without a date."""
        scene, session = window.canvas.scene_now, window.session
        if scene is None or not session.is_open:
            return
        outside, hidden, hidden_outside = sum(scene.outside), *self._in_hidden_lanes(window, scene)
        in_view, beside = scene.dated - outside - (hidden - hidden_outside), outside - hidden_outside
        one, many = self._tr("1 entry in view"), self._tr("{n:,} entries in view")
        words = [
            one if in_view == 1 else many.format(n=in_view),
            self._tr("{n:,} earlier or later").format(n=beside) if beside else "",
            self._hidden(window),
            self._horizon(window),
            self._evidence(window),
            self._tr("{n:,} without date").format(n=len(scene.tray)),
            self._lanes_hidden(window, hidden),
            self._found(window),
            self._tr("{n:,} picked").format(n=len(session.picked)) if session.picked else "",
        ]
        self.counts.setText(" · ".join(word for word in words if word))

    def _in_hidden_lanes(self, window: Window, scene: Scene) -> tuple[int, int]:
        """Count the entries that stand only in hidden lanes, and those of them outside the window."""
        arrangement = window.canvas.arrangement
        if arrangement is None or not _hidden_lanes(window):
            self._not_shown = None
            return 0, 0
        marks, choice = arrangement.timeline.marks, arrangement.choice
        held = self._not_shown
        if held is None or held[0] is not marks or held[1] != choice:
            rows = rows_not_shown(marks, [placed.lane for placed in arrangement.lanes])
            held = self._not_shown = marks, choice, rows, int(np.count_nonzero(rows))
        outside = count_outside(marks, scene.scale, scene.width, held[2])
        return held[3], sum(outside)

    def _hidden(self, window: Window) -> str:
        session, wanted = window.session, window.view_state.view.filter
        passing = None if wanted.is_empty else session.passing(wanted)
        if passing is None:
            return ""
        return self._tr("{n:,} hidden by the filter").format(n=session.count_entries() - len(passing))

    def _horizon(self, window: Window) -> str:
        """Say that the future is hidden; how much of it there is would tell of it."""
        horizon = window.session.horizon
        if horizon is None:
            return ""
        said, published = (
            self._tr("what was said after {day} is hidden"),
            self._tr("what was not published by {day} is hidden"),
        )
        return (said if horizon.by == "said" else published).format(day=day_in_words(horizon.day))

    def _evidence(self, window: Window) -> str:
        """Say on which evidence positions rest, if not on all."""
        session, asked = window.session, window.session.evidence
        words = ", ".join(text for _, text in describe_evidence(session.store, asked))
        return (
            self._tr("positions by evidence {evidence}").format(evidence=one_line(words, 120))
            if words
            else ""
        )

    def _lanes_hidden(self, window: Window, entries: int) -> str:
        lanes = _hidden_lanes(window)
        if not lanes:
            return ""
        words = self._tr("1 lane hidden") if lanes == 1 else self._tr("{n:,} lanes hidden").format(n=lanes)
        return f"{words} ({self._tr('entries: {n}').format(n=entries)})" if entries else words

    def _found(self, window: Window) -> str:
        sought = window.view_state.view.sought
        return self._tr("{n:,} found").format(n=len(window.session.found(sought))) if sought.strip() else ""


def _hidden_lanes(window: Window) -> int:
    """Count the lanes and headings of this grouping that are hidden."""
    choice = window.view_state.view.lanes
    return sum(grouping == choice.grouping for grouping, *_ in choice.hidden)
