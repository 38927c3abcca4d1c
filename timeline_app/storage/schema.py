"""The schema of a document: how it is built, and how one of our releases is told from anything else.

The SQL files of a version begin with its number; the highest is the version this program writes. The files of
a released version are never edited.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from timeline_app.locations import MIGRATIONS, data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

APPLICATION_ID = int.from_bytes(b"Dmrc", "big")

# The fingerprint of each released schema, as SQLite 3.40 keeps its text; a version joins when it is released.
RELEASES: dict[int, str] = {}


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


def _number_of(script: Path) -> int:
    return int(script.name[:4])


VERSION = _number_of(scripts()[-1])
"""The version that this program writes."""


def sql_of(versions: range) -> str:
    """Join the SQL of some versions."""
    found = [script for script in scripts() if _number_of(script) in versions]
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
    Tell whether the schema is, to the letter, that of the version the file names.

    Notes
    -----
    Only a schema made on the spot can tell: of a version under work no fingerprint is pinned, and another
    version of SQLite may word the tables behind the full-text index differently. Making it takes longer than
    opening a document, so what was found is kept in the data folder; whatever differs from that is compared
    with one made anew.
    """
    found, version = fingerprint(conn), version_of(conn)
    if found == RELEASES.get(version):
        return True
    kept = _kept_fingerprint(version)
    with suppress(OSError):
        if found == kept.read_text(encoding="ascii", errors="replace"):
            return True
    made_here = fingerprint_built_here(version)
    _keep(kept, made_here)
    return found == made_here


def _kept_fingerprint(version: int) -> Path:
    """Name the file for the fingerprint of a version, by all that it follows from."""
    grounds = f"{sqlite3.sqlite_version}\n{sql_of(range(1, version + 1))}"
    return data_folder() / "schemas" / hashlib.sha256(grounds.encode()).hexdigest()[:32]


def _keep(kept: Path, made_here: str) -> None:
    # Without it, the next opening takes a little longer; half of it is no fingerprint.
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(made_here, encoding="ascii")


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
