"""The pinned lanes, which stay in sight at the top while the others are scrolled beneath them.

Lines between the two are of no sheet: where they lead follows from how far the others are scrolled.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from timeline_app.layout.lane_choice import PINNED
from timeline_app.layout.links import Arrow
from timeline_app.layout.locks import DemandLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from timeline_app.layout.arrangement import Arrangement
    from timeline_app.layout.boxes import LabelBox, Point
    from timeline_app.layout.placing import PlacedLane
    from timeline_app.layout.sheet import Sheet

Line = Arrow | DemandLine
L = TypeVar("L", bound=Arrow | DemandLine)

MOST = 0.6
"""Share of the plot's height that stays in sight at the most: the others need room to be read, too."""


def pinned_height(arrangement: Arrangement, shown: float) -> float:
    """Give how much of the lanes stays in sight at their top, logical pixels.

    Those are the pinned lanes, one after the other as far as `MOST` of the height that is shown takes them.
    Nothing stays where all lanes are in sight, or not even the first one fits.
    """
    if not arrangement.lanes or arrangement.height <= shown:
        return 0.0
    heading, *others = arrangement.lanes
    if heading.lane[:2] != ("heading", PINNED):
        return 0.0
    pinned = [heading] if heading.lane.folded else [*takewhile(_is_under_heading, others)]
    ends = (placed.top + placed.height for placed in pinned)
    return max((end for end in ends if end <= shown * MOST), default=0.0)


def _is_under_heading(placed: PlacedLane) -> bool:
    return placed.lane.depth > 0


def crosses(line: Line, pinned: float) -> bool:
    """Tell whether a line leads from pinned lanes to others, or back."""
    return (line.start[1] < pinned) != (line.end[1] < pinned)


def parted(lines: Iterable[L], pinned: float) -> tuple[tuple[L, ...], tuple[L, ...]]:
    """Give the lines that stay on one side, and those that lead from pinned lanes to others or back."""
    lines = tuple(lines)
    crossing = tuple(line for line in lines if crosses(line, pinned))
    return tuple(line for line in lines if line not in crossing) if crossing else lines, crossing


class Crossing(NamedTuple):
    """Lines that lead from pinned lanes to others or back, in x and y of the picture."""

    arrows: tuple[Arrow, ...] = ()
    demands: tuple[DemandLine, ...] = ()


NO_CROSSING = Crossing()


def lay_crossing(sheet: Sheet, scroll: float, offset: Point, measure: Callable[[str], float]) -> Crossing:
    """Lay out the lines between a sheet that is scrolled and the pinned lanes over it.

    A link leads as far as the pinned lanes reach where its other end is scrolled beneath them: it is of what
    was selected. Whom a condition binds is not told then, as without pinned lanes.

    Parameters
    ----------
    scroll
        By how much further up the sheet stands than where it would follow on the pinned lanes.
    offset
        x and y by which the sheet of the pinned lanes is moved.
    measure
        Tells how wide the name of a relation is.
    """
    arrows, demands = sheet.crossing
    titles = [*_titles(sheet.pinned, offset), *_titles(sheet, (offset[0], offset[1] - scroll))]
    from_pinned = sheet.pinned.crossing[1] if sheet.pinned else ()
    pinned = sheet.stretch.pinned
    both_seen = (line for line in (*from_pinned, *demands) if _is_seen(line, pinned, scroll))
    return Crossing(
        tuple(_clear_of(titles, drawn_across(arrow, pinned, offset, scroll), measure) for arrow in arrows),
        tuple(drawn_across(line, pinned, offset, scroll) for line in dict.fromkeys(both_seen)),
    )


def _titles(sheet: Sheet | None, offset: Point) -> list[LabelBox]:
    """Give the titles of a sheet where they stand in the picture."""
    labels = sheet.labels if sheet else ()
    return [label._replace(x=label.x + offset[0], y=label.y + offset[1]) for label in labels]


def _clear_of(titles: Iterable[LabelBox], arrow: Arrow, measure: Callable[[str], float]) -> Arrow:
    """Leave the words of a link out where they would lie over a title."""
    (x, y), half = arrow.label_at, measure(arrow.relation) / 2
    covers = any(
        abs(title.y - y) < title.height and title.x < x + half and x - half < title.x + title.width
        for title in titles
    )
    return arrow._replace(relation="") if covers else arrow


def _is_seen(line: Line, pinned: float, scroll: float) -> bool:
    """Tell whether the end of a line that crosses is below the pinned lanes which is scrolled."""
    return max(line.start[1], line.end[1]) - scroll >= pinned


def drawn_across(line: L, pinned: float, offset: Point, scroll: float) -> L:
    """Move a line that crosses to where its ends stand in the picture.

    An end that is scrolled beneath the pinned lanes counts as at their lower edge.

    Parameters
    ----------
    pinned
        How much of the lanes stays in sight, logical pixels.
    offset
        x and y by which the sheet of the pinned lanes is moved.
    scroll
        By how much further up the others stand.
    """
    first, last = line.start[1], line.end[1]
    top, bottom = (y if y < pinned else max(y - scroll, pinned) for y in (first, last))
    share = (bottom - top) / (last - first)

    def moved(point: Point) -> Point:
        return point[0] + offset[0], top + (point[1] - first) * share + offset[1]

    values = (moved(value) if isinstance(value, tuple) else value for value in line)
    return type(line)(*values)  # pyright: ignore[reportArgumentType]
