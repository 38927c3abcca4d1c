"""Reads a document as the lanes need it: columns of marks and positions, parties, topics, titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline_app.columns.timeline import Timeline
from timeline_app.domain.dates import parse
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Document, Group, Party, PartyFlag, PartyRelation, Topic
from timeline_app.storage.evidence_columns import read_stretches
from timeline_app.storage.failures import reading
from timeline_app.storage.mark_columns import read_marks
from timeline_app.storage.rows import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.storage.store import Store

_SLICE = 500


def read_timeline(store: Store) -> Timeline:
    """Read all that the lanes are laid out from."""
    with reading(store.path):
        _check_dates(store)
        segments, asides, carried = read_stretches(store)
        return Timeline(
            marks=read_marks(store),
            segments=segments,
            asides=asides,
            carried=carried,
            **read_heads_of(store),
        )


def _check_dates(store: Store) -> None:
    """Refuse dates that are none; what SQLite itself takes for a day needs no closer look."""
    for (text,) in store.conn.execute("SELECT DISTINCT date FROM entry WHERE date(date) IS NOT date"):
        parse(text)


HEADS = (Document.TABLE, Group.TABLE, Party.TABLE, PartyFlag.TABLE, PartyRelation.TABLE, Topic.TABLE)
"""Tables that a timeline holds whole."""


def read_heads_of(store: Store) -> dict[str, Any]:
    """Read all that a timeline holds besides its columns."""
    return {name: value for table in HEADS for name, value in read_heads(store, table).items()}


def read_heads(store: Store, table: str) -> dict[str, Any]:
    """Read what a timeline holds of one of HEADS, by the names of its attributes."""
    if table == Document.TABLE:
        return _read_document(store)
    if table == PartyFlag.TABLE:
        return {"flags": _read_flags(store)}
    if table == PartyRelation.TABLE:
        return {"successions": _read_successions(store)}
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


def _read_successions(store: Store) -> tuple[tuple[int, int], ...]:
    query = """
        SELECT to_party_id, from_party_id FROM party_relation WHERE relation = 'successor of' ORDER BY id
    """
    return tuple(store.conn.execute(query))


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
        WHERE from_entry_id = :entry OR to_entry_id = :entry ORDER BY id
    """
    with reading(store.path):
        return list(store.conn.execute(query, {"entry": entry}))


def read_chain(store: Store, entry: int, most: int) -> list[tuple[str, int, int, str]]:
    """Read the links by which an entry hangs together with others, of so many entries at the most."""
    query = """
        WITH RECURSIVE chain (id) AS (
            SELECT ?1 UNION
            SELECT CASE WHEN from_entry_id = chain.id THEN to_entry_id ELSE from_entry_id END
            FROM chain JOIN link ON from_entry_id = chain.id OR to_entry_id = chain.id LIMIT ?2
        )
        SELECT relation, from_entry_id, to_entry_id, note FROM link
        WHERE from_entry_id IN (SELECT id FROM chain) AND to_entry_id IN (SELECT id FROM chain) ORDER BY id
    """
    with reading(store.path):
        return list(store.conn.execute(query, [entry, most]))
