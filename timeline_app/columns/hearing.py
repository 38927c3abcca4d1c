"""Hears the evidence of all keys at once (rules 2 to 5): which acts become positions, alone or mixed.

Notes
-----
An act that takes its key's position whatever held before begins a *run*; runs do not depend on each other.
So all runs advance together, one act a step, and most are short.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.columns.evidence import HIGHEST_RANK, NO_TIME, paired

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.evidence import Acts

NO_STEP: Final = 0
ALONE: Final = 1
JOINED: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """First-hand evidence and what ends it, in the order in which it is heard, by key.

    Attributes
    ----------
    key
        (n,) int32, ascending.
    day, begin_lo, end_hi
        (n,) int32, as in `columns.evidence.Acts`.
    clock
        (n,) int32, the time on a day that is certain; else NO_TIME.
    rank
        (n,) int8, 0 for what takes no stance.
    reading
        (n,) int16, the same number for the same value and non-value.
    value_bit
        (n,) uint8, the bit of the value, 0 for none.
    speaks
        (n,) bool, it can be a position.
    ends
        (n,) bool, it ends what is current, before it takes a stance.
    ended
        (n,) int32, place of the stance that it ends if that carries the current one, -1 for none.
    corrected
        (n,) int32, place of the stance that it displaces whatever its rank, if that ever carried one; or -1.
    """

    key: NDArray[np.int32]
    day: NDArray[np.int32]
    begin_lo: NDArray[np.int32]
    end_hi: NDArray[np.int32]
    clock: NDArray[np.int32]
    rank: NDArray[np.int8]
    reading: NDArray[np.int16]
    value_bit: NDArray[np.uint8]
    speaks: NDArray[np.bool_]
    ends: NDArray[np.bool_]
    ended: NDArray[np.int32]
    corrected: NDArray[np.int32]

    def __len__(self) -> int:
        """Count the acts."""
        return len(self.key)


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What came of each act.

    Attributes
    ----------
    position
        (n,) uint8, NO_STEP where it was set aside or took no stance, ALONE, or JOINED to a mixed position.
    readings
        (n,) uint8, the bits of the values of all that are then mixed.
    ends
        (n,) bool, it ended what was current.
    """

    position: NDArray[np.uint8]
    readings: NDArray[np.uint8]
    ends: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _Current:
    """The current positions of the runs, the longest run first.

    Attributes
    ----------
    decay_days
        Those of the topic.
    first, last
        The acts that carry it, or the first and the last of mixed ones; `last` is -1 without a position.
    rank
        The highest of those that carry it.
    end_hi
        The latest end of those that carry it.
    time
        The latest time of those that end last, where all of them have a time and a certain day; else LATEST.
    """

    decay_days: NDArray[np.int32]
    first: NDArray[np.intp]
    last: NDArray[np.intp]
    rank: NDArray[np.int8]
    end_hi: NDArray[np.int32]
    time: NDArray[np.int32]
    mixed: NDArray[np.bool_]
    readings: NDArray[np.uint8]


_LATEST: Final = np.int32(2**31 - 1)


def hear(heard: Heard, decay_days: NDArray[np.int32]) -> Outcome:
    """Tell what comes of each act (rules 3 and 4); `decay_days` are those of each key's topic."""
    position = np.full(len(heard), NO_STEP, np.uint8)
    outcome = Outcome(position, heard.value_bit.copy(), heard.ends.copy())
    starts = run_starts(heard, decay_days)
    outcome.position[starts] = np.where(heard.speaks[starts], ALONE, NO_STEP)
    lengths = np.diff(starts, append=len(heard))
    longest_first = np.argsort(-lengths, kind="stable")[: np.count_nonzero(lengths > 1)]
    first, lengths = starts[longest_first], lengths[longest_first]
    current = _begun(heard, first, decay_days)
    # How many runs have more acts than 1, 2, and so on.
    left = np.cumsum(np.bincount(lengths)[::-1])[::-1]
    for place, count in enumerate(left[2:].tolist(), start=1):
        _advance(heard, current, first[:count] + place, outcome)
    return outcome


def run_starts(heard: Heard, decay_days: NDArray[np.int32]) -> NDArray[np.intp]:
    """Find where runs begin: with a key, an ending, or a stance that displaces whatever is current.

    Notes
    -----
    A stance does so if it certainly comes after all before it, and if either it has the highest rank or more
    than the decay days lie between it and the act before it; but not one that ends another's position, for
    that is seen in a run only.
    """
    key, day = heard.key, heard.day
    ends = paired(key, np.where(heard.speaks, heard.end_hi, -_LATEST))
    np.maximum.accumulate(ends, out=ends)
    is_last = paired(key[1:], heard.begin_lo[1:]) > ends[:-1]
    is_stale = day[1:] - day[:-1] > decay_days[key[1:]]
    displaces = heard.speaks[1:] & is_last & (is_stale | (heard.rank[1:] == HIGHEST_RANK))
    displaces &= (heard.ended[1:] < 0) & ~_is_corrected(heard)[key[1:]]
    starts = np.ones(len(heard), np.bool_)
    starts[1:] = (key[1:] != key[:-1]) | heard.ends[1:] | displaces
    return np.flatnonzero(starts)


def _is_corrected(heard: Heard) -> NDArray[np.bool_]:
    """Tell of each key whether a stance there looks back to what became of another, so that it is one run."""
    found = np.zeros(heard.key.max(initial=0) + 1, np.bool_)
    found[heard.key[heard.corrected >= 0]] = True
    return found


def _begun(heard: Heard, first: NDArray[np.intp], decay_days: NDArray[np.int32]) -> _Current:
    return _Current(
        decay_days=decay_days[heard.key[first]],
        first=first.copy(),
        last=np.where(heard.speaks[first], first, -1),
        rank=heard.rank[first],
        end_hi=heard.end_hi[first],
        time=or_latest(heard.clock[first]),
        mixed=np.zeros(len(first), np.bool_),
        readings=heard.value_bit[first],
    )


def clock_of(acts: Acts) -> NDArray[np.int32]:
    """Give the times that can be compared: those on a certain day."""
    return np.where(acts.begin_lo == acts.end_hi, acts.time, NO_TIME).astype(np.int32)


def or_latest(clock: NDArray[np.int32]) -> NDArray[np.int32]:
    """Put a time that none comes after in the place of those that are not known."""
    return np.where(clock == NO_TIME, _LATEST, clock)


def _advance(heard: Heard, current: _Current, at: NDArray[np.intp], outcome: Outcome) -> None:
    """Let the next act of each of the first runs, given in `at`, take its stance."""
    count = len(at)
    last = current.last[:count]
    ends = (last >= 0) & _is_carried(heard.ended[at], current.first[:count], outcome)
    outcome.ends[at] |= ends
    last[ends] = -1
    # Without a position, what is said of it does not matter.
    is_stale = heard.day[at] - heard.day[last] > current.decay_days[:count]
    is_free = (last < 0) | (heard.rank[at] >= current.rank[:count]) | is_stale
    takes = heard.speaks[at] & (is_free | _is_carried(heard.corrected[at], 0, outcome))
    runs = np.flatnonzero(takes)
    at = at[runs]
    joins = _joins(heard, current, runs, at)
    outcome.position[at] = np.where(joins, JOINED, ALONE)
    _carry_alone(heard, current, runs[~joins], at[~joins])
    if joins.any():
        _carry_too(heard, current, runs[joins], at[joins])
    outcome.readings[at] = current.readings[runs]


def _is_carried(
    stances: NDArray[np.int32], since: NDArray[np.intp] | int, outcome: Outcome
) -> NDArray[np.bool_]:
    """Tell whether stances, -1 for none, have carried a position since another did."""
    return (stances >= since) & (stances >= 0) & (outcome.position[stances] != NO_STEP)


def _joins(
    heard: Heard, current: _Current, runs: NDArray[np.intp], at: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Tell which acts nothing puts in order with what they would displace (rule 4)."""
    last, rank, my_rank = current.last[runs], current.rank[runs], heard.rank[at]
    clock, day, end_hi = heard.clock[at], heard.day[at], current.end_hi[runs]
    after_all = (heard.begin_lo[at] > end_hi) | ((end_hi == day) & (current.time[runs] < clock))
    is_timed_before = (heard.day[last] == day) & (heard.clock[last] > or_latest(clock))
    is_before = (heard.begin_lo[last] > heard.end_hi[at]) | is_timed_before
    differs = (my_rank == rank) & (heard.reading[at] != heard.reading[last])
    return (last >= 0) & (my_rank <= rank) & ~after_all & (current.mixed[runs] | (differs & ~is_before))


def _carry_alone(heard: Heard, current: _Current, runs: NDArray[np.intp], at: NDArray[np.intp]) -> None:
    current.first[runs] = current.last[runs] = at
    current.rank[runs] = heard.rank[at]
    current.end_hi[runs] = heard.end_hi[at]
    current.time[runs] = or_latest(heard.clock[at])
    current.mixed[runs] = False
    current.readings[runs] = heard.value_bit[at]


def _carry_too(heard: Heard, current: _Current, runs: NDArray[np.intp], at: NDArray[np.intp]) -> None:
    end_hi, time = current.end_hi[runs], current.time[runs]
    mine, my_time = heard.end_hi[at], or_latest(heard.clock[at])
    current.last[runs] = at
    current.end_hi[runs] = np.maximum(end_hi, mine)
    of_the_last = np.where(mine > end_hi, my_time, time)
    current.time[runs] = np.where(mine == end_hi, np.maximum(time, my_time), of_the_last)
    current.mixed[runs] = True
    current.readings[runs] |= heard.value_bit[at]
