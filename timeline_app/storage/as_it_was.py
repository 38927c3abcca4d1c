"""The document as it was after an earlier step, as a private copy, and what became of it since."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from timeline_app.storage.connecting import connecting
from timeline_app.storage.failures import telling
from timeline_app.storage.history import first_undone, last_done
from timeline_app.storage.opening import open_store
from timeline_app.storage.triggers import JOURNALED, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline_app.storage.replay import Progress as Counted
    from timeline_app.storage.store import Store

    Progress = Callable[[float], None]
    """Is told the share that is done, 0 to 1; what it raises stops the copy."""

Became = Literal["added", "changed", "removed"]

_PAGES = 2048
_COPYING = 0.2
"""Share of the work that is counted for the copy itself."""
_UNSAID = frozenset({"id", "uid", "updated_at"})


@dataclass(frozen=True, slots=True)
class Difference:
    """
    What became of a row.

    Attributes
    ----------
    table, uid
        Which row.
    row_id
        Its id; of a removed one the id that it had.
    became
        Whether it was added, changed or removed.
    fields
        Of a changed one the fields in which it differs, in the file's order.
    """

    table: str
    uid: str
    row_id: int
    became: Became
    fields: tuple[str, ...] = ()


def copy_as_of(store: Store, step_id: int, target: Path, progress: Progress | None = None) -> None:
    """
    Make a private copy of a document as it was just after a step.

    Parameters
    ----------
    store : Store
        The document; it is only read, and no step of it may be running.
    step_id : int
        The step, done or undone; 0 for what was there before the first that is remembered.
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


def compare(then: Store, now: Store) -> list[Difference]:
    """
    Compare a document as it was with what it is: a list by table, those of a table by uid.

    Parameters
    ----------
    then, now : Store
        Two copies of one document.

    Returns
    -------
    list of Difference
        A row that differs only in when it was last touched is no difference.
    """
    with telling(now.path), connecting(now.path, read_only=True) as conn, closing(conn):
        conn.execute("ATTACH ? AS earlier", (f"{then.path.resolve().as_uri()}?mode=ro",))
        return [
            difference
            for record in JOURNALED
            for difference in sorted(_differences(conn, record.TABLE, now.columns[record.TABLE]), key=_uid)
        ]


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


def _differences(conn: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> Iterator[Difference]:
    main, earlier = f"main.{quoted(table)}", f"earlier.{quoted(table)}"
    only = (
        "SELECT uid, id FROM {} AS mine WHERE NOT EXISTS (SELECT 1 FROM {} AS its WHERE its.uid = mine.uid)"
    )
    for uid, row_id in conn.execute(only.format(main, earlier)):
        yield Difference(table, uid, row_id, "added")
    for uid, row_id in conn.execute(only.format(earlier, main)):
        yield Difference(table, uid, row_id, "removed")
    compared = [name for name in columns if name not in _UNSAID]
    differs = [f"mine.{quoted(name)} IS NOT old.{quoted(name)}" for name in compared]
    changed = conn.execute(
        f"SELECT mine.uid, mine.id, {', '.join(differs)}"
        f" FROM {main} AS mine JOIN {earlier} AS old USING (uid) WHERE {' OR '.join(differs)}"
    )
    for uid, row_id, *flags in changed:
        fields = tuple(name for name, flag in zip(compared, flags, strict=True) if flag)
        yield Difference(table, uid, row_id, "changed", fields)


def _uid(difference: Difference) -> str:
    return difference.uid


def _ignored(_: float) -> None:
    pass
