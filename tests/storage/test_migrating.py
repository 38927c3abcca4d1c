"""A later version: older documents are brought up to it, all or nothing, and nothing of them is lost."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from samples import many_entries, one_of_each

from timeline_app import locations
from timeline_app.domain.errors import DocumentError
from timeline_app.domain.records import Entry, Group
from timeline_app.storage import bulk, open_documents, rows, schema
from timeline_app.storage.backups import all_backups
from timeline_app.storage.checkup import check
from timeline_app.storage.contents import fingerprint
from timeline_app.storage.opening import create, open_store
from timeline_app.storage.triggers import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.storage.store import Store

NOW = schema.VERSION
NEXT = NOW + 1
REMARK = """ALTER TABLE "group" ADD COLUMN remark TEXT CHECK (instr(remark, char(0)) = 0);\n"""


def work(store: Store) -> None:
    with store.step("Take in") as step:
        bulk.take_in(step, one_of_each())
    with store.step("Many") as step:
        bulk.insert_many(step, Entry, many_entries(300))
    with store.step("Add"):
        south = rows.insert(store, Group(name="South"))
    with store.step("Rename"):
        rows.update(store, replace(south, name="North"))
    with store.step("Delete"):
        rows.delete(store, Group, south.id)


@pytest.fixture
def older(path: Path) -> Path:
    with create(path, "Talks") as store:
        work(store)
    return path


@pytest.fixture
def update(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make this program one that knows one version more."""

    def to(sql: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(schema.MIGRATIONS, folder)
        (folder / f"{NEXT:04}_remark.sql").write_text(sql, encoding="utf-8")
        monkeypatch.setattr(schema, "MIGRATIONS", folder)
        monkeypatch.setattr(schema, "VERSION", NEXT)

    return to


def kept() -> list[Path]:
    return [backup.path for backup in all_backups()]


def test_the_version_is_that_of_the_newest_file() -> None:
    assert max(int(script.name[:4]) for script in schema.scripts()) == schema.VERSION


def test_an_older_document_becomes_what_a_new_one_is(older: Path, update: Callable[[str], None]) -> None:
    with open_store(older) as store:
        before = fingerprint(store)
    raw = older.read_bytes()
    update(REMARK)
    with open_store(older) as store:
        assert "remark" in columns_of(store.conn, "group")
        assert schema.version_of(store.conn) == NEXT
        assert schema.fingerprint(store.conn) == schema.fingerprint_built_here()
        assert fingerprint(store) == before
        assert check(store) == []
        assert str(kept()[0]) in store.notice
    assert [copy.read_bytes()[100:] for copy in kept()] == [raw[100:]]
    with open_store(older) as store:
        assert store.notice == ""
    assert len(kept()) == 1


def test_steps_of_before_are_undone_and_done_again(older: Path, update: Callable[[str], None]) -> None:
    with open_store(older) as store:
        before = fingerprint(store)
    update(REMARK)
    with open_store(older) as store:
        while store.undo():
            pass
        assert not list(rows.rows(store, Entry))
        while store.redo():
            pass
        assert fingerprint(store) == before
        with store.step("Add"):
            rows.insert(store, Group(name="East"))
        found = store.conn.execute("SELECT schema_version FROM history_step ORDER BY id DESC LIMIT 2")
        assert found.fetchall() == [(NEXT,), (NOW,)]


def test_a_migration_that_fails_leaves_the_document_and_no_copy(
    older: Path, update: Callable[[str], None]
) -> None:
    before = older.read_bytes()
    update(REMARK + "ALTER TABLE nowhere ADD COLUMN remark TEXT;\n")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        open_store(older)
    assert older.read_bytes() == before
    assert kept() == []
    assert not open_documents.is_recorded(older)


def test_without_a_place_for_the_copy_nothing_is_changed(older: Path, update: Callable[[str], None]) -> None:
    before = older.read_bytes()
    update(REMARK)
    (locations.data_folder() / "backups").write_text("in the way")
    with pytest.raises(DocumentError, match=r"brought up to date.*nothing was changed"):
        open_store(older)
    assert older.read_bytes() == before
    assert not open_documents.is_recorded(older)


def test_to_read_only_an_older_document_is_refused(older: Path, update: Callable[[str], None]) -> None:
    before = older.read_bytes()
    update(REMARK)
    with pytest.raises(DocumentError, match="older format"):
        open_store(older, read_only=True)
    assert older.read_bytes() == before


def test_what_a_stranger_changed_in_an_older_document_is_not_migrated(
    older: Path, update: Callable[[str], None]
) -> None:
    with open_store(older) as store:
        store.conn.execute("CREATE INDEX main.strange ON party (name)")
    update(REMARK)
    with pytest.raises(DocumentError, match="not Demarche's"):
        open_store(older)
    assert kept() == []
