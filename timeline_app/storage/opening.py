"""Documents made and opened: looked over before they are trusted, and brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.errors import DocumentError
from timeline_app.domain.records import Document
from timeline_app.storage import migrating, open_documents, schema, triggers
from timeline_app.storage.connecting import connecting
from timeline_app.storage.failures import telling
from timeline_app.storage.file_checks import check_file, read_only_reason
from timeline_app.storage.folding import folded_together
from timeline_app.storage.placing import claim
from timeline_app.storage.rows import completed, row_of
from timeline_app.storage.store import Store

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def create(path: Path, title: str = "") -> Store:
    """
    Make a new document and open it.

    Parameters
    ----------
    path : Path
        Where there is no file yet.
    title : str
        The document's title; the file's name if empty.

    Raises
    ------
    DocumentError
        If there is a file already, or none can be made there.
    """
    claim(path)
    try:
        _fill(path, title or path.stem)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return open_store(path)


def open_store(path: Path, *, read_only: bool = False) -> Store:
    """
    Open a document, after making sure that it is one of ours and runs nothing of a stranger's.

    Parameters
    ----------
    path : Path
        The file.
    read_only : bool
        True to write nothing; a file that cannot be written is opened so by itself, and `notice` says why.

    Raises
    ------
    DocumentError
        If it is refused; the file then holds the same bytes as before.
    """
    check_file(path)
    reason = read_only_reason(path)
    notice = f"{path.name} was opened to read only: {reason}." if reason and not read_only else ""
    read_only = read_only or reason is not None
    with telling(path), connecting(path, read_only=read_only) as conn:
        _trust(conn, path)
        if read_only:
            migrating.check_up_to_date(conn, path)
            conn.execute("PRAGMA query_only = ON")
            return Store(path, conn, triggers={}, read_only=True, notice=notice)
        return _opened_to_write(conn, path)


def _fill(path: Path, title: str) -> None:
    from sqlite_utils import Database

    with telling(path), connecting(path, read_only=False) as conn:
        conn.execute("PRAGMA journal_mode = DELETE")
        conn.execute("PRAGMA trusted_schema = ON")  # nobody else has written to it
        db = Database(conn, execute_plugins=False)
        schema.build(db)
        db.table("document").insert(row_of(completed(Document(id=1, title=title))))
        conn.close()


def _trust(conn: sqlite3.Connection, path: Path) -> None:
    """Read the schema with trust off, and trust it only when it is ours."""
    if not schema.is_ours(conn):
        raise DocumentError(
            f"{path.name} holds tables, triggers or views that are not Demarche's: another program changed "
            "it, or it was made to do harm. Nothing in it was run and it was left as it is. Open a backup, "
            "or ask whoever sent it for an export."
        )
    conn.execute("PRAGMA trusted_schema = ON")
    conn.create_function("folded", -1, folded_together, deterministic=True)


def _opened_to_write(conn: sqlite3.Connection, path: Path) -> Store:
    """Record the document as open, bring it up to date and make our triggers."""
    notices = [_open_elsewhere(path)]
    open_documents.record(path)
    try:
        conn.execute("PRAGMA journal_mode = DELETE")
        if kept := migrating.migrate(conn, path):
            notices.append(f"{path.name} was brought up to date; as it was before, it is kept as {kept}.")
        return Store(path, conn, triggers=triggers.install(conn), notice=" ".join(filter(None, notices)))
    except BaseException:
        open_documents.forget(path)
        raise


def _open_elsewhere(path: Path) -> str:
    since = open_documents.open_since(path)
    if since is None:
        return ""
    return (
        f"{path.name} is also open in another Demarche, since {since}. Nothing is lost if both write, but "
        "neither shows what the other does until it is opened anew. Better close it in one of them."
    )
