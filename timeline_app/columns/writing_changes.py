"""Writes the change log from evidence in columns, all parties and propositions at once; no names.

What it gives equals `domain.changes.changes_of`, key by key, but for the keys that are tangled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from timeline_app.columns.changes import KIND, NO_ENTRY, WORD, Changes
from timeline_app.columns.evidence import MODES, paired
from timeline_app.columns.hearing import JOINED, NO_STEP
from timeline_app.columns.marks import NO_VALUE
from timeline_app.columns.segments import CONTESTED
from timeline_app.columns.stretches import FURTHEST
from timeline_app.columns.taking import Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from timeline_app.columns.positions import Folded
    from timeline_app.domain.changes import IsMet

_ENDING, _STEP, _SIGNAL = range(3)
"""What can come of an act: it ends what holds, makes a position, is set aside; in this order."""
_DEED: Final = MODES.index("deed")


@dataclass(frozen=True, slots=True, eq=False)
class _Heard(Rows):
    """What came of the acts, an event a row, by key and as heard; an act that ends and speaks has two.

    Attributes
    ----------
    what
        (n,) int8, _ENDING, _STEP or _SIGNAL.
    value, mixed, conditions
        What is said; nothing where it is mixed.
    link
        (n,) int64, of an ending by a link its entries as a pair; else 0.
    """

    key: NDArray[np.int32]
    what: NDArray[np.int8]
    day: NDArray[np.int32]
    entry: NDArray[np.int32]
    value: NDArray[np.int8]
    mixed: NDArray[np.bool_]
    conditions: NDArray[np.int32]
    contested: NDArray[np.bool_]
    is_deed: NDArray[np.bool_]
    link: NDArray[np.int64]


def changes_in(
    folded: Folded,
    count: int,
    retracting: NDArray[np.int64],
    members: Callable[[int], frozenset[int]],
    is_met: IsMet,
) -> Changes:
    """Write the change log of the keys that are not tangled, of any day.

    Parameters
    ----------
    folded
        What the evidence makes.
    count
        How many rows of its ground are evidence; those after only end positions.
    retracting
        Links that retract, the entries from and to as pairs.
    members
        Gives the conditions of a set by its number.
    is_met
        Tells whether a condition was met or waived by a day.
    """
    heard = _heard(folded, count)
    before = _before(heard)
    lines = [
        _endings(heard, before, retracting),
        _steps(heard, before, members, is_met),
        _signals(heard, before),
        _lapses(heard, folded.keys.decay_days),
    ]
    places = np.concatenate([place for place, _ in lines])
    kind = np.concatenate([found["kind"] for _, found in lines])
    key, day = heard.key[places], np.concatenate([found["day"] for _, found in lines])
    order = np.lexsort((places, kind != KIND["lapsed"], day, key))
    columns: Any = {name: np.concatenate([found[name] for _, found in lines])[order] for name in lines[0][1]}
    keys = folded.keys[key[order]]
    return Changes(party=keys.party, topic=keys.topic, **columns)


def _heard(folded: Folded, count: int) -> _Heard:
    ground, outcome = folded.ground, folded.outcome
    speaks = outcome.position != NO_STEP
    is_signal = ~speaks & (folded.heard < count)
    found = [np.flatnonzero(mask) * 3 + what for what, mask in enumerate((outcome.ends, speaks, is_signal))]
    events = np.sort(np.concatenate(found))
    place, what = events // 3, (events % 3).astype(np.int8)
    row = folded.heard[place]
    mixed = (outcome.position[place] == JOINED) & (what == _STEP)
    link = paired(ground.acts.entry[row], ground.acts.entry[ground.ended[row]])
    is_linked = (ground.ended[row] >= 0) & (what == _ENDING) & ~speaks[place]
    return _Heard(
        key=ground.key[row],
        what=what,
        day=ground.acts.day[row],
        entry=ground.acts.entry[row],
        value=np.where(mixed, np.int8(NO_VALUE), ground.value[row]),
        mixed=mixed,
        conditions=np.where(mixed, 0, ground.conditions[row]),
        contested=ground.non_value[row] == CONTESTED,
        is_deed=ground.mode[row] == _DEED,
        link=np.where(is_linked, link, 0),
    )


def _before(heard: _Heard) -> NDArray[np.intp]:
    """Give for each event the one that made the position it finds; -1 where it finds none."""
    last = np.where(heard.what == _SIGNAL, -1, np.arange(len(heard.key)))
    last = np.maximum.accumulate(last) if len(last) else last
    before = np.full(len(last), -1)
    before[1:] = last[:-1]
    holds = (before >= 0) & (heard.key[before] == heard.key) & (heard.what[before] == _STEP)
    return np.where(holds, before, -1)


def _lines(heard: _Heard, places: NDArray[np.intp], before: NDArray[np.intp], kind: Any) -> dict[str, Any]:
    """Write lines of some events, with what each finds; not what becomes of conditions."""
    has = before >= 0
    return {
        "day": heard.day[places],
        "kind": np.broadcast_to(kind, len(places)),
        "before": np.where(has, heard.value[before], np.int8(NO_VALUE)),
        "after": heard.value[places],
        "from_entry": np.where(has, heard.entry[before], np.int32(NO_ENTRY)),
        "entry": heard.entry[places],
        "condition": np.zeros(len(places), np.int8),
        "contested": heard.contested[places],
    }


_Found = tuple["NDArray[np.intp]", dict[str, Any]]


def _endings(heard: _Heard, before: NDArray[np.intp], retracting: NDArray[np.int64]) -> _Found:
    places = np.flatnonzero((heard.what == _ENDING) & (before >= 0))
    is_retracted = np.isin(heard.link[places], retracting)
    lines = _lines(heard, places, before[places], np.where(is_retracted, KIND["retracted"], KIND["ended"]))
    lines["after"] = np.full(len(places), NO_VALUE, np.int8)
    lines["contested"] = np.zeros(len(places), np.bool_)
    return places, lines


def _signals(heard: _Heard, before: NDArray[np.intp]) -> _Found:
    places = np.flatnonzero(heard.what == _SIGNAL)
    lines = _lines(heard, places, before[places], KIND["weak signal"])
    signs = _sign(lines["before"]) * _sign(lines["after"])
    lines["kind"] = np.where(heard.is_deed[places] & (signs < 0), KIND["at odds"], KIND["weak signal"])
    return places, lines


def _lapses(heard: _Heard, decay_days: NDArray[np.int32]) -> _Found:
    """Write where positions grow stale before another step, or before the end of days."""
    steps = np.flatnonzero(heard.what != _SIGNAL)
    until = np.full(len(steps), FURTHEST, np.int64)
    follows = heard.key[steps[1:]] == heard.key[steps[:-1]]
    until[:-1][follows] = heard.day[steps[1:]][follows]
    day = heard.day[steps] + decay_days[heard.key[steps]].astype(np.int64) + 1
    kept = np.flatnonzero((heard.what[steps] == _STEP) & (day <= until))
    places = steps[kept]
    lines = _lines(heard, places, places, KIND["lapsed"])
    lines["day"] = day[kept].astype(np.int32)
    lines["contested"] = np.zeros(len(places), np.bool_)
    return places, lines


def _steps(
    heard: _Heard, before: NDArray[np.intp], members: Callable[[int], frozenset[int]], is_met: IsMet
) -> _Found:
    places = np.flatnonzero(heard.what == _STEP)
    before = before[places]
    lines = _lines(heard, places, before, _kinds(heard, places, before))
    was, is_now = np.where(before >= 0, heard.conditions[before], 0), heard.conditions[places]
    noted = (lines["kind"] != KIND["to mixed"]) & (lines["kind"] != KIND["to ambiguous"])
    differ = np.flatnonzero((was != is_now) & noted)
    lines["condition"][differ] = _words(was[differ], is_now[differ], lines["day"][differ], members, is_met)
    return places, lines


def _kinds(heard: _Heard, places: NDArray[np.intp], before: NDArray[np.intp]) -> NDArray[np.int8]:
    """Name changes by the first kind that fits, as `domain.changes` does."""
    is_first = before < 0
    was, is_now = heard.value[before], heard.value[places]
    had, has = heard.conditions[before], heard.conditions[places]
    unclear_then, unclear_now = was == NO_VALUE, is_now == NO_VALUE
    signs = _sign(was) * _sign(is_now)
    stronger, same = np.abs(is_now) > np.abs(was), was == is_now
    rules: list[tuple[Any, str]] = [
        (is_first, "first"),
        (heard.mixed[places], "to mixed"),
        (heard.mixed[before], "from mixed"),
        (~unclear_then & unclear_now, "to ambiguous"),
        (unclear_then & ~unclear_now, "from ambiguous"),
        (same & (had == has), "reaffirmed"),
        (same, "condition changed"),
        (is_now == 0, "to neutral"),
        (was == 0, "from neutral"),
        ((signs < 0) & (had != 0) & (has != 0) & (had != has), "condition changed"),
        (signs < 0, "reversed"),
        (stronger & (is_now > 0), "strengthened"),
        (stronger, "hardened"),
    ]
    conditions, kinds = [rule for rule, _ in rules], [KIND[kind] for _, kind in rules]
    return np.select(conditions, kinds, KIND["softened"]).astype(np.int8)


def _sign(value: NDArray[np.int8]) -> NDArray[np.int8]:
    """Give the signs of values, 0 for none."""
    return np.where(value == NO_VALUE, np.int8(0), np.sign(value))


def _words(
    was: NDArray[np.int32],
    is_now: NDArray[np.int32],
    day: NDArray[np.int32],
    members: Callable[[int], frozenset[int]],
    is_met: IsMet,
) -> NDArray[np.int8]:
    """Say what became of conditions, given by the numbers of sets that differ."""
    words = np.empty(len(was), np.int8)
    pairs, of = np.unique(paired(was, is_now), return_inverse=True)
    order = np.argsort(of, kind="stable")
    ends = np.cumsum(np.bincount(of, minlength=len(pairs)))
    for pair, rows in zip(pairs.tolist(), np.split(order, ends[:-1]) if len(pairs) else (), strict=True):
        earlier, later = members(pair >> 32), members(pair & 0xFFFFFFFF)
        gone = earlier - later
        if later - earlier:
            words[rows] = WORD["changed" if gone else "added"]
            continue
        met = [all(is_met(condition, one) for condition in gone) for one in day[rows].tolist()]
        words[rows] = np.where(met, WORD["met"], WORD["dropped"])
    return words
