"""Backups: whole copies of a document in the program's data folder, by the document's uid.

A backup is one file; its name says when and why it was made, what it holds is read from it. It gets that name
only when it is complete and was read again, so that a half one is never listed.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from timeline_app.domain.errors import DocumentError
from timeline_app.storage.backup_files import (
    Backup,
    Named,
    backups_folder,
    folder_of,
    free_name,
    listed,
    looked_into,
    readable,
    uid_in,
)
from timeline_app.storage.backup_policy import REASONS, Reason, count_that_fits, kept, reason_due
from timeline_app.storage.connecting import connecting
from timeline_app.storage.contents import is_empty
from timeline_app.storage.copying import copy_whole
from timeline_app.storage.failures import error_name, telling, told_from
from timeline_app.storage.placing import claim, put_in_place

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from timeline_app.storage.copying import Progress
    from timeline_app.storage.store import Store

_ABANDONED_SECONDS = 24 * 3600


def make_backup(
    path: Path, reason: Reason, *, progress: Progress | None = None, now: datetime | None = None
) -> Backup:
    """
    Back a document up, look the copy over, and let go of backups that are no longer needed.

    Parameters
    ----------
    path : Path
        The document; may be open, and written to meanwhile. May be called from any thread.
    reason : str
        Why, a key of `REASONS`.
    progress : callable, optional
        Is told the share that is done, 0 to 1; what it raises stops the backup.
    now : datetime, optional
        The present, aware of its zone.

    Raises
    ------
    DocumentError
        If none can be made; nothing is left of it then.
    """
    with telling(path), connecting(path, read_only=True) as conn, closing(conn):
        uid = uid_in(conn)
        folder = folder_of(uid)
        with _telling_of_copies(
            path, f"No backup of {path.name} could be made ({REASONS[reason]}) in {folder}"
        ):
            folder.mkdir(parents=True, exist_ok=True)
            named = free_name(folder, path.stem, reason, (now or datetime.now(UTC)).astimezone(UTC))
            _put_copy(conn, path.name, named.path, progress)
            made = looked_into(named)
            prune(uid, now)
    return made


def before(store: Store, reason: Reason, *, progress: Progress | None = None) -> Backup | None:
    """
    Back a document up before something large is done to it, unless its newest backup is as it is.

    Raises
    ------
    DocumentError
        If none can be made; the large thing is then better left undone.
    """
    if not _can_change(store) or not _is_changed(store, _newest(store)):
        return None
    return make_backup(store.path, reason, progress=progress)


def is_due(store: Store, now: datetime | None = None) -> Reason | None:
    """Tell why a document is to be backed up before the next step; None if it need not be."""
    if not _can_change(store):
        return None
    newest = _newest(store)
    reason = reason_due(newest and newest.made_at, now or datetime.now(UTC))
    return reason if reason and _is_changed(store, newest) else None


def backups_of(document: Store | str) -> list[Backup]:
    """List the backups of a document, or of a document by its uid, the newest first."""
    uid = document if isinstance(document, str) else _uid_of(document)
    return list(readable(folder_of(uid)))


def all_backups() -> list[Backup]:
    """List the backups of all documents, the newest first."""
    found = [backup for folder in backups_folder().glob("*/") for backup in readable(folder)]
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def prune(uid: str, now: datetime | None = None) -> None:
    """Let go of the backups of a document that the storage policy does not keep, and of abandoned pieces."""
    folder, now = folder_of(uid), now or datetime.now(UTC)
    there = listed(folder)
    staying = kept((found.made_at for found in there), now)
    chosen = [found for found in there if found.made_at in staying]
    chosen = chosen[: count_that_fits([found.path.stat().st_size for found in chosen])]
    for found in {*there}.difference(chosen):
        found.path.unlink(missing_ok=True)
    for part in folder.glob(".*.part*"):
        if now.timestamp() - part.stat().st_mtime > _ABANDONED_SECONDS:
            part.unlink(missing_ok=True)


def restore_backup(backup: Backup, target: Path, *, progress: Progress | None = None) -> None:
    """
    Make a document of a backup, with its history; the backup stays as it is.

    Parameters
    ----------
    backup : Backup
        The backup.
    target : Path
        Where there is no file yet.
    progress : callable, optional
        As for `make_backup`.

    Raises
    ------
    DocumentError
        If there is a file already, none can be made there, or the backup is damaged.
    """
    with telling(backup.path), connecting(backup.path, read_only=True) as conn, closing(conn):
        _put_new(conn, backup.path, target, progress)


def save_copy(store: Store, target: Path, *, progress: Progress | None = None) -> None:
    """
    Make another document of an open one, with its history, also when its file was moved or deleted.

    Parameters
    ----------
    store : Store
        The document, no step running.
    target : Path
        Where there is no file yet.
    progress : callable, optional
        As for `make_backup`.

    Raises
    ------
    DocumentError
        If there is a file already, none can be made there, or the document is damaged.
    """
    _put_new(store.conn, store.path, target, progress)


def _put_new(conn: sqlite3.Connection, path: Path, target: Path, progress: Progress | None) -> None:
    claim(target)
    try:
        with _telling_of_copies(path, f"{target.name} could not be written"):
            _put_copy(conn, path.name, target, progress)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _put_copy(conn: sqlite3.Connection, name: str, target: Path, progress: Progress | None) -> None:
    part = target.with_name(f".{target.name}.part")
    try:
        copy_whole(conn, name, part, progress)
        put_in_place(part, target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _telling_of_copies(path: Path, trouble: str) -> Generator[None]:
    """Tell apart what is wrong with the document and with the place of its copy."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        if error_name(error) in ("SQLITE_CORRUPT", "SQLITE_NOTADB") and (told := told_from(error, path)):
            raise told from error
        cause = error.strerror if isinstance(error, OSError) else error
        raise DocumentError(
            f"{trouble}: {cause}. What is saved in {path.name} is safe, and nothing was changed. Make room "
            "on that disk, or make its folder writable, and try again."
        ) from error


def _can_change(store: Store) -> bool:
    """Tell whether a step would be saved; of a file that was put in its place no backup is wanted."""
    return not store.read_only and store.is_in_place()


def _newest(store: Store) -> Named | None:
    return next(iter(listed(folder_of(_uid_of(store)))), None)


def _is_changed(store: Store, newest: Named | None) -> bool:
    """Tell whether a document differs from its newest backup; an empty one without any does not count."""
    if newest is None:
        return not is_empty(store)
    try:
        with connecting(newest.path, read_only=True) as conn, closing(conn):
            backed_up = _state(conn)
    except sqlite3.Error:
        return True
    with telling(store.path):
        return _state(store.conn) != backed_up


def _state(conn: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Tell the states of a document apart: each change, undoing and redoing moves on the count of changes."""
    return conn.execute(
        "SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'history_change'), id, made_at, label"
        " FROM (SELECT max(id) AS last FROM history_step WHERE undone = 0)"
        " LEFT JOIN history_step ON id = last"
    ).fetchall()


def _uid_of(store: Store) -> str:
    with telling(store.path):
        return uid_in(store.conn)
