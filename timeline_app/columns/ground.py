"""The rows that a fold goes over: evidence, and acts that end positions without a stance of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.columns.evidence import CAN_BE_POSITION, REPORTED, paired
from timeline_app.columns.falls import falls_heard
from timeline_app.columns.hearing import Heard, clock_of
from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.segments import NON_VALUES, NONE_RECORDED, reading_bit
from timeline_app.columns.taking import Rows
from timeline_app.domain.vocabulary import STANCE_VALUES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.evidence import Acts, Bonds, EvidenceColumns

_BIT_OF_VALUE: Final = np.zeros(256, np.uint8)  # by int8, the negative ones from the end
for _value in STANCE_VALUES:
    _BIT_OF_VALUE[_value] = reading_bit(_value)


@dataclass(frozen=True, slots=True, eq=False)
class Ground(Rows):
    """Evidence, and acts that end positions as rows that say nothing; columns as in `EvidenceColumns`.

    Attributes
    ----------
    key
        (n,) int32, the number of the key.
    ends
        (n,) bool, the act ends all positions.
    ended, corrected
        (n,) int32, the row that it ends or corrects, -1 for none.
    """

    acts: Acts
    key: NDArray[np.int32]
    mode: NDArray[np.int8]
    rank: NDArray[np.int8]
    value: NDArray[np.int8]
    non_value: NDArray[np.int8]
    conditions: NDArray[np.int32]
    readings: NDArray[np.uint8]
    ends: NDArray[np.bool_]
    ended: NDArray[np.int32]
    corrected: NDArray[np.int32]


def ground_of(evidence: EvidenceColumns, key: NDArray[np.int32]) -> Ground:
    """Give the evidence, whose keys are numbered, and after it what else is heard."""
    ground = Ground(
        acts=evidence.acts,
        key=key,
        mode=evidence.mode,
        rank=evidence.rank,
        value=evidence.value,
        non_value=evidence.non_value,
        conditions=evidence.conditions,
        readings=evidence.readings,
        ends=np.zeros(len(evidence), np.bool_),
        ended=_none(len(evidence)),
        corrected=_none(len(evidence)),
    )
    if len(evidence.falls):
        ground = _with_falls(ground, evidence)
    return _with_bonds(ground, evidence.bonds)


def _none(count: int) -> NDArray[np.int32]:
    # Not one of them takes up room.
    return np.broadcast_to(np.int32(-1), count)


def _with_falls(ground: Ground, evidence: EvidenceColumns) -> Ground:
    """Add the changes of government, but to a stance that is part of one that it ends what was before."""
    keys, falls = falls_heard(evidence, ground.key)
    acts = evidence.falls[falls]
    own = _own_rows(ground, keys, acts)
    ends = ground.ends.copy()
    ends[own[own >= 0]] = True
    left = np.flatnonzero(own < 0)
    silent = _silent(keys[left], acts[left])
    return replace(ground, ends=ends) + replace(silent, ends=~silent.ends)


def _with_bonds(ground: Ground, bonds: Bonds) -> Ground:
    """Add the acts that end what some row says, or let rows of their own do so; and what rows correct."""
    if not len(bonds.ended) + len(bonds.correcting):
        return ground
    keys = ground.key[bonds.ended]
    own = _own_rows(ground, keys, bonds.enders)
    left = np.flatnonzero(own < 0)
    own[left] = np.arange(len(left)) + len(ground.key)
    ground = ground + _silent(keys[left], bonds.enders[left])
    ended, corrected = (np.full(len(ground.key), -1, np.int32) for _ in range(2))
    ended[own] = bonds.ended
    corrected[bonds.correcting] = bonds.corrected
    return replace(ground, ended=ended, corrected=corrected)


def _own_rows(ground: Ground, keys: NDArray[np.int32], acts: Acts) -> NDArray[np.intp]:
    """Find the first-hand stance that each act takes itself in a key, -1 for none."""
    is_one = np.isin(ground.acts.entry, acts.entry) & (ground.mode != REPORTED)
    rows = np.flatnonzero(is_one)
    pairs = paired(ground.key[rows], ground.acts.entry[rows])
    order = np.argsort(pairs)
    wanted = paired(keys, acts.entry)
    place = np.minimum(pairs[order].searchsorted(wanted), max(len(rows) - 1, 0))
    own = np.full(len(wanted), -1)
    if len(rows):
        found = order[place]
        own[:] = np.where(pairs[found] == wanted, rows[found], -1)
    return own


def _silent(keys: NDArray[np.int32], acts: Acts) -> Ground:
    """Make rows of acts that say nothing."""
    nothing = np.zeros(len(acts), np.int8)
    return Ground(
        acts=acts,
        key=keys,
        mode=nothing,
        rank=nothing,
        value=nothing + NO_VALUE,
        non_value=nothing + NONE_RECORDED,
        conditions=np.zeros(len(acts), np.int32),
        readings=nothing.view(np.uint8),
        ends=nothing.astype(np.bool_),
        ended=_none(len(acts)),
        corrected=_none(len(acts)),
    )


def heard_in(ground: Ground, rows: NDArray[np.int32]) -> Heard:
    """Give some rows as they are heard, in the order in which they are given."""
    value, non_value = ground.value[rows], ground.non_value[rows]
    return Heard(
        key=ground.key[rows],
        day=ground.acts.day[rows],
        begin_lo=ground.acts.begin_lo[rows],
        end_hi=ground.acts.end_hi[rows],
        clock=clock_of(ground.acts)[rows],
        rank=ground.rank[rows],
        reading=value.astype(np.int16) * len(NON_VALUES) + non_value,
        value_bit=_BIT_OF_VALUE[value],
        speaks=CAN_BE_POSITION[non_value],
        ends=ground.ends[rows],
        ended=_places_of(ground.ended, rows),
        corrected=_places_of(ground.corrected, rows),
    )


def _places_of(others: NDArray[np.int32], rows: NDArray[np.int32]) -> NDArray[np.int32]:
    """Find at which place the rows are that some rows refer to; -1 where they refer to none."""
    if not others.strides[0]:
        return _none(len(rows))
    places = np.full(len(others) + 1, -1, np.int32)
    places[rows] = np.arange(len(rows))
    return places[others[rows]]
