"""Some entries of a document, as a document of their own: what hangs on them, and what that refers to."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import TYPE_CHECKING

from timeline_app.domain.records import RECORDS, Coder, Document, Entry, Link, Record
from timeline_app.storage.failures import telling
from timeline_app.storage.narrowing import among
from timeline_app.storage.numbers import read_numbers
from timeline_app.storage.parts import Reference, goes_with, hangs_on
from timeline_app.storage.references import REFERENCES
from timeline_app.storage.rows import rows
from timeline_app.storage.triggers import quoted
from timeline_app.storage.wide_reading import read_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from timeline_app.storage.store import Store

    Inside = defaultdict[str, set[int]]
    Follow = Callable[[Store, Inside, Reference], tuple[str, set[int]]]

_SLICE = 500


def records_about(store: Store, entries: Collection[int]) -> Iterator[Record]:
    """
    Read some entries with all that belongs to them, what is referred to before what refers.

    Parameters
    ----------
    store : Store
        The document.
    entries : collection of int
        Ids.

    Notes
    -----
    That is the document's own row; what hangs on the entries, of links those between two of them; what any of
    it refers to; and what hangs on that in turn - names, flags, texts, notes - if all it refers to is there.
    A reference to another entry, or to a part of one, is left empty. Saved views and stories stay behind.
    """
    inside: Inside = defaultdict(set, {Document.TABLE: {1}, Entry.TABLE: set(entries)})
    hanging = [part for part in hangs_on(store, Entry.TABLE) if part.table != Link.TABLE]
    of_entries = {Entry.TABLE, *(part.table for part in hanging)}
    others = [Reference(*found) for found in REFERENCES if found[2] not in of_entries]
    parts_of_others = [part for part in sorted(goes_with(store)) if part.target not in of_entries]
    _until_nothing_new(store, inside, hanging, _parts)
    inside[Link.TABLE] = _links_between(store, inside[Entry.TABLE])
    _until_nothing_new(store, inside, others, _referred_to)
    _until_nothing_new(store, inside, parts_of_others, _whole_parts)
    _until_nothing_new(store, inside, others, _referred_to)
    for record_type in RECORDS:
        for record in _read(store, record_type, sorted(inside[record_type.TABLE])):
            yield _without_strangers(record, inside, of_entries)


def _until_nothing_new(store: Store, inside: Inside, references: list[Reference], follow: Follow) -> None:
    """Follow references from what is inside to more of it, and on from there."""
    grown = {reference.table for reference in references} | {reference.target for reference in references}
    while grown:
        before = {table: len(ids) for table, ids in inside.items()}
        for reference in references:
            if grown & {reference.table, reference.target}:
                table, found = follow(store, inside, reference)
                inside[table] |= found
        grown = {table for table, ids in inside.items() if len(ids) != before.get(table, 0)}


def _parts(store: Store, inside: Inside, reference: Reference) -> tuple[str, set[int]]:
    """Find what hangs on something inside by a reference."""
    table, column, target = reference
    condition, values = among(quoted(column), inside[target])
    query = f"SELECT id FROM {quoted(table)} WHERE {condition}"
    return table, set(read_ids(store, query, values).tolist())


def _referred_to(store: Store, inside: Inside, reference: Reference) -> tuple[str, set[int]]:
    """Find what something inside refers to."""
    table, column, target = reference
    condition, values = among("id", inside[table])
    query = f"SELECT DISTINCT {quoted(column)} FROM {quoted(table)} WHERE {condition}"
    return target, set(read_ids(store, query, values).tolist())


def _whole_parts(store: Store, inside: Inside, reference: Reference) -> tuple[str, set[int]]:
    """Find what hangs on something inside by a reference, if all else it must refer to is inside, too."""
    table, column, target = reference
    strict = [r for r in goes_with(store) | _needed_by(table) if r.table == table]
    columns = ", ".join(f"coalesce({quoted(r.column)}, 0)" for r in strict)
    condition, values = among(quoted(column), inside[target])
    query = f"SELECT id, {columns} FROM {quoted(table)} WHERE {condition}"
    with telling(store.path):
        found = read_numbers(store, query, 1 + len(strict), values).T.tolist()
    return table, {
        row
        for row, *others in found
        if all(not other or other in inside[r.target] for other, r in zip(others, strict, strict=True))
    }


def _needed_by(table: str) -> set[Reference]:
    """Give the references of a table, but those to coders and entries: it would bring these in by itself."""
    left_out = (Coder.TABLE, Entry.TABLE)
    return {Reference(*r) for r in REFERENCES if r[0] == table and r[2] not in left_out}


def _links_between(store: Store, entries: set[int]) -> set[int]:
    ends = [
        _parts(store, defaultdict(set, entry=entries), Reference(Link.TABLE, column, Entry.TABLE))
        for column in ("from_entry_id", "to_entry_id")
    ]
    return ends[0][1] & ends[1][1]


def _read(store: Store, record_type: type[Record], ids: list[int]) -> Iterator[Record]:
    for start in range(0, len(ids), _SLICE):
        yield from rows(store, record_type, id=ids[start : start + _SLICE])


def _without_strangers(record: Record, inside: Inside, of_entries: set[str]) -> Record:
    """Leave empty what refers to another entry, or to a part of one."""
    strangers = {
        column: None
        for table, column, target in REFERENCES
        if table == record.TABLE and target in of_entries and getattr(record, column) not in inside[target]
    }
    return dataclasses.replace(record, **strangers) if strangers else record
