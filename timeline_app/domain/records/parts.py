"""Which records hang on which: an entry's participations and stances, a party's names, a source's texts.

Forms, copies and merging follow this one table; a part goes when what it hangs on goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.domain.records.actors import (
    Party,
    PartyFlag,
    PartyName,
    PartyRelation,
    Person,
    PersonName,
    Tenure,
)
from timeline_app.domain.records.codebook import CollectionLimit, Topic, Value
from timeline_app.domain.records.entries import Entry, Figure, Link, Participation
from timeline_app.domain.records.sources import Citation, Note, Revision, Source, Tag
from timeline_app.domain.records.stances import (
    Alternative,
    AlternativeCondition,
    Condition,
    ConditionStatus,
    Stance,
    StanceCondition,
)

if TYPE_CHECKING:
    from timeline_app.domain.records.base import Record


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of part: its records, the column that names what they hang on, and what a form calls them.

    Attributes
    ----------
    title
        The heading of all of them.
    one
        What a single one is called.
    """

    record: type[Record]
    owner: str
    title: str
    one: str


PARTS: dict[type[Record], tuple[Part, ...]] = {
    Entry: (
        Part(Participation, "entry_id", "Who", "participant"),
        Part(Stance, "entry_id", "Stances", "stance"),
        Part(Citation, "entry_id", "How we know", "citation"),
        Part(Link, "from_entry_id", "Links", "link"),
        Part(ConditionStatus, "entry_id", "Conditions it changes", "status of a condition"),
        Part(Figure, "entry_id", "Figures", "figure"),
        Part(Note, "entry_id", "Notes", "note"),
        Part(Tag, "entry_id", "Tags", "tag"),
        Part(Value, "entry_id", "Codebook", "variable"),
    ),
    Stance: (
        Part(StanceCondition, "stance_id", "On condition", "condition"),
        Part(Alternative, "stance_id", "Readings", "reading"),
        Part(Citation, "stance_id", "Citations of the stance", "citation"),
        Part(Value, "stance_id", "Codebook", "variable"),
    ),
    Alternative: (Part(AlternativeCondition, "alternative_id", "On condition", "condition"),),
    Citation: (
        Part(Note, "citation_id", "Notes", "note"),
        Part(Tag, "citation_id", "Tags", "tag"),
    ),
    Party: (
        Part(PartyName, "party_id", "Further names", "name"),
        Part(PartyFlag, "party_id", "Flags", "flag"),
        Part(PartyRelation, "from_party_id", "Relations", "relation"),
        Part(Note, "party_id", "Notes", "note"),
        Part(Tag, "party_id", "Tags", "tag"),
        Part(CollectionLimit, "party_id", "Collected through, where it differs", "limit"),
    ),
    Person: (
        Part(Tenure, "person_id", "Offices", "office"),
        Part(PersonName, "person_id", "Further names", "name"),
    ),
    Topic: (
        Part(Note, "topic_id", "Notes", "note"),
        Part(Tag, "topic_id", "Tags", "tag"),
        Part(CollectionLimit, "topic_id", "Collected through, where it differs", "limit"),
    ),
    Source: (
        Part(Revision, "source_id", "Text", "text"),
        Part(Note, "source_id", "Notes", "note"),
        Part(Tag, "source_id", "Tags", "tag"),
    ),
    Condition: (Part(ConditionStatus, "condition_id", "How it fared", "status"),),
}
"""By what they hang on, the kinds of parts in the order of the form."""


_HANG_ON_SEVERAL: tuple[type[Record], ...] = (ConditionStatus, CollectionLimit)


def hidden_in(record_type: type[Record], owner: str = "") -> frozenset[str]:
    """Name the columns that a form leaves out of a record that hangs on another by the column `owner`."""
    return frozenset({owner}) if owner and record_type in _HANG_ON_SEVERAL else owners_of(record_type)


def owners_of(record_type: type[Record]) -> frozenset[str]:
    """Name the columns by which records of a type hang on others."""
    return frozenset(part.owner for parts in PARTS.values() for part in parts if part.record is record_type)
