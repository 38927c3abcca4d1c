"""Locks on ribbons: where a condition comes, fares otherwise or is dropped, and lines to whom it binds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.columns.evidence import paired
from timeline_app.columns.stretches import clipped
from timeline_app.columns.turns import LOCKS, NOBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.columns.turns import Lock, Turns
    from timeline_app.layout.arrangement import Arrangement
    from timeline_app.layout.boxes import Point, RibbonRow
    from timeline_app.layout.stretches import Stretches
    from timeline_app.layout.time_scale import TimeScale

WIDTH, HEIGHT = 12.0, 16.0
"""Logical pixels of a lock; where a stretch is shorter than that it has none, and closer ones are one."""
FEW = 12
"""Locks up to which a line leads from each to whom it binds; of more, from those of the selected entry."""
BOW = 22.0
"""Logical pixels by which such a line goes sideways."""
LEAD = 3.0
"""Logical pixels by which a lock begins before its day: so it touches neither a name nor a glyph."""
INTO = 5.0
"""Logical pixels by which it reaches into the lane of whom it binds."""


class LockBox(NamedTuple):
    """A lock; `x` is its left, a little before the begin of its day, and `y` its middle.

    `day` is that of the last of which it tells, `entries` are what made it so, `binds` the parties of which
    the conditions are demanded, and `is_claimed` tells that it stands left of where positions are claimed.
    """

    x: float
    y: float
    day: int
    look: Lock
    lane: int
    party: int
    topic: int
    conditions: tuple[int, ...]
    entries: tuple[int, ...]
    binds: tuple[int, ...]
    is_claimed: bool


class DemandLine(NamedTuple):
    """A cubic curve from a lock to the lane of whom its condition binds, with its arrowhead at the end."""

    start: Point
    control_1: Point
    control_2: Point
    end: Point


def lay_locks(
    turns: Turns,
    rows: Sequence[RibbonRow],
    stretches: Stretches,
    shaded: frozenset[int],
    scale: TimeScale,
    claim: tuple[float, float],
) -> tuple[LockBox, ...]:
    """Lay out the locks of some ribbons.

    Parameters
    ----------
    turns
        What becomes of the conditions of the document.
    rows, stretches
        The ribbons, and what is seen of them.
    shaded
        The numbers of ribbons whose stretches are too many to be told apart.
    claim
        The x up to which positions are claimed, and the width laid out.
    """
    if not len(turns) or not rows:
        return ()
    keys = paired(np.array([row.party for row in rows]), np.array([row.topic for row in rows]))
    low, stop = turns.key.searchsorted(keys, "left"), turns.key.searchsorted(keys, "right")
    first, last = (np.int32(clipped(int(scale.day(x)))) for x in (-WIDTH, claim[1] + WIDTH))
    found: list[LockBox] = []
    for number in np.flatnonzero(stop > low).tolist():
        begin, end = int(low[number]), int(stop[number])
        days = turns.day[begin:end]
        begin, end = begin + int(days.searchsorted(first)), begin + int(days.searchsorted(last, "right"))
        if begin < end and number not in shaded:
            runs = _Runs.of(stretches, number)
            found += _of_row(rows[number], turns[begin:end], runs, scale, claim)
    return tuple(found)


class _Runs(NamedTuple):
    """Stretches of one ribbon in each of which it has one position, however often that is renewed."""

    lefts: list[float]
    rights: list[float]

    @classmethod
    def of(cls, stretches: Stretches, number: int) -> _Runs:
        low, stop = stretches.row.searchsorted((number, number + 1))
        begins = np.flatnonzero(~stretches.renewed[low:stop][1:]) + 1
        begins = np.append(0, begins)[: stop - low]
        ends = np.append(begins[1:], stop - low)[: len(begins)] - 1
        return cls(stretches.left[low:stop][begins].tolist(), stretches.right[low:stop][ends].tolist())

    def room_at(self, x: float) -> float | None:
        """Give how much of the position at an x is to the right of it; None where there is none."""
        rights = (
            right for left, right in zip(self.lefts, self.rights, strict=True) if left - 0.01 <= x < right
        )
        return next((right - x for right in rights), None)


def _of_row(
    row: RibbonRow, turns: Turns, runs: _Runs, scale: TimeScale, claim: tuple[float, float]
) -> list[LockBox]:
    """Lay out the locks of a ribbon; what follows too closely is told by the lock before."""
    x = scale.across(turns.day.astype(np.float64))
    seen = np.flatnonzero((x > -WIDTH) & (x < claim[1]))
    columns = (x, turns.day, turns.lock, turns.condition, turns.entry, turns.binds, turns.needs_position)
    found: list[LockBox] = []
    facts = zip(*(column[seen].tolist() for column in columns), strict=True)
    for at, day, lock, condition, entry, binds, needs in facts:
        room = runs.room_at(at)
        if (room is None and needs) or (room is not None and room < WIDTH):
            continue
        look: Lock = LOCKS[int(lock)]
        bound = () if binds == NOBODY or look == "faint" else (binds,)
        place = (row.lane, row.party, row.topic)
        box = LockBox(at - LEAD, row.y, day, look, *place, (condition,), (entry,), bound, at < claim[0])
        if found and box.x - found[-1].x < WIDTH:
            box = _joined(found.pop(), box)
        found.append(box)
    return found


def _joined(before: LockBox, box: LockBox) -> LockBox:
    """Give one lock for two: it looks like the later one; of one day, as that does which says more."""
    is_later = box.x > before.x or LOCKS.index(box.look) >= LOCKS.index(before.look)
    return before._replace(
        day=box.day,
        look=box.look if is_later else before.look,
        conditions=tuple(dict.fromkeys((*before.conditions, *box.conditions))),
        entries=tuple(dict.fromkeys((*before.entries, *box.entries))),
        binds=tuple(dict.fromkeys((*before.binds, *box.binds))),
    )


def demand_lines(
    locks: Sequence[LockBox], arrangement: Arrangement, chosen: frozenset[int]
) -> tuple[DemandLine, ...]:
    """Lead from locks to the lanes of whom they bind: from all while they are few, else from chosen ones.

    Of one ribbon one line leads to each lane, from the first lock in sight that binds its party.

    Parameters
    ----------
    chosen
        Conditions of the selected entry.
    """
    if not locks:
        return ()
    of_parties = (placed for placed in arrangement.lanes if placed.lane.kind == "party")
    lanes = {placed.lane.key: (placed.top, placed.height) for placed in of_parties}
    lines: dict[tuple[int, int, int], DemandLine] = {}
    for lock in locks:
        if len(locks) <= FEW or chosen.intersection(lock.conditions):
            for party in lock.binds:
                if party in lanes and party != lock.lane:
                    lines.setdefault((lock.party, lock.topic, party), _line(lock, *lanes[party]))
    return tuple(lines.values())


def _line(lock: LockBox, top: float, height: float) -> DemandLine:
    is_below = top > lock.y
    x, y = lock.x + WIDTH / 2, lock.y + (HEIGHT / 2 if is_below else -HEIGHT / 2)
    end = top + INTO if is_below else top + height - INTO
    third = (end - y) / 3
    return DemandLine((x, y), (x + BOW, y + third), (x + BOW, end - third), (x, end))


def lock_at(locks: Sequence[LockBox], x: float, y: float) -> LockBox | None:
    """Find the lock under a point."""
    under = (one for one in locks if one.x <= x <= one.x + WIDTH and abs(one.y - y) <= HEIGHT / 2)
    return next(under, None)
