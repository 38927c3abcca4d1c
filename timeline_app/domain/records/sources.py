"""How we know: sources, their texts, citations with grades, what was read, notes and tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, get_args

from timeline_app.domain.fields import (
    SOURCE_TEXT_LIMIT,
    choice,
    date,
    flag,
    json_text,
    line,
    reference,
    text,
    whole,
)
from timeline_app.domain.records.base import Record
from timeline_app.domain.vocabulary import Direction, Reliability, SourceType, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A text or recording that reports acts; its reliability grades the outlet, not the truth."""

    TABLE: ClassVar[str] = "source"
    code: str | None = line("Code", searched=True, aside=True)
    title: str = line("Title", required=True, searched=True)
    outlet: str | None = line("Outlet", searched=True)
    author: str | None = line("Author", searched=True)
    published: str | None = date("Published")
    url: str | None = text("URL", searched=True)
    language: str | None = line("Language")
    retrieved: str | None = date("Retrieved", aside=True)
    type: SourceType | None = choice("Type", get_args(SourceType))
    reliability: Reliability | None = choice("Reliability", get_args(Reliability))
    csl: str | None = json_text("CSL-JSON")
    original_sha256: str | None = line("SHA-256 of the original bytes", aside=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision(Record):
    """A numbered, immutable text of a source: UTF-8, lines ended by LF."""

    TABLE: ClassVar[str] = "revision"
    source_id: int = reference("Source", "source", required=True)
    number: int = whole("Number", 1)
    text: str = text("Text", limit=SOURCE_TEXT_LIMIT, searched=True, required=True)
    sha256: str = line("SHA-256", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Record):
    """Where a source says what an entry or a stance holds; offsets are code points, end-exclusive."""

    TABLE: ClassVar[str] = "citation"
    entry_id: int | None = reference("Entry", "entry")
    stance_id: int | None = reference("Stance", "stance")
    source_id: int = reference("Source", "source", required=True)
    credibility: int | None = choice("Credibility", (1, 2, 3, 4, 5, 6))
    reliability: Reliability | None = choice("Reliability here", get_args(Reliability), aside=True)
    originator: str | None = line("Originator (whom the source names)", searched=True, aside=True)
    wording: Wording | None = choice("Wording", get_args(Wording))
    locator: str | None = line("Locator")
    revision_id: int | None = reference("Revision", "revision", aside=True)
    start: int | None = whole("Start", aside=True)
    end: int | None = whole("End", aside=True)
    exact: str | None = text("Exact words", searched=True)
    prefix: str | None = text("Words before", aside=True)
    suffix: str | None = text("Words after", aside=True)
    language: str | None = line("Language", aside=True)
    direction: Direction | None = choice("Direction", get_args(Direction), aside=True)
    translation: str | None = text("Translation", searched=True, aside=True)
    translator: str | None = line("Translator", aside=True)
    origins: str | None = json_text("Origins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Record):
    """A span that a coder read, and whether it held nothing to code."""

    TABLE: ClassVar[str] = "coverage"
    source_id: int = reference("Source", "source", required=True)
    revision_id: int | None = reference("Revision", "revision")
    start: int | None = whole("Start")
    end: int | None = whole("End")
    nothing_here: int = flag("Nothing here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A remark on one entry, source, party, topic or citation; its author is its coder."""

    TABLE: ClassVar[str] = "note"
    text: str = text("Text", searched=True, required=True)
    entry_id: int | None = reference("Entry", "entry")
    source_id: int | None = reference("Source", "source")
    party_id: int | None = reference("Party", "party")
    topic_id: int | None = reference("Topic", "topic")
    citation_id: int | None = reference("Citation", "citation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Record):
    """A word put on one entry, source, party, topic or citation."""

    TABLE: ClassVar[str] = "tag"
    text: str = line("Tag", searched=True, required=True)
    entry_id: int | None = reference("Entry", "entry")
    source_id: int | None = reference("Source", "source")
    party_id: int | None = reference("Party", "party")
    topic_id: int | None = reference("Topic", "topic")
    citation_id: int | None = reference("Citation", "citation")
