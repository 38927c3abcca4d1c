"""What passes a filter, and the lanes with nothing else in them: kept between questions and over edits.

Knows no widget and no signal.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.columns.marks import exchanged
from timeline_app.columns.taking import are_among
from timeline_app.storage.filtering import BY_ENTRY, passing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.columns.timeline import Timeline
    from timeline_app.domain.filtering import Filter
    from timeline_app.domain.vocabulary import Grouping
    from timeline_app.storage.history import Change
    from timeline_app.storage.store import Store
    from timeline_app.storage.wide_reading import Ids


class _Answer:
    """What passes a filter, as it was asked for once: what passes after edits still belongs to it."""

    __slots__ = ()


class Sieve:
    """Lets pass what the filter lets pass that was asked for last."""

    def __init__(self) -> None:
        self._passing: tuple[Filter, Ids | None] | None = None
        self._answer = _Answer()
        self._shown: dict[Grouping, tuple[_Answer, Timeline, Timeline]] = {}
        """By grouping, of which answer, of which timeline, and the same with what passes."""

    def passing(self, store: Store, wanted: Filter) -> Ids | None:
        """Give the ids of the entries that pass, sorted; None if the filter asks nothing."""
        if self._passing is None or self._passing[0] != wanted:
            self._passing, self._answer = (wanted, passing(store, wanted)), _Answer()
        return self._passing[1]

    def shown(self, store: Store, timeline: Timeline, wanted: Filter) -> Timeline:
        """Give a timeline with the marks of the entries that pass."""
        ids = self.passing(store, wanted)
        if ids is None:
            return timeline
        answer, of, shown = self._shown.get(timeline.grouping, (None, timeline, timeline))
        touched = timeline.touched_since(of) if answer is self._answer else None
        if answer is self._answer and of is timeline:
            return shown
        if touched is None:
            shown = replace(timeline, marks=timeline.marks.only(ids))
        else:
            shown = _patched(shown, timeline, ids, sorted(touched))
        self._shown[timeline.grouping] = self._answer, timeline, shown
        return shown

    def take_in(self, store: Store, touched: frozenset[int] | None, change: Change) -> None:
        """Let pass what passes after a change that touched some entries; ask no more than needed."""
        known, self._passing = self._passing, None
        if known is None or not touched or not {rows.table for rows in change.rows} <= BY_ENTRY:
            return
        wanted, ids = known
        if ids is not None:
            ids = _exchanged(ids, sorted(touched), passing(store, wanted, touched))
        self._passing = wanted, ids


def _exchanged(ids: Ids, touched: list[int], fresh: Ids | None) -> Ids:
    """Let those of some entries pass that do so now; the same ids if they are no others."""
    asked = np.array(touched, np.int32)
    now = asked[:0] if fresh is None else fresh
    gone = asked[are_among(ids, asked)]
    if np.array_equal(gone, now):
        return ids
    kept = np.delete(ids, ids.searchsorted(gone))
    return np.insert(kept, kept.searchsorted(now), now)


def _patched(shown: Timeline, now: Timeline, ids: Ids, touched: Sequence[int]) -> Timeline:
    fresh = now.marks.of(touched)
    fresh = fresh.taken(are_among(ids, fresh.entry))
    return replace(now, marks=exchanged(shown.marks, touched, fresh) if touched else shown.marks)
