"""Brings a document of an older version to the schema of this program: forwards only, a backup made first.

Knows no record: what a version changes stands in its SQL. That SQL may add tables, columns and indexes; then
the steps of before can still be undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.errors import DocumentError
from timeline_app.storage import schema
from timeline_app.storage.backups import make_backup

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def check_up_to_date(conn: sqlite3.Connection, path: Path) -> None:
    """
    Refuse to read a document whose schema is older than ours, where it cannot be brought up to date.

    Raises
    ------
    DocumentError
        If it is older.
    """
    version = schema.version_of(conn)
    if version < schema.VERSION:
        raise DocumentError(
            f"{path.name} is of an older format ({version}; this program writes {schema.VERSION}) and can "
            "only be read once it is brought up to date. Nothing was changed. Open it to write, or a copy of "
            "it in a place where you may write."
        )


def migrate(conn: sqlite3.Connection, path: Path) -> Path | None:
    """
    Apply what versions came since, all in one transaction or nothing.

    Parameters
    ----------
    conn : sqlite3.Connection
        The document, known to be one of our releases, outside a transaction.
    path : Path
        Where it lies.

    Returns
    -------
    Path or None
        The backup of the document as it was; None if it was up to date.

    Raises
    ------
    DocumentError
        If no backup can be made; the document is then as it was.
    """
    version = schema.version_of(conn)
    if version == schema.VERSION:
        return None
    kept = make_backup(path, "migration").path
    try:
        _apply(conn, range(version + 1, schema.VERSION + 1))
    except BaseException:
        conn.rollback()
        kept.unlink()
        raise
    return kept


def _apply(conn: sqlite3.Connection, versions: range) -> None:
    conn.executescript(f"BEGIN IMMEDIATE;\n{schema.sql_of(versions)}")
    conn.execute(f"PRAGMA main.user_version = {schema.VERSION}")
    if not schema.is_ours(conn):
        raise RuntimeError(f"versions {list(versions)} did not give the schema of {schema.VERSION}")
    conn.execute("COMMIT")
