"""The schema of a document: how it is built, and how one of our releases is told from anything else.

The SQL files of a version begin with its number; the files of a released version are never edited.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from typing import TYPE_CHECKING

from timeline_app.locations import MIGRATIONS

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

APPLICATION_ID = int.from_bytes(b"Dmrc", "big")
VERSION = 1

# The fingerprint of each released schema, as SQLite 3.40 keeps its text.
RELEASES: dict[int, str] = {
    1: "7dbb5f6c6c573eb9e73a2be6c387ad36cf2159106d29eb464e87b3349c19d32f",
}


def build(db: Database, version: int | None = None) -> None:
    """
    Build the whole schema in an empty database, in one transaction.

    Parameters
    ----------
    db : Database
        The empty database.
    version : int, optional
        Which version to build; the latest by default.

    Notes
    -----
    `application_id` and `user_version` are part of the transaction: a file is ours entirely or not at all.
    """
    version = VERSION if version is None else version
    # In one piece: within a transaction sqlite-utils looks for the end of each statement letter by letter.
    try:
        db.executescript("BEGIN;\n" + sql_of(range(1, version + 1)))
        db.table("search_text").enable_fts(["folded"], tokenize="unicode61", create_triggers=False)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.conn.execute(f"PRAGMA user_version = {version}")
        db.commit()
    except BaseException:
        db.rollback()
        raise


def scripts() -> list[Path]:
    """List the SQL of all versions in the order in which it is applied."""
    return sorted(path for path in MIGRATIONS.glob("*.sql") if re.match(r"\d{4}_", path.name))


def sql_of(versions: range) -> str:
    """Join the SQL of some versions."""
    found = [script for script in scripts() if int(script.name[:4]) in versions]
    return "\n".join(script.read_text(encoding="utf-8") for script in found)


def fingerprint(conn: sqlite3.Connection) -> str:
    """Hash the text of everything the schema holds: tables, indexes, and any trigger or view."""
    digest = hashlib.sha256()
    rows = conn.execute("SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY type, name")
    for row in rows:
        digest.update(repr(row).encode())
    return digest.hexdigest()


def is_ours(conn: sqlite3.Connection) -> bool:
    """
    Tell whether the schema is, to the letter, that of the release the file names.

    Notes
    -----
    Another version of SQLite may word the tables behind the full-text index differently: what differs from
    the release is compared with a document made on the spot.
    """
    found, version = fingerprint(conn), version_of(conn)
    return found == RELEASES.get(version) or found == fingerprint_built_here(version)


def version_of(conn: sqlite3.Connection) -> int:
    """Tell the version of the schema that a file names."""
    (version,) = conn.execute("PRAGMA main.user_version").fetchone()
    return version


def fingerprint_built_here(version: int | None = None) -> str:
    """Hash the schema of a version, the latest by default, as this SQLite writes it."""
    from sqlite_utils import Database

    conn = sqlite3.connect(":memory:", isolation_level=None)
    try:
        build(Database(conn, execute_plugins=False), version)
        return fingerprint(conn)
    finally:
        conn.close()
