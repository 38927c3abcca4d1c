"""The columns of the table of entries: an entry's fields and what hangs on it; how each is sorted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from timeline_app.domain.records import Entry, rules_of

if TYPE_CHECKING:
    from timeline_app.domain.fields import FieldRule

ACTING = "'actor', 'participant', 'signatory', 'host', 'mediator'"
PARTY_LABEL = "coalesce(nullif(party.short_name, ''), party.name)"
TOPIC_LABEL = "coalesce(nullif(topic.code, ''), nullif(topic.short_label, ''), topic.wording)"
SOURCE_LABEL = "coalesce(nullif(source.outlet, ''), source.title)"
GRADE = (
    "CASE WHEN coalesce(citation.reliability, source.reliability, citation.credibility) NOTNULL THEN"
    " coalesce(citation.reliability, source.reliability, '~') || coalesce(citation.credibility, '~') END"
)
"""Reliability and credibility as text, of which the least is the best; ``~`` where one is not judged."""


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column of the table.

    Attributes
    ----------
    name
        That of an entry's field, or of what is derived from other rows.
    rule
        The field's rule; None for what is derived.
    shown
        Whether it is shown until the user chooses.
    """

    name: str
    label: str
    rule: FieldRule | None = None
    shown: bool = True

    @property
    def can_be_edited(self) -> bool:
        """Whether a cell takes what is typed."""
        return self.rule is not None and self.rule.kind in ("line", "text", "choice", "date", "whole")


_DERIVED: dict[str, str] = {
    "who": "Who",
    "addressees": "Addressees",
    "stances": "Stances",
    "topics": "Topics",
    "sources": "Sources",
    "grade": "Evidence",
    "tags": "Tags",
    "notes": "Notes",
    "coder": "Coder",
    "created": "Created",
    "updated": "Updated",
}
_FIRST = (
    "date",
    "title",
    "kind",
    "who",
    "addressees",
    "stances",
    "topics",
    "sources",
    "grade",
    "status",
    "tags",
)
_COMPARED = 120
"""Characters of a text by which it is sorted."""


@cache
def columns() -> tuple[Column, ...]:
    """List the columns in the order in which they stand until the user chooses."""
    fields = {
        name: Column(name, rule.label, rule, not rule.aside)
        for name, rule in rules_of(Entry).items()
        if name != "coder_id"
    }
    known = fields | {name: Column(name, label) for name, label in _DERIVED.items()}
    return tuple(known.pop(name) for name in _FIRST if name in known) + tuple(known.values())


class Sorting(NamedTuple):
    """
    The SQL by which a column is sorted.

    Attributes
    ----------
    source
        What follows FROM; entries that are not in it have nothing in the column.
    entry, key
        The entry's id, and what is compared, NULL where there is nothing.
    """

    source: str
    entry: str
    key: str


def sorting(column: Column) -> Sorting:
    """Tell how a column is sorted."""
    if column.rule is None:
        return _DERIVED_SORTING[column.name]
    return _field_sorting(column.name, column.rule)


def _field_sorting(name: str, rule: FieldRule) -> Sorting:
    if rule.kind == "reference":
        return _by_name(rule.target, f"entry.{name}")
    return Sorting("entry", "entry.id", _field_key(name, rule))


def _field_key(name: str, rule: FieldRule) -> str:
    if rule.kind == "date":
        return "coalesce(entry.begin_lo, entry.begin_hi, entry.end_lo, entry.end_hi)"
    if rule.kind == "choice" and isinstance(rule.choices[0], str):
        places = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(rule.choices))
        return f"CASE entry.{name} {places} END"
    return f"nullif({_folded(f'entry.{name}')}, '')" if rule.kind in ("line", "text") else f"entry.{name}"


def _folded(text: str) -> str:
    """Fold in SQL what is plain ASCII: calling our own function costs ten times as much."""
    begin = f"substr({text}, 1, {_COMPARED})"
    is_ascii = f"length({begin}) = length(CAST({begin} AS BLOB))"
    return f"CASE WHEN {is_ascii} THEN lower({begin}) ELSE folded({begin}) END"


def _ranked(table: str, label: str) -> str:
    """Give the few rows of a table places by name, so that the many entries are sorted by numbers."""
    return f'(SELECT id, row_number() OVER (ORDER BY folded({label}), id) AS place FROM "{table}")'


_PARTY_PLACE = _ranked("party", PARTY_LABEL)
_TOPIC_PLACE = _ranked("topic", TOPIC_LABEL)


def _by_name(table: str, column: str) -> Sorting:
    return Sorting(
        f"entry JOIN {_ranked(table, 'name')} AS named ON named.id = {column}", "entry.id", "named.place"
    )


def _by_first_part(roles: str) -> Sorting:
    """Sort by the party, then the person, of the first participation in one of the roles."""
    source = (
        f"(SELECT entry_id, party_id, person_id, min(id) FROM participation WHERE role IN ({roles})"
        f" GROUP BY entry_id) AS part LEFT JOIN {_PARTY_PLACE} AS party ON party.id = part.party_id"
        f" LEFT JOIN {_ranked('person', 'name')} AS person ON person.id = part.person_id"
    )
    return Sorting(
        source, "part.entry_id", f"coalesce(party.place, {_LAST}) * {_LAST} + coalesce(person.place, 0)"
    )


_LAST = 1 << 30


def _by_first_stance(key: str) -> Sorting:
    source = (
        "(SELECT entry_id, party_id, topic_id, value, min(id) FROM stance GROUP BY entry_id) AS stance"
        f" JOIN {_PARTY_PLACE} AS party ON party.id = stance.party_id"
        f" JOIN {_TOPIC_PLACE} AS topic ON topic.id = stance.topic_id"
    )
    return Sorting(source, "stance.entry_id", key)


def _by_citations(key: str, source: str) -> Sorting:
    """Sort by the least of what the citations of the entry and of its stances have."""
    several = (
        f"SELECT citation.entry_id AS entry_id, {key} AS key FROM citation JOIN {source} AS source"
        " ON source.id = citation.source_id WHERE citation.entry_id NOTNULL UNION ALL"
        f" SELECT stance.entry_id, {key} FROM citation JOIN {source} AS source"
        " ON source.id = citation.source_id JOIN stance ON stance.id = citation.stance_id"
    )
    return _least(f"({several})", "key")


def _least(source: str, key: str) -> Sorting:
    return Sorting(
        f"(SELECT entry_id, {key if '(' in key else f'min({key})'} AS key FROM {source}"
        " WHERE entry_id NOTNULL GROUP BY entry_id) AS found",
        "found.entry_id",
        "found.key",
    )


_WORDS = "(SELECT text, folded(text) AS key FROM (SELECT DISTINCT text FROM tag))"
_DERIVED_SORTING: dict[str, Sorting] = {
    "who": _by_first_part(ACTING),
    "addressees": _by_first_part("'addressee'"),
    "stances": _by_first_stance("party.place * 8 + coalesce(stance.value, 3) + 2"),
    "topics": _by_first_stance("topic.place"),
    "sources": _by_citations("source.place", _ranked("source", SOURCE_LABEL)),
    "grade": _by_citations(GRADE, "source"),
    "tags": _least(f"tag JOIN {_WORDS} USING (text)", "key"),
    "notes": _least("note", "count(*)"),
    "coder": _by_name("coder", "entry.coder_id"),
    "created": Sorting("entry", "entry.id", "entry.created_at"),
    "updated": Sorting("entry", "entry.id", "entry.updated_at"),
}
