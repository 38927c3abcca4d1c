"""A cell: what is said of one party on one proposition as of a day, and what is only possible.

Knows the evidence on one party and proposition; no names, no file.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from timeline_app.domain.changes import changes_of, counts_as_move, within
from timeline_app.domain.folding import is_outranked
from timeline_app.domain.positions import Signal, position_as_of, spans, step_as_of

if TYPE_CHECKING:
    from timeline_app.domain.changes import Change, IsMet
    from timeline_app.domain.evidence import Act, Evidence
    from timeline_app.domain.positions import Fold, Position, Span, Step

Part = Literal["carries it", "superseded", "weak signal", "at odds", "reported"]
"""What a piece of evidence does for a cell: what it carries, or why it does not."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is said of a party on a proposition as of a day.

    Attributes
    ----------
    day
        The as-of day.
    position
        What is certain; None for none recorded.
    possibly
        What may have been said by then and would be the position, by evidence day.
    decay_days
        Days after which it is stale.
    """

    day: int
    position: Position | None
    possibly: tuple[Evidence, ...]
    decay_days: int

    @property
    def age(self) -> int | None:
        """Days since the evidence of the entry that carries the position."""
        return None if self.position is None else self.day - self.position.day

    @property
    def is_stale(self) -> bool:
        """Whether more time has passed than the topic allows."""
        return self.position is not None and self.position.is_stale(self.day, self.decay_days)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two days of a party on a proposition side by side, and the changes after the first day."""

    before: Cell
    after: Cell
    changes: tuple[Change, ...]

    @property
    def has_moved(self) -> bool:
        """Whether the party is shown elsewhere on the second day."""
        return _stand(self.before.position) != _stand(self.after.position)

    @property
    def moves(self) -> tuple[Change, ...]:
        """The changes by which it came to stand elsewhere, on the way or at last."""
        return tuple(change for change in self.changes if counts_as_move(change))


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands beside a position from a day to the begin of another (None: still)."""

    start: int
    end: int | None
    evidence: Evidence
    is_possible: bool
    """Whether it may have been said and would be the position; else it is a signal that was set aside."""

    @property
    def entry(self) -> int:
        """The entry that was set aside, or that may have been said."""
        return self.evidence.act.entry


@dataclass(frozen=True)
class Dossier:
    """All the evidence on one party and proposition, of any day, and what it makes."""

    evidence: tuple[Evidence, ...]
    result: Fold
    decay_days: int

    @cached_property
    def spans(self) -> list[Span]:
        """The stretches in which positions are shown, in order."""
        return spans(self.result)

    def cell(self, day: int) -> Cell:
        """Give the cell as of a day."""
        return Cell(day, position_as_of(self.result, day), self.possibly(day), self.decay_days)

    def possibly(self, day: int) -> tuple[Evidence, ...]:
        """Find what may have been said by a day, is not certain by then, and would be the position (rule 3).

        Only what differs from the position in value, non-value or conditions; anything where nothing
        first-hand holds.
        """
        found = (e for e in self.evidence if self._may_be_said_by(e, day) and self._would_be_shown(e, day))
        return tuple(sorted(found, key=lambda e: _place(e.act)))

    def asides(self) -> list[Aside]:
        """Give what stands beside the positions over time, by day: signals, and what may have been said."""
        found = [aside for span in self.spans for aside in self._signals_within(span)]
        found += [aside for e in self.evidence if e.can_be_position for aside in self._possible_stretches(e)]
        return sorted(_joined(found), key=lambda aside: (aside.start, aside.is_possible, aside.entry))

    def _signals_within(self, span: Span) -> list[Aside]:
        last = (
            span.end - 1 if span.end is not None else max([span.start, *(e.act.day for e in self.evidence)])
        )
        position = position_as_of(self.result, last)
        signals = position.signals if position else ()
        return [Aside(max(span.start, s.day), span.end, s.evidence, is_possible=False) for s in signals]

    def _possible_stretches(self, evidence: Evidence) -> list[Aside]:
        """Find the stretches in which something may have been said and would be the position."""
        begin, end = self._earliest(evidence), evidence.act.day
        if begin >= end:
            return []
        steps = self.result.steps
        low, high = bisect_right(steps, begin, key=_day_of), bisect_left(steps, end, key=_day_of)
        days = sorted({begin, *(step.day for step in steps[low:high]), end})
        return [
            Aside(start, until, evidence, is_possible=True)
            for start, until in pairwise(days)
            if self._would_be_shown(evidence, start)
        ]

    def changes(self, until: int, is_met: IsMet) -> list[Change]:
        """Write the change log through a day."""
        return changes_of(self.result, decay_days=self.decay_days, until=until, is_met=is_met)

    def compare(self, first: int, second: int, is_met: IsMet) -> Comparison:
        """Hold two days against each other, in either order: the earlier comes before."""
        earlier, later = sorted((first, second))
        changes = within(self.changes(later, is_met), earlier + 1, later)
        return Comparison(self.cell(earlier), self.cell(later), tuple(changes))

    def parts(self, day: int) -> list[tuple[Evidence, Part]]:
        """Give all evidence of certain days through a day, and what became of it, by evidence day.

        What carries the position comes with what it reaffirmed: all entries of the chain.
        """
        position = position_as_of(self.result, day)
        part: dict[int, Part] = {}
        for heard in self.result.heard:
            if isinstance(heard, Signal) and heard.day <= day:
                part[heard.evidence.act.entry] = heard.kind
        for entry in self._chain(day) if position and position.mode != "reported" else ():
            part[entry] = "carries it"
        if position:
            part |= {evidence.act.entry: "carries it" for evidence in position.carriers}
        found = sorted((e for e in self.evidence if e.act.day <= day), key=lambda e: _place(e.act))
        return [(e, part.get(e.act.entry, "superseded" if e.is_first_hand else "reported")) for e in found]

    def _chain(self, day: int) -> set[int]:
        """Find the entries that opened and reaffirmed what holds first-hand at the end of a day."""
        chain: set[int] = set()
        for step in self.result.steps:
            if step.day > day:
                break
            if step.position is None or len(step.position.heard) == 1 or step.position.mixed:
                chain.clear()
            if step.position:
                chain |= {evidence.act.entry for evidence in step.position.carriers}
        return chain

    def _may_be_said_by(self, evidence: Evidence, day: int) -> bool:
        act = evidence.act
        if not evidence.can_be_position or act.day <= day:
            return False
        return self._earliest(evidence) <= day

    def _earliest(self, evidence: Evidence) -> int:
        """Give the day from which on it may have been said, the decay days before if unknown."""
        act = evidence.act
        return act.day - self.decay_days if act.begin_lo is None else act.begin_lo

    def _would_be_shown(self, evidence: Evidence, day: int) -> bool:
        """Tell whether it would displace the position of a day, and be another (rule 3)."""
        step = step_as_of(self.result, day)
        current = step.position if step else None
        if current is None:
            return True
        linked = (entry for _, entry in evidence.act.links)
        carried = {entry for entry in linked if self._carried_since.get(entry, day + 1) <= day}
        is_held_up = is_outranked(current, evidence, carried, decay_days=self.decay_days)
        return not is_held_up and _says(current) != _says(evidence)

    @cached_property
    def _carried_since(self) -> dict[int, int]:
        """The first day on which each entry carried a position."""
        found: dict[int, int] = {}
        for step in self.result.steps:
            for evidence in reversed(step.position.carriers) if step.position else ():
                if evidence.act.entry in found:
                    break  # what joins others that are mixed comes last: those before are known
                found[evidence.act.entry] = step.day
        return found


def _day_of(step: Step) -> int:
    return step.day


def _stand(position: Position | None) -> object:
    return position and (_says(position), position.mixed)


def _says(said: Position | Evidence) -> tuple[object, ...]:
    return said.value, said.non_value, said.conditions


def _place(act: Act) -> tuple[int, str, str]:
    return act.day, act.code, act.uid


def _joined(asides: list[Aside]) -> list[Aside]:
    """Join stretches of the same that follow on each other."""
    found: list[Aside] = []
    for aside in sorted(asides, key=lambda one: (one.is_possible, one.entry, one.start)):
        last = found[-1] if found else None
        is_same = last and (last.is_possible, last.entry) == (aside.is_possible, aside.entry)
        if last and is_same and last.end == aside.start:
            found[-1] = replace(last, end=aside.end)
        else:
            found.append(aside)
    return found
