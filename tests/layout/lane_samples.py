"""Small timelines of parties, headings, marks and positions, made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.columns.marks import marks_from_rows
from timeline_app.columns.timeline import Timeline
from timeline_app.domain.evidence import Act, Evidence
from timeline_app.domain.positions import Position, Span
from timeline_app.domain.records import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    rows = [_mark(lane, 100.0) for lane in lanes_with_marks] + [_mark(lane, None) for lane in undated]
    known = {topic.id: topic for topic in topics}
    found = dict(spans or {})
    return Timeline(
        title="",
        marks=marks_from_rows(rows),
        groups={group.id: group for group in groups},
        parties={party.id: party for party in parties},
        flags={},
        topics={t: Topic(id=t, wording=f"Proposition {t}") for _, t in found} | known,
        spans=found,
    )


def _mark(lane: int, day: float | None) -> tuple[object, ...]:
    return (abs(lane) + 1, lane, 0, False, day, day, day, day, day, False, False, 2, 127)
