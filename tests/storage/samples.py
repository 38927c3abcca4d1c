"""Small documents for tests: one of every record, and enough to be journaled as a range."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from timeline_app.domain.records import (
    RECORDS,
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
    from collections.abc import Iterator

TEXT = "What was said.\n"
SHA_OF_TEXT = hashlib.sha256(TEXT.encode()).hexdigest()


def one_of_each() -> Iterator[Record]:
    """Records of every type but the document's own, with provisional ids, in the order of RECORDS."""
    samples: dict[type[Record], list[Record]] = {
        Coder: [Coder(id=1, name="A. Coder")],
        Group: [Group(id=1, name="Levant"), Group(id=2, name="North", parent_id=1)],
        Party: [
            Party(id=1, code="TUR", name="Türkiye", group_id=2, valid_from="1923-10-29"),
            Party(id=2, code="SYR", name="Syria", coder_id=1),
        ],
        PartyName: [PartyName(id=1, party_id=1, name="Turkey", language="en")],
        PartyFlag: [PartyFlag(id=1, party_id=2, flag="syria-1980", valid_to="2024-12-08")],
        Person: [Person(id=1, name="F. Minister")],
        PersonName: [PersonName(id=1, person_id=1, name="الوزير", language="ar")],
        Tenure: [Tenure(id=1, person_id=1, office="Foreign minister", party_id=1, valid_from="2023-06")],
        Topic: [
            Topic(id=1, kind="area", wording="North-west"),
            Topic(id=2, parent_id=1, wording="Forces are withdrawn.", short_label="Withdrawal"),
        ],
        CollectionLimit: [CollectionLimit(id=1, topic_id=2, collected_through="2024-12-08")],
        Source: [Source(id=1, title="A report", published="2024-12-02", reliability="B")],
        Revision: [Revision(id=1, source_id=1, text=TEXT, sha256=SHA_OF_TEXT)],
        PartyRelation: [PartyRelation(id=1, from_party_id=1, to_party_id=2, relation="claims", source_id=1)],
        Entry: [
            Entry(id=1, code="e1", title="Says so", date="2024-12-02", group_id=1),
            Entry(
                id=2,
                title="Fighting",
                kind="action",
                date="2024-11-26/2024-12-01",
                origins='{"date":"typed"}',
            ),
        ],
        Participation: [Participation(id=1, entry_id=1, party_id=1, person_id=1)],
        Condition: [Condition(id=1, text="Troops leave first.", demanded_by_id=2, unlocks_id=2)],
        Stance: [Stance(id=1, entry_id=1, party_id=1, topic_id=2, value=1, non_value="contested")],
        StanceCondition: [StanceCondition(id=1, stance_id=1, condition_id=1)],
        Citation: [
            Citation(
                id=1, stance_id=1, source_id=1, revision_id=1, start=0, end=4, exact="What", credibility=2
            ),
            Citation(id=2, entry_id=1, source_id=1),
        ],
        Alternative: [Alternative(id=1, stance_id=1, value=1, citation_id=1, reader_id=1)],
        AlternativeCondition: [AlternativeCondition(id=1, alternative_id=1, condition_id=1)],
        ConditionStatus: [ConditionStatus(id=1, condition_id=1, date="2024-12", entry_id=2)],
        Link: [Link(id=1, from_entry_id=1, to_entry_id=2, note="after the fighting")],
        Figure: [
            Figure(id=1, entry_id=2, number="120", counted="killed", counted_by_source_id=1, part_of_id=2),
            Figure(id=2, entry_id=2, number="300", high="450", bound="about", counted="dead and wounded"),
        ],
        Coverage: [Coverage(id=1, source_id=1, revision_id=1, start=4, end=9, nothing_here=1)],
        Variable: [Variable(id=1, name="Tone", choices='["calm","sharp"]', kind="choice")],
        Value: [Value(id=1, variable_id=1, entry_id=1, content="calm")],
        Note: [Note(id=1, text="Look again.", citation_id=1)],
        Tag: [Tag(id=1, text="Idlib", entry_id=2)],
        View: [View(id=1, name="All", filter="{}")],
        Story: [Story(id=1, title="The week")],
        Scene: [Scene(id=1, story_id=1, title="Before", window="2024-11", as_of="2024-11-26")],
    }
    for record_type in RECORDS:
        if record_type is not Document:
            yield from samples[record_type]


def many_entries(count: int, *, first: int = 1) -> list[Entry]:
    """Entries on as many days, without ids."""
    return [
        Entry(title=f"Statement {n}", date=f"{1950 + n % 70}-{1 + n % 12:02}-{1 + n % 28:02}")
        for n in range(first, first + count)
    ]
