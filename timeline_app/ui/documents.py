"""Commands about documents: new, open, recent, import, export, backups, and the lists of what they hold."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from timeline_app.domain.errors import DemarcheError
from timeline_app.exchange import FORMATS
from timeline_app.layout.view import EVERYTHING
from timeline_app.locations import documents_folder
from timeline_app.storage.backups import save_copy
from timeline_app.storage.opening import create
from timeline_app.storage.statistics import days_within, entries_within
from timeline_app.transfer import SUFFIX, export_file, import_file, own_example
from timeline_app.ui.dialogs.messages import tell
from timeline_app.ui.dialogs.progress import showing_progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDropEvent

    from timeline_app.ui.window import Window


def folder_now(window: Window) -> str:
    """Name the folder in which to look first."""
    session = window.session
    has_place = session.is_open and not session.is_private
    return str(session.store.path.parent if has_place else documents_folder())


def make_new(window: Window) -> None:
    """Ask where, and make an empty timeline there."""
    documents_folder().mkdir(parents=True, exist_ok=True)
    wanted = window.tr("Timelines (*{suffix})").format(suffix=SUFFIX)
    start = str(Path(folder_now(window), window.tr("Untitled") + SUFFIX))
    typed, _ = QFileDialog.getSaveFileName(window, window.tr("New timeline"), start, wanted)
    if not typed:
        return
    path = Path(typed) if Path(typed).suffix else Path(typed + SUFFIX)
    try:
        create(path).close()
    except DemarcheError as error:
        tell(window, window.tr("The timeline was not made"), str(error))
        return
    window.open_document(path)


def _asked(window: Window) -> Path | None:
    wanted = window.tr("Timelines (*{suffix})").format(suffix=SUFFIX)
    path, _ = QFileDialog.getOpenFileName(window, window.tr("Open a timeline"), folder_now(window), wanted)
    return Path(path) if path else None


def ask_for_document(window: Window) -> None:
    """Ask for a document and open it."""
    path = _asked(window)
    if path:
        window.open_document(path)


def open_in_window(window: Window) -> None:
    """Ask for a document and open it in a window of its own."""
    path = _asked(window)
    if path:
        window.window_requested.emit(path)


def _patterns() -> str:
    return " ".join(f"*{suffix}" for found in FORMATS for suffix in found.suffixes)


def can_be_imported(path: Path) -> bool:
    """Tell by its ending whether a file holds rows to take in."""
    return any(path.suffix.lower() in found.suffixes for found in FORMATS)


def import_into(window: Window) -> None:
    """Ask for a file and take its rows in, all or none."""
    wanted = window.tr("Files to import ({patterns})").format(patterns=_patterns())
    path, _ = QFileDialog.getOpenFileName(window, window.tr("Import"), folder_now(window), wanted)
    if path:
        import_path(window, Path(path))


def import_path(window: Window, path: Path) -> None:
    """Take the rows of a file in, all or none; it can be stopped."""
    try:
        with showing_progress(window, window.tr("Importing {name}").format(name=path.name)) as progress:
            change = import_file(window.session.store, path, progress=progress)
    except DemarcheError as error:
        tell(window, window.tr("Nothing was imported"), str(error))
        return
    window.session.tell(change)
    window.canvas.sight.fit()
    rows = sum(part.last_id - part.first_id + 1 for part in change.rows)
    window.offer_undo(window.tr("{rows} rows of {name} were imported").format(rows=rows, name=path.name))


def export_from(window: Window) -> None:
    """Ask for a file and write the whole document into it."""
    session = window.session
    known = None if session.horizon is None else session.passing(EVERYTHING)
    _export(window, session.store.path, None if known is None else known.tolist())


def export_range(window: Window) -> None:
    """Ask for a file and write the entries of the selected range that pass the filter into it."""
    session, view = window.session, window.view_state.view
    if view.span is None:
        return
    entries = entries_within(session.timeline, session.passing(view.filter), days_within(view.span))
    if not len(entries):
        nothing = window.tr("The selected range holds no entry that passes the filter.")
        tell(window, window.tr("Nothing was exported"), nothing)
        return
    name = window.tr("{name}, range").format(name=session.store.path.stem)
    _export(window, session.store.path.with_stem(name), entries.tolist())


def _export(window: Window, proposed: Path, entries: list[int] | None) -> None:
    store = window.session.store
    start = str(Path(folder_now(window), proposed.with_suffix(FORMATS[0].suffixes[0]).name))
    wanted = ";;".join(f"{f.name} ({' '.join('*' + s for s in f.suffixes)})" for f in FORMATS)
    path, _ = QFileDialog.getSaveFileName(window, window.tr("Export"), start, wanted)
    if not path:
        return
    try:
        with showing_progress(window, window.tr("Exporting {name}").format(name=Path(path).name)) as progress:
            hides = window.session.hides
            export_file(store, Path(path), entries=entries, leaves_out=hides, progress=progress)
    except DemarcheError as error:
        tell(window, window.tr("Nothing was exported"), str(error))
        return
    window.say(window.tr("{name} was written").format(name=Path(path).name))


def save_a_copy(window: Window) -> None:
    """Ask where, and put a copy of the document there, with its history."""
    store = window.session.store
    wanted = window.tr("Timelines (*{suffix})").format(suffix=SUFFIX)
    name = window.tr("{name} as it was") if window.session.is_private else window.tr("{name} copy")
    start = str(Path(folder_now(window), store.path.with_stem(name.format(name=store.path.stem)).name))
    typed, _ = QFileDialog.getSaveFileName(window, window.tr("Save a copy"), start, wanted)
    if not typed:
        return
    path = Path(typed) if Path(typed).suffix else Path(typed + SUFFIX)
    try:
        with showing_progress(window, window.tr("Copying {name}").format(name=path.name)) as progress:
            save_copy(store, path, progress=partial(_share, progress))
    except DemarcheError as error:
        tell(window, window.tr("No copy was saved"), str(error))
        return
    window.say(window.tr("{name} was written").format(name=path.name))


def _share(progress: Callable[[int, int], None], share: float) -> None:
    progress(round(100 * share), 100)


def show_backups(window: Window) -> None:
    """Show the backups of this document and of others."""
    from timeline_app.ui.dialogs.backups import BackupsDialog

    dialog = BackupsDialog(window.session, window)
    dialog.open_requested.connect(window.open_document)
    dialog.open()


def open_example(window: Window, name: str, _checked: object = None) -> None:
    """Open the user's own copy of an example."""
    try:
        window.open_document(own_example(name))
    except DemarcheError as error:
        tell(window, window.tr("The example cannot be opened"), str(error))


def open_recent(window: Window, path: Path, _checked: object = None) -> None:
    """Open a document that was open before."""
    window.open_document(path)


def dropped(event: QDropEvent) -> Path | None:
    """Give the one local file that is dragged, if it is one."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def take_dropped(window: Window, path: Path) -> None:
    """Take in the rows of a file that was dropped, or open it."""
    if can_be_imported(path) and window.session.is_open:
        import_path(window, path)
    else:
        window.open_document(path)
