"""Who stands where, in names: rows of the command line and of exports. Joins the fold to names; no window.

A row is a plain mapping, in the shape in which it is written as JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from timeline_app.columns.changes import NO_ENTRY
from timeline_app.domain.dates import day_text, parse
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.records import Document
from timeline_app.storage.cells import cell_read, read_cells
from timeline_app.storage.changes import read_changes
from timeline_app.storage.conditions import read_statuses
from timeline_app.storage.evidence import dossiers
from timeline_app.storage.evidence_columns import last_evidence_day
from timeline_app.storage.exchange_names import entry_names, read_names
from timeline_app.storage.rows import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from timeline_app.columns.changes import Changes
    from timeline_app.domain.cells import Cell, Comparison
    from timeline_app.domain.changes import Change
    from timeline_app.storage.cells import CellRead
    from timeline_app.storage.evidence import Key
    from timeline_app.storage.exchange_names import ExchangeNames
    from timeline_app.storage.replay import Progress
    from timeline_app.storage.store import Store

    Row = dict[str, Any]


_BETWEEN = 1_000
"""Rows between two looks at whether somebody stopped it."""


class _Writer:
    """Writes cells and changes in names."""

    def __init__(self, store: Store, entries: set[int]) -> None:
        self.names = read_names(store)
        self._entries = entry_names(store, entries)

    def cell(self, key: Key, cell: CellRead | None) -> Row | None:
        """Write a cell; None if nothing certain is said in it."""
        if cell is None:
            return None
        party, topic = key
        return {
            "party": self.names.parties[party],
            "topic": self.names.topics[topic],
            "value": cell.value,
            "nonvalue": cell.non_value,
            "mode": cell.mode,
            "conditional": bool(cell.conditions),
            "condition": sorted(self.names.conditions[one] for one in cell.conditions),
            "entry": self._entries[cell.entry],
            "age_days": cell.age,
            "stale": cell.stale,
            "possibly": [self._entries[entry] for entry in cell.possibly],
            "mixed": cell.mixed,
            "signals": cell.signals,
        }

    def change(self, key: Key, change: Change) -> Row:
        """Write a change."""
        party, topic = key
        return {
            "date": day_text(change.day),
            "party": self.names.parties[party],
            "topic": self.names.topics[topic],
            "kind": change.kind.replace(" ", "_"),
            "from": change.before,
            "to": change.after,
            "from_entry": None if change.from_entry is None else self._entries[change.from_entry],
            "entry": self._entries[change.entry],
            "condition": change.condition,
            "contested": change.contested,
        }

    def comparison(self, key: Key, found: Comparison) -> Row:
        """Write a comparison."""
        party, topic = key
        return {
            "party": self.names.parties[party],
            "topic": self.names.topics[topic],
            "before": self.cell(key, cell_read(found.before)),
            "after": self.cell(key, cell_read(found.after)),
            "changes": [self.change(key, change) for change in found.changes],
        }


def position_rows(store: Store, day: int) -> Iterator[Row]:
    """Say who stands where as of a day, in the order of the codebook; what is blank is left out."""
    cells = read_cells(store, day)
    writer = _Writer(store, {entry for cell in cells.values() for entry in (cell.entry, *cell.possibly)})
    for key in _in_order(writer.names, cells):
        if row := writer.cell(key, cells[key]):
            yield row


def compared_rows(store: Store, first: int, second: int) -> list[Row]:
    """Hold two days against each other, the earlier before; what is blank on both, unchanged, is left out."""
    is_met = read_statuses(store).is_met
    found: dict[Key, Comparison] = {}
    for key, dossier in dossiers(store):
        compared = dossier.compare(first, second, is_met)
        if compared.before.position or compared.after.position or compared.changes:
            found[key] = compared
    entries = {entry for compared in found.values() for entry in _entries_compared(compared)}
    writer = _Writer(store, entries)
    return [writer.comparison(key, found[key]) for key in _in_order(writer.names, found)]


def change_rows(store: Store, first: int | None, last: int) -> Iterator[Row]:
    """Write the change log from a day (None: from the beginning) through another, by date."""
    changes = read_changes(store)
    is_within = changes.day <= last
    if first is not None:
        is_within &= changes.day >= first
    return rows_of_changes(store, changes[np.flatnonzero(is_within)])


def rows_of_changes(store: Store, changes: Changes, progress: Progress | None = None) -> Iterator[Row]:
    """Write lines of the change log, by date and within a day in the order of the codebook.

    `progress` is told how many of how many are written; what it raises stops it.
    """
    found = np.union1d(changes.entry, changes.from_entry)
    writer = _Writer(store, set(found[found != NO_ENTRY].tolist()))
    orders = (writer.names.topics, writer.names.parties)
    topic, party = (
        _places(order)[ids] for order, ids in zip(orders, (changes.topic, changes.party), strict=True)
    )
    in_order = changes[np.lexsort((topic, party, changes.day))]
    for number, (key, change) in enumerate(in_order.lines()):
        if progress and number % _BETWEEN == 0:
            progress(number, len(changes))
        yield writer.change(key, change)


def _places(order: Iterable[int]) -> NDArray[np.intp]:
    """Give by id the place in an order."""
    ids = np.array([*order], np.intp)
    places = np.zeros(ids.max(initial=0) + 1, np.intp)
    places[ids] = np.arange(len(ids))
    return places


def day_by_default(store: Store) -> int:
    """Give the day as of which to ask when none is named, as the window does.

    That through which was collected; without one the last day with evidence, see `last_day`.
    """
    collected = next((document.collected_through for document in rows(store, Document)), None)
    through = parse(collected).end_hi if collected else None
    return last_day(store) if through is None else through


def last_day(store: Store) -> int:
    """Give the last day on which anything in the document is evidence.

    Raises
    ------
    DemarcheError
        If nothing in it is.
    """
    day = last_evidence_day(store)
    if day is None:
        raise DemarcheError(
            "No entry of this timeline has a date and is more than a draft, so nobody stands anywhere yet. "
            "Give a day with the options to ask nevertheless."
        )
    return day


def _in_order(names: ExchangeNames, keys: Iterable[Key]) -> list[Key]:
    """Sort parties and topics as the codebook has them."""
    party = {one: place for place, one in enumerate(names.parties)}
    topic = {one: place for place, one in enumerate(names.topics)}
    return sorted(keys, key=lambda key: (party[key[0]], topic[key[1]]))


def _entries_of(cell: Cell) -> list[int]:
    own = [cell.position.entry] if cell.position else []
    return own + [evidence.act.entry for evidence in cell.possibly]


def _entries_in(change: Change) -> list[int]:
    return [change.entry] if change.from_entry is None else [change.entry, change.from_entry]


def _entries_compared(compared: Comparison) -> list[int]:
    cells = _entries_of(compared.before) + _entries_of(compared.after)
    return cells + [entry for change in compared.changes for entry in _entries_in(change)]
