"""Text from a document is only text: hostile strings in every field, seen in every part of the main window.

One document holds them all, so that each part is made once. `test_hostile_everywhere` has the other windows.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hostile_documents import written
from plainness import check_plain, let_go, shows_odd_colour
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from timeline_app.domain.fields import LINE_LIMIT, TEXT_LIMIT
from timeline_app.domain.filtering import FIELD_LABELS, Filter
from timeline_app.domain.plain_text import one_line, show_controls
from timeline_app.domain.records import Document, Entry, Note
from timeline_app.drafts import drafts_of, keep_draft
from timeline_app.layout.scene import Hit
from timeline_app.storage.folding import folded
from timeline_app.storage.rows import get, rows, update
from timeline_app.transfer import export_file
from timeline_app.ui.copying import copy_sentence
from timeline_app.ui.entry_words import facts_of, headline, kind_and_date
from timeline_app.ui.inspector.entry_page import EntryPage
from timeline_app.ui.paint.files import FORMATS, write_picture
from timeline_app.ui.pictures import Picture, scene_of
from timeline_app.ui.theme import THEMES
from timeline_app.ui.timeline.list_popup import ListPopup

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.ui.forms.card import RecordCard
    from timeline_app.ui.window import Window

SVG_TAGS = {
    *("svg", "title", "desc", "defs", "g", "path", "rect", "polyline", "polygon", "image"),
    *("linearGradient", "stop"),
}
EACH = 3
"""Entries that have the same text."""


def _entries_of(place: int) -> range:
    """Give the entries that hold one of the texts."""
    return range(place * EACH + 1, place * EACH + EACH + 1)


def _as_line(text: str) -> str:
    """Cut a text as a field of one line takes it."""
    return text.replace("\n", " ").replace("\r", " ")[:LINE_LIMIT]


def _labels(widget: QWidget) -> list[str]:
    return [label.text().replace("\u200b", "") for label in widget.findChildren(QLabel)]


def test_entries_are_shown_as_they_are_written(hostile: Window, texts: list[str]) -> None:
    for place, text in enumerate(texts):
        for entry in _entries_of(place):
            _select(hostile, entry)
            _check_inspector(hostile, text)
            _check_card(hostile, text, entry)
            copy_sentence(hostile)
            assert not QGuiApplication.clipboard().mimeData().hasHtml()
        check_plain(hostile)


def _select(window: Window, entry: int | None) -> None:
    """Select an entry, and let the page before it go."""
    window.session.select(entry)
    let_go()


@pytest.mark.parametrize("word", ["word &amp; more ", "W"])
def test_texts_as_long_as_can_be_are_shown(
    word: str, show_window: Callable[[Path], Window], tmp_path: Path
) -> None:
    text = (word * TEXT_LIMIT)[:TEXT_LIMIT].strip()
    records = [Entry(id=1, title=text[:LINE_LIMIT], body=text), Note(id=1, entry_id=1, text=text)]
    window = show_window(written(tmp_path / "long.demarche", records))
    window.session.select(1)
    assert _labels(window.inspector).count(text) == len(records)
    check_plain(window)


def _check_inspector(window: Window, text: str) -> None:
    shown = _labels(window.inspector)
    assert any(one_line(_as_line(text), 60)[:40].rstrip("…") in line for line in shown)
    assert any(show_controls(text[:200])[:80] in line for line in shown)
    buttons = window.inspector.findChildren(QPushButton)
    assert buttons
    assert all("&" not in button.text().replace("&&", "") for button in buttons)
    check_plain(window.inspector)


def _check_card(window: Window, text: str, entry: int) -> None:
    card = window.session.card(entry)
    assert card is not None
    words = kind_and_date(card), headline(card), "\n".join(facts_of(card))
    window.canvas.pointing._card.show_words(*words, QPoint(300, 300))
    assert one_line(_as_line(text), 60)[:20] in " ".join(_labels(window.canvas.pointing._card))
    check_plain(window.canvas.pointing._card, fits=False)


def test_forms_are_filled_with_it_as_text(hostile: Window, texts: list[str]) -> None:
    for place in range(len(texts)):
        for entry in _entries_of(place)[:2]:  # the third has nothing that these have not
            _select(hostile, entry)
            for card in _cards(hostile):
                card.open_form()
        check_plain(hostile)


def _cards(window: Window) -> list[RecordCard]:
    page = window.inspector.page
    assert isinstance(page, EntryPage)
    parts = [card for section in page.parts.sections.values() for card in section.cards.values()]
    return [page.entry_card, *parts]


def test_lanes_table_and_history_show_it_as_text(hostile: Window, texts: list[str]) -> None:
    hostile.docks.show("table")
    hostile.docks.show("history")
    check_plain(hostile)
    hostile.resize(1440, 9000)
    check_plain(hostile, fits=False)
    scene = hostile.canvas.scene_now
    assert scene is not None
    undated = {_entries_of(place)[-1]: one_line(_as_line(text)) for place, text in enumerate(texts)}
    assert dict(scene.tray) == undated
    entries = tuple(entry for place in range(len(texts)) for entry in _entries_of(place))
    hostile.canvas.offering.open(Hit("chip", entries), QPoint(10, 10))
    popup = hostile.findChild(ListPopup)
    assert isinstance(popup, ListPopup)
    titles = [one_line(_as_line(text)) for text in texts for _ in range(EACH)]
    listed = [popup.listed.index(row, 0).data().split("\n") for row in range(len(titles))]
    assert [lines[0] for lines in listed] == titles
    assert all(len(lines) == 2 for lines in listed)
    check_plain(popup, fits=False)
    popup.close()


def test_the_document_is_named_as_text(hostile: Window, texts: list[str]) -> None:
    store = hostile.session.store
    document = get(store, Document, 1)
    assert document is not None
    _select(hostile, None)
    for text in texts:
        with hostile.session.edit("Name"):
            update(
                store,
                Document(id=1, uid=hostile.session.document_uid, title=_as_line(text), description=text),
            )
        check_plain(hostile)


def test_what_is_found_and_filtered_is_text(hostile: Window, texts: list[str]) -> None:
    bar = hostile.filter_bar
    for place, text in enumerate(texts, 1):
        hostile.search.setText(one_line(text, 40)[:12])
        assert hostile.search.results is not None
        check_plain(hostile.search.results, fits=False)
        of_each = frozenset({place})
        tags = frozenset({folded(_as_line(text))})
        bar._change(Filter(parties=of_each, topics=of_each, coders=of_each, tags=tags, text=_as_line(text)))
        check_plain(bar, fits=False)
    check_plain(hostile)
    hostile.search.leave()
    for menu in bar.findChildren(QMenu):
        menu.aboutToShow.emit()
    for name in FIELD_LABELS:
        dialog = bar.ask_for(name)
        assert dialog is not None
        check_plain(dialog)
        dialog.reject()


def test_what_the_window_says_is_text(hostile: Window, texts: list[str]) -> None:
    uid = hostile.session.document_uid
    for text in texts:
        hostile.say(text)
        hostile.offer_undo(text)
        keep_draft(uid, "new entry", {"title": text})
        hostile.inspector.draft_bar.offer(drafts_of(uid))
        check_plain(hostile)
        words = show_controls(text[:500])
        hostile.canvas.pointing._card.show_words(words, words, words, QPoint(10, 10))
        check_plain(hostile.canvas.pointing._card, fits=False)


def test_steps_in_menus_toolbar_and_history_are_named_as_text(hostile: Window, texts: list[str]) -> None:
    hostile.docks.show("history")
    for place, text in enumerate(texts):
        _select(hostile, _entries_of(place)[-1])
        hostile.run("entry.duplicate")
        hostile.docks.history.steps.selectRow(0)
        words = hostile.actions_by_id["edit.undo"].text()
        assert one_line(text, 20)[:8].replace("&", "&&") in words
        for menu in hostile.menuBar().findChildren(QMenu):
            menu.aboutToShow.emit()
        check_plain(hostile)
        hostile.run("edit.undo")
        check_plain(hostile)


def test_pictures_and_exports_hold_it_as_text(hostile: Window, texts: list[str], tmp_path: Path) -> None:
    shown = hostile.canvas.scene_with_legend()
    whole = scene_of(hostile.session.store, Picture(800, 9000))
    for name, scene, theme in (("shown", shown, "dark"), ("whole", whole, "light")):
        for ending in FORMATS:
            write_picture(tmp_path / f"{name}.{ending}", scene, THEMES[theme], one_line(texts[0]))
        assert not shows_odd_colour(QImage(str(tmp_path / f"{name}.png")))
        drawn = ET.parse(tmp_path / f"{name}.svg")
        assert {element.tag.partition("}")[2] for element in drawn.iter()} <= SVG_TAGS
        assert b"/Subtype /Image" not in (tmp_path / f"{name}.pdf").read_bytes()
    export_file(hostile.session.store, tmp_path / "out.json")
    exported = {entry["body"] for entry in json.loads((tmp_path / "out.json").read_text())["tables"]["entry"]}
    assert exported == {entry.body for entry in rows(hostile.session.store, Entry)} == set(texts)


@pytest.mark.parametrize(
    "name", ["<b>bold<i> & co.demarche", "(x) %1 {0} %s.demarche", "إدلب (2024).demarche"]
)
def test_a_file_is_called_by_its_name_in_the_title(
    show_window: Callable[[Path], Window], name: str, tmp_path: Path
) -> None:
    window = show_window(written(tmp_path / name, ()))
    assert window.windowTitle().startswith(name)
    check_plain(window)
