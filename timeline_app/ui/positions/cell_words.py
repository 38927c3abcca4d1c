"""What cells of the matrix say in words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from timeline_app.domain.vocabulary import STANCE_WORDS
from timeline_app.ui.paint.swatch import glyph_of

if TYPE_CHECKING:
    from timeline_app.columns.shown import Beside, Possible, ShownCell


def tip(text: str) -> str:
    """Write a text as a tooltip that Qt cannot take for anything but text."""
    return f"<span>{escape(text)}</span>"


def short(cell: ShownCell) -> str:
    """Give the glyph and the age of a cell."""
    return f"{glyph_of(cell.value, cell.non_value)} {cell.age} d"


def words_beside(beside: Beside) -> str:
    """Say what stands beside a cell."""
    words = [f"possibly {_may_be(possible)}" for possible in beside.possibly]
    words += [f"{beside.signals} set aside"] if beside.signals else []
    return "".join(f", {word}" for word in words)


def _may_be(possible: Possible) -> str:
    value = possible.non_value or ("no value" if possible.value is None else STANCE_WORDS[possible.value])
    return f"{value} on condition" if possible.conditional else value
