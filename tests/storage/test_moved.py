"""A document that is moved, deleted, replaced or open elsewhere: each is told, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.errors import DocumentError
from timeline_app.domain.records import Group
from timeline_app.storage import connecting, rows
from timeline_app.storage.backups import all_backups, before, is_due, make_backup, save_copy
from timeline_app.storage.checkup import check
from timeline_app.storage.contents import fingerprint
from timeline_app.storage.opening import create, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from timeline_app.storage.store import Store

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there a file in use is not moved")


def add_group(store: Store, name: str = "North") -> None:
    with store.step(f"Add {name}"):
        rows.insert(store, Group(name=name))


def put_another_in_its_place(path: Path) -> None:
    with create(path.with_name("other.demarche"), "Other") as other:
        add_group(other, "Foreign")
    path.with_name("other.demarche").replace(path)


def move(path: Path) -> None:
    path.rename(path.with_name("moved.demarche"))


def move_its_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("moved"))


def delete_its_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


GONE = r"moved, renamed or deleted while it was open: the last change was not saved.*save a copy"
DISPLACED: list[tuple[Callable[[Path], object], str, str]] = [
    (move, GONE, "is not there"),
    (os.unlink, GONE, "is not there"),
    (move_its_folder, GONE, "is not there"),
    (delete_its_folder, GONE, "is not there"),
    (put_another_in_its_place, r"Another file was put in the place .* saved in neither", ""),
]


@pytest.mark.parametrize(
    ("displace", "told", "at_opening"), DISPLACED, ids=lambda x: getattr(x, "__name__", "")
)
def test_displaced_while_open(
    tmp_path: Path, displace: Callable[[Path], object], told: str, at_opening: str
) -> None:
    (tmp_path / "folder").mkdir()
    path = tmp_path / "folder" / "talks.demarche"
    with create(path, "Talks") as store:
        add_group(store)
        content = fingerprint(store)
        assert store.is_in_place()
        displace(path)
        assert not store.is_in_place()
        for writing in (add_group, type(store).undo, add_group):
            with pytest.raises(DocumentError, match=told):
                writing(store)
        assert fingerprint(store) == content
        assert is_due(store) is None
        assert before(store, "import") is None
        save_copy(store, tmp_path / "rescued.demarche")
    with open_store(tmp_path / "rescued.demarche") as rescued:
        assert fingerprint(rescued) == content
        assert check(rescued) == []
        assert rescued.undo()
    assert all_backups() == []
    if at_opening:
        with pytest.raises(DocumentError, match=at_opening):
            open_store(path)
        with pytest.raises(DocumentError, match="moved or deleted"):
            make_backup(path, "asked")
    else:
        with open_store(path) as other:
            assert [group.name for group in rows.rows(other, Group)] == ["Foreign"]


def test_put_back_it_goes_on(path: Path, store: Store) -> None:
    move(path)
    with pytest.raises(DocumentError, match=GONE):
        add_group(store)
    path.with_name("moved.demarche").rename(path)
    assert store.is_in_place()
    add_group(store)
    assert store.undo()


def test_emptied_while_open(path: Path, store: Store) -> None:
    add_group(store)
    os.truncate(path, 0)
    for act in (add_group, lambda s: s.undo(), is_due, lambda s: list(rows.rows(s, Group))):
        with pytest.raises(DocumentError, match=r"emptied by another program .* backup"):
            act(store)
    assert path.stat().st_size == 0


@pytest.mark.parametrize(
    ("content", "told"), [(b"No timeline. " * 1000, "not a timeline file"), (None, "damaged")]
)
def test_damaged_while_open(path: Path, store: Store, content: bytes | None, told: str) -> None:
    add_group(store)
    path.write_bytes(path.read_bytes()[:20_000] if content is None else content)
    written = path.read_bytes()
    for act in (add_group, lambda s: s.undo(), lambda s: list(rows.rows(s, Group))):
        with pytest.raises(DocumentError, match=rf"{told}.*left as it is.*backup"):
            act(store)
    with pytest.raises(DocumentError, match=told):
        make_backup(path, "asked")
    assert path.read_bytes() == written


def test_what_others_write_is_noticed(path: Path, store: Store) -> None:
    revision = store.revision_elsewhere()
    add_group(store)
    with open_store(path, read_only=True):
        make_backup(path, "asked")
    assert store.revision_elsewhere() == revision
    with open_store(path) as other:
        add_group(other, "South")
    assert store.revision_elsewhere() != revision


@contextmanager
def another_demarche(path: Path, act: str) -> Generator[subprocess.Popen[str]]:
    """Open the document in another process, where `act` is done before it says that it is there."""
    code = (
        "import sys, time; from pathlib import Path\n"
        "from timeline_app.storage.opening import open_store\n"
        f"store = open_store(Path(sys.argv[1])); {act}\n"
        "print('there', flush=True); sys.stdin.readline()"
    )
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "there\n"
        try:
            yield other
        finally:
            other.kill()


def test_open_in_another_demarche(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create(path, "Talks").close()
    monkeypatch.setattr(connecting, "BUSY_MILLISECONDS", 1)
    with another_demarche(path, "pass") as other, open_store(path) as store:
        assert "also open in another Demarche, since 20" in store.notice
        add_group(store)
        other.send_signal(signal.SIGKILL)
        other.wait()
        with open_store(path) as again:
            assert again.notice == ""
    with open_store(path) as store:
        assert store.notice == ""


@pytest.mark.parametrize("begun", ["IMMEDIATE", "EXCLUSIVE"])
def test_written_to_in_another_demarche(path: Path, monkeypatch: pytest.MonkeyPatch, begun: str) -> None:
    create(path, "Talks").close()
    monkeypatch.setattr(connecting, "BUSY_MILLISECONDS", 1)
    told = pytest.raises(DocumentError, match=r"open in another Demarche, since 20.*being written there")
    with open_store(path) as store, another_demarche(path, f"store.conn.execute('BEGIN {begun}')"):
        with told:
            add_group(store)
        if begun == "EXCLUSIVE":
            with told:
                open_store(path)
    with open_store(path) as store:
        add_group(store)
        assert check(store) == []
