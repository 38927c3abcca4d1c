"""Ribbons: which positions a lane shows, and their outline over time in days and shares of thickness."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.columns.segments import NO_DAY
from timeline_app.layout.lanes import party_label, topic_label

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.view import View

    Floats = NDArray[np.float64]

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
    """The positions of one party on one proposition; `label` tells it in its lane.

    `first` and `stop` are its rows in the `segments` of `Ribbons`.
    """

    party: int
    topic: int
    label: str
    decay_days: int
    first: int
    stop: int


_Choice = tuple[int, "int | None", int, Wanted]
"""A lane, an as-of day, how many ribbons at most, and which go before others."""


class Ribbons:
    """The ribbons of a document by lane and as-of day, each chosen once.

    The lane of a party has one for each proposition, that of a proposition one for each party; other lanes
    have none.
    """

    def __init__(self, timeline: Timeline, before: Ribbons | None = None) -> None:
        self._timeline, self.segments = timeline, timeline.segments
        if before and before.counts_alike(timeline):
            self.counts = before.counts
        self._chosen = before.chosen_still(timeline) if before else {}

    def chosen_still(self, timeline: Timeline) -> dict[_Choice, tuple[Ribbon, ...]]:
        """Give what was chosen for parties none of whose positions may be another one in a document."""
        own = self._timeline
        keys = timeline.keys_since(own)
        is_alike = own.topics is timeline.topics and own.parties is timeline.parties
        if keys is None or not is_alike or own.grouping == "topic" or own.grouping != timeline.grouping:
            return {}
        changed = {party for party, _ in keys}
        return {
            choice: self._shifted(ribbons, timeline)
            for choice, ribbons in self._chosen.items()
            if choice[0] not in changed
        }

    def _shifted(self, ribbons: tuple[Ribbon, ...], timeline: Timeline) -> tuple[Ribbon, ...]:
        """Give the ribbons of a party with the rows that its positions have in another document."""
        if not ribbons or self.counts_alike(timeline):
            return ribbons
        before, now = (of.of_party(ribbons[0].party).start for of in (self.segments, timeline.segments))
        return tuple(
            one._replace(first=one.first + now - before, stop=one.stop + now - before) for one in ribbons
        )

    def is_of(self, timeline: Timeline) -> bool:
        """Tell whether it has the ribbons of a document."""
        own = self._timeline
        is_same = own.segments is timeline.segments and own.topics is timeline.topics
        return is_same and own.grouping == timeline.grouping and own.parties is timeline.parties

    def counts_alike(self, timeline: Timeline) -> bool:
        """Tell whether a document has as many rows of the same parties on the same propositions, uncopied."""
        own, other = self.segments, timeline.segments
        is_alike = self._timeline.grouping == timeline.grouping
        return is_alike and own.party is other.party and own.topic is other.topic

    @cached_property
    def counts(self) -> dict[int, int]:
        """By lane, how many ribbons it has."""
        grouping = self._timeline.grouping
        if grouping in ("speaker", "kind"):
            return {}
        keys = self.segments.keys()[:, int(grouping == "topic")]
        lanes, counts = np.unique_counts(keys)
        return dict(zip(lanes.tolist(), counts.tolist(), strict=True))

    @cached_property
    def _by_topic(self) -> dict[int, NDArray[np.intp]]:
        """Rows of the propositions that were asked for."""
        return {}

    def _own(self, lane: int) -> NDArray[np.intp]:
        """Give the rows of the positions that a lane has; those of a ribbon follow on each other."""
        if self._timeline.grouping != "topic":
            own = self.segments.of_party(lane)
            return np.arange(own.start, own.stop, dtype=np.intp)
        if lane not in self._by_topic:
            self._by_topic[lane] = np.flatnonzero(self.segments.topic == np.int32(lane))
        return self._by_topic[lane]

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
        rows = self._own(lane)
        own = self.segments.part(rows)
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
        found = [self._ribbon(int(rows[first[n]]), int(rows[ends[n] - 1])) for n in chosen.tolist()]
        return tuple(sorted(found, key=self._place))

    def _ribbon(self, first: int, last: int) -> Ribbon:
        timeline, party = self._timeline, int(self.segments.party[first])
        topic = timeline.topics[int(self.segments.topic[first])]
        of_topic = timeline.grouping == "topic"
        label = party_label(timeline.parties[party]) if of_topic else topic_label(topic)
        return Ribbon(party, topic.id, label, topic.decay_days, first, last + 1)

    def _place(self, ribbon: Ribbon) -> tuple[int, int]:
        if self._timeline.grouping == "topic":
            return self._timeline.parties[ribbon.party].lane_order, ribbon.party
        return self._timeline.topics[ribbon.topic].sort_order, ribbon.topic


def thickness(age_days: Floats, decay_days: Floats) -> Floats:
    """Share of full thickness at ages: 1 when fresh, a third when stale, even in between."""
    fading = 1 - (1 - STALE_SHARE) * np.maximum(age_days, 0.0) / np.maximum(decay_days, 1.0)
    return np.where((age_days >= decay_days) | (decay_days <= 0), STALE_SHARE, fading)


def knees(start: Floats, end: Floats, heard: Floats, decay_days: Floats) -> Floats:
    """Give the days at which the upper edges of stretches have corners, (n, 3).

    Between its begin and end each has one where it is stale; where that is no day of it, two of them fall
    together.
    """
    return np.stack((start, np.minimum(np.maximum(heard + decay_days, start), end), end), axis=1)
