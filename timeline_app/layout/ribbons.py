"""Ribbons: which positions a lane shows, and their outline over time in days and shares of thickness."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from timeline_app.domain.plain_text import one_line

if TYPE_CHECKING:
    from timeline_app.columns.timeline import Timeline
    from timeline_app.domain.positions import Position, Span

STALE_SHARE = 1 / 3
"""Thickness of a stale position against a fresh one."""


class Ribbon(NamedTuple):
    """The positions of one party on one proposition, in order."""

    topic: int
    label: str
    decay_days: int
    spans: tuple[Span, ...]


def choose_ribbons(
    timeline: Timeline, party: int, as_of: int | None, most: int
) -> tuple[tuple[Ribbon, ...], int]:
    """Choose a lane's ribbons, those that changed last by the as-of day first; tell how many are left.

    The chosen ones stand in the order of the codebook, so that they keep their places.
    """
    all_of = [topic for (lane, topic), found in timeline.spans.items() if lane == party and found]
    all_of.sort(key=lambda topic: -_last_change(timeline.spans[party, topic], as_of))
    chosen = sorted(all_of[:most], key=lambda t: (timeline.topics[t].sort_order, t))
    ribbons = tuple(
        Ribbon(t, topic_label(timeline, t), timeline.topics[t].decay_days, tuple(timeline.spans[party, t]))
        for t in chosen
    )
    return ribbons, len(all_of) - len(chosen)


def _last_change(spans: list[Span], as_of: int | None) -> float:
    days = [span.position.since for span in spans if as_of is None or span.start <= as_of]
    return max(days, default=-math.inf)


def topic_label(timeline: Timeline, topic: int) -> str:
    """Give the short label of a proposition, the same words in lane, panel and form."""
    record = timeline.topics[topic]
    return one_line(record.short_label or record.code or record.wording[:24])


def thickness(age_days: float, decay_days: int) -> float:
    """Share of full thickness at an age: 1 when fresh, a third when stale, even in between."""
    if decay_days <= 0 or age_days >= decay_days:
        return STALE_SHARE
    return 1 - (1 - STALE_SHARE) * max(age_days, 0) / decay_days


def knees(span: Span, decay_days: int, end: float) -> list[tuple[float, float]]:
    """Give the corners of a span's upper edge up to `end`: (day, share of thickness)."""
    heard = span.position.day
    stale = heard + decay_days
    days = [float(span.start), end]
    if span.start < stale < end:
        days.insert(1, float(stale))
    return [(day, thickness(day - heard, decay_days)) for day in days]


def begins_before(position: Position, decay_days: int) -> float | None:
    """Tell from which day a reported standing position runs dashed back, None where it does not.

    It reaches to the earliest day it may have begun, and no further back than the decay days.
    """
    act = position.carriers[-1].act
    if position.mode != "reported" or act.begin_lo == act.end_hi:
        return None
    furthest = position.day - decay_days
    return float(furthest if act.begin_lo is None else max(act.begin_lo, furthest))
