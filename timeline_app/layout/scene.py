"""The scene: everything to be painted, in logical pixels, and what lies under a point; no colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline_app.layout.dots import dot_at
from timeline_app.layout.lane_boxes import MORE_HEIGHT
from timeline_app.layout.legend import TRAY_WIDTH, Foot
from timeline_app.layout.locks import lock_at
from timeline_app.layout.pinning import NO_CROSSING, Crossing
from timeline_app.layout.sticking import stuck_bottom
from timeline_app.layout.stretches import stretch_at

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from timeline_app.layout.boxes import EdgeBox, LabelBox, LaneBox, MarkBox, Point
    from timeline_app.layout.comparing import ComparedDays
    from timeline_app.layout.sheet import Sheet
    from timeline_app.layout.time_scale import Axis, TimeScale

HitKind = Literal[
    "mark", "lock", "ribbon", "chip", "strip", "lane", "heading", "tray", "positions", "ongoing", "none"
]
"""Positions and ongoing entries are those that a lane leaves out."""
EDGE_HEIGHT = 18.0
REACH = 4.0
"""Logical pixels beside a mark that still count as on it."""


class Hit(NamedTuple):
    """What lies under a point: the entries of a mark, chip or lock, the party and topic of a ribbon."""

    kind: HitKind
    entries: tuple[int, ...] = ()
    lane: int | None = None
    topic: int | None = None
    party: int | None = None
    """Whose position it is, or whose lane."""
    lanes: tuple[int, ...] = ()
    """Lanes that a strip sums up."""
    conditions: tuple[int, ...] = ()
    """Those of which a lock tells."""
    day: int | None = None
    """The last day of which a lock tells."""


NOTHING = Hit("none")


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is painted, in logical pixels of the whole picture.

    Attributes
    ----------
    plot
        Left, top, right and bottom of the part in which time runs.
    offset
        x and y by which the sheet is moved to where it stands in the picture.
    dated, outside
        How many entries have a place in time, and how many are earlier and later than the window.
    edges
        Words on what lies outside the window.
    below
        How many lanes stand further down than is shown.
    names, inside
        Labels that keep in sight while time is moved: of ribbons, and of long bars.
    compared
        Two days that are compared and what changed between, in x and y of the sheet.
    ringed, picked
        Entries that were searched for, ids in rising order, and those picked together.
    tray
        Entries without a usable date, with their titles.
    pinned
        The lanes that stay in sight at the top of the plot while those of this scene are scrolled beneath.
    crossing
        Lines between both.
    """

    width: float
    height: float
    plot: tuple[float, float, float, float]
    scale: TimeScale
    sheet: Sheet
    offset: tuple[float, float]
    axis: Axis
    lanes: tuple[LaneBox, ...]
    edges: tuple[EdgeBox, ...]
    dated: int
    outside: tuple[int, int]
    below: int
    names: tuple[LabelBox, ...]
    inside: tuple[LabelBox, ...]
    as_of_x: float | None
    as_of_label: str
    collected_label: str
    tray: tuple[tuple[int, str], ...]
    foot: Foot
    content_height: float
    compared: ComparedDays | None
    ringed: NDArray[np.int32]
    picked: frozenset[int]
    pinned: Scene | None = None
    crossing: Crossing = NO_CROSSING

    @property
    def parts(self) -> tuple[Scene, ...]:
        """The pinned lanes, if any stay in sight, and those that are scrolled."""
        return (self.pinned, self) if self.pinned else (self,)

    @property
    def sight(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of where its own sheet is seen: the plot below the pinned lanes."""
        left, top, right, bottom = self.plot
        return left, self.pinned.plot[3] if self.pinned else top, right, bottom

    @property
    def seen_from(self) -> float:
        """The y from which on its own sheet is seen: below the headings that stay at the top, too."""
        return stuck_bottom(self.lanes, self.sight[1])

    def part_at(self, y: float) -> Scene:
        """Give the part of which something is seen at a y."""
        return self.pinned if self.pinned and y < self.pinned.plot[3] else self

    def y_of(self, top: float) -> float:
        """Give where something stands that is so far below the first lane's top, logical pixels."""
        is_pinned = self.pinned and top < self.sheet.stretch.pinned
        return top + (self.pinned if self.pinned and is_pinned else self).offset[1]

    def mark_of(self, entry: int) -> tuple[MarkBox, Point] | None:
        """Give the mark of an entry and where it stands, one in sight before others; None where none does."""
        found = [
            (part, mark, (mark.x + part.offset[0], mark.y + part.offset[1]))
            for part in self.parts
            for mark in part.sheet.marks
            if mark.entry == entry
        ]
        in_sight = (one for one in found if one[0].seen_from <= one[2][1] < one[0].sight[3])
        first = next(in_sight, found[0] if found else None)
        return first and first[1:]

    def hit(self, x: float, y: float) -> Hit:
        """Tell what lies under a point: marks before labels before bars before locks before ribbons."""
        left, top, right, bottom = self.plot
        if self.tray and y >= bottom and x < TRAY_WIDTH:
            return Hit("tray")
        if not (top <= y < bottom and 0 <= x < right):
            return NOTHING
        if self.pinned and y < self.pinned.plot[3]:
            return self.pinned.hit(x, y)
        if x < left or y < self.seen_from:
            return self._header_at(x, y)
        for edge in self.edges:
            if edge.x <= x <= edge.x + edge.width and abs(edge.y - y) <= EDGE_HEIGHT / 2:
                return Hit("mark", (edge.entry,), edge.lane)
        on_sheet = x - self.offset[0], y - self.offset[1]
        return (
            self._mark_at(*on_sheet)
            or self._chip_at(*on_sheet)
            or self._lock_at(*on_sheet)
            or self._ribbon_at(*on_sheet)
            or self._strip_at(on_sheet[1])
            or self._lane_at(y)
        )

    def _mark_at(self, x: float, y: float) -> Hit | None:
        marks = self.sheet.marks
        near = [m for m in marks if abs(m.x - x) <= m.radius + REACH and abs(m.y - y) <= m.radius + REACH]
        if near:
            closest = min(near, key=lambda m: (m.x - x) ** 2 + (m.y - y) ** 2)
            return Hit("mark", (closest.entry,), closest.lane)
        if (dot := self.sheet.dots and dot_at(self.sheet.dots, x, y)) is not None:
            return Hit("mark", (dot[0],), dot[1])
        for label in self.sheet.labels:
            if label.x <= x <= label.x + label.width and abs(label.y - y) <= label.height / 2:
                return Hit("mark", (label.entry,), label.lane)
        for bar in self.sheet.bars:
            if bar.left <= x <= bar.right and abs(bar.y - y) <= bar.height / 2 + 2:
                return Hit("mark", (bar.entry,), bar.lane)
        return None

    def _chip_at(self, x: float, y: float) -> Hit | None:
        for chip in self.sheet.chips:
            if chip.x <= x <= chip.x + chip.width and chip.y <= y <= chip.y + chip.height:
                return Hit("chip", chip.entries, chip.lane)
        return None

    def _lock_at(self, x: float, y: float) -> Hit | None:
        lock = lock_at(self.sheet.locks, x, y)
        if lock is None:
            return None
        place = lock.lane, lock.topic, lock.party
        return Hit("lock", lock.entries, *place, conditions=lock.conditions, day=lock.day)

    def _ribbon_at(self, x: float, y: float) -> Hit | None:
        stretches = self.sheet.stretches
        at = stretch_at(stretches, x, y, self.sheet.laying.metrics.ribbon)
        if at is None:
            return None
        row = self.sheet.rows[int(stretches.row[at])]
        return Hit("ribbon", (int(stretches.entry[at]),), row.lane, row.topic, row.party)

    def _strip_at(self, y: float) -> Hit | None:
        for strip in self.sheet.strips:
            if strip.y <= y < strip.y + strip.height:
                lane = strip.lanes[0] if len(strip.lanes) == 1 else None
                return Hit("strip", (), lane, lanes=strip.lanes)
        return None

    def _header_at(self, x: float, y: float) -> Hit:
        lane = self._box_at(y)
        if lane is not None:
            for more in lane.more:
                if more.x <= x <= more.x + more.width and abs(lane.more_y + more.y - y) <= MORE_HEIGHT / 2:
                    return Hit(more.kind, (), lane.key)
        return _hit_of(lane)

    def _lane_at(self, y: float) -> Hit:
        return _hit_of(self._box_at(y))

    def _box_at(self, y: float) -> LaneBox | None:
        """Give the header at a y; a heading that sticks to the top lies over the others."""
        for lane in reversed(self.lanes):
            if lane.y <= y < lane.y + lane.height:
                return lane
        return None


def _hit_of(lane: LaneBox | None) -> Hit:
    if lane is None:
        return NOTHING
    return Hit("heading" if lane.kind in ("heading", "stuck") else "lane", (), lane.key)
