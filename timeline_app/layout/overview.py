"""The whole document on a strip: how much there is when, from its first day to its last, and what is found.

Knows the width of the strip and where time begins on it, no widget. What is looked at is a brush on it, told
in days here too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.domain.dates import day_in_words
from timeline_app.layout.moves import extent
from timeline_app.layout.time_scale import TimeScale
from timeline_app.layout.view import SHORTEST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.marks import Marks
    from timeline_app.columns.timeline import Timeline
    from timeline_app.layout.view import View

HEIGHT = 44.0
"""Logical pixels, as all sizes here."""
MARGIN = 8.0
"""Left free at both ends of time."""
LEAST_BAR, MOST_BAR = 3.0, 14.0
LEAST_BRUSH = 8.0
LEAST = 0.14
"""Share of the height that a single mark has."""

Stretch = tuple[float, float]
"""From and to a point in time, float days."""


class Bars(NamedTuple):
    """Where there is something: x of the left edge, and the share of the height, 0 to 1; (n,) float64."""

    x: NDArray[np.float64]
    share: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class OverviewScene:
    """What stands on the strip.

    Attributes
    ----------
    words
        The first and the last day, in words.
    bar
        Width of a bar.
    hits
        (n,) float64, x of the middle of what is found.
    """

    width: float
    scale: TimeScale
    words: str
    bar: float
    bars: Bars
    hits: NDArray[np.float64]


def lay_overview(
    timeline: Timeline, shown: Marks, found: NDArray[np.int32], width: float, left: float
) -> OverviewScene:
    """Lay out the strip of a document.

    Parameters
    ----------
    timeline
        All of it, which says from when to when the strip reaches.
    shown
        The marks that pass the filter, which are counted.
    found
        (k,) int32, ids of the entries to be ticked.
    width, left
        Of the strip, and where time begins on it.
    """
    first, last = span_of(timeline)
    pixels_per_day = max(width - left - 2 * MARGIN, 1.0) / (last - first)
    scale = TimeScale(first - MARGIN / pixels_per_day, pixels_per_day, left)
    days = max(math.ceil(LEAST_BAR / pixels_per_day), 1)
    edges = first + days * np.arange(math.ceil((last - first) / days) + 1, dtype=np.float64)
    bar = min(days * pixels_per_day, MOST_BAR)
    x = left + MARGIN + (edges[:-1] - first) * pixels_per_day + (days * pixels_per_day - bar) / 2
    held = _counted(shown, edges)
    hits = _counted(shown, edges, found) if len(found) else np.zeros_like(held)
    return OverviewScene(
        width,
        scale,
        _words(timeline, first, last),
        bar,
        Bars(x[held > 0], _shares(held[held > 0])),
        x[hits > 0] + bar / 2,
    )


def span_of(timeline: Timeline) -> Stretch:
    """Give from when to when the strip reaches: all evidence, and on to the end of collection if near."""
    first, last = extent(timeline)
    until = timeline.collected_through
    if until is not None and last < until <= last + (last - first):
        last = until
    return float(first), float(last + 1)


def _words(timeline: Timeline, first: float, last: float) -> str:
    if not timeline.marks.dated:
        return ""
    days = day_in_words(int(first)), day_in_words(int(last) - 1)
    return days[0] if days[0] == days[1] else f"{days[0]} – {days[1]}"


def _counted(
    marks: Marks, edges: NDArray[np.float64], entries: NDArray[np.int32] | None = None
) -> NDArray[np.intp]:
    """Count the marks, all or those of some entries, between each edge and the next, (edges - 1,)."""
    day = marks.day[: marks.dated]
    if entries is None:
        return np.diff(day.searchsorted(edges))
    is_wanted = np.zeros(int(max(marks.entry.max(initial=0), entries.max(initial=0))) + 1, np.bool_)
    is_wanted[entries] = True
    return np.diff(day[is_wanted[marks.entry[: len(day)]]].searchsorted(edges))


def _shares(count: NDArray[np.intp]) -> NDArray[np.float64]:
    """Give heights by the square root of counts, so that little is seen beside much."""
    grown = np.sqrt(count)
    return LEAST + (1 - LEAST) * grown / grown.max(initial=1.0)


def brush_of(view: View, scale: TimeScale, width: float) -> Stretch:
    """Give where the brush stands for a view, float days: never narrower than can be taken hold of."""
    first, last = scale.day(scale.left), scale.day(width)
    low, high = (min(max(day, first), last) for day in (view.start, view.end))
    least = LEAST_BRUSH / scale.pixels_per_day
    if high - low >= least:
        return low, high
    middle = min(max((view.start + view.end) / 2, first + least / 2), last - least / 2)
    return middle - least / 2, middle + least / 2


def view_under(view: View, shown: Stretch, now: Stretch) -> View:
    """Give the view for a brush that was dragged: as a whole, it pans; at one edge, it zooms.

    Parameters
    ----------
    view, shown
        What was looked at when the drag began, and where the brush stood then.
    now
        Where the brush stands now.
    """
    if math.isclose(now[1] - now[0], shown[1] - shown[0], rel_tol=1e-6):
        return view.panned(now[0] - shown[0])
    if math.isclose(now[1], shown[1], rel_tol=1e-12):
        return replace(view, start=min(now[0], view.end - SHORTEST))
    return replace(view, end=max(now[1], view.start + SHORTEST))
