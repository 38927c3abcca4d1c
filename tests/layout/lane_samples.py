"""Small timelines of parties, headings, marks and positions, made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from plain_marks import plain_marks

from timeline_app.columns.segments import segments_of
from timeline_app.columns.timeline import Timeline
from timeline_app.domain.evidence import Act, Evidence
from timeline_app.domain.positions import Position, Span
from timeline_app.domain.records import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline_app.columns.marks import Marks
    from timeline_app.domain.records import Group, Party


def span(start: int, end: int | None = None, *, value: int = 2, **of_act: int | None) -> Span:
    """A position first heard on its first day."""
    act = Act(**({"entry": start, "day": start, "begin_lo": start, "end_hi": start} | of_act))  # type: ignore[arg-type]
    return Span(start, end, Position.made_by(Evidence(act=act, value=value)))


def timeline(
    *,
    parties: Iterable[Party] = (),
    groups: Iterable[Group] = (),
    lanes_with_marks: Iterable[int] = (),
    undated: Iterable[int] = (),
    spans: Mapping[tuple[int, int], list[Span]] | None = None,
    topics: Iterable[Topic] = (),
) -> Timeline:
    """A timeline with one mark in each lane given; `undated` lanes hold one without a date."""
    days = [(lane, 100.0) for lane in lanes_with_marks] + [(lane, np.nan) for lane in undated]
    found = dict(spans or {})
    known = {t: Topic(id=t, wording=f"Proposition {t}") for _, t in found}
    known |= {topic.id: topic for topic in topics}
    return Timeline(
        title="",
        marks=_marks(days),
        groups={group.id: group for group in groups},
        parties={party.id: party for party in parties},
        flags={},
        topics=known,
        segments=segments_of(found, {t: topic.decay_days for t, topic in known.items()}),
    )


def _marks(days: list[tuple[int, float]]) -> Marks:
    """One mark of an entry of its own in each lane, on a day."""
    lanes = [lane for lane, _ in days]
    return plain_marks([abs(lane) + 1 for lane in lanes], lanes, [day for _, day in days])
