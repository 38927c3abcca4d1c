"""Files that are no timeline, JSON that is not ours, text that would do harm: told, nothing changed."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from commands import IDLIB, SYRIA, UID, Run, entry_row, file_of, refused

from timeline_app import locations
from timeline_app.domain.records import Entry, Party, Revision
from timeline_app.storage import connecting
from timeline_app.storage.opening import open_store
from timeline_app.storage.rows import rows

if TYPE_CHECKING:
    from collections.abc import Callable


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("<html>Not found</html>", encoding="utf-8")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[9000:60_000:7] = bytes(255 - byte for byte in data[9000:60_000:7])
    path.write_bytes(data)


def _another_programs(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE moz_places (url)")
    conn.close()


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA user_version = 999")
    conn.close()


def _strangers(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TRIGGER trap AFTER INSERT ON party BEGIN DELETE FROM entry; END")
    conn.close()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


SPOILT: list[tuple[Callable[[Path], None], str]] = [
    (_empty, "is empty"),
    (_text, "is not a timeline file"),
    (_cut, "is damaged"),
    (_damaged, "is damaged"),
    (_another_programs, "another program"),
    (_newer, "newer version"),
    (_strangers, "not Demarche's"),
    (_folder, "is a folder"),
    (Path.unlink, "is not there"),
]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("spoil", "told"), SPOILT, ids=[spoil.__name__ for spoil, _ in SPOILT])
def test_a_file_that_is_no_timeline_is_told_and_left_as_it_is(
    run: Run, doc: Path, tmp_path: Path, spoil: Callable[[Path], None], told: str
) -> None:
    run("import", doc, SYRIA)
    spoil(doc)
    before = doc.read_bytes() if doc.is_file() else None
    for words in (
        ("check", doc),
        ("import", doc, IDLIB),
        ("export", doc, "-o", tmp_path / "out.json"),
        ("render", doc, "-o", tmp_path / "out.png"),
    ):
        assert told in refused(run(*words))
    assert (doc.read_bytes() if doc.is_file() else None) == before
    assert not [path for path in tmp_path.iterdir() if path != doc]


def test_a_timeline_in_use_by_another_program_is_told(
    run: Run, doc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "BUSY_MILLISECONDS", 1)
    other = sqlite3.connect(doc, isolation_level=None)
    try:
        other.execute("BEGIN EXCLUSIVE")
        assert "Nothing was changed" in refused(run("import", doc, IDLIB)).replace(
            "nothing was", "Nothing was"
        )
    finally:
        other.close()
    assert run("import", doc, IDLIB).code == 0


@pytest.mark.skipif(
    os.access(locations.EXAMPLES.root, os.W_OK), reason="nothing is read-only to the administrator"
)
def test_a_timeline_that_may_only_be_read_is_read(run: Run, doc: Path, tmp_path: Path) -> None:
    run("import", doc, SYRIA)
    doc.chmod(0o444)
    before = doc.read_bytes()
    assert "only be read" in refused(run("import", doc, IDLIB))
    assert run("export", doc, "-o", tmp_path / "out.json").code == 0
    assert doc.read_bytes() == before


BAD_JSON: list[tuple[bytes, str]] = [
    (b"", "not JSON"),
    (b"\xff\xfe{\x00}\x00", "not UTF-8"),
    (b"[1, 2", "not JSON"),
    (b"{}", "no timeline"),
    (b"[" * 100_000, "nested too deeply"),
    (b'{"format": "demarche", "version": 2, "tables": {}}', "newer"),
    (b'{"format": "demarche", "version": 1, "tables": {"spells": []}}', "no table"),
    (b'{"format": "demarche", "version": 1, "tables": {"party": [{"name": "A"}]}}', "uid"),
    (b'{"format": "demarche", "version": 1, "tables": {}}', "no rows"),
    (b'{"format": "demarche", "format": "demarche"}', "twice"),
]


@pytest.mark.parametrize(("data", "told"), BAD_JSON, ids=[told for _, told in BAD_JSON])
def test_a_bad_file_is_refused_whole(run: Run, doc: Path, tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(data)
    message = refused(run("import", doc, path))
    assert told in message
    assert "Nothing was imported." in message


class TestHostileText:
    @pytest.mark.parametrize(
        ("title", "told"),
        [
            ("with \0 within", "NUL"),
            ("half \ud800 of a sign", "U+D800"),
            ("x" * 100_000, "500"),
            ("two\nlines", "one line"),
            ("", "empty"),
        ],
        ids=["nul", "surrogate", "long", "lines", "empty"],
    )
    def test_what_no_title_holds_is_refused(
        self, run: Run, doc: Path, tmp_path: Path, title: str, told: str
    ) -> None:
        rows_file = file_of(
            tmp_path, party=[{"name": "A", "kind": "state", "lane_order": 0}], entry=[entry_row(title)]
        )
        assert told in refused(run("import", doc, rows_file))
        with open_store(doc, read_only=True) as store:
            assert not list(rows(store, Party))

    @pytest.mark.usefixtures("qapp")
    @pytest.mark.parametrize(
        "title", ["\u202egnp.exe", "<img src=/dev/zero><b>bold</b>", "&amp; %n {0} ' \"", "قرار" * 20]
    )
    def test_the_rest_is_only_text(self, run: Run, doc: Path, tmp_path: Path, title: str) -> None:
        assert run("import", doc, file_of(tmp_path, entry=[entry_row(title)])).code == 0
        with open_store(doc, read_only=True) as store:
            assert [entry.title for entry in rows(store, Entry)] == [title]
        out, picture = tmp_path / "out.json", tmp_path / "out.svg"
        assert run("export", doc, "-o", out).code == 0
        assert json.loads(out.read_text(encoding="utf-8"))["tables"]["entry"][0]["title"] == title
        assert run("render", doc, "-o", picture).code == 0
        drawn = picture.read_text(encoding="utf-8")
        assert "<img" not in drawn
        assert "\u202e" not in drawn

    def test_a_long_text_of_a_source_is_kept(self, run: Run, doc: Path, tmp_path: Path) -> None:
        text = "word " * 20_000
        digest = hashlib.sha256(text.encode()).hexdigest()
        source = {"title": "A report", "uid": UID.format(100)}
        revision = {"source": UID.format(100), "number": 1, "text": text, "sha256": digest}
        assert run("import", doc, file_of(tmp_path, source=[source], revision=[revision])).code == 0
        with open_store(doc, read_only=True) as store:
            assert [revision.text for revision in rows(store, Revision)] == [text]

    def test_a_message_steers_no_terminal(self, run: Run, doc: Path, tmp_path: Path) -> None:
        message = refused(run("import", doc, file_of(tmp_path, **{"par\u202e\x1b[2Jty": []})))
        assert "\u202e" not in message
        assert "\x1b" not in message
