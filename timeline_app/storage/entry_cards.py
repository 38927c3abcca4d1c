"""Reads everything of one entry, as the inspector and the hover card show it."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

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
    Record,
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

R = TypeVar("R", bound=Record)


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
        return None if entry is None else _card(_Known(store), entry)


class _Known:
    """What was read for one card: rows to which many of its parts refer are read once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._rows: dict[tuple[str, int], Record | None] = {}

    def one(self, record_type: type[R], row_id: int | None) -> R | None:
        """Read the row that something refers to; None if it refers to none, or that is gone."""
        if not row_id:
            return None
        key = (record_type.TABLE, row_id)
        if key not in self._rows:
            self._rows[key] = get(self.store, record_type, row_id)
        return cast("R | None", self._rows[key])

    @cached_property
    def variables(self) -> dict[int, Variable]:
        """The codebook's own fields, by id."""
        return {variable.id: variable for variable in rows(self.store, Variable)}

    def by_stance(self, record_type: type[R], stances: list[Stance]) -> dict[int | None, list[R]]:
        """Read what hangs on some stances, by the id of each."""
        found: dict[int | None, list[R]] = defaultdict(list)
        for row in rows(self.store, record_type, stance_id=[stance.id for stance in stances]):
            found[row.stance_id].append(row)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        return found


def _card(known: _Known, entry: Entry) -> EntryCard:
    store, entry_id = known.store, entry.id
    day = day_of(entry.kind, bounds_of_date(entry.date)) if entry.date else None
    group = known.one(Group, entry.group_id)
    return EntryCard(
        entry=entry,
        place_group=group.name if group else "",
        parts=tuple(_part(known, part, day) for part in rows(store, Participation, entry_id=entry_id)),
        stances=_stance_cards(known, entry_id),
        citations=tuple(_citation_card(known, c) for c in rows(store, Citation, entry_id=entry_id)),
        links=_link_cards(store, entry_id),
        figures=tuple(_figure_card(known, figure) for figure in rows(store, Figure, entry_id=entry_id)),
        notes=tuple(rows(store, Note, entry_id=entry_id)),
        tags=tuple(rows(store, Tag, entry_id=entry_id)),
        values=_values(known, rows(store, Value, entry_id=entry_id)),
        coder=_coder_name(known, entry.coder_id),
        day=day,
    )


def _part(known: _Known, part: Participation, day: int | None) -> Part:
    behalf = known.one(Person, part.on_behalf_of_person_id), known.one(Party, part.on_behalf_of_party_id)
    return Part(
        part,
        known.one(Party, part.party_id),
        known.one(Person, part.person_id),
        office_on(known.store, part.person_id, day),
        ", ".join(found.name for found in behalf if found),
    )


def office_on(store: Store, person: int | None, day: int | None) -> str:
    """Name the office that a person held on a day; the latest known where the day is not."""
    if person is None:
        return ""
    tenures = list(rows(store, Tenure, person_id=person))
    held = [t for t in tenures if day is None or holds_on(t.valid_from, t.valid_to, day)]
    return held[-1].office if held else ""


def _stance_cards(known: _Known, entry_id: int) -> tuple[StanceCard, ...]:
    """Read the stances on an entry with what hangs on them: of a roll call they are some two hundred."""
    stances = list(rows(known.store, Stance, entry_id=entry_id))
    held = known.by_stance(StanceCondition, stances)
    alternatives = known.by_stance(Alternative, stances)
    citations, values = known.by_stance(Citation, stances), known.by_stance(Value, stances)
    return tuple(
        StanceCard(
            stance,
            *_on_what(known, stance),
            _condition_cards(known, [c.condition_id for c in held[stance.id]]),
            tuple((a, _basis(known, a)) for a in alternatives[stance.id]),
            tuple(_citation_card(known, c) for c in citations[stance.id]),
            _values(known, values[stance.id]),
            _coder_name(known, stance.coder_id),
        )
        for stance in stances
    )


def _on_what(known: _Known, stance: Stance) -> tuple[Party, Topic]:
    party, topic = known.one(Party, stance.party_id), known.one(Topic, stance.topic_id)
    if party is None or topic is None:
        raise LookupError(f"stance {stance.id} lacks its party or its topic")
    return party, topic


def _condition_cards(known: _Known, ids: list[int]) -> tuple[ConditionCard, ...]:
    return tuple(_condition_card(known, c) for c in rows(known.store, Condition, id=ids)) if ids else ()


def _condition_card(known: _Known, condition: Condition) -> ConditionCard:
    statuses = sorted(rows(known.store, ConditionStatus, condition_id=condition.id), key=_when)
    return ConditionCard(
        condition,
        known.one(Party, condition.demanded_by_id),
        known.one(Party, condition.demanded_of_id),
        known.one(Topic, condition.unlocks_id),
        tuple(statuses),
    )


def _when(status: ConditionStatus) -> tuple[float, int]:
    """Order by earliest day, undated ones last."""
    bounds = bounds_of_date(status.date) if status.date else None
    known = [day for day in (bounds.begin_lo, bounds.end_hi) if day is not None] if bounds else []
    return (known[0] if known else math.inf, status.id)


def _values(known: _Known, found: Iterable[Value]) -> tuple[tuple[Variable, Value], ...]:
    """Pair what is held with its variables, in the order of the codebook."""
    pairs = [(known.variables[value.variable_id], value) for value in found]
    return tuple(sorted(pairs, key=lambda pair: (pair[0].sort_order, pair[0].id, pair[1].id)))


def _figure_card(known: _Known, figure: Figure) -> FigureCard:
    party = known.one(Party, figure.counted_by_party_id)
    source = known.one(Source, figure.counted_by_source_id)
    names = [*([party.name] if party else ()), *([_name(source)] if source else ())]
    return FigureCard(figure, ", ".join(names))


def _name(source: Source) -> str:
    return source.outlet or source.title


def _coder_name(known: _Known, coder_id: int | None) -> str:
    coder = known.one(Coder, coder_id)
    return coder.name if coder else ""


def _basis(known: _Known, alternative: Alternative) -> str:
    """Say on whose word a reading rests: its source, or its coder."""
    citation = known.one(Citation, alternative.citation_id)
    source = known.one(Source, citation.source_id) if citation else None
    return _name(source) if source else _coder_name(known, alternative.reader_id)


def _citation_card(known: _Known, citation: Citation) -> CitationCard:
    source = known.one(Source, citation.source_id)
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
