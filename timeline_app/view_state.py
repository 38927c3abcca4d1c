"""The current view for the interface: window of time, as-of day, selection; says when it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from timeline_app.layout.view import View


class ViewState(QObject):
    """Holds the current `View`.

    Signals
    -------
    changed
        The view is another one.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = View(0.0, 1.0)

    @property
    def view(self) -> View:
        """The current view."""
        return self._view

    def show(self, view: View) -> None:
        """Look at something else."""
        if view != self._view:
            self._view = view
            self.changed.emit()

    def change(self, **fields: Any) -> None:
        """Look at the same with some fields of the view changed."""
        self.show(replace(self._view, **fields))
