"""Which lanes there are, in which order and under which headings; one function a grouping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from timeline_app.domain.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from timeline_app.columns.timeline import Timeline
    from timeline_app.domain.records import Group, Party

LaneKind = Literal["heading", "party", "context"]


class Lane(NamedTuple):
    """A lane or a heading. `key` is as in `Marks.lane`, for a heading the id of its group."""

    kind: LaneKind
    key: int
    label: str
    depth: int


def lanes_by_state(timeline: Timeline) -> list[Lane]:
    """Group lanes by state: headings with the parties under them, parties without a heading between.

    Only lanes that hold a mark or a position are given, and only headings over such lanes.
    """
    used = _used(timeline)
    children: dict[int | None, list[Group]] = {}
    for group in timeline.groups.values():
        children.setdefault(group.parent_id, []).append(group)
    members: dict[int | None, list[Party]] = {}
    for party in timeline.parties.values():
        if party.id in used:
            members.setdefault(party.group_id, []).append(party)
    return _under(None, 0, children, members, used)


def _used(timeline: Timeline) -> set[int]:
    """Give the lanes with a dated mark or a position."""
    return _distinct(timeline.marks.lane[: timeline.marks.dated]) | _distinct(timeline.segments.party)


def _distinct(column: NDArray[np.int32]) -> set[int]:
    if not len(column):
        return set()
    low = column.min()
    held = np.zeros(int(column.max() - low) + 1, np.bool_)
    held[column - low] = True
    return set((np.flatnonzero(held) + int(low)).tolist())


def _under(
    parent: int | None,
    depth: int,
    children: dict[int | None, list[Group]],
    members: dict[int | None, list[Party]],
    used: set[int],
) -> list[Lane]:
    """List what stands directly and indirectly under a heading, context last."""
    placed: list[tuple[int, int, str, list[Lane]]] = [
        (party.lane_order, 1, party.name, [Lane("party", party.id, party_label(party), depth)])
        for party in members.get(parent, ())
    ]
    for group in children.get(parent, ()):
        inner = _under(group.id, depth + 1, children, members, used)
        if inner:
            heading = Lane("heading", group.id, one_line(group.name), depth)
            placed.append((group.sort_order, 0, group.name, [heading, *inner]))
    result = [lane for *_, lanes in sorted(placed, key=lambda p: p[:3]) for lane in lanes]
    context = -(parent or 0)
    if context in used:
        result.append(Lane("context", context, "Context", depth))
    return result


def party_label(party: Party) -> str:
    """Give the name of a party as its lane bears it."""
    return one_line(party.short_name or party.name)


def headings_over(lanes: Iterable[Lane]) -> list[Lane | None]:
    """Give for each lane the nearest heading above it that it stands under."""
    result: list[Lane | None] = []
    open_headings: list[Lane] = []
    for lane in lanes:
        while open_headings and open_headings[-1].depth >= lane.depth:
            open_headings.pop()
        result.append(open_headings[-1] if open_headings else None)
        if lane.kind == "heading":
            open_headings.append(lane)
    return result
