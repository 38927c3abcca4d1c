"""The title and the status bar: which document it is, how much is in view, whether changes are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from timeline_app.domain.plain_text import one_line
from timeline_app.storage.history import Change
from timeline_app.ui.then_bar import state_in_words

if TYPE_CHECKING:
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
        """Say how much is in view, and what is not: outside the window, filtered out, or without a date."""
        scene, session = window.canvas.scene_now, window.session
        if scene is None or not session.is_open:
            return
        outside = sum(scene.outside)
        words = [
            self._tr("{n} entries in view").format(n=scene.dated - outside),
            self._tr("{n} earlier or later").format(n=outside) if outside else "",
            self._hidden(window),
            self._tr("{n} without date").format(n=len(scene.tray)),
            self._lanes_hidden(window),
            self._found(window),
            self._tr("{n} picked").format(n=len(session.picked)) if session.picked else "",
        ]
        self.counts.setText(" · ".join(word for word in words if word))

    def _hidden(self, window: Window) -> str:
        passing = window.session.passing(window.view_state.view.filter)
        if passing is None:
            return ""
        return self._tr("{n} hidden by the filter").format(n=window.session.count_entries() - len(passing))

    def _lanes_hidden(self, window: Window) -> str:
        choice = window.view_state.view.lanes
        hidden = sum(grouping == choice.grouping for grouping, *_ in choice.hidden)
        return self._tr("{n} lanes hidden").format(n=hidden) if hidden else ""

    def _found(self, window: Window) -> str:
        sought = window.view_state.view.sought
        return self._tr("{n} found").format(n=len(window.session.found(sought))) if sought.strip() else ""
