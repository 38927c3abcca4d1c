"""Conditions as of a day: their dated status, whether they are open, met or dropped, and who waits for whom.

Knows records and folded evidence; no names, no file.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from timeline_app.domain.positions import position_as_of
from timeline_app.domain.vocabulary import ConditionState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from timeline_app.domain.cells import Dossier
    from timeline_app.domain.records import Condition

    Key = tuple[int, int]
    """A party and a topic."""

Standing = Literal["open", "met", "dropped"]

_MET: frozenset[ConditionState] = frozenset({"met", "waived"})
_STATES: tuple[ConditionState, ...] = get_args(ConditionState)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A status that a condition has from a day on, with the entry that made it so."""

    state: ConditionState
    day: int
    entry: int | None = None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Statuses:
    """The dated statuses of all conditions, by condition, in any order."""

    of: Mapping[int, Sequence[Dated]]

    def as_of(self, condition: int, day: int) -> Dated | None:
        """Give the last status by a day; of several on one day that which the closed list names last."""
        known = [dated for dated in self.of.get(condition, ()) if dated.day <= day]
        return max(known, key=lambda d: (d.day, _STATES.index(d.state), d.uid), default=None)

    def without(self, entries: Collection[int]) -> Statuses:
        """Leave out those that some entries made."""
        return Statuses({one: [d for d in of if d.entry not in entries] for one, of in self.of.items()})

    def is_met(self, condition: int, day: int) -> bool:
        """Tell whether by a day it was met or waived, and not undone since."""
        last = self.as_of(condition, day)
        return last is not None and last.state in _MET


@dataclass(frozen=True, slots=True, eq=False)
class Conditions:
    """All conditions of a document, in the order of their codes and texts, with how they fared.

    Attributes
    ----------
    known
        By id.
    rests_on
        Entries that say how one fared, those of drafts among them: edits of others change nothing here.
    """

    known: Mapping[int, Condition]
    statuses: Statuses
    rests_on: frozenset[int] = frozenset()


NO_CONDITIONS: Final = Conditions({}, Statuses({}))


@dataclass(frozen=True, slots=True)
class ConditionAsOf:
    """A condition as of a day.

    Attributes
    ----------
    condition
        Its id.
    standing
        *met*: its last status is met or waived. *dropped*: it is moot, or no position carries it any more.
        *open*: any other.
    last
        Its last dated status, None if it has none yet.
    carried_by
        The parties and topics whose shown positions carry it, in order.
    """

    condition: int
    standing: Standing
    last: Dated | None
    carried_by: tuple[Key, ...]


def conditions_as_of(
    conditions: Iterable[int], statuses: Statuses, dossiers: Mapping[Key, Dossier], day: int
) -> list[ConditionAsOf]:
    """Say of each condition that is known by a day how it stands then, in the order given."""
    carried: dict[int, list[Key]] = {}
    ever: set[int] = set()
    for key in sorted(dossiers):
        dossier = dossiers[key]
        position = position_as_of(dossier.result, day)
        for condition in sorted(position.conditions) if position else ():
            carried.setdefault(condition, []).append(key)
        ever.update(*(e.conditions for e in dossier.evidence if e.act.day <= day))
    return [
        condition_as_of(condition, last, tuple(carried.get(condition, ())), was_carried=condition in ever)
        for condition in conditions
        if (last := statuses.as_of(condition, day)) or condition in ever
    ]


def condition_as_of(
    condition: int, last: Dated | None, carried_by: tuple[Key, ...], *, was_carried: bool
) -> ConditionAsOf:
    """Say how a condition stands by its last status, and by who carries it and whether anybody ever did."""
    state = last.state if last else None
    if state in _MET:
        standing: Standing = "met"
    elif state == "moot" or (was_carried and not carried_by):
        standing = "dropped"
    else:
        standing = "open"
    return ConditionAsOf(condition, standing, last, carried_by)


def circles(conditions: Collection[Condition]) -> list[tuple[Condition, ...]]:
    """Find who waits for whom in a circle: each condition's demander waits for the one it demands of.

    Parameters
    ----------
    conditions
        Those that are open.

    Returns
    -------
    list of tuple of Condition
        The shortest circle through each condition, each circle once; in a circle each is demanded of the
        party that demands the next.
    """
    by_demander: dict[int, list[Condition]] = {}
    for condition in sorted(conditions, key=lambda c: (c.code or "", c.uid)):
        if condition.demanded_by_id and condition.demanded_of_id:
            by_demander.setdefault(condition.demanded_by_id, []).append(condition)
    found: dict[frozenset[int], tuple[Condition, ...]] = {}
    for listed in by_demander.values():
        for condition in listed:
            circle = _shortest_circle(condition, by_demander)
            if circle:
                found.setdefault(frozenset(c.id for c in circle), circle)
    return list(found.values())


def _shortest_circle(
    start: Condition, by_demander: Mapping[int, list[Condition]]
) -> tuple[Condition, ...] | None:
    """Follow who waits for whom, nearest first, until somebody waits for the one who waits at the start."""
    goal = start.demanded_by_id
    if start.demanded_of_id == goal:
        return None
    todo: deque[tuple[Condition, ...]] = deque([(start,)])
    seen = {start.demanded_of_id}
    while todo:
        path = todo.popleft()
        for condition in by_demander.get(path[-1].demanded_of_id or 0, ()):
            if condition.demanded_of_id == goal:
                return *path, condition
            if condition.demanded_of_id not in seen:
                seen.add(condition.demanded_of_id)
                todo.append((*path, condition))
    return None
