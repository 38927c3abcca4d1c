"""Ribbons: which positions a lane shows, and their outline over time in days and shares of thickness."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.columns.segments import NO_DAY
from timeline_app.domain.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline_app.columns.segments import Segments
    from timeline_app.domain.records import Topic

STALE_SHARE = 1 / 3
"""Thickness of a stale position against a fresh one."""
MOST_CHOSEN = 2_000
"""Choices that are remembered."""


class Ribbon(NamedTuple):
    """The positions of one party on one proposition: `segments` are its own."""

    topic: int
    label: str
    decay_days: int
    segments: Segments


class Ribbons:
    """The ribbons of a document by lane and as-of day, each chosen once."""

    def __init__(self, segments: Segments, topics: Mapping[int, Topic]) -> None:
        self.segments, self.topics = segments, topics
        self._chosen: dict[tuple[int, int | None, int], tuple[Ribbon, ...]] = {}

    @cached_property
    def counts(self) -> dict[int, int]:
        """By party, the number of propositions on which it has positions."""
        parties = self.segments.keys()[:, 0]
        starts = np.flatnonzero(np.diff(parties, prepend=-1))
        counts = np.diff(starts, append=len(parties))
        return dict(zip(parties[starts].tolist(), counts.tolist(), strict=True))

    def of_lane(self, party: int, as_of: int | None, most: int) -> tuple[Ribbon, ...]:
        """Choose a lane's ribbons, those that changed last by the as-of day first, `most` of them.

        They stand in the order of the codebook, so that they keep their places.
        """
        key = (party, as_of, most)
        if key not in self._chosen:
            if len(self._chosen) > MOST_CHOSEN:
                self._chosen.clear()
            self._chosen[key] = self._choose(*key)
        return self._chosen[key]

    def _choose(self, party: int, as_of: int | None, most: int) -> tuple[Ribbon, ...]:
        own = self.segments.part(self.segments.of_party(party))
        first = np.flatnonzero(np.diff(own.topic, prepend=-1))
        if not len(first):
            return ()
        since = own.since if as_of is None else np.where(own.start <= as_of, own.since, NO_DAY)
        changed = np.maximum.reduceat(since, first)
        chosen = np.argsort(-changed.astype(np.int64), kind="stable")[:most]
        ends = np.append(first[1:], len(own))
        found = [self._ribbon(own.part(slice(first[n], ends[n]))) for n in chosen.tolist()]
        return tuple(sorted(found, key=lambda r: (self.topics[r.topic].sort_order, r.topic)))

    def _ribbon(self, segments: Segments) -> Ribbon:
        topic = self.topics[int(segments.topic[0])]
        return Ribbon(topic.id, topic_label(topic), topic.decay_days, segments)


def topic_label(topic: Topic) -> str:
    """Give the short label of a proposition, the same words in lane, panel and form."""
    return one_line(topic.short_label or topic.code or topic.wording[:24])


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
