"""Text from documents made fit to show: controls that would steer the eye are spelled out."""

from __future__ import annotations

import re

_STEERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]")


def show_controls(text: str) -> str:
    """Spell out controls of writing direction, such as ⟦U+202E⟧, and make other controls visible."""
    text = _STEERING.sub(lambda m: f"⟦U+{ord(m[0]):04X}⟧", text)
    return _CONTROLS.sub("\ufffd", text)


def one_line(text: str, limit: int = 500) -> str:
    """Give text as one line of at most `limit` code points, fit for a label."""
    shown = show_controls(text[: 2 * limit])
    joined = " ".join(shown.split())
    return joined if len(joined) <= limit else joined[: limit - 1] + "…"
