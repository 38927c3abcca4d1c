"""Positions over time as steps of a chart, and how far two parties are apart; knows no widget."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.segments import NON_VALUES, values_of
from timeline_app.columns.stretches import FOREVER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline_app.columns.timeline import Timeline

NO_CLEAR_VALUE = -3
"""Where a position stands that is known and has no value, under all that have one."""


class Step(NamedTuple):
    """A stretch of time in which one position is shown.

    Attributes
    ----------
    which
        0 for the first of the parties shown, 1 for the second.
    start, end
        Days, from the begin of the one to the begin of the other.
    heard
        Evidence day of the entry that carries it.
    is_stale
        From `start` on it is older than the topic allows; such a stretch is a step of its own.
    goes_on
        It is shown to the end of the chart.
    """

    which: int
    party: int
    start: int
    end: int
    value: int | None
    non_value: str | None
    readings: tuple[int, ...]
    reported: bool
    conditional: bool
    entry: int
    heard: int
    is_stale: bool
    goes_on: bool

    @property
    def places(self) -> tuple[int, ...]:
        """The values at which it is drawn: one; both readings of what is contested or mixed."""
        torn = self.readings if self.non_value in ("contested", "mixed") else ()
        both = dict.fromkeys((*(() if self.value is None else (self.value,)), *torn))
        return tuple(both) or (NO_CLEAR_VALUE,)


class Gap(NamedTuple):
    """How far two parties are apart in a stretch of time, 0 to 4."""

    start: int
    end: int
    apart: int


def steps_of(timeline: Timeline, which: int, party: int, topic: int, until: int) -> list[Step]:
    """List the steps of a party on a proposition, in order, through the day before `until`."""
    part = timeline.segments.part(timeline.segments.of(party, topic))
    decay = timeline.topics[topic].decay_days
    found: list[Step] = []
    rows = zip(*(column.tolist() for column in part.columns[2:]), strict=True)
    for start, end, entry, value, non_value, reported, conditional, _, heard, readings, _ in rows:
        step = Step(
            which=which,
            party=party,
            start=start,
            end=max(min(end, until), start + 1),
            value=None if value == NO_VALUE else value,
            non_value=NON_VALUES[non_value] or None,
            readings=values_of(readings),
            reported=reported,
            conditional=conditional,
            entry=entry,
            heard=heard,
            is_stale=False,
            goes_on=end == FOREVER,
        )
        found += _parted(step, heard + decay + 1)
    return found


def _parted(step: Step, lapse: int) -> list[Step]:
    """Part a step where it lapses."""
    if lapse <= step.start:
        return [step._replace(is_stale=True)]
    if lapse >= step.end:
        return [step]
    return [step._replace(end=lapse, goes_on=False), step._replace(start=lapse, is_stale=True)]


def gaps_between(one: Sequence[Step], other: Sequence[Step]) -> list[Gap]:
    """Give how far two parties are apart while both have a value."""
    found: list[Gap] = []
    for start, end, apart in _overlaps(one, other):
        if found and found[-1].end == start and found[-1].apart == apart:
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(Gap(start, end, apart))
    return found


def _overlaps(one: Sequence[Step], other: Sequence[Step]) -> Iterator[tuple[int, int, int]]:
    n = m = 0
    while n < len(one) and m < len(other):
        mine, theirs = one[n], other[m]
        start, end = max(mine.start, theirs.start), min(mine.end, theirs.end)
        if start < end and mine.value is not None and theirs.value is not None:
            yield start, end, abs(mine.value - theirs.value)
        if mine.end <= theirs.end:
            n += 1
        else:
            m += 1


def last_day(timeline: Timeline, parties: Sequence[int], topic: int, as_of: int | None) -> int:
    """Give the last day that a chart shows: as-of, the last change if that is later, or else today."""
    days = [] if as_of is None else [as_of]
    for party in parties:
        rows = timeline.segments.of(party, topic)
        days += timeline.segments.start[rows].tolist()[-1:]
        days += [end for end in timeline.segments.end[rows].tolist()[-1:] if end != FOREVER]
    return max(days) if days else _today()


def _today() -> int:
    return date.today().toordinal()  # noqa: DTZ011 - the user's own day is meant
