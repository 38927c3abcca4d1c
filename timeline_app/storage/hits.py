"""Search as you type: what was found, in words, and the entries to which it leads."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.domain.dates import in_words
from timeline_app.domain.plain_text import one_line
from timeline_app.storage.failures import telling
from timeline_app.storage.leads import LEADS, SHOWN, WITHIN, Lead
from timeline_app.storage.narrowing import among
from timeline_app.storage.search import match_query, search, search_names, words_of
from timeline_app.storage.wide_reading import read_ids

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.storage.store import Store
    from timeline_app.storage.wide_reading import Ids

_FIRST_ENTRIES = 3
_ORDER = ("party", "person", "topic", "entry", "condition", "source")
_DETAIL_LENGTH = 120
_PART = 500
"""Entries that are read at a time."""
_BEGINS_DATE = re.compile(r"\d{4}(-\d{1,2}){0,2}")


@dataclass(frozen=True, slots=True)
class Hit:
    """
    Something that was found.

    Attributes
    ----------
    table, row_id
        What is shown: of a further name its party, of a quote its entry.
    title, detail
        Its name, and where the words stand; each one line, fit to show.
    entries
        A few of the entries to which it leads; `entries_of` gives all.
    """

    table: str
    row_id: int
    title: str
    detail: str
    entries: tuple[int, ...]


def find(store: Store, typed: str, limit: int = 20) -> list[Hit]:
    """
    Find what holds all the words typed, the last perhaps unfinished.

    Parameters
    ----------
    store : Store
        The document.
    typed : str
        Anything.
    limit : int
        The greatest number of hits.

    Returns
    -------
    list of Hit
        Parties, persons and topics first, then entries, then the rest; none twice.
    """
    by_table: dict[str, list[int]] = {}
    for table, row_id in dict.fromkeys(
        [*search_names(store, typed, limit), *search(store, typed, 2 * limit)]
    ):
        by_table.setdefault(table, []).append(row_id)
    found: dict[tuple[str, int], tuple[str, str]] = {}
    with telling(store.path):
        for table in sorted(by_table, key=_place):
            for shown, row_id, title, detail in _shown(store, table, by_table[table]):
                found.setdefault((shown, row_id), (title, detail))
        first = sorted(found, key=lambda key: _place(key[0]))[:limit]
        return [Hit(*key, *found[key], _first_entries(store, *key)) for key in first]


def lines_of(store: Store, entries: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Give the title of some entries, and of what kind and when they are, as a hit says it."""
    ids = list(entries)
    found: dict[int, tuple[str, str]] = {}
    with telling(store.path):
        for start in range(0, len(ids), _PART):
            lines = _shown(store, "entry", ids[start : start + _PART])
            found |= {entry: (title, detail) for _, entry, title, detail in lines}
    return found


def entries_worded(store: Store, typed: str) -> Ids:
    """
    Find the entries that hold each of the words typed, all perhaps unfinished, or whose date begins with it.

    Returns
    -------
    (n,) int32
        Ids in rising order; none if there is no word in what was typed.
    """
    found: Ids | None = None
    for word in filter(words_of, typed.split()):
        ids = entries_found(store, word)
        if _BEGINS_DATE.fullmatch(word):
            ids = np.union1d(ids, read_ids(store, "SELECT id FROM entry WHERE date LIKE ? || '%'", [word]))
        found = ids if found is None else np.intersect1d(found, ids, assume_unique=True)
    return np.empty(0, np.int32) if found is None else found


def _place(table: str) -> int:
    return _ORDER.index(table) if table in _ORDER else len(_ORDER)


def _shown(store: Store, table: str, ids: list[int]) -> list[tuple[str, int, str, str]]:
    """Say of found rows what they are part of, its title, and where the words stand."""
    if table not in SHOWN:
        return []
    marks = ", ".join("?" * len(ids))
    found = store.conn.execute(f"{SHOWN[table]} WHERE {table}.id IN ({marks}) ORDER BY {table}.id", ids)
    return [
        (shown, row_id, one_line(title), _detail(table, kind, words))
        for shown, row_id, title, kind, words in found
    ]


def _detail(table: str, kind: str, words: str | None) -> str:
    said = in_words(words) if table == "entry" else one_line(words or "", _DETAIL_LENGTH)
    return f"{kind}: {said}" if said else kind


def _first_entries(store: Store, table: str, row_id: int) -> tuple[int, ...]:
    """Give the first entries met, unsorted: a common name leads to thousands."""
    found: dict[int, None] = {}
    for lead in LEADS:
        if lead.table == table and len(found) < _FIRST_ENTRIES:
            led = f"SELECT {lead.entry} FROM {lead.source} WHERE {lead.row} = ? AND {lead.entry} NOTNULL"
            found |= dict.fromkeys(read_ids(store, f"{led} LIMIT {_FIRST_ENTRIES}", [row_id]).tolist())
    return tuple(found)[:_FIRST_ENTRIES]


def entries_of(store: Store, table: str, row_id: int) -> Ids:
    """List the entries to which a row leads, by day, undated ones last: (n,) int32."""
    led = [_led_to(store, lead, np.array([row_id])) for lead in LEADS if lead.table == table]
    condition, values = among("id", in_order(np.concatenate([np.empty(0, np.int32), *led])).tolist())
    return read_ids(
        store,
        f"SELECT id FROM entry WHERE {condition} ORDER BY coalesce(begin_lo, begin_hi, end_lo, end_hi)"
        " NULLS LAST, id",
        values,
    )


def entries_found(store: Store, typed: str) -> Ids:
    """
    Find the entries that hold all the words typed, themselves or through what hangs on them.

    Returns
    -------
    (n,) int32
        Ids in rising order; none if there is no word in what was typed. Each word may stand elsewhere: one
        in the title, another in a participant's name.
    """
    found: Ids | None = None
    for word in match_query(typed).split():
        ids = _entries_with(store, word)
        found = ids if found is None else np.intersect1d(found, ids, assume_unique=True)
        if not found.size:
            break
    return np.empty(0, np.int32) if found is None else found


def rows_found(store: Store, typed: str) -> dict[str, Ids]:
    """Find the rows that themselves hold all the words typed, by table: ids in rising order."""
    found: dict[str, Ids] | None = None
    for word in match_query(typed).split():
        ids = {table: in_order(of_table) for table, of_table in _rows_with(store, word).items()}
        found = (
            ids if found is None else {t: np.intersect1d(found[t], ids[t]) for t in found.keys() & ids.keys()}
        )
    return found or {}


def _entries_with(store: Store, word: str) -> Ids:
    """Find the entries that hold one word; ways that lead from no hit are not tried, for each costs."""
    by_table = _rows_with(store, word)
    entries = by_table.pop("entry", np.empty(0, np.int32))
    led = [_led_to(store, lead, by_table[lead.table]) for lead in LEADS if lead.table in by_table]
    return in_order(np.concatenate([entries, *led]))


def _rows_with(store: Store, word: str) -> dict[str, Ids]:
    """Find the rows that hold a word, by table: entries at once, for these may be a million."""
    of_entries = "group_concat(row_id) FILTER (WHERE table_name = 'entry')"
    others = "json_group_array(json_array(table_name, row_id)) FILTER (WHERE table_name <> 'entry')"
    with telling(store.path):
        entries, rest = store.conn.execute(
            f"SELECT {of_entries}, {others} FROM search_text_fts CROSS JOIN search_text"
            " ON search_text.id = search_text_fts.rowid WHERE search_text_fts MATCH ?",
            (word,),
        ).fetchone()
    found: dict[str, list[int]] = {}
    for table, row_id in json.loads(rest or "[]"):
        found.setdefault(table, []).append(row_id)
    by_table = {table: np.array(ids, np.int32) for table, ids in found.items() if table in WITHIN}
    return by_table | ({"entry": np.fromstring(entries, np.int32, sep=",")} if entries else {})


def _led_to(store: Store, lead: Lead, ids: Ids) -> Ids:
    """Follow a way from some rows to entries."""
    condition, values = among(lead.row, ids.tolist())
    return read_ids(store, f"SELECT {lead.entry} FROM {lead.source} WHERE {condition}", values)


def in_order(ids: Ids) -> Ids:
    """Give ids in rising order, each once; by marking them, which is faster than sorting a million."""
    if not ids.size:
        return ids
    is_there = np.zeros(int(ids.max()) + 1, np.bool_)
    is_there[ids] = True
    return np.flatnonzero(is_there).astype(np.int32)
