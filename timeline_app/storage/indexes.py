"""Indexes of one table left off while very many rows are written, and built again from all of them.

Kept up row by row, they cost as much as the rows: each row falls on another page of each.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from timeline_app.storage.failures import error_name
from timeline_app.storage.references import REFERENCES
from timeline_app.storage.triggers import quoted

if TYPE_CHECKING:
    from timeline_app.storage.store import Store

MANY = 20_000
"""Fewer new rows than this are not worth it, nor are fewer than the table had."""

_PLAIN = """
    SELECT listed.name, made.sql
    FROM pragma_index_list(?) AS listed JOIN main.sqlite_schema AS made ON made.name = listed.name
    WHERE listed.origin = 'c' AND NOT listed."unique" AND NOT listed.partial
    ORDER BY listed.name
"""


def leave_off(store: Store, table: str) -> list[str]:
    """
    Drop the indexes of a table that only make reading faster.

    Returns
    -------
    list of str
        The statements that build them again, for the same transaction; none if the table is being read.

    Notes
    -----
    Those of a table that refers to itself stay: with deferred references, each new row is looked up in them.
    """
    if any(holder == target == table for holder, _, target in REFERENCES):
        return []
    found = store.conn.execute(_PLAIN, (table,)).fetchall()
    try:
        for name, _ in found:
            store.conn.execute(f"DROP INDEX main.{quoted(name)}")
    except sqlite3.OperationalError as error:
        if error_name(error) != "SQLITE_LOCKED":
            raise
        return []
    return [sql for _, sql in found]
