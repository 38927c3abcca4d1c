"""A line of the change log in words, and what stands out in it; plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.dates import day_in_words
from timeline_app.domain.vocabulary import STANCE_WORDS

if TYPE_CHECKING:
    from timeline_app.columns.shown import ShownCell
    from timeline_app.domain.changes import Change

REVERSED, DROPPED = "\N{LEFT RIGHT ARROW}", "\N{BALLOT X}"
"""Stand before what stands out, which is bold, too."""


def stands_out(change: Change) -> bool:
    """Tell whether a line is a reversal, or a condition was dropped by it."""
    return change.kind == "reversed" or change.condition == "dropped"


def kind_words(change: Change) -> str:
    """Say what happened."""
    words = [f"{REVERSED} {change.kind}" if change.kind == "reversed" else change.kind]
    if change.sign_differs:
        words.append(_tr("sign differs"))
    if change.contested:
        words.append(_tr("contested"))
    return ", ".join(words)


def condition_words(change: Change) -> str:
    """Say what became of the conditions, nothing where they stay as they were."""
    if change.condition == "none":
        return ""
    return f"{DROPPED} {change.condition}" if change.condition == "dropped" else change.condition


def value_words(value: int | None) -> str:
    """Say a value."""
    return _tr("no value") if value is None else STANCE_WORDS[value]


def cell_words(cell: ShownCell | None) -> str:
    """Say what is shown of a position."""
    if cell is None:
        return _tr("none recorded")
    words = [cell.non_value or value_words(cell.value)]
    words += [_tr("on condition")] * cell.conditional + [_tr("only reported")] * cell.reported
    words += [_tr("stale")] * cell.is_stale
    return ", ".join(words)


def change_words(change: Change) -> str:
    """Say in short what happened and when."""
    condition = condition_words(change)
    added = f" ({_tr('condition')} {condition})" if condition else ""
    return f"{day_in_words(change.day)}: {kind_words(change)}{added}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Changes", text)
