"""Reads a document as the lanes need it: columns of marks, parties, headings, topics, positions, titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline_app.columns.marks import NO_VALUE, marks_from_rows
from timeline_app.columns.timeline import Timeline
from timeline_app.domain.dates import parse
from timeline_app.domain.evidence import day_of
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Document, Group, Party, PartyFlag, Topic
from timeline_app.domain.vocabulary import ENTRY_KINDS
from timeline_app.storage.evidence import read_spans
from timeline_app.storage.failures import reading
from timeline_app.storage.narrowing import among
from timeline_app.storage.rows import rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from timeline_app.domain.dates import Bounds
    from timeline_app.storage.store import Store

IN_A_LANE = ("actor", "participant", "host", "mediator", "signatory", "named", "observer", "absent")
"""Roles that put a mark into the party's lane; who is addressed or talked about has none."""
ONLY_NAMED = frozenset({"named", "observer", "absent"})
_SLICE = 500


def read_timeline(store: Store) -> Timeline:
    """Read all that the lanes are laid out from."""
    with reading(store.path):
        return _read(store)


def _read(store: Store) -> Timeline:
    raw = read_mark_rows(store)
    return Timeline(
        marks=marks_from_rows(raw),
        parties_of_talks=lanes_of_talks(raw),
        spans=read_spans(store),
        **{name: value for table in HEADS for name, value in read_heads(store, table).items()},
    )


HEADS = (Document.TABLE, Group.TABLE, Party.TABLE, PartyFlag.TABLE, Topic.TABLE)
"""Tables that a timeline holds whole."""


def read_heads(store: Store, table: str) -> dict[str, Any]:
    """Read what a timeline holds of one of HEADS, by the names of its attributes."""
    if table == Document.TABLE:
        return _read_document(store)
    if table == PartyFlag.TABLE:
        return {"flags": _read_flags(store)}
    if table == Group.TABLE:
        return {"groups": {group.id: group for group in rows(store, Group)}}
    if table == Party.TABLE:
        return {"parties": {party.id: party for party in rows(store, Party)}}
    return {"topics": {topic.id: topic for topic in rows(store, Topic)}}


def _read_document(store: Store) -> dict[str, Any]:
    document = next(iter(rows(store, Document)), Document())
    collected = parse(document.collected_through).end_hi if document.collected_through else None
    return {"title": one_line(document.title), "collected_through": collected}


def _read_flags(store: Store) -> dict[int, list[PartyFlag]]:
    flags: dict[int, list[PartyFlag]] = {}
    for flag in rows(store, PartyFlag):
        flags.setdefault(flag.party_id, []).append(flag)
    return flags


def lanes_of_talks(raw: list[tuple[Any, ...]]) -> dict[int, int]:
    """Count the lanes of each entry that stands in more than one."""
    count: dict[int, int] = {}
    for entry, *_ in raw:
        count[entry] = count.get(entry, 0) + 1
    return {entry: lanes for entry, lanes in count.items() if lanes > 1}


def read_mark_rows(store: Store, entries: Collection[int] | None = None) -> list[tuple[Any, ...]]:
    """Give a row a mark, in the order of the attributes of `Marks`; of some entries, or of all for None."""
    lanes = _lanes_of_entries(store, entries)
    values = _shared_values(store, entries)
    result: list[tuple[Any, ...]] = []
    condition, ids = among("id", entries)
    query = f"SELECT id, kind, date, importance, group_id FROM entry WHERE {condition} ORDER BY id"
    for entry, kind, date, importance, group in store.conn.execute(query, ids):
        bounds = parse(date) if date else None
        day = bounds and day_of(kind, bounds)
        if bounds and day is None:
            day = bounds.begin_lo
        fixed = (*_date_columns(bounds, day), importance)
        index = ENTRY_KINDS.index(kind)
        for party, hollow in lanes.get(entry, {-(group or 0): False}).items():
            result.append((entry, party, index, hollow, *fixed, values.get((entry, party), NO_VALUE)))
    return result


def _date_columns(bounds: Bounds | None, day: int | None) -> tuple[Any, ...]:
    if bounds is None or day is None:
        return (None, None, None, None, None, False, False)
    ordinals = (bounds.begin_lo, bounds.begin_hi, bounds.end_lo, bounds.end_hi)
    return (day, *ordinals, bounds.lasts, bounds.doubtful)


def _lanes_of_entries(store: Store, entries: Collection[int] | None) -> dict[int, dict[int, bool]]:
    """Give by entry the parties in whose lanes it stands, and whether each is only named."""
    marks = ", ".join("?" * len(IN_A_LANE))
    condition, ids = among("entry_id", entries)
    query = f"""
        SELECT entry_id, party_id, role FROM participation
        WHERE +party_id NOTNULL AND role IN ({marks}) AND {condition} ORDER BY id
    """
    result: dict[int, dict[int, bool]] = {}
    for entry, party, role in store.conn.execute(query, [*IN_A_LANE, *ids]):
        lanes = result.setdefault(entry, {})
        lanes[party] = role in ONLY_NAMED and lanes.get(party, True)
    return result


def _shared_values(store: Store, entries: Collection[int] | None) -> dict[tuple[int, int], int]:
    """Give by entry and party the one value that all its first-hand stances share."""
    condition, ids = among("entry_id", entries)
    query = f"""
        SELECT entry_id, party_id, min(value), max(value), count(*) - count(value), sum(mode = 'reported')
        FROM stance WHERE {condition} GROUP BY entry_id, party_id
    """
    result: dict[tuple[int, int], int] = {}
    for entry, party, low, high, without, reported in store.conn.execute(query, ids):
        if low is not None and low == high and not without and not reported:
            result[entry, party] = low
    return result


def read_titles(store: Store, entries: Iterable[int]) -> dict[int, str]:
    """Read the titles of entries, each as one line fit to show."""
    wanted = list(dict.fromkeys(entries))
    titles: dict[int, str] = {}
    with reading(store.path):
        for start in range(0, len(wanted), _SLICE):
            part = wanted[start : start + _SLICE]
            query = f"SELECT id, title FROM entry WHERE id IN ({', '.join('?' * len(part))})"
            titles.update((entry, one_line(title)) for entry, title in store.conn.execute(query, part))
    return titles


def read_undated(store: Store) -> list[tuple[int, str]]:
    """Read the entries that have neither an earliest nor a latest day, with their titles."""
    query = """
        SELECT id, title FROM entry
        WHERE begin_lo IS NULL AND coalesce(begin_hi, end_lo, end_hi) IS NULL ORDER BY id
    """
    with reading(store.path):
        return [(entry, one_line(title)) for entry, title in store.conn.execute(query)]


def read_links(store: Store, entry: int) -> list[tuple[str, int, int, str]]:
    """Read the links from and to an entry: relation, from, to, note."""
    query = """
        SELECT relation, from_entry_id, to_entry_id, note FROM link
        WHERE ? IN (from_entry_id, to_entry_id) ORDER BY id
    """
    with reading(store.path):
        return list(store.conn.execute(query, [entry]))
