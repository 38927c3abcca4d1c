"""The sheet: all that stands in time at a zoom, for a stretch larger than the window.

Nothing on it depends on pan or scroll, so a screen can keep it as one image and move it; `Scene` has the
rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline_app.domain.dates import parse
from timeline_app.layout.boxes import BarBox, ChipBox, LabelBox, MarkBox, RibbonRow, TalkLine
from timeline_app.layout.links import arrows
from timeline_app.layout.mark_boxes import bar_box, label_box, mark_box
from timeline_app.layout.ribbon_boxes import Claim, Strip, ribbon_boxes
from timeline_app.layout.time_scale import Axis, TimeScale, axis_ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.arrangement import Arrangement, PlacedLane
    from timeline_app.layout.links import Arrow, LinkOf
    from timeline_app.layout.mark_labels import PlacedMark
    from timeline_app.layout.metrics import Metrics
    from timeline_app.layout.view import View

BLEED = 20.0
"""Logical pixels around the sheet in which marks are still kept, to be cut at its edge."""
BESIDE = (0.0, -4.0, 4.0, -2.0, 2.0)
"""Logical pixels by which lines of one day stand aside from each other, all behind their marks."""
CHIP_LETTER, CHIP_ENDS = 7.5, 14.0


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Boxes in logical pixels: x from the left of the sheet, y from the top of the first lane."""

    scale: TimeScale
    width: float
    top: float
    bottom: float
    grid: Axis
    headings: tuple[tuple[float, float], ...]
    rules: tuple[float, ...]
    absent: tuple[tuple[float, float, float, float], ...]
    """Left, right, top and height of where a lane's party is not there yet or no more."""
    rows: tuple[RibbonRow, ...]
    bars: tuple[BarBox, ...]
    talks: tuple[TalkLine, ...]
    marks: tuple[MarkBox, ...]
    labels: tuple[LabelBox, ...]
    inside: tuple[tuple[LabelBox, BarBox], ...]
    chips: tuple[ChipBox, ...]
    arrows: tuple[Arrow, ...]
    collected_x: float | None

    def covers(self, start: float, end: float, top: float, bottom: float) -> bool:
        """Tell whether it reaches over a window of time (float days) and of y (logical pixels)."""
        in_time = self.scale.start <= start and end <= self.scale.day(self.width)
        return in_time and self.top <= top and bottom <= self.bottom


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a sheet covers: from when, how wide, and between which y from the first lane, logical pixels."""

    start: float
    width: float
    top: float
    bottom: float


def build_sheet(
    timeline: Timeline,
    arrangement: Arrangement,
    view: View,
    stretch: Stretch,
    metrics: Metrics,
    links: Sequence[LinkOf] = (),
) -> Sheet:
    """Lay out a stretch of time at the view's as-of day and selection."""
    scale = TimeScale(stretch.start, arrangement.pixels_per_day, 0.0)
    linked = frozenset(entry for link in links for entry in (link.from_entry, link.to_entry))
    claim = _claim(timeline, view, scale, stretch.width)
    filling = _Filling(timeline, scale, claim, metrics, view.selected, linked)
    for placed in arrangement.lanes:
        if placed.top + placed.height < stretch.top or placed.top > stretch.bottom:
            filling.keep_linked(placed, placed.top)
        else:
            filling.fill(placed, placed.top)
    collected = timeline.collected_through
    return Sheet(
        scale=scale,
        width=stretch.width,
        top=stretch.top,
        bottom=stretch.bottom,
        grid=axis_ticks(scale, stretch.width),
        headings=tuple(filling.headings),
        rules=tuple(filling.rules),
        absent=tuple(filling.absent),
        rows=tuple(filling.rows),
        bars=tuple(filling.bars),
        talks=_talk_lines(timeline, filling.marks),
        marks=tuple(mark for mark in filling.marks if _is_on(mark, stretch)),
        labels=tuple(filling.labels),
        inside=tuple(filling.inside),
        chips=tuple(filling.chips),
        arrows=arrows(links, filling.marks),
        collected_x=None if collected is None else scale.x(collected + 1),
    )


def _claim(timeline: Timeline, view: View, scale: TimeScale, width: float) -> Claim:
    """Tell up to which x positions are claimed: the end of the as-of day, or of the last day collected."""
    collected, as_of = timeline.collected_through, view.as_of
    collected_x = width + BLEED if collected is None else scale.x(collected + 1)
    return Claim(collected_x if as_of is None else min(scale.x(as_of + 1), collected_x), collected_x, width)


def _talk_lines(timeline: Timeline, marks: Sequence[MarkBox]) -> tuple[TalkLine, ...]:
    """Join the marks of entries in several lanes."""
    found: dict[int, list[MarkBox]] = {}
    for mark in marks:
        if mark.entry in timeline.parties_of_talks:
            found.setdefault(mark.entry, []).append(mark)
    lines: list[TalkLine] = []
    taken: dict[float, list[tuple[float, float]]] = {}
    for entry, of in found.items():
        if len(of) > 1:
            top, bottom = min(b.y for b in of), max(b.y for b in of)
            x = _free_x(taken, of[0].x, top, bottom)
            taken.setdefault(x, []).append((top, bottom))
            lines.append(TalkLine(entry, x, top, bottom, of[0].shape, of[0].selected))
    return tuple(lines)


def _free_x(taken: dict[float, list[tuple[float, float]]], x: float, top: float, bottom: float) -> float:
    """Give an x near the marks at which no other line, by x its top and bottom, runs over the same height."""
    free = (
        x + step
        for step in BESIDE
        if not any(high < bottom and top < low for high, low in taken.get(x + step, ()))
    )
    return next(free, x)


def _is_on(mark: MarkBox, stretch: Stretch) -> bool:
    in_time = -BLEED <= mark.x <= stretch.width + BLEED
    return in_time and stretch.top - BLEED <= mark.y <= stretch.bottom + BLEED


@dataclass(slots=True)
class _Filling:
    """What has been laid out of a sheet so far; `linked` entries are kept even out of sight."""

    timeline: Timeline
    scale: TimeScale
    claim: Claim
    metrics: Metrics
    selected: int | None
    linked: frozenset[int]
    headings: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    rules: list[float] = field(default_factory=list[float])
    absent: list[tuple[float, float, float, float]] = field(
        default_factory=list[tuple[float, float, float, float]]
    )
    rows: list[RibbonRow] = field(default_factory=list[RibbonRow])
    bars: list[BarBox] = field(default_factory=list[BarBox])
    marks: list[MarkBox] = field(default_factory=list[MarkBox])
    labels: list[LabelBox] = field(default_factory=list[LabelBox])
    inside: list[tuple[LabelBox, BarBox]] = field(default_factory=list[tuple[LabelBox, BarBox]])
    chips: list[ChipBox] = field(default_factory=list[ChipBox])

    def fill(self, placed: PlacedLane, y: float) -> None:
        """Lay out what stands in a visible lane whose top is at `y`."""
        m, lane = self.metrics, placed.lane.key
        self.rules.append(y + placed.height)
        if placed.lane.kind == "heading":
            self.headings.append((y, placed.height))
        if placed.lane.kind == "party":
            self._mark_absence(placed, y)
        for number, ribbon in enumerate(placed.ribbons):
            middle = y + m.lane_padding + (number + 0.5) * m.ribbon_row
            strip = Strip(lane, middle, m.ribbon, self.scale, self.claim)
            self.rows.append(RibbonRow(lane, ribbon.topic, ribbon.label, middle, ribbon_boxes(ribbon, strip)))
        for mark in placed.marks:
            if not self._is_one_of_many(mark):
                self._fill_mark(placed, mark, self._mark_y(placed, mark, y))
        self._fill_clusters(placed, y + placed.height - m.lane_padding - m.chip)

    def _mark_absence(self, placed: PlacedLane, y: float) -> None:
        """Let a lane begin and end where its party does."""
        party, width = self.timeline.parties[placed.lane.key], self.claim.width
        begin = parse(party.valid_from).begin_lo if party.valid_from else None
        end = parse(party.valid_to).end_hi if party.valid_to else None
        if begin is not None and self.scale.x(begin) > 0:
            self.absent.append((0.0, min(self.scale.x(begin), width), y, placed.height))
        if end is not None and self.scale.x(end + 1) < width:
            self.absent.append((max(self.scale.x(end + 1), 0.0), width, y, placed.height))

    def _is_one_of_many(self, mark: PlacedMark) -> bool:
        """Tell whether a mark is a further dot of an entry in very many lanes, shown only when selected."""
        lanes = self.timeline.parties_of_talks.get(mark.entry, 1)
        return lanes > self.metrics.dots_most and not mark.label and mark.entry != self.selected

    def keep_linked(self, placed: PlacedLane, y: float) -> None:
        """Keep the marks of a lane out of sight that lines lead to: those of talks, and of shown links."""
        first, last = self.scale.day(-BLEED), self.scale.day(self.claim.width + BLEED)
        for mark in placed.marks if self.linked else placed.of_talks:
            in_time = first <= mark.day + 0.5 <= last
            talks = in_time and mark.entry in self.timeline.parties_of_talks
            if (talks or mark.entry in self.linked) and not self._is_one_of_many(mark):
                self._add_mark(placed, mark, self._mark_y(placed, mark, y))

    def _mark_y(self, placed: PlacedLane, mark: PlacedMark, y: float) -> float:
        m = self.metrics
        return y + m.lane_padding + len(placed.ribbons) * m.ribbon_row + (mark.row + 0.5) * m.mark_row

    def _add_mark(self, placed: PlacedLane, mark: PlacedMark, y: float) -> MarkBox:
        box = mark_box(mark, placed.lane.key, (self.scale.x(mark.day + 0.5), y), self.selected, self.metrics)
        self.marks.append(box)
        return box

    def _fill_mark(self, placed: PlacedLane, mark: PlacedMark, y: float) -> None:
        box = self._add_mark(placed, mark, y)
        bar = bar_box(mark, box, self.scale, self.claim.collected, self.metrics)
        if bar and bar.right > 0 and bar.left < self.claim.width:
            self.bars.append(bar)
        if not mark.label:
            return
        label = label_box(mark, box, bar, self.metrics)
        if label.x + label.width > 0 and label.x < self.claim.width:
            if bar and label.role == "inside":
                self.inside.append((label, bar))
            else:
                self.labels.append(label)

    def _fill_clusters(self, placed: PlacedLane, y: float) -> None:
        for cluster in placed.clusters:
            text = f"+{len(cluster.entries)}"
            width = CHIP_ENDS + CHIP_LETTER * len(text)
            x = self.scale.x(cluster.day + 0.5) - width / 2
            if -width < x < self.claim.width:
                chip = ChipBox(text, x, y, width, self.metrics.chip, placed.lane.key, cluster.entries)
                self.chips.append(chip)
