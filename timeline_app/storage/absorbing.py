"""A row that another took in: written so that the journal tells which one, and read from there.

Notes
-----
The row that goes is deleted and the one that takes it in is touched next: only its time of change is another.
Nothing else writes that pair, and undo and redo write it again in the same order.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from timeline_app.storage import rows
from timeline_app.storage.clock import now_text
from timeline_app.storage.triggers import quoted

if TYPE_CHECKING:
    from timeline_app.domain.records import Record
    from timeline_app.storage.store import Store

TOUCHED = {"updated_at"}
"""What differs in a row that took another in."""


def absorb(store: Store, record_type: type[Record], keep: int, gone: int) -> None:
    """Delete a row, to which nothing refers any more, as taken in by another of its table."""
    store.conn.execute(f"DELETE FROM {quoted(record_type.TABLE)} WHERE id = ?", (gone,))
    now = now_text()
    # The journal holds what differs: a row written in this very second is dated a second on.
    store.conn.execute(
        f"UPDATE {quoted(record_type.TABLE)} SET updated_at = iif(updated_at = ?1, ?2, ?1) WHERE id = ?3",
        (now, _a_second_on(now), keep),
    )


def _a_second_on(moment: str) -> str:
    return (datetime.fromisoformat(moment) + timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


def taken_in_by(store: Store, record_type: type[Record], row_id: int) -> int | None:
    """
    Find the row that stands for one that was merged away, by way of others if those were merged too.

    Returns
    -------
    int or None
        An id that is in the document; None if the row was deleted otherwise, or its history is gone.
    """
    seen: set[int] = set()
    found: int | None = row_id
    while found is not None and found not in seen and rows.get(store, record_type, found) is None:
        seen.add(found)
        found = _taken_in_at_once(store, record_type.TABLE, found)
    return None if found in seen else found


def _taken_in_at_once(store: Store, table: str, row_id: int) -> int | None:
    """Look at what was done next after the last deletion of a row that is not undone."""
    found = store.conn.execute(
        "SELECT following.table_name, following.kind, following.first_id, following.before"
        " FROM history_change AS deletion JOIN history_step ON history_step.id = deletion.step_id"
        " JOIN history_change AS following ON following.id ="
        " (SELECT min(id) FROM history_change WHERE id > deletion.id)"
        " AND (following.step_id, following.redo) = (deletion.step_id, deletion.redo)"
        " WHERE deletion.table_name = ? AND deletion.kind = 'delete' AND deletion.first_id = ?"
        " AND deletion.redo = 0 AND history_step.undone = 0 ORDER BY deletion.id DESC LIMIT 1",
        (table, row_id),
    ).fetchone()
    if found is None or found[:2] != (table, "update") or set(json.loads(found[3])) != TOUCHED:
        return None
    return found[2]
