"""Reads the cells of a whole document as of a day, most in columns, few by the plain rule; no names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline_app.columns.cells import cells_as_of
from timeline_app.columns.evidence import MODES
from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.segments import NON_VALUES
from timeline_app.storage.evidence import dossiers, read_decay_days
from timeline_app.storage.evidence_columns import read_evidence_and_sets
from timeline_app.storage.narrowing import among

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from timeline_app.columns.cells import Cells, CellsAsOf
    from timeline_app.columns.evidence import EvidenceColumns
    from timeline_app.domain.cells import Cell
    from timeline_app.storage.evidence import Key
    from timeline_app.storage.stance_columns import ConditionSets
    from timeline_app.storage.store import Store
    from timeline_app.storage.wide_reading import Ids


@dataclass(frozen=True, slots=True)
class CellRead:
    """A cell that is not blank: what is shown of a `domain.cells.Cell` in a line.

    Attributes
    ----------
    non_value
        None where it has none, also of mixed ones.
    possibly
        The entries that may have been said, by evidence day, code and uid.
    signals
        How many were set aside.
    """

    value: int | None
    non_value: str | None
    mode: str
    conditions: frozenset[int]
    entry: int
    age: int
    stale: bool
    possibly: tuple[int, ...]
    mixed: bool
    signals: int


def cell_read(cell: Cell) -> CellRead | None:
    """Give what is shown of a cell; None if it is blank."""
    position = cell.position
    if position is None:
        return None
    return CellRead(
        value=position.value,
        non_value=position.non_value,
        mode=position.mode,
        conditions=position.conditions,
        entry=position.entry,
        age=cell.day - position.day,
        stale=cell.is_stale,
        possibly=tuple(evidence.act.entry for evidence in cell.possibly),
        mixed=position.mixed,
        signals=len(position.signals),
    )


def read_cells(
    store: Store, day: int, keys: Collection[Key] | None = None, without: Ids | None = None
) -> dict[Key, CellRead]:
    """Read who stands where as of a day, by party and topic; what is blank is left out.

    Parameters
    ----------
    store
        The document.
    day
        The as-of day.
    keys
        Parties and topics that are wanted; all for None.
    without
        Entries that do not count, ids in rising order; None if all do.
    """
    evidence, sets = read_evidence_and_sets(store, keys, without)
    decay = read_decay_days(store, keys)
    found = cells_as_of(evidence, decay, day)
    possibly = _possibly(store, evidence, found)
    cells = dict(_read(found.cells, sets, possibly, day))
    left = [(party, topic) for party, topic in found.left.tolist()]
    for key, dossier in dossiers(store, set(left), without) if left else ():
        if cell := cell_read(dossier.cell(day)):
            cells[key] = cell
    return cells


def _possibly(store: Store, evidence: EvidenceColumns, found: CellsAsOf) -> dict[int, tuple[int, ...]]:
    """Give by the row of the cell the entries that may have been said, in order."""
    by_cell: dict[int, list[tuple[int, int]]] = {}
    for cell, row in found.possibly.tolist():
        by_cell.setdefault(cell, []).append((int(evidence.acts.day[row]), int(evidence.acts.entry[row])))
    several = [entry for acts in by_cell.values() if len(acts) > 1 for _, entry in acts]
    place = _places(store, several)
    return {
        cell: tuple(entry for _, entry in sorted(acts, key=lambda act: (act[0], place.get(act[1], 0))))
        for cell, acts in by_cell.items()
    }


def _places(store: Store, entries: list[int]) -> dict[int, int]:
    """Give the places of some entries by code and uid."""
    condition, values = among("id", set(entries))
    query = f"SELECT id FROM entry WHERE {condition} ORDER BY coalesce(code, ''), uid"
    return {entry: place for place, (entry,) in enumerate(store.conn.execute(query, values))}


def _read(
    cells: Cells, sets: ConditionSets, possibly: dict[int, tuple[int, ...]], day: int
) -> Iterator[tuple[Key, CellRead]]:
    keys = zip(cells.party.tolist(), cells.topic.tolist(), strict=True)
    columns = (
        cells.value,
        cells.non_value,
        cells.mode,
        cells.conditions,
        cells.entry,
        cells.day,
        cells.stale,
        cells.mixed,
        cells.signals,
    )
    rows: Iterable[tuple[Any, ...]] = zip(*(column.tolist() for column in columns), strict=True)
    for number, (key, row) in enumerate(zip(keys, rows, strict=True)):
        value, non_value, mode, conditions, entry, heard, stale, mixed, signals = row
        cell = CellRead(
            value=None if value == NO_VALUE else value,
            non_value=NON_VALUES[int(non_value)] or None,
            mode=MODES[int(mode)],
            conditions=sets.members(conditions),
            entry=entry,
            age=day - heard,
            stale=stale,
            possibly=possibly.get(number, ()),
            mixed=mixed,
            signals=signals,
        )
        yield key, cell
