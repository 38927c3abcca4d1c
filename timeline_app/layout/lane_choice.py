"""What was chosen of the lanes: their grouping and order, and which are folded, pinned or hidden."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.domain.vocabulary import GROUPINGS
from timeline_app.layout.lanes import Lane

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline_app.domain.vocabulary import Grouping

    LaneId = tuple[Grouping, str, int]
    """What a lane is known by: its grouping, kind and key."""

PINNED: Final = 0
"""Key of the heading over pinned lanes."""


@dataclass(frozen=True, slots=True)
class LaneChoice:
    """Which lanes are shown, and how.

    Attributes
    ----------
    folded
        Lanes and headings that are shown as one strip.
    hidden
        Lanes and headings that are not shown, with all under them.
    pinned
        Lanes that stand before all others, in this order.
    order
        Lanes and headings that stand before others under the same heading, in this order.
    """

    grouping: Grouping = "state"
    folded: frozenset[LaneId] = frozenset()
    hidden: frozenset[LaneId] = frozenset()
    pinned: tuple[LaneId, ...] = ()
    order: tuple[LaneId, ...] = ()

    def id_of(self, lane: Lane) -> LaneId:
        """Give what a lane is known by."""
        return self.grouping, lane.kind, lane.key

    def with_folded(self, lane: Lane) -> LaneChoice:
        """Fold a lane or heading, or open it."""
        return replace(self, folded=self.folded ^ {self.id_of(lane)})

    def with_hidden(self, lane: Lane) -> LaneChoice:
        """Hide a lane or heading, or show it."""
        return replace(self, hidden=self.hidden ^ {self.id_of(lane)})

    def with_pinned(self, lane: Lane) -> LaneChoice:
        """Pin a lane after those that are, or let it go."""
        one = self.id_of(lane)
        others = tuple(other for other in self.pinned if other != one)
        return replace(self, pinned=others if one in self.pinned else (*others, one))

    def as_json(self) -> list[Any]:
        """Give it as what JSON can hold."""
        return [self.grouping, sorted(self.folded), sorted(self.hidden), self.pinned, self.order]

    @classmethod
    def from_json(cls, held: Any) -> LaneChoice:
        """Read what `as_json` gave.

        Raises
        ------
        ValueError, TypeError
            If it is something else.
        """
        grouping, *lanes = held
        ids = [tuple(_read_id(one) for one in some) for some in lanes]
        if grouping not in GROUPINGS or len(ids) != 4:  # noqa: PLR2004 - the fields after the first
            raise ValueError(held)
        folded, hidden, pinned, order = ids
        return cls(grouping, frozenset(folded), frozenset(hidden), pinned, order)

    def as_saved(self, saved: LaneChoice) -> LaneChoice:
        """Choose lanes as they were saved under a grouping; what was chosen under others is kept."""
        own = saved.grouping
        return LaneChoice(
            own,
            frozenset(one for one in self.folded if one[0] != own) | saved.folded,
            frozenset(one for one in self.hidden if one[0] != own) | saved.hidden,
            tuple(one for one in self.pinned if one[0] != own) + saved.pinned,
            tuple(one for one in self.order if one[0] != own) + saved.order,
        )

    def grouped_by(self, grouping: Grouping) -> LaneChoice:
        """Group by something else; what was chosen of other lanes is kept."""
        return replace(self, grouping=grouping)


def _read_id(held: Any) -> LaneId:
    grouping, kind, key = held
    if grouping not in GROUPINGS:
        raise ValueError(held)
    return grouping, str(kind), int(key)


def chosen(lanes: Sequence[Lane], choice: LaneChoice) -> list[Lane]:
    """Give the lanes that are shown, in the order that was chosen."""
    shown = _chosen(lanes, choice)
    pinned = {place: lane for lane in lanes if (place := _place(choice.pinned, choice.id_of(lane))) >= 0}
    if not pinned:
        return shown
    top = [_leaf(pinned[place], choice)._replace(depth=1) for place in sorted(pinned)]
    heading = Lane("heading", PINNED, "Pinned", 0)
    if choice.id_of(heading) in choice.folded:
        return [_summed_up(heading, top), *shown]
    return [heading, *top, *shown]


def one_by_one(lanes: Iterable[Lane]) -> list[int]:
    """Give the keys of the lanes that are shown one by one, and not summed up in a strip."""
    return [lane.key for lane in lanes if lane.kind != "heading" and not lane.folded]


def _chosen(lanes: Sequence[Lane], choice: LaneChoice) -> list[Lane]:
    result: list[Lane] = []
    for head, *under in _in_order(lanes, choice):
        one = choice.id_of(head)
        if one in choice.hidden or one in choice.pinned:
            continue
        if head.kind != "heading":
            result.append(_leaf(head, choice))
        elif inner := _chosen(under, choice):
            result += [_summed_up(head, inner)] if one in choice.folded else [head, *inner]
    return result


def _leaf(lane: Lane, choice: LaneChoice) -> Lane:
    return lane._replace(folded=(lane.key,)) if choice.id_of(lane) in choice.folded else lane


def _summed_up(heading: Lane, under: list[Lane]) -> Lane:
    keys = [lane.folded or (lane.key,) for lane in under if lane.folded or lane.kind != "heading"]
    return heading._replace(folded=tuple(key for some in keys for key in some))


def in_order(lanes: Sequence[Lane], choice: LaneChoice) -> list[Lane]:
    """Give all lanes in the order that was chosen, hidden or not."""
    result: list[Lane] = []
    for head, *under in _in_order(lanes, choice):
        result += [head, *in_order(under, choice)]
    return result


def _in_order(lanes: Sequence[Lane], choice: LaneChoice) -> list[list[Lane]]:
    """Give lanes of one depth, each with what stands under it, first those whose order was chosen."""
    blocks: list[list[Lane]] = []
    for lane in lanes:
        if blocks and lane.depth > blocks[-1][0].depth:
            blocks[-1].append(lane)
        else:
            blocks.append([lane])
    places = {one: place for place, one in enumerate(choice.order)}
    return sorted(blocks, key=lambda block: places.get(choice.id_of(block[0]), len(places)))


def _place(ids: tuple[LaneId, ...], one: LaneId) -> int:
    return ids.index(one) if one in ids else -1


def siblings(lanes: Sequence[Lane], choice: LaneChoice, lane: Lane) -> list[Lane]:
    """Give what is shown under the same heading as a lane, in the order that was chosen.

    Parameters
    ----------
    lanes
        All lanes, as `lanes_of` gives them.
    """
    by_id = {choice.id_of(one): one for one in lanes}
    if choice.id_of(lane) in choice.pinned:
        return [by_id[one] for one in choice.pinned if one in by_id]
    aside = choice.hidden.union(choice.pinned)
    return [one for one in _beside(lanes, choice, lane) if choice.id_of(one) not in aside]


def moved(lanes: Sequence[Lane], choice: LaneChoice, lane: Lane, before: Lane | None) -> LaneChoice:
    """Move a lane or heading before another under the same heading, or to the end of them for None."""
    one, goal = choice.id_of(lane), before and choice.id_of(before)
    if one == goal:
        return choice
    if one in choice.pinned:
        return replace(choice, pinned=_put(choice.pinned, one, goal))
    ids = tuple(choice.id_of(other) for other in _beside(lanes, choice, lane))
    rest = tuple(known for known in choice.order if known not in ids)
    return replace(choice, order=(*rest, *_put(ids, one, goal)))


def _put(ids: tuple[LaneId, ...], one: LaneId, goal: LaneId | None) -> tuple[LaneId, ...]:
    others = [other for other in ids if other != one]
    others.insert(others.index(goal) if goal in others else len(others), one)
    return tuple(others)


def _beside(lanes: Sequence[Lane], choice: LaneChoice, lane: Lane) -> list[Lane]:
    """Give all that stands under the same heading as a lane, hidden or not, in the order that was chosen."""
    one = choice.id_of(lane)
    blocks = _in_order(lanes, choice)
    if any(choice.id_of(block[0]) == one for block in blocks):
        return [block[0] for block in blocks]
    over = (block for block in blocks if any(choice.id_of(other) == one for other in block))
    return _beside(next(over, [lane, lane])[1:], choice, lane)
