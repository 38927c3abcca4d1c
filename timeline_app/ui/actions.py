"""COMMANDS: every command once, with its menu, words and keys; menus and shortcuts follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.ui.window import Window

    Run = Callable[[Window], object]
    Enabled = Callable[[Window], bool]


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes
    ----------
    keys
        Its keys; those of a command `in_lanes` work only while the lanes have the focus.
    checked
        Tells its state, for a command that switches something on and off.
    always
        Whether it works without a document, too.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...]
    run: Run
    enabled: Enabled | None = None
    in_lanes: bool = False
    checked: Enabled | None = None
    always: bool = False


MENUS = ("&File", "&Edit", "&View", "&Timeline", "&Help")

COMMANDS: tuple[Command, ...] = (
    Command("file.open", "&File", "&Open…", ("Ctrl+O",), lambda w: w.ask_for_document(), always=True),
    Command("file.picture", "&File", "Save &picture…", ("Ctrl+Shift+S",), lambda w: w.save_picture()),
    Command("file.quit", "&File", "&Quit", ("Ctrl+Q",), lambda w: w.close(), always=True),
    Command("edit.undo", "&Edit", "&Undo", ("Ctrl+Z",), lambda w: w.session.undo(), lambda w: w.can_undo()),
    Command(
        "edit.redo",
        "&Edit",
        "&Redo",
        ("Ctrl+Y", "Ctrl+Shift+Z"),
        lambda w: w.session.redo(),
        lambda w: w.can_redo(),
    ),
    Command("edit.copy_picture", "&Edit", "Copy pic&ture", ("Ctrl+Shift+C",), lambda w: w.copy_picture()),
    Command(
        "view.zoom_in",
        "&View",
        "Zoom &in",
        ("W", "Up", "Ctrl++"),
        lambda w: w.canvas.zoom(0.8),
        in_lanes=True,
    ),
    Command(
        "view.zoom_out",
        "&View",
        "Zoom &out",
        ("S", "Down", "Ctrl+-"),
        lambda w: w.canvas.zoom(1.25),
        in_lanes=True,
    ),
    Command("view.fit", "&View", "Show &everything", ("Ctrl+0",), lambda w: w.canvas.fit()),
    Command(
        "view.focus", "&View", "&Focus selection", ("F",), lambda w: w.canvas.focus_selection(), in_lanes=True
    ),
    Command(
        "view.legend",
        "&View",
        "&Legend",
        (),
        lambda w: w.switch_legend(),
        checked=lambda w: w.view_state.view.legend,
    ),
    Command(
        "view.inspector",
        "&View",
        "&Inspector",
        ("F9",),
        lambda w: w.switch_inspector(),
        checked=lambda w: w.inspector_is_shown(),
        always=True,
    ),
    Command(
        "view.system",
        "&View",
        "Colours of the &system",
        (),
        lambda w: w.choose_theme("system"),
        checked=lambda w: w.theme_choice == "system",
        always=True,
    ),
    Command(
        "view.light",
        "&View",
        "Light colo&urs",
        (),
        lambda w: w.choose_theme("light"),
        checked=lambda w: w.theme_choice == "light",
        always=True,
    ),
    Command(
        "view.dark",
        "&View",
        "&Dark colours",
        (),
        lambda w: w.choose_theme("dark"),
        checked=lambda w: w.theme_choice == "dark",
        always=True,
    ),
    Command("view.full", "&View", "F&ull screen", ("F11",), lambda w: w.switch_full_screen(), always=True),
    Command(
        "time.earlier",
        "&Timeline",
        "Pan &earlier",
        ("A", "Left"),
        lambda w: w.canvas.pan_share(-0.1),
        in_lanes=True,
    ),
    Command(
        "time.later",
        "&Timeline",
        "Pan &later",
        ("D", "Right"),
        lambda w: w.canvas.pan_share(0.1),
        in_lanes=True,
    ),
    Command("time.first", "&Timeline", "&First entry", ("Home",), lambda w: w.go_to_end(-1), in_lanes=True),
    Command("time.last", "&Timeline", "L&ast entry", ("End",), lambda w: w.go_to_end(1), in_lanes=True),
    Command(
        "time.screen_back",
        "&Timeline",
        "A screenful &back",
        ("PgUp",),
        lambda w: w.canvas.pan_share(-0.9),
        in_lanes=True,
    ),
    Command(
        "time.screen_on",
        "&Timeline",
        "A screenful &on",
        ("PgDown",),
        lambda w: w.canvas.pan_share(0.9),
        in_lanes=True,
    ),
    Command(
        "time.previous",
        "&Timeline",
        "&Previous in the lane",
        (",",),
        lambda w: w.go_along_lane(-1),
        in_lanes=True,
    ),
    Command(
        "time.next", "&Timeline", "&Next in the lane", (".",), lambda w: w.go_along_lane(1), in_lanes=True
    ),
    Command(
        "time.link_back",
        "&Timeline",
        "Along a link, bac&k",
        ("[",),
        lambda w: w.go_along_link(forward=False),
        in_lanes=True,
    ),
    Command(
        "time.link_on",
        "&Timeline",
        "Along a l&ink, on",
        ("]",),
        lambda w: w.go_along_link(forward=True),
        in_lanes=True,
    ),
    Command("time.date", "&Timeline", "&Go to date…", ("Ctrl+G",), lambda w: w.ask_for_date()),
    Command(
        "time.as_of_back",
        "&Timeline",
        "◂ Change &before",
        ("Ctrl+Left",),
        lambda w: w.step_as_of(-1),
    ),
    Command(
        "time.as_of_on",
        "&Timeline",
        "Ne&xt change ▸",
        ("Ctrl+Right",),
        lambda w: w.step_as_of(1),
    ),
    Command(
        "time.none", "&Timeline", "&Select nothing", ("Esc",), lambda w: w.session.select(None), in_lanes=True
    ),
    Command("help.keys", "&Help", "&Keys", ("?",), lambda w: w.show_keys(), in_lanes=True, always=True),
    Command("help.log", "&Help", "Show the &log", (), lambda w: w.show_log(), always=True),
    Command("help.about", "&Help", "&About Demarche", (), lambda w: w.show_about(), always=True),
)


def translated(text: str) -> str:
    """Give a command's text in the language of the interface."""
    return QCoreApplication.translate("Commands", text)


def keys_and_texts() -> list[tuple[str, str]]:
    """Give the keys of every command that has some, as the system writes them, with its plain text."""
    native = QKeySequence.SequenceFormat.NativeText
    return [
        (
            ", ".join(QKeySequence(key).toString(native) for key in command.keys),
            translated(command.text).replace("&", "").rstrip("…"),
        )
        for command in COMMANDS
        if command.keys
    ]


def make_actions(window: Window) -> dict[str, QAction]:
    """Make the actions of all commands, by id."""
    actions: dict[str, QAction] = {}
    for command in COMMANDS:
        action = QAction(translated(command.text), window.canvas if command.in_lanes else window)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        if command.in_lanes:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            window.canvas.addAction(action)
        else:
            window.addAction(action)
        action.setCheckable(command.checked is not None)
        action.triggered.connect(_runner(command, window))
        actions[command.id] = action
    return actions


def _runner(command: Command, window: Window) -> Callable[[], None]:
    def run() -> None:
        command.run(window)
        refresh_actions(window)

    return run


def refresh_actions(window: Window) -> None:
    """Enable and check the actions as things stand."""
    for command in COMMANDS:
        action = window.actions_by_id[command.id]
        ready = command.always or window.session.is_open
        action.setEnabled(ready and (command.enabled is None or command.enabled(window)))
        if command.checked:
            action.setChecked(command.checked(window))
