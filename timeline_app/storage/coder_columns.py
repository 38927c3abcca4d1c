"""Combines what several coders recorded of one entry, party and topic, in columns (rule 0)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from timeline_app.columns.evidence import MODES
from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.segments import NON_VALUES, reading_bit, reading_bits
from timeline_app.domain.evidence import Act, Coded, Evidence, combine_coders
from timeline_app.storage.stance_columns import NULL_READING

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from timeline_app.storage.stance_columns import ConditionSets, Stances


def combine(stances: Stances, sets: ConditionSets) -> Stances:
    """Leave one stance an entry, party and topic, of stances that are sorted so that these stand together.

    Notes
    -----
    Where one was adopted, it alone is left; what then are still several are combined by the plain rule.
    """
    starts = _starts(stances)
    if len(starts) == len(stances):
        return stances
    any_adopted = np.maximum.reduceat(stances.adopted, starts)
    of_group = np.repeat(any_adopted, np.diff(starts, append=len(stances)))
    found = stances[np.flatnonzero(stances.adopted | ~of_group)]
    starts = _starts(found)
    lengths = np.diff(starts, append=len(found))
    combined = found[starts]
    for place in np.flatnonzero(lengths > 1).tolist():
        rows = range(int(starts[place]), int(starts[place] + lengths[place]))
        _put(combined, place, combine_coders([_coded(found, row, sets) for row in rows]), sets)
    return combined


def _starts(stances: Stances) -> NDArray[np.intp]:
    is_first = np.ones(len(stances), np.bool_)
    for column in (stances.acts.entry, stances.party, stances.topic):
        is_first[1:] &= column[1:] == column[:-1]
    is_first[1:] = ~is_first[1:]
    return np.flatnonzero(is_first)


def _coded(stances: Stances, row: int, sets: ConditionSets) -> Coded:
    value: Any = int(stances.value[row])
    non_value: Any = NON_VALUES[int(stances.non_value[row])]
    entry, bits = int(stances.acts.entry[row]), int(stances.readings[row])
    readings = [reading for reading in range(-2, 3) if bits & reading_bit(reading)]
    evidence = Evidence(
        act=Act(entry=entry, day=int(stances.acts.day[row])),
        value=None if value == NO_VALUE else value,
        non_value=non_value or None,
        mode=MODES[int(stances.mode[row])],
        conditions=sets.members(int(stances.conditions[row])),
        low_grade=bool(stances.low[row]),
        readings=(*readings, *([None] if bits & NULL_READING else [])),
    )
    return Coded(evidence=evidence, coder=None, adopted=bool(stances.adopted[row]))


def _put(stances: Stances, row: int, evidence: Evidence, sets: ConditionSets) -> None:
    stances.value[row] = NO_VALUE if evidence.value is None else evidence.value
    stances.non_value[row] = NON_VALUES.index(evidence.non_value or "")
    stances.mode[row] = MODES.index(evidence.mode)
    stances.conditions[row] = sets.number(evidence.conditions)
    stances.low[row] = evidence.low_grade
    stances.readings[row] = reading_bits(evidence.readings)
