"""The sheet: all that stands in time at a zoom, for a stretch larger than the window.

Nothing on it depends on pan or scroll, so a screen can keep it as one image and move it; `Scene` has the
rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline_app.layout.boxes import BarBox, ChipBox, LabelBox, MarkBox, RibbonRow, TalkLine
from timeline_app.layout.dots import Dots, boxes_of, field_of_selected, lay_dots
from timeline_app.layout.lane_parts import BLEED, LaneLaying
from timeline_app.layout.links import arrows
from timeline_app.layout.locks import demand_lines, lay_locks
from timeline_app.layout.pinning import parted
from timeline_app.layout.ribbons import wanted_by
from timeline_app.layout.stretches import Claim, Stretches, lay_ribbons
from timeline_app.layout.strips import StripBox, lay_further, lay_strips
from timeline_app.layout.successions import succession_arrows
from timeline_app.layout.time_scale import Axis, TimeScale, axis_ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.columns.timeline import Timeline
    from timeline_app.columns.turns import Turns
    from timeline_app.layout.arrangement import Arrangement
    from timeline_app.layout.lane_parts import LanePart
    from timeline_app.layout.links import Arrow, LinkOf
    from timeline_app.layout.locks import DemandLine, LockBox
    from timeline_app.layout.metrics import Metrics
    from timeline_app.layout.placing import PlacedLane
    from timeline_app.layout.shades import Shades
    from timeline_app.layout.view import View

BESIDE = (0.0, -4.0, 4.0, -2.0, 2.0)
"""Logical pixels by which lines of one day stand aside from each other, all behind their marks."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a sheet covers: from when, how wide, and between which y from the first lane, logical pixels.

    `pinned` is how much of the lanes stays in sight over it while it is scrolled.
    """

    start: float
    width: float
    top: float
    bottom: float
    pinned: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Boxes in logical pixels: x from the left of the sheet, y from the top of the first lane."""

    laying: LaneLaying
    lanes: tuple[PlacedLane, ...]
    """All lanes, as they are stacked."""
    parts: tuple[LanePart, ...]
    """Those of which something is drawn."""
    stretch: Stretch
    scale: TimeScale
    grid: Axis
    headings: tuple[tuple[float, float], ...]
    rules: tuple[float, ...]
    absent: tuple[tuple[float, float, float, float], ...]
    """Left, right, top and height of where a lane's party is not there yet or no more."""
    rows: tuple[RibbonRow, ...]
    stretches: Stretches
    shades: Shades
    strips: tuple[StripBox, ...]
    dots: Dots | None
    bars: tuple[BarBox, ...]
    of_talks: tuple[MarkBox, ...]
    """Marks of entries in several lanes, those out of sight too."""
    talks: tuple[TalkLine, ...]
    marks: tuple[MarkBox, ...]
    labels: tuple[LabelBox, ...]
    inside: tuple[tuple[LabelBox, BarBox], ...]
    chips: tuple[ChipBox, ...]
    arrows: tuple[Arrow, ...]
    locks: tuple[LockBox, ...]
    demands: tuple[DemandLine, ...]
    """From locks to whom their conditions bind."""
    crossing: tuple[tuple[Arrow, ...], tuple[DemandLine, ...]]
    """Both that lead from pinned lanes to others or back, which are on no sheet."""
    collected_x: float | None
    pinned: Sheet | None = None
    """The lanes that stay in sight over it, of the same days."""

    def covers(self, view: View, bottom: float) -> bool:
        """Tell whether it reaches over the window of a view, down to `bottom`, logical pixels."""
        return self.covers_time(view) and self.covers_height(view, bottom)

    def covers_time(self, view: View) -> bool:
        """Tell whether it reaches over the days of a view."""
        return self.scale.start <= view.start and view.end <= self.scale.day(self.width)

    def covers_height(self, view: View, bottom: float) -> bool:
        """Tell whether it reaches from the top of a view down to `bottom`, logical pixels."""
        return self.stretch.top <= view.scroll + self.stretch.pinned and bottom <= self.stretch.bottom

    @property
    def width(self) -> float:
        """Logical pixels from its left to its right."""
        return self.stretch.width

    @property
    def top(self) -> float:
        """Logical pixels from the first lane's top to its own."""
        return self.stretch.top

    @property
    def bottom(self) -> float:
        """Logical pixels from the first lane's top to its end."""
        return self.stretch.bottom


class Ties(NamedTuple):
    """Links of the selected entry, its conditions, and what becomes of all conditions."""

    links: tuple[LinkOf, ...] = ()
    chosen: frozenset[int] = frozenset()
    turns: Turns | None = None


NO_TIES = Ties()


def build_sheet(
    timeline: Timeline,
    arrangement: Arrangement,
    view: View,
    stretch: Stretch,
    metrics: Metrics,
    ties: Ties = NO_TIES,
    before: Sheet | None = None,
) -> Sheet:
    """Lay out a stretch of time at the view's as-of day and selection.

    Lanes in which nothing differs are taken over from a sheet before.
    """
    laying = _laying(timeline, arrangement, view, stretch, metrics, ties.links)
    scale = laying.scale
    parts = _lay_parts(laying, arrangement, stretch, before)
    rows = _gathered(parts, "rows")
    segments = arrangement.ribbons.segments
    stretches, shades = lay_ribbons(rows, segments, scale, laying.claim, metrics.ribbon, arrangement.level)
    gathered: dict[str, Any] = {name: _gathered(parts, name) for name in _GATHERED}
    dots, of_dots = _lay_dots(laying, arrangement, stretch)
    marks = (*_gathered(parts, "marks"), *of_dots)
    if arrangement.level == "near":
        gathered["of_talks"] += of_dots
    of_talks = gathered["of_talks"]
    strips = arrangement, scale, stretch.width, (stretch.top, stretch.bottom), metrics
    locks = _locks(ties.turns, rows, stretches, shades, laying)
    links = arrows(ties.links, marks) + succession_arrows(timeline, arrangement, scale, stretch.width)
    lines = _lay_lines(links, demand_lines(locks, arrangement, ties.chosen), stretch.pinned)
    return Sheet(
        laying=laying,
        lanes=arrangement.lanes,
        parts=parts,
        stretch=stretch,
        scale=scale,
        rows=rows,
        stretches=stretches,
        shades=shades,
        grid=axis_ticks(scale, stretch.width),
        dots=dots,
        strips=(*lay_strips(*strips), *lay_further(*strips)),
        talks=before.talks if before and before.of_talks == of_talks else _talk_lines(of_talks),
        marks=tuple(mark for mark in marks if _is_on(mark, stretch)),
        locks=locks,
        collected_x=laying.claim.collected if timeline.collected_through is not None else None,
        **lines,
        **gathered,
    )


_GATHERED = ("headings", "rules", "absent", "bars", "of_talks", "labels", "inside", "chips")
"""What a sheet has of all its lanes, one lane after the other."""


def _lay_dots(
    laying: LaneLaying, arrangement: Arrangement, stretch: Stretch
) -> tuple[Dots | None, tuple[MarkBox, ...]]:
    """Lay out the marks without titles on a sheet, and as boxes those of chosen entries wherever they are."""
    of_selected, m = field_of_selected(arrangement, laying.selected), laying.metrics
    chosen = laying.linked if laying.selected is None else laying.linked | {laying.selected}
    fields = [field for field in (arrangement.field, of_selected) if field]
    laid = [lay_dots(field, arrangement, laying.scale, stretch.width, m) for field in fields]
    boxes = tuple(box for dots in laid for box in boxes_of(dots, chosen, laying.selected, m))
    return (laid[0].within(stretch.top - BLEED, stretch.bottom + BLEED) if laid else None), boxes


def _lay_lines(links: tuple[Arrow, ...], demands: tuple[DemandLine, ...], pinned: float) -> dict[str, Any]:
    """Part the lines that lead from pinned lanes to others from the rest; by their names in a sheet."""
    arrows_here, arrows_across = parted(links, pinned)
    demands_here, demands_across = parted(demands, pinned)
    return {
        "arrows": arrows_here,
        "demands": demands_here,
        "crossing": (arrows_across, demands_across),
    }


def _locks(
    turns: Turns | None,
    rows: Sequence[RibbonRow],
    stretches: Stretches,
    shades: Shades,
    laying: LaneLaying,
) -> tuple[LockBox, ...]:
    if turns is None:
        return ()
    shaded = frozenset(shades.row.tolist())
    claim = laying.claim.until, laying.claim.width
    return lay_locks(turns, rows, stretches, shaded, laying.scale, claim)


def _gathered(parts: Sequence[LanePart], name: str) -> tuple[Any, ...]:
    return tuple(chain.from_iterable(map(attrgetter(name), parts)))


def _laying(
    timeline: Timeline,
    arrangement: Arrangement,
    view: View,
    stretch: Stretch,
    metrics: Metrics,
    links: Sequence[LinkOf],
) -> LaneLaying:
    scale = TimeScale(stretch.start, arrangement.pixels_per_day, 0.0)
    return LaneLaying(
        arrangement.ribbons,
        timeline.parties,
        view.as_of,
        scale,
        _claim(timeline, view, scale, stretch.width),
        metrics,
        view.selected,
        linked=frozenset(entry for link in links for entry in (link.from_entry, link.to_entry)),
        level=arrangement.level,
        wanted=wanted_by(view),
    )


def _lay_parts(
    laying: LaneLaying, arrangement: Arrangement, stretch: Stretch, before: Sheet | None
) -> tuple[LanePart, ...]:
    """Lay out each lane of which something is drawn, or take it over where it stands as before.

    Of lanes out of sight, of which there may be hundreds, that is only what lines lead to.
    """
    held = {part.placed.lane: part for part in before.parts} if before and before.laying == laying else {}
    parts: list[LanePart] = []
    for placed in arrangement.lanes:
        is_seen = placed.top + placed.height >= stretch.top and placed.top <= stretch.bottom
        if not (is_seen or laying.linked or placed.of_talks):
            continue
        part = held.get(placed.lane)
        if part is None or part.placed is not placed or part.is_seen != is_seen:
            part = laying.lay(placed, is_seen=is_seen)
        parts.append(part)
    return tuple(parts)


def _claim(timeline: Timeline, view: View, scale: TimeScale, width: float) -> Claim:
    """Tell up to which x positions are claimed: the end of the as-of day, or of the last day collected."""
    collected, as_of = timeline.collected_through, view.as_of
    collected_x = width + BLEED if collected is None else scale.x(collected + 1)
    return Claim(collected_x if as_of is None else min(scale.x(as_of + 1), collected_x), collected_x, width)


def _talk_lines(marks: Sequence[MarkBox]) -> tuple[TalkLine, ...]:
    """Join the marks of entries in several lanes."""
    found: dict[int, list[MarkBox]] = {}
    for mark in marks:
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
