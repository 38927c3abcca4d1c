"""Which rows are part of which others: what goes with a row when it is deleted, as the schema says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline_app.domain.records import RECORDS, Record
from timeline_app.storage.references import REFERENCES

if TYPE_CHECKING:
    from timeline_app.storage.store import Store

TYPE_OF: dict[str, type[Record]] = {record.TABLE: record for record in RECORDS}
"""The record type of each table."""

_CASCADES = """
    SELECT tables.name, refers."from", refers."table"
    FROM main.sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS refers
    WHERE tables.type = 'table' AND refers.on_delete = 'CASCADE'
"""


class Reference(NamedTuple):
    """A column of a table that refers to another table."""

    table: str
    column: str
    target: str


def references_to(table: str) -> list[Reference]:
    """List the columns of all tables that refer to a table."""
    return [Reference(*found) for found in REFERENCES if found[2] == table]


def goes_with(store: Store) -> set[Reference]:
    """Tell by which columns rows go with what they refer to."""
    found = {Reference(*row) for row in store.conn.execute(_CASCADES)}
    return {reference for reference in found if reference.table in TYPE_OF}


def hangs_on(store: Store, table: str) -> list[Reference]:
    """
    List the columns by which rows hang on a table, by way of others too, the nearest first.

    Notes
    -----
    For an entry: its participations and stances, then what hangs on the stances, and so on.
    """
    all_parts = sorted(goes_with(store))
    reached, result = [table], list[Reference]()
    for whole in reached:
        found = [part for part in all_parts if part.target == whole]
        result += found
        reached += [name for name in dict.fromkeys(part.table for part in found) if name not in reached]
    return result
