"""What became of a document since a copy of it: the rows that were added, changed and removed, as columns."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import numpy as np

from timeline_app.domain.records import Entry, Record, rules_of
from timeline_app.storage.connecting import connecting
from timeline_app.storage.failures import telling
from timeline_app.storage.triggers import JOURNALED, quoted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    from timeline_app.storage.store import Store

    Progress = Callable[[int, int], object]
    """Is told how many rows were looked at, and of how many; what it raises stops the comparison."""

Became = Literal["added", "changed", "removed"]
BECAME: Final[tuple[Became, ...]] = get_args(Became)
TABLES: Final[tuple[type[Record], ...]] = (Entry, *(record for record in JOURNALED if record is not Entry))
"""The record types that are compared, entries first."""
_AT_ONCE: Final = 10_000
"""Ids that are compared at once."""


@dataclass(frozen=True, slots=True)
class Difference:
    """
    What became of a row, or of one field of a changed one.

    Attributes
    ----------
    record
        Its type.
    row_id
        Its id; of a removed one the id that it had.
    became
        Whether it was added, changed or removed.
    field
        Of a changed one the field in which it differs; else empty.
    entry
        The entry that it is or hangs on; 0 if none.
    """

    record: type[Record]
    row_id: int
    became: Became
    field: str
    entry: int


@dataclass(frozen=True, eq=False)
class Differences:
    """
    What became of a document, a row a field that differs, or a row of the document that came or went.

    Attributes
    ----------
    table
        (n,) int8, index into TABLES; rising.
    row_id
        (n,) int32; rising within a table and what became of its rows.
    became
        (n,) int8, index into BECAME; rising within a table.
    field
        (n,) int8, index into `compared_fields` of the table, -1 where it was not changed.
    entry
        (n,) int32, the entry that the row is or hangs on; 0 if none.
    """

    table: npt.NDArray[np.int8]
    row_id: npt.NDArray[np.int32]
    became: npt.NDArray[np.int8]
    field: npt.NDArray[np.int8]
    entry: npt.NDArray[np.int32]

    def __len__(self) -> int:
        """Count what differs."""
        return len(self.table)

    def __getitem__(self, place: int) -> Difference:
        """Give one."""
        record, field = TABLES[int(self.table[place])], int(self.field[place])
        return Difference(
            record,
            int(self.row_id[place]),
            BECAME[int(self.became[place])],
            compared_fields(record)[field] if field >= 0 else "",
            int(self.entry[place]),
        )

    def __iter__(self) -> Iterator[Difference]:
        """Give one after the other."""
        return (self[place] for place in range(len(self)))


@cache
def compared_fields(record: type[Record]) -> tuple[str, ...]:
    """Name the fields in which rows are compared: those a user knows; day ordinals follow from the date."""
    return tuple(name for name, rule in rules_of(record).items() if rule.kind != "day")


def compare(then: Store, now: Store, progress: Progress | None = None) -> Differences:
    """
    Compare a document as it was with what it is.

    Parameters
    ----------
    then, now : Store
        Two copies of one document.
    progress : callable, optional
        Is told how many rows were looked at, and of how many; what it raises stops the comparison.

    Raises
    ------
    DocumentError
        If one of them cannot be read.

    Notes
    -----
    Rows are the same if their ids are, which are never used again within a document.
    """
    with telling(now.path), connecting(now.path, read_only=True) as conn, closing(conn):
        conn.execute("ATTACH ? AS earlier", (f"{then.path.resolve().as_uri()}?mode=ro",))
        last = [_last_id(conn, record.TABLE) for record in TABLES]
        total, looked_at, found = sum(last), 0, list[Any]()
        for number, record in enumerate(TABLES):
            for first in range(1, last[number] + 1, _AT_ONCE):
                ids = first, min(first + _AT_ONCE - 1, last[number])
                found += [(number, became, rows) for became, rows in _differences(conn, record, ids) if rows]
                looked_at += ids[1] - ids[0] + 1
                if progress:
                    progress(looked_at, total)
    return _as_columns(found)


def _last_id(conn: sqlite3.Connection, table: str) -> int:
    newest = f"SELECT coalesce(max(id), 0) FROM {{}}.{quoted(table)}"
    return max(conn.execute(newest.format(schema)).fetchone()[0] for schema in ("main", "earlier"))


def _differences(
    conn: sqlite3.Connection, record: type[Record], ids: tuple[int, int]
) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
    """Give by what became of them the rows between two ids: id, entry, and the fields that differ as bits."""
    return ((became, conn.execute(sql, ids).fetchall()) for became, sql in enumerate(_queries(record)))


@cache
def _queries(record: type[Record]) -> tuple[str, ...]:
    table, fields = quoted(record.TABLE), compared_fields(record)
    differs = [f"mine.{quoted(name)} IS NOT old.{quoted(name)}" for name in fields]
    bits = " | ".join(f"(({test}) << {place})" for place, test in enumerate(differs))
    only = (
        "SELECT mine.id, {entry}, 0 FROM {mine}.{table} AS mine WHERE mine.id BETWEEN ? AND ?"
        " AND NOT EXISTS (SELECT 1 FROM {other}.{table} AS its WHERE its.id = mine.id)"
    )
    changed = (
        f"SELECT mine.id, {_entry(record, 'main')}, {bits}"
        f" FROM main.{table} AS mine JOIN earlier.{table} AS old ON old.id = mine.id"
        f" WHERE mine.id BETWEEN ? AND ? AND ({' OR '.join(differs)})"
    )
    return (
        only.format(entry=_entry(record, "main"), mine="main", other="earlier", table=table),
        changed,
        only.format(entry=_entry(record, "earlier"), mine="earlier", other="main", table=table),
    )


def _entry(record: type[Record], schema: str) -> str:
    """Write in SQL which entry a row is or hangs on, by way of others too; 0 if none."""
    stance = f"(SELECT entry_id FROM {schema}.stance WHERE stance.id = {{}})"
    ways = {
        "from_entry_id": "mine.from_entry_id",
        "entry_id": "mine.entry_id",
        "stance_id": stance.format("mine.stance_id"),
        "alternative_id": stance.format(
            f"(SELECT stance_id FROM {schema}.alternative WHERE alternative.id = mine.alternative_id)"
        ),
        "citation_id": (
            f"(SELECT coalesce(entry_id, {stance.format('citation.stance_id')})"
            f" FROM {schema}.citation WHERE citation.id = mine.citation_id)"
        ),
    }
    if record.TABLE == "entry":
        return "mine.id"
    return f"coalesce({', '.join([ways[name] for name in ways if name in rules_of(record)] + ['0', '0'])})"


def _as_columns(found: list[tuple[int, int, list[tuple[int, int, int]]]]) -> Differences:
    """Take the rows apart by the fields that differ."""
    found.sort(key=lambda piece: piece[:2])
    pieces = [_columns(number, became, rows) for number, became, rows in found]
    if not pieces:
        none, ids = np.empty(0, np.int8), np.empty(0, np.int32)
        return Differences(none, ids, none, none, ids)
    return Differences(*(np.concatenate(column) for column in zip(*pieces, strict=True)))


def _columns(number: int, became: int, rows: list[tuple[int, int, int]]) -> tuple[npt.NDArray[Any], ...]:
    ids, entries, bits = np.array(rows, np.int64).reshape(-1, 3).T
    if BECAME[became] == "changed":
        width = len(compared_fields(TABLES[number]))
        places, fields = np.nonzero((bits[:, None] >> np.arange(width)) & 1)
    else:
        places, fields = np.arange(len(ids)), np.full(len(ids), -1)
    return (
        np.full(len(places), number, np.int8),
        ids[places].astype(np.int32),
        np.full(len(places), became, np.int8),
        fields.astype(np.int8),
        entries[places].astype(np.int32),
    )
