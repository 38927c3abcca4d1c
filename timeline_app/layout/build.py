"""Builds the scene of a frame: a sheet, moved to where the view looks, and what keeps in sight over it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.columns.turns import no_turns
from timeline_app.domain.dates import day_in_words
from timeline_app.layout.comparing import lay_compared
from timeline_app.layout.lane_boxes import lane_box, stuck_heading
from timeline_app.layout.legend import lay_foot, lock_keys
from timeline_app.layout.mark_boxes import INSIDE
from timeline_app.layout.metrics import NORMAL, Metrics
from timeline_app.layout.outside import count_outside, covers_title, edge_boxes
from timeline_app.layout.ribbon_names import ribbon_names
from timeline_app.layout.scene import Scene
from timeline_app.layout.sheet import Sheet, Stretch, Ties, build_sheet
from timeline_app.layout.strips import hits_of, ticked
from timeline_app.layout.time_scale import TimeScale, axis_ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from timeline_app.columns.density import Density
    from timeline_app.columns.timeline import Timeline
    from timeline_app.columns.turns import Turns
    from timeline_app.layout.arrangement import Arrangement
    from timeline_app.layout.boxes import BarBox, EdgeBox, LabelBox, LaneBox, Point
    from timeline_app.layout.flags import Periods
    from timeline_app.layout.legend import Foot
    from timeline_app.layout.links import LinkOf
    from timeline_app.layout.view import View


@dataclass(frozen=True, slots=True)
class Frame:
    """What a scene is built from besides the arrangement and the view.

    Attributes
    ----------
    measure, measure_small
        Widths in logical pixels of a ribbon's name and of a caption.
    links
        Links of the selected entry.
    tray
        Entries without a usable date, with their titles.
    margin
        Logical pixels that the sheet reaches past the window on the sides to which it is moved.
    scrolls
        Whether what stands further down can be scrolled to; else the picture says how many lanes do.
    ringed, picked
        Entries that were searched for, ids in rising order, and those picked together.
    turns
        Gives what becomes of conditions; asked where locks are drawn.
    chosen
        Conditions of the selected entry.
    """

    width: float
    height: float
    measure: Callable[[str], float]
    measure_small: Callable[[str], float]
    flag_periods: Periods
    links: tuple[LinkOf, ...] = ()
    tray: tuple[tuple[int, str], ...] = ()
    metrics: Metrics = NORMAL
    margin: float = 0.0
    scrolls: bool = False
    ringed: NDArray[np.int32] = field(default_factory=partial(np.empty, 0, np.int32))
    picked: frozenset[int] = frozenset()
    turns: Callable[[], Turns] = no_turns
    chosen: frozenset[int] = frozenset()


def time_scale(view: View, width: float, metrics: Metrics = NORMAL) -> TimeScale:
    """Map the view's window to the plot of a picture `width` logical pixels wide."""
    return TimeScale(view.start, max(width - metrics.header, 1.0) / view.days, metrics.header)


def foot_of(arrangement: Arrangement, view: View, frame: Frame) -> Foot:
    """Lay out the strip at the foot."""
    keys = arrangement.keys if view.legend else ()
    if keys and arrangement.level != "far":
        keys += lock_keys(frame.turns())
    return lay_foot(keys, frame.tray, width=frame.width, measure=frame.measure_small)


def lanes_height(arrangement: Arrangement, view: View, frame: Frame) -> float:
    """Give the logical pixels between axis and foot."""
    return frame.height - foot_of(arrangement, view, frame).height - frame.metrics.axis


def sheet_for(
    timeline: Timeline,
    arrangement: Arrangement,
    view: View,
    frame: Frame,
    before: Sheet | None = None,
    hits: Density | None = None,
) -> Sheet:
    """Lay out the sheet of a view's window, and more of it on the side to which a sheet before was left.

    `hits` counts the marks that were searched for, where marks are counted.
    """
    stretch = _stretch(arrangement, view, frame, before)
    turns = None if arrangement.level == "far" else frame.turns()
    ties = Ties(frame.links, frame.chosen, turns)
    sheet = build_sheet(timeline, arrangement, view, stretch, frame.metrics, ties, before)
    return replace(sheet, strips=ticked(sheet.strips, hits, sheet.scale, sheet.width)) if hits else sheet


def _stretch(arrangement: Arrangement, view: View, frame: Frame, before: Sheet | None) -> Stretch:
    """Tell what a sheet is to cover.

    Where the window is moved sideways it gets the frame's margin left and right, and where it is moved up or
    down, above and below: a sheet with both would be far more to lay out than is seen of it.
    """
    zoom, bottom = arrangement.pixels_per_day, view.scroll + lanes_height(arrangement, view, frame)
    shown = Stretch(view.start, frame.width - frame.metrics.header, view.scroll, bottom)
    if not frame.margin or before is None or before.scale.pixels_per_day != zoom:
        return shown
    margin, kept = frame.margin, before.stretch
    in_time, in_height = before.covers_time(view), before.covers_height(view, bottom)
    if not in_time:
        wider = replace(shown, start=view.start - margin / zoom, width=shown.width + 2 * margin)
        return wider if in_height else _taller(wider, margin)
    wide = replace(shown, start=kept.start, width=kept.width)
    return replace(wide, top=kept.top, bottom=kept.bottom) if in_height else _taller(wide, margin)


def _taller(stretch: Stretch, margin: float) -> Stretch:
    return replace(stretch, top=max(stretch.top - margin, 0.0), bottom=stretch.bottom + margin)


def build_scene(
    timeline: Timeline, arrangement: Arrangement, view: View, frame: Frame, sheet: Sheet | None = None
) -> Scene:
    """Lay out one frame; `sheet` is one that was built for this zoom, as-of day and selection.

    The scene is moved by whole logical pixels against its sheet, so that an image of it stays sharp.
    """
    m = frame.metrics
    if sheet is None:
        hits = hits_of(timeline.marks, frame.ringed) if arrangement.density and len(frame.ringed) else None
        sheet = sheet_for(timeline, arrangement, view, frame, hits=hits)
    zoom = arrangement.pixels_per_day
    moved = round((sheet.scale.start - view.start) * zoom)
    offset = (m.header + moved, m.axis - view.scroll)
    scale = TimeScale(sheet.scale.start - moved / zoom, zoom, m.header)
    foot = foot_of(arrangement, view, frame)
    bottom = frame.height - foot.height
    inside = tuple(_kept_in_sight(*pair, offset, (m.header, frame.width)) for pair in sheet.inside)
    edges = _edges(arrangement, view, frame, scale, bottom)
    return Scene(
        width=frame.width,
        height=frame.height,
        plot=(m.header, m.axis, frame.width, bottom),
        scale=scale,
        sheet=sheet,
        offset=offset,
        axis=axis_ticks(scale, frame.width),
        lanes=tuple(_lane_boxes(timeline, arrangement, view, frame, bottom)),
        below=0 if frame.scrolls else _count_below(arrangement, view.scroll + bottom - m.axis),
        dated=timeline.marks.titled,
        outside=count_outside(timeline.marks, scale, frame.width),
        names=tuple(ribbon_names(sheet, offset, (m.header, frame.width), m.ribbon, frame.measure)),
        edges=tuple(edge for edge in edges if not covers_title(edge, inside)),
        inside=inside,
        as_of_x=None if view.as_of is None else scale.x(view.as_of + 1),
        as_of_label=_as_of_words(view),
        collected_label=_on_day("not collected past", timeline.collected_through),
        tray=frame.tray,
        foot=foot,
        content_height=arrangement.height,
        compared=lay_compared(timeline.segments, sheet, view.compared) if view.compared else None,
        ringed=frame.ringed,
        picked=frame.picked,
    )


def _as_of_words(view: View) -> str:
    """Say of which day the positions are, and where less counts as all: what is hidden, which evidence."""
    if view.as_of is None:
        return ""
    evidence = "" if view.evidence.is_empty else f" · by evidence {view.evidence.in_short}"
    return _on_day("as of end of", view.as_of) + " · later is hidden" * bool(view.horizon) + evidence


def _on_day(words: str, day: int | None) -> str:
    return "" if day is None else f"{words} {day_in_words(day)}"


def _lane_boxes(
    timeline: Timeline, arrangement: Arrangement, view: View, frame: Frame, bottom: float
) -> list[LaneBox]:
    """Lay out the headers of the visible lanes, the one that sticks to the top last."""
    m = frame.metrics
    tops = ((placed, m.axis - view.scroll + placed.top) for placed in arrangement.lanes)
    lanes = [
        lane_box(timeline, placed, y, view, frame.flag_periods, m)
        for placed, y in tops
        if y + placed.height >= m.axis and y <= bottom
    ]
    stuck = stuck_heading(arrangement, view, m)
    return [*lanes, stuck] if stuck else lanes


def _edges(
    arrangement: Arrangement, view: View, frame: Frame, scale: TimeScale, bottom: float
) -> Iterator[EdgeBox]:
    """Name what lies outside the window in the visible lanes that show no mark within it."""
    m, sight = frame.metrics, (frame.metrics.header, frame.width)
    window = (scale.day(sight[0]), scale.day(sight[1]))
    for placed in arrangement.lanes:
        y = m.axis - view.scroll + placed.top + placed.height - m.lane_padding - m.mark_row / 2
        if placed.marks and m.axis < y < bottom:
            yield from edge_boxes(placed, window, sight, y, frame.measure_small)


def _count_below(arrangement: Arrangement, shown: float) -> int:
    """Count the lanes of which less than half is shown."""
    lanes = (placed for placed in arrangement.lanes if placed.lane.kind != "heading")
    return sum(placed.top + placed.height / 2 > shown for placed in lanes)


def _kept_in_sight(label: LabelBox, bar: BarBox, offset: Point, sight: tuple[float, float]) -> LabelBox:
    """Move a title inside a long bar to the visible part of it; one beside a mark that is in sight stays."""
    left, right = sight[0] + 8, sight[1] - 8 - label.width
    x = min(max(label.x + offset[0], left), bar.right + offset[0] - label.width - 8)
    if x - INSIDE > sight[1]:
        x = max(min(x, right), left, bar.left + offset[0] + 8)
    return label._replace(x=x, y=label.y + offset[1])
