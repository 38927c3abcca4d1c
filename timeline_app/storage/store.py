"""An open document: its connection, and the steps by which it changes."""

from __future__ import annotations

from functools import cached_property
from io import FileIO
from typing import TYPE_CHECKING, Self

from timeline_app.domain.records import RECORDS
from timeline_app.storage import history, open_documents, replay
from timeline_app.storage.failures import telling
from timeline_app.storage.triggers import columns_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlite_utils import Database

    from timeline_app.storage.history import Change, PastStep, Step
    from timeline_app.storage.replay import Progress


class Store:
    """
    A document open for reading, or for reading and writing; of one thread.

    Attributes
    ----------
    path : Path
        Where the file lies.
    conn : sqlite3.Connection
        The connection under the storage policy; transactions are begun by steps only.
    read_only : bool
        True if nothing can be written.
    notice : str
        What the user should know about the opening, such as why it is read only; empty if nothing.
    triggers : mapping of str to str
        The TEMP triggers that a step relies on, by name.
    step_now : Step or None
        The step that is running.
    """

    def __init__(
        self,
        path: Path,
        conn: sqlite3.Connection,
        *,
        triggers: Mapping[str, str],
        read_only: bool = False,
        notice: str = "",
    ) -> None:
        self.path = path
        self.conn = conn
        self.read_only = read_only
        self.notice = notice
        self.triggers = triggers
        self.columns = {record.TABLE: columns_of(conn, record.TABLE) for record in RECORDS}
        self.step_now: Step | None = None
        self._is_recorded = not read_only
        self._file = _identity_of(path)

    @cached_property
    def db(self) -> Database:
        """The document as sqlite-utils sees it; made at first use, for it imports slowly."""
        from sqlite_utils import Database

        return Database(self.conn, execute_plugins=False)

    def step(self, label: str, *, coder_id: int | None = None) -> AbstractContextManager[Step]:
        """Do what the block does as one step that can be undone; see `history.step`."""
        return history.step(self, label, coder_id=coder_id)

    def undo(self, progress: Progress | None = None) -> Change | None:
        """Take the last step back; None if there is none. See `replay.undo`."""
        return replay.undo(self, progress)

    def redo(self, progress: Progress | None = None) -> Change | None:
        """Do the step again that was undone last; None if there is none. See `replay.redo`."""
        return replay.redo(self, progress)

    def can_undo(self) -> bool:
        """Tell whether a step can be taken back."""
        return not self.read_only and history.last_done(self) is not None

    def can_redo(self) -> bool:
        """Tell whether an undone step can be done again."""
        return not self.read_only and history.first_undone(self) is not None

    def forget_history(self) -> None:
        """Make what the document holds its beginning: there is nothing left to undo."""
        history.forget(self)

    def steps(self, limit: int = 100) -> list[PastStep]:
        """List the last steps, the newest first, undone ones included."""
        return history.steps(self, limit)

    def is_in_place(self) -> bool:
        """Tell whether the file still lies where it was opened, neither moved nor deleted nor replaced."""
        return _identity_of(self.path) == self._file

    def revision_elsewhere(self) -> int:
        """Give a number that changes once others write to the document: what was read is then stale."""
        with telling(self.path):
            (version,) = self.conn.execute("PRAGMA main.data_version").fetchone()
        return version

    def commits(self) -> int:
        """Count the commits made to the file by anybody, as its header does.

        Notes
        -----
        Bytes 24 to 27 (https://sqlite.org/fileformat.html, 1.3.7). The file is kept open until the document
        is closed: closing it earlier would drop the locks that SQLite holds in this process.
        """
        self._header.seek(24)
        return int.from_bytes(self._header.read(4), "big")

    @cached_property
    def _header(self) -> FileIO:
        return FileIO(self.path)

    def close(self) -> None:
        """Close the document; what was not part of a finished step is not in it."""
        self.conn.close()
        if "_header" in vars(self):
            self._header.close()
        if self._is_recorded:
            self._is_recorded = False
            open_documents.forget(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _identity_of(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
