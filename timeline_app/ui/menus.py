"""What follows from COMMANDS: actions with their keys, menus, the toolbar, the list of keys."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar, QWidget

from timeline_app.domain.plain_text import one_line
from timeline_app.transfer import example_names
from timeline_app.ui import documents
from timeline_app.ui.actions import COMMANDS, MENUS, Command

if TYPE_CHECKING:
    from timeline_app.ui.keys import Keys
    from timeline_app.ui.window import Window

TOOLBAR = (
    ("entry.new",),
    ("edit.undo", "edit.redo"),
    ("view.fit",),
    ("time.as_of_back", "time.as_of_on"),
    ("view.filter", "view.table", "view.history", "view.inspector"),
)
NEW_GROUP = frozenset(
    {
        "file.import", "file.picture", "file.close", "edit.copy", "edit.search", "edit.settings",
        "entry.edit", "entry.restore", "add.participation", "view.zoom_in", "view.legend", "view.larger",
        "lane.fold", "lanes.choose",
        "time.first", "time.previous", "time.date", "time.none", "list.group", "help.log",
    }
)  # fmt: skip
"""Commands before which a menu has a line."""


def build_menus(window: Window) -> None:
    """Make the menus of a window."""
    for text in MENUS:
        menu = window.menuBar().addMenu(translated(text))
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(partial(refresh_actions, window))
        for command in COMMANDS:
            if command.menu == text:
                _add(menu, command, window)


def _add(menu: QMenu, command: Command, window: Window) -> None:
    if command.id in NEW_GROUP:
        menu.addSeparator()
    menu.addAction(window.actions_by_id[command.id])
    if command.id == "file.window":
        recent = menu.addMenu(QCoreApplication.translate("Commands", "Open &recent"))
        recent.aboutToShow.connect(partial(_fill_recent, recent, window))
    elif command.id == "help.keys":
        examples = menu.addMenu(QCoreApplication.translate("Commands", "&Examples"))
        for name in example_names():
            action = QAction(name, examples)
            action.triggered.connect(partial(documents.open_example, window, name))
            examples.addAction(action)


def plain_tooltip(text: str) -> str:
    """Write a text as a tooltip that Qt cannot take for anything but text."""
    shown = one_line(text)
    return f"<span>{escape(shown)}</span>" if "<" in shown else shown


def _fill_recent(menu: QMenu, window: Window) -> None:
    menu.clear()
    for path in window.recent.paths():
        action = QAction(one_line(str(path)).replace("&", "&&"), menu)
        action.setToolTip(plain_tooltip(str(path)))
        action.triggered.connect(partial(documents.open_recent, window, path))
        menu.addAction(action)
    if menu.isEmpty():
        menu.addAction(QCoreApplication.translate("Commands", "Nothing yet")).setEnabled(False)


def build_toolbar(window: Window, search: QWidget) -> None:
    """Make the toolbar of a window, the search field after the first groups, where it is never pushed out."""
    bar = QToolBar(window.tr("Toolbar"), window)
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    window.addToolBar(bar)
    for group in TOOLBAR:
        for command in group:
            bar.addAction(window.actions_by_id[command])
            button = bar.widgetForAction(window.actions_by_id[command])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if command == "entry.new":
                button.setObjectName("primary")
        if "edit.undo" in group:
            bar.addWidget(search)
        bar.addSeparator()


def translated(text: str) -> str:
    """Give a command's text in the language of the interface."""
    return QCoreApplication.translate("Commands", text)


def plain_text(command: Command) -> str:
    """Give a command's words without what menus need."""
    return translated(command.text).replace("&", "").rstrip("…")


def commands_and_texts() -> list[tuple[str, str]]:
    """Give every command by id with its plain text."""
    return [(command.id, plain_text(command)) for command in COMMANDS]


def keys_and_texts(keys: Keys) -> list[tuple[str, str]]:
    """Give the keys of every command that has some, as the system writes them, with its plain text."""
    native = QKeySequence.SequenceFormat.NativeText
    return [
        (", ".join(QKeySequence(key).toString(native) for key in keys.of(command.id)), plain_text(command))
        for command in COMMANDS
        if keys.of(command.id)
    ]


def make_actions(window: Window) -> dict[str, QAction]:
    """Make the actions of all commands, by id."""
    actions: dict[str, QAction] = {}
    for command in COMMANDS:
        action = QAction(translated(command.text), window.canvas if command.in_lanes else window)
        action.setObjectName(command.id)
        if command.in_lanes:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            window.canvas.addAction(action)
        else:
            window.addAction(action)
        action.setCheckable(command.checked is not None)
        action.triggered.connect(partial(run_command, command, window))
        actions[command.id] = action
    return actions


def set_keys(actions: dict[str, QAction], keys: Keys) -> None:
    """Give the actions their keys, the user's own where there are some."""
    for command in COMMANDS:
        actions[command.id].setShortcuts([QKeySequence(key) for key in keys.of(command.id)])


def run_command(command: Command, window: Window, _checked: object = None) -> None:
    """Run a command, and show what that changed of the others."""
    command.run(window)
    refresh_actions(window)


def is_enabled(command: Command, window: Window) -> bool:
    """Tell whether a command can be run as things stand."""
    session = window.session
    if command.writes and not (session.is_open and not session.store.read_only):
        return False
    ready = command.always or session.is_open
    return ready and (command.enabled is None or command.enabled(window))


def refresh_actions(window: Window) -> None:
    """Enable and check the actions as things stand."""
    for command in COMMANDS:
        action = window.actions_by_id[command.id]
        action.setEnabled(is_enabled(command, window))
        if command.checked:
            action.setChecked(command.checked(window))
    _name_steps(window)


def _name_steps(window: Window) -> None:
    """Say what undo would take back, and what redo would do again."""
    steps = window.session.next_steps() if window.session.is_open else ("", "")
    words = window.tr("&Undo"), window.tr("&Redo")
    for command_id, text, step in zip(("edit.undo", "edit.redo"), words, steps, strict=True):
        action = window.actions_by_id[command_id]
        label = f"{text}: {one_line(step, 60).replace('&', '&&')}" if step else text
        action.setIconText(plain_text(next(c for c in COMMANDS if c.id == command_id)))
        action.setText(label)
        action.setToolTip(plain_tooltip(label.replace("&&", "\0").replace("&", "").replace("\0", "&")))
