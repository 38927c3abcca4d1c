"""The main window: builds the parts, docks them, wires them; what they do is theirs."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow
from typing_extensions import override

from timeline_app.domain.plain_text import one_line
from timeline_app.ui import beside, documents, entries, looking, saved_views
from timeline_app.ui.actions import COMMANDS
from timeline_app.ui.appearance import dress_program, theme_chosen
from timeline_app.ui.backing_up import BackingUp
from timeline_app.ui.dialogs.messages import tell
from timeline_app.ui.dialogs.progress import showing_progress
from timeline_app.ui.docks import Docks
from timeline_app.ui.keys import Keys
from timeline_app.ui.lane_menu import show_lane_menu
from timeline_app.ui.menus import (
    build_menus,
    build_toolbar,
    make_actions,
    refresh_actions,
    run_command,
    set_keys,
)
from timeline_app.ui.middle import Middle
from timeline_app.ui.preferences import Preferences
from timeline_app.ui.recent import Recent
from timeline_app.ui.search.field import SearchField
from timeline_app.ui.status import Status

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from timeline_app.domain.filtering import Filter
    from timeline_app.layout.scene import Hit
    from timeline_app.session import Session
    from timeline_app.ui.as_it_was import Copy
    from timeline_app.ui.lists.window import ListsWindow
    from timeline_app.view_state import ViewState

SIZE = (1440, 900)


class Window(QMainWindow):
    """A document in a window.

    Signals
    -------
    window_requested
        A document is to be opened in a window of its own; carries its path.
    copy_requested
        A private copy of the document is to be shown in a window of its own; carries the `Copy`.
    quit_requested
        All windows are to be closed.
    preferences_changed
        Keys, colours, text size or the like are others now, in all windows.
    """

    window_requested = Signal(object)
    copy_requested = Signal(object)
    quit_requested = Signal()
    preferences_changed = Signal()

    def __init__(self, session: Session, view_state: ViewState, settings: QSettings) -> None:
        super().__init__()
        self.session, self.view_state, self.settings = session, view_state, settings
        self.preferences = Preferences(settings)
        self.recent = Recent(settings)
        self.keys = Keys({c.id: (c.keys, c.in_lanes) for c in COMMANDS}, settings)
        self.theme = theme_chosen(self.preferences)
        self.lists: ListsWindow | None = None
        self.origin: Window | None = None
        """Of a window for a private copy, the one whose document it is a copy of."""
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        view_state.changed.connect(self._look_from)  # before anybody shows what is to be hidden
        self._build()
        self._wire()
        self.apply_preferences()
        self._restore()
        refresh_actions(self)

    def _build(self) -> None:
        self.middle = middle = Middle(self.session, self.view_state, self.theme, self)
        self.canvas, self.filter_bar, self.notice = middle.canvas, middle.filter_bar, middle.notice
        self.setCentralWidget(middle)
        self.search = SearchField(self.session, self)
        self.docks = Docks(self)
        self.inspector = self.docks.inspector
        self.actions_by_id = make_actions(self)
        build_menus(self)
        build_toolbar(self, self.search)
        self.status = Status(self)
        self.backing_up = BackingUp(self.session, self)

    def _wire(self) -> None:
        session = self.session
        session.opened.connect(self._show_opened)
        session.prepared.connect(self._show_prepared)
        session.closing.connect(self._keep_place)
        session.changed.connect(self._show_change)
        session.selected.connect(self._refresh)
        session.horizon_moved.connect(self._show_known)
        session.failed.connect(self._tell_failure)
        session.showing_progress = partial(showing_progress, self, self.tr("Going through the history"))
        self.canvas.laid_out.connect(self._show_counts)
        self.canvas.new_requested.connect(self._new_entry_at)
        self.canvas.edit_requested.connect(self._edit_entry)
        self.canvas.menu_requested.connect(self._show_menu)
        self.inspector.command_requested.connect(self.run)
        self.inspector.trouble.connect(self.say)
        self.search.text_searched.connect(self._mark_found)
        self.filter_bar.filter_changed.connect(self._show_filtered)
        self.filter_bar.saved.look_requested.connect(partial(saved_views.look_at, self))
        self.filter_bar.saved.save_requested.connect(partial(saved_views.save, self))
        self.notice.undo_requested.connect(session.undo)
        self.backing_up.failed.connect(self.say)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.apply_preferences)

    def _restore(self) -> None:
        for key, restore in (("geometry", self.restoreGeometry), ("docks", self.restoreState)):
            state = self.settings.value(key)
            if isinstance(state, QByteArray):
                restore(state)

    def apply_preferences(self) -> None:
        """Show colours, text size and keys as they are chosen now."""
        self.theme = theme_chosen(self.preferences)
        dress_program(self.theme, self.preferences)
        self.canvas.set_theme(self.theme)
        self.canvas.set_text_scale(self.preferences.text_scale)
        self.docks.dress()
        for shown in (self.lists, beside.position_history(self)):
            if shown is not None:
                shown.set_theme(self.theme)
        set_keys(self.actions_by_id, self.keys)

    # What it says

    def _show_opened(self) -> None:
        store = self.session.store
        if not self.session.is_private:
            self.recent.add(store.path)
        self.status.show_name(self)
        self.preferences.show_coder(self.session)
        self.view_state.change(**self._place())
        self.middle.show_filter(self.view_state.view.filter)
        self._refresh()
        if store.notice:
            self.say(store.notice, 15_000)

        if self.session.is_bare:
            self.say(
                self.tr("Reading the timeline for the first time; the lanes follow in some seconds."), 60_000
            )

    def _show_prepared(self) -> None:
        self.canvas.start_anew()
        self.view_state.change(**self._place())
        self.say("", 1)

    def _place(self) -> dict[str, Any]:
        """Give where to look first: where somebody looked last; of a private copy where they look today."""
        if self.origin is None or not self.session.is_private:
            place = self.preferences.place(self.session.document_uid)
            return {**place, "evidence": looking.kept_evidence(self)}
        view = self.origin.view_state.view
        return {"start": view.start, "end": view.end, "as_of": view.as_of, "scroll": view.scroll}

    def look_back(self, origin: Window, copy: Copy) -> None:
        """Show a private copy of the document of another window; it goes when that document does."""
        self.origin = origin
        self.docks.add_since(origin)
        origin.session.closing.connect(self._close_copy)
        if self.session.open(copy.path) and copy.compared:
            self.docks.show("since")

    def _close_copy(self) -> None:
        if self.session.is_private:
            self.close()

    def _keep_place(self) -> None:
        if self.session.is_bare or self.session.is_private:
            return
        self.preferences.keep_place(self.session.document_uid, self.view_state.view)
        today = date.today().toordinal()  # noqa: DTZ011 - the user's own day is meant
        known = self.session.whole.segments.day
        self.preferences.keep_visit(
            self.session.document_uid, today, int(known.max()) if len(known) else today
        )
        looking.keep_evidence(self)

    def _show_change(self, change: object) -> None:
        self.docks.show_passing()
        self.filter_bar.set_filter(self.view_state.view.filter)
        looking.follow_merged_evidence(self)
        self._refresh()
        self.status.show_saved(change)

    def _look_from(self) -> None:
        looking.weigh_evidence(self)
        self.session.look_from(self.view_state.view.horizon)

    def _show_known(self) -> None:
        """Show nowhere what is later than the as-of day, while the future is hidden."""
        self.session.let_go_of_hidden()
        self.docks.show_passing()
        self._refresh()

    def _refresh(self) -> None:
        self.status.show(self)
        refresh_actions(self)

    def _show_counts(self) -> None:
        self.status.show_counts(self)

    def _tell_failure(self, message: str) -> None:
        tell(self, self.tr("That did not work"), message)

    def say(self, words: str, milliseconds: int = 5_000) -> None:
        """Say something in the status bar for a while."""
        self.statusBar().showMessage(one_line(words, 300), milliseconds)

    def offer_undo(self, words: str) -> None:
        """Say what was done, with undo beside it."""
        self.notice.offer(words)

    # What its parts ask for

    def run(self, command_id: str) -> None:
        """Run a command by its id."""
        run_command(next(c for c in COMMANDS if c.id == command_id), self)

    def _new_entry_at(self, day: int, lane: int | None) -> None:
        if self.actions_by_id["entry.new"].isEnabled():
            entries.new_entry_at(self, day, lane)

    def _edit_entry(self) -> None:
        entries.edit(self)

    def _show_menu(self, hit: Hit, day: int, at: QPoint) -> None:
        show_lane_menu(self, hit, day, at)

    def _mark_found(self, sought: str) -> None:
        self.view_state.change(sought=sought)
        self._show_counts()

    def _show_filtered(self, wanted: Filter) -> None:
        self.view_state.change(filter=wanted)
        self.filter_bar.setVisible(not wanted.is_empty)
        self.docks.show_passing()

    def has(self, path: Path) -> bool:
        """Tell whether the document of a file is open here."""
        return self.session.is_open and self.session.store.path.resolve() == path.resolve()

    def open_document(self, path: Path) -> None:
        """Open a document here in place of the one before, or bring the other window forward that has it."""
        other = window_with(path)
        if other is None or other is self:
            self.session.open(path)
        else:
            other.come_forward()

    def last_visit(self) -> tuple[int, int] | None:
        """Give the day of the last visit to the document, and the last day that it told of then."""
        return self.preferences.last_visit(self.session.document_uid)

    def go_to_entry(self, entry: int) -> None:
        """Select an entry and look there."""
        self.session.select(entry)
        self.canvas.sight.reveal(entry)

    def come_forward(self) -> None:
        """Stand in front of all windows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.session.look_around()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if documents.dropped(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = documents.dropped(event)
        if path:
            event.acceptProposedAction()
            documents.take_dropped(self, path)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()  # what is finished by leaving a field is saved before the document closes
        if self.origin is None:
            self.settings.setValue("geometry", self.saveGeometry())
            self.settings.setValue("docks", self.saveState())
        self.session.close()
        super().closeEvent(event)


def window_with(path: Path) -> Window | None:
    """Find the window in which the document of a file is open."""
    windows = (w for w in QApplication.topLevelWidgets() if isinstance(w, Window))
    return next((window for window in windows if window.has(path)), None)
