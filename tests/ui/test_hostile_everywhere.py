"""Text is only text: twelve hostile strings and more, imported and typed, in every window that there is."""

from __future__ import annotations

import ast
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile_documents import one_of_each_with, written
from plainness import check_plain, is_plain, is_plain_tip, odd_picture, shows_odd_colour
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from timeline_app.domain.checking import fault_in
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.filtering import Filter
from timeline_app.domain.plain_text import one_line, show_controls
from timeline_app.domain.records import RECORDS, rules_of
from timeline_app.drafts import drafts_of, keep_draft
from timeline_app.storage.backups import make_backup
from timeline_app.transfer import export_file, import_file
from timeline_app.ui.copying import copy_sentence
from timeline_app.ui.dialogs.messages import tell
from timeline_app.ui.dialogs.progress import ProgressDialog
from timeline_app.ui.dialogs.sheets import show_error, show_log
from timeline_app.ui.fields.field import Field
from timeline_app.ui.fields.picker import PickerField
from timeline_app.ui.lists.kinds import KINDS
from timeline_app.ui.paint.files import FORMATS, write_picture
from timeline_app.ui.theme import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from timeline_app.ui.forms.card import RecordCard
    from timeline_app.ui.window import Window

ROOT = Path(__file__).parent.parent.parent
HOSTILE = {
    "picture": '<b>bold</b><img src="{picture}" width="400" height="300">',
    "pipe": '<img src="{pipe}"> <a href="{pipe}">x</a>',
    "override": "invoice\u202egnp.exe\u202c and \u2066isolate\u2069\u200f",
    "ampersands": "A & B && C &D",
    "formula": "=1+1",
    "formula at": "@SUM(A1) +x -x",
    "breaks": "one\ttwo\nthree\rfour\r\nfive",
    "word": "Donaudampfschifffahrt" * 240,
    "emoji": "👩\u200d👩\u200d👧\u200d👦 🇹🇷🇸🇾 \U0001f600\ufe0f",
    "mixed": "Erdoğan مؤتمر إدلب (2024) گفت\u200cوگو שלום Latin ١٢٣ [5]",
    "places": "%1 {{0}} {{name}} %s %n {{}}",
    "combining": "Z\u0337\u0351\u0313\u0308\u034a" * 40 + "e\u0301" + "\u0300" * 200,
}
REFUSED = {
    "NUL": ("before\0after", "NUL"),
    "half a character": ("before\ud83dafter", "half a character"),
    "too long": ("x" * 100_000, "100,000 characters"),
}


@pytest.fixture
def named(tmp_path: Path) -> dict[str, str]:
    """Name a picture in a colour of its own, and a pipe that whoever opens it waits for."""
    picture, pipe = tmp_path / "odd.png", tmp_path / "pipe"
    assert odd_picture().save(str(picture))
    os.mkfifo(pipe)
    return {"picture": picture.as_uri(), "pipe": pipe.as_uri()}


@pytest.fixture(params=HOSTILE)
def text(request: pytest.FixtureRequest, named: dict[str, str]) -> str:
    """One hostile string after the other."""
    return HOSTILE[request.param].format(**named)


@pytest.fixture
def hostile(open_window: Callable[[str], Window], text: str, tmp_path: Path) -> Window:
    """Open a window on a document with one hostile string in every text field."""
    window = open_window("idlib-2024")
    assert window.session.open(written(tmp_path / "hostile.demarche", one_of_each_with(text)))
    return window


def _dialog(window: QWidget) -> QDialog:
    """Give the dialog that was just opened over a window."""
    shown = [child for child in window.findChildren(QDialog) if child.isVisible()]
    assert shown, "no dialog"
    return shown[-1]


def _check_and_close(window: QWidget) -> None:
    dialog = _dialog(window)
    check_plain(dialog)
    dialog.reject()


# In the main window


def test_every_part_of_the_main_window(hostile: Window, text: str, qtbot: QtBot) -> None:
    hostile.show_dock("table")
    hostile.show_dock("history")
    check_plain(hostile)
    for entry in (1, 2, 3):
        hostile.session.select(entry)
        check_plain(hostile)
        for card in _cards(hostile):
            card.open_form()
        check_plain(hostile)
    _check_found(hostile, text)
    _check_filter(hostile)
    _check_words_said(hostile, text)
    qtbot.wait(1)


def _cards(window: Window) -> list[RecordCard]:
    page = window.inspector.page
    parts = [card for section in page.parts.sections.values() for card in section.cards.values()]  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
    return [page.entry_card, *parts]  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]


def _check_found(window: Window, text: str) -> None:
    window.search.setText(one_line(text, 40)[:12])
    check_plain(window)
    window.search.leave()


def _check_filter(window: Window) -> None:
    tags = frozenset(one_line(str(tag), 400) for tag in ("x",))
    window.filter_bar._change(
        Filter(
            parties=frozenset({1}), topics=frozenset({1}), coders=frozenset({1}), tags=tags, text="<b>x</b>"
        )
    )
    for menu in window.filter_bar.findChildren(QMenu):
        menu.aboutToShow.emit()
    check_plain(window)
    for name in ("parties", "topics", "tags", "coders"):
        window.filter_bar.ask_for(name)
        _check_and_close(window)
    window.filter_bar.clear()


def _check_words_said(window: Window, text: str) -> None:
    window.say(text)
    window.offer_undo(text)
    uid = window.session.document_uid
    keep_draft(uid, "new entry", {"title": text})
    window.inspector.draft_bar.offer(drafts_of(uid))
    check_plain(window)
    words = show_controls(text[:500])
    window.canvas.pointing._card.show_words(words, words, words, QPoint(10, 10))
    check_plain(window.canvas.pointing._card, fits=False)


def test_steps_in_menus_toolbar_and_history_are_named_as_text(hostile: Window, text: str) -> None:
    hostile.session.select(1)
    hostile.run("entry.duplicate")
    hostile.show_dock("history")
    hostile.history.steps.selectRow(0)
    copy_sentence(hostile)
    assert not QGuiApplication.clipboard().mimeData().hasHtml()
    words = hostile.actions_by_id["edit.undo"].text()
    assert one_line(text, 20)[:8].replace("&", "&&") in words
    for menu in hostile.menuBar().findChildren(QMenu):
        menu.aboutToShow.emit()
    check_plain(hostile)
    hostile.run("edit.undo")
    check_plain(hostile)


# In the other windows


def test_the_lists_and_their_dialogs(hostile: Window) -> None:
    for kind in KINDS:
        hostile.show_list(kind.table)
        lists = hostile._lists
        assert lists is not None
        lists.page.view.go_to_first()
        check_plain(lists)
        lists.page.make_new()
        _check_and_close(lists)
        if kind.table in ("party", "topic"):
            lists.page.merge_current()
            _check_and_close(lists)
        lists.page.delete_current()
        for box in lists.findChildren(QMessageBox):
            check_plain(box)
            box.close()
    lists = hostile._lists
    assert lists is not None
    lists.close()


def test_the_dialogs(hostile: Window, text: str) -> None:
    make_backup(hostile.session.store.path, "asked")
    hostile.session.pick([1, 2, 3], 1)
    for command in ("edit.settings", "help.palette", "help.keys", "file.backups", "entry.change"):
        hostile.run(command)
        _check_and_close(hostile)
    line = show_controls(text).replace("\n", " ").replace("\t", " ")[:400]
    preview = hostile.table.paste(
        f"Date\tTitle\t{line}\n2 Dec 2024\t{line}\t{line}\n{line}\t{line}\t{line}\n"
    )
    assert preview is not None
    preview.preview.index(1, 0)
    check_plain(preview)
    preview.reject()
    for make in (show_error, lambda parent, _: show_log(parent)):
        dialog = make(hostile, text)
        check_plain(dialog)
        dialog.reject()


def test_messages_and_progress(hostile: Window, text: str) -> None:
    tell(hostile, "That did not work", text)
    box = hostile.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    check_plain(box)
    assert {label.textFormat().name for label in box.findChildren(QLabel)} == {"PlainText"}
    box.close()
    progress = ProgressDialog(text, hostile)
    check_plain(progress)
    progress.deleteLater()


def test_pictures_and_exports_hold_it_as_text(hostile: Window, text: str, tmp_path: Path) -> None:
    scene = hostile.canvas.scene_with_legend()
    for ending in FORMATS:
        write_picture(tmp_path / f"out.{ending}", scene, THEMES["dark"], one_line(text))
    assert not shows_odd_colour(QImage(str(tmp_path / "out.png")))
    assert b"<img" not in (tmp_path / "out.svg").read_bytes()
    assert b"/Subtype /Image" not in (tmp_path / "out.pdf").read_bytes()
    export_file(hostile.session.store, tmp_path / "out.json")
    exported = json.loads((tmp_path / "out.json").read_text())
    assert text in json.dumps(exported, ensure_ascii=False) or json.dumps(text)[1:-1] in json.dumps(exported)


# Typed


@pytest.fixture
def whatever(request: pytest.FixtureRequest, named: dict[str, str]) -> str:
    """One of the strings that are shown or of those that are refused."""
    name: str = request.param
    return REFUSED[name][0] if name in REFUSED else HOSTILE[name].format(**named)


@pytest.mark.parametrize("whatever", [*HOSTILE, *REFUSED], indirect=True)
def test_what_is_typed_into_any_field_is_kept_or_refused_in_words(window: Window, whatever: str) -> None:
    window.run("entry.new")
    _type_into_all(window.inspector, whatever)
    check_plain(window)
    for kind in KINDS:
        window.show_list(kind.table)
        lists = window._lists
        assert lists is not None
        lists.page.make_new()
        dialog = _dialog(lists)
        _type_into_all(dialog, whatever)
        check_plain(dialog)
        dialog.reject()
        dialog.reject()
    lists = window._lists
    assert lists is not None
    lists.close()


def _type_into_all(form: QWidget, text: str) -> None:
    for field in form.findChildren(Field):
        box = field.focusProxy()
        if isinstance(box, QLineEdit):
            box.insert(text)
        elif isinstance(box, QPlainTextEdit):
            QGuiApplication.clipboard().setText(text)
            box.paste()
        field.finish()
        if isinstance(field, PickerField):
            field.offer()
            check_plain(field.list, fits=False)
            field.list.hide()
    QApplication.processEvents()


# Imported


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_field_can_hold_is_refused_in_words(name: str) -> None:
    text, _ = REFUSED[name]
    for record in RECORDS:
        for rule in rules_of(record).values():
            if (
                rule.kind in ("line", "text", "json", "date")
                and rule.limit < len(text) + (name != "too long") * 10**7
            ):
                fault = fault_in(rule, text)
                assert fault is not None, f"{record.TABLE} {rule.label}"
                assert is_plain(fault)


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_with_such_text_is_refused_whole(window: Window, name: str, tmp_path: Path) -> None:
    text, why = REFUSED[name]
    store = window.session.store
    export_file(store, tmp_path / "good.json")
    data = json.loads((tmp_path / "good.json").read_text())
    data["tables"]["entry"][0]["title"] = text
    (tmp_path / "bad.json").write_text(json.dumps(data))
    before = len(store.steps())
    with pytest.raises(DemarcheError) as raised:
        import_file(store, tmp_path / "bad.json")
    assert is_plain_tip(show_controls(str(raised.value)))
    assert why in str(raised.value) or "surrogate" in str(raised.value)
    assert len(store.steps()) == before


# In the code


def test_whatever_makes_a_label_makes_it_plain() -> None:
    functions = [
        (file.relative_to(ROOT), node)
        for file in sorted((ROOT / "timeline_app" / "ui").rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and "QLabel" in _called(node)
    ]
    assert functions
    bare = [
        f"{file}:{node.lineno}"
        for file, node in functions
        if not {"setTextFormat", "setPixmap"} & _called(node)
    ]
    assert not bare, f"labels whose text may be taken for HTML: {bare}"


@pytest.mark.parametrize("call", ["setHtml", "setToolTip", "setWhatsThis"])
def test_hints_hold_no_words_of_a_document(call: str) -> None:
    """Hints are constants, or come through a helper that escapes."""
    allowed = {"setToolTip": 12, "setHtml": 0, "setWhatsThis": 0}
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "timeline_app" / "ui").rglob("*.py")]
    assert sum(source.count(f".{call}(") for source in sources) <= allowed[call]


def _called(function: ast.FunctionDef) -> set[str]:
    """Name what a function calls."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
