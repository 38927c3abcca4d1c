"""What the lanes are laid out from: marks as arrays, and the parties, headings, topics and positions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline_app.columns.marks import Marks
    from timeline_app.domain.positions import Span
    from timeline_app.domain.records import Group, Party, PartyFlag, Topic


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """A document as the lanes need it.

    Attributes
    ----------
    spans
        By (party, topic), the stretches in which a position is shown, in order.
    collected_through
        Last day through which was collected, or None.
    """

    title: str
    marks: Marks
    groups: dict[int, Group]
    parties: dict[int, Party]
    flags: dict[int, list[PartyFlag]]
    topics: dict[int, Topic]
    spans: dict[tuple[int, int], list[Span]]
    collected_through: int | None = None
    parties_of_talks: dict[int, int] = field(default_factory=dict[int, int])
    """By entry in more than one lane, the number of its lanes."""
