"""Reads stances as columns, as each coder recorded them, with their conditions, readings and grades."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.columns.evidence import MODES, Acts, paired
from timeline_app.columns.hearing_order import tied
from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.segments import NON_VALUES, reading_bit
from timeline_app.columns.taking import Rows
from timeline_app.storage.narrowing import among
from timeline_app.storage.numbers import read_numbers, read_pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.storage.evidence import Bearing
    from timeline_app.storage.replay import Progress
    from timeline_app.storage.store import Store

NULL_READING: Final = 1 << 7
"""Bit of a reading without a value."""

_MODE_OF_LETTER: Final = np.zeros(128, np.int8)
_NON_VALUE_OF_LETTER: Final = np.zeros(128, np.int8)
# No two modes begin with the same letter, nor two non-values; so a letter is read instead of a text.
for _place, _word in enumerate(MODES):
    _MODE_OF_LETTER[ord(_word[0])] = _place
for _place, _word in enumerate(NON_VALUES[1:-1], start=1):
    _NON_VALUE_OF_LETTER[ord(_word[0])] = _place
_READ: Final = """
    SELECT (id << 32) + adopted, (entry_id << 32) + party_id,
           (topic_id << 32) + ((coalesce(value, 3) + 2) << 14) + (unicode(mode) << 7)
           + coalesce(unicode(non_value), 0)
    FROM stance WHERE {} ORDER BY id
"""


class ConditionSets:
    """Numbers for sets of conditions: 0 for none, a single one's id, and further ones."""

    def __init__(self, highest: int) -> None:
        self._highest = highest
        self._sets: list[frozenset[int]] = []
        self._numbers: dict[frozenset[int], int] = {}

    def number(self, conditions: frozenset[int]) -> int:
        """Give the number of a set, the same for the same set."""
        if len(conditions) <= 1:
            return next(iter(conditions), 0)
        if conditions not in self._numbers:
            self._sets.append(conditions)
            self._numbers[conditions] = self._highest + len(self._sets)
        return self._numbers[conditions]

    def members(self, number: int) -> frozenset[int]:
        """Give the set that has a number."""
        if number > self._highest:
            return self._sets[number - self._highest - 1]
        return frozenset({number} - {0})


@dataclass(frozen=True, slots=True, eq=False)
class Stances(Rows):
    """Stances on entries that can be evidence; columns as in `columns.evidence.EvidenceColumns`.

    Attributes
    ----------
    stance
        (n,) int32, ids.
    adopted
        (n,) bool.
    low
        (n,) bool, the best citation is graded E or 5.
    readings
        (n,) uint8, besides the bits of values NULL_READING.
    """

    stance: NDArray[np.int32]
    acts: Acts
    party: NDArray[np.int32]
    topic: NDArray[np.int32]
    value: NDArray[np.int8]
    non_value: NDArray[np.int8]
    mode: NDArray[np.int8]
    adopted: NDArray[np.bool_]
    low: NDArray[np.bool_]
    conditions: NDArray[np.int32]
    readings: NDArray[np.uint8]

    def __len__(self) -> int:
        """Count the stances."""
        return len(self.stance)


def read_stances(
    store: Store, acts: Acts, bearing: Bearing, progress: Progress | None = None
) -> tuple[Stances, ConditionSets]:
    """Read the stances on acts, which are sorted by entry: by party, topic, day, entry and id.

    The acts are those on which the positions rest that are read.
    """
    condition, values = among("id", bearing.stances)
    read = read_pairs(store, "stance", _READ.format(condition), 3, values, progress)
    stance, adopted, entry, party, topic, coding = read
    conditions, sets = _read_conditions(store, stance, bearing)
    readings, low = _read_readings(store, stance, bearing), _read_low(store, stance, entry, bearing)
    rows, places = acts.find(entry)
    order = _order(party[places], topic[places], acts.day[rows])
    rows, places = rows[order], places[order]
    value = (coding[places] >> 14) - 2
    return Stances(
        stance=stance[places],
        acts=acts[rows],
        party=party[places],
        topic=topic[places],
        value=np.where(value > 2, NO_VALUE, value).astype(np.int8),  # noqa: PLR2004
        non_value=_NON_VALUE_OF_LETTER[coding & 127][places],
        mode=_MODE_OF_LETTER[coding >> 7 & 127][places],
        adopted=adopted.astype(np.bool_)[places],
        low=low[places],
        conditions=conditions[places],
        readings=readings[places],
    ), sets


def _order(party: NDArray[np.int32], topic: NDArray[np.int32], day: NDArray[np.int32]) -> NDArray[np.intp]:
    """Sort rows that stand by entry."""
    topics = _dense(topic)
    together = paired(_dense(party) * (topics.max(initial=0) + 1) + topics, day)
    order = np.argsort(together)
    places = tied(together[order])
    rows = order[places]
    order[places] = rows[np.lexsort((rows, together[rows]))]
    return order


def _dense(ids: NDArray[np.int32]) -> NDArray[np.int32]:
    """Give each id its number, from 0 on and in the order of ids."""
    is_there = np.zeros(int(ids.max(initial=0)) + 1, np.bool_)
    is_there[ids] = True
    return (np.cumsum(is_there, dtype=np.int32) - 1)[ids]


def _read_conditions(
    store: Store, stance: NDArray[np.int32], bearing: Bearing
) -> tuple[NDArray[np.int32], ConditionSets]:
    narrowed, values = among("stance_id", bearing.stances)
    query = f"SELECT stance_id, condition_id FROM stance_condition WHERE {narrowed} ORDER BY stance_id"
    of, condition = read_numbers(store, query, 2, values)
    sets = ConditionSets(int(condition.max(initial=0)))
    numbers = np.zeros(len(stance), np.int32)
    of = of.astype(np.int32)
    numbers[stance.searchsorted(of)] = condition
    gathered: dict[int, set[int]] = {}
    for place in tied(of.astype(np.int64)).tolist():
        gathered.setdefault(int(of[place]), set()).add(int(condition[place]))
    for one, several in gathered.items():
        numbers[stance.searchsorted(np.int32(one))] = sets.number(frozenset(several))
    return numbers, sets


def _read_readings(store: Store, stance: NDArray[np.int32], bearing: Bearing) -> NDArray[np.uint8]:
    narrowed, values = among("stance_id", bearing.stances)
    query = f"SELECT stance_id, coalesce(value, 3) FROM alternative WHERE {narrowed}"
    of, value = read_numbers(store, query, 2, values)
    bits = np.array([*map(reading_bit, range(-2, 3)), NULL_READING], np.uint8)
    readings = np.zeros(len(stance), np.uint8)
    for bit in bits[np.unique(value) + 2]:
        readings[np.isin(stance, of[bits[value + 2] == bit])] |= bit
    return readings


def _read_low(
    store: Store, stance: NDArray[np.int32], entry: NDArray[np.int32], bearing: Bearing
) -> NDArray[np.bool_]:
    """Tell of each stance whether its own best citation is graded E or 5, or else that of its entry."""
    of_entries, values = among("citation.entry_id", bearing.entries)
    of_stances, more_values = among("citation.stance_id", bearing.stances)
    query = f"""
        SELECT coalesce(citation.entry_id, 0), coalesce(citation.stance_id, 0),
               coalesce(citation.reliability, source.reliability, 'F') = 'E' OR credibility IS 5
        FROM citation CROSS JOIN source ON source.id = citation.source_id
        WHERE {of_entries} OR {of_stances}
    """
    of_entry, of_stance, low = read_numbers(store, query, 3, [*values, *more_values])
    if not len(low):
        return np.zeros(len(stance), np.bool_)
    is_cited = np.isin(stance, of_stance)
    of_its_own = is_cited & ~np.isin(stance, of_stance[low == 0])
    of_the_entry = np.isin(entry, of_entry[low == 1]) & ~np.isin(entry, of_entry[low == 0])
    return np.where(is_cited, of_its_own, of_the_entry)
