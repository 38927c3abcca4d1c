"""Which lanes there are under a grouping, in which order and under which headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from timeline_app.columns.regrouping import FIRST_KIND, NOWHERE
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.vocabulary import ENTRY_KINDS, group_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from timeline_app.columns.timeline import Timeline
    from timeline_app.domain.records import Group, Party, Topic
    from timeline_app.domain.vocabulary import Grouping

SHORT = 25
"""Code points of a wording that stands for a label."""
LaneKind = Literal["heading", "party", "context", "speaker", "topic", "kind"]


class Lane(NamedTuple):
    """A lane or a heading.

    `key` is as in `Marks.lane`, for a heading the id of its group, or of its topic where lanes are topics.
    `folded` are the keys of the lanes that are summed up in a strip here; nothing else of them is shown.
    """

    kind: LaneKind
    key: int
    label: str
    depth: int
    folded: tuple[int, ...] = ()


def lanes_of(timeline: Timeline) -> list[Lane]:
    """List the lanes that hold a mark or a position under the document's grouping, and headings over such."""
    return _OF_GROUPING[timeline.grouping](timeline)


def _by_state(timeline: Timeline) -> list[Lane]:
    """Group by state: headings with the parties under them, parties without a heading between."""
    return _by_state_of(timeline, _used(timeline) | _distinct(timeline.segments.party))


def _by_state_of(timeline: Timeline, used: set[int]) -> list[Lane]:
    children = _children((group.id, group.parent_id) for group in timeline.groups.values())
    members: dict[int | None, list[Party]] = {}
    for party in timeline.parties.values():
        if party.id in used:
            members.setdefault(party.group_id, []).append(party)
    return _under(None, 0, timeline.groups, children, members, used)


def parties_in_order(timeline: Timeline) -> list[Lane]:
    """List the parties that ever have a position, as their lanes stand, and the headings over them."""
    return _by_state_of(timeline, _distinct(timeline.segments.party))


def topics_in_order(timeline: Timeline) -> list[Lane]:
    """List the propositions on which there ever is a position, as the codebook has them, with headings."""
    children = _children((topic.id, topic.parent_id) for topic in timeline.topics.values())
    return _topics_under(None, 0, timeline.topics, children, _distinct(timeline.segments.topic))


def _used(timeline: Timeline) -> set[int]:
    """Give the lanes with a dated mark."""
    return _distinct(timeline.marks.lane[: timeline.marks.dated])


def _distinct(column: NDArray[np.int32]) -> set[int]:
    if not len(column):
        return set()
    low = column.min()
    held = np.zeros(int(column.max() - low) + 1, np.bool_)
    held[column - low] = True
    return set((np.flatnonzero(held) + int(low)).tolist())


def _children(parents: Iterable[tuple[int, int | None]]) -> dict[int | None, list[int]]:
    children: dict[int | None, list[int]] = {}
    for one, parent in parents:
        children.setdefault(parent, []).append(one)
    return children


def _under(
    parent: int | None,
    depth: int,
    groups: Mapping[int, Group],
    children: dict[int | None, list[int]],
    members: dict[int | None, list[Party]],
    used: set[int],
) -> list[Lane]:
    """List what stands directly and indirectly under a heading, context last."""
    placed: list[tuple[int, int, str, list[Lane]]] = [
        (party.lane_order, 1, party.name, [Lane("party", party.id, party_label(party), depth)])
        for party in members.get(parent, ())
    ]
    for group in map(groups.__getitem__, children.get(parent, ())):
        inner = _under(group.id, depth + 1, groups, children, members, used)
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


def _by_party(timeline: Timeline) -> list[Lane]:
    """List parties by name, without headings; what has no actor comes last."""
    used = _used(timeline) | _distinct(timeline.segments.party)
    parties = [party for party in timeline.parties.values() if party.id in used]
    lanes = [Lane("party", party.id, party_label(party), 0) for party in parties]
    lanes.sort(key=lambda lane: (lane.label.casefold(), lane.key))
    contexts = [Lane("context", 0, "Context", 0)] if 0 in used else []
    headed = [group for group in timeline.groups.values() if -group.id in used]
    contexts += [Lane("context", -group.id, f"{one_line(group.name)}, context", 0) for group in headed]
    return lanes + contexts


def _by_speaker(timeline: Timeline) -> list[Lane]:
    """List persons by name; entries in which nobody is named come last."""
    used = _used(timeline)
    persons = [person for person in timeline.persons.values() if person.id in used]
    lanes = [Lane("speaker", person.id, one_line(person.name), 0) for person in persons]
    lanes.sort(key=lambda lane: (lane.label.casefold(), lane.key))
    return lanes + [Lane("speaker", NOWHERE, "No speaker named", 0)] * (NOWHERE in used)


def _by_topic(timeline: Timeline) -> list[Lane]:
    """Group propositions under their issues and areas; entries without a stance come last."""
    used = _used(timeline) | _distinct(timeline.segments.topic)
    children = _children((topic.id, topic.parent_id) for topic in timeline.topics.values())
    lanes = _topics_under(None, 0, timeline.topics, children, used)
    return lanes + [Lane("topic", NOWHERE, "No stance", 0)] * (NOWHERE in used)


def _topics_under(
    parent: int | None,
    depth: int,
    topics: Mapping[int, Topic],
    children: dict[int | None, list[int]],
    used: set[int],
) -> list[Lane]:
    lanes: list[Lane] = []
    for topic in sorted(map(topics.__getitem__, children.get(parent, ())), key=_place_in_codebook):
        inner = _topics_under(topic.id, depth + 1, topics, children, used)
        label = topic_label(topic)
        if inner:
            lanes.append(Lane("heading", topic.id, label, depth))
        if topic.id in used:
            lanes.append(Lane("topic", topic.id, label, depth + bool(inner)))
        lanes += inner
    return lanes


def _place_in_codebook(topic: Topic) -> tuple[int, int]:
    return topic.sort_order, topic.id


def topic_label(topic: Topic) -> str:
    """Give the short label of a proposition, the same words in lane, panel and form."""
    given = topic.short_label or topic.code
    return one_line(given) if given else one_line(topic.wording, SHORT)


def _by_kind(timeline: Timeline) -> list[Lane]:
    """List kinds of entries under their groups, in the order of the vocabulary."""
    used = _used(timeline)
    lanes: list[Lane] = []
    groups = list(dict.fromkeys(map(group_of, ENTRY_KINDS)))
    for number, kind in enumerate(ENTRY_KINDS):
        if number + FIRST_KIND not in used:
            continue
        group = group_of(kind)
        heading = Lane("heading", groups.index(group) + 1, group.capitalize(), 0)
        if heading not in lanes:
            lanes.append(heading)
        lanes.append(Lane("kind", number + FIRST_KIND, f"{kind[0].upper()}{kind[1:]}", 1))
    return lanes


_OF_GROUPING: dict[Grouping, Callable[[Timeline], list[Lane]]] = {
    "state": _by_state,
    "party": _by_party,
    "speaker": _by_speaker,
    "topic": _by_topic,
    "kind": _by_kind,
}


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
