"""Commands that take something out: a picture, or an entry as a sentence with its citation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QFileDialog

from timeline_app.domain.errors import DemarcheError
from timeline_app.ui.dialogs.messages import tell
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
