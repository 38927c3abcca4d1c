"""Backups equal what they back up, are whole or not there, and become documents without touching any."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from samples import many_entries, one_of_each

from timeline_app import locations, transfer
from timeline_app.domain.errors import DocumentError, ExchangeError
from timeline_app.domain.records import Entry, Group
from timeline_app.storage import backups, bulk, rows
from timeline_app.storage.backup_files import backups_folder, folder_of
from timeline_app.storage.backups import (
    all_backups,
    backups_of,
    before,
    is_due,
    make_backup,
    prune,
    restore_backup,
)
from timeline_app.storage.checkup import check
from timeline_app.storage.contents import fingerprint
from timeline_app.storage.opening import create, open_store
from timeline_app.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOON = datetime(2025, 6, 15, 12, tzinfo=UTC)
posix = pytest.mark.skipif(os.name == "nt", reason="as POSIX has it")


def add_group(store: Store, name: str = "North") -> None:
    with store.step(f"Add {name}"):
        rows.insert(store, Group(name=name))


@pytest.fixture
def full(store: Store) -> Store:
    with store.step("Take in") as step:
        bulk.take_in(step, one_of_each())
    with store.step("Many") as step:
        bulk.insert_many(step, Entry, many_entries(300))
    add_group(store)
    store.undo()
    return store


def files_in(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.rglob("*") if found.is_file())


def test_a_backup_equals_the_document(full: Store, tmp_path: Path) -> None:
    shares: list[float] = []
    made = make_backup(full.path, "asked", progress=shares.append, now=NOON)
    assert (made.made_at, made.reason, made.title) == (NOON, "asked", "Talks")
    assert made.counts == {"entries": 302, "parties": 2, "stances": 1, "steps": 3}
    assert made.size == made.path.stat().st_size
    assert backups_of(full) == backups_of(made.document_uid) == all_backups() == [made]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1
    restore_backup(made, tmp_path / "again.demarche")
    with open_store(tmp_path / "again.demarche") as again:
        assert fingerprint(again) == fingerprint(full)
        assert check(again) == []
        assert again.steps() == full.steps()
        assert again.can_redo()
        add_group(again, "South")
        assert again.undo()
        assert again.undo()
    assert backups_of(full) == [made]


def test_a_document_without_change_needs_no_backup(store: Store) -> None:
    assert is_due(store) is None
    assert before(store, "import") is None
    add_group(store)
    assert is_due(store, NOON) == "day"
    assert before(store, "import")
    assert before(store, "import") is None
    assert is_due(store, NOON + timedelta(days=9000)) is None


@pytest.mark.parametrize("change", [Store.undo, add_group, Store.forget_history], ids=lambda c: c.__name__)
def test_every_kind_of_change_counts(store: Store, change: Callable[[Store], object]) -> None:
    add_group(store)
    make_backup(store.path, "day", now=NOON)
    assert is_due(store, NOON + timedelta(minutes=20)) is None
    change(store)
    assert is_due(store, NOON + timedelta(minutes=9)) is None
    assert is_due(store, NOON + timedelta(minutes=10)) == "interval"
    assert is_due(store, NOON + timedelta(days=1)) == "day"
    assert before(store, "merge")
    assert is_due(store, datetime.now(UTC) + timedelta(days=1)) is None
    if store.redo():
        assert is_due(store, datetime.now(UTC) + timedelta(days=1)) == "day"


def test_to_read_only_nothing_is_backed_up(full: Store) -> None:
    with open_store(full.path, read_only=True) as reading:
        assert before(reading, "import") is None
        assert is_due(reading) is None
    assert all_backups() == []


def test_simulated_days(full: Store, tmp_path: Path) -> None:
    now = NOON
    for day in range(20):
        now += timedelta(days=1 + day % 3)
        for minute in (0, 5, 30):
            if reason := is_due(full, now + timedelta(minutes=minute)):
                content = fingerprint(full)
                made = make_backup(full.path, reason, now=now + timedelta(minutes=minute))
                copy = tmp_path / f"{day}-{minute}.demarche"
                restore_backup(made, copy)
                with open_store(copy, read_only=True) as store:
                    assert fingerprint(store) == content
            add_group(full, f"{day}, {minute}")
    left = backups_of(full)
    assert [backup.reason for backup in left[:3]] == ["interval", "day", "interval"]
    assert 12 <= len(left) <= 31
    assert len({backup.made_at.date() for backup in left[:13]}) >= 12


def test_an_import_is_preceded_by_a_backup(full: Store, tmp_path: Path) -> None:
    content = fingerprint(full)
    transfer.export_file(full, tmp_path / "all.json")
    with pytest.raises(ExchangeError):
        transfer.import_file(full, tmp_path / "all.json")
    assert all_backups() == []
    transfer.copy_example("idlib-2024", tmp_path / "idlib.demarche")
    assert all_backups() == []
    with create(tmp_path / "other.demarche", "Other") as other:
        add_group(other, "East")
        transfer.export_file(other, tmp_path / "other.json")
    transfer.import_file(full, tmp_path / "other.json")
    (made,) = backups_of(full)
    assert made.reason == "import"
    restore_backup(made, tmp_path / "before.demarche")
    with open_store(tmp_path / "before.demarche") as store:
        assert fingerprint(store) == content


def test_a_backup_never_takes_the_place_of_a_file(full: Store, tmp_path: Path) -> None:
    made = make_backup(full.path, "asked")
    target = tmp_path / "there.demarche"
    target.write_text("mine")
    with pytest.raises(DocumentError, match="there already"):
        restore_backup(made, target)
    assert target.read_text() == "mine"
    with pytest.raises(DocumentError, match="there already"):
        restore_backup(made, full.path)
    with pytest.raises(DocumentError, match=r"cannot be made"):
        restore_backup(made, tmp_path / "no folder" / "a.demarche")


def test_two_of_a_moment_do_not_take_each_others_place(full: Store) -> None:
    first = make_backup(full.path, "asked", now=NOON)
    second = make_backup(full.path, "asked", now=NOON)
    assert first.path != second.path
    assert backups_of(full) == [second, first]


def test_copies_of_a_document_share_its_backups_and_others_do_not(full: Store, tmp_path: Path) -> None:
    make_backup(full.path, "asked")
    with create(tmp_path / "other.demarche", "Other") as other:
        add_group(other)
        before(other, "merge")
        assert [backup.title for backup in backups_of(other)] == ["Other"]
    assert [backup.title for backup in all_backups()] == ["Other", "Talks"]
    restore_backup(backups_of(full)[0], tmp_path / "copy.demarche")
    with open_store(tmp_path / "copy.demarche") as copy:
        assert backups_of(copy) == backups_of(full)


def test_what_is_damaged_is_not_listed_and_not_restored(full: Store, tmp_path: Path) -> None:
    made = make_backup(full.path, "asked")
    sound = made.path.read_bytes()
    made.path.write_bytes(sound[:4096] + bytes(len(sound) - 4096))
    assert backups_of(full) == []
    assert before(full, "import")
    half = replace(made, path=made.path.with_name("half"))
    half.path.write_bytes(sound[: len(sound) // 2])
    with pytest.raises(DocumentError, match="damaged"):
        restore_backup(half, tmp_path / "a.demarche")
    assert not (tmp_path / "a.demarche").exists()


def test_a_document_that_is_damaged_gets_no_backup(full: Store) -> None:
    path = full.path
    (root,) = full.conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'entry'").fetchone()
    full.close()
    raw = bytearray(path.read_bytes())
    raw[(root - 1) * 4096 : root * 4096] = os.urandom(4096)
    path.write_bytes(raw)
    with pytest.raises(DocumentError, match="damaged"):
        make_backup(path, "asked")
    assert files_in(backups_folder()) == []


@posix
def test_a_folder_that_cannot_be_written(full: Store) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    folder = folder_of(make_backup(full.path, "asked").document_uid)
    add_group(full)
    folder.chmod(0o500)
    try:
        with pytest.raises(DocumentError, match=r"No backup .*safe.*nothing was changed.*writable"):
            before(full, "import")
    finally:
        folder.chmod(0o700)


def test_a_folder_that_is_a_file(full: Store, tmp_path: Path) -> None:
    backups_folder().parent.mkdir(parents=True, exist_ok=True)
    backups_folder().write_text("in the way")
    content = fingerprint(full)
    with pytest.raises(DocumentError, match=r"No backup .*safe.*nothing was changed.*Make room"):
        transfer.import_file(full, locations.EXAMPLES / "idlib-2024.json")
    assert fingerprint(full) == content


def test_a_full_disk(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "put_in_place", no_room)
    with pytest.raises(DocumentError, match=r"No space left .*Make room"):
        make_backup(full.path, "asked")
    assert files_in(backups_folder()) == []


def test_stopping_leaves_nothing(full: Store) -> None:
    class StoppedError(Exception):
        pass

    def stop(share: float) -> None:
        if share > 0.5:
            raise StoppedError

    with pytest.raises(StoppedError):
        make_backup(full.path, "asked", progress=stop)
    assert files_in(backups_folder()) == []
    add_group(full)


@posix
@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9])
def test_killed_in_the_middle(full: Store, share: float) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from timeline_app.storage.backups import make_backup\n"
        "stop = lambda share: share >= float(sys.argv[2]) and os.kill(os.getpid(), signal.SIGKILL)\n"
        "make_backup(Path(sys.argv[1]), 'asked', progress=stop)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(full.path), str(share)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert all_backups() == []
    (left,) = [name for name in files_in(backups_folder()) if name.endswith(".part")]
    made = make_backup(full.path, "asked")
    assert all_backups() == [made]
    prune(made.document_uid, datetime.now(UTC) + timedelta(days=2))
    assert files_in(backups_folder()) == [made.path.name]
    assert left != made.path.name


def test_a_writer_beside_is_neither_torn_nor_lost(full: Store) -> None:
    made: list[str] = []

    def back_up() -> None:
        made.extend(make_backup(full.path, "asked").path.name for _ in range(3))

    beside = threading.Thread(target=back_up)
    beside.start()
    count = 0
    while beside.is_alive():
        add_group(full, f"Number {count}")
        count += 1
        beside.join(0.3)
    assert len(made) == 3
    assert check(full) == []
    for backup in backups_of(full):
        with closing(sqlite3.connect(backup.path)) as copy:
            groups = copy.execute("SELECT count(*) FROM \"group\" WHERE name LIKE 'Number%'").fetchone()[0]
            steps = copy.execute("SELECT count(*) FROM history_step WHERE label LIKE '%Number%'").fetchone()[
                0
            ]
        assert groups == steps


def test_a_uid_leads_nowhere_else() -> None:
    for uid in ("../../elsewhere", "", "\udc80", "a/b", ".."):
        assert folder_of(uid).parent == backups_folder()
        assert folder_of(uid).name.isalnum()
    assert backups_of("01a204a4-552c-7000-bfdf-cfb63511f2f2") == []


def test_strange_names_of_files(path: Path) -> None:
    with create(path.with_name("Türkiye & co; 50% (x) " + "ü" * 60 + ".demarche")) as store:
        add_group(store)
        made = before(store, "bulk-delete")
        assert made
        assert [made] == backups_of(store)
        assert len(made.path.name.encode()) < 200


def test_strange_files_among_them_are_left_alone(full: Store) -> None:
    made = make_backup(full.path, "asked")
    for name in ("notes.txt", "x.demarche", "99999999T999999999999Z_asked_a.demarche"):
        made.path.with_name(name).write_text("mine")
    assert backups_of(full) == [made]
    prune(made.document_uid)
    assert len(files_in(backups_folder())) == 4


def test_the_oldest_go(full: Store) -> None:
    for number in range(6):
        make_backup(full.path, "asked", now=NOON + timedelta(minutes=number))
    assert [backup.made_at.minute for backup in backups_of(full)] == [5, 4, 3]
