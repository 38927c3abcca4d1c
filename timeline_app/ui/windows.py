"""All windows of the program: each has a document of its own, and they share what the user prefers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from timeline_app.session import Session
from timeline_app.ui.window import Window, window_with
from timeline_app.view_state import ViewState

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QSettings

    from timeline_app.ui.as_it_was import Copy

ASIDE = 40
"""Logical pixels by which a further window stands aside from the one it came from."""


class Windows(QObject):
    """Opens windows and keeps them until they are closed."""

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.shown: list[Window] = []

    def make(self) -> Window:
        """Make a window without a document; it is not shown yet."""
        session = Session(self)
        window = Window(session, ViewState(session), self._settings)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.window_requested.connect(partial(self.open, beside=window))
        window.copy_requested.connect(partial(self.show_copy, window))
        window.quit_requested.connect(self.close_all)
        window.preferences_changed.connect(partial(self._share, window))
        window.destroyed.connect(partial(self._forget, window, session))
        self.shown.append(window)
        return window

    def active(self) -> Window | None:
        """Give the window in use, None if all are closed."""
        return next((w for w in self.shown if w.isActiveWindow()), self.shown[-1] if self.shown else None)

    def open(self, path: Path, beside: Window | None = None) -> Window:
        """Open a document in a window of its own, or bring the window to the front that has it."""
        window = window_with(path)
        if window is not None:
            window.come_forward()
            return window
        window = self.make()
        if beside is not None:
            window.move(beside.x() + ASIDE, beside.y() + ASIDE)
        window.show()
        if not window.session.open(path):
            window.setWindowTitle("Demarche")
        return window

    def show_copy(self, origin: Window, copy: Copy) -> Window:
        """Show a private copy of the document of a window beside it."""
        window = self.make()
        window.move(origin.x() + ASIDE, origin.y() + ASIDE)
        window.show()
        window.look_back(origin, copy)
        return window

    def close_all(self) -> None:
        """Close every window."""
        for window in list(self.shown):
            window.close()

    def _share(self, origin: Window) -> None:
        for window in self.shown:
            if window is not origin:
                window.apply_preferences()

    def _forget(self, window: Window, session: Session) -> None:
        self.shown.remove(window)
        session.deleteLater()
