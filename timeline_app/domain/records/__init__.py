"""The rows that a user makes, one frozen dataclass a table; the field table of each is its dataclass fields.

`RECORDS` lists them with what is referred to before what refers. They know nothing of SQL or widgets.
"""

from __future__ import annotations

from timeline_app.domain.records.actors import (
    Group,
    Party,
    PartyFlag,
    PartyName,
    PartyRelation,
    Person,
    PersonName,
    Tenure,
)
from timeline_app.domain.records.base import Record, rules_of
from timeline_app.domain.records.codebook import Coder, CollectionLimit, Document, Topic, Value, Variable
from timeline_app.domain.records.entries import Entry, Figure, Link, Participation
from timeline_app.domain.records.sources import Citation, Coverage, Note, Revision, Source, Tag
from timeline_app.domain.records.stances import (
    Alternative,
    AlternativeCondition,
    Condition,
    ConditionStatus,
    Stance,
    StanceCondition,
)
from timeline_app.domain.records.viewing import Scene, Story, View

RECORDS: tuple[type[Record], ...] = (
    Coder,
    Document,
    Group,
    Party,
    PartyName,
    PartyFlag,
    Person,
    PersonName,
    Tenure,
    Topic,
    CollectionLimit,
    Source,
    Revision,
    PartyRelation,
    Entry,
    Participation,
    Condition,
    Stance,
    StanceCondition,
    Citation,
    Alternative,
    AlternativeCondition,
    ConditionStatus,
    Link,
    Figure,
    Coverage,
    Variable,
    Value,
    Note,
    Tag,
    View,
    Story,
    Scene,
)

__all__ = [
    "RECORDS",
    "Alternative",
    "AlternativeCondition",
    "Citation",
    "Coder",
    "CollectionLimit",
    "Condition",
    "ConditionStatus",
    "Coverage",
    "Document",
    "Entry",
    "Figure",
    "Group",
    "Link",
    "Note",
    "Participation",
    "Party",
    "PartyFlag",
    "PartyName",
    "PartyRelation",
    "Person",
    "PersonName",
    "Record",
    "Revision",
    "Scene",
    "Source",
    "Stance",
    "StanceCondition",
    "Story",
    "Tag",
    "Tenure",
    "Topic",
    "Value",
    "Variable",
    "View",
    "rules_of",
]
