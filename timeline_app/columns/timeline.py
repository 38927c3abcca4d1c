"""What the lanes are laid out from: marks as arrays, and the parties, headings, topics and positions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline_app.columns.asides import Asides, no_asides
from timeline_app.columns.carried import Carried, no_carried

if TYPE_CHECKING:
    from timeline_app.columns.density import Density
    from timeline_app.columns.marks import Marks
    from timeline_app.columns.segments import Segments
    from timeline_app.columns.stretches import Key
    from timeline_app.domain.records import Group, Party, PartyFlag, Person, Topic
    from timeline_app.domain.vocabulary import Grouping


class Reading:
    """One reading of a whole document: what is patched afterwards still belongs to it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """A document as the lanes need it.

    Attributes
    ----------
    collected_through
        Last day through which was collected, or None.
    reading
        When the document was read as a whole.
    asides
        What stands beside the positions.
    carried
        Which conditions the positions carry.
    density
        Counts all its marks, or did before what was touched; None where nobody counted them.
    touched
        Of each change that was patched in since, the entries whose marks or titles it may have altered.
    moved
        Of each such change, the parties and topics whose positions it may have altered.
    successions
        Parties that follow others: (the earlier, its successor).
    grouping
        What makes a lane, and so what `Marks.lane` is; positions do not depend on it.
    persons
        Whose lanes there are where they are grouped by speaker.
    """

    title: str
    marks: Marks
    groups: dict[int, Group]
    parties: dict[int, Party]
    flags: dict[int, list[PartyFlag]]
    topics: dict[int, Topic]
    segments: Segments
    asides: Asides = field(default_factory=no_asides)
    carried: Carried = field(default_factory=no_carried)
    collected_through: int | None = None
    reading: Reading = field(default_factory=Reading)
    touched: tuple[frozenset[int], ...] = ()
    moved: tuple[frozenset[Key], ...] = ()
    successions: tuple[tuple[int, int], ...] = ()
    grouping: Grouping = "state"
    persons: dict[int, Person] = field(default_factory=dict[int, "Person"])
    density: Density | None = None

    def touched_since(self, earlier: Timeline) -> frozenset[int] | None:
        """Give the entries whose marks or titles may differ from an earlier timeline's; None if any may."""
        if self.reading is not earlier.reading or self.grouping != earlier.grouping:
            return None
        return frozenset[int]().union(*self.touched[len(earlier.touched) :])

    def keys_since(self, earlier: Timeline) -> frozenset[Key] | None:
        """Give the parties and topics whose positions may differ from an earlier one's; None if any may."""
        if self.reading is not earlier.reading:
            return None
        return frozenset["Key"]().union(*self.moved[len(earlier.moved) :])
