"""Undo and redo: a step's changes taken back in reverse, each row first compared with what was recorded.

The triggers record the replay itself, which is what the other direction needs. Nothing recorded is ever run:
images are values, and the names in them are looked up in the schema.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from timeline_app.domain.errors import DocumentError
from timeline_app.storage import history, ranges, references
from timeline_app.storage.history import Change, PastStep, Step
from timeline_app.storage.recorded import RECORDED, read_recorded
from timeline_app.storage.triggers import JOURNALED, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline_app.storage.recorded import Recorded
    from timeline_app.storage.store import Store

    Progress = Callable[[int, int], None]

_BATCH = 500
_TABLES = frozenset(record.TABLE for record in JOURNALED)


def undo(store: Store, progress: Progress | None = None) -> Change | None:
    """
    Take the last step back.

    Parameters
    ----------
    store : Store
        The document.
    progress : callable, optional
        Called with the number of rows dealt with and that of all; what it raises stops it, and nothing is
        changed.

    Returns
    -------
    Change or None
        What that did to the rows; None if there is no step to undo.

    Raises
    ------
    DocumentError
        If another program changed a row since; nothing is half undone.
    """
    history.check_writable(store)
    past = history.last_done(store)
    return _replay(store, past, progress, redo=1) if past else None


def redo(store: Store, progress: Progress | None = None) -> Change | None:
    """Do the step again that was undone last; see `undo`."""
    history.check_writable(store)
    past = history.first_undone(store)
    return _replay(store, past, progress, redo=0) if past else None


def _replay(store: Store, past: PastStep, progress: Progress | None, *, redo: int) -> Change:
    with references.unenforced(store), history.transaction(store):
        with history.recording(store, Step(store, past.id, past.label, past.coder_id), redo=redo):
            for recorded in _counted(store, past.id, 1 - redo, progress):
                _take_back(store, recorded)
        change = history.change_of(store, past.id, past.label, redo=redo)
        if references.are_broken(store, change):
            raise _changed_elsewhere(store, "what refers to it")
        _forget(store, past.id, redo=1 - redo)
        store.conn.execute("UPDATE history_step SET undone = ? WHERE id = ?", (redo, past.id))
    return change


def _counted(store: Store, step_id: int, redo: int, progress: Progress | None) -> Iterator[Recorded]:
    """Read the changes of a step from last to first, and tell how many rows are dealt with."""
    (total,) = store.conn.execute(
        "SELECT coalesce(sum(last_id - first_id + 1), 0) FROM history_change WHERE step_id = ? AND redo = ?",
        (step_id, redo),
    ).fetchone()
    done = told = 0
    for recorded in _backwards(store, step_id, redo):
        yield recorded
        done += recorded.last_id - recorded.first_id + 1
        if progress and done - told >= _BATCH:
            told = done
            progress(done, total)


def _forget(store: Store, step_id: int, *, redo: int) -> None:
    ours = "step_id = ? AND redo = ?"
    store.conn.execute(
        f"DELETE FROM history_row WHERE change_id IN (SELECT id FROM history_change WHERE {ours})",
        (step_id, redo),
    )
    store.conn.execute(f"DELETE FROM history_change WHERE {ours}", (step_id, redo))


def _backwards(store: Store, step_id: int, redo: int) -> Iterator[Recorded]:
    """Read the changes of a step from last to first, in batches: no statement stays open over a write."""
    below = 2**63 - 1
    while True:
        found = store.conn.execute(
            f"{RECORDED} WHERE step_id = ? AND redo = ? AND id < ? ORDER BY id DESC LIMIT ?",
            (step_id, redo, below, _BATCH),
        ).fetchall()
        for row in found:
            yield read_recorded(row)
        if len(found) < _BATCH:
            return
        below = found[-1][0]


def _take_back(store: Store, recorded: Recorded) -> None:
    _check_names(store, recorded)
    try:
        touched = _INVERSES[recorded.kind](store, recorded)
    except sqlite3.IntegrityError as error:
        raise _changed_elsewhere(store, _named(recorded)) from error
    if touched != recorded.last_id - recorded.first_id + 1:
        raise _changed_elsewhere(store, _named(recorded))


def _check_names(store: Store, recorded: Recorded) -> None:
    if recorded.table not in _TABLES or not {
        *(recorded.before or ()),
        *(recorded.after or ()),
    } <= set(store.columns[recorded.table]):
        raise DocumentError(
            f"The history of {store.path.name} is damaged: it names what is not there. Nothing was "
            "changed, and the timeline itself is not affected. Go on without undoing this step."
        )


def _remove(store: Store, recorded: Recorded) -> int:
    if recorded.last_id - recorded.first_id >= ranges.LONG:
        return ranges.remove(store, recorded.table, recorded.first_id, recorded.last_id)
    return store.conn.execute(
        f"DELETE FROM {quoted(recorded.table)} WHERE id BETWEEN ? AND ?",
        (recorded.first_id, recorded.last_id),
    ).rowcount


def _restore_values(store: Store, recorded: Recorded) -> int:
    names = list(recorded.before)
    assignments = ", ".join(f"{quoted(name)} = ?" for name in names)
    same = " AND ".join(f"{quoted(name)} IS ?" for name in names)
    return store.conn.execute(
        f"UPDATE {quoted(recorded.table)} SET {assignments} WHERE id = ? AND {same}",
        (*recorded.before.values(), recorded.first_id, *(recorded.after[name] for name in names)),
    ).rowcount


def _restore_row(store: Store, recorded: Recorded) -> int:
    names = ", ".join(map(quoted, recorded.before))
    marks = ", ".join("?" * len(recorded.before))
    return store.conn.execute(
        f"INSERT INTO {quoted(recorded.table)} ({names}) VALUES ({marks})", tuple(recorded.before.values())
    ).rowcount


def _restore_range(store: Store, recorded: Recorded) -> int:
    return ranges.restore(store, recorded.table, recorded.id, recorded.before)


_INVERSES: dict[str, Callable[[Store, Recorded], int]] = {
    "insert": _remove,
    "update": _restore_values,
    "delete": _restore_row,
    "rows": _restore_range,
}


def _named(recorded: Recorded) -> str:
    return f"{recorded.table.replace('_', ' ')} {recorded.first_id}"


def _changed_elsewhere(store: Store, what: str) -> DocumentError:
    return DocumentError(
        f"That step cannot be taken back or done again: another program changed what it touched ({what}) in "
        f"{store.path.name}. Nothing was changed now. Mend it by hand, and go on from here."
    )
