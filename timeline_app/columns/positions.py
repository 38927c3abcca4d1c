"""Folds the evidence of a whole document into positions, all parties and propositions at once.

What it gives equals `domain.folding.fold` and `domain.positions.spans`, key by key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from timeline_app.columns.evidence import CAN_BE_POSITION, REPORTED, key_numbers, paired
from timeline_app.columns.ground import ground_of, heard_in
from timeline_app.columns.hearing import JOINED, NO_STEP, clock_of, hear, or_latest
from timeline_app.columns.hearing_order import hearing_order
from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.segments import CONTESTED, MIXED, NO_DAY, Segments
from timeline_app.columns.stretches import FOREVER, FURTHEST
from timeline_app.columns.taking import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from timeline_app.columns.evidence import Acts, EvidenceColumns
    from timeline_app.columns.ground import Ground
    from timeline_app.columns.hearing import Heard, Outcome


@dataclass(frozen=True, slots=True, eq=False)
class Keys(Rows):
    """The keys, by their numbers: party, topic, its decay days, and whether it is tangled."""

    party: NDArray[np.int32]
    topic: NDArray[np.int32]
    decay_days: NDArray[np.int32]
    tangled: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Shown(Rows):
    """What is shown from a day on, a row a key and day, in order.

    Attributes
    ----------
    key, day
        (n,) int32.
    row
        (n,) int32, what carries it, or what ended it.
    ended
        (n,) bool, from here on there is nothing first-hand.
    since
        (n,) int32, day from which the value holds.
    mixed
        (n,) bool.
    readings
        (n,) uint8, the bits of the values that are mixed.
    rank
        (n,) int8, how firmly it holds: of mixed ones as the first of them does.
    """

    key: NDArray[np.int32]
    day: NDArray[np.int32]
    row: NDArray[np.int32]
    ended: NDArray[np.bool_]
    since: NDArray[np.int32]
    mixed: NDArray[np.bool_]
    readings: NDArray[np.uint8]
    rank: NDArray[np.int8]

    def last_of_days(self) -> Self:
        """Leave the last of each key and day."""
        is_last = np.ones(len(self.key), np.bool_)
        is_last[:-1] = (self.key[1:] != self.key[:-1]) | (self.day[1:] != self.day[:-1])
        return self[np.flatnonzero(is_last)]

    def ends(self) -> NDArray[np.int32]:
        """Give the day from which on something else is shown, FOREVER where nothing else ever is, (n,)."""
        end = np.full(len(self.key), FOREVER, np.int32)
        end[:-1] = np.where(self.key[1:] == self.key[:-1], self.day[1:], FOREVER)
        return end


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """All that the evidence makes.

    Attributes
    ----------
    heard
        (n,) int32, the rows of the ground that are heard as first-hand, by key and in order of hearing.
    outcome
        What came of each of them.
    shown
        What is shown from when on; no rows of tangled keys, as for `heard`.
    """

    keys: Keys
    ground: Ground
    heard: NDArray[np.int32]
    outcome: Outcome
    shown: Shown


def fold(evidence: EvidenceColumns, decay_days: Mapping[int, int]) -> Folded:
    """Fold all evidence but that of tangled keys, of which nothing is shown then.

    Parameters
    ----------
    evidence
        All that counts.
    decay_days
        By topic, the days after which a position is stale.
    """
    key = key_numbers(evidence.party, evidence.topic)
    keys = _keys(evidence, key, decay_days)
    ground = ground_of(evidence, key)
    is_report = ground.mode == REPORTED
    says_something = CAN_BE_POSITION[ground.non_value]
    untangled = ~keys.tangled[ground.key]
    heard = _places(untangled & ~is_report)
    heard = heard[hearing_order(ground.key[heard], ground.acts, heard, ground.rank[heard])]
    outcome, shown = _first_hand(ground, heard, keys)
    reports = _reports(ground, _places(untangled & is_report & says_something), shown)
    return Folded(keys, ground, heard, outcome, _joined(shown, reports))


def _places(mask: NDArray[np.bool_]) -> NDArray[np.int32]:
    return np.flatnonzero(mask).astype(np.int32)


def _keys(evidence: EvidenceColumns, key: NDArray[np.int32], decay_days: Mapping[int, int]) -> Keys:
    first = np.flatnonzero(np.diff(key, prepend=-1))
    party, topic = evidence.party[first], evidence.topic[first]
    by_topic = np.zeros(max(decay_days, default=0) + 1, np.int32)
    for one, days in decay_days.items():
        by_topic[one] = min(days, FOREVER)
    tangled = np.isin(paired(party, topic), paired(*evidence.bonds.tangled.T))
    return Keys(party, topic, by_topic[topic], tangled)


def _first_hand(ground: Ground, rows: NDArray[np.int32], keys: Keys) -> tuple[Outcome, Shown]:
    """Hear first-hand evidence; give what comes of it, and what it lets show until when, by key and day."""
    heard = heard_in(ground, rows)
    outcome = hear(heard, keys.decay_days)
    steps = np.flatnonzero((outcome.position != NO_STEP) | outcome.ends)
    position, rows = outcome.position[steps], rows[steps]
    shown = Shown(
        key=heard.key[steps],
        day=heard.day[steps],
        row=rows,
        ended=position == NO_STEP,
        since=_since(heard, steps, outcome, ground.conditions[rows]),
        mixed=position == JOINED,
        readings=outcome.readings[steps],
        rank=_ranks(position, ground.rank[rows]),
    )
    return outcome, shown.last_of_days()


def _ranks(position: NDArray[Any], rank: NDArray[np.int8]) -> NDArray[np.int8]:
    """Give the rank of each step: of one that joins others, that of the first of them (rule 4)."""
    first = np.arange(len(rank), dtype=np.int32)
    first[position == JOINED] = 0
    np.maximum.accumulate(first, out=first)
    return rank[first]


def _since(
    heard: Heard, steps: NDArray[np.intp], outcome: Outcome, conditions: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Give the day from which each step's value holds: a reaffirmed one's, that of the one it reaffirms."""
    key, reading, position = heard.key[steps], heard.reading[steps], outcome.position[steps]
    alike = (reading[1:] == reading[:-1]) & (conditions[1:] == conditions[:-1])
    both = (key[1:] == key[:-1]) & (position[1:] == position[:-1]) & ~outcome.ends[steps[1:]]
    goes_on = both & (alike | (position[1:] == JOINED))
    begins = np.arange(len(steps), dtype=np.int32)
    begins[1:][goes_on] = 0
    np.maximum.accumulate(begins, out=begins)
    return heard.day[steps[begins]]


def _reports(ground: Ground, rows: NDArray[np.int32], first_hand: Shown) -> Shown:
    """Give the reports that are shown while there is no first-hand position (rule 1)."""
    rows = rows[hearing_order(ground.key[rows], ground.acts, rows, ground.rank[rows])]
    rows = rows[_have_room(ground, rows, first_hand)]
    day, no = ground.acts.day[rows], np.zeros(len(rows), np.bool_)
    shown = Shown(
        key=ground.key[rows],
        day=day,
        row=rows,
        ended=no,
        since=day,
        mixed=no,
        readings=no.view(np.uint8),
        rank=no.view(np.int8),
    )
    return shown.last_of_days()


def _have_room(ground: Ground, rows: NDArray[np.int32], first_hand: Shown) -> NDArray[np.bool_]:
    """Tell which reports come when there is nothing first-hand, or after what ended it."""
    key = ground.key[rows]
    days = paired(first_hand.key, first_hand.day)
    before = days.searchsorted(paired(key, ground.acts.day[rows]), "right") - 1
    places = np.flatnonzero(before >= 0)
    places = places[first_hand.key[before[places]] == key[places]]
    last = first_hand[before[places]]
    have_room = np.ones(len(rows), np.bool_)
    have_room[places] = last.ended & _come_after(ground.acts[rows[places]], ground.acts[last.row])
    return have_room


def _come_after(later: Acts, earlier: Acts) -> NDArray[np.bool_]:
    """Tell which acts have a later day, or are known to come later on the same."""
    timed = (later.day == earlier.day) & (clock_of(later) > or_latest(clock_of(earlier)))
    return (later.day > earlier.day) | (later.begin_lo > earlier.end_hi) | timed


def _joined(first_hand: Shown, reports: Shown) -> Shown:
    """Put both in order; a report goes before the ending on whose day it stands."""
    if not len(reports.key):
        return first_hand
    shown = first_hand + reports
    return shown[np.argsort(paired(shown.key, shown.day), kind="stable")].last_of_days()


def segments_from(folded: Folded) -> Segments:
    """Give the stretches in which positions are shown."""
    ground, shown, keys = folded.ground, folded.shown, folded.keys
    end = shown.ends()
    if shown.ended.any():
        kept = np.flatnonzero(~shown.ended)
        shown, end = shown[kept], end[kept]
    row, mixed = shown.row, shown.mixed
    non_value = np.where(mixed, np.int8(MIXED), ground.non_value[row])
    torn = np.where(non_value == CONTESTED, ground.readings[row], np.uint8(0))
    reported = ground.mode[row] == REPORTED
    return Segments(
        party=keys.party[shown.key],
        topic=keys.topic[shown.key],
        start=shown.day,
        end=end,
        entry=ground.acts.entry[row],
        value=np.where(mixed, np.int8(NO_VALUE), ground.value[row]),
        non_value=non_value,
        reported=reported,
        conditional=(ground.conditions[row] != 0) & ~mixed,
        since=shown.since,
        day=shown.day,
        readings=np.where(mixed, shown.readings, torn),
        back_to=_back_to(ground.acts, shown, reported, keys.decay_days),
    )


def _back_to(
    acts: Acts, shown: Shown, reported: NDArray[np.bool_], decay_days: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Give from which day reported standing positions run dashed back."""
    back_to = np.full(len(reported), NO_DAY, np.int32)
    places = np.flatnonzero(reported)
    of_reports = acts[shown.row[places]]
    furthest = of_reports.day.astype(np.int64) - decay_days[shown.key[places]]
    earliest = np.maximum(of_reports.begin_lo, np.maximum(furthest, -FURTHEST))
    back_to[places] = np.where(of_reports.begin_lo == of_reports.end_hi, NO_DAY, earliest)
    return back_to
