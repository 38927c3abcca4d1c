"""The boxes a scene is made of; plain values in logical pixels, made for one frame."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]


class LaneBox(NamedTuple):
    """A lane or heading; `y` is its top, `label_y` the middle of its name, kept in sight.

    `folded` says that it is shown as one strip.
    """

    kind: str
    key: int
    label: str
    caption: str
    flag: str | None
    depth: int
    y: float
    height: float
    label_y: float
    folded: bool = False


class RibbonBox(NamedTuple):
    """A stretch of a ribbon in which one position is shown; `y` is its middle.

    `knees` are the corners of its upper edge as x and half of the thickness there; `claimed` is the x up to
    which it is filled. `ticks` are the x of reaffirmations, `glyphs` those at which the glyph of its value is
    repeated.
    """

    lane: int
    topic: int
    entry: int
    left: float
    right: float
    y: float
    height: float
    knees: tuple[Point, ...]
    claimed: float
    back_to: float | None
    value: int | None
    non_value: str | None
    readings: tuple[int | None, ...]
    reported: bool
    conditional: bool
    ticks: tuple[float, ...]
    glyphs: tuple[float, ...]

    def half_at(self, x: float) -> float:
        """Give half of the thickness at an x, in between as the straight edge has it."""
        for (x0, half_0), (x1, half_1) in pairwise(self.knees):
            if x <= x1:
                return half_0 + (half_1 - half_0) * max(x - x0, 0.0) / max(x1 - x0, 1e-9)
        return self.knees[-1][1]

    def outline(self, left: float, right: float) -> tuple[Point, ...]:
        """Give the corners of the part between two x, clockwise from the upper left."""
        y, knees = self.y, self.knees
        if left == knees[0][0] and right == knees[-1][0]:
            upper = knees
        else:
            between = [knee for knee in knees if left < knee[0] < right]
            upper = ((left, self.half_at(left)), *between, (right, self.half_at(right)))
        return (*[(x, y - half) for x, half in upper], *[(x, y + half) for x, half in reversed(upper)])


class RibbonRow(NamedTuple):
    """The visible stretches of one ribbon, in order, with its name; `y` is its middle.

    Of very many stretches there are `shades` instead, a byte a logical pixel from the left of the sheet.
    """

    lane: int
    topic: int
    name: str
    y: float
    boxes: tuple[RibbonBox, ...]
    shades: bytes = b""
    party: int = 0


class BarBox(NamedTuple):
    """When an entry was: solid between the core's ends, fading to the outer ones; `y` is its middle.

    `arrow_left` and `arrow_right` say that this side is open or unknown. With `thick` it is a box that holds
    its label.
    """

    entry: int
    lane: int
    left: float
    core_left: float
    core_right: float
    right: float
    y: float
    height: float
    arrow_left: bool
    arrow_right: bool
    has_core: bool
    thick: bool
    doubtful: bool


class MarkBox(NamedTuple):
    """The mark of an entry, centred."""

    entry: int
    lane: int
    x: float
    y: float
    radius: float
    shape: int
    value: int
    hollow: bool
    context: bool
    selected: bool


class TalkLine(NamedTuple):
    """The line that joins the marks of one entry in several lanes; `shape` is that of the marks."""

    entry: int
    x: float
    top: float
    bottom: float
    shape: int
    selected: bool


class LabelBox(NamedTuple):
    """A text; `x` is its left, `y` its middle.

    Role: ``mark``, ``named``, ``detail``, ``inside`` or ``ribbon``.
    """

    text: str
    x: float
    y: float
    width: float
    height: float
    role: str
    entry: int
    lane: int
    selected: bool


class ChipBox(NamedTuple):
    """A "+n" that opens a list of entries; of ribbons where `entries` is empty."""

    text: str
    x: float
    y: float
    width: float
    height: float
    lane: int
    entries: tuple[int, ...]


class EdgeBox(NamedTuple):
    """Words at the edge of a lane on the nearest entry outside the window; `y` is their middle."""

    text: str
    x: float
    y: float
    width: float
    entry: int
    lane: int
