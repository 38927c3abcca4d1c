"""Frames through the event loop: the lanes panned with everything in view, and at about 240 entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bench.windows import costs, look_closely, median, opened, p99

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.ui.window import Window

_FRAMES = 300


def full(path: Path) -> dict[str, float]:
    """Pan with everything in view."""
    with opened(path) as window:
        found = _panned(window)
    return {"frame_full_ms": median(found), "frame_full_p99_ms": p99(found)}


def zoomed(path: Path) -> dict[str, float]:
    """Pan at about 240 entries."""
    with opened(path) as window:
        look_closely(window)
        found = _panned(window)
    return {"frame_zoom_ms": median(found), "frame_zoom_p99_ms": p99(found)}


def _panned(window: Window) -> list[float]:
    return costs(lambda n: window.canvas.sight.pan(4.0 if n // 40 % 2 else -4.0, 0.0), _FRAMES)
