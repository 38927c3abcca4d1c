"""Reads everything of one entry, as the inspector and the hover card show it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.domain.checking import bounds_of_date
from timeline_app.domain.evidence import day_of
from timeline_app.domain.periods import holds_on
from timeline_app.domain.records import (
    Alternative,
    Citation,
    Coder,
    Condition,
    ConditionStatus,
    Entry,
    Figure,
    Group,
    Note,
    Participation,
    Party,
    Person,
    Source,
    Stance,
    StanceCondition,
    Tag,
    Tenure,
    Topic,
    Value,
    Variable,
)
from timeline_app.storage.failures import reading
from timeline_app.storage.rows import get, rows
from timeline_app.storage.timelines import read_links, read_titles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.storage.store import Store


@dataclass(frozen=True, slots=True)
class Part:
    """A participation with its party, person and the office the person held on the entry's date."""

    participation: Participation
    party: Party | None
    person: Person | None
    office: str
    on_behalf_of: str


@dataclass(frozen=True, slots=True)
class ConditionCard:
    """A condition with who demands it of whom, what it unlocks, and how it fared, the earliest first."""

    condition: Condition
    demanded_by: Party | None
    demanded_of: Party | None
    unlocks: Topic | None
    statuses: tuple[ConditionStatus, ...]


@dataclass(frozen=True, slots=True)
class StanceCard:
    """A stance with its party, proposition, conditions, readings, own citations and the codebook's values."""

    stance: Stance
    party: Party
    topic: Topic
    conditions: tuple[ConditionCard, ...]
    alternatives: tuple[tuple[Alternative, str], ...]
    citations: tuple[CitationCard, ...]
    values: tuple[tuple[Variable, Value], ...]
    coder: str


@dataclass(frozen=True, slots=True)
class CitationCard:
    """A citation with its source."""

    citation: Citation
    source: Source


@dataclass(frozen=True, slots=True)
class LinkCard:
    """A link as seen from the entry: `outgoing` leads from it, `title` is that of the other end."""

    relation: str
    outgoing: bool
    entry: int
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A figure with the name of the party or source that counted, empty if none is named."""

    figure: Figure
    counted_by: str


@dataclass(frozen=True, slots=True)
class EntryCard:
    """Everything of an entry."""

    entry: Entry
    place_group: str
    parts: tuple[Part, ...]
    stances: tuple[StanceCard, ...]
    citations: tuple[CitationCard, ...]
    links: tuple[LinkCard, ...]
    figures: tuple[FigureCard, ...]
    notes: tuple[Note, ...]
    tags: tuple[Tag, ...]
    values: tuple[tuple[Variable, Value], ...]
    coder: str
    day: int | None


def read_entry_card(store: Store, entry_id: int) -> EntryCard | None:
    """Read an entry with all that hangs on it; None if there is no such entry."""
    with reading(store.path):
        entry = get(store, Entry, entry_id)
        return None if entry is None else _card(store, entry)


def _card(store: Store, entry: Entry) -> EntryCard:
    entry_id = entry.id
    day = day_of(entry.kind, bounds_of_date(entry.date)) if entry.date else None
    group = get(store, Group, entry.group_id) if entry.group_id else None
    parts = rows(store, Participation, entry_id=entry_id)
    return EntryCard(
        entry=entry,
        place_group=group.name if group else "",
        parts=tuple(_part(store, part, day) for part in parts),
        stances=tuple(_stance_card(store, stance) for stance in rows(store, Stance, entry_id=entry_id)),
        citations=tuple(_citation_card(store, c) for c in rows(store, Citation, entry_id=entry_id)),
        links=_link_cards(store, entry_id),
        figures=tuple(_figure_card(store, figure) for figure in rows(store, Figure, entry_id=entry_id)),
        notes=tuple(rows(store, Note, entry_id=entry_id)),
        tags=tuple(rows(store, Tag, entry_id=entry_id)),
        values=_values(store, rows(store, Value, entry_id=entry_id)),
        coder=_coder_name(store, entry.coder_id),
        day=day,
    )


def _part(store: Store, part: Participation, day: int | None) -> Part:
    party = get(store, Party, part.party_id) if part.party_id else None
    person = get(store, Person, part.person_id) if part.person_id else None
    behalf_party = get(store, Party, part.on_behalf_of_party_id) if part.on_behalf_of_party_id else None
    behalf = get(store, Person, part.on_behalf_of_person_id) if part.on_behalf_of_person_id else None
    names = [found.name for found in (behalf, behalf_party) if found]
    return Part(part, party, person, office_on(store, part.person_id, day), ", ".join(names))


def office_on(store: Store, person: int | None, day: int | None) -> str:
    """Name the office that a person held on a day; the latest known where the day is not."""
    if person is None:
        return ""
    tenures = list(rows(store, Tenure, person_id=person))
    held = [t for t in tenures if day is None or holds_on(t.valid_from, t.valid_to, day)]
    return held[-1].office if held else ""


def _stance_card(store: Store, stance: Stance) -> StanceCard:
    party, topic = get(store, Party, stance.party_id), get(store, Topic, stance.topic_id)
    if party is None or topic is None:
        raise LookupError(f"stance {stance.id} lacks its party or its topic")
    held = [c.condition_id for c in rows(store, StanceCondition, stance_id=stance.id)]
    alternatives = rows(store, Alternative, stance_id=stance.id)
    return StanceCard(
        stance,
        party,
        topic,
        tuple(_condition_card(store, condition) for condition in rows(store, Condition, id=held)),
        tuple((a, _basis(store, a)) for a in alternatives),
        tuple(_citation_card(store, c) for c in rows(store, Citation, stance_id=stance.id)),
        _values(store, rows(store, Value, stance_id=stance.id)),
        _coder_name(store, stance.coder_id),
    )


def _condition_card(store: Store, condition: Condition) -> ConditionCard:
    statuses = sorted(rows(store, ConditionStatus, condition_id=condition.id), key=_when)
    return ConditionCard(
        condition,
        get(store, Party, condition.demanded_by_id) if condition.demanded_by_id else None,
        get(store, Party, condition.demanded_of_id) if condition.demanded_of_id else None,
        get(store, Topic, condition.unlocks_id) if condition.unlocks_id else None,
        tuple(statuses),
    )


def _when(status: ConditionStatus) -> tuple[float, int]:
    """Order by earliest day, undated ones last."""
    bounds = bounds_of_date(status.date) if status.date else None
    known = [day for day in (bounds.begin_lo, bounds.end_hi) if day is not None] if bounds else []
    return (known[0] if known else math.inf, status.id)


def _values(store: Store, found: Iterable[Value]) -> tuple[tuple[Variable, Value], ...]:
    """Pair what is held with its variables, in the order of the codebook."""
    variables = {variable.id: variable for variable in rows(store, Variable)}
    pairs = [(variables[value.variable_id], value) for value in found]
    return tuple(sorted(pairs, key=lambda pair: (pair[0].sort_order, pair[0].id, pair[1].id)))


def _figure_card(store: Store, figure: Figure) -> FigureCard:
    party = get(store, Party, figure.counted_by_party_id) if figure.counted_by_party_id else None
    source = get(store, Source, figure.counted_by_source_id) if figure.counted_by_source_id else None
    names = [*([party.name] if party else ()), *([_name(source)] if source else ())]
    return FigureCard(figure, ", ".join(names))


def _name(source: Source) -> str:
    return source.outlet or source.title


def _coder_name(store: Store, coder_id: int | None) -> str:
    coder = get(store, Coder, coder_id) if coder_id else None
    return coder.name if coder else ""


def _basis(store: Store, alternative: Alternative) -> str:
    """Say on whose word a reading rests: its source, or its coder."""
    citation = get(store, Citation, alternative.citation_id) if alternative.citation_id else None
    source = get(store, Source, citation.source_id) if citation else None
    return _name(source) if source else _coder_name(store, alternative.reader_id)


def _citation_card(store: Store, citation: Citation) -> CitationCard:
    source = get(store, Source, citation.source_id)
    if source is None:
        raise LookupError(f"citation {citation.id} lacks its source")
    return CitationCard(citation, source)


def _link_cards(store: Store, entry: int) -> tuple[LinkCard, ...]:
    links = read_links(store, entry)
    others = {end if start == entry else start for _, start, end, _ in links}
    titles = read_titles(store, others)
    return tuple(
        LinkCard(relation, start == entry, other, titles.get(other, ""), note)
        for relation, start, end, note in links
        for other in (end if start == entry else start,)
    )
