"""Whole copies of a document, made beside whoever writes to it, and read again before they count.

The document is never opened as a plain file: closing that would drop the locks that SQLite holds on it
for the whole process.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from timeline_app.domain.errors import DocumentError
from timeline_app.storage.connecting import connecting
from timeline_app.storage.triggers import columns_of, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Progress = Callable[[float], None]
    """Is told the share that is done, 0 to 1; what it raises stops the copy."""

_PAGES = 128
_PAUSE_SECONDS = 0.01
_HELD_SECONDS = 0.01
"""How long a statement is held; a writer waits no longer than twice this."""
_TRIES = 10


def copy_whole(source: sqlite3.Connection, name: str, target: Path, progress: Progress | None = None) -> None:
    """
    Copy a document with its history, and make sure that the copy is sound and holds the same rows.

    Parameters
    ----------
    source : sqlite3.Connection
        The document, outside a transaction; others may write to it meanwhile.
    name : str
        What it is called.
    target : Path
        Where no file of worth is; left half done if this fails.
    progress : callable, optional
        Is told the share that is done, 0 to 1; what it raises stops the copy.

    Raises
    ------
    DocumentError
        If it is written to without a pause, or damaged.
    sqlite3.Error, OSError
        If the copy cannot be written.
    """
    progress = progress or _ignored
    held = _copied(source, name, target, progress)
    with connecting(target, read_only=True) as copy, closing(copy):
        (finding,) = copy.execute("PRAGMA main.integrity_check(1)").fetchone()
        if finding != "ok":
            raise DocumentError(
                f"{name} is damaged ({finding}), and so is a copy of it: none was kept. It was left as "
                "it is. Open an earlier backup, and keep the damaged file until all is found again."
            )
        if digest_of_rows(copy, partial(_part, progress, 2)) != held:
            raise OSError(0, "the disk gave back other data than it was given")


def digest_of_rows(conn: sqlite3.Connection, progress: Progress | None = None) -> str:
    """
    Hash every row of every ordinary table, history and kept bytes included, whatever version the schema is.

    Notes
    -----
    Read by id in slices: no statement is held longer than a hundredth of a second.
    """
    digest = hashlib.sha256()
    tables = _tables(conn)
    for place, table in enumerate(tables):
        digest.update(repr((table, columns_of(conn, table))).encode())
        for rows in _slices(conn, table):
            for row in rows:
                digest.update(repr(row).encode(errors="surrogatepass"))
            (progress or _ignored)(place / len(tables))
    return digest.hexdigest()


def _copied(source: sqlite3.Connection, name: str, target: Path, progress: Progress) -> str:
    """Copy until nothing was written meanwhile; give the digest of what was copied."""
    for _ in range(_TRIES):
        revision = _revision(source)
        target.unlink(missing_ok=True)
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            copy.execute("PRAGMA synchronous = OFF")  # it counts only once it is on the disk as a whole
            source.backup(
                copy,
                pages=_PAGES,
                progress=lambda _, left, total: progress((total - left) / max(total, 1) / 3),
                sleep=_PAUSE_SECONDS,
            )
        digest = digest_of_rows(source, partial(_part, progress, 1))
        if _revision(source) == revision:
            return digest
    raise DocumentError(
        f"{name} is being written to all the time: no copy of it was made. What is saved is safe. Try "
        "again in a moment."
    )


def _revision(conn: sqlite3.Connection) -> int:
    """Give a number that changes whenever another connection commits."""
    (version,) = conn.execute("PRAGMA main.data_version").fetchone()
    return version


def _tables(conn: sqlite3.Connection) -> list[str]:
    found = conn.execute(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT' ORDER BY name"
    )
    return [name for (name,) in found]


def _slices(conn: sqlite3.Connection, table: str) -> Iterator[list[tuple[object, ...]]]:
    last = -(2**63)
    while True:
        rows = conn.execute(
            f"SELECT rowid, * FROM main.{quoted(table)} WHERE rowid > ? ORDER BY rowid", (last,)
        )
        held_until = time.monotonic() + _HELD_SECONDS
        with closing(rows):
            found: list[tuple[object, ...]] = []
            for row in rows:
                found.append(row)
                if time.monotonic() > held_until:
                    break
        if not found:
            return
        yield found
        last = int(str(found[-1][0]))


def _part(progress: Progress, part: int, share: float) -> None:
    progress((part + share) / 3)


def _ignored(_: float) -> None:
    pass
