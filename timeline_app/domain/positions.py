"""Who stands where: the plain rule that folds evidence on a party and a proposition into positions.

Knows records of evidence only; where they come from and how positions are drawn is said elsewhere.

Notes
-----
The rules are those of the positions page of the design, numbered as there (0 to 5).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from timeline_app.domain.evidence import NEVER_A_POSITION, Act, Evidence, comes_after, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline_app.domain.vocabulary import Mode, NonValue

EndingKind = Literal["retracted", "ended"]
SignalKind = Literal["weak signal", "at odds"]


@dataclass(frozen=True, slots=True)
class Ending:
    """An act that ends positions: by a link to the entry that carries one, or all of a party's."""

    act: Act
    kind: EndingKind
    of_entry: int | None
    """The entry whose position it ends; None for a change of government, which ends every one."""


@dataclass(frozen=True, slots=True)
class Denial:
    """An act that denies what an entry says of its own party."""

    act: Act
    of_entry: int


@dataclass(frozen=True, slots=True)
class Signal:
    """First-hand evidence that was set aside, and why (rule 3)."""

    evidence: Evidence
    kind: SignalKind


@dataclass(frozen=True, slots=True)
class Position:
    """A position as it holds from a day until something changes it.

    Attributes
    ----------
    since
        Day from which this value holds under these conditions.
    day
        Evidence day of the last entry that carried it; its age counts from here.
    carriers
        The evidence that carries it: one piece, or all that are *mixed*.
    heard
        Evidence days on which it was opened and reaffirmed, in order.
    signals
        What was set aside since `day`.
    """

    since: int
    day: int
    carriers: tuple[Evidence, ...]
    value: int | None
    non_value: NonValue | None
    mode: Mode
    conditions: frozenset[int]
    mixed: bool = False
    heard: tuple[int, ...] = ()
    signals: tuple[Signal, ...] = ()

    @property
    def entry(self) -> int:
        """The entry that carries it; of mixed ones the later."""
        return self.carriers[-1].act.entry

    @property
    def rank(self) -> int:
        """The rank of what carries it."""
        return self.carriers[-1].rank


@dataclass(frozen=True, slots=True)
class Step:
    """What holds from `day` on: a position, or none and why."""

    day: int
    position: Position | None
    ending: EndingKind | None = None
    by_entry: int | None = None


@dataclass(frozen=True, slots=True)
class Fold:
    """All that the evidence on one party and proposition makes.

    `steps` are in order of day and of hearing: the last one of a day holds at its end. `early` are signals
    that were set aside while there was no position.
    """

    steps: tuple[Step, ...] = ()
    reported: tuple[Evidence, ...] = ()
    early: tuple[Signal, ...] = ()


@dataclass(slots=True)
class _Folding:
    """The state of one fold while it runs."""

    decay_days: int
    steps: list[Step] = field(default_factory=list[Step])
    current: Position | None = None
    carried: set[int] = field(default_factory=set[int])
    early: list[Signal] = field(default_factory=list[Signal])

    def set(self, position: Position | None, act: Act, ending: EndingKind | None = None) -> None:
        """Make a position current, or none."""
        self.current = position
        self.steps.append(Step(act.day, position, ending, act.entry))


def fold(
    evidence: Iterable[Evidence],
    endings: Sequence[Ending] = (),
    denials: Sequence[Denial] = (),
    *,
    decay_days: int = 365,
) -> Fold:
    """Fold the evidence on one party and proposition into its positions over time.

    Parameters
    ----------
    evidence
        At most one a pair of entry and party, drafts and filtered ones left out, in any order.
    endings, denials
        Acts that end or deny positions of this party, in any order.
    decay_days
        Days after which a position of this topic is stale.
    """
    by_entry = {e.act.entry: e for e in evidence}
    first_hand = {entry: e for entry, e in by_entry.items() if e.mode != "reported"}
    reported = [e for e in by_entry.values() if e.mode == "reported"]
    state = _Folding(decay_days)
    for act in _acts_in_order(first_hand, endings, denials):
        _hear(state, act, first_hand.get(act.entry), endings, denials)
    order = {act.entry: n for n, act in enumerate(in_order((e.act, 0) for e in reported))}
    reported.sort(key=lambda e: order[e.act.entry])
    return Fold(tuple(state.steps), tuple(reported), tuple(state.early))


def _acts_in_order(
    stances: dict[int, Evidence], endings: Sequence[Ending], denials: Sequence[Denial]
) -> list[Act]:
    acts = {item.act.entry: (item.act, 0) for item in (*endings, *denials)}
    acts |= {entry: (e.act, e.rank) for entry, e in stances.items()}
    return in_order(acts.values())


def _hear(
    state: _Folding,
    act: Act,
    stance: Evidence | None,
    endings: Sequence[Ending],
    denials: Sequence[Denial],
) -> None:
    for ending in endings:
        if ending.act.entry == act.entry and _ends(state.current, ending, stance):
            state.set(None, act, ending.kind)
    for denial in denials:
        if denial.act.entry == act.entry:
            _deny(state, denial)
    if stance is not None:
        _weigh(state, stance)


def _ends(current: Position | None, ending: Ending, stance: Evidence | None) -> bool:
    """Tell whether an act ends what is current (rule 5)."""
    if ending.of_entry is None:
        return True
    carriers = {e.act.entry for e in current.carriers} if current else set[int]()
    return ending.of_entry in carriers and stance is None


def _deny(state: _Folding, denial: Denial) -> None:
    current = state.current
    if current and denial.of_entry in {e.act.entry for e in current.carriers}:
        contested = replace(current, non_value="contested", since=denial.act.day)
        state.set(contested, denial.act)


def _weigh(state: _Folding, stance: Evidence) -> None:
    """Take a first-hand stance as the new position, or set it aside (rules 2 to 4)."""
    if stance.non_value in NEVER_A_POSITION or _is_outranked(state, stance):
        _set_aside(state, stance)
        return
    state.set(_next_position(state.current, stance), stance.act)
    state.carried.add(stance.act.entry)


def _is_outranked(state: _Folding, stance: Evidence) -> bool:
    """Tell whether a fresh position of higher rank stands in the way (rule 3)."""
    current = state.current
    if current is None or stance.rank >= current.rank:
        return False
    if any(stance.act.links_to(e, "revises", "reverses", "retracts") for e in state.carried):
        return False
    return stance.act.day - current.day <= state.decay_days


def _set_aside(state: _Folding, stance: Evidence) -> None:
    signal = Signal(stance, "at odds" if _is_at_odds(state.current, stance) else "weak signal")
    if state.current is None:
        state.early.append(signal)
        return
    state.current = replace(state.current, signals=(*state.current.signals, signal))
    state.steps[-1] = replace(state.steps[-1], position=state.current)


def _is_at_odds(current: Position | None, stance: Evidence) -> bool:
    if current is None or stance.mode != "deed":
        return False
    return (current.value or 0) * (stance.value or 0) < 0


def _next_position(current: Position | None, stance: Evidence) -> Position:
    if current and _is_mixed_with(current, stance):
        return _mix(current, stance)
    new = Position(
        since=stance.act.day,
        day=stance.act.day,
        carriers=(stance,),
        value=stance.value,
        non_value=stance.non_value,
        mode=stance.mode,
        conditions=stance.conditions,
        heard=(stance.act.day,),
    )
    if current and _is_same(current, new):
        return replace(new, since=current.since, heard=(*current.heard, new.day))
    return new


def _is_same(current: Position, new: Position) -> bool:
    """Tell whether a stance only reaffirms: same value, same conditions."""
    return (current.value, current.non_value, current.conditions, current.mixed) == (
        new.value,
        new.non_value,
        new.conditions,
        new.mixed,
    )


def _is_mixed_with(current: Position, stance: Evidence) -> bool:
    """Tell whether nothing puts the stance in order with what it would displace (rule 4)."""
    if stance.rank != current.rank:
        return False
    if all(comes_after(stance.act, e.act) for e in current.carriers):
        return False
    if current.mixed:
        return True
    earlier = current.carriers[-1]
    return stance.reading != earlier.reading and not comes_after(earlier.act, stance.act)


def _mix(current: Position, stance: Evidence) -> Position:
    day = stance.act.day
    return Position(
        since=current.since if current.mixed else day,
        day=day,
        carriers=(*current.carriers, stance),
        value=None,
        non_value=None,
        mode=stance.mode,
        conditions=frozenset(),
        mixed=True,
        heard=(*current.heard, day) if current.mixed else (day,),
    )


def position_as_of(result: Fold, day: int) -> Position | None:
    """Give the position that holds at the end of a day: first-hand, or else reported (rule 1).

    A reported one is shown only while there is no first-hand one, and only if it is later than the last
    retraction or ending; it has the mode ``reported`` and its own age and conditions.
    """
    held = [step for step in result.steps if step.day <= day]
    if held and held[-1].position:
        return held[-1].position
    ended = max((step.day for step in held if step.ending), default=None)
    heard = [e for e in result.reported if e.act.day <= day and (ended is None or e.act.day > ended)]
    return _as_reported(heard) if heard else None


def _as_reported(heard: Sequence[Evidence]) -> Position:
    last = heard[-1]
    return Position(
        since=last.act.day,
        day=last.act.day,
        carriers=(last,),
        value=last.value,
        non_value=last.non_value,
        mode="reported",
        conditions=last.conditions,
        heard=(last.act.day,),
    )


def days_of_change(result: Fold) -> list[int]:
    """Give the days on which what is shown may change, in order and without repeats."""
    return sorted({step.day for step in result.steps} | {e.act.day for e in result.reported})


@dataclass(frozen=True, slots=True)
class Span:
    """A position as it is shown from the begin of `start` to the begin of `end` (None: still)."""

    start: int
    end: int | None
    position: Position


def spans(result: Fold) -> list[Span]:
    """Cut the fold into stretches in which the same position is shown; one a renewal, none where blank."""
    days = days_of_change(result)
    ends: list[int | None] = [*days[1:], None]
    shown = ((day, end, position_as_of(result, day)) for day, end in zip(days, ends, strict=True))
    return [Span(day, end, position) for day, end, position in shown if position]
