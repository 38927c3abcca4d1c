"""Who acts: parties, persons, their names, flags, offices and relations; and the headings of lanes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, get_args

from timeline_app.domain.fields import choice, date, line, reference, text, whole
from timeline_app.domain.records.base import Record
from timeline_app.domain.vocabulary import NameKind, PartyKind, PartyRelationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Record):
    """A heading of lanes, such as a region or territory: no party, no flag."""

    TABLE: ClassVar[str] = "group"
    name: str = line("Name", required=True, searched=True)
    parent_id: int | None = reference("Within", "group")
    sort_order: int = whole("Order", 0, aside=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Record):
    """A state, government, organisation or armed group that can speak, act or hold a position."""

    TABLE: ClassVar[str] = "party"
    code: str | None = line("Code", searched=True)
    kind: PartyKind = choice("Kind", get_args(PartyKind), "state")
    name: str = line("Name", required=True, searched=True)
    short_name: str | None = line("Short name", searched=True)
    iso2: str | None = line("ISO 3166 code")
    wikidata: str | None = line("Wikidata id", aside=True)
    group_id: int | None = reference("Under the heading", "group")
    colour: str | None = line("Colour", aside=True)
    valid_from: str | None = date("Valid from")
    valid_to: str | None = date("Valid to")
    lane_order: int = whole("Order of lanes", 0, aside=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyName(Record):
    """A further name of a party, by language and period."""

    TABLE: ClassVar[str] = "party_name"
    party_id: int = reference("Party", "party", required=True)
    kind: NameKind = choice("Kind", get_args(NameKind), "common")
    name: str = line("Name", required=True, searched=True)
    language: str | None = line("Language")
    valid_from: str | None = date("Valid from")
    valid_to: str | None = date("Valid to")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFlag(Record):
    """A flag of a party by period; `flag` names a picture of the program's own set."""

    TABLE: ClassVar[str] = "party_flag"
    party_id: int = reference("Party", "party", required=True)
    kind: NameKind = choice("Kind", get_args(NameKind), "official")
    flag: str = line("Flag", required=True)
    valid_from: str | None = date("Valid from")
    valid_to: str | None = date("Valid to")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRelation(Record):
    """A relation between two parties over a period, such as one backing the other."""

    TABLE: ClassVar[str] = "party_relation"
    from_party_id: int = reference("From", "party", required=True)
    to_party_id: int = reference("To", "party", required=True)
    relation: PartyRelationKind = choice("Relation", get_args(PartyRelationKind), "part of")
    valid_from: str | None = date("Valid from")
    valid_to: str | None = date("Valid to")
    source_id: int | None = reference("Source", "source")
    note: str | None = text("Note", searched=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Somebody who speaks or acts for a party."""

    TABLE: ClassVar[str] = "person"
    code: str | None = line("Code", searched=True)
    name: str = line("Name", required=True, searched=True)
    wikidata: str | None = line("Wikidata id", aside=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName(Record):
    """A further name of a person, by language."""

    TABLE: ClassVar[str] = "person_name"
    person_id: int = reference("Person", "person", required=True)
    name: str = line("Name", required=True, searched=True)
    language: str | None = line("Language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Record):
    """An office held by a person for a party over a period."""

    TABLE: ClassVar[str] = "tenure"
    person_id: int = reference("Person", "person", required=True)
    office: str = line("Office", required=True, searched=True)
    party_id: int | None = reference("Party", "party")
    valid_from: str | None = date("Valid from")
    valid_to: str | None = date("Valid to")
