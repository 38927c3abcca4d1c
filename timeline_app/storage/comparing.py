"""Compares two days of a whole document: which positions changed between, and which stand elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.columns.changes import MOVES
from timeline_app.columns.evidence import paired, unpaired
from timeline_app.storage.cells import read_cells
from timeline_app.storage.failures import reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.changes import Changes
    from timeline_app.columns.segments import Segments
    from timeline_app.storage.cells import CellRead
    from timeline_app.storage.store import Store
    from timeline_app.storage.wide_reading import Ids


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Two days side by side, a row a party and topic of which something changed between, in their order.

    Attributes
    ----------
    first, second
        Day ordinals, the earlier first; what is compared is what holds at their ends.
    party, topic
        (n,) int32, ids.
    differs
        (n,) bool, it is shown elsewhere on the second day, be it by a report.
    travelled
        (n,) bool, a change moved it, on the way or at last.
    lines
        The lines of the change log after the first day, by party and topic.
    starts
        (n + 1,) int64, where the lines of each row begin, and where the last one's end.
    """

    first: int
    second: int
    party: NDArray[np.int32]
    topic: NDArray[np.int32]
    differs: NDArray[np.bool_]
    travelled: NDArray[np.bool_]
    lines: Changes
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.party)

    @property
    def moved(self) -> NDArray[np.bool_]:
        """Which stand elsewhere on the second day by what they said or did, (n,) bool."""
        return self.differs & self.travelled

    def lines_of(self, row: int) -> Changes:
        """Give the changes of a row."""
        return self.lines[self.starts[row] : self.starts[row + 1]]


def compare_days(
    store: Store, changes: Changes, segments: Segments, days: tuple[int, int], without: Ids | None = None
) -> Compared:
    """Hold two days against each other, in either order: the earlier comes before.

    Parameters
    ----------
    changes, segments
        The change log and the positions of the document.
    without
        Entries that do not count in them, ids in rising order; None if all do.

    Raises
    ------
    DocumentError
        If the file cannot be read.
    """
    first, second = sorted(days)
    lines = changes[np.flatnonzero((changes.day > first) & (changes.day <= second))]
    before, after = segments.as_of(first), segments.as_of(second)
    others = np.concatenate([np.setdiff1d(before, after), np.setdiff1d(after, before)])
    keys = np.union1d(
        paired(lines.party, lines.topic), paired(segments.party[others], segments.topic[others])
    )
    party, topic = unpaired(keys)
    differs, unsure = _moved(segments, keys, (before, after), first)
    with reading(store.path):
        differs[unsure] = _moved_by_conditions(store, keys[unsure], (first, second), without)
    of_lines = paired(lines.party, lines.topic)
    starts = np.append(of_lines.searchsorted(keys), len(lines))
    moves = np.append(0, np.cumsum(MOVES[lines.kind]))
    travelled = moves[starts[1:]] > moves[starts[:-1]]
    return Compared(first, second, party, topic, differs, travelled, lines, starts)


def _moved(
    segments: Segments, keys: NDArray[np.int64], shown: tuple[NDArray[np.intp], NDArray[np.intp]], first: int
) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Tell which positions are others on the second day, and of which only their conditions can tell."""
    if not len(segments):
        return np.zeros(len(keys), np.bool_), np.zeros(0, np.intp)
    (was, is_there_before), (now, is_there) = (_rows_of(segments, rows, keys) for rows in shown)
    both = is_there_before & is_there
    moved = is_there_before != is_there
    for column in (segments.value, segments.non_value, segments.conditional):
        moved |= both & (column[was] != column[now])
    unsure = both & ~moved & segments.conditional[now] & (segments.since[now] > first)
    return moved, np.flatnonzero(unsure)


def _rows_of(
    segments: Segments, rows: NDArray[np.intp], keys: NDArray[np.int64]
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Find among rows, which are in order, those of some keys, and whether there is one."""
    if not len(rows):
        return np.zeros(len(keys), np.intp), np.zeros(len(keys), np.bool_)
    there = paired(segments.party[rows], segments.topic[rows])
    places = np.minimum(there.searchsorted(keys), len(rows) - 1)
    return rows[places], there[places] == keys


def _moved_by_conditions(
    store: Store, keys: NDArray[np.int64], days: tuple[int, int], without: Ids | None
) -> NDArray[np.bool_]:
    if not len(keys):
        return np.zeros(0, np.bool_)
    wanted = [*zip(*(ids.tolist() for ids in unpaired(keys)), strict=True)]
    before, after = (read_cells(store, day, wanted, without) for day in days)
    return np.array([_conditions(before.get(key)) != _conditions(after.get(key)) for key in wanted])


def _conditions(cell: CellRead | None) -> frozenset[int] | None:
    return cell and cell.conditions
