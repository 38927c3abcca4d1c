"""Keys known by where they stand, whatever letter they bear: where W, A, S and D are, they move the lanes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from timeline_app.ui.timeline.sight import Sight

_WISHES = (("W", 0.8), ("A", -0.1), ("S", 1.25), ("D", 0.1))
PHYSICAL_KEYS = {
    "linux": dict(zip((25, 38, 39, 40), _WISHES, strict=True)),
    "win32": dict(zip((17, 30, 31, 32), _WISHES, strict=True)),
}
"""Scan codes of the keys that stand where W, A, S and D do on a QWERTY keyboard."""


def moves_by_key(sight: Sight, event: QKeyEvent) -> bool:
    """Zoom or pan if a key stands where that is asked for; tell whether it does."""
    wish = PHYSICAL_KEYS.get(sys.platform, {}).get(event.nativeScanCode())
    if wish is None or event.modifiers():
        return False
    move = sight.zoom if wish[0] in "WS" else sight.pan_share
    move(wish[1])
    return True
