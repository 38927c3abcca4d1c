"""Proposed entries taken in: names looked up, what is new made, all written within one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.records import (
    Citation,
    Entry,
    Note,
    Participation,
    Party,
    Person,
    Record,
    Source,
    Stance,
    Tag,
    Topic,
)
from timeline_app.storage.bulk import insert_many
from timeline_app.storage.failures import telling
from timeline_app.storage.folding import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from timeline_app.domain.proposing import Named, Proposed
    from timeline_app.storage.history import Rows, Step
    from timeline_app.storage.store import Store

_NAMES: dict[str, str] = {
    "party": "SELECT id, code FROM party UNION ALL SELECT id, name FROM party UNION ALL SELECT id, short_name"
    " FROM party UNION ALL SELECT party_id, name FROM party_name",
    "person": "SELECT id, code FROM person UNION ALL SELECT id, name FROM person"
    " UNION ALL SELECT person_id, name FROM person_name",
    "topic": "SELECT id, code FROM topic WHERE kind = 'proposition' UNION ALL SELECT id, wording FROM topic"
    " WHERE kind = 'proposition' UNION ALL SELECT id, short_label FROM topic WHERE kind = 'proposition'",
    "source": "SELECT id, code FROM source UNION ALL SELECT id, title FROM source"
    " UNION ALL SELECT id, url FROM source",
    "entry": "SELECT id, code FROM entry",
}
_MADE: dict[str, Callable[[str], Record]] = {
    "party": lambda name: Party(name=name),
    "person": lambda name: Person(name=name),
    "topic": lambda name: Topic(wording=name),
    "source": lambda name: Source(title=name),
}
_TYPES: dict[str, type[Record]] = {"party": Party, "person": Person, "topic": Topic, "source": Source}


def known_names(store: Store) -> Callable[[str, str], tuple[int, ...]]:
    """
    Read all names of the document.

    Returns
    -------
    callable
        By table and typed name the ids of the rows that have it: as code, name, short name, further name,
        wording, label, title or address, folded. Only propositions count as topics.
    """
    names: dict[str, dict[str, tuple[int, ...]]] = {}

    def find(table: str, typed: str) -> tuple[int, ...]:
        if table not in names:
            names[table] = _names_of(store, table)
        return names[table].get(folded(typed), ())

    return find


def _names_of(store: Store, table: str) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    with telling(store.path):
        for row_id, name in store.conn.execute(_NAMES[table]):
            if name:
                key = folded(name)
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), row_id)))
    return found


def count_new(proposals: Sequence[Proposed]) -> dict[str, int]:
    """Count by table what taking in would make beside the entries; alike names are one."""
    return {table: len(names) for table, names in _new_names(proposals).items()}


def _new_names(proposals: Sequence[Proposed]) -> dict[str, dict[str, str]]:
    """Gather by table and folded name what is not known."""
    new: dict[str, dict[str, str]] = {}
    for one in proposals:
        for named in one.names:
            if named.row_id is None:
                new.setdefault(named.table, {}).setdefault(folded(named.name), named.name)
    return new


def take_pasted(step: Step, proposals: Sequence[Proposed]) -> Rows | None:
    """
    Write proposed entries with what hangs on them; what is not known by name is made.

    Returns
    -------
    Rows or None
        The range of the new entries; None if there were none.

    Raises
    ------
    FieldError
        If something does not keep its rule; nothing is left of the step then.
    DocumentError
        If the file does not take it.
    """
    ids = _Names(step, proposals)
    entries = insert_many(step, Entry, (one.entry for one in proposals))
    if entries is None:
        return None
    numbered = list(enumerate(proposals, entries.first_id))
    insert_many(step, Participation, (part for n, one in numbered for part in _parts(n, one, ids)))
    insert_many(step, Stance, (stance for n, one in numbered for stance in _stances(n, one, ids)))
    insert_many(step, Citation, (_citation(n, one, ids) for n, one in numbered if one.source))
    insert_many(step, Tag, (Tag(entry_id=n, text=tag) for n, one in numbered for tag in one.tags))
    insert_many(step, Note, (Note(entry_id=n, text=one.note) for n, one in numbered if one.note))
    return entries


class _Names:
    """The ids of what is referred to by name, the new rows among them; alike names are one row."""

    def __init__(self, step: Step, proposals: Sequence[Proposed]) -> None:
        self._ids: dict[tuple[str, str], int] = {}
        for table, names in _new_names(proposals).items():
            made = insert_many(step, _TYPES[table], map(_MADE[table], names.values()))
            first = made.first_id if made else 0
            self._ids |= {(table, key): first + place for place, key in enumerate(names)}

    def id_of(self, named: Named) -> int:
        return named.row_id or self._ids[named.table, folded(named.name)]

    def id_or_none(self, named: Named | None) -> int | None:
        return self.id_of(named) if named else None


def _parts(entry: int, one: Proposed, ids: _Names) -> Iterator[Participation]:
    for party, person in one.acting:
        yield Participation(
            entry_id=entry,
            party_id=ids.id_or_none(party),
            person_id=ids.id_or_none(person),
            role=one.acting_role,
        )
    for party in one.addressees:
        yield Participation(entry_id=entry, party_id=ids.id_of(party), role="addressee")


def _stances(entry: int, one: Proposed, ids: _Names) -> Iterator[Stance]:
    parties = dict.fromkeys(ids.id_of(party) for party in one.parties)
    topics = dict.fromkeys(ids.id_of(topic) for topic in one.topics)
    for party in parties:
        for topic in topics:
            yield Stance(
                entry_id=entry,
                party_id=party,
                topic_id=topic,
                value=one.value,
                non_value=one.non_value,
                mode=one.mode,
            )


def _citation(entry: int, one: Proposed, ids: _Names) -> Citation:
    source = ids.id_or_none(one.source) or 0
    return Citation(entry_id=entry, source_id=source, exact=one.quote)
