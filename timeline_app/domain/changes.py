"""The change log: what became of a position from one act to the next, named.

Knows folded evidence only: no names, no file, no filter.

Notes
-----
The rules are those of the paragraph “Changes” on the positions page of the design.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from timeline_app.domain.positions import Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from timeline_app.domain.positions import Fold, Position, Step

    IsMet = Callable[[int, int], bool]
    """Tells of a condition, by its id, whether it was met or waived by a day."""

ChangeKind = Literal[
    "first",
    "reaffirmed",
    "strengthened",
    "softened",
    "hardened",
    "reversed",
    "to neutral",
    "from neutral",
    "to ambiguous",
    "from ambiguous",
    "to mixed",
    "from mixed",
    "condition changed",
    "retracted",
    "ended",
    "lapsed",
    "weak signal",
    "at odds",
]
ConditionWord = Literal["none", "added", "dropped", "changed", "met"]

CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
STAYS: frozenset[ChangeKind] = frozenset({"reaffirmed", "lapsed", "weak signal", "at odds"})
"""Kinds after which a party stands where it stood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A line of the change log.

    Attributes
    ----------
    day
        Evidence day of the act; of a lapse the first day on which the position is stale.
    before, after
        Values; None where there is no position, or none with a value.
    from_entry
        The entry that carried what was before.
    entry
        The entry that makes the change; of a lapse the one that aged.
    condition
        What became of the conditions.
    contested
        The stance that makes it is contested.
    """

    day: int
    kind: ChangeKind
    before: int | None
    after: int | None
    from_entry: int | None
    entry: int
    condition: ConditionWord = "none"
    contested: bool = False

    @property
    def sign_differs(self) -> bool:
        """Whether a conditional position gave way to one of opposite sign under other conditions."""
        return self.kind == "condition changed" and (self.before or 0) * (self.after or 0) < 0


@dataclass(slots=True)
class _Log:
    """A change log while it is written: the lines so far, and what holds."""

    decay_days: int
    is_met: IsMet
    lines: list[Change] = field(default_factory=list[Change])
    current: Position | None = None
    has_lapsed: bool = False
    denial: int | None = None

    def hear_step(self, step: Step) -> None:
        """Write the line of a step; none if it ends what was not there."""
        entry, before = step.act.entry, self.current
        if step.position is None:
            self._end(step)
        elif not step.position.is_carried_by(entry):
            self._deny(entry, step.day, step.position)
        else:
            first_or_next = between(before, step.position, self.is_met) if before else _first(step.position)
            self.lines.append(first_or_next)
        if before is None or step.position is None or step.position.is_carried_by(entry):
            self.has_lapsed = False
        self.current = step.position

    def hear_signal(self, signal: Signal) -> None:
        """Write the line of what was set aside."""
        evidence = signal.evidence
        self.lines.append(
            Change(
                day=signal.day,
                kind=signal.kind,
                before=self.current.value if self.current else None,
                after=evidence.value,
                from_entry=self.current.entry if self.current else None,
                entry=evidence.act.entry,
                contested=evidence.non_value == "contested",
            )
        )

    def lapse_by(self, day: int) -> None:
        """Write that the current position lapsed, if it did by a day and that is not written yet."""
        if self.current is None or self.has_lapsed or not self.current.is_stale(day, self.decay_days):
            return
        value, entry = self.current.value, self.current.entry
        self.lines.append(
            Change(
                day=self.current.day + self.decay_days + 1,
                kind="lapsed",
                before=value,
                after=value,
                from_entry=entry,
                entry=entry,
            )
        )
        self.has_lapsed = True

    def _end(self, step: Step) -> None:
        if self.current is None or step.ending is None:
            return
        self.lines.append(
            Change(
                day=step.day,
                kind=step.ending,
                before=self.current.value,
                after=None,
                from_entry=self.current.entry,
                entry=step.act.entry,
            )
        )

    def _deny(self, entry: int, day: int, position: Position) -> None:
        """Write a denial once, even if it denies several entries whose stances are mixed."""
        if entry == self.denial:
            return
        self.denial = entry
        self.lines.append(
            Change(
                day=day,
                kind="reaffirmed",
                before=position.value,
                after=position.value,
                from_entry=position.entry,
                entry=entry,
                contested=True,
            )
        )


def changes_of(result: Fold, *, decay_days: int, until: int, is_met: IsMet) -> list[Change]:
    """Write the change log of a party and proposition.

    Parameters
    ----------
    result
        All that the evidence makes.
    decay_days
        Days after which a position of the topic is stale.
    until
        The last day that is wanted.
    is_met
        Tells whether a condition was met or waived by a day.

    Returns
    -------
    list of Change
        By day, and within a day as it was heard. A position that lapses on a day did so before what is heard
        on it.
    """
    log = _Log(decay_days, is_met)
    for heard in result.heard:
        if heard.day > until:
            break
        log.lapse_by(heard.day)
        if isinstance(heard, Signal):
            log.hear_signal(heard)
        else:
            log.hear_step(heard)
    log.lapse_by(until)
    return log.lines


def _first(position: Position) -> Change:
    return Change(
        day=position.day,
        kind="first",
        before=None,
        after=position.value,
        from_entry=None,
        entry=position.entry,
        condition="added" if position.conditions else "none",
        contested=_is_contested(position),
    )


def between(before: Position, after: Position, is_met: IsMet) -> Change:
    """Name the change from a current position to the next."""
    kind = _kind(before, after)
    noted = kind not in ("to mixed", "to ambiguous")
    return Change(
        day=after.day,
        kind=kind,
        before=before.value,
        after=after.value,
        from_entry=before.entry,
        entry=after.entry,
        condition=_condition_word(before, after, is_met) if noted else "none",
        contested=_is_contested(after),
    )


def _is_contested(position: Position) -> bool:
    return position.carriers[-1].non_value == "contested"


def _kind(before: Position, after: Position) -> ChangeKind:
    """Take the first kind that fits."""
    if after.mixed:
        return "to mixed"
    if before.mixed:
        return "from mixed"
    if _is_ambiguous(before) != _is_ambiguous(after):
        return "to ambiguous" if _is_ambiguous(after) else "from ambiguous"
    if before.value == after.value:
        return "reaffirmed" if before.conditions == after.conditions else "condition changed"
    return _kind_by_value(before, after)


def _is_ambiguous(position: Position) -> bool:
    """Tell whether it has no preferred reading; a mixed one is asked about before."""
    return position.value is None


def _kind_by_value(before: Position, after: Position) -> ChangeKind:
    """Compare two values that differ."""
    was, is_now = before.value or 0, after.value or 0
    if not was or not is_now:
        return "from neutral" if is_now else "to neutral"
    if was * is_now < 0:
        both_conditional = bool(before.conditions and after.conditions)
        differ = before.conditions != after.conditions
        return "condition changed" if both_conditional and differ else "reversed"
    is_stronger = abs(is_now) > abs(was)
    if is_now > 0:
        return "strengthened" if is_stronger else "softened"
    return "hardened" if is_stronger else "softened"


def _condition_word(before: Position, after: Position, is_met: IsMet) -> ConditionWord:
    """Say what became of the conditions; those that fell away and had all been met or waived are met."""
    added, gone = after.conditions - before.conditions, before.conditions - after.conditions
    if added:
        return "changed" if gone else "added"
    if not gone:
        return "none"
    return "met" if all(is_met(condition, after.day) for condition in gone) else "dropped"


def counts_as_move(change: Change) -> bool:
    """Tell whether after a change the party stands elsewhere, or nowhere."""
    return change.kind not in STAYS


def within(changes: Iterable[Change], first: int | None, last: int) -> list[Change]:
    """Leave the changes from a day (None: from the beginning) through another."""
    return [change for change in changes if (first is None or change.day >= first) and change.day <= last]
