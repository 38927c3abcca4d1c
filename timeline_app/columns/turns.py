"""What becomes of conditions on ribbons, as numpy arrays: they come, fare so or so, are dropped; no texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import numpy as np

from timeline_app.columns.carried import no_carried
from timeline_app.columns.evidence import paired
from timeline_app.columns.stretches import FOREVER, clipped
from timeline_app.columns.taking import Rows, places_within
from timeline_app.domain.conditions import NO_CONDITIONS
from timeline_app.domain.vocabulary import ConditionState

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

    from timeline_app.columns.carried import Carried
    from timeline_app.columns.stretches import Key
    from timeline_app.domain.conditions import Conditions
    from timeline_app.domain.vocabulary import ConditionState as State

Lock = Literal["faint", "open", "crossed", "closed"]
"""What a lock says of a condition: it is dropped or moot, met, refused, or holds."""
LOCKS: Final[tuple[Lock, ...]] = get_args(Lock)
"""Of what turns on one day, the later in this list counts."""
NOBODY: Final = 0
_STATES: Final[tuple[State, ...]] = get_args(ConditionState)
_OF_STATE: Final[Mapping[State, Lock]] = {
    "met": "open",
    "waived": "open",
    "violated": "crossed",
    "rejected": "crossed",
    "moot": "faint",
}
_DROPPED, _CAME = -2, -1
"""Stand before the numbers of states, as what a status of the same day overrules."""
_LOCK_OF: Final = np.array(
    [LOCKS.index(lock) for lock in ("faint", "closed", *(_OF_STATE.get(s, "closed") for s in _STATES))],
    np.int8,
)


@dataclass(frozen=True, slots=True, eq=False)
class Turns(Rows):
    """Days on which something became of a condition that a position carries or carried.

    At most one a condition and day, sorted by party, topic and day.

    Attributes
    ----------
    key
        (n,) int64, party and topic as a pair.
    day, condition
        (n,) int32.
    lock
        (n,) int8, index into LOCKS.
    entry
        (n,) int32, the entry that made it so, or of a status without one that with which the condition came.
    binds
        (n,) int32, the party of which it is demanded, or NOBODY.
    needs_position
        (n,) bool, it is shown only where there is a position on that day.
    """

    key: NDArray[np.int64]
    day: NDArray[np.int32]
    condition: NDArray[np.int32]
    lock: NDArray[np.int8]
    entry: NDArray[np.int32]
    binds: NDArray[np.int32]
    needs_position: NDArray[np.bool_]

    def __len__(self) -> int:
        """Count the turns."""
        return len(self.key)


def turns_of(carried: Carried, conditions: Conditions) -> Turns:
    """Find the turns of all conditions that are carried."""
    key = paired(carried.party, carried.topic)
    over = np.flatnonzero(carried.end != FOREVER)
    fared = _fared(carried, key, conditions)
    came, dropped = np.full(len(carried), _CAME), np.full(len(over), _DROPPED)
    of_came = (key, carried.start, carried.condition, came, carried.entry)
    of_dropped = (key[over], carried.end[over], carried.condition[over], dropped, carried.entry[over])
    every: list[Any] = [np.concatenate(of) for of in zip(of_came, of_dropped, fared, strict=True)]
    order = np.lexsort((every[3], every[2], every[1], every[0]))
    key, day, condition, became, entry = (column[order] for column in every)
    is_last = np.ones(len(key), np.bool_)
    is_last[:-1] = (key[1:] != key[:-1]) | (day[1:] != day[:-1]) | (condition[1:] != condition[:-1])
    last = np.flatnonzero(is_last)
    of = {one.id: one.demanded_of_id or NOBODY for one in conditions.known.values()}
    binds = np.array([of.get(one, NOBODY) for one in condition[last].tolist()], np.int32)
    lock = _LOCK_OF[became[last] - _DROPPED]
    return Turns(key[last], day[last], condition[last], lock, entry[last], binds, became[last] < 0)


def _fared(carried: Carried, key: NDArray[np.int64], conditions: Conditions) -> tuple[NDArray[Any], ...]:
    """Give key, day, condition, state and entry of the statuses, by each position that carried it by then."""
    rows = [
        (condition, clipped(dated.day), _STATES.index(dated.state), dated.entry or 0)
        for condition, listed in conditions.statuses.of.items()
        for dated in listed
    ]
    condition, day, state, entry = np.array(rows, np.int32).reshape(-1, 4).T
    order = np.lexsort((carried.start, key, carried.condition))
    of, keys = carried.condition[order], key[order]
    first = np.ones(len(order), np.bool_)
    first[1:] = (of[1:] != of[:-1]) | (keys[1:] != keys[:-1])
    order = order[first]
    of = carried.condition[order]
    low, stop = of.searchsorted(condition, "left"), of.searchsorted(condition, "right")
    at = order[places_within(low, stop - low)]
    which = np.repeat(np.arange(len(condition)), stop - low)
    known = carried.start[at] <= day[which]
    at, which = at[known], which[known]
    entries = np.where(entry[which] == 0, carried.entry[at], entry[which])
    return key[at], day[which], condition[which], state[which], entries


def no_turns() -> Turns:
    """Give none."""
    return NONE


NONE: Final = turns_of(no_carried(), NO_CONDITIONS)


def carriers_as_of(carried: Carried, day: int, wanted: Collection[int] | None = None) -> dict[int, list[Key]]:
    """Give by condition the parties and topics whose positions carry it at the end of a day, in order.

    `wanted` are conditions; all for None.
    """
    found: dict[int, list[Key]] = {}
    places = carried.as_of(day)
    if wanted is not None:
        places = places[np.isin(carried.condition[places], [*wanted])]
    rows = carried.part(places)
    columns = (rows.condition, rows.party, rows.topic)
    for condition, party, topic in zip(*(column.tolist() for column in columns), strict=True):
        found.setdefault(condition, []).append((party, topic))
    return found


def first_carried(carried: Carried, condition: int) -> tuple[int, int] | None:
    """Give the first day from which a position carries a condition, and the entry; None if none does."""
    rows = np.flatnonzero(carried.condition == np.int32(condition))
    if not len(rows):
        return None
    first = rows[carried.start[rows].argmin()]
    return int(carried.start[first]), int(carried.entry[first])


def let_go(carried: Carried, condition: int, day: int) -> int | None:
    """Give the last day by another on which a position began to stand without a condition; None for none."""
    ends = carried.end[(carried.condition == np.int32(condition)) & (carried.end <= np.int32(clipped(day)))]
    return int(ends.max()) if len(ends) else None
