"""The main window: builds the parts, docks them, wires them; what they do is theirs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.transfer import own_example
from timeline_app.ui import documents, entries
from timeline_app.ui.actions import COMMANDS
from timeline_app.ui.backing_up import BackingUp
from timeline_app.ui.dialogs.messages import tell
from timeline_app.ui.dialogs.sheets import show_about, show_keys, show_log
from timeline_app.ui.history.panel import HistoryPanel
from timeline_app.ui.inspector.panel import Inspector
from timeline_app.ui.keys import Keys
from timeline_app.ui.lane_menu import show_lane_menu
from timeline_app.ui.menus import (
    build_menus,
    build_toolbar,
    commands_and_texts,
    keys_and_texts,
    make_actions,
    refresh_actions,
    run_command,
    set_keys,
)
from timeline_app.ui.notice import NoticeBar
from timeline_app.ui.paint.lettering import font
from timeline_app.ui.preferences import Preferences
from timeline_app.ui.recent import Recent
from timeline_app.ui.search.field import SearchField
from timeline_app.ui.search.filter_bar import FilterBar
from timeline_app.ui.status import Status
from timeline_app.ui.table.view import TableView
from timeline_app.ui.theme import TEXT_SIZE, THEMES, Theme, ThemeChoice, palette_of, style_of, system_theme
from timeline_app.ui.timeline.canvas import Canvas
from timeline_app.ui.timeline.scrolled import ScrolledLanes

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from timeline_app.domain.filtering import Filter
    from timeline_app.layout.scene import Hit
    from timeline_app.session import Session
    from timeline_app.ui.lists.window import ListsWindow
    from timeline_app.view_state import ViewState

SIZE = (1440, 900)
INSPECTOR_WIDTH, INSPECTOR_LEAST = 360, 250


class Window(QMainWindow):
    """A document in a window.

    Signals
    -------
    window_requested
        A document is to be opened in a window of its own; carries its path.
    quit_requested
        All windows are to be closed.
    preferences_changed
        Keys, colours, text size or the like are others now, in all windows.
    """

    window_requested = Signal(object)
    quit_requested = Signal()
    preferences_changed = Signal()

    def __init__(self, session: Session, view_state: ViewState, settings: QSettings) -> None:
        super().__init__()
        self.session, self.view_state, self.settings = session, view_state, settings
        self.preferences = Preferences(settings)
        self.recent = Recent(settings)
        self.keys = Keys({c.id: (c.keys, c.in_lanes) for c in COMMANDS}, settings)
        self.theme = self._theme_chosen()
        self._lists: ListsWindow | None = None
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        self._build()
        self._wire()
        self.apply_preferences()
        self._restore()
        refresh_actions(self)

    # Building

    def _build(self) -> None:
        self.canvas = Canvas(self.session, self.view_state, self.theme, self)
        self.search = SearchField(self.session, self)
        self.filter_bar = FilterBar(self.session, self)
        self.filter_bar.hide()
        self.notice = NoticeBar(self.session, self)
        self.setCentralWidget(self._build_middle())
        self.inspector = Inspector(self.session, self.theme, self)
        self.table = TableView(self.session, self.theme, self.settings, self)
        self.history = HistoryPanel(self.session, self)
        right, below = Qt.DockWidgetArea.RightDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea
        self._docks = {
            "inspector": self._dock("inspector", self.tr("Inspector"), self.inspector, right),
            "table": self._dock("table", self.tr("Table"), self.table, below),
            "history": self._dock("history", self.tr("History"), self.history, below),
        }
        for name in ("table", "history"):
            self._docks[name].hide()
        self.resizeDocks([self._docks["inspector"]], [INSPECTOR_WIDTH], Qt.Orientation.Horizontal)
        self.actions_by_id = make_actions(self)
        build_menus(self)
        build_toolbar(self, self.search)
        self.status = Status(self)
        self.backing_up = BackingUp(self.session, self)

    def _build_middle(self) -> QWidget:
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.filter_bar, ScrolledLanes(self.canvas, self.view_state, self), self.notice):
            column.addWidget(part, 1 if isinstance(part, ScrolledLanes) else 0)
        return middle

    def _dock(self, name: str, title: str, part: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(f"{name}Dock")
        if name == "inspector":
            dock.setTitleBarWidget(QWidget(dock))
        dock.setWidget(part)
        self.addDockWidget(area, dock)
        return dock

    def _wire(self) -> None:
        session = self.session
        session.opened.connect(self._show_opened)
        session.closing.connect(self._keep_place)
        session.changed.connect(self._show_change)
        session.selected.connect(self._refresh)
        session.failed.connect(self._tell_failure)
        self.canvas.laid_out.connect(self._show_counts)
        self.canvas.new_requested.connect(self._new_entry_at)
        self.canvas.edit_requested.connect(self._edit_entry)
        self.canvas.menu_requested.connect(self._show_menu)
        self.inspector.command_requested.connect(self.run)
        self.inspector.trouble.connect(self.say)
        self.search.text_searched.connect(self._mark_found)
        self.filter_bar.filter_changed.connect(self._show_filtered)
        self.notice.undo_requested.connect(session.undo)
        self.backing_up.failed.connect(self.say)
        self.history.entry_requested.connect(session.select)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _restore(self) -> None:
        for key, restore in (("geometry", self.restoreGeometry), ("docks", self.restoreState)):
            state = self.settings.value(key)
            if isinstance(state, QByteArray):
                restore(state)

    # How it looks

    @property
    def theme_choice(self) -> ThemeChoice:
        """The colours chosen: light, dark, or those of the system."""
        return self.preferences.theme

    def _theme_chosen(self) -> Theme:
        choice = self.preferences.theme
        return THEMES[choice] if choice in THEMES else system_theme()

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Show in other colours, and remember the choice."""
        self.preferences.set("theme", choice)
        self.preferences_changed.emit()
        self.apply_preferences()

    def change_text_size(self, way: int) -> None:
        """Show texts a step larger or smaller, and remember it."""
        self.preferences.step_text_size(way)
        self.preferences_changed.emit()
        self.apply_preferences()

    def _follow_system(self) -> None:
        self.apply_preferences()

    def apply_preferences(self) -> None:
        """Show colours, text size and keys as they are chosen now."""
        self.theme = self._theme_chosen()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette_of(self.theme))
            text = QFont(font("text"))
            text.setPixelSize(round(TEXT_SIZE * self.preferences.text_scale))
            application.setFont(text)
            application.setFont(text, "QDockWidgetTitle")  # pyright: ignore[reportArgumentType]
            application.setStyleSheet(style_of(self.theme, self.preferences.text_scale))
            self.preferences.put_in_force(application)
        self.canvas.set_theme(self.theme)
        self.canvas.set_text_scale(self.preferences.text_scale)
        self.inspector.setMinimumWidth(round(INSPECTOR_LEAST * self.preferences.text_scale))
        for part in (self.inspector, self.table):
            part.set_theme(self.theme)
        if self._lists is not None:
            self._lists.set_theme(self.theme)
        set_keys(self.actions_by_id, self.keys)

    # What it says

    def _show_opened(self) -> None:
        store = self.session.store
        self.recent.add(store.path)
        name = one_line(store.path.name).replace("[*]", "[*][*]")
        self.setWindowTitle(f"{name} — Demarche")
        self.setWindowFilePath(str(store.path))
        self.preferences.show_coder(self.session)
        self.view_state.change(**self.preferences.place(self.session.document_uid))
        self.filter_bar.set_filter(self.view_state.view.filter)
        self.filter_bar.setVisible(not self.view_state.view.filter.is_empty)
        self._refresh()
        if store.notice:
            self.say(store.notice, 15_000)

    def _keep_place(self) -> None:
        self.preferences.keep_place(self.session.document_uid, self.view_state.view)

    def _show_change(self, change: object) -> None:
        self.table.set_passing(self.session.passing(self.view_state.view.filter))
        self.filter_bar.set_filter(self.view_state.view.filter)
        self._refresh()
        self.status.show_saved(change)

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

    def can_undo(self) -> bool:
        """Tell whether there is a step to take back."""
        return self.session.is_open and self.session.store.can_undo()

    def can_redo(self) -> bool:
        """Tell whether there is a step to do again."""
        return self.session.is_open and self.session.store.can_redo()

    def undo_words(self) -> tuple[str, str]:
        """Say what undo would take back, and what redo would do again."""
        undo, redo = self.session.next_steps() if self.session.is_open else ("", "")
        return _with_label(self.tr("&Undo"), undo), _with_label(self.tr("&Redo"), redo)

    # What its parts ask for

    def run(self, command_id: str) -> None:
        """Run a command by its id."""
        run_command(next(c for c in COMMANDS if c.id == command_id), self)

    def _new_entry_at(self, day: int, lane: int | None) -> None:
        if not self.actions_by_id["entry.new"].isEnabled():
            return
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
        self.table.set_passing(self.session.passing(wanted))

    def focus_search(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_filter(self) -> None:
        """Ask what is to be shown."""
        self.filter_bar.show()
        self.filter_bar.open_adding()

    def show_dock(self, name: str) -> None:
        """Bring a dock out."""
        self._docks[name].show()
        self._docks[name].raise_()

    def switch_dock(self, name: str) -> None:
        """Show a dock and go there, or put it away."""
        dock = self._docks[name]
        dock.setVisible(not dock.isVisible())
        if dock.isVisible():
            dock.widget().setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dock_is_shown(self, name: str) -> bool:
        """Tell whether a dock is shown."""
        return self._docks[name].isVisible()

    def go_round(self) -> None:
        """Go from one part of the window to the next: lanes, inspector, table, history."""
        parts = [self.canvas, *(d.widget() for d in self._docks.values() if d.isVisible())]
        now = self.focusWidget()
        here = next((i for i, p in enumerate(parts) if p is now or p.isAncestorOf(now)), -1) if now else -1
        following = parts[(here + 1) % len(parts)]
        if following is self.inspector:
            self.inspector.focus_entry()
        else:
            following.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_history_of_selected(self) -> None:
        """Show the history of the selected entry only."""
        self.show_dock("history")
        self.history.show_entry(self.session.selection)

    def switch_legend(self) -> None:
        """Show or close the legend."""
        self.view_state.change(legend=not self.view_state.view.legend)

    def switch_full_screen(self) -> None:
        """Fill the screen, or go back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def open_document(self, path: Path) -> None:
        """Open a document here if there is none, else in place of the one that is open."""
        self.session.open(path)

    def open_example(self, name: str, _checked: object = None) -> None:
        """Open the user's own copy of an example."""
        try:
            self.open_document(own_example(name))
        except DemarcheError as error:
            tell(self, self.tr("The example cannot be opened"), str(error))

    def open_recent(self, path: Path, _checked: object = None) -> None:
        """Open a document that was open before."""
        self.open_document(path)

    def show_list(self, table: str) -> None:
        """Show the list of what a table holds."""
        from timeline_app.ui.lists.window import ListsWindow

        if self._lists is None:
            self._lists = ListsWindow(self.session, self.theme, self.settings, self)
        self._lists.show_table(table)

    def show_settings(self) -> None:
        """Ask how the program is to look and behave."""
        from timeline_app.ui.dialogs.settings import SettingsDialog

        dialog = SettingsDialog(self.preferences, self.keys, commands_and_texts(), self.session, self)
        dialog.changed.connect(self.apply_preferences)
        dialog.changed.connect(self.preferences_changed)
        dialog.open()

    def show_palette(self) -> None:
        """Let a command be found by its words."""
        from timeline_app.ui.dialogs.palette import Palette

        Palette(self.actions_by_id.values(), self).open()

    def show_keys(self) -> None:
        """Show every key."""
        show_keys(self, keys_and_texts(self.keys))

    def show_log(self) -> None:
        """Show the log."""
        show_log(self)

    def show_about(self) -> None:
        """Say what this is."""
        show_about(self)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.session.look_around()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path:
            event.acceptProposedAction()
            if documents.can_be_imported(path) and self.session.is_open:
                documents.import_path(self, path)
            else:
                self.open_document(path)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()  # what is finished by leaving a field is saved before the document closes
        self.settings.setValue("geometry", self.saveGeometry())
        self.settings.setValue("docks", self.saveState())
        self.session.close()
        super().closeEvent(event)


def _dropped(event: QDropEvent) -> Path | None:
    """Give the one local file that is dragged, if it is one."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def _with_label(words: str, label: str) -> str:
    return f"{words}: {one_line(label, 60).replace('&', '&&')}" if label else words
