"""The document as it was after an earlier step, as a private copy."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from timeline_app.storage.failures import telling
from timeline_app.storage.history import first_undone, last_done
from timeline_app.storage.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.storage.replay import Progress as Counted
    from timeline_app.storage.store import Store

    Progress = Callable[[float], None]
    """Is told the share that is done, 0 to 1; what it raises stops the copy."""

BEFORE_THE_FIRST = 0
"""Stands for the step after which the document was as it was before the first step that is kept."""
_PAGES = 2048
_COPYING = 0.2
"""Share of the work that is counted for the copy itself."""


def copy_as_of(store: Store, step_id: int, target: Path, progress: Progress | None = None) -> None:
    """
    Make a private copy of a document as it was just after a step.

    Parameters
    ----------
    store : Store
        The document; it is only read, and no step of it may be running.
    step_id : int
        The step, done or undone; or `BEFORE_THE_FIRST`.
    target : Path
        Where the copy goes; whatever is there is lost.
    progress : callable, optional
        Is told the share that is done, 0 to 1; what it raises stops the copy, and nothing is left of it.

    Raises
    ------
    DocumentError
        If the file cannot be read or the copy not be written, or if another program changed what a step since
        had touched.

    Notes
    -----
    Every step since is undone in the copy, so this takes as long as undoing them by hand. Saved views have no
    history: they are as they are now.
    """
    if store.step_now is not None:
        raise RuntimeError("a step is running")
    told = progress or _ignored
    target.unlink(missing_ok=True)
    try:
        _copy(store, target, told)
        with open_store(target) as copy:
            # Nobody has it yet: what a crash does to it is no loss.
            copy.conn.execute("PRAGMA synchronous = OFF")
            copy.conn.execute("PRAGMA journal_mode = MEMORY")
            _go_to(copy, step_id, told)
            copy.conn.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _copy(store: Store, target: Path, progress: Progress) -> None:
    def tell(_status: int, left: int, total: int) -> None:
        progress(_COPYING * (total - left) / max(total, 1))

    with telling(target), closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = OFF")
        store.conn.backup(copy, pages=_PAGES, progress=tell)


def _go_to(copy: Store, step_id: int, progress: Progress) -> None:
    """Undo all steps after one; do those again, up to it, that were undone."""
    (since,) = copy.conn.execute(
        "SELECT count(*) FROM history_step WHERE (id > ?1 AND undone = 0) OR (id <= ?1 AND undone = 1)",
        (step_id,),
    ).fetchone()
    for done in range(since):
        last, following = last_done(copy), first_undone(copy)
        counted = _share(progress, done, since)
        if last and last.id > step_id:
            copy.undo(counted)
        elif following and following.id <= step_id:
            copy.redo(counted)
    progress(1.0)


def _share(progress: Progress, done: int, steps: int) -> Counted:
    def tell(rows: int, total: int) -> None:
        progress(_COPYING + (1 - _COPYING) * (done + rows / max(total, 1)) / steps)

    tell(0, 1)
    return tell


def _ignored(_: float) -> None:
    pass
