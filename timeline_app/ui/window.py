"""The main window: builds the parts, docks them, wires them; what they do is theirs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QAction, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDockWidget, QFileDialog, QLabel, QMainWindow, QToolBar, QWidget
from typing_extensions import override

from timeline_app.domain.dates import understand
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.layout.moves import extent, neighbour, next_change
from timeline_app.transfer import SUFFIX, example_names, own_example
from timeline_app.ui.actions import COMMANDS, MENUS, keys_and_texts, make_actions, refresh_actions, translated
from timeline_app.ui.dialogs.messages import ask_for_line, tell
from timeline_app.ui.dialogs.sheets import show_about, show_keys, show_log
from timeline_app.ui.inspector.panel import Inspector
from timeline_app.ui.paint.files import write_picture
from timeline_app.ui.paint.painting import paint
from timeline_app.ui.theme import THEMES, Theme, ThemeChoice, palette_of, style_of, system_theme
from timeline_app.ui.timeline.canvas import Canvas
from timeline_app.ui.timeline.scrolled import ScrolledLanes

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from timeline_app.session import Session
    from timeline_app.view_state import ViewState

SIZE = (1440, 900)
INSPECTOR_WIDTH = 340
TOOLBAR = (
    ("edit.undo", "edit.redo"),
    ("view.fit", "view.zoom_in", "view.zoom_out"),
    ("time.as_of_back", "time.as_of_on"),
    ("view.legend", "view.inspector"),
)


class Window(QMainWindow):
    """A document in a window."""

    def __init__(self, session: Session, view_state: ViewState, settings: QSettings) -> None:
        super().__init__()
        self.session, self.view_state, self._settings = session, view_state, settings
        choice = str(settings.value("theme", "system"))
        self.theme_choice: ThemeChoice = choice if choice in THEMES else "system"  # pyright: ignore[reportAttributeAccessIssue]
        self.theme = self._theme_chosen()
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        self._build()
        self._wire()
        self._apply_theme()
        self._restore()
        refresh_actions(self)

    def _build(self) -> None:
        self.canvas = Canvas(self.session, self.view_state, self.theme, self)
        self.setCentralWidget(ScrolledLanes(self.canvas, self.view_state, self))
        self.inspector = Inspector(self.session, self.theme)
        self._dock = QDockWidget(self.tr("Inspector"), self)
        self._dock.setObjectName("inspectorDock")
        self._dock.setTitleBarWidget(QWidget(self._dock))
        self._dock.setWidget(self.inspector)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self._dock)
        self.resizeDocks([self._dock], [INSPECTOR_WIDTH], Qt.Orientation.Horizontal)
        self._build_menus()
        self._build_toolbar()
        self._counts, self._saved = QLabel(self), QLabel(self)
        for label in (self._counts, self._saved):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.statusBar().addWidget(self._counts)
        self.statusBar().addPermanentWidget(self._saved)

    def _build_menus(self) -> None:
        self.actions_by_id = make_actions(self)
        for menu_text in MENUS:
            menu = self.menuBar().addMenu(translated(menu_text))
            menu.aboutToShow.connect(partial(refresh_actions, self))
            if menu_text == "&Help":
                self._examples = menu.addMenu(self.tr("&Examples"))
            for action in self._actions_of(menu_text):
                menu.addAction(action)
        for name in example_names():
            action = QAction(name, self._examples)
            action.setData(name)
            self._examples.addAction(action)

    def _build_toolbar(self) -> None:
        bar = QToolBar(self.tr("Toolbar"), self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.addToolBar(bar)
        for group in TOOLBAR:
            for command in group:
                bar.addAction(self.actions_by_id[command])
            bar.addSeparator()

    def _actions_of(self, menu: str) -> list[QAction]:
        return [self.actions_by_id[command.id] for command in COMMANDS if command.menu == menu]

    def _wire(self) -> None:
        self.session.opened.connect(self._show_opened)
        self.session.changed.connect(self._show_state)
        self.session.failed.connect(partial(tell, self, self.tr("That did not work")))
        self.session.selected.connect(self._show_state)
        self.canvas.laid_out.connect(self._show_counts)
        self._examples.triggered.connect(self._open_example)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _restore(self) -> None:
        for key, restore in (("geometry", self.restoreGeometry), ("docks", self.restoreState)):
            state = self._settings.value(key)
            if isinstance(state, QByteArray):
                restore(state)

    def _theme_chosen(self) -> Theme:
        return THEMES[self.theme_choice] if self.theme_choice in THEMES else system_theme()

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Show in other colours, and remember the choice."""
        self.theme_choice = choice
        self._settings.setValue("theme", choice)
        self._follow_system()

    def _follow_system(self) -> None:
        self.theme = self._theme_chosen()
        self._apply_theme()
        self.canvas.set_theme(self.theme)
        self.inspector.set_theme(self.theme)

    def _apply_theme(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette_of(self.theme))
            application.setStyleSheet(style_of(self.theme))

    def _show_opened(self) -> None:
        store = self.session.store
        self._settings.setValue("last", str(store.path))
        name = one_line(store.path.name).replace("[*]", "[*][*]")
        self.setWindowTitle(f"{name} — Demarche")
        self.setWindowFilePath(str(store.path))
        self._show_state()
        if store.notice:
            self.statusBar().showMessage(store.notice, 15_000)

    def _show_state(self) -> None:
        read_only = self.session.store.read_only
        self._saved.setText(self.tr("read only") if read_only else self.tr("all changes saved"))
        self._show_counts()
        refresh_actions(self)

    def _show_counts(self) -> None:
        """Say how much is in view, and what is not: outside the window, or without a date."""
        scene, timeline = self.canvas.scene_now, self.session.timeline
        if scene is None:
            return
        propositions = sum(topic.kind == "proposition" for topic in timeline.topics.values())
        counts = self.tr(
            "{seen} entries in view · {outside} earlier or later · {undated} without date"
            " · {parties} parties · {propositions} propositions"
        )
        self._counts.setText(
            counts.format(
                seen=scene.dated - sum(scene.outside),
                outside=sum(scene.outside),
                undated=len(scene.tray),
                parties=len(timeline.parties),
                propositions=propositions,
            )
        )

    def can_undo(self) -> bool:
        """Tell whether there is a step to take back."""
        return self.session.is_open and self.session.store.can_undo()

    def can_redo(self) -> bool:
        """Tell whether there is a step to do again."""
        return self.session.is_open and self.session.store.can_redo()

    def ask_for_document(self) -> None:
        """Ask for a document and open it."""
        folder = str(self.session.store.path.parent) if self.session.is_open else ""
        wanted = self.tr("Timelines (*{suffix})").format(suffix=SUFFIX)
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open a timeline"), folder, wanted)
        if path:
            self.session.open(Path(path))

    def _open_example(self, action: QAction) -> None:
        try:
            path = own_example(action.data())
        except DemarcheError as error:
            tell(self, self.tr("The example cannot be opened"), str(error))
            return
        self.session.open(path)

    def save_picture(self) -> None:
        """Ask for a file and draw what is shown into it, with its legend."""
        if self.canvas.scene_now is None:
            return
        wanted = self.tr("Pictures (*.png *.svg *.pdf)")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save picture"), "timeline.png", wanted)
        if path:
            try:
                title = self.session.timeline.title
                write_picture(Path(path), self.canvas.scene_with_legend(), self.theme, title, scale=2.0)
            except DemarcheError as error:
                tell(self, self.tr("The picture was not saved"), str(error))

    def copy_picture(self) -> None:
        """Put what is shown on the clipboard as a picture, with its legend."""
        if self.canvas.scene_now is None:
            return
        scene = self.canvas.scene_with_legend()
        image = QImage(round(scene.width * 2), round(scene.height * 2), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2.0)
        painter = QPainter(image)
        paint(painter, scene, self.theme)
        painter.end()
        QGuiApplication.clipboard().setImage(image)
        self.statusBar().showMessage(self.tr("Picture copied"), 4_000)

    def switch_legend(self) -> None:
        """Show or close the legend."""
        self.view_state.change(legend=not self.view_state.view.legend)

    def switch_inspector(self) -> None:
        """Show or close the inspector."""
        self._dock.setVisible(not self._dock.isVisible())

    def inspector_is_shown(self) -> bool:
        """Tell whether the inspector is shown."""
        return self._dock.isVisible()

    def switch_full_screen(self) -> None:
        """Fill the screen, or go back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def go_to_end(self, way: int) -> None:
        """Look at the first (-1) or the last (1) day of evidence."""
        day = extent(self.session.timeline)[0 if way < 0 else 1]
        self.canvas.go_to(day + 0.5)

    def go_along_lane(self, way: int) -> None:
        """Select the next or previous entry of the lane."""
        entry = neighbour(self.session.timeline, self.session.selection, way)
        if entry is not None:
            self.session.select(entry)

    def go_along_link(self, *, forward: bool) -> None:
        """Select the entry that the selected one's first link leads to, or that leads to it."""
        selection = self.session.selection
        if selection is None:
            return
        for _, start, end, _ in self.session.links(selection):
            if (start == selection) == forward:
                self.session.select(end if forward else start)
                return

    def step_as_of(self, way: int) -> None:
        """Move the as-of line to the next or previous day on which a position changes."""
        as_of = self.view_state.view.as_of
        day = None if as_of is None else next_change(self.session.timeline, as_of, way)
        if day is not None:
            self.view_state.change(as_of=day)

    def ask_for_date(self) -> None:
        """Ask for a date and look there."""
        typed = ask_for_line(self, self.tr("Go to date"), self.tr("A date, such as 2 Dec 2024 or 2023:"))
        if not typed:
            return
        try:
            bounds = understand(typed).bounds
        except DemarcheError as error:
            tell(self, self.tr("That is not a date"), str(error))
            return
        days = [] if bounds is None else [bounds.begin_lo, bounds.end_hi]
        known = [day for day in days if day is not None]
        if not known:
            tell(
                self,
                self.tr("That is not a date"),
                self.tr("“{typed}” does not name a day.").format(typed=typed),
            )
            return
        self.canvas.go_to(sum(known) / len(known) + 0.5)

    def show_keys(self) -> None:
        """Show every key."""
        show_keys(self, keys_and_texts())

    def show_log(self) -> None:
        """Show the log."""
        show_log(self)

    def show_about(self) -> None:
        """Say what this is."""
        show_about(self)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path:
            event.acceptProposedAction()
            self.session.open(path)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.setValue("docks", self.saveState())
        self.session.close()
        super().closeEvent(event)


def _dropped(event: QDropEvent) -> Path | None:
    """Give the one local file that is dragged, if it is one."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
