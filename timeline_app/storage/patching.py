"""Patches a timeline with what a change did, as if the document had been read again.

A change names rows. What they touched, before it and after it, is found in the journal and in the tables:
the entries whose marks are read again, and the parties and topics whose positions are folded again. Too much
rather than too little is read again; of a change to very many rows, everything.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from timeline_app.columns.marks import exchanged
from timeline_app.storage.evidence_columns import read_stretches
from timeline_app.storage.failures import reading
from timeline_app.storage.mark_columns import read_marks
from timeline_app.storage.narrowing import among
from timeline_app.storage.timelines import HEADS, read_heads
from timeline_app.storage.triggers import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.columns.stretches import Key
    from timeline_app.columns.timeline import Timeline
    from timeline_app.storage.history import Change
    from timeline_app.storage.store import Store
    from timeline_app.storage.wide_reading import Ids

MOST_ROWS = 500
"""Rows touched, up to which a change is patched in."""
MOST_REFOLDED = 2_000
"""Entries up to which only the positions that rest on them are folded again, where they count no more."""

_COLUMNS: dict[str, tuple[str, ...]] = {
    "entry": ("kind",),
    "participation": ("entry_id", "party_id"),
    "stance": ("entry_id", "party_id", "topic_id"),
    "link": ("from_entry_id", "to_entry_id"),
    "citation": ("entry_id", "stance_id"),
    "stance_condition": ("stance_id",),
    "alternative": ("stance_id",),
    "source": ("reliability",),
    "topic": ("decay_days",),
}
"""Tables on which marks and positions rest, with the columns that tell what they touch."""

_OF_ENTRY = frozenset(
    {
        *("kind", "date", "begin_lo", "begin_hi", "end_lo", "end_hi", "local_time"),
        *("importance", "group_id", "status", "code", "uid"),
    }
)
"""Columns of an entry on which its marks and positions rest."""


@dataclass(slots=True)
class _Touched:
    """What rows hold and held, by table and id: of each of its columns the values seen."""

    seen: dict[tuple[str, int], dict[str, set[Any]]] = field(
        default_factory=dict[tuple[str, int], dict[str, set[Any]]]
    )

    titled: set[int] = field(default_factory=set[int])
    """Entries of which only words were changed."""

    def add(self, table: str, row_id: int, values: dict[str, Any]) -> None:
        columns = self.seen.setdefault((table, row_id), {})
        for name in _COLUMNS[table]:
            if name in values:
                columns.setdefault(name, set()).add(values[name])

    def ids(self, table: str) -> set[int]:
        return {row_id for of, row_id in self.seen if of == table}

    def values(self, column: str, *tables: str) -> set[Any]:
        found = (columns.get(column, ()) for (table, _), columns in self.seen.items() if table in tables)
        return {value for values in found for value in values if value is not None}

    def changed(self, table: str) -> set[int]:
        """Give the rows of a table that have another value in one of the columns than they had."""
        return {
            row_id
            for (of, row_id), columns in self.seen.items()
            if of == table and any(len(values) > 1 for values in columns.values())
        }


def patched(store: Store, timeline: Timeline, change: Change) -> Timeline | None:
    """
    Give a document as the lanes need it after a change.

    Parameters
    ----------
    store
        The document, in which the change is the last one.
    timeline
        The document as it was before.
    change
        What was done, undone or done again.

    Returns
    -------
    Timeline or None
        What `read_timeline` would give; it shares with the one before what is the same. None where too much
        was changed: it is to be read as a whole.

    Raises
    ------
    DocumentError
        If the file cannot be read.
    """
    with reading(store.path):
        touched = _find_touched(store, change)
        return None if touched is None else _patched(store, timeline, change, touched)


def _patched(store: Store, timeline: Timeline, change: Change, touched: _Touched) -> Timeline:
    entries, stances = _entries_and_stances(store, touched)
    keys = _keys(store, touched, entries, stances)
    heads = {rows.table for rows in change.rows} & set(HEADS)
    read = {name: value for table in heads for name, value in read_heads(store, table).items()}
    marks, segments, asides, carried = timeline.marks, timeline.segments, timeline.asides, timeline.carried
    if keys:
        fresh, beside, borne = read_stretches(store, keys)
        segments, asides = segments.exchanged(keys, fresh), asides.exchanged(keys, beside)
        carried = carried.exchanged(keys, borne)
    return replace(
        timeline,
        marks=exchanged(marks, sorted(entries), read_marks(store, entries)) if entries else marks,
        segments=segments,
        asides=asides,
        carried=carried,
        touched=(*timeline.touched, frozenset(entries | touched.titled)),
        moved=(*timeline.moved, frozenset(keys)),
        **read,
    )


def few_keys_resting_on(store: Store, entries: Ids) -> set[Key] | None:
    """Find the parties and topics as `keys_resting_on` does; None for so many entries that all is folded."""
    return keys_resting_on(store, set(entries.tolist())) if len(entries) <= MOST_REFOLDED else None


def keys_resting_on(store: Store, entries: set[int]) -> set[Key]:
    """Find the parties and topics whose positions may rest on some entries."""
    keys = _keys_where(store, "entry_id", entries | _linked_from(store, entries))
    fallen = _parties_of_fallen_governments(store, _Touched(), entries)
    return keys | _keys_where(store, "party_id", fallen)


def _find_touched(store: Store, change: Change) -> _Touched | None:
    """Gather what the rows of a change hold and held; None if they are too many or not told one by one."""
    if sum(rows.last_id - rows.first_id + 1 for rows in change.rows) > MOST_ROWS:
        return None
    query = "SELECT kind, table_name, first_id, last_id, before FROM history_change WHERE step_id = ?"
    recorded = store.conn.execute(query, (change.step_id,)).fetchall()
    if not recorded or any(kind == "rows" for kind, *_ in recorded):
        return None
    touched = _Touched()
    for kind, table, first, last, before in recorded:
        held = json.loads(before or "{}")
        if table == "entry" and kind == "update" and not held.keys() & _OF_ENTRY:
            touched.titled.add(first)
        elif table in _COLUMNS:
            for row_id in range(first, last + 1):
                touched.add(table, row_id, held)
    for table in {table for table, _ in touched.seen}:
        for row_id, values in _values_now(store, table, touched.ids(table)):
            touched.add(table, row_id, values)
    return touched


def _values_now(store: Store, table: str, ids: set[int]) -> list[tuple[int, dict[str, Any]]]:
    names = _COLUMNS[table]
    condition, values = among("id", ids)
    query = f"SELECT id, {', '.join(names)} FROM {quoted(table)} WHERE {condition}"
    return [
        (row_id, dict(zip(names, row, strict=True))) for row_id, *row in store.conn.execute(query, values)
    ]


def _entries_and_stances(store: Store, touched: _Touched) -> tuple[set[int], set[int]]:
    """Give the entries and the stances that are touched by their own rows or by what hangs on them."""
    entries = touched.ids("entry") | touched.values("entry_id", "participation", "stance", "citation")
    entries |= touched.values("from_entry_id", "link") | touched.values("to_entry_id", "link")
    stances = touched.values("stance_id", "citation", "stance_condition", "alternative")
    condition, values = among("source_id", touched.changed("source"))
    query = f"SELECT entry_id, stance_id FROM citation WHERE {condition}"
    for entry, stance in store.conn.execute(query, values):
        (stances.add(stance) if entry is None else entries.add(entry))
    condition, values = among("id", stances)
    query = f"SELECT entry_id FROM stance WHERE {condition}"
    return entries | {entry for (entry,) in store.conn.execute(query, values)}, stances


def _keys(store: Store, touched: _Touched, entries: set[int], stances: set[int]) -> set[Key]:
    """Find the parties and topics whose positions may be others."""
    keys: set[Key] = set()
    for stance in touched.ids("stance"):
        columns = touched.seen["stance", stance]
        keys.update(product(columns.get("party_id", ()), columns.get("topic_id", ())))
    keys |= _keys_where(store, "entry_id", entries | _linked_from(store, entries))
    keys |= _keys_where(store, "id", stances)
    keys |= _keys_where(store, "topic_id", touched.changed("topic"))
    return keys | _keys_where(store, "party_id", _parties_of_fallen_governments(store, touched, entries))


def _keys_where(store: Store, column: str, ids: Iterable[int]) -> set[Key]:
    wanted = set(ids)
    if not wanted:
        return set()
    condition, values = among(column, wanted)
    query = f"SELECT DISTINCT party_id, topic_id FROM stance WHERE {condition}"
    return set(store.conn.execute(query, values))


def _linked_from(store: Store, entries: set[int]) -> set[int]:
    """Find the entries that others lead to, which may end or deny what they say."""
    condition, values = among("from_entry_id", entries)
    query = f"SELECT to_entry_id FROM link WHERE {condition}"
    return {entry for (entry,) in store.conn.execute(query, values)}


def _parties_of_fallen_governments(store: Store, touched: _Touched, entries: set[int]) -> set[int]:
    """Find the parties of changes of government, as they are and were: any of their positions may end."""
    condition, values = among("id", entries)
    query = f"SELECT kind FROM entry WHERE {condition}"
    kinds = touched.values("kind", "entry") | {kind for (kind,) in store.conn.execute(query, values)}
    if "change of government" not in kinds:
        return set()
    condition, values = among("entry_id", entries)
    query = f"SELECT party_id FROM participation WHERE party_id NOTNULL AND {condition}"
    now = {party for (party,) in store.conn.execute(query, values)}
    return now | touched.values("party_id", "participation")
