"""What stands beside positions: signals that were set aside, and what may have been said; no names, no texts.

A row a stretch, as positions have them: so what stands beside them on a day is found as they are. It equals
what `domain.cells.Dossier.asides` says, key by key, but for the keys that are left to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from timeline_app.columns.evidence import CAN_BE_POSITION, REPORTED, paired
from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.segments import NO_DAY, NON_VALUES
from timeline_app.columns.stretches import FOREVER, Stretches, clipped
from timeline_app.columns.taking import places_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from timeline_app.columns.positions import Folded, Shown
    from timeline_app.columns.stretches import Key
    from timeline_app.domain.cells import Aside


@dataclass(frozen=True, slots=True, eq=False)
class Asides(Stretches):
    """What stands beside the positions of all parties; several at a time.

    Attributes
    ----------
    entry
        (n,) int32, the entry that was set aside, or that may have been said.
    value
        (n,) int8, -2 to 2, or NO_VALUE.
    non_value
        (n,) int8, index into NON_VALUES.
    conditional
        (n,) bool, it carries conditions.
    possible
        (n,) bool, it may have been said and would be the position; else it is a signal that was set aside.
    """

    entry: NDArray[np.int32]
    value: NDArray[np.int8]
    non_value: NDArray[np.int8]
    conditional: NDArray[np.bool_]
    possible: NDArray[np.bool_]


def asides_from(folded: Folded, count: int) -> tuple[Asides, NDArray[np.int32]]:
    """Give what stands beside the positions that the first `count` rows of the ground make.

    The second are the parties and topics, (k, 2), that are left to the plain rule: those whose links are
    tangled, and where what may have been said corrects something else.
    """
    signals, possible = _signals(folded, count), _possible(folded, count)
    rows = [np.concatenate(pair) for pair in zip(signals, possible, strict=True)]
    is_possible = np.arange(len(rows[0])) >= len(signals[0])
    left = folded.keys.tangled.copy()
    unsure = unsure_evidence(folded, count)[0]
    left[folded.ground.key[unsure[folded.ground.corrected[unsure] >= 0]]] = True
    kept = np.flatnonzero(~left[folded.ground.key[rows[0]]])
    row, start, end = (column[kept] for column in rows)
    made = _made(folded, *_joined(folded, row, start, end, is_possible[kept]))
    return made, np.stack([folded.keys.party[left], folded.keys.topic[left]], axis=1)


def _joined(
    folded: Folded,
    row: NDArray[Any],
    start: NDArray[Any],
    end: NDArray[Any],
    possible: NDArray[np.bool_],
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[np.bool_]]:
    """Join stretches of the same that follow on each other; give them by key, start and entry."""
    order = np.lexsort((start, possible, row))
    row, start, end, possible = row[order], start[order], end[order], possible[order]
    goes_on = np.zeros(len(row) + 1, np.bool_)
    goes_on[1:-1] = (row[1:] == row[:-1]) & (possible[1:] == possible[:-1]) & (start[1:] == end[:-1])
    first, last = np.flatnonzero(~goes_on[:-1]), np.flatnonzero(~goes_on[1:])
    row, start, end, possible = row[first], start[first], end[last], possible[first]
    ground = folded.ground
    order = np.lexsort((ground.acts.entry[row], possible, start, ground.key[row]))
    return row[order], start[order], end[order], possible[order]


def _made(
    folded: Folded,
    row: NDArray[Any],
    start: NDArray[Any],
    end: NDArray[Any],
    possible: NDArray[np.bool_],
) -> Asides:
    ground, keys = folded.ground, folded.keys
    return Asides(
        party=keys.party[ground.key[row]],
        topic=keys.topic[ground.key[row]],
        start=start.astype(np.int32),
        end=end.astype(np.int32),
        entry=ground.acts.entry[row],
        value=ground.value[row],
        non_value=ground.non_value[row],
        conditional=ground.conditions[row] != 0,
        possible=possible,
    )


def heard_between(
    folded: Folded, shown: Shown, day: NDArray[Any]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Give from where to where in `folded.heard` it stands what was heard after what is shown, by a day."""
    ground, heard = folded.ground, folded.heard
    days = paired(ground.key[heard], ground.acts.day[heard])
    until = days.searchsorted(paired(shown.key, day), "right")
    place = np.zeros(len(ground.key), np.intp)
    place[heard] = np.arange(1, len(heard) + 1)
    of_report = days.searchsorted(paired(shown.key, ground.acts.day[shown.row]), "right")
    since = np.where(ground.mode[shown.row] == REPORTED, of_report, place[shown.row])
    return since, until


def _signals(folded: Folded, count: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Give the rows that were set aside, and from when to when they stand beside what is shown."""
    end, shown = folded.shown.ends(), folded.shown
    kept = np.flatnonzero(~shown.ended)
    shown, end = shown[kept], end[kept]
    since, until = heard_between(folded, shown, end.astype(np.int64) - 1)
    number = until - since
    rows = folded.heard[places_within(since, number)]
    start = np.maximum(folded.ground.acts.day[rows], np.repeat(shown.day, number))
    end = np.repeat(end, number)
    is_evidence = rows < count
    return rows[is_evidence], start[is_evidence], end[is_evidence]


def unsure_evidence(folded: Folded, count: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Find first-hand evidence that may have been said before its evidence day, and from which day on."""
    ground = folded.ground
    rows = folded.heard[folded.heard < count]
    rows = rows[ground.acts.begin_lo[rows] < ground.acts.day[rows]]
    rows = rows[CAN_BE_POSITION[ground.non_value[rows]]]
    begin = ground.acts.begin_lo[rows].astype(np.int64)
    furthest = ground.acts.day[rows].astype(np.int64) - folded.keys.decay_days[ground.key[rows]]
    return rows, np.where(begin == NO_DAY, furthest, begin)


def _possible(folded: Folded, count: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Give the rows that may have been said, and from when to when they would be the position."""
    ground, shown = folded.ground, folded.shown
    rows, earliest = unsure_evidence(folded, count)
    key, day = ground.key[rows], ground.acts.day[rows].astype(np.int64)
    days = paired(shown.key, shown.day)
    first = days.searchsorted(_pairs(key, earliest), "right") - 1
    last = days.searchsorted(_pairs(key, day), "left")
    number = last - first
    rows, now = np.repeat(rows, number), places_within(first, number)
    is_first = now == np.repeat(first, number)
    start = np.where(is_first, np.repeat(earliest, number), shown.day[now])
    end = np.repeat(day, number)
    goes_on = np.flatnonzero(~is_first)
    end[goes_on - 1] = start[goes_on]
    found = np.flatnonzero(_would_be_shown(folded, rows, now) & (start < end))
    return rows[found], np.maximum(start[found], clipped(-FOREVER)), end[found]


def _pairs(key: NDArray[Any], day: NDArray[np.int64]) -> NDArray[np.int64]:
    return paired(key, np.maximum(day, clipped(-FOREVER)))


def _would_be_shown(folded: Folded, rows: NDArray[Any], now: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell which rows would displace what is shown; `now` may be a row before those of the key (rule 3)."""
    ground, shown = folded.ground, folded.shown
    is_blank = (now < 0) | (shown.key[now] != ground.key[rows]) | shown.ended[now]
    is_blank |= ground.mode[shown.row[now]] == REPORTED
    current, mixed = shown.row[now], shown.mixed[now]
    age = ground.acts.day[rows].astype(np.int64) - ground.acts.day[current]
    is_stale = age > folded.keys.decay_days[ground.key[rows]]
    differs = ground.value[rows] != np.where(mixed, NO_VALUE, ground.value[current])
    differs |= ground.non_value[rows] != np.where(mixed, 0, ground.non_value[current])
    differs |= ground.conditions[rows] != np.where(mixed, 0, ground.conditions[current])
    return is_blank | (differs & ((ground.rank[rows] >= shown.rank[now]) | is_stale))


_TYPES: Final = (*(np.int32,) * 5, *(np.int8,) * 2, *(np.bool_,) * 2)


def asides_in_order(found: Iterable[tuple[Key, Sequence[Aside]]]) -> Asides:
    """Turn what the plain rule says into rows, each party and topic as it comes, in their order."""
    rows = [(*key, *_row_of(aside)) for key, asides in found for aside in asides]
    columns = zip(*rows, strict=True) if rows else [()] * len(_TYPES)
    arrays: list[Any] = [np.array(column, of) for column, of in zip(columns, _TYPES, strict=True)]
    return Asides(*arrays)


def no_asides() -> Asides:
    """Give no rows."""
    return asides_in_order(())


def _row_of(aside: Aside) -> tuple[Any, ...]:
    evidence = aside.evidence
    return (
        clipped(aside.start),
        FOREVER if aside.end is None else clipped(aside.end),
        evidence.act.entry,
        NO_VALUE if evidence.value is None else evidence.value,
        NON_VALUES.index(evidence.non_value or ""),
        bool(evidence.conditions),
        aside.is_possible,
    )
