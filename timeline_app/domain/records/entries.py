"""Acts: somebody said or did something; with whom, in which figures, linked to which other acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, get_args

from timeline_app.domain.fields import choice, date, day, json_text, line, reference, text
from timeline_app.domain.records.base import Record
from timeline_app.domain.vocabulary import (
    DateBasis,
    EntryKind,
    EntryStatus,
    FigureBound,
    LinkRelation,
    Role,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """An act. The four day ordinals follow from `date` and are set when the row is written."""

    TABLE: ClassVar[str] = "entry"
    code: str | None = line("Code", searched=True, aside=True)
    kind: EntryKind = choice("Kind", get_args(EntryKind), "statement")
    date: str | None = date("Date")
    begin_lo: int | None = day("Earliest begin")
    begin_hi: int | None = day("Latest begin")
    end_lo: int | None = day("Earliest end")
    end_hi: int | None = day("Latest end")
    date_as_written: str | None = line("Date as written", aside=True)
    date_basis: DateBasis | None = choice("Date basis", get_args(DateBasis), aside=True)
    local_time: str | None = line("Local time", aside=True)
    time_zone: str | None = line("Time zone", aside=True)
    title: str = line("Title", required=True, searched=True)
    body: str | None = text("Body", searched=True)
    venue: str | None = line("Venue", searched=True, aside=True)
    place: str | None = line("Place", searched=True, aside=True)
    group_id: int | None = reference("Heading of its place", "group", aside=True)
    importance: int = choice("Importance", (1, 2, 3), 2, aside=True)
    status: EntryStatus = choice("Status", get_args(EntryStatus), "coded")
    origins: str | None = json_text("Origins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Record):
    """A party's or person's part in an entry."""

    TABLE: ClassVar[str] = "participation"
    entry_id: int = reference("Entry", "entry", required=True)
    party_id: int | None = reference("Party", "party")
    role: Role = choice("Role", get_args(Role), "actor")
    person_id: int | None = reference("Person", "person")
    on_behalf_of_party_id: int | None = reference("On behalf of the party", "party", aside=True)
    on_behalf_of_person_id: int | None = reference("On behalf of the person", "person", aside=True)
    as_named: str | None = line("As named", searched=True, aside=True)
    origins: str | None = json_text("Origins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Record):
    """A typed link from one entry to another; never without words in the source or a rationale."""

    TABLE: ClassVar[str] = "link"
    from_entry_id: int = reference("From", "entry", required=True)
    to_entry_id: int = reference("To", "entry", required=True)
    relation: LinkRelation = choice("Relation", get_args(LinkRelation), "follows")
    note: str = text("Words in the source, or rationale", searched=True, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A number that an entry gives, as decimal text, with what it counts and from when to when."""

    TABLE: ClassVar[str] = "figure"
    entry_id: int = reference("Entry", "entry", required=True)
    number: str | None = line("Number")
    high: str | None = line("High", aside=True)
    bound: FigureBound = choice("Bound", get_args(FigureBound), "exact")
    unit: str | None = line("Unit")
    counted: str = line("What is counted", required=True, searched=True)
    part_of_id: int | None = reference("Part of", "figure", aside=True)
    counted_from: str | None = date("Counted from", aside=True)
    counted_to: str | None = date("Counted to", aside=True)
    counted_by_party_id: int | None = reference("Counted by the party", "party", aside=True)
    counted_by_source_id: int | None = reference("Counted by the source", "source", aside=True)
    as_written: str | None = line("As written", searched=True, aside=True)
