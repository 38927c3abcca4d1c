"""Who stands where: positions over time, and what holds as of a day.

Knows records of evidence only; by which rules positions follow from it stands in `folding`, where it comes
from and how positions are drawn elsewhere.

Notes
-----
The rules are those of the positions page of the design, numbered as there (0 to 5).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from timeline_app.domain.evidence import comes_after, contested

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.evidence import Act, Evidence
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

    @property
    def day(self) -> int:
        """Evidence day of the act."""
        return self.evidence.act.day


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
        What was set aside since its last entry was heard.
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

    @classmethod
    def made_by(cls, stance: Evidence, renewed: Position | None = None) -> Position:
        """Give the position that a stance makes by itself, or with one that it renews."""
        day = stance.act.day
        return cls(
            since=renewed.since if renewed else day,
            day=day,
            carriers=(stance,),
            value=stance.value,
            non_value=stance.non_value,
            mode=stance.mode,
            conditions=stance.conditions,
            heard=(*renewed.heard, day) if renewed else (day,),
        )

    @property
    def entry(self) -> int:
        """The entry that carries it; of mixed ones the later."""
        return self.carriers[-1].act.entry

    @property
    def rank(self) -> int:
        """The rank of what carries it; of mixed ones the highest, which the first has (rule 4)."""
        return self.carriers[0].rank

    def is_carried_by(self, entry: int) -> bool:
        """Tell whether the entry carries it, alone or with others."""
        return any(evidence.act.entry == entry for evidence in self.carriers)

    def is_stale(self, day: int, decay_days: int) -> bool:
        """Tell whether on a day more time has passed since it was last heard than the topic allows."""
        return day - self.day > decay_days


@dataclass(frozen=True, slots=True)
class Step:
    """What holds from an act on: a position, or none because the act ended it."""

    act: Act
    position: Position | None
    ending: EndingKind | None = None

    @property
    def day(self) -> int:
        """Evidence day of the act."""
        return self.act.day


@dataclass(frozen=True, slots=True)
class Fold:
    """All that the evidence on one party and proposition makes.

    Attributes
    ----------
    steps
        In order of hearing: the last one of a day holds at its end. A position bears the signals up to the
        next step; `position_as_of` gives those up to a day.
    reported
        Reported stances in order of hearing.
    denials
        The denials of those.
    early
        Signals that were set aside while there was no position.
    heard
        Steps, as they were when they were made, and signals, in order of hearing.
    """

    steps: tuple[Step, ...] = ()
    reported: tuple[Evidence, ...] = ()
    denials: tuple[Denial, ...] = ()
    early: tuple[Signal, ...] = ()
    heard: tuple[Step | Signal, ...] = ()


def position_as_of(result: Fold, day: int) -> Position | None:
    """Give the position that holds at the end of a day: first-hand, or else reported (rule 1).

    A reported one is shown only while there is no first-hand one, and only if it is later than the last
    retraction or ending; it has the mode ``reported`` and its own age and conditions.
    """
    step = step_as_of(result, day)
    if step and step.position:
        return _with_signals_by(step.position, day)
    report = latest_report(result.reported, step.act if step else None, day)
    if report is None:
        return None
    denied = any(d.of_entry == report.act.entry and d.act.day <= day for d in result.denials)
    signals = tuple(signal for signal in result.early if report.act.day < signal.day <= day)
    return replace(Position.made_by(contested(report) if denied else report), signals=signals)


def _with_signals_by(position: Position, day: int) -> Position:
    heard = tuple(signal for signal in position.signals if signal.day <= day)
    return position if len(heard) == len(position.signals) else replace(position, signals=heard)


def step_as_of(result: Fold, day: int) -> Step | None:
    """Give the first-hand step that holds at the end of a day; without a position, what ended the last."""
    count = bisect_right(result.steps, day, key=lambda step: step.day)
    return result.steps[count - 1] if count else None


def latest_report(reported: Sequence[Evidence], ended: Act | None, day: int) -> Evidence | None:
    """Find the last report by a day that is later than the last ending, if there was one (rule 1)."""
    count = bisect_right(reported, day, key=lambda e: e.act.day)
    if ended is None:
        return reported[count - 1] if count else None
    later = (e for e in reversed(reported[:count]) if e.act.day > ended.day or _follows(e.act, ended))
    return next(later, None)


def _follows(act: Act, ended: Act) -> bool:
    return act.day == ended.day and comes_after(act, ended)


def days_of_change(result: Fold) -> list[int]:
    """Give the days on which what is shown may change, in order and without repeats."""
    reported = {e.act.day for e in result.reported} | {denial.act.day for denial in result.denials}
    return sorted({step.day for step in result.steps} | reported)


@dataclass(frozen=True, slots=True)
class Span:
    """A position as it is shown from the begin of `start` to the begin of `end` (None: still)."""

    start: int
    end: int | None
    position: Position


def spans(result: Fold) -> list[Span]:
    """Cut the fold into stretches in which the same position is shown; one a renewal, none where blank.

    A span's position bears the signals up to its first day.
    """
    found: list[Span] = []
    start, shown = 0, None
    for day in days_of_change(result):
        position = position_as_of(result, day)
        if shown and position and _is_shown_alike(shown, position):
            continue
        if shown:
            found.append(Span(start, day, shown))
        start, shown = day, position
    return [*found, Span(start, None, shown)] if shown else found


_SHOWN = attrgetter(*(field.name for field in fields(Position) if field.name != "signals"))


def _is_shown_alike(one: Position, other: Position) -> bool:
    return _SHOWN(one) == _SHOWN(other)
