"""Entries as they are proposed before anything is written: with names instead of references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.domain.vocabulary import group_of

if TYPE_CHECKING:
    from timeline_app.domain.records import Entry
    from timeline_app.domain.vocabulary import Mode, NonValue, Role, StanceValue

NAMED_TABLES = ("party", "person", "topic", "source")
"""Tables whose rows are referred to by name, and made anew where no row has the name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A row referred to by name; `row_id` is None where it is to be made."""

    table: str
    name: str
    row_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """
    One entry with what hangs on it.

    Attributes
    ----------
    acting
        Party and person, either of which may be missing, of each who acts.
    value, non_value, mode
        The stance that each acting party takes on each of `topics`.
    """

    entry: Entry
    acting: tuple[tuple[Named | None, Named | None], ...] = ()
    addressees: tuple[Named, ...] = ()
    topics: tuple[Named, ...] = ()
    value: StanceValue | None = None
    non_value: NonValue | None = None
    mode: Mode = "explicit"
    source: Named | None = None
    quote: str | None = None
    tags: tuple[str, ...] = ()
    note: str | None = None

    @property
    def names(self) -> tuple[Named, ...]:
        """All that is referred to by name."""
        acting = [named for pair in self.acting for named in pair]
        return tuple(named for named in (*acting, *self.addressees, *self.topics, self.source) if named)

    @property
    def parties(self) -> tuple[Named, ...]:
        """The parties that act, each once."""
        return tuple(dict.fromkeys(party for party, _ in self.acting if party))

    @property
    def acting_role(self) -> Role:
        """The role of those who act: participants of talks, actors of anything else."""
        return "participant" if group_of(self.entry.kind) == "talks" else "actor"
