"""Every refusal: its own message, and the file byte for byte as it was."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import struct
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from timeline_app import locations
from timeline_app.domain.errors import DocumentError, FieldError
from timeline_app.domain.records import Document, Group
from timeline_app.storage import connecting, open_documents, opening, rows, schema
from timeline_app.storage.opening import create, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def closed(path: Path) -> Path:
    create(path, "Talks").close()
    return path


@contextmanager
def refused(path: Path, *words: str) -> Iterator[None]:
    """The opening within is refused with these words, and leaves the folder as it was."""
    before = {found: found.read_bytes() for found in path.parent.iterdir() if found.is_file()}
    with pytest.raises(DocumentError) as caught:
        yield
    message = str(caught.value)
    assert path.name in message
    for word in words:
        assert word in message
    assert len(re.findall(r"[.:](?= |$)", message)) >= 3, "what happened, what is safe, what to do"
    assert {found: found.read_bytes() for found in path.parent.iterdir() if found.is_file()} == before


def patched(path: Path, place: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(content)


def by_a_stranger(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(sql)


def test_a_new_document_opens_with_its_title(closed: Path) -> None:
    with open_store(closed) as store:
        assert rows.get(store, Document, 1).title == "Talks"  # type: ignore[union-attr]
        assert not store.read_only
        assert store.notice == ""
        assert not store.can_undo()


def test_the_file_names_itself_as_ours(closed: Path) -> None:
    raw = closed.read_bytes()
    assert raw[68:72].isascii()
    assert struct.unpack(">I", raw[60:64]) == (schema.VERSION,)


def test_without_a_title_the_file_gives_it(path: Path) -> None:
    with create(path) as store:
        assert [found.title for found in rows.rows(store, Document)] == ["talks"]


def test_the_policy_is_in_force(closed: Path) -> None:
    expected = {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "cell_size_check": 1,
        "recursive_triggers": 1,
        "temp_store": 2,
        "mmap_size": 0,
        "busy_timeout": 2000,
        "trusted_schema": 1,
    }
    with open_store(closed) as store:
        assert store.conn.isolation_level is None
        for name, value in expected.items():
            assert store.conn.execute(f"PRAGMA {name}").fetchone() == (value,), name


def test_an_existing_file_is_not_made_anew(closed: Path) -> None:
    with refused(closed, "is there already"):
        create(closed)


def test_a_document_that_cannot_be_made_is_not_left_half_made(path: Path) -> None:
    with pytest.raises(DocumentError, match="cannot be made"):
        create(path.parent / "nowhere" / path.name)
    with pytest.raises(FieldError, match="Title"):
        create(path, "\0")
    assert not path.exists()


def test_missing(path: Path) -> None:
    with refused(path, "is not there"):
        open_store(path)


def test_a_folder(path: Path) -> None:
    path.mkdir()
    with refused(path, "is a folder"):
        open_store(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX's")
def test_a_pipe_does_not_hang(path: Path) -> None:
    os.mkfifo(path)
    with refused(path, "no ordinary file"):
        open_store(path)


def test_empty(path: Path) -> None:
    path.touch()
    with refused(path, "is empty"):
        open_store(path)


@pytest.mark.parametrize("content", [b"date,title\n", b"SQLite format 3\0", b"\0" * 4096])
def test_not_ours(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with refused(path, "not a timeline file"):
        open_store(path)


def test_another_programs_database(path: Path) -> None:
    by_a_stranger(path, "CREATE TABLE moz_places (id INTEGER PRIMARY KEY); PRAGMA application_id = 42")
    with refused(path, "another program"):
        open_store(path)


def test_newer(closed: Path) -> None:
    patched(closed, 60, struct.pack(">I", schema.VERSION + 1))
    with refused(closed, "newer version", f"is {schema.VERSION + 1}"):
        open_store(closed)


def test_without_a_version(closed: Path) -> None:
    patched(closed, 60, struct.pack(">I", 0))
    with refused(closed, "damaged"):
        open_store(closed)


def test_cut_short(closed: Path) -> None:
    content = closed.read_bytes()
    closed.write_bytes(content[: len(content) // 2])
    with refused(closed, "damaged", "not as long"):
        open_store(closed)


def test_impossible_pages(closed: Path) -> None:
    patched(closed, 16, b"\x00\x03")
    with refused(closed, "damaged"):
        open_store(closed)


def test_a_damaged_schema(closed: Path) -> None:
    patched(closed, 100, b"\xff" * 400)
    with refused(closed, "damaged"):
        open_store(closed)


def test_write_ahead_log(closed: Path) -> None:
    by_a_stranger(closed, "PRAGMA journal_mode = WAL")
    with refused(closed, "write-ahead log"):
        open_store(closed)


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
def test_a_foreign_side_file(closed: Path, suffix: str) -> None:
    closed.with_name(closed.name + suffix).write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + b"\0" * 600)
    with refused(closed, f"{closed.name}{suffix}", "side file"):
        open_store(closed)


def test_the_journal_of_a_document_recorded_as_open_is_rolled_back(closed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "crashed"
    folder.mkdir()
    crashed = folder / closed.name
    with open_store(closed) as store:
        store.conn.execute("PRAGMA cache_size = 1")
        store.conn.execute("PRAGMA cache_spill = 1")
        with pytest.raises(ZeroDivisionError), store.step("Much"):  # noqa: PT012
            for number in range(300):
                rows.insert(store, Group(name=f"Heading {number} " + "x" * 400))
            for found in (closed, closed.with_name(closed.name + "-journal")):
                shutil.copy(found, folder)
            raise ZeroDivisionError
    assert crashed.read_bytes() != closed.read_bytes()
    with refused(crashed, "side file"):
        open_store(crashed)
    open_documents.record(crashed)
    with open_store(crashed) as store:
        assert list(rows.rows(store, Group)) == []
        assert not crashed.with_name(crashed.name + "-journal").exists()


def test_the_record_of_a_process_that_is_gone_serves_once(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as gone:
        gone.setattr(os, "getpid", lambda: 2**22 + 1)
        open_documents.record(closed)
    assert open_documents.is_recorded(closed)
    assert open_documents.open_since(closed) is None
    open_store(closed).close()
    assert not open_documents.is_recorded(closed)


def test_a_document_is_recorded_while_it_is_open(closed: Path) -> None:
    with open_store(closed):
        assert open_documents.is_recorded(closed)
    assert not open_documents.is_recorded(closed)
    assert list((locations.data_folder() / "open").iterdir()) == []


def test_a_document_open_twice_is_recorded_until_both_are_closed(closed: Path) -> None:
    first, second = open_store(closed), open_store(closed)
    second.close()
    second.close()
    assert open_documents.is_recorded(closed)
    with open_store(closed, read_only=True):
        pass
    assert open_documents.is_recorded(closed)
    first.close()
    assert not open_documents.is_recorded(closed)


def test_an_opening_that_fails_late_leaves_the_record_as_it_was(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise sqlite3.OperationalError("no such function: folded")

    monkeypatch.setattr(opening.triggers, "install", fail)
    with pytest.raises(sqlite3.OperationalError):
        open_store(closed)
    assert not open_documents.is_recorded(closed)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER t AFTER INSERT ON party BEGIN DELETE FROM entry; END",
        "CREATE VIEW v AS SELECT * FROM party",
        "CREATE TABLE more (id INTEGER PRIMARY KEY)",
        "CREATE INDEX i ON party (name)",
        "DROP INDEX entry_begin_lo",
        "ALTER TABLE party ADD COLUMN flag TEXT",
    ],
)
def test_what_a_stranger_added_or_took(closed: Path, sql: str) -> None:
    by_a_stranger(closed, sql)
    with refused(closed, "not Demarche's"):
        open_store(closed)


def test_locked(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "BUSY_MILLISECONDS", 1)
    with closing(sqlite3.connect(closed, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with refused(closed, "in use by another program"):
            open_store(closed)


def test_locked_by_another_of_ours(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "BUSY_MILLISECONDS", 1)
    with monkeypatch.context() as other_process:
        other_process.setattr(os, "getpid", lambda: 1)
        open_documents.record(closed)
    with closing(sqlite3.connect(closed, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with refused(closed, "another Demarche", "since"):
            open_store(closed)


def test_locked_while_writing(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "BUSY_MILLISECONDS", 1)
    with open_store(closed) as store, closing(sqlite3.connect(closed, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with refused(closed, "in use by another program"), store.step("Edit"):
            rows.insert(store, Group(name="North"))


def test_read_only_by_its_marks(closed: Path) -> None:
    closed.chmod(0o444)
    before = closed.read_bytes()
    with open_store(closed) as store:
        assert store.read_only
        assert "read only" in store.notice
        assert not store.can_undo()
        assert rows.get(store, Document, 1)
        with pytest.raises(DocumentError, match="open to read only"), store.step("Edit"):
            pass
    assert closed.read_bytes() == before


def test_read_only_for_its_folder(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda found, _: found != closed.parent)
    with open_store(closed) as store:
        assert "folder" in store.notice


def test_read_only_by_wish(closed: Path) -> None:
    with open_store(closed, read_only=True) as store:
        assert store.read_only
        assert store.notice == ""
        assert not open_documents.is_recorded(closed)
        with pytest.raises(DocumentError, match="may only be read"), rows.telling(closed):
            store.conn.execute("DELETE FROM party")


def test_no_permission(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", denied)
    with pytest.raises(DocumentError, match="no permission"):
        open_store(closed)


def test_without_a_place_for_its_record_nothing_is_opened(closed: Path) -> None:
    folder = locations.data_folder()
    (folder / "open").rmdir()
    (folder / "open").write_text("in the way")
    with refused(closed, "keeps track"):
        open_store(closed)


def test_moved_while_open(closed: Path) -> None:
    with open_store(closed) as store:
        closed.rename(closed.with_name("elsewhere.demarche"))
        with pytest.raises(DocumentError, match="moved, renamed or deleted"), store.step("Edit"):
            rows.insert(store, Group(name="North"))


def test_another_sqlite_may_word_the_schema_differently(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(schema.RELEASES, schema.VERSION, "0" * 64)
    with open_store(closed) as store:
        assert not store.read_only


def kept_schemas() -> list[Path]:
    return list((locations.data_folder() / "schemas").iterdir())


def test_a_schema_is_built_once_for_comparison(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(closed).close()
    (kept,) = kept_schemas()
    monkeypatch.setattr(schema, "fingerprint_built_here", pytest.fail)
    open_store(closed).close()
    assert kept_schemas() == [kept]


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"0" * 64])
def test_what_is_kept_of_a_schema_may_be_lost_or_damaged(closed: Path, damage: bytes) -> None:
    open_store(closed).close()
    (kept,) = kept_schemas()
    sound = kept.read_bytes()
    kept.write_bytes(damage)
    open_store(closed).close()
    assert kept.read_bytes() == sound
    shutil.rmtree(kept.parent)
    kept.parent.write_text("in the way")
    open_store(closed).close()


@pytest.mark.parametrize("name", ["a b.demarche", "50%.demarche", "what?#x.demarche", "Türkiye.demarche"])
def test_names_that_mean_something_in_addresses(path: Path, name: str) -> None:
    with create(path.with_name(name)) as store:
        assert store.path.exists()
    assert [found.name for found in path.parent.iterdir() if found.is_file()] == [name]
