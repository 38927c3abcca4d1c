"""References between rows while history is replayed: kept from acting, then checked as a set.

A replay restores each row by itself. Were foreign keys to act, they would cascade into rows that the step
never touched, or empty references that the journal is about to restore.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from timeline_app.domain.records import RECORDS, View, rules_of
from timeline_app.storage.triggers import quoted

if TYPE_CHECKING:
    from collections.abc import Generator

    from timeline_app.storage.history import Change, Rows
    from timeline_app.storage.store import Store

REFERENCES: tuple[tuple[str, str, str], ...] = tuple(
    (record.TABLE, name, rule.target)
    for record in RECORDS
    for name, rule in rules_of(record).items()
    if rule.kind == "reference"
)
"""Every reference: table, column, the table referred to."""


@contextmanager
def unenforced(store: Store) -> Generator[None]:
    """Keep foreign keys from acting; around a transaction, for inside one SQLite ignores the setting."""
    store.conn.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        store.conn.execute("PRAGMA foreign_keys = ON")


def are_broken(store: Store, change: Change) -> bool:
    """Tell whether any row touched refers, or is referred to, where nothing is; views forget what went."""
    return any(_is_broken(store, touched) for touched in change.rows)


def _is_broken(store: Store, touched: Rows) -> bool:
    if touched.happened != "deleted":
        return any(
            _dangles(store, table, column, target, "id", touched)
            for table, column, target in REFERENCES
            if table == touched.table
        )
    _let_views_forget(store, touched)
    return any(
        _dangles(store, table, column, target, column, touched)
        for table, column, target in REFERENCES
        if target == touched.table
    )


def _dangles(store: Store, table: str, column: str, target: str, by: str, touched: Rows) -> bool:
    found = store.conn.execute(
        f"SELECT 1 FROM {quoted(table)} AS child WHERE child.{by} BETWEEN ? AND ? AND child.{column} IS "
        f"NOT NULL AND NOT EXISTS (SELECT 1 FROM {quoted(target)} AS parent WHERE parent.id = "
        f"child.{column}) LIMIT 1",
        (touched.first_id, touched.last_id),
    )
    return found.fetchone() is not None


def _let_views_forget(store: Store, touched: Rows) -> None:
    """Do for views, which have no history, what their foreign key says."""
    for table, column, target in REFERENCES:
        if table == View.TABLE and target == touched.table:
            store.conn.execute(
                f"UPDATE {quoted(table)} SET {column} = NULL WHERE {column} BETWEEN ? AND ?",
                (touched.first_id, touched.last_id),
            )
