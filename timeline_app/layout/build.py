"""Builds the scene of a frame: a sheet, moved to where the view looks, and what keeps in sight over it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app.domain.dates import day_in_words
from timeline_app.layout.legend import lay_foot, lock_keys
from timeline_app.layout.metrics import NORMAL, Metrics
from timeline_app.layout.outside import count_outside
from timeline_app.layout.pinning import lay_crossing, pinned_height
from timeline_app.layout.scene import Scene
from timeline_app.layout.scene_parts import PartLaying
from timeline_app.layout.sheet import Sheet, Stretch, Ties, build_sheet
from timeline_app.layout.strips import hits_of, ticked
from timeline_app.layout.time_scale import TimeScale, axis_ticks

if TYPE_CHECKING:
    from timeline_app.columns.density import Density
    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.arrangement import Arrangement
    from timeline_app.layout.frame import Frame
    from timeline_app.layout.legend import Foot
    from timeline_app.layout.view import View


def time_scale(view: View, width: float, metrics: Metrics = NORMAL) -> TimeScale:
    """Map the view's window to the plot of a picture `width` logical pixels wide."""
    return TimeScale(view.start, max(width - metrics.header, 1.0) / view.days, metrics.header)


def foot_of(arrangement: Arrangement, view: View, frame: Frame) -> Foot:
    """Lay out the strip at the foot."""
    keys = arrangement.keys if view.legend else ()
    if keys and arrangement.level != "far":
        keys += lock_keys(frame.turns())
    return lay_foot(keys, frame.tray, width=frame.width, measure=frame.measure_small)


def height_pinned(arrangement: Arrangement, view: View, frame: Frame) -> float:
    """Give how much of the lanes stays in sight at the top of a window; nothing in a picture of its own."""
    return pinned_height(arrangement, lanes_height(arrangement, view, frame)) if frame.scrolls else 0.0


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

    def build(stretch: Stretch, before: Sheet | None) -> Sheet:
        sheet = build_sheet(timeline, arrangement, view, stretch, frame.metrics, ties, before)
        return replace(sheet, strips=ticked(sheet.strips, hits, sheet.scale, sheet.width)) if hits else sheet

    sheet = build(stretch, before)
    if not stretch.pinned:
        return sheet
    over = replace(stretch, top=0.0, bottom=stretch.pinned)
    return replace(sheet, pinned=build(over, before and before.pinned))


def _stretch(arrangement: Arrangement, view: View, frame: Frame, before: Sheet | None) -> Stretch:
    """Tell what a sheet is to cover.

    Where the window is moved sideways it gets the frame's margin left and right, and where it is moved up or
    down, above and below: a sheet with both would be far more to lay out than is seen of it.
    """
    zoom, bottom = arrangement.pixels_per_day, view.scroll + lanes_height(arrangement, view, frame)
    pinned = height_pinned(arrangement, view, frame)
    width = frame.width - frame.metrics.header
    shown = Stretch(view.start, width, view.scroll + pinned, bottom, pinned)
    if not frame.margin or before is None or before.scale.pixels_per_day != zoom:
        return shown
    margin, kept = frame.margin, before.stretch
    in_time = before.covers_time(view)
    in_height = kept.pinned == pinned and before.covers_height(view, bottom)
    if not in_time:
        wider = replace(shown, start=view.start - margin / zoom, width=shown.width + 2 * margin)
        return wider if in_height else _taller(wider, margin)
    wide = replace(shown, start=kept.start, width=kept.width)
    return replace(wide, top=kept.top, bottom=kept.bottom) if in_height else _taller(wide, margin)


def _taller(stretch: Stretch, margin: float) -> Stretch:
    return replace(stretch, top=max(stretch.top - margin, stretch.pinned), bottom=stretch.bottom + margin)


def build_scene(
    timeline: Timeline, arrangement: Arrangement, view: View, frame: Frame, sheet: Sheet | None = None
) -> Scene:
    """Lay out one frame; `sheet` is one that was built for this zoom, as-of day and selection.

    The scene is moved by whole logical pixels against its sheet, so that an image of it stays sharp.
    """
    m = frame.metrics
    if sheet is None:
        hits = hits_of(timeline.marks, frame.ringed) if arrangement.counts and len(frame.ringed) else None
        sheet = sheet_for(timeline, arrangement, view, frame, hits=hits)
    zoom = arrangement.pixels_per_day
    moved = round((sheet.scale.start - view.start) * zoom)
    scale = TimeScale(sheet.scale.start - moved / zoom, zoom, m.header)
    foot = foot_of(arrangement, view, frame)
    bottom = frame.height - foot.height
    laying = PartLaying(timeline, arrangement, view, frame, scale, moved)
    scene = Scene(
        width=frame.width,
        height=frame.height,
        plot=(m.header, m.axis, frame.width, bottom),
        scale=scale,
        axis=axis_ticks(scale, frame.width),
        below=0 if frame.scrolls else _count_below(arrangement, view.scroll + bottom - m.axis),
        dated=timeline.marks.titled,
        outside=count_outside(timeline.marks, scale, frame.width),
        as_of_x=None if view.as_of is None else scale.x(view.as_of + 1),
        as_of_label=_as_of_words(view),
        collected_label=_on_day("not collected past", timeline.collected_through),
        tray=frame.tray,
        foot=foot,
        content_height=arrangement.height,
        ringed=frame.ringed,
        picked=frame.picked,
        **laying.scrolled(sheet, bottom),
    )
    if sheet.pinned is None:
        return scene
    pinned = replace(scene, **laying.pinned(sheet.pinned))
    crossing = lay_crossing(sheet, view.scroll, pinned.offset, frame.measure_small)
    return replace(scene, pinned=pinned, crossing=crossing)


def _as_of_words(view: View) -> str:
    """Say of which day the positions are, and where less counts as all: what is hidden, which evidence."""
    if view.as_of is None:
        return ""
    evidence = "" if view.evidence.is_empty else f" · by evidence {view.evidence.in_short}"
    return _on_day("as of end of", view.as_of) + " · later is hidden" * bool(view.horizon) + evidence


def _on_day(words: str, day: int | None) -> str:
    return "" if day is None else f"{words} {day_in_words(day)}"


def _count_below(arrangement: Arrangement, shown: float) -> int:
    """Count the lanes of which less than half is shown."""
    lanes = (placed for placed in arrangement.lanes if placed.lane.kind != "heading")
    return sum(placed.top + placed.height / 2 > shown for placed in lanes)
