"""Whole columns of numbers read at once; no Python object a row.

Notes
-----
SQLite writes the numbers of a column into one text, which numpy reads: a fifth of what a row at a time costs.
Rows keep the order of the query, as SQLite promises where `group_concat` reads an ordered one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from timeline_app.storage.failures import telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from timeline_app.storage.store import Store

    Ids = npt.NDArray[np.int32]
    Numbers = npt.NDArray[np.int64]

_COMMA: Final = ord(",")
_WIDE: Final = 8


def read_ids(store: Store, sql: str, parameters: object = ()) -> Ids:
    """Read one column of ids, in the order of the query: (n,) int32; what is NULL is left out."""
    whole = f"WITH found (c0) AS ({sql}) SELECT group_concat(c0) FROM found"
    with telling(store.path):
        (text,) = store.conn.execute(whole, cast("Any", parameters)).fetchone()
    return _numbers(text, np.int32)


def read_numbers(
    store: Store, sql: str, words: Sequence[Sequence[str]], parameters: object = ()
) -> list[Numbers]:
    """
    Read some columns of whole numbers or of words, none of them NULL.

    Parameters
    ----------
    store : Store
        The document.
    sql : str
        The query for the columns.
    words : sequence of sequence of str
        By column the words that there are, without commas; none for numbers.
    parameters
        Those of the query.

    Returns
    -------
    list of (n,) int64
        One a column; for words their places.
    """
    names = [f"c{place}" for place in range(len(words))]
    texts = ", ".join(f"group_concat({name})" for name in names)
    whole = f"WITH found ({', '.join(names)}) AS ({sql}) SELECT {texts} FROM found"
    with telling(store.path):
        (found,) = store.conn.execute(whole, cast("Any", parameters)).fetchall()
    return [
        _places(text or "", among) if among else _numbers(text, np.int64)
        for text, among in zip(found, words, strict=True)
    ]


def _places(text: str, words: Sequence[str]) -> Numbers:
    """Give the places of the words that a text lists: each is told by its length and first letters."""
    if not text:
        return np.empty(0, np.int64)
    heads = _heads(text)
    known = np.concatenate([_heads(word) for word in words])
    order = np.argsort(known)
    return order[np.searchsorted(known[order], heads)]


def _heads(text: str) -> npt.NDArray[np.uint64]:
    """Give for each word of a list its first seven bytes and its length as one number."""
    listed = np.frombuffer(f"{text},".encode() + bytes(_WIDE), np.uint8)
    ends = np.flatnonzero(listed == _COMMA)
    starts = np.concatenate((np.zeros(1, ends.dtype), ends[:-1] + 1))
    lengths = ends - starts
    # A word may begin at any byte: a view of all of them as wide numbers, one byte apart.
    wide = np.ndarray((len(listed) - _WIDE + 1,), "<u8", listed, strides=(1,))[starts]
    shown = np.minimum(lengths, _WIDE - 1).astype(np.uint64) * np.uint64(8)
    return (wide & ((np.uint64(1) << shown) - np.uint64(1))) | (lengths.astype(np.uint64) << np.uint64(56))


def greatest_count(store: Store) -> int:
    """Tell how many entries there can be, by the first and the last; counting a million takes longer."""
    first, last = _ends(store)
    return last - first + 1


def all_entries(store: Store) -> Ids:
    """Give the ids of all entries in rising order: (n,) int32."""
    with telling(store.path):
        (count,) = store.conn.execute("SELECT count(*) FROM entry").fetchone()
    first, last = _ends(store)
    if last - first + 1 == count:
        return np.arange(first, last + 1, dtype=np.int32)
    return np.sort(read_ids(store, "SELECT id FROM entry"))


def _ends(store: Store) -> tuple[int, int]:
    """Give the first and the last id of an entry; 1 and 0 where there is none."""
    with telling(store.path):
        sql = "SELECT coalesce((SELECT min(id) FROM entry), 1), coalesce((SELECT max(id) FROM entry), 0)"
        return store.conn.execute(sql).fetchone()


def _numbers(text: str | None, dtype: type[Any]) -> npt.NDArray[Any]:
    return np.fromstring(text, dtype, sep=",") if text else np.empty(0, dtype)
