"""The document itself, its coders, topics and own variables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, get_args

from timeline_app.domain.fields import choice, date, json_text, line, reference, text, whole
from timeline_app.domain.records.base import Record
from timeline_app.domain.vocabulary import TopicKind, VariableKind, VariableTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder(Record):
    """Somebody who codes; everything made carries one."""

    TABLE: ClassVar[str] = "coder"
    name: str = line("Name", required=True, searched=True)
    colour: str | None = line("Colour")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """The file as a whole, one row; past `collected_through` nothing is claimed."""

    TABLE: ClassVar[str] = "document"
    title: str = line("Title", required=True)
    description: str | None = text("Description")
    collected_through: str | None = date("Collected through")
    naming_policy: str | None = text("Naming policy")
    settings: str | None = json_text("Settings")


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionLimit(Record):
    """The day through which was collected, where it differs for a topic or a party."""

    TABLE: ClassVar[str] = "collection_limit"
    topic_id: int | None = reference("Topic", "topic")
    party_id: int | None = reference("Party", "party")
    collected_through: str | None = date("Collected through")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Record):
    """An area, an issue, or a proposition: one sentence that can be supported or opposed."""

    TABLE: ClassVar[str] = "topic"
    code: str | None = line("Code", searched=True)
    parent_id: int | None = reference("Within", "topic")
    kind: TopicKind = choice("Kind", get_args(TopicKind), "proposition")
    wording: str = text("Wording", searched=True, required=True)
    short_label: str | None = line("Short label", searched=True, limit=24)
    definition: str | None = text("Definition", searched=True, aside=True)
    when_to_use: str | None = text("When to use", aside=True)
    when_not: str | None = text("When not", aside=True)
    example: str | None = text("Example", aside=True)
    decay_days: int = whole("Stale after days", 365)
    sort_order: int = whole("Order", 0, aside=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable(Record):
    """A field of the project's own codebook, on entries or on stances."""

    TABLE: ClassVar[str] = "variable"
    name: str = line("Name", required=True)
    kind: VariableKind = choice("Kind", get_args(VariableKind), "text")
    target: VariableTarget = choice("Asked of", get_args(VariableTarget), "entry")
    choices: str | None = json_text("Choices")
    definition: str | None = text("Definition")
    sort_order: int = whole("Order", 0, aside=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Record):
    """What one entry or one stance holds for a variable."""

    TABLE: ClassVar[str] = "value"
    variable_id: int = reference("Variable", "variable", required=True)
    entry_id: int | None = reference("Entry", "entry")
    stance_id: int | None = reference("Stance", "stance")
    content: str = text("Content", searched=True, required=True)
