"""Search as you type: what was found, in words, and the entries to which it leads."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.domain.dates import in_words
from timeline_app.domain.plain_text import one_line
from timeline_app.storage.failures import telling
from timeline_app.storage.leads import LEADS, SHOWN, WITHIN, Lead
from timeline_app.storage.search import match_query, search

if TYPE_CHECKING:
    import numpy.typing as npt

    from timeline_app.storage.store import Store

    Ids = npt.NDArray[np.int32]

_FIRST_ENTRIES = 3
_ORDER = ("party", "person", "topic", "entry", "condition", "source")
_DETAIL_LENGTH = 120
_NAMED = "'party', 'party_name', 'person', 'person_name', 'topic'"
_HITS = (
    "SELECT table_name, row_id FROM search_text_fts"
    " JOIN search_text ON search_text.id = search_text_fts.rowid WHERE search_text_fts MATCH ?"
)


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
    for table, row_id in dict.fromkeys([*_names(store, typed, limit), *search(store, typed, 2 * limit)]):
        by_table.setdefault(table, []).append(row_id)
    found: dict[tuple[str, int], tuple[str, str]] = {}
    with telling(store.path):
        for table in sorted(by_table, key=_place):
            for shown, row_id, title, detail in _shown(store, table, by_table[table]):
                found.setdefault((shown, row_id), (title, detail))
        first = sorted(found, key=lambda key: _place(key[0]))[:limit]
        return [Hit(*key, *found[key], _first_entries(store, *key)) for key in first]


def _names(store: Store, typed: str, limit: int) -> list[tuple[str, int]]:
    """Find names first: among thousands of entries that mention a party it would not be on the first page."""
    query = match_query(typed)
    if not query:
        return []
    with telling(store.path):
        return store.conn.execute(f"{_HITS} AND table_name IN ({_NAMED}) LIMIT ?", (query, limit)).fetchall()


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
    leads = [lead for lead in LEADS if lead.table == table]
    if not leads:
        return np.empty(0, np.int32)
    several = " UNION ".join(
        f"SELECT {lead.entry} AS id FROM {lead.source} WHERE {lead.row} = :row AND {lead.entry} NOTNULL"
        for lead in leads
    )
    return read_ids(
        store,
        f"SELECT entry.id FROM entry JOIN ({several}) USING (id) ORDER BY coalesce(entry.begin_lo,"
        " entry.begin_hi, entry.end_lo, entry.end_hi) NULLS LAST, entry.id",
        {"row": row_id},
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


def _led_to(lead: Lead) -> str:
    return (
        f"SELECT {lead.entry} FROM hit CROSS JOIN {lead.source}"
        f" WHERE hit.table_name = '{lead.table}' AND {lead.row} = hit.row_id AND {lead.entry} NOTNULL"
    )


def _entries_with(store: Store, word: str) -> Ids:
    """Find the entries that hold one word; ways that lead from no hit are not tried, for each costs."""
    with telling(store.path):
        tables = {row[0] for row in store.conn.execute(f"SELECT DISTINCT table_name FROM ({_HITS})", [word])}
    ways = [_led_to(lead) for lead in LEADS if lead.table in tables & WITHIN]
    if not ways:
        return np.empty(0, np.int32)
    several = " UNION ALL ".join(ways)
    sql = (
        f"WITH hit AS MATERIALIZED ({_HITS}), led (id) AS ({several}) SELECT DISTINCT id FROM led ORDER BY id"
    )
    return read_ids(store, sql, [word])


def read_ids(store: Store, sql: str, parameters: object = ()) -> Ids:
    """Read one column of ids: (n,) int32."""
    with telling(store.path):
        found = store.conn.execute(sql, parameters).fetchall()  # pyright: ignore[reportArgumentType]
    return np.fromiter(chain.from_iterable(found), np.int32, len(found))
