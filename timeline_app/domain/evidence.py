"""What counts as evidence of a position, and in which order it is heard; no fold, no file.

Notes
-----
The rules are those of the positions page of the design, numbered as there (0 to 5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline_app.domain.dates import evidence_day
from timeline_app.domain.vocabulary import group_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline_app.domain.dates import Bounds
    from timeline_app.domain.vocabulary import LinkRelation, Mode, NonValue

RANKS: dict[Mode, int] = {"explicit": 3, "joint": 3, "vote": 3, "deed": 2, "implied": 1, "reported": 0}
NEVER_A_POSITION: frozenset[NonValue | None] = frozenset({"none recorded", "declined to comment"})

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An entry as the fold sees it.

    Attributes
    ----------
    day
        Evidence day, a proleptic Gregorian ordinal.
    begin_lo, end_hi
        Earliest begin and latest end, None where open or unknown.
    time
        Local time as `clock` gives it, None where none is known.
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

    Attributes
    ----------
    conditions
        Ids of the conditions it carries; all are needed unless `any_suffices`.
    low_grade
        Its best citation is graded E or 5.
    readings
        The values between which a contested stance is torn.
    """

    act: Act
    value: int | None = None
    non_value: NonValue | None = None
    mode: Mode = "explicit"
    conditions: frozenset[int] = frozenset()
    any_suffices: bool = False
    low_grade: bool = False
    readings: tuple[int | None, ...] = ()

    @property
    def rank(self) -> int:
        """How firmly it speaks: explicit, joint and vote 3, deed 2, implied or badly graded 1, reported 0."""
        return min(RANKS[self.mode], RANKS["implied"]) if self.low_grade else RANKS[self.mode]

    @property
    def reading(self) -> tuple[int | None, NonValue | None]:
        """The value and the non-value it stands for."""
        return self.value, self.non_value

    @property
    def is_first_hand(self) -> bool:
        """Whether it is an act of the party's own, and no report of where it stands."""
        return self.mode != "reported"

    @property
    def can_be_position(self) -> bool:
        """Whether it can ever be current: first-hand, and it says something (rules 1 and 2)."""
        return self.is_first_hand and self.non_value not in NEVER_A_POSITION

    @property
    def can_be_report(self) -> bool:
        """Whether it can ever be shown in the place of a position: reported, and it says something."""
        return not self.is_first_hand and self.non_value not in NEVER_A_POSITION


def contested(evidence: Evidence) -> Evidence:
    """Give a stance that its own party denies: its value is kept as the preferred reading (rule 5)."""
    if evidence.non_value in NEVER_A_POSITION:
        return evidence
    return replace(evidence, non_value="contested", readings=evidence.readings or (evidence.value,))


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

    Notes
    -----
    Where they agree on the value only, the careful reading of the rest is taken: the least firm mode and
    every condition. It has a low grade if all have.
    """
    found = [coded.evidence for coded in stances if coded.adopted] or [coded.evidence for coded in stances]
    if len(found) == 1:
        return found[0]
    agreed = len({evidence.reading for evidence in found}) == 1
    return Evidence(
        act=found[0].act,
        value=found[0].value if agreed else None,
        non_value=found[0].non_value if agreed else "contested",
        mode=min((evidence.mode for evidence in found), key=lambda mode: (RANKS[mode], mode)),
        conditions=frozenset[int]().union(*(evidence.conditions for evidence in found)),
        any_suffices=all(evidence.any_suffices for evidence in found),
        low_grade=all(evidence.low_grade for evidence in found),
        readings=_all_readings(found, agreed=agreed),
    )


def _all_readings(found: Sequence[Evidence], *, agreed: bool) -> tuple[int | None, ...]:
    values = {reading for evidence in found for reading in evidence.readings}
    if not agreed:
        values |= {
            evidence.value for evidence in found if evidence.value is not None or not evidence.readings
        }
    return tuple(sorted(values, key=lambda value: (value is None, value or 0)))


def clock(text: str | None) -> str | None:
    """Give a time of day as ``hh:mm:ss``, so that times compare as text; None if it is no such time."""
    found = _CLOCK.fullmatch(text.strip()) if text else None
    return f"{int(found[1]):02d}:{found[2]}:{found[3] or '00'}" if found else None


DAY_SECONDS = 24 * 60 * 60


def seconds_of(text: str | None) -> int | None:
    """Give a time of day as seconds since midnight; None if it is no such time."""
    known = clock(text)
    if known is None:
        return None
    hours, minutes, seconds = map(int, known.split(":"))
    return (hours * 60 + minutes) * 60 + seconds


def day_of(kind: str, bounds: Bounds) -> int | None:
    """Give the evidence day of an entry from its kind and date; None if it is never evidence."""
    return evidence_day(bounds, lasting_kind=group_of(kind) in ("deeds", "context"))


class LinkOrder:
    """Which of some acts come after which by a link; a circle orders nothing (rule 2).

    An act comes after those it links to, and before the one it prepares. Only acts up to the later one's
    day can close a circle, so that nothing said afterwards changes what held before.
    """

    def __init__(self, acts: Iterable[Act]) -> None:
        by_entry = {act.entry: act for act in acts}
        self._day = {entry: act.day for entry, act in by_entry.items()}
        self._before: dict[int, set[int]] = {}
        for act in by_entry.values():
            for relation, other in act.links:
                if other in by_entry:
                    later, earlier = (other, act.entry) if relation == "prepares" else (act.entry, other)
                    self._before.setdefault(later, set()).add(earlier)

    def __bool__(self) -> bool:
        return bool(self._before)

    def is_after(self, later: int, earlier: int) -> bool:
        """Tell whether a link puts one entry after the other."""
        if earlier not in self._before.get(later, ()):
            return False
        return not self._leads_back(earlier, later, max(self._day[earlier], self._day[later]))

    def _leads_back(self, start: int, goal: int, until: int) -> bool:
        seen: set[int] = set()
        todo = [start]
        while todo:
            entry = todo.pop()
            if entry == goal:
                return True
            if entry not in seen and self._day[entry] <= until:
                seen.add(entry)
                todo.extend(self._before.get(entry, ()))
        return False


def comes_after(later: Act, earlier: Act, links: LinkOrder | None = None) -> bool:
    """Tell whether one act is known to come after the other, by dates, local times or a link (rule 4).

    `links` are those of all acts in question, so that circles are seen; by default those of the two.
    """
    if later.begin_lo is not None and earlier.end_hi is not None and later.begin_lo > earlier.end_hi:
        return True
    if _is_timed_after(later, earlier):
        return True
    known = LinkOrder((later, earlier)) if links is None else links
    return known.is_after(later.entry, earlier.entry)


def _is_timed_after(later: Act, earlier: Act) -> bool:
    """Compare local times, which only speak where both acts have the same certain day."""
    same_day = later.begin_lo == later.end_hi == earlier.begin_lo == earlier.end_hi is not None
    return bool(same_day and later.time and earlier.time and later.time > earlier.time)


def in_order(acts: Iterable[tuple[Act, int | None]], links: LinkOrder | None = None) -> list[Act]:
    """Sort acts as the fold hears them (rule 2).

    By evidence day; within a day after those they link to, then by local time if all have one, then by
    rank from high to low, then code, then uid.

    Parameters
    ----------
    acts
        Each with its rank: 0 if it takes no stance, None if it does not even count among those whose local
        times must all be known.
    """
    ranked = list(acts)
    known = LinkOrder(act for act, _ in ranked) if links is None else links
    days: dict[int, list[tuple[Act, int | None]]] = {}
    for act, rank in ranked:
        days.setdefault(act.day, []).append((act, rank))
    return [act for day in sorted(days) for act in _order_within_day(days[day], known)]


def _order_within_day(acts: list[tuple[Act, int | None]], links: LinkOrder) -> list[Act]:
    timed = all(act.time for act, rank in acts if rank is not None)
    acts.sort(key=lambda a: (a[0].time or "" if timed else "", -(a[1] or 0), a[0].code, a[0].uid))
    waiting = [act for act, _ in acts]
    return _links_first(waiting, links) if links and len(waiting) > 1 else waiting


def _links_first(waiting: list[Act], links: LinkOrder) -> list[Act]:
    """Take the first act again and again that follows none of those still waiting."""
    entries = [act.entry for act in waiting]
    after = {entry: {other for other in entries if links.is_after(entry, other)} for entry in entries}
    ordered: list[Act] = []
    while waiting:
        left = {act.entry for act in waiting}
        chosen = next(act for act in waiting if not after[act.entry] & left)
        waiting.remove(chosen)
        ordered.append(chosen)
    return ordered
