"""The files of the backups: where they lie, what their names say, what they hold.

A folder for each document, by its uid, in the data folder. When and why a backup was made stands in its name,
and the name of the document's file at that time; the rest is read from the backup.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from timeline_app.locations import data_folder
from timeline_app.storage.backup_policy import REASONS, Reason
from timeline_app.storage.connecting import connecting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNTED = {"entries": "entry", "parties": "party", "stances": "stance", "steps": "history_step"}
"""What is counted in a backup, and in which table."""

_SUFFIX = ".demarche"
_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(rf"(\d{{8}}T\d{{12}}Z)_({'|'.join(REASONS)})_.*{re.escape(_SUFFIX)}")
_LONGEST_STEM = 40


@dataclass(frozen=True, slots=True)
class Backup:
    """
    A backup as it is listed.

    Attributes
    ----------
    path : Path
        Where it lies; to be opened as a copy only, see `backups.restore_backup`.
    made_at : datetime
        When, in UTC.
    reason : str
        Why, a key of `REASONS`.
    size : int
        In bytes.
    counts : dict of str to int
        How many entries, parties, stances and steps it holds.
    title : str
        The document's title at that time.
    document_uid : str
        Which document it is a backup of.
    """

    path: Path
    made_at: datetime
    reason: Reason
    size: int
    counts: dict[str, int] = field(hash=False)
    title: str
    document_uid: str


@dataclass(frozen=True, slots=True)
class Named:
    """What the name of a backup says."""

    path: Path
    made_at: datetime
    reason: Reason


def backups_folder() -> Path:
    """Name the folder of all backups."""
    return data_folder() / "backups"


def folder_of(uid: str) -> Path:
    """Name the folder of a document; a file can claim any uid, and none may lead out of the backups."""
    plain = re.fullmatch(r"[0-9a-f][0-9a-f-]{31,35}", uid)
    name = uid if plain else hashlib.sha256(uid.encode(errors="surrogatepass")).hexdigest()[:32]
    return backups_folder() / name


def free_name(folder: Path, stem: str, reason: Reason, now: datetime) -> Named:
    """Name a backup that is not there yet, a moment later if the moment is taken."""
    stem = re.sub(r"[^\w.-]", "-", stem)[:_LONGEST_STEM]
    while any(folder.glob(f"{now.strftime(_STAMP)}_*")):
        now += timedelta(microseconds=1)
    return Named(folder / f"{now.strftime(_STAMP)}_{reason}_{stem}{_SUFFIX}", now, reason)


def listed(folder: Path) -> list[Named]:
    """List what bears the name of a backup, the newest first."""
    found = filter(None, map(_named, folder.glob(f"*{_SUFFIX}")))
    return sorted(found, key=lambda named: named.made_at, reverse=True)


def _named(path: Path) -> Named | None:
    match = _NAME.fullmatch(path.name)
    if not match:
        return None
    stamp, reason = match.groups()
    with suppress(ValueError):  # digits that are no moment
        made_at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        return Named(path, made_at, next(known for known in REASONS if known == reason))
    return None


def looked_into(named: Named) -> Backup:
    """
    Read what a backup holds.

    Raises
    ------
    sqlite3.Error, OSError
        If it cannot be read.
    """
    size = named.path.stat().st_size
    with connecting(named.path, read_only=True) as conn, closing(conn):
        title = conn.execute("SELECT title FROM document").fetchone()
        return Backup(
            path=named.path,
            made_at=named.made_at,
            reason=named.reason,
            size=size,
            counts={word: _count(conn, table) for word, table in COUNTED.items()},
            title=title[0] if title else "",
            document_uid=uid_in(conn),
        )


def readable(folder: Path) -> Iterator[Backup]:
    """List the backups that can be read, the newest first."""
    for named in listed(folder):
        with suppress(OSError, sqlite3.Error):
            yield looked_into(named)


def uid_in(conn: sqlite3.Connection) -> str:
    """Read the uid of a document; a file that lacks its own row has none."""
    row = conn.execute("SELECT uid FROM document").fetchone()
    return str(row[0]) if row else "none"


def _count(conn: sqlite3.Connection, table: str) -> int:
    (count,) = conn.execute(f"SELECT count(*) FROM {table}").fetchone()
    return count
