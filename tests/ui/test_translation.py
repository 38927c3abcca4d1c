"""The interface can be translated: its texts are found, and a translation is shown."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QTranslator

from timeline_app.app import load_translation
from timeline_app.ui.actions import COMMANDS
from timeline_app.ui.menus import translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parents[2]


def _tool(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    yield
    QLocale.setDefault(before)


def test_texts_are_found_and_a_translation_is_shown(tmp_path: Path, qapp: QApplication, german: None) -> None:
    texts = tmp_path / "demarche_de.ts"
    alias = ("-tr-function-alias", "QT_TRANSLATE_NOOP+=N", "-target-language", "de")
    command = [_tool("pyside6-lupdate"), *alias, "-extensions", "py", "timeline_app", "-ts", str(texts)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    found = texts.read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"<source>{command.text.replace('&', '&amp;')}</source>" in found, command.id
    for context in ("Inspector", "SettingsDialog", "HistoryPanel", "TableView", "SearchField"):
        assert f"<name>{context}</name>" in found
    entry = '<source>&amp;File</source>\n        <translation type="unfinished"></translation>'
    assert entry in found
    german_file = "<source>&amp;File</source>\n        <translation>&amp;Datei</translation>"
    texts.write_text(found.replace(entry, german_file), encoding="utf-8")
    subprocess.run([_tool("pyside6-lrelease"), str(texts)], check=True, capture_output=True)
    assert load_translation(qapp, tmp_path)
    try:
        assert translated("&File") == "&Datei"
        assert translated("&Edit") == "&Edit"
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()


def test_without_a_translation_nothing_is_loaded(tmp_path: Path, qapp: QApplication) -> None:
    assert not load_translation(qapp, tmp_path)
