"""Text from a document is only text: hostile strings in every field, seen in every part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hostile_documents import one_of_each_with, written
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox, QPushButton, QTextEdit, QWidget

from timeline_app.domain.plain_text import one_line, show_controls
from timeline_app.ui.paint.files import FORMATS
from timeline_app.ui.pictures import Picture, draw

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from timeline_app.ui.window import Window

ODD = (254, 1, 253)
"""A colour that no theme has: it is on screen only if a picture was loaded."""

HOSTILE = {
    "picture": '<img src="{picture}" width="400" height="300"><b>bold</b>',
    "markup": "<h1>Big</h1><table><tr><td>cell</table><a href='file:///no/such'>click</a>&lt;&amp;",
    "style": "<style>* {{ font-size: 90px; color: red }}</style><p style='font-size:90px'>x</p>",
    "override": "invoice\u202egnp.exe\u202c and \u2066isolate\u2069\u200f\u061c",
    "ampersands": "A && B &C & D\tTab &&& Ctrl+&Q",
    "long": "word &amp; more " * 1500,
    "unbroken": "W" * 20_000,
    "Arabic": "مؤتمر إدلب (2024) [5] الجيش ١٢٣ — «نص»",
    "Persian and Hebrew": "گفت‌وگو با ایران (۱۴۰۳) שלום (1967) [א]",
    "combining": "e\u0301\u0323" + "\u0300" * 300 + "Z̷͑̓a",
    "emoji": "👩‍👩‍👧‍👦 🇹🇷🇸🇾 \U0001f600\ufe0f\u200d",
    "controls": "one\u2028two\u0085three\u0007\u001b[31m\u007f\ufeff\ufffe\U0010ffff%s {{0}} \\n",
}


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """Make a picture in a colour of its own."""
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(0xFF << 24 | ODD[0] << 16 | ODD[1] << 8 | ODD[2])
    path = tmp_path / "odd.png"
    assert image.save(str(path))
    return path


@pytest.fixture(params=HOSTILE)
def text(request: pytest.FixtureRequest, picture: Path) -> str:
    """One hostile string after the other."""
    return HOSTILE[request.param].format(picture=picture.as_uri())


@pytest.fixture
def hostile(open_window: Callable[[str], Window], text: str, tmp_path: Path) -> Window:
    """Open a window on a document with one hostile string in every text field."""
    window = open_window("idlib-2024")
    assert window.session.open(written(tmp_path / "hostile.demarche", one_of_each_with(text)))
    return window


def _shows_odd_colour(image: QImage) -> bool:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return bool((pixels[..., :3] == ODD[::-1]).all(axis=2).any())


def _check_widgets(window: Window) -> None:
    """Check every label, button and hint for markup, and the picture of them all for loaded pictures."""
    shown = [window, *window.findChildren(QWidget)]
    for widget in shown:
        assert "<" not in widget.toolTip()
        assert not isinstance(widget, QTextEdit)
        if isinstance(widget, QLabel):
            assert widget.textFormat() == Qt.TextFormat.PlainText, widget.text()[:60]
            assert not set(widget.text()) & set("\u202e\u202c\u2066\u2069\u200f\u061c\u2028\u0007\u001b")
    assert not _shows_odd_colour(window.grab().toImage())


def _labels(widget: QWidget) -> list[str]:
    return [label.text().replace("\u200b", "") for label in widget.findChildren(QLabel)]


def test_the_inspector_and_the_lanes_show_it_as_it_is_written(
    hostile: Window, text: str, qtbot: QtBot
) -> None:
    _check_widgets(hostile)
    for entry in (1, 2, 3):
        hostile.session.select(entry)
        _check_widgets(hostile)
        shown = _labels(hostile.inspector)
        assert any(one_line(text, 60)[:40].rstrip("…") in line for line in shown)
        assert any(show_controls(text[:200])[:80].split("\n")[0] in line for line in shown)
    scene = hostile.canvas.scene_now
    assert scene is not None
    assert scene.tray == ((3, one_line(text[:500].replace("\n", " "))),)


def test_buttons_and_menus_keep_every_ampersand(hostile: Window, text: str) -> None:
    hostile.session.select(1)
    for button in hostile.inspector.findChildren(QPushButton):
        assert "&" not in button.text().replace("&&", "")
    hostile.canvas._offer((1, 2, 3), QPoint(10, 10))
    menu = hostile.canvas.findChild(QMenu)
    title = one_line(text[:500].replace("\n", " "), 90)
    assert [action.text() for action in menu.actions()] == [title.replace("&", "&&")] * 3
    assert all(isinstance(action, QAction) and "\t" not in action.text() for action in menu.actions())
    menu.close()


def test_the_hover_card_stays_a_card(hostile: Window, text: str) -> None:
    for entry in (1, 2, 3):
        card = hostile.session.card(entry)
        assert card is not None
        hostile.canvas._card.show_entry(card, QPoint(300, 300))
        assert one_line(text, 60)[:20] in " ".join(_labels(hostile.canvas._card))
        _check_widgets(hostile)


def test_messages_show_it_as_it_is_written(hostile: Window, text: str) -> None:
    hostile.session.failed.emit(text)
    box = hostile.findChild(QMessageBox)
    assert box.informativeText() == show_controls(text)[:4000]
    assert {label.textFormat() for label in box.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    assert not _shows_odd_colour(box.grab().toImage())
    box.close()


def test_the_copied_picture_loads_no_other(hostile: Window) -> None:
    hostile.copy_picture()
    assert not _shows_odd_colour(QApplication.clipboard().image())


@pytest.mark.parametrize("ending", FORMATS)
def test_pictures_in_files_hold_it_as_text(text: str, ending: str, tmp_path: Path, qtbot: QtBot) -> None:
    path = written(tmp_path / "hostile.demarche", one_of_each_with(text))
    target = tmp_path / f"out.{ending}"
    draw(str(path), target, Picture(800, 500))
    if ending == "png":
        assert not _shows_odd_colour(QImage(str(target)))
    data = target.read_bytes()
    assert len(data) > 1000
    assert b"<img" not in data
    assert b"odd.png" not in data or b"&lt;img" in data


@pytest.mark.parametrize(
    "name", ["<b>bold</b> & co.demarche", "[*] (x) %1 {0}.demarche", "إدلب (2024).demarche"]
)
def test_a_file_is_called_by_its_name_in_the_title(
    open_window: Callable[[str], Window], name: str, tmp_path: Path
) -> None:
    window = open_window("idlib-2024")
    assert window.session.open(written(tmp_path / name, ()))
    assert window.windowTitle().startswith(name)
    _check_widgets(window)
