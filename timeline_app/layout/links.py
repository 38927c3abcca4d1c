"""The links of the selected entry as curves between marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline_app.layout.boxes import MarkBox, Point


class Arrow(NamedTuple):
    """A cubic curve from mark to mark with its arrowhead at the end; `label_at` is its middle."""

    relation: str
    start: Point
    control_1: Point
    control_2: Point
    end: Point
    label_at: Point


class LinkOf(NamedTuple):
    """A link by the ids of its entries."""

    relation: str
    from_entry: int
    to_entry: int


def arrows(links: Iterable[LinkOf], marks: Sequence[MarkBox]) -> tuple[Arrow, ...]:
    """Draw links whose both ends have a mark, from the mark of the one that is nearest to the other."""
    by_entry: dict[int, list[MarkBox]] = {}
    for mark in marks:
        if not mark.hollow:
            by_entry.setdefault(mark.entry, []).append(mark)
    found = [(link, _nearest(by_entry, link)) for link in links]
    return tuple(_curve(link.relation, *ends) for link, ends in found if ends)


def _nearest(by_entry: dict[int, list[MarkBox]], link: LinkOf) -> tuple[MarkBox, MarkBox] | None:
    starts, ends = by_entry.get(link.from_entry, ()), by_entry.get(link.to_entry, ())
    pairs = [(a, b) for a in starts for b in ends]
    return min(pairs, key=lambda p: abs(p[0].y - p[1].y), default=None)


def _curve(relation: str, a: MarkBox, b: MarkBox) -> Arrow:
    """Bend between the marks, leaving and reaching them at their rims."""
    if abs(a.x - b.x) < 2 * a.radius:
        return _side_curve(relation, a, b)
    sign = 1.0 if b.x > a.x else -1.0
    start = (a.x + sign * (a.radius + 3), a.y)
    end = (b.x - sign * (b.radius + 3), b.y)
    reach = min(max(abs(end[0] - start[0]) / 2, 30.0), 160.0)
    c1, c2 = (start[0] + sign * reach, start[1]), (end[0] - sign * reach, end[1])
    return Arrow(relation, start, c1, c2, end, _middle(start, c1, c2, end))


def _side_curve(relation: str, a: MarkBox, b: MarkBox) -> Arrow:
    """Go round the side between marks that stand one over the other."""
    start, end = (a.x + a.radius + 3, a.y), (b.x + b.radius + 3, b.y)
    c1, c2 = (start[0] + 46, start[1]), (end[0] + 46, end[1])
    return Arrow(relation, start, c1, c2, end, _middle(start, c1, c2, end))


def _middle(a: Point, b: Point, c: Point, d: Point) -> Point:
    """Give the point of a cubic curve halfway along its parameter."""
    return (a[0] + 3 * b[0] + 3 * c[0] + d[0]) / 8, (a[1] + 3 * b[1] + 3 * c[1] + d[1]) / 8
