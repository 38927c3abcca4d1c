"""What was laid out for a screen, kept from frame to frame as far as it stays the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app.layout.arrangement import arrange
from timeline_app.layout.build import build_scene, height_pinned, lanes_height, sheet_for, time_scale
from timeline_app.layout.lane_choice import chosen, one_by_one
from timeline_app.layout.lanes import lanes_of
from timeline_app.layout.mark_labels import packing_at
from timeline_app.layout.moves import fitted
from timeline_app.layout.reach import SMALL, Reach, level_of, reach_around
from timeline_app.layout.strips import hits_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from timeline_app.columns.density import Density
    from timeline_app.columns.marks import Marks
    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.arrangement import Arrangement
    from timeline_app.layout.frame import Frame
    from timeline_app.layout.lane_choice import LaneChoice
    from timeline_app.layout.mark_labels import Measure, Titles
    from timeline_app.layout.scene import Scene
    from timeline_app.layout.sheet import Sheet
    from timeline_app.layout.view import View


class KeptLayout:
    """Lays scenes out one after the other; an arrangement lasts a zoom, a sheet as far as it reaches."""

    def __init__(self, measure: Measure, titles: Titles, details: Titles) -> None:
        self.arrangement: Arrangement | None = None
        self._measure, self._titles, self._details = measure, titles, details
        self._sheet: Sheet | None = None
        self._made_of: tuple[object, ...] = ()
        self._whole: tuple[tuple[object, ...], View] | None = None
        self._found: tuple[Marks, NDArray[np.int32], Density | None] | None = None

    def forget(self) -> None:
        """Keep nothing: the document is another one."""
        self.arrangement = self._sheet = self._whole = self._found = None

    def scene(self, timeline: Timeline, view: View, frame: Frame) -> Scene:
        """Lay out one frame."""
        self.arrangement = self.arranged(timeline, view, frame)
        self._sheet = self._sheet_of(timeline, self.arrangement, view, frame)
        return build_scene(timeline, self.arrangement, view, frame, self._sheet)

    def arranged(self, timeline: Timeline, view: View, frame: Frame) -> Arrangement:
        """Give the lanes as they stand at a view's zoom; what stays as it is, is taken over."""
        before, zoom = self.arrangement, time_scale(view, frame.width).pixels_per_day
        window = Reach(view.start, view.end)
        needed = window.widened(frame.margin / zoom)
        stays = before is not None and before.is_at(zoom)
        lanes = self._lanes_that_count(timeline, view.lanes)
        level = level_of(timeline.marks, needed, before.level if before and stays else None, lanes)
        if before and stays:
            is_laid = self._sheet is not None and self._sheet.covers(view, view.scroll)
            if before.shows(timeline, view.lanes, level, window if is_laid else needed):
                return before
            zoom = before.pixels_per_day
        limits = self._limits(timeline, view, frame, zoom)
        packing = packing_at(timeline, zoom, limits, self._measure, self._titles, self._details)
        is_passing = before is not None and before.timeline is timeline and not stays
        reach = reach_around(timeline.marks, needed, level, lanes, is_passing=is_passing)
        return arrange(timeline, packing, reach, level, before, view.lanes)

    def _lanes_that_count(self, timeline: Timeline, choice: LaneChoice) -> list[int] | None:
        """Give the lanes of which the marks decide how closely can be looked; None for all."""
        if not (choice.folded or choice.hidden):
            return None
        before = self.arrangement
        # An edit hardly ever makes another lane; another filter does, and has marks of no kin.
        if before and before.choice == choice and before.timeline.marks.kin is timeline.marks.kin:
            return one_by_one(placed.lane for placed in before.lanes)
        return one_by_one(chosen(lanes_of(timeline), choice))

    def _sheet_of(self, timeline: Timeline, arrangement: Arrangement, view: View, frame: Frame) -> Sheet:
        """Keep the sheet while only the pan changes and it reaches far enough; else make another."""
        content = replace(view, start=0.0, end=0.0, scroll=0.0, span=None, compared=None)
        turns = None if arrangement.level == "far" else frame.turns()
        shown = (frame.links, frame.chosen, turns, frame.tray, frame.width, frame.height)
        made_of = (timeline, arrangement, content, height_pinned(arrangement, view, frame), *shown)
        before, bottom = self._sheet, view.scroll + lanes_height(arrangement, view, frame)
        if before and made_of == self._made_of and before.covers(view, bottom):
            return before
        self._made_of = made_of
        stood = before and (before.scale.pixels_per_day, before.laying.as_of)
        if stood and stood != (arrangement.pixels_per_day, view.as_of):
            frame = replace(frame, margin=0.0)  # the next frame of a zoom is of another one, too
        return sheet_for(timeline, arrangement, view, frame, before, self._hits(arrangement, frame))

    def _hits(self, arrangement: Arrangement, frame: Frame) -> Density | None:
        """Count the marks that were searched for, where marks are counted; once a search."""
        marks, ringed = arrangement.timeline.marks, frame.ringed
        if not arrangement.counts or not len(ringed):
            self._found = None
            return None
        held = self._found
        if held is None or held[0] is not marks or held[1] is not ringed:
            held = self._found = marks, ringed, hits_of(marks, ringed)
        return held[2]

    def _limits(self, timeline: Timeline, view: View, frame: Frame, zoom: float) -> tuple[float, float]:
        """Give the days between which labels keep: all there is, and a window at least."""
        width = frame.width - frame.metrics.header
        found_for = (timeline.reading, timeline.marks.dated <= SMALL and timeline, view.as_of, width)
        if self._whole is None or self._whole[0] != found_for:
            self._whole = found_for, fitted(timeline, view, width)
        whole, shown = self._whole[1], width / zoom
        middle = (whole.start + whole.end) / 2
        return min(whole.start, middle - shown / 2), max(whole.end, middle + shown / 2)
