"""The composition root: arguments, log, error handler, session, window; and what to do without a display."""

from __future__ import annotations

import builtins
import gc
import logging
import os
import sys
import tempfile
import time
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app import locations
from timeline_app.domain.errors import DemarcheError
from timeline_app.platform_check import apt_line, has_display, missing_libraries

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from PySide6.QtWidgets import QApplication

    from timeline_app.ui.window import Window
    from timeline_app.ui.windows import Windows

FIRST_EXAMPLE = "idlib-2024"
log = logging.getLogger("timeline_app")


def run(arguments: list[str]) -> int:
    """Open a window on the document named, on the last one, or on the example; give the exit code."""
    refusal = refuse_words(arguments)
    if refusal:
        print(refusal, file=sys.stderr)  # noqa: T201
        return 2
    with_window = has_display()
    missing = missing_libraries(window=with_window)
    if missing:
        print(  # noqa: T201
            f"Demarche needs libraries that this machine lacks. Install them with:\n{apt_line(missing)}",
            file=sys.stderr,
        )
        return 1
    return show_window(arguments) if with_window else draw_without_display(arguments)


def refuse_words(arguments: list[str]) -> str | None:
    """Say why a window cannot be opened on these arguments, options or several files; None if it can."""
    options = [word for word in arguments if word.startswith("-")]
    if options:
        return f"There is no option “{options[0]}”. “demarche --help” lists what there is."
    if len(arguments) > 1:
        return (
            f"“{arguments[0]}” is not a command, and only one timeline can be opened at a time, not "
            f"{len(arguments)}. “demarche --help” lists the commands."
        )
    return None


def show_window(arguments: list[str]) -> int:
    """Show the window, open a document in it, and stay until it is closed; give the exit code."""
    start_log()
    gc.disable()  # hardly anything is thrown away yet, and looking for it delays the picture
    application, windows = build()
    window = windows.make()
    sys.excepthook = ErrorHandler(windows.active)
    window.show()
    application.processEvents()
    open_first(window, arguments)
    application.processEvents()
    log.info("First picture %s s after the start of the process", seconds_since_start())
    gc.freeze()  # what is loaded by now stays: no collection need look through it again
    gc.enable()
    return application.exec()


def seconds_since_start() -> str:
    """Tell how long this process has been running, the launcher that became it included; Linux only."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return "?"
    started = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    return f"{time.clock_gettime(time.CLOCK_BOOTTIME) - started:.2f}"


def build() -> tuple[QApplication, Windows]:
    """Make the application, and what opens its windows."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    QApplication.setStyle("Fusion")
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Demarche")
    application.setDesktopFileName("demarche")
    import_plainly()
    from timeline_app.mirrors import mirrors_that_ask

    with mirrors_that_ask():
        from timeline_app.ui.paint.lettering import font, load_fonts
        from timeline_app.ui.windows import Windows

    load_fonts()
    load_translation(application)
    application.setFont(font("text"))
    settings = QSettings(str(locations.data_folder() / "settings.ini"), QSettings.Format.IniFormat)
    return application, Windows(settings, application)


def import_plainly() -> None:
    """Let modules be imported as they are without PySide6, which reads the source of each that follows it.

    Notes
    -----
    It looks whether they want names in snake case (``from __feature__ import snake_case``). Nothing here
    does, and the reading takes a tenth of the start.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def load_translation(application: QApplication, folder: Path = locations.TRANSLATIONS) -> bool:
    """Let the interface speak the language of the system, if its texts are there; tell whether they are."""
    from PySide6.QtCore import QLocale, QTranslator

    translator = QTranslator(application)
    return translator.load(QLocale(), "demarche", "_", str(folder)) and application.installTranslator(
        translator
    )


def open_first(window: Window, arguments: list[str]) -> None:
    """Open what was named, else the last document if it is still there, else a copy of the example."""
    from timeline_app.transfer import path_of

    session = window.session
    last = str(window.settings.value("last", ""))
    try:
        path = path_of(arguments[0]) if arguments else Path(last) if last else None
        if path is None or (not arguments and not path.is_file()):
            path = path_of(FIRST_EXAMPLE)
    except DemarcheError as error:
        session.failed.emit(str(error))
        return
    if not session.open(path) and not session.is_open:
        window.setWindowTitle("Demarche")


def draw_without_display(arguments: list[str]) -> int:
    """Draw the document named, or the example, into a picture, and say where it lies."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from timeline_app.ui.pictures import Picture, draw

    file = arguments[0] if arguments else FIRST_EXAMPLE
    print("There is no display here, so no window can be shown.")  # noqa: T201
    try:
        target = _free_place(Path(file).stem)
        draw(file, target, Picture())
    except DemarcheError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    print(f"{Path(file).stem} was drawn into {target}")  # noqa: T201
    return 0


def _free_place(stem: str) -> Path:
    """Choose a file for a picture: in this folder if it can be written to, and over no other file."""
    folder = Path.cwd() if os.access(Path.cwd(), os.W_OK) else Path(tempfile.mkdtemp(prefix="demarche-"))
    names = (f"{stem}{suffix}.png" for suffix in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(folder / name for name in names if not (folder / name).exists())


def start_log() -> None:
    """Write warnings and errors into a file of limited size in the user's folder."""
    folder = locations.log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "demarche.log", maxBytes=1_000_000, backupCount=1, encoding="utf-8"
        )
    except OSError:
        logging.basicConfig(level=logging.WARNING)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)


class ErrorHandler:
    """Shows what nobody caught, and the program goes on: a message of the user's, or our bug with its log."""

    def __init__(self, active: Callable[[], Window | None]) -> None:
        self._active = active
        self._showing = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take what nobody caught."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, DemarcheError):
            log.warning("%s", error)
            window = self._active()
            if window is not None:
                window.session.failed.emit(str(error))
            return
        report = "".join(traceback.format_exception(kind, error, trace))
        log.error("Unexpected error\n%s", report)
        if self._showing:
            return
        from timeline_app.ui.dialogs.sheets import show_error

        self._showing = True
        show_error(self._active(), report).destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._showing = False
