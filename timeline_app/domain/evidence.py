"""What counts as evidence of a position, and in which order it is heard; no fold, no file.

Notes
-----
The rules are those of the positions page of the design, numbered as there (0 to 5).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from timeline_app.domain.vocabulary import LinkRelation, Mode, NonValue

RANKS: dict[str, int] = {"explicit": 3, "joint": 3, "vote": 3, "deed": 2, "implied": 1, "reported": 0}
NEVER_A_POSITION: frozenset[str] = frozenset({"none recorded", "declined to comment"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An entry as the fold sees it.

    Attributes
    ----------
    day
        Evidence day, a proleptic Gregorian ordinal.
    begin_lo, end_hi
        Earliest begin and latest end, None where open or unknown.
    links
        The entry's own links, as (relation, id of the entry linked to).
    """

    entry: int
    day: int
    begin_lo: int | None = None
    end_hi: int | None = None
    time: str | None = None
    code: str = ""
    uid: str = ""
    links: frozenset[tuple[LinkRelation, int]] = frozenset()

    def links_to(self, entry: int, *relations: LinkRelation) -> bool:
        """Tell whether one of the relations leads from here to the entry."""
        return any((relation, entry) in self.links for relation in relations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One stance of an act on a party and proposition, after the coders' readings are combined.

    `conditions` holds the ids of the conditions it carries; `low_grade` says that its best citation is
    graded E or 5; `readings` are the values between which a contested stance is torn.
    """

    act: Act
    value: int | None = None
    non_value: NonValue | None = None
    mode: Mode = "explicit"
    conditions: frozenset[int] = frozenset()
    low_grade: bool = False
    readings: tuple[int | None, ...] = ()

    @property
    def rank(self) -> int:
        """How firmly it speaks: explicit, joint and vote 3, deed 2, implied or badly graded 1, reported 0."""
        return min(RANKS[self.mode], 1) if self.low_grade else RANKS[self.mode]

    @property
    def reading(self) -> tuple[int | None, NonValue | None]:
        """The value and the non-value it stands for."""
        return self.value, self.non_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A stance as one coder recorded it, before the coders are combined."""

    evidence: Evidence
    coder: int | None
    adopted: bool = False


def combine_coders(stances: Sequence[Coded]) -> Evidence:
    """Make one piece of evidence from what the coders recorded for an entry, party and topic (rule 0).

    The adopted stance counts; with none adopted, what all agree on; else a contested one with every
    coder's value and none preferred.
    """
    chosen = next((coded for coded in stances if coded.adopted), stances[0])
    if chosen.adopted or len({coded.evidence.reading for coded in stances}) == 1:
        return chosen.evidence
    values = tuple(sorted({c.evidence.value for c in stances}, key=lambda v: (v is None, v)))
    return replace(chosen.evidence, value=None, non_value="contested", readings=values)


def comes_after(later: Act, earlier: Act) -> bool:
    """Tell whether one act is known to come after the other, by dates, local times or a link (rule 4)."""
    if later.begin_lo is not None and earlier.end_hi is not None and later.begin_lo > earlier.end_hi:
        return True
    if _is_timed_after(later, earlier):
        return True
    return _is_linked_after(later, earlier) and not _is_linked_after(earlier, later)


def _is_timed_after(later: Act, earlier: Act) -> bool:
    """Compare local times, which only speak where both acts have the same certain day."""
    same_day = later.begin_lo == later.end_hi == earlier.begin_lo == earlier.end_hi is not None
    return bool(same_day and later.time and earlier.time and later.time > earlier.time)


def _is_linked_after(later: Act, earlier: Act) -> bool:
    """Follow a direct link: an act comes after those it links to, and before the one it prepares."""
    backward = any(to == earlier.entry and relation != "prepares" for relation, to in later.links)
    return backward or earlier.links_to(later.entry, "prepares")


def in_order(acts: Iterable[tuple[Act, int]]) -> list[Act]:
    """Sort acts, each with its rank, as the fold hears them (rule 2).

    By evidence day; within a day after those they link to, then by local time if all have one, then by
    rank from high to low, then code, then uid.
    """
    days: dict[int, list[tuple[Act, int]]] = {}
    for act, rank in acts:
        days.setdefault(act.day, []).append((act, rank))
    return [act for day in sorted(days) for act in _order_within_day(days[day])]


def _order_within_day(acts: list[tuple[Act, int]]) -> list[Act]:
    timed = all(act.time for act, _ in acts)
    acts.sort(key=lambda a: (a[0].time or "" if timed else "", -a[1], a[0].code, a[0].uid))
    waiting = [act for act, _ in acts]
    before = _predecessors(waiting)
    ordered: list[Act] = []
    while waiting:
        open_entries = {act.entry for act in waiting}
        chosen = next(act for act in waiting if not before[act.entry] & open_entries)
        waiting.remove(chosen)
        ordered.append(chosen)
    return ordered


def _predecessors(acts: Collection[Act]) -> dict[int, set[int]]:
    """Give for each entry of a day those it must follow; a circle of links orders nothing."""
    direct = {act.entry: {o.entry for o in acts if o is not act and _is_linked_after(act, o)} for act in acts}
    reach = {entry: _reachable(entry, direct) for entry in direct}
    return {entry: {b for b in found if entry not in reach[b]} for entry, found in direct.items()}


def _reachable(start: int, edges: dict[int, set[int]]) -> set[int]:
    seen: set[int] = set()
    todo = list(edges[start])
    while todo:
        entry = todo.pop()
        if entry not in seen:
            seen.add(entry)
            todo.extend(edges[entry])
    return seen
