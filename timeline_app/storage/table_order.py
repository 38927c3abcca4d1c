"""The order of entries by a column of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from timeline_app.storage import narrowing
from timeline_app.storage.sorting import Key, Numbers, Texts, places_by_name, sorting
from timeline_app.storage.table_columns import columns
from timeline_app.storage.wide_reading import all_entries, greatest_count, read_ids, read_numbers

if TYPE_CHECKING:
    from collections.abc import Collection

    from timeline_app.storage.store import Store
    from timeline_app.storage.table_columns import Column
    from timeline_app.storage.wide_reading import Ids
    from timeline_app.storage.wide_reading import Numbers as Read

_GREATEST = 2**62
_HALF = 32
_FEW = 8
"""Entries up to which those that changed are put in their places one by one."""
_COMPARED_AT_ONCE = 64


def sorted_ids(store: Store, passing: Ids | None, column: str, *, descending: bool = False) -> Ids:
    """
    Sort entries by a column.

    Parameters
    ----------
    store : Store
        The document.
    passing : (n,) int32 or None
        The ids wanted, in any order; None for all.
    column : str
        The name of one of `columns()`.
    descending : bool
        The greatest first; what is empty or undated comes last all the same.

    Returns
    -------
    (n,) int32
        Ids; those that are alike in the column by id.
    """
    ids = _sorted(store, sorting(named(column)), descending)
    if len(ids) != greatest_count(store):
        ids = _filled_up(ids, all_entries(store))
    return ids if passing is None else among(ids, passing)


def moved(
    store: Store, ids: Ids, entries: Collection[int], column: str, *, descending: bool = False
) -> Ids | None:
    """
    Put a few entries where a column has them now.

    Parameters
    ----------
    store : Store
        The document.
    ids : (n,) int32
        All entries as they were sorted before; the order of all others still holds.
    entries : collection of int
        Those that changed, came or went.
    column, descending
        As for `sorted_ids`.

    Returns
    -------
    (m,) int32 or None
        What `sorted_ids` would give; None where it had better be asked, for these are many.
    """
    if len(entries) > _FEW:
        return None
    by = sorting(named(column))
    ids = ids[~np.isin(ids, np.array(list(entries), np.int32))]
    condition, values = narrowing.among("id", entries)
    for entry in read_ids(store, f"SELECT id FROM entry WHERE {condition}", values).tolist():
        ids = np.insert(ids, _place(store, by, ids, entry, descending), entry)
    return ids


def _place(store: Store, by: Numbers | Texts, ids: Ids, entry: int, descending: bool) -> int:
    """Find the place of an entry among sorted ones: compared with some at once, then with some between."""
    low, high = 0, len(ids)
    while low < high:
        at = np.unique(np.linspace(low, high - 1, _COMPARED_AT_ONCE).astype(np.intp))
        several = [*ids[at].tolist(), entry]
        some = np.sort(np.array(several, np.int32))
        ordered = _filled_up(_sorted(store, by, descending, several), some)
        before = int(np.flatnonzero(ordered == entry)[0])
        low, high = (
            (int(at[before - 1]) + 1 if before else low),
            (int(at[before]) if before < len(at) else high),
        )
    return low


def _sorted(store: Store, by: Numbers | Texts, descending: bool, few: Collection[int] | None = None) -> Ids:
    """Sort the entries, or a few of them, that have something in a column."""
    return (_by_text if isinstance(by, Texts) else _by_numbers)(store, by, descending, few)  # pyright: ignore[reportArgumentType]


def _filled_up(ids: Ids, everything: Ids) -> Ids:
    """Put those that are not there after those that are."""
    if len(ids) == len(everything):
        return ids
    rest = np.setdiff1d(everything, ids, assume_unique=True) if ids.size else everything
    return np.concatenate((ids, rest)).astype(np.int32)


def among(ids: Ids, wanted: Ids) -> Ids:
    """Keep those ids that are wanted, in their order: (m,) int32."""
    if not ids.size or not wanted.size:
        return ids[:0]
    is_wanted = np.zeros(max(int(ids.max()), int(wanted.max())) + 1, bool)
    is_wanted[wanted] = True
    return ids[is_wanted[ids]]


def named(name: str) -> Column:
    """Give a column by its name."""
    return next(column for column in columns() if column.name == name)


def _by_text(store: Store, by: Texts, descending: bool, few: Collection[int] | None) -> Ids:
    condition = "TRUE" if few is None else f"entry IN ({', '.join(map(str, few))})"
    ordered = (
        f"SELECT * FROM (SELECT {by.entry} AS entry, {by.key} AS key FROM {by.rows}) WHERE {condition}"
        f" ORDER BY key {'DESC' if descending else 'ASC'}, entry"
    )
    return read_ids(store, f"SELECT iif(key IS NULL, NULL, entry) FROM ({ordered})")


def _by_numbers(store: Store, by: Numbers, descending: bool, few: Collection[int] | None) -> Ids:
    selected = ", ".join((by.entry, *(key.sql for key in by.keys)))
    if few is not None:
        wanted = f"{by.entry} IN ({', '.join(map(str, few))})"
        sql = f"SELECT {selected} FROM {by.rows} WHERE {by.condition} AND {wanted}"
        sql += f" ORDER BY {by.rows}.id" if by.takes == "first" else ""
    else:
        # Read by no index, rows come by id; asked for that order, SQLite takes longer.
        as_they_lie = "NOT INDEXED" if by.takes == "first" else ""
        sql = f"SELECT {selected} FROM {by.rows} {as_they_lie} WHERE {by.condition}"
    entry, *values = read_numbers(store, sql, [(), *(key.words for key in by.keys)])
    if not entry.size:
        return np.empty(0, np.int32)
    keys = _joined([_placed(store, key, read) for key, read in zip(by.keys, values, strict=True)])
    if by.takes != "only":
        entry, keys = _taken(entry, keys, by.takes)
    return _in_order(entry, keys.max() - keys if descending else keys)


def _placed(store: Store, key: Key, values: Read) -> Read:
    """Give the places by name of the rows that are named by id; no row comes last."""
    if key.beside:
        second, first = values >> _HALF, values & ((1 << _HALF) - 1)
        places = _places_by_name(store, key.table, key.label, first)
        return _joined([places, _places_by_name(store, *key.beside, second)]) if second.any() else places
    return _places_by_name(store, key.table, key.label, values) if key.table else values


def _places_by_name(store: Store, table: str, label: str, ids: Read) -> Read:
    named = read_ids(store, places_by_name(table, label))
    place = np.full(max(int(named.max(initial=0)), int(ids.max())) + 1, len(named), np.int64)
    place[named] = np.arange(len(named))
    return place[ids]


def _joined(keys: list[Read]) -> Read:
    """Make one number of several, the first counting most."""
    whole = keys[0] - keys[0].min()
    for key in keys[1:]:
        low, span = int(key.min()), int(key.max()) - int(key.min()) + 1
        whole = whole * span + (key - low)
    return whole


def _taken(entry: Read, keys: Read, takes: str) -> tuple[Read, Read]:
    """Take one number an entry, of its first row or the least; or count its rows."""
    if takes == "count":
        counts = np.bincount(entry)
        found = np.flatnonzero(counts)
        return found, counts[found]
    if takes == "least":
        order = np.argsort(keys, kind="stable")
        entry, keys = entry[order], keys[order]
    of = np.full(int(entry.max()) + 1, -1, np.int64)
    of[entry[::-1]] = keys[::-1]  # of several, the last that is written stays
    found = np.flatnonzero(of >= 0)
    return found, of[found]


def _in_order(entry: Read, keys: Read) -> Ids:
    """Sort by keys, none less than 0, and then by id: both as one number, where it is not too great."""
    span = int(entry.max()) + 1
    if (int(keys.max()) + 1) * span > _GREATEST:
        return entry[np.lexsort((entry, keys))].astype(np.int32)
    return (np.sort(keys * span + entry) % span).astype(np.int32)
