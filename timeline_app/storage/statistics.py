"""What a range of days holds, as numbers: by lane and kind, changes, days to reply, grades of sources.

What it counts of the lanes comes from columns; citations and replies are read once for all ranges.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from timeline_app.columns.taking import numbered
from timeline_app.domain.vocabulary import ENTRY_KINDS
from timeline_app.storage.wide_reading import read_numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.segments import Segments
    from timeline_app.columns.timeline import Timeline
    from timeline_app.storage.store import Store
    from timeline_app.storage.wide_reading import Ids, Numbers

REPLIES: Final = ("responds to", "accepts", "rejects")
"""Relations of a link by which its first entry replies to its second."""
RELIABILITY: Final = "ABCDEF"
CREDIBILITY: Final = 6
"""Grades of each kind; F and 6 say that it cannot be judged."""
_UNCITED: Final = len(RELIABILITY) * CREDIBILITY


class Days(NamedTuple):
    """The days of a range, ordinals, both within."""

    first: int
    last: int


def days_within(span: tuple[float, float]) -> Days:
    """Give the days of a range of time, float days: those that it covers or begins to cover."""
    first = math.floor(span[0])
    return Days(first, max(math.ceil(span[1]) - 1, first))


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """What a document's entries rest on and reply to, without texts.

    Attributes
    ----------
    cited
        (n,) int64, entries, one for each citation of them or of their stances.
    grade
        (n,) int64, the grade of each: 6 times the place of its reliability, and that of its credibility.
    reply, replied_to
        (m,) int64, entries, a pair for each link by which one replies.
    """

    cited: Numbers
    grade: Numbers
    reply: Numbers
    replied_to: Numbers


@dataclass(frozen=True, slots=True)
class Statistics:
    """
    What a range of days holds of the entries that pass a filter.

    Attributes
    ----------
    entries
        Entries whose evidence day is in the range.
    lanes
        A lane as in `Marks.lane`, and how many of them stand in it; most first.
    kinds
        A kind and how many are of it; most first.
    changes
        Changes of position; see `statistics_of`.
    replies
        Replies in the range to an entry that has an evidence day, each link for itself.
    days_to_reply
        The median of the days between; None without replies.
    grades
        Entries by reliability A to F and, within, credibility 1 to 6 of their best citation.
    uncited
        Entries without citation.
    """

    entries: int
    lanes: tuple[tuple[int, int], ...]
    kinds: tuple[tuple[str, int], ...]
    changes: int
    replies: int
    days_to_reply: float | None
    grades: tuple[tuple[int, ...], ...]
    uncited: int


def read_grounds(store: Store) -> Grounds:
    """Read the citations and replies of a whole document."""
    own = f"SELECT entry_id, source_id, {_JUDGED} FROM citation WHERE entry_id NOTNULL"
    of_stances = (
        f"SELECT stance.entry_id, source_id, {_JUDGED} FROM citation"
        " JOIN stance ON stance.id = stance_id WHERE stance_id NOTNULL"
    )
    relations = ", ".join(f"'{relation}'" for relation in REPLIES)
    links = f"SELECT from_entry_id, to_entry_id FROM link WHERE relation IN ({relations})"
    parts = [read_numbers(store, query, [()] * 4) for query in (own, of_stances)]
    entry, source, reliability, credibility = np.concatenate(parts, axis=1)
    place = np.where(reliability, reliability, _reliability_of_sources(store)[source]) - 1
    replies = read_numbers(store, links, [()] * 2)
    return Grounds(entry, place * CREDIBILITY + credibility - 1, *replies)


_JUDGED = f"instr('{RELIABILITY}', coalesce(reliability, '-')), coalesce(credibility, {CREDIBILITY})"


def _reliability_of_sources(store: Store) -> Numbers:
    """Give the place of each source's reliability from 1, by its id; what is not judged stands with F."""
    judged = f"instr('{RELIABILITY}', coalesce(reliability, 'F'))"
    source, reliability = read_numbers(store, f"SELECT id, {judged} FROM source", [()] * 2)
    places = np.full(_room_for(source), len(RELIABILITY), np.int64)
    places[source] = reliability
    return places


def statistics_of(grounds: Grounds, timeline: Timeline, passing: Ids | None, days: Days) -> Statistics:
    """
    Count what a range of days holds.

    Parameters
    ----------
    grounds : Grounds
        Read from the document as it is now.
    timeline : Timeline
        The whole document; not only what passes.
    passing : (n,) int32 or None
        Ids of the entries to count, in rising order; None for all.
    days : Days
        An entry counts if its evidence day is one of them: once in each lane in which it stands.

    Notes
    -----
    A change of position is a first-hand stretch of `Timeline.segments` that begins on one of the days,
    carried by an entry that passes, and does not just go on with the one before: it is the first of its
    party and proposition, follows on nothing or on a report, or has another value, non-value or other
    readings, or a value that holds under other conditions. So retractions and endings count; reaffirmations,
    reports, and what is set aside do not.

    A reply counts where it passes, whatever it replies to. The best grade is the least as text, as in the
    table: A6 before B1.
    """
    marks = timeline.marks
    rows = marks.between(days.first, days.last)
    entry, lane, kind = marks.entry[rows], marks.lane[rows], marks.kind[rows]
    if passing is not None:
        kept = _held_in(passing, entry)
        entry, lane, kind = entry[kept], lane[kept], kind[kept]
    own, first = np.unique(entry, return_index=True)
    waits = _days_to_reply(grounds, timeline, own)
    table, uncited = _graded(grounds, own)
    return Statistics(
        len(own),
        tuple(_most_first(*np.unique(lane, return_counts=True))),
        tuple((ENTRY_KINDS[k], n) for k, n in _most_first(*np.unique(kind[first], return_counts=True))),
        _changes(timeline.segments, passing, days),
        len(waits),
        float(np.median(waits)) if len(waits) else None,
        table,
        uncited,
    )


def entries_within(timeline: Timeline, passing: Ids | None, days: Days) -> Ids:
    """Give the entries that `statistics_of` counts: (n,) int32, ids in rising order."""
    entry = numbered(timeline.marks.entry[timeline.marks.between(days.first, days.last)])
    return entry if passing is None else entry[_held_in(passing, entry)]


def _room_for(ids: NDArray[Any]) -> int:
    return int(ids.max(initial=0)) + 1


def _held_in(ordered: NDArray[Any], wanted: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell of each id whether it is among others, which are in rising order."""
    if not len(ordered):
        return np.zeros(len(wanted), np.bool_)
    places = ordered.searchsorted(wanted.astype(ordered.dtype, copy=False))
    return ordered[np.minimum(places, len(ordered) - 1)] == wanted


def _most_first(keys: NDArray[Any], counts: NDArray[np.intp]) -> list[tuple[int, int]]:
    order = np.lexsort((keys, -counts))
    return list(zip(keys[order].tolist(), counts[order].tolist(), strict=True))


def _days_to_reply(grounds: Grounds, timeline: Timeline, own: Ids) -> NDArray[np.float64]:
    """Give the days between each reply among some entries and what it replies to."""
    is_own = _held_in(own, grounds.reply)
    reply, replied_to = grounds.reply[is_own], grounds.replied_to[is_own]
    if not len(reply):
        return np.empty(0)
    marks = timeline.marks
    day = np.full(max(_room_for(marks.entry), _room_for(reply), _room_for(replied_to)), np.nan)
    day[marks.entry] = marks.day
    waits = day[reply] - day[replied_to]
    return waits[~np.isnan(waits)]


def _graded(grounds: Grounds, own: Ids) -> tuple[tuple[tuple[int, ...], ...], int]:
    """Count entries by the grade of their best citation, and those that have none."""
    best = np.full(_room_for(own), _UNCITED)
    is_own = _held_in(own, grounds.cited)
    np.minimum.at(best, grounds.cited[is_own], grounds.grade[is_own])
    counts = np.bincount(best[own], minlength=_UNCITED + 1).tolist()
    rows = [tuple(counts[at : at + CREDIBILITY]) for at in range(0, _UNCITED, CREDIBILITY)]
    return tuple(rows), counts[_UNCITED]


def _changes(segments: Segments, passing: Ids | None, days: Days) -> int:
    """Count changes of position; see `statistics_of`."""
    begins = (segments.start >= days.first) & (segments.start <= days.last) & ~segments.reported
    at = np.flatnonzero(begins)
    if passing is not None:
        at = at[_held_in(passing, segments.entry[at])]
    return int(np.count_nonzero(~_goes_on(segments, at)))


def _goes_on(segments: Segments, at: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell of some stretches whether each only goes on with the one before."""
    before = np.maximum(at - 1, 0)
    goes_on = (at > 0) & (segments.end[before] == segments.start[at]) & ~segments.reported[before]
    for name in ("party", "topic", "value", "non_value", "readings", "since"):
        column: NDArray[Any] = getattr(segments, name)
        goes_on &= column[before] == column[at]
    return goes_on
