"""Reads whole numbers from a document into arrays, without a Python object that outlives its row."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.columns.evidence import unpaired

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from timeline_app.storage.replay import Progress
    from timeline_app.storage.store import Store

_AT_ONCE = 1 << 16


def read_numbers(store: Store, query: str, width: int, values: Sequence[str] = ()) -> NDArray[np.int64]:
    """Read a query of whole numbers, none of them null: (width, rows) int64."""
    found = chain.from_iterable(store.conn.execute(query, values))
    return np.fromiter(found, np.int64).reshape(-1, width).T


def read_pairs(
    store: Store,
    table: str,
    query: str,
    width: int,
    values: Sequence[str] = (),
    progress: Progress | None = None,
) -> NDArray[np.int32]:
    """Read a query of pairs of whole numbers, as `paired` makes them, with at most one row a row of a table.

    Parameters
    ----------
    store, query, width
        As for `read_numbers`.
    table
        The table.
    values
        What narrows the query to a few rows, if anything does.
    progress
        Is told how many rows of how many are read, unless few are; what it raises stops it.

    Returns
    -------
    (2 * width, rows) int32, the upper and the lower number of each pair.

    Notes
    -----
    Most of the time goes into passing values from SQLite to Python: two in one cost little more than one.
    """
    if values:
        return np.concatenate([unpaired(column) for column in read_numbers(store, query, width, values)])
    (most,) = store.conn.execute(f"SELECT count(*) FROM {table}").fetchone()
    columns = np.empty((2 * width, most), np.int32)
    rows = chain.from_iterable(store.conn.execute(query))
    count = 0
    while len(part := np.fromiter(islice(rows, _AT_ONCE * width), np.int64)):
        if progress:
            progress(count, most)
        until = count + len(part) // width
        for place in range(width):
            columns[2 * place : 2 * place + 2, count:until] = unpaired(part[place::width])
        count = until
    return columns[:, :count]
