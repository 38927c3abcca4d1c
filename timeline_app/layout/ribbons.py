"""Ribbons: which positions a lane shows, and their outline over time in days and shares of thickness."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.columns.segments import NO_DAY
from timeline_app.layout.lanes import party_label, topic_label

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.segments import Segments
    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.view import View

STALE_SHARE = 1 / 3
"""Thickness of a stale position against a fresh one."""
MOST_CHOSEN = 400
"""Choices that are remembered."""


class Wanted(NamedTuple):
    """Propositions whose ribbons go before others in the lane of a party; parties, in that of one."""

    pinned: frozenset[int] = frozenset()
    filtered: frozenset[int] = frozenset()


NOTHING_WANTED = Wanted()


def wanted_by(view: View) -> Wanted:
    """Tell which ribbons a view asks for: those of propositions or parties pinned as lanes, or filtered."""
    of_topics = view.lanes.grouping == "topic"
    kind = "party" if of_topics else "topic"
    pinned = frozenset(key for _, of, key in view.lanes.pinned if of == kind)
    return Wanted(pinned, view.filter.parties if of_topics else view.filter.topics)


class Ribbon(NamedTuple):
    """The positions of one party on one proposition: `segments` are its own; `label` tells it in its lane."""

    party: int
    topic: int
    label: str
    decay_days: int
    segments: Segments


class Ribbons:
    """The ribbons of a document by lane and as-of day, each chosen once.

    The lane of a party has one for each proposition, that of a proposition one for each party; other lanes
    have none.
    """

    def __init__(self, timeline: Timeline, before: Ribbons | None = None) -> None:
        self._timeline, self._segments = timeline, timeline.segments
        if before and before.counts_alike(timeline):
            self.counts = before.counts
        self._chosen: dict[tuple[int, int | None, int, Wanted], tuple[Ribbon, ...]] = {}

    def is_of(self, timeline: Timeline) -> bool:
        """Tell whether it has the ribbons of a document."""
        own = self._timeline
        is_same = own.segments is timeline.segments and own.topics is timeline.topics
        return is_same and own.grouping == timeline.grouping and own.parties is timeline.parties

    def counts_alike(self, timeline: Timeline) -> bool:
        """Tell whether a document has as many rows of the same parties on the same propositions, uncopied."""
        own, other = self._segments, timeline.segments
        is_alike = self._timeline.grouping == timeline.grouping
        return is_alike and own.party is other.party and own.topic is other.topic

    @cached_property
    def counts(self) -> dict[int, int]:
        """By lane, how many ribbons it has."""
        grouping = self._timeline.grouping
        if grouping in ("speaker", "kind"):
            return {}
        keys = self._segments.keys()[:, int(grouping == "topic")]
        lanes, counts = np.unique_counts(keys)
        return dict(zip(lanes.tolist(), counts.tolist(), strict=True))

    @cached_property
    def _by_topic(self) -> dict[int, NDArray[np.intp]]:
        """Rows of the propositions that were asked for."""
        return {}

    def _own(self, lane: int) -> Segments:
        """Give the positions that a lane has."""
        if self._timeline.grouping != "topic":
            return self._segments.part(self._segments.of_party(lane))
        if lane not in self._by_topic:
            self._by_topic[lane] = np.flatnonzero(self._segments.topic == np.int32(lane))
        return self._segments.part(self._by_topic[lane])

    def of_lane(
        self, lane: int, as_of: int | None, most: int, wanted: Wanted = NOTHING_WANTED
    ) -> tuple[Ribbon, ...]:
        """Choose `most` of a lane's ribbons: pinned ones first, then those asked for by the filter.

        Of the others those that changed last by the as-of day. They stand in the order of the codebook, or of
        the parties, so that they keep their places.
        """
        key = (lane, as_of, most, wanted)
        if key not in self._chosen:
            if len(self._chosen) > MOST_CHOSEN:
                self._chosen.clear()
            self._chosen[key] = self._choose(*key)
        return self._chosen[key]

    def _choose(self, lane: int, as_of: int | None, most: int, wanted: Wanted) -> tuple[Ribbon, ...]:
        own = self._own(lane)
        is_of_topic = self._timeline.grouping == "topic"
        told_by = own.party if is_of_topic else own.topic
        first = np.flatnonzero(np.diff(told_by, prepend=-1))
        if not len(first):
            return ()
        since = own.since if as_of is None else np.where(own.start <= as_of, own.since, NO_DAY)
        changed = np.maximum.reduceat(since, first)
        last = -changed.astype(np.int64)
        asked_for = [~np.isin(told_by[first], list(ids)) for ids in wanted]
        chosen = np.lexsort((last, *reversed(asked_for)))[:most]
        ends = np.append(first[1:], len(own))
        found = [self._ribbon(own.part(slice(first[n], ends[n]))) for n in chosen.tolist()]
        return tuple(sorted(found, key=self._place))

    def _ribbon(self, segments: Segments) -> Ribbon:
        timeline, party = self._timeline, int(segments.party[0])
        topic = timeline.topics[int(segments.topic[0])]
        of_topic = timeline.grouping == "topic"
        label = party_label(timeline.parties[party]) if of_topic else topic_label(topic)
        return Ribbon(party, topic.id, label, topic.decay_days, segments)

    def _place(self, ribbon: Ribbon) -> tuple[int, int]:
        if self._timeline.grouping == "topic":
            return self._timeline.parties[ribbon.party].lane_order, ribbon.party
        return self._timeline.topics[ribbon.topic].sort_order, ribbon.topic


def thickness(age_days: float, decay_days: int) -> float:
    """Share of full thickness at an age: 1 when fresh, a third when stale, even in between."""
    if decay_days <= 0 or age_days >= decay_days:
        return STALE_SHARE
    return 1 - (1 - STALE_SHARE) * max(age_days, 0) / decay_days


def knees(start: float, end: float, heard: float, decay_days: int) -> list[tuple[float, float]]:
    """Give the corners of the upper edge of a stretch last heard on a day: (day, share of thickness)."""
    stale = heard + decay_days
    days = [start, float(stale), end] if start < stale < end else [start, end]
    return [(day, thickness(day - heard, decay_days)) for day in days]
