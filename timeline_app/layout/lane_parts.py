"""What stands in one lane of a sheet, laid out apart so that what did not change is taken over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline_app.domain.dates import parse
from timeline_app.layout.boxes import BarBox, ChipBox, LabelBox, MarkBox, RibbonRow
from timeline_app.layout.mark_boxes import bar_box, detail_box, label_box, mark_box

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline_app.domain.records import Party
    from timeline_app.layout.mark_labels import PlacedMark
    from timeline_app.layout.metrics import Metrics
    from timeline_app.layout.placing import PlacedLane
    from timeline_app.layout.reach import Level
    from timeline_app.layout.ribbons import Ribbons, Wanted
    from timeline_app.layout.stretches import Claim
    from timeline_app.layout.time_scale import TimeScale

BLEED = 20.0
"""Logical pixels around the sheet in which marks are still kept, to be cut at its edge."""
CHIP_LETTER, CHIP_ENDS = 7.5, 14.0


@dataclass(slots=True, eq=False)
class LanePart:
    """The boxes of a lane; `is_seen` tells whether the sheet reaches it, else it holds linked marks only."""

    placed: PlacedLane
    is_seen: bool
    headings: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    rules: list[float] = field(default_factory=list[float])
    absent: list[tuple[float, float, float, float]] = field(
        default_factory=list[tuple[float, float, float, float]]
    )
    rows: list[RibbonRow] = field(default_factory=list[RibbonRow])
    bars: list[BarBox] = field(default_factory=list[BarBox])
    marks: list[MarkBox] = field(default_factory=list[MarkBox])
    of_talks: list[MarkBox] = field(default_factory=list[MarkBox])
    labels: list[LabelBox] = field(default_factory=list[LabelBox])
    inside: list[tuple[LabelBox, BarBox]] = field(default_factory=list[tuple[LabelBox, BarBox]])
    chips: list[ChipBox] = field(default_factory=list[ChipBox])


@dataclass(frozen=True, slots=True)
class LaneLaying:
    """What every lane of a sheet is laid out by; lanes laid out by equal ones are the same.

    Attributes
    ----------
    linked
        Entries whose marks are kept even out of sight.
    """

    ribbons: Ribbons
    parties: Mapping[int, Party]
    as_of: int | None
    scale: TimeScale
    claim: Claim
    metrics: Metrics
    selected: int | None
    linked: frozenset[int]
    level: Level
    wanted: Wanted

    def lay(self, placed: PlacedLane, *, is_seen: bool) -> LanePart:
        """Lay out what stands in a lane."""
        part = LanePart(placed, is_seen)
        if is_seen:
            self._fill(part)
        else:
            self._keep_linked(part)
        return part

    def _fill(self, part: LanePart) -> None:
        m, placed, y = self.metrics, part.placed, part.placed.top
        part.rules.append(y + placed.height)
        if placed.lane.kind == "heading":
            part.headings.append((y, placed.height))
        elif placed.lane.kind == "party":
            self._mark_absence(part)
        if placed.ribbons:
            self._fill_ribbons(part)
        for mark in placed.marks:
            self._fill_mark(part, mark)
        self._fill_clusters(part, y + placed.height - m.lane_padding - m.chip)

    def _fill_ribbons(self, part: LanePart) -> None:
        m, key = self.metrics, part.placed.lane.key
        ribbons = self.ribbons.of_lane(key, self.as_of, part.placed.ribbons, self.wanted)
        for number, of in enumerate(ribbons):
            y = part.placed.top + m.lane_padding + (number + 0.5) * m.ribbon_row
            row = RibbonRow(key, of.topic, of.party, of.label, y, of.decay_days, of.first, of.stop)
            part.rows.append(row)

    def _mark_absence(self, part: LanePart) -> None:
        """Let a lane begin and end where its party does."""
        placed, width = part.placed, self.claim.width
        party = self.parties[placed.lane.key]
        begin = parse(party.valid_from).begin_lo if party.valid_from else None
        end = parse(party.valid_to).end_hi if party.valid_to else None
        if begin is not None and self.scale.x(begin) > 0:
            part.absent.append((0.0, min(self.scale.x(begin), width), placed.top, placed.height))
        if end is not None and self.scale.x(end + 1) < width:
            part.absent.append((max(self.scale.x(end + 1), 0.0), width, placed.top, placed.height))

    def _keep_linked(self, part: LanePart) -> None:
        """Keep the marks of a lane out of sight that lines lead to: those of talks, and of shown links."""
        first, last = self.scale.day(-BLEED), self.scale.day(self.claim.width + BLEED)
        for mark in part.placed.marks if self.linked else part.placed.of_talks:
            talks = first <= mark.at <= last and mark.lanes > 1
            if talks or mark.entry in self.linked:
                self._add_mark(part, mark)

    def _add_mark(self, part: LanePart, mark: PlacedMark) -> MarkBox:
        m, placed = self.metrics, part.placed
        over = placed.top + m.lane_padding + placed.ribbons * m.ribbon_row
        at = self.scale.x(mark.at), over + (mark.row + 0.5) * m.mark_row
        box = mark_box(mark, placed.lane.key, at, self.selected, m)
        part.marks.append(box)
        if mark.lanes > 1:
            part.of_talks.append(box)
        return box

    def _fill_mark(self, part: LanePart, mark: PlacedMark) -> None:
        box = self._add_mark(part, mark)
        bar = bar_box(mark, box, self.scale, self.claim.collected, self.metrics)
        if bar and bar.right > 0 and bar.left < self.claim.width:
            part.bars.append(bar)
        if not mark.label:
            return
        label = label_box(mark, box, bar, self.metrics)
        if bar and label.role == "inside":
            if bar.right > 0 and bar.left < self.claim.width:
                part.inside.append((label, bar))
        elif (
            label.x + label.width + mark.detail_width > -BLEED
            and label.x - mark.detail_width < self.claim.width
        ):
            part.labels.append(label)
            if mark.detail:
                part.labels.append(detail_box(mark, label, self.metrics))

    def _fill_clusters(self, part: LanePart, y: float) -> None:
        key = part.placed.lane.key
        for cluster in part.placed.clusters:
            text = f"+{len(cluster.entries)}"
            width = CHIP_ENDS + CHIP_LETTER * len(text)
            x = self.scale.x(cluster.at) - width / 2
            if -width < x < self.claim.width:
                part.chips.append(ChipBox(text, x, y, width, self.metrics.chip, key, cluster.entries))
