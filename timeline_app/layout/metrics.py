"""Sizes of the lanes in logical pixels; a frozen value, scaled as a whole for larger text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metrics:
    """Logical pixels; the defaults are for text at 100 %."""

    header: float = 190.0
    axis: float = 46.0
    heading: float = 26.0
    lane_padding: float = 7.0
    least_lane: float = 42.0
    ribbon_row: float = 21.0
    ribbon: float = 14.0
    mark_row: float = 25.0
    mark: float = 7.0
    label_gap: float = 10.0
    label_widest: float = 250.0
    chip: float = 18.0
    strip: float = 30.0
    dot_row: float = 18.0
    open_arrow: float = 90.0
    ribbons_most: int = 4
    rows_most: int = 12


NORMAL = Metrics()
COMPACT = Metrics(
    heading=22.0,
    lane_padding=4.0,
    least_lane=36.0,
    ribbon_row=18.0,
    ribbon=13.0,
    mark_row=20.0,
    mark=6.0,
    chip=16.0,
    label_widest=190.0,
)
"""For a picture that cannot scroll and would leave out too much."""
