"""Commands that take something out: a picture, or an entry as a sentence with its citation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QFileDialog

from timeline_app.domain.errors import DemarcheError
from timeline_app.ui.dialogs.messages import tell
from timeline_app.ui.dialogs.progress import showing_progress
from timeline_app.ui.documents import folder_now
from timeline_app.ui.paint.painting import paint
from timeline_app.ui.sentences import sentence_of

if TYPE_CHECKING:
    from timeline_app.ui.window import Window


def save_picture(window: Window) -> None:
    """Ask for a file and draw what is shown into it, with its legend."""
    from timeline_app.ui.paint.files import write_picture

    if window.canvas.scene_now is None:
        return
    wanted = window.tr("Pictures (*.png *.svg *.pdf)")
    path, _ = QFileDialog.getSaveFileName(window, window.tr("Save picture"), "timeline.png", wanted)
    if path:
        try:
            title = window.session.timeline.title
            write_picture(Path(path), window.canvas.scene_with_legend(), window.theme, title, scale=2.0)
        except DemarcheError as error:
            tell(window, window.tr("The picture was not saved"), str(error))


def save_changes(window: Window) -> None:
    """Ask for a file and write the changes of positions that are listed into it."""
    from timeline_app.standing import rows_of_changes
    from timeline_app.standing_lists import list_changes
    from timeline_app.transfer import write_whole

    window.docks.show("changes")
    panel = window.docks.changes
    panel.read()
    store, lines = window.session.store, panel.model.lines
    if not len(lines):
        tell(window, window.tr("Nothing was exported"), panel.summary.text())
        return
    proposed = window.tr("{name}, changes").format(name=store.path.stem)
    start = str(Path(folder_now(window), f"{proposed}.csv"))
    wanted = "CSV (*.csv);;Markdown (*.md)"
    title = window.tr("Export the changes of positions")
    typed, chosen = QFileDialog.getSaveFileName(window, title, start, wanted)
    if not typed:
        return
    path = Path(typed)
    form = "md" if path.suffix.lower() == ".md" or (not path.suffix and "*.md" in chosen) else "csv"
    path = path if path.suffix else path.with_suffix(f".{form}")
    try:
        with showing_progress(window, window.tr("Exporting {name}").format(name=path.name)) as progress:
            write_whole(path, "".join(list_changes(rows_of_changes(store, lines, progress), form)))
    except DemarcheError as error:
        tell(window, window.tr("Nothing was exported"), str(error))
        return
    window.say(window.tr("{name} was written").format(name=path.name))


def copy_picture(window: Window) -> None:
    """Put what is shown on the clipboard as a picture, with its legend."""
    if window.canvas.scene_now is None:
        return
    scene = window.canvas.scene_with_legend()
    image = QImage(round(scene.width * 2), round(scene.height * 2), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2.0)
    painter = QPainter(image)
    paint(painter, scene, window.theme)
    painter.end()
    QGuiApplication.clipboard().setImage(image)
    window.say(window.tr("Picture copied"))


def copy_sentence(window: Window) -> None:
    """Put the chosen entries on the clipboard, each as a sentence with its citation."""
    cards = [window.session.card(entry) for entry in window.session.chosen()]
    text = "\n".join(sentence_of(card) for card in cards if card)
    if text:
        QGuiApplication.clipboard().setText(text)
        window.say(window.tr("Copied: {text}").format(text=text[:120]))
