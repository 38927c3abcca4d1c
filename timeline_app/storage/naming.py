"""What a row is called in a few words, and what it is of what it hangs on; asks a finder for other rows.

The finder reads the document as it is, or as it was: the history names rows that are gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import (
    Alternative,
    AlternativeCondition,
    Citation,
    Coder,
    CollectionLimit,
    Condition,
    ConditionStatus,
    Coverage,
    Document,
    Entry,
    Figure,
    Group,
    Link,
    Note,
    Participation,
    Party,
    PartyFlag,
    PartyName,
    PartyRelation,
    Person,
    PersonName,
    Record,
    Revision,
    Scene,
    Source,
    Stance,
    StanceCondition,
    Story,
    Tag,
    Tenure,
    Topic,
    Value,
    Variable,
    View,
)

if TYPE_CHECKING:
    from collections.abc import Callable

R = TypeVar("R", bound=Record)
NAME_LIMIT = 60
MINUS = "\u2212"


class Find(Protocol):
    """Gives a row by its table and id, None if there is none."""

    def __call__(self, record_type: type[R], row_id: int, /) -> R | None:
        """Find a row."""
        ...


def name(record: Record, find: Find) -> str:
    """Name a row shortly, as one line."""
    return one_line(_NAMES[type(record)](record, find), NAME_LIMIT) or table_words(type(record))


def named(record_type: type[Record], row_id: int | None, find: Find) -> str:
    """Name the row of an id; say so where it is gone."""
    record = find(record_type, row_id) if row_id else None
    return name(record, find) if record else f"{table_words(record_type)} no longer there"


def table_words(record_type: type[Record]) -> str:
    """Say what the rows of a table are."""
    return _TABLE_WORDS.get(record_type, record_type.TABLE.replace("_", " "))


def owner_of(record: Record, find: Find) -> Record | None:
    """Find what a row is part of, by way of others: the entry of a stance's condition; None for a whole."""
    for column, owner_type in _OWNERS.get(type(record), ()):
        row_id = getattr(record, column)
        owner = find(owner_type, row_id) if row_id else None
        if owner:
            return owner_of(owner, find) or owner
    return None


def is_part(record_type: type[Record]) -> bool:
    """Tell whether the rows of a table are part of others."""
    return record_type in _OWNERS


def phrase(record: Record, find: Find) -> str:
    """Say what a part is within its owner, such as “stance on T4”."""
    return _PHRASES[type(record)](record, find)


def signed(value: int | None) -> str:
    """Write the value of a stance with its sign."""
    return "no value" if value is None else f"{value:+d}".replace("-", MINUS) if value else "0"


def brief(text: str | None, limit: int = 40) -> str:
    """Give a text in quotation marks, cut short."""
    return f"“{one_line(text or '', limit)}”"


def topic_label(topic: Topic | None) -> str:
    """Name a topic by what stands on its ribbon: code, short label or wording."""
    if topic is None:
        return "a topic no longer there"
    return one_line(topic.code or topic.short_label or topic.wording, 40)


def _who(part: Participation, find: Find) -> str:
    if part.person_id:
        return named(Person, part.person_id, find)
    return named(Party, part.party_id, find) if part.party_id else part.as_named or "somebody unnamed"


def _stance_phrase(stance: Stance | None, find: Find) -> str:
    return f"stance on {topic_label(find(Topic, stance.topic_id))}" if stance else "a stance no longer there"


def _stance_name(stance: Stance, find: Find) -> str:
    return f"{named(Party, stance.party_id, find)} on {topic_label(find(Topic, stance.topic_id))}"


def _citation_phrase(citation: Citation, find: Find) -> str:
    words = f"citation of {named(Source, citation.source_id, find)}"
    return f"{words} for the {_of_stance(citation.stance_id, find)}" if citation.stance_id else words


def _of_stance(stance_id: int, find: Find) -> str:
    return _stance_phrase(find(Stance, stance_id), find)


def _figure_name(figure: Figure, _: Find) -> str:
    return " ".join(filter(None, (figure.number, figure.unit, figure.counted)))


def _limit_name(limit: CollectionLimit, find: Find) -> str:
    if limit.topic_id:
        return named(Topic, limit.topic_id, find)
    return named(Party, limit.party_id, find)


_TABLE_WORDS: dict[type[Record], str] = {
    Group: "heading",
    CollectionLimit: "limit of collection",
    PartyRelation: "relation",
    StanceCondition: "condition of a stance",
    AlternativeCondition: "condition of a reading",
    Alternative: "reading",
    Revision: "text",
    Coverage: "mark of reading",
    Tenure: "office",
    ConditionStatus: "status of a condition",
}

_NAMES: dict[type[Record], Callable[[Any, Find], str]] = {
    Coder: lambda r, _: r.name,
    Document: lambda r, _: r.title,
    Group: lambda r, _: r.name,
    Party: lambda r, _: r.name,
    PartyName: lambda r, _: r.name,
    PartyFlag: lambda r, _: r.flag,
    Person: lambda r, _: r.name,
    PersonName: lambda r, _: r.name,
    Tenure: lambda r, find: f"{named(Person, r.person_id, find)}, {r.office}",
    Topic: lambda r, _: r.short_label or r.wording,
    CollectionLimit: _limit_name,
    Source: lambda r, _: r.title,
    Revision: lambda r, find: f"text {r.number} of {named(Source, r.source_id, find)}",
    PartyRelation: lambda r, find: (
        f"{named(Party, r.from_party_id, find)} {r.relation} {named(Party, r.to_party_id, find)}"
    ),
    Entry: lambda r, _: r.title or r.kind,
    Participation: _who,
    Condition: lambda r, _: r.text,
    Stance: _stance_name,
    StanceCondition: lambda r, find: named(Condition, r.condition_id, find),
    Citation: lambda r, find: named(Source, r.source_id, find),
    Alternative: lambda r, find: f"{signed(r.value)}, {_of_stance(r.stance_id, find)}",
    AlternativeCondition: lambda r, find: named(Condition, r.condition_id, find),
    ConditionStatus: lambda r, find: f"{r.status}: {named(Condition, r.condition_id, find)}",
    Link: lambda r, find: f"{r.relation} {named(Entry, r.to_entry_id, find)}",
    Figure: _figure_name,
    Coverage: lambda r, find: named(Source, r.source_id, find),
    Variable: lambda r, _: r.name,
    Value: lambda r, find: f"{named(Variable, r.variable_id, find)}: {r.content}",
    Note: lambda r, _: r.text,
    Tag: lambda r, _: r.text,
    View: lambda r, _: r.name,
    Story: lambda r, _: r.title,
    Scene: lambda r, _: r.title,
}

_ON: tuple[tuple[str, type[Record]], ...] = (
    ("entry_id", Entry),
    ("source_id", Source),
    ("party_id", Party),
    ("topic_id", Topic),
    ("citation_id", Citation),
)
_OWNERS: dict[type[Record], tuple[tuple[str, type[Record]], ...]] = {
    PartyName: (("party_id", Party),),
    PartyFlag: (("party_id", Party),),
    PersonName: (("person_id", Person),),
    Tenure: (("person_id", Person),),
    PartyRelation: (("from_party_id", Party),),
    Revision: (("source_id", Source),),
    Coverage: (("source_id", Source),),
    Participation: (("entry_id", Entry),),
    Stance: (("entry_id", Entry),),
    StanceCondition: (("stance_id", Stance),),
    Citation: (("entry_id", Entry), ("stance_id", Stance)),
    Alternative: (("stance_id", Stance),),
    AlternativeCondition: (("alternative_id", Alternative),),
    ConditionStatus: (("condition_id", Condition),),
    Link: (("from_entry_id", Entry),),
    Figure: (("entry_id", Entry),),
    Value: (("entry_id", Entry), ("stance_id", Stance)),
    Note: _ON,
    Tag: _ON,
    Scene: (("story_id", Story),),
}

_PHRASES: dict[type[Record], Callable[[Any, Find], str]] = {
    PartyName: lambda r, _: f"name {brief(r.name)}",
    PartyFlag: lambda r, _: f"flag {brief(r.flag)}",
    PersonName: lambda r, _: f"name {brief(r.name)}",
    Tenure: lambda r, _: f"office {brief(r.office)}",
    PartyRelation: lambda r, find: f"relation “{r.relation}” to {named(Party, r.to_party_id, find)}",
    Revision: lambda r, _: f"text {r.number}",
    Coverage: lambda _, __: "mark of reading",
    Participation: lambda r, find: f"participation of {_who(r, find)}",
    Stance: _stance_phrase,
    StanceCondition: lambda r, find: (
        f"condition {brief(named(Condition, r.condition_id, find))} of the {_of_stance(r.stance_id, find)}"
    ),
    Citation: _citation_phrase,
    Alternative: lambda r, find: f"reading of the {_of_stance(r.stance_id, find)}",
    AlternativeCondition: lambda r, find: (
        f"condition {brief(named(Condition, r.condition_id, find))} of a reading"
    ),
    ConditionStatus: lambda r, _: f"status “{r.status}”",
    Link: lambda r, find: f"link “{r.relation}” to {brief(named(Entry, r.to_entry_id, find))}",
    Figure: lambda r, find: f"figure {brief(_figure_name(r, find))}",
    Value: lambda r, find: f"{named(Variable, r.variable_id, find)}",
    Note: lambda r, _: f"note {brief(r.text)}",
    Tag: lambda r, _: f"tag {brief(r.text)}",
    Scene: lambda r, _: f"scene {brief(r.title)}",
}
