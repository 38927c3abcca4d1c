"""The kinds of rows that have a list of their own, and what each list shows; reads nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.records import (
    Coder,
    Condition,
    Group,
    Party,
    PartyName,
    Person,
    PersonName,
    Source,
    Tenure,
    Topic,
    Variable,
    rules_of,
)

if TYPE_CHECKING:
    from timeline_app.domain.records import Record

CONTEXT = "Lists"
USES = "uses"
"""The column that counts how often a row is used."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A list.

    Attributes
    ----------
    record
        Whose rows.
    title, one, empty
        What the rows are called, one of them, and what to say where there are none; to be translated.
    name
        The field that names a row; the first column.
    fields
        The fields of the further columns.
    order
        The field that keeps the order people give; empty where names sort.
    within
        The field that names what a row stands under, for the order; empty if there is nothing such.
    is_tree
        Whether rows stand under others of the list.
    names
        Further names to be found by: record, the field that refers to the row, the field of the name.
    """

    record: type[Record]
    title: str
    one: str
    empty: str
    name: str
    fields: tuple[str, ...] = ()
    order: str = ""
    within: str = ""
    is_tree: bool = False
    names: tuple[tuple[type[Record], str, str], ...] = ()

    @property
    def table(self) -> str:
        """The table of its rows."""
        return self.record.TABLE

    @property
    def columns(self) -> tuple[str, ...]:
        """Name the columns."""
        return (self.name, *self.fields, USES)

    def label(self, column: str) -> str:
        """Give the heading of a column."""
        return said("Used") if column == USES else rules_of(self.record)[column].label


def N(context: str, text: str) -> str:
    """Mark a text for translation in a context; `lupdate` knows this name for QT_TRANSLATE_NOOP."""
    del context
    return text


def said(words: str) -> str:
    """Say words of a list in the user's language."""
    return QCoreApplication.translate(CONTEXT, words)


KINDS: tuple[Kind, ...] = (
    Kind(
        Party,
        N("Lists", "Parties"),
        N("Lists", "party"),
        N(
            "Lists",
            "No parties yet. A party is a state, organisation or armed group that can speak or act. Make one "
            "with New… (Ctrl+N), or take states from the country list.",
        ),
        "name",
        ("code", "kind", "group_id", "colour"),
        order="lane_order",
        within="group_id",
        names=((PartyName, "party_id", "name"),),
    ),
    Kind(
        Person,
        N("Lists", "Persons"),
        N("Lists", "person"),
        N(
            "Lists",
            "No persons yet. A person speaks or acts for a party, in the office held at the time. Make one "
            "with New… (Ctrl+N).",
        ),
        "name",
        ("code",),
        names=((PersonName, "person_id", "name"), (Tenure, "person_id", "office")),
    ),
    Kind(
        Topic,
        N("Lists", "Topics"),
        N("Lists", "topic"),
        N(
            "Lists",
            "No topics yet. Stances are taken on propositions: one sentence that can be supported or "
            "opposed. Make one with New… (Ctrl+N).",
        ),
        "wording",
        ("code", "short_label", "kind", "decay_days"),
        order="sort_order",
        within="parent_id",
        is_tree=True,
    ),
    Kind(
        Source,
        N("Lists", "Sources"),
        N("Lists", "source"),
        N("Lists", "No sources yet. Make one with New… (Ctrl+N), or while an entry is cited."),
        "title",
        ("code", "outlet", "published", "reliability"),
    ),
    Kind(
        Condition,
        N("Lists", "Conditions"),
        N("Lists", "condition"),
        N(
            "Lists",
            "No conditions yet. A condition says who demands what of whom; a stance may carry it. Make one "
            "with New… (Ctrl+N).",
        ),
        "text",
        ("code", "kind", "demanded_by_id"),
    ),
    Kind(
        Group,
        N("Lists", "Headings of lanes"),
        N("Lists", "heading"),
        N(
            "Lists",
            "No headings yet. A heading, such as a region, stands over lanes. Make one with New… (Ctrl+N).",
        ),
        "name",
        (),
        order="sort_order",
        within="parent_id",
        is_tree=True,
    ),
    Kind(
        Coder,
        N("Lists", "Coders"),
        N("Lists", "coder"),
        N(
            "Lists",
            "No coders yet. Everything made carries the name of who made it, once it is known here. Make one "
            "with New… (Ctrl+N).",
        ),
        "name",
        ("colour",),
    ),
    Kind(
        Variable,
        N("Lists", "Variables"),
        N("Lists", "variable"),
        N(
            "Lists",
            "No variables yet. A variable is a field of your own codebook, on entries or on stances. "
            "Make one with New… (Ctrl+N).",
        ),
        "name",
        ("kind", "target"),
        order="sort_order",
    ),
)
