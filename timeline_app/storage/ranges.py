"""Long ranges of rows of one table, removed and restored as sets; the journal keeps them as typed rows.

Row by row, undoing an import of a million rows would write a million JSON objects.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from timeline_app.domain.records import RECORDS
from timeline_app.storage.triggers import has_no_text, quoted, searched_columns, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from timeline_app.storage.store import Store

LONG = 1000
"""Ranges of more rows than this are kept as typed rows."""
_SLICE = 10_000

_RECORD_OF = {record.TABLE: record for record in RECORDS}


@contextmanager
def untriggered(store: Store, table: str, event: str) -> Generator[None]:
    """Take the journal and search triggers of one event off a table while the block runs.

    After an exception they come back with the rollback of the step.
    """
    with _without(store, f"journal_{event}_{table}", f"search_{event}_{table}"):
        yield


@contextmanager
def _without(store: Store, *triggers: str) -> Generator[None]:
    names = [name for name in triggers if name in store.triggers]
    for name in names:
        store.conn.execute(f"DROP TRIGGER temp.{quoted(name)}")
    yield
    for name in names:
        store.conn.execute(store.triggers[name])


def write_range(store: Store, table: str, first_id: int, last_id: int) -> None:
    """Journal a range of inserted rows."""
    store.conn.execute(
        "INSERT INTO history_change (step_id, redo, kind, table_name, first_id, last_id)"
        " SELECT step_id, redo, 'insert', ?, ?, ? FROM history_now",
        (table, first_id, last_id),
    )


def fill_search(
    store: Store, table: str, first_id: int, last_id: int, after_each: Callable[[], object] = bool
) -> None:
    """Put a range of rows into search, slice by slice."""
    record = _RECORD_OF[table]
    if not searched_columns(record):
        return
    with _without(store, "index_insert"):
        for first in range(first_id, last_id + 1, _SLICE):
            (before,) = store.conn.execute("SELECT coalesce(max(id), 0) FROM search_text").fetchone()
            store.conn.execute(
                "INSERT INTO search_text (table_name, row_id, folded)"
                f" SELECT ?, id, {text_of(record, 'mine')} FROM {quoted(table)} AS mine"
                f" WHERE id BETWEEN ? AND ? AND NOT {has_no_text(record, 'mine')}",
                (table, first, min(first + _SLICE - 1, last_id)),
            )
            store.conn.execute(
                "INSERT INTO search_text_fts (rowid, folded) SELECT id, folded FROM search_text WHERE id > ?",
                (before,),
            )
            after_each()


def remove(store: Store, table: str, first_id: int, last_id: int) -> int:
    """Delete a range of rows, keep them in the history, and tell how many there were."""
    columns = store.columns[table]
    change_id = store.conn.execute(
        "INSERT INTO history_change (step_id, redo, kind, table_name, first_id, last_id, before)"
        " SELECT step_id, redo, 'rows', ?, ?, ?, ? FROM history_now",
        (table, first_id, last_id, json.dumps(columns)),
    ).lastrowid
    store.conn.execute(
        f"INSERT INTO history_row (change_id, {_kept(columns)})"
        f" SELECT ?, {', '.join(map(quoted, columns))} FROM {quoted(table)} WHERE id BETWEEN ? AND ? ORDER "
        "BY id",
        (change_id, first_id, last_id),
    )
    with untriggered(store, table, "delete"):
        removed = store.conn.execute(
            f"DELETE FROM {quoted(table)} WHERE id BETWEEN ? AND ?", (first_id, last_id)
        ).rowcount
    store.conn.execute(
        "DELETE FROM search_text WHERE table_name = ? AND row_id BETWEEN ? AND ?", (table, first_id, last_id)
    )
    return removed


def restore(store: Store, table: str, change_id: int, columns: Sequence[str]) -> int:
    """Insert the rows kept for a change again, and tell how many there were."""
    first_id, last_id = store.conn.execute(
        "SELECT first_id, last_id FROM history_change WHERE id = ?", (change_id,)
    ).fetchone()
    with untriggered(store, table, "insert"):
        restored = store.conn.execute(
            f"INSERT INTO {quoted(table)} ({', '.join(map(quoted, columns))})"
            f" SELECT {_kept(columns)} FROM history_row WHERE change_id = ? ORDER BY id",
            (change_id,),
        ).rowcount
    write_range(store, table, first_id, last_id)
    fill_search(store, table, first_id, last_id)
    return restored


def _kept(columns: Sequence[str]) -> str:
    return ", ".join(f"c{place}" for place in range(1, len(columns) + 1))
