"""Text from a document is only text: hostile strings in every field, seen in every part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hostile_documents import one_of_each_with, written
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QMenu, QMessageBox, QPushButton, QTextEdit, QWidget

from timeline_app.domain.fields import LINE_LIMIT
from timeline_app.domain.plain_text import one_line, show_controls
from timeline_app.storage.opening import open_store
from timeline_app.ui.entry_words import facts_of, headline, kind_and_date
from timeline_app.ui.paint.files import FORMATS, write_picture
from timeline_app.ui.pictures import Picture, scene_of
from timeline_app.ui.theme import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from timeline_app.ui.window import Window

ODD = (254, 1, 253)
"""A colour that no theme has: it is on screen only if a picture was loaded."""

SVG_TAGS = {
    *("svg", "title", "desc", "defs", "g", "path", "rect", "polyline", "polygon", "image"),
    *("linearGradient", "stop"),
}

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
    "controls": "one\u2028two\u0085three\u0007\u001b[31m\u007f\ufeff\U0010ffff%s {{0}} \\n",
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


def test_every_part_of_the_window_shows_it_as_it_is_written(hostile: Window, text: str) -> None:
    _check_widgets(hostile)
    _check_tray(hostile, text)
    for entry in (1, 2, 3):
        _check_inspector(hostile, text, entry)
        _check_card(hostile, text, entry)
    _check_buttons(hostile)
    _check_chip_menu(hostile, text)
    _check_message(hostile, text)


def _check_tray(window: Window, text: str) -> None:
    scene = window.canvas.scene_now
    assert scene is not None
    assert scene.tray == ((3, one_line(_as_line(text))),)


def _check_inspector(window: Window, text: str, entry: int) -> None:
    window.session.select(entry)
    shown = _labels(window.inspector)
    assert any(one_line(text, 60)[:40].rstrip("…") in line for line in shown)
    assert any(show_controls(text[:200])[:80] in line for line in shown)
    _check_widgets(window)


def _check_card(window: Window, text: str, entry: int) -> None:
    card = window.session.card(entry)
    assert card is not None
    words = kind_and_date(card), headline(card), "\n".join(facts_of(card))
    window.canvas.pointing._card.show_words(*words, QPoint(300, 300))
    assert one_line(text, 60)[:20] in " ".join(_labels(window.canvas.pointing._card))
    assert not _shows_odd_colour(window.canvas.pointing._card.grab().toImage())


def _check_buttons(window: Window) -> None:
    window.session.select(1)
    buttons = window.inspector.findChildren(QPushButton)
    assert buttons
    assert all("&" not in button.text().replace("&&", "") for button in buttons)


def _check_chip_menu(window: Window, text: str) -> None:
    window.canvas.pointing.offer((1, 2, 3), QPoint(10, 10))
    menu = window.canvas.findChild(QMenu)
    assert isinstance(menu, QMenu)
    title = one_line(_as_line(text), 90)
    assert [action.text() for action in menu.actions()] == [title.replace("&", "&&")] * 3
    assert "\t" not in title
    menu.close()


def _check_message(window: Window, text: str) -> None:
    window.session.failed.emit(text)
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.informativeText() == show_controls(text)[:4000]
    assert {label.textFormat() for label in box.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    assert not _shows_odd_colour(box.grab().toImage())
    box.close()


def _as_line(text: str) -> str:
    """Cut a text as a field of one line takes it."""
    return text.replace("\n", " ")[:LINE_LIMIT]


def test_pictures_in_files_hold_it_as_text(text: str, tmp_path: Path, qtbot: QtBot) -> None:
    path = written(tmp_path / "hostile.demarche", one_of_each_with(text))
    with open_store(path) as store:
        scene = scene_of(store, Picture(800, 500))
    for ending in FORMATS:
        write_picture(tmp_path / f"out.{ending}", scene, THEMES["light"], one_line(text))
    assert not _shows_odd_colour(QImage(str(tmp_path / "out.png")))
    drawn = ET.parse(tmp_path / "out.svg")
    assert {element.tag.partition("}")[2] for element in drawn.iter()} <= SVG_TAGS
    assert b"/Subtype /Image" not in (tmp_path / "out.pdf").read_bytes()


@pytest.mark.parametrize(
    "name", ["<b>bold<i> & co.demarche", "(x) %1 {0} %s.demarche", "إدلب (2024).demarche"]
)
def test_a_file_is_called_by_its_name_in_the_title(
    open_window: Callable[[str], Window], name: str, tmp_path: Path
) -> None:
    window = open_window("idlib-2024")
    assert window.session.open(written(tmp_path / name, ()))
    assert window.windowTitle().startswith(name)
    _check_widgets(window)
