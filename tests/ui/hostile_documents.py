"""What a saboteur would make: strings that are more than text somewhere, and documents full of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
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
    rules_of,
)
from timeline_app.storage.bulk import take_in
from timeline_app.storage.opening import create

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HOSTILE = {
    "picture": '<b>bold</b><img src="{picture}" width="400" height="300">',
    "pipe": '<img src="{pipe}"> <a href="{pipe}">x</a>',
    "markup": "<h1>Big</h1><table><tr><td>cell</table><a href='file:///no/such'>click</a>&lt;&amp;",
    "style": "<style>* {{ font-size: 90px; color: red }}</style><p style='font-size:90px'>x</p>",
    "override": "invoice\u202egnp.exe\u202c and \u2066isolate\u2069\u200f\u061c",
    "ampersands": "A && B &C & D\tTab &&& Ctrl+&Q",
    "formula": "=1+1",
    "formula at": "@SUM(A1) +x -x",
    "breaks": "one\ttwo\nthree\rfour\r\nfive",
    "long": "word &amp; more " * 100,
    "unbroken": "W" * 1400,
    "scripts": "Erdoğan مؤتمر إدلب (2024) [5] ١٢٣ — «نص» گفت\u200cوگو (۱۴۰۳) שלום (1967) [א]",
    "combining": "Z\u0337\u0351\u0313\u0308\u034a" * 20 + "e\u0301\u0323" + "\u0300" * 150,
    "emoji": "👩\u200d👩\u200d👧\u200d👦 🇹🇷🇸🇾 \U0001f600\ufe0f\u200d",
    "controls": "one\u2028two\u0085three\u0007\u001b[31m\u007f\ufeff\U0010ffff \\n",
    "places": "%1 {{0}} {{name}} %s %n {{}}",
}
"""Strings that a document can hold; `picture` and `pipe` stand for files that must not be opened."""
REFUSED = {
    "NUL": ("before\0after", "NUL"),
    "half a character": ("before\ud83dafter", "half a character"),
    "too long": ("x" * 100_000, "100,000 characters"),
}
"""Strings that no document can hold, and a word of what is said of each."""
_FORMED = {"number", "high", "sha256", "iso2", "flag"}
"""Fields whose text must have a form, so that hostile text never gets in."""


def one_of_each_with(text: str, others: int = 0) -> list[Record]:
    """Records of every kind that a window shows, with `text` in every text field.

    Their ids follow on those of so many others that are made like them.
    """
    plain: list[Record] = [
        Coder(id=1),
        Document(id=1),
        Group(id=1),
        Party(id=1, group_id=1),
        Party(id=2),
        PartyName(id=1, party_id=1),
        PartyFlag(id=1, party_id=1, flag="syria-1980"),
        Person(id=1),
        PersonName(id=1, person_id=1),
        Tenure(id=1, person_id=1, party_id=1),
        Topic(id=1),
        Source(id=1, published="2024-12-02", reliability="B"),
        Revision(id=1, source_id=1, sha256="0" * 64),
        PartyRelation(id=1, from_party_id=1, to_party_id=2, source_id=1),
        Entry(id=1, date="2024-12-02", group_id=1),
        Entry(id=2, date="2024-12-02/2024-12-09", kind="talks"),
        Entry(id=3, kind="context event"),
        Participation(id=1, entry_id=1, party_id=1, person_id=1, on_behalf_of_party_id=2),
        Participation(id=2, entry_id=1, party_id=2, role="addressee"),
        Participation(id=3, entry_id=2, party_id=1, role="participant"),
        Participation(id=4, entry_id=2, party_id=2, role="named"),
        Condition(id=1, demanded_by_id=1, unlocks_id=1),
        ConditionStatus(id=1, condition_id=1, status="met", entry_id=2),
        Stance(id=1, entry_id=1, party_id=1, topic_id=1, value=1, non_value="contested"),
        StanceCondition(id=1, stance_id=1, condition_id=1),
        Citation(id=1, stance_id=1, source_id=1, revision_id=1, start=0, end=1, wording="direct"),
        Citation(id=2, entry_id=1, source_id=1, credibility=2),
        Alternative(id=1, stance_id=1, value=1, citation_id=1, reader_id=1),
        Alternative(id=2, stance_id=1, value=-2),
        AlternativeCondition(id=1, alternative_id=1, condition_id=1),
        Link(id=1, from_entry_id=1, to_entry_id=2),
        Figure(id=1, entry_id=1, number="44", counted_by_source_id=1),
        Variable(id=1),
        Value(id=1, variable_id=1, entry_id=1),
        Note(id=1, entry_id=1),
        Tag(id=1, entry_id=1),
        View(id=1),
        CollectionLimit(id=1, topic_id=1, collected_through="2024-12-02"),
        Coverage(id=1, source_id=1, nothing_here=1),
        Story(id=1),
        Scene(id=1, story_id=1),
    ]
    counts = Counter(record.TABLE for record in plain)
    return [_filled(_moved(record, others, counts), text) for record in plain]


def all_with_each(texts: Iterable[str]) -> list[Record]:
    """Records of every kind for each text; of several documents there can be but one."""
    return [
        record
        for others, text in enumerate(texts)
        for record in one_of_each_with(text, others)
        if not (others and isinstance(record, Document))
    ]


def _moved(record: Record, others: int, counts: Counter[str]) -> Record:
    """Raise the id of a record and those that it refers to, past as many others in each table."""
    tables = {name: rule.target for name, rule in rules_of(type(record)).items() if rule.kind == "reference"}
    ids = {
        name: (getattr(record, name), counts[table])
        for name, table in (tables | {"id": record.TABLE}).items()
    }
    return replace(record, **{name: first + others * count for name, (first, count) in ids.items() if first})


def _filled(record: Record, text: str) -> Record:
    """Put `text` into every text field of a record, cut to what fits and on one line where one is asked."""
    fields: dict[str, str] = {}
    for name, rule in rules_of(type(record)).items():
        if rule.kind in ("line", "text") and name not in _FORMED:
            fitting = text if rule.kind == "text" else text.replace("\n", " ").replace("\r", " ")
            own = f"{record.id} " if name == "code" else ""
            fields[name] = (own + fitting)[: rule.limit]
    return replace(record, **fields)


def written(path: Path, records: Iterable[Record]) -> Path:
    """Make a document of records, as an import of one step."""
    order = {record_type: place for place, record_type in enumerate(RECORDS)}
    with create(path) as store, store.step("Import") as step:
        take_in(step, sorted(records, key=lambda record: order[type(record)]))
    return path


def parties(count: int, name: str = "Party {}") -> list[Record]:
    """As many parties."""
    return [Party(id=number, name=name.format(number)) for number in range(1, count + 1)]


def spoken(entries: Iterable[Entry], lanes: int = 0) -> list[Record]:
    """Entries; each in the next of so many lanes, or in none."""
    made: list[Record] = list(entries)
    if lanes:
        made += [
            Participation(id=entry.id, entry_id=entry.id, party_id=1 + entry.id % lanes)
            for entry in list(made)
        ]
    return made
