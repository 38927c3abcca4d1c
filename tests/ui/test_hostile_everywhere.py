"""Text is only text: hostile strings imported and typed, in every other window that there is.

`test_hostile_text` has the main window.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile_documents import REFUSED
from plainness import check_plain, is_plain, is_plain_tip, let_go
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from timeline_app.domain.checking import fault_in
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import show_controls
from timeline_app.domain.records import RECORDS, Entry, rules_of
from timeline_app.storage.backups import make_backup
from timeline_app.storage.rows import rows
from timeline_app.transfer import export_file, import_file
from timeline_app.ui import beside
from timeline_app.ui.dialogs.progress import ProgressDialog
from timeline_app.ui.dialogs.sheets import show_error, show_log
from timeline_app.ui.fields.field import Field
from timeline_app.ui.fields.picker import PickerField
from timeline_app.ui.lists.kinds import KINDS

if TYPE_CHECKING:
    from timeline_app.ui.window import Window

ROOT = Path(__file__).parent.parent.parent


def _dialog(window: QWidget) -> QDialog:
    """Give the dialog that was just opened over a window."""
    shown = [child for child in window.findChildren(QDialog) if child.isVisible()]
    assert shown, "no dialog"
    return shown[-1]


def _check_and_close(window: QWidget) -> None:
    dialog = _dialog(window)
    check_plain(dialog)
    dialog.reject()
    let_go()


def test_the_lists_and_their_dialogs(hostile: Window) -> None:
    for kind in KINDS:
        beside.show_list(hostile, kind.table)
        lists = hostile.lists
        assert lists is not None
        check_plain(lists)
        for row_id in lists.page.model.ids():
            lists.page.select(row_id)
            check_plain(lists.page.detail, fits=False)
            if kind.table in ("party", "topic"):
                lists.page.merge_current()
                _check_and_close(lists)
            lists.page.delete_current()
            for box in lists.findChildren(QMessageBox):
                check_plain(box)
                box.close()
            let_go()
        lists.page.make_new()
        _check_and_close(lists)
        check_plain(lists)
    lists = hostile.lists
    assert lists is not None
    lists.close()


def test_the_dialogs(hostile: Window, texts: list[str]) -> None:
    make_backup(hostile.session.store.path, "asked")
    entries = [entry.id for entry in rows(hostile.session.store, Entry)]
    hostile.session.pick(entries, entries[0])
    for command in ("edit.settings", "help.palette", "help.keys", "file.backups", "entry.change"):
        hostile.run(command)
        _check_and_close(hostile)
    lines = [show_controls(text).replace("\n", " ").replace("\t", " ")[:400] for text in texts]
    pasted = ["\t".join(["Date", "Title", *lines])]
    pasted += [f"2 Dec 2024\t{line}\t{line}" for line in lines] + [
        f"{line}\t{line}\t{line}" for line in lines
    ]
    preview = hostile.docks.table.paste("\n".join(pasted) + "\n")
    assert preview is not None
    preview.preview.index(1, 0)
    check_plain(preview)
    preview.reject()
    for text in texts:
        for dialog in (show_error(hostile, text), show_log(hostile)):
            check_plain(dialog)
            dialog.reject()


def test_messages_and_progress(hostile: Window, texts: list[str]) -> None:
    for text in texts:
        hostile.session.failed.emit(text)
        box = hostile.findChild(QMessageBox)
        assert isinstance(box, QMessageBox)
        assert box.informativeText() == show_controls(text)[:4000]
        check_plain(box)
        assert {label.textFormat().name for label in box.findChildren(QLabel)} == {"PlainText"}
        box.close()
        let_go()
        progress = ProgressDialog(text, hostile)
        check_plain(progress)
        progress.deleteLater()


# Typed


def test_what_is_typed_into_any_field_is_kept_or_refused_in_words(window: Window, texts: list[str]) -> None:
    typed = [*texts, *(text for text, _ in REFUSED.values())]
    window.run("entry.new")
    _type_into_all(window.inspector, typed)
    for kind in KINDS:
        beside.show_list(window, kind.table)
        lists = window.lists
        assert lists is not None
        lists.page.make_new()
        dialog = _dialog(lists)
        _type_into_all(dialog, typed)
        dialog.reject()
    lists = window.lists
    assert lists is not None
    lists.close()


def _type_into_all(form: QWidget, texts: list[str]) -> None:
    for text in texts:
        QGuiApplication.clipboard().setText(text)
        for field in form.findChildren(Field):
            _type_into(field, text)
        QApplication.processEvents()
        check_plain(form.window())


def _type_into(field: Field, text: str) -> None:
    """Type in place of what is there."""
    box = field.focusProxy()
    if isinstance(box, QLineEdit):
        box.clear()
        box.insert(text)
    elif isinstance(box, QPlainTextEdit):
        box.clear()
        box.paste()
    field.finish()
    if isinstance(field, PickerField):
        field.offer()
        check_plain(field.list, fits=False)
        field.list.hide()


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
    allowed = {"setToolTip": 14, "setHtml": 0, "setWhatsThis": 0}
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "timeline_app" / "ui").rglob("*.py")]
    assert sum(source.count(f".{call}(") for source in sources) <= allowed[call]


def _called(function: ast.FunctionDef) -> set[str]:
    """Name what a function calls."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
