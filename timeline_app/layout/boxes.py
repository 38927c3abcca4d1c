"""The boxes a scene is made of; plain values in logical pixels, made for one frame."""

from __future__ import annotations

from typing import Literal, NamedTuple

Point = tuple[float, float]


class MoreBox(NamedTuple):
    """A "+n" under the name of a lane that opens a list; `x` is its left, `y` its middle under the first."""

    kind: Literal["positions", "ongoing"]
    text: str
    x: float
    y: float
    width: float


class LaneBox(NamedTuple):
    """A lane or heading; `y` is its top, `label_y` the middle of its name and caption, kept in sight.

    `left` and `caption_left` are where name and caption begin, `folded` says that it is shown as one strip,
    and `more` what of it is not shown, the first in the middle of `more_y`.
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
    left: float
    folded: bool = False
    caption_left: float = 0.0
    caption_y: float = 0.0
    more_y: float = 0.0
    more: tuple[MoreBox, ...] = ()


class RibbonRow(NamedTuple):
    """A ribbon with its name; `y` is its middle, `first` and `stop` are its rows in `Segments`."""

    lane: int
    topic: int
    party: int
    name: str
    y: float
    decay_days: int
    first: int
    stop: int


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
