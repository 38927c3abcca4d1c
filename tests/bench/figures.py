"""What is measured: each figure in words, its budget, the floor it is held against, and its room."""

from __future__ import annotations

from typing import NamedTuple

ROOMS: dict[str, tuple[str, ...]] = {
    "floors.blit": ("blit_floor_ms",),
    "floors.select": ("select_s",),
    "start.bare": ("bare_window_s",),
    "start.picture": ("start_to_picture_s",),
    "frames.full": ("frame_full_ms", "frame_full_p99_ms"),
    "frames.zoomed": ("frame_zoom_ms", "frame_zoom_p99_ms"),
    "answers.search": ("search_first_page_ms",),
    "answers.as_of": ("asof_ms",),
    "answers.panel": ("asof_panel_ms",),
    "answers.stands": ("asof_topic_ms", "asof_party_ms", "panel_topic_ms", "panel_party_ms"),
    "answers.hover": ("hover_ms",),
    "editing.edit": ("edit_ms",),
    "memory.resident": ("memory_mb",),
    "importing.whole": ("import_1m_s",),
}
"""Module and function, and the figures that come from it."""


class Figure(NamedTuple):
    """One figure of the table."""

    words: str
    budget: float | None = None
    floor: str = ""


FIGURES: dict[str, Figure] = {
    "frame_full_ms": Figure("pan, all visible, median (ms)", 3.0, "blit_floor_ms"),
    "frame_full_p99_ms": Figure("pan, all visible, p99 (ms)", 6.0, "blit_floor_ms"),
    "frame_zoom_ms": Figure("pan, about 240 entries, median (ms)", 3.0, "blit_floor_ms"),
    "frame_zoom_p99_ms": Figure("pan, about 240 entries, p99 (ms)", 6.0, "blit_floor_ms"),
    "blit_floor_ms": Figure("blit of one window-sized image (ms)"),
    "start_to_picture_s": Figure("process start to the picture (s)", 0.8, "bare_window_s"),
    "bare_window_s": Figure("process start to an empty window (s)"),
    "search_first_page_ms": Figure("first page of a search (ms)", 20.0),
    "asof_ms": Figure("positions as of a day, seen (ms)", 16.0, "blit_floor_ms"),
    "asof_panel_ms": Figure("the same with the panel of positions (ms)", 16.0, "blit_floor_ms"),
    "asof_topic_ms": Figure("all parties on one proposition (ms)", 16.0),
    "asof_party_ms": Figure("one party on all propositions (ms)", 16.0),
    "panel_topic_ms": Figure("all parties on one, in the panel (ms)", 16.0),
    "panel_party_ms": Figure("one party on all, in the panel (ms)", 16.0),
    "edit_ms": Figure("one edit, saved and seen (ms)", 20.0, "blit_floor_ms"),
    "hover_ms": Figure("hover (ms)", 2.0),
    "import_1m_s": Figure("import of the whole (CPU s)", 40.0, "select_s"),
    "memory_mb": Figure("memory (MB)", 450.0),
}
"""In the order of the table; these are the keys that are written."""
