"""Rows that lie within others of their table: headings, topics, figures; and that none lies within itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.records import Figure, Group, Record, Topic
from timeline_app.storage.triggers import quoted

if TYPE_CHECKING:
    from timeline_app.storage.store import Store

ABOVE: dict[type[Record], str] = {Group: "parent_id", Topic: "parent_id", Figure: "part_of_id"}
"""The column that names what a row lies within."""


def lies_within_itself(store: Store, record: Record) -> bool:
    """Tell whether a record, written as it is, would come back to itself from what it lies within."""
    column = ABOVE.get(type(record))
    if column is None or not record.id:
        return False
    found = store.conn.execute(
        f"WITH RECURSIVE above (id) AS (SELECT ? UNION SELECT {column} FROM {quoted(record.TABLE)} JOIN above"
        " USING (id)) SELECT 1 FROM above WHERE id = ?",
        (getattr(record, column), record.id),
    )
    return found.fetchone() is not None


def circles(store: Store, record_type: type[Record]) -> list[int]:
    """List the rows of a table that come back to themselves."""
    column = ABOVE.get(record_type)
    if column is None:
        return []
    above: dict[int, int] = dict(
        store.conn.execute(f"SELECT id, {column} FROM {quoted(record_type.TABLE)} WHERE {column} IS NOT NULL")
    )
    return [start for start in above if _comes_back(above, start)]


def _comes_back(above: dict[int, int], start: int) -> bool:
    seen: set[int] = set()
    place = above.get(start)
    while place is not None and place not in seen:
        if place == start:
            return True
        seen.add(place)
        place = above.get(place)
    return False
