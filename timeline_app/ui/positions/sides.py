"""What stands at the sides of the matrix, in which order and under which headings; knows no widget."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from timeline_app.columns.segments import NO_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from timeline_app.layout.lanes import Lane

Order = Literal["given", "name", "changed", "heard"]
ORDERS: tuple[Order, ...] = ("given", "name", "changed", "heard")
"""As lanes and codebook have them, by name, the last changed first, what was unheard for longest first."""
HEADING = -1
WITHIN = " › "
NO_DAYS: NDArray[np.int32] = np.empty(0, np.int32)
"""For an order that does not go by days."""


class Heads(NamedTuple):
    """All parties, or all topics, of a document.

    Attributes
    ----------
    ids
        (n,) int32, in order.
    labels
        Of each.
    under
        (n,) int32, the number of the heading over each.
    headings
        By number, empty for none.
    by_name
        (n,) intp, the place of each by name.
    """

    ids: NDArray[np.int32]
    labels: list[str]
    under: NDArray[np.int32]
    headings: list[str]
    by_name: NDArray[np.intp]


class Side:
    """Some of them, in an order; thousands may be others with every step of a line that is dragged.

    Parameters
    ----------
    heads
        All of them.
    places
        (n,) intp, their places among all.
    """

    def __init__(self, heads: Heads, places: NDArray[np.intp]) -> None:
        self._heads, self._places = heads, places

    def __len__(self) -> int:
        """Count them."""
        return len(self._places)

    def is_as(self, other: Side) -> bool:
        """Tell whether another holds the same in the same order."""
        return self._heads is other._heads and np.array_equal(self._places, other._places)

    @cached_property
    def ids(self) -> list[int]:
        """The ids of all."""
        return self._heads.ids[self._places].tolist()

    @property
    def labels(self) -> list[str]:
        """The labels of all."""
        return [self._heads.labels[place] for place in self._places.tolist()]

    def label(self, number: int) -> str:
        """Give the label of one."""
        return self._heads.labels[self._places[number]]

    def heading(self, number: int) -> str:
        """Give the heading over one, empty for none."""
        return self._heads.headings[self._heads.under[self._places[number]]]

    def only(self, wanted: NDArray[np.bool_]) -> Side:
        """Leave some of them, told by id; what has an id beyond the last is not wanted."""
        ids = self._heads.ids[self._places]
        within = ids < len(wanted)
        within[within] = wanted[ids[within]]
        return Side(self._heads, self._places[within])

    def in_order(self, order: Order, latest: NDArray[np.int32], *, under_headings: bool) -> Side:
        """Put them in an order, under their headings or across them; `latest` gives days by id."""
        ids, places = self._heads.ids[self._places], self._places
        keys: list[NDArray[Any]] = [places]
        if order == "name":
            keys = [self._heads.by_name[places]]
        elif order != "given":
            day = np.full(len(ids), NO_DAY, np.int64)
            within = ids < len(latest)
            day[within] = latest[ids[within]]
            keys = [places, day if order == "heard" else -day, day == NO_DAY]
        if under_headings:
            keys.append(self._heads.under[places])
        return Side(self._heads, places[np.lexsort(keys)])

    def headings(self) -> list[tuple[str, int, int]]:
        """Give each heading with the first and the last of those that follow on each other under it."""
        under = self._heads.under[self._places]
        first = np.flatnonzero(np.diff(under, prepend=-1))
        last = np.append(first, len(under))[1:] - 1
        found = zip(under[first].tolist(), first.tolist(), last.tolist(), strict=True)
        return [(self._heads.headings[number], start, end) for number, start, end in found]

    def with_headings(self) -> list[int]:
        """List the places of all, HEADING where one with another heading than before follows."""
        starts = [first for heading, first, _ in self.headings() if heading or first]
        return np.insert(np.arange(len(self)), starts, HEADING).tolist()


NOBODY = Side(Heads(np.empty(0, np.int32), [], np.empty(0, np.int32), [], np.empty(0, np.intp)), np.arange(0))


def side_of(lanes: Iterable[Lane]) -> Side:
    """Give lanes with the headings over each, the outermost first."""
    ids: list[int] = []
    labels: list[str] = []
    under: list[int] = []
    numbers: dict[str, int] = {}
    above: list[Lane] = []
    for lane in lanes:
        while above and above[-1].depth >= lane.depth:
            above.pop()
        if lane.kind == "heading":
            above.append(lane)
            continue
        ids.append(lane.key)
        labels.append(lane.label)
        under.append(numbers.setdefault(WITHIN.join(heading.label for heading in above), len(numbers)))
    by_name = np.empty(len(ids), np.intp)
    by_name[sorted(range(len(ids)), key=lambda n: (labels[n].casefold(), n))] = np.arange(len(ids))
    heads = Heads(np.array(ids, np.int32), labels, np.array(under, np.int32), [*numbers], by_name)
    return Side(heads, np.arange(len(ids)))
