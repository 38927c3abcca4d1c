"""The columns of the table of entries: an entry's fields and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

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
