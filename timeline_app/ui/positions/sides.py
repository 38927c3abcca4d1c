"""What stands at the sides of the matrix, in which order and under which headings; knows no widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from timeline_app.layout.lanes import Lane

Order = Literal["given", "name", "changed", "heard"]
ORDERS: tuple[Order, ...] = ("given", "name", "changed", "heard")
"""As lanes and codebook have them, by name, the last changed first, what was unheard for longest first."""
HEADING = -1
WITHIN = " › "


class Side(NamedTuple):
    """Parties or topics by id, in order, and the headings over each."""

    ids: list[int]
    labels: list[str]
    headings: list[str]

    def only(self, wanted: AbstractSet[int]) -> Side:
        """Leave some of them."""
        return self._taken([n for n, one in enumerate(self.ids) if one in wanted])

    def in_order(self, order: Order, latest: Mapping[int, int], *, under_headings: bool) -> Side:
        """Put them in an order, under their headings or across them; `latest` gives days by id."""
        place = {heading: n for n, heading in enumerate(dict.fromkeys(self.headings))}

        def key(n: int) -> tuple[object, ...]:
            of_heading = place[self.headings[n]] if under_headings else 0
            if order == "name":
                return of_heading, self.labels[n].casefold(), n
            day = latest.get(self.ids[n])
            days = 0 if day is None or order == "given" else day if order == "heard" else -day
            return of_heading, day is None and order != "given", days, n

        return self._taken(sorted(range(len(self.ids)), key=key))

    def with_headings(self) -> list[int]:
        """List the places of all, HEADING where one with another heading than before follows."""
        places: list[int] = []
        before = ""
        for n, heading in enumerate(self.headings):
            if heading != before:
                places.append(HEADING)
            before = heading
            places.append(n)
        return places

    def _taken(self, places: list[int]) -> Side:
        ids, labels, headings = self
        return Side([ids[n] for n in places], [labels[n] for n in places], [headings[n] for n in places])


NOBODY = Side([], [], [])


def side_of(lanes: Iterable[Lane]) -> Side:
    """Give lanes with the headings over each, the outermost first."""
    side = Side([], [], [])
    above: list[Lane] = []
    for lane in lanes:
        while above and above[-1].depth >= lane.depth:
            above.pop()
        if lane.kind == "heading":
            above.append(lane)
            continue
        side.ids.append(lane.key)
        side.labels.append(lane.label)
        side.headings.append(WITHIN.join(heading.label for heading in above))
    return side
