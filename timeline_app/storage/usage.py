"""How often a row is used: the rows of other tables that refer to it, its own parts apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.storage.failures import telling
from timeline_app.storage.parts import Reference, goes_with, references_to
from timeline_app.storage.triggers import quoted

if TYPE_CHECKING:
    from timeline_app.domain.records import Record
    from timeline_app.storage.store import Store


def use_counts(store: Store, record_type: type[Record]) -> dict[int, int]:
    """
    Count the uses of every row of a table.

    Returns
    -------
    dict of int to int
        Id to the number of references to it; rows never used are left out.

    Notes
    -----
    What goes with a row is a part of it and no use: names, flags, offices, texts, notes, tags. A row between
    two of the same table, such as a relation or a link, is part of neither and counts for both. Who made a
    row counts for the coder.
    """
    counts: dict[int, int] = {}
    with telling(store.path):
        for table, column, _ in uses(store, record_type):
            found = store.conn.execute(
                f"SELECT {column}, count(*) FROM {quoted(table)} WHERE {column} IS NOT NULL GROUP BY {column}"
            )
            for row_id, count in found:
                counts[row_id] = counts.get(row_id, 0) + count
    return counts


def uses_of(store: Store, record_type: type[Record], row_id: int) -> dict[str, int]:
    """Count the uses of one row by the table that refers to it; tables without any are left out."""
    counts: dict[str, int] = {}
    with telling(store.path):
        for table, column, _ in uses(store, record_type):
            found = store.conn.execute(
                f"SELECT count(*) FROM {quoted(table)} WHERE {column} = ?", (row_id,)
            ).fetchone()
            if found[0]:
                counts[table] = counts.get(table, 0) + found[0]
    return counts


def uses(store: Store, record_type: type[Record]) -> list[Reference]:
    """List the references to a table that are uses of it."""
    parts = [part for part in goes_with(store) if part.target == record_type.TABLE]
    whole = [part.table for part in parts]
    return [
        reference
        for reference in references_to(record_type.TABLE)
        if reference not in parts or whole.count(reference.table) > 1
    ]
