"""The cells of all parties and propositions as of a day, from evidence in columns; no names, no texts.

What it gives equals `domain.cells.Dossier.cell`, key by key, but for the keys that it leaves to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.columns.asides import heard_between, unsure_evidence
from timeline_app.columns.evidence import REPORTED
from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.positions import fold
from timeline_app.columns.stretches import clipped
from timeline_app.columns.taking import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from timeline_app.columns.evidence import EvidenceColumns
    from timeline_app.columns.positions import Folded, Shown


@dataclass(frozen=True, slots=True, eq=False)
class Cells(Rows):
    """What is certain as of a day, a row a cell that is not blank, by party and topic.

    Attributes
    ----------
    party, topic, entry
        (n,) int32, ids; of mixed ones the later entry.
    value
        (n,) int8, -2 to 2, or NO_VALUE.
    non_value
        (n,) int8, index into NON_VALUES; 0 of mixed ones.
    mode
        (n,) int8, index into MODES.
    conditions
        (n,) int32, the number of the set, 0 for none.
    day
        (n,) int32, evidence day of the entry.
    stale, mixed
        (n,) bool.
    signals
        (n,) int64, how many were set aside since.
    """

    party: NDArray[np.int32]
    topic: NDArray[np.int32]
    entry: NDArray[np.int32]
    value: NDArray[np.int8]
    non_value: NDArray[np.int8]
    mode: NDArray[np.int8]
    conditions: NDArray[np.int32]
    day: NDArray[np.int32]
    stale: NDArray[np.bool_]
    mixed: NDArray[np.bool_]
    signals: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class CellsAsOf:
    """The cells as of a day, and what is possible beside them.

    Attributes
    ----------
    possibly
        (p, 2) int64, the row of a cell, in order, and the row of the evidence that may have been said.
    left
        (k, 2) int32, parties and topics of which there are no cells here: left to the plain rule.
    """

    cells: Cells
    possibly: NDArray[np.int64]
    left: NDArray[np.int32]


def cells_as_of(evidence: EvidenceColumns, decay_days: Mapping[int, int], day: int) -> CellsAsOf:
    """Give the cells as of a day."""
    folded, at = fold(evidence, decay_days), clipped(day)
    shown = _shown_at(folded.shown, at)
    possibly, is_unsure = _possibly(folded, shown, at, len(evidence))
    left = folded.keys.tangled.copy()
    left[shown.key[is_unsure]] = True
    places = np.flatnonzero(~is_unsure)
    cells = _cells(folded, shown[places], at, len(evidence))
    possibly = possibly[~is_unsure[possibly[:, 0]]]
    possibly[:, 0] = places.searchsorted(possibly[:, 0])
    return CellsAsOf(cells, possibly, np.stack([folded.keys.party[left], folded.keys.topic[left]], axis=1))


def _shown_at(shown: Shown, day: int) -> Shown:
    """Leave what is shown at the end of a day."""
    shown = shown[np.flatnonzero(shown.day <= day)]
    is_last = np.ones(len(shown.key), np.bool_)
    is_last[:-1] = shown.key[1:] != shown.key[:-1]
    return shown[np.flatnonzero(is_last & ~shown.ended)]


def _cells(folded: Folded, shown: Shown, day: int, count: int) -> Cells:
    ground, keys, row, mixed = folded.ground, folded.keys, shown.row, shown.mixed
    heard_on = ground.acts.day[row]
    return Cells(
        party=keys.party[shown.key],
        topic=keys.topic[shown.key],
        entry=ground.acts.entry[row],
        value=np.where(mixed, np.int8(NO_VALUE), ground.value[row]),
        non_value=np.where(mixed, np.int8(0), ground.non_value[row]),
        mode=ground.mode[row],
        conditions=np.where(mixed, 0, ground.conditions[row]),
        day=heard_on,
        stale=day - heard_on.astype(np.int64) > keys.decay_days[shown.key],
        mixed=mixed,
        signals=_signals(folded, shown, day, count),
    )


def _signals(folded: Folded, shown: Shown, day: int, count: int) -> NDArray[np.int64]:
    """Count the first-hand evidence by a day that was heard after what is shown: it was all set aside."""
    since, until = heard_between(folded, shown, np.full(len(shown.key), day))
    evidence = np.zeros(len(folded.heard) + 1, np.int64)
    np.cumsum(folded.heard < count, out=evidence[1:])
    return evidence[until] - evidence[since]


def _possibly(
    folded: Folded, shown: Shown, day: int, count: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Find the evidence that may have been said by a day and would be shown, and the cells that are unsure.

    Unsure are those of which rank and day alone do not tell: mixed ones, and where some evidence corrects.
    """
    ground = folded.ground
    cell_of_key = np.full(len(folded.keys.party), -1)
    cell_of_key[shown.key] = np.arange(len(shown.key))
    rows = _may_be_said_by(folded, day, count)
    cell = cell_of_key[ground.key[rows]]
    rows, cell = rows[cell >= 0], cell[cell >= 0]
    now = shown.row[cell]
    unsure = shown.mixed[cell] | (ground.corrected[rows] >= 0)
    is_unsure = np.zeros(len(shown.key), np.bool_)
    is_unsure[cell[unsure]] = True
    is_stale = ground.acts.day[rows] - ground.acts.day[now] > folded.keys.decay_days[ground.key[rows]]
    differs = ground.value[rows] != ground.value[now]
    differs |= ground.non_value[rows] != ground.non_value[now]
    differs |= ground.conditions[rows] != ground.conditions[now]
    displaces = differs & ((ground.rank[rows] >= ground.rank[now]) | is_stale)
    found = np.flatnonzero(displaces | (ground.mode[now] == REPORTED))
    pairs = np.stack([cell[found], rows[found].astype(np.int64)], axis=1)
    return pairs[np.argsort(pairs[:, 0], kind="stable")], is_unsure


def _may_be_said_by(folded: Folded, day: int, count: int) -> NDArray[np.int32]:
    """Find the first-hand evidence whose earliest day is not after a day, and whose evidence day is."""
    rows, earliest = unsure_evidence(folded, count)
    return rows[(earliest <= day) & (folded.ground.acts.day[rows] > day)]
