"""Filters in SQL: which entries pass, what may be chosen, and a filter in words."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np

from timeline_app.columns.taking import are_among
from timeline_app.domain.dates import day_in_words
from timeline_app.domain.filtering import FIELD_LABELS
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Coder, Party, Source, Topic
from timeline_app.domain.vocabulary import ENTRY_KINDS, EntryStatus, Mode, Role
from timeline_app.storage.absorbing import taken_in_by
from timeline_app.storage.failures import telling
from timeline_app.storage.folding import folded_together
from timeline_app.storage.hits import entries_found, in_order
from timeline_app.storage.wide_reading import all_entries, read_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from timeline_app.domain.filtering import Filter
    from timeline_app.domain.records import Record
    from timeline_app.storage.store import Store
    from timeline_app.storage.wide_reading import Ids

_CLOSED: dict[str, tuple[str, ...]] = {
    "roles": get_args(Role),
    "kinds": ENTRY_KINDS,
    "modes": get_args(Mode),
    "statuses": get_args(EntryStatus),
}
_OPEN: dict[str, str] = {
    "parties": "SELECT id, name, code, short_name, iso2,"
    " (SELECT group_concat(name, ' ') FROM party_name WHERE party_id = party.id) FROM party",
    "topics": "SELECT id, coalesce(short_label, wording), code, wording FROM topic",
    "coders": "SELECT id, name FROM coder",
    "sources": "SELECT id, title, code, outlet, author FROM source",
    "tags": "SELECT folded(text), min(text) FROM tag WHERE entry_id NOTNULL GROUP BY 1",
}


_ROWS: dict[str, type[Record]] = {"parties": Party, "topics": Topic, "coders": Coder, "sources": Source}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a field of a filter can ask for: its key, its words, and the folded text by which it is found."""

    key: int | str
    words: str
    searched: str


def filter_choices(store: Store, field: str) -> list[Choice]:
    """List what a field of a filter can ask for, closed lists in their order, the rest by name."""
    if field in _CLOSED:
        return [Choice(word, word, folded_together(word)) for word in _CLOSED[field]]
    with telling(store.path):
        found = store.conn.execute(_OPEN[field]).fetchall()
    choices = [
        Choice(key, _named(words, names, field), folded_together(words, *names))
        for key, words, *names in found
    ]
    return sorted(choices, key=lambda choice: choice.searched)


def _named(words: str, names: Iterable[str | None], field: str) -> str:
    code = next(iter(names), None)
    return one_line(f"{code} · {words}" if code and field in ("topics", "sources") else words)


def describe_filter(store: Store, wanted: Filter) -> list[tuple[str, str]]:
    """Say a filter field by field: its name, and words such as ``Party: Türkiye or Syria``."""
    return [(name, f"{FIELD_LABELS[name]}: {_words(store, wanted, name)}") for name in wanted.fields]


def describe_evidence(store: Store, wanted: Filter) -> list[tuple[str, str]]:
    """Say which evidence counts, field by field: its name, and words such as ``status coded``."""
    words = {name: _words(store, wanted, name) for name in wanted.fields}
    return [
        (name, said if name == "grade" else f"{FIELD_LABELS[name].lower()} {said}")
        for name, said in words.items()
    ]


def gone_from(store: Store, wanted: Filter) -> dict[str, frozenset[int]]:
    """Tell which rows a filter names, by field, that are no longer in the document."""
    named = {field: getattr(wanted, field) for field in _ROWS if field in wanted.fields}
    found = {field: ids - _there(store, _ROWS[field].TABLE, ids) for field, ids in named.items()}
    return {field: ids for field, ids in found.items() if ids}


def asking_in_vain(store: Store, wanted: Filter) -> tuple[str, ...]:
    """Name the fields of a filter that ask only for what is no longer there, so that no entry can pass."""
    gone = gone_from(store, wanted)
    in_vain = [field for field, ids in gone.items() if ids == getattr(wanted, field)]
    if wanted.tags and not any(choice.key in wanted.tags for choice in filter_choices(store, "tags")):
        in_vain.append("tags")
    return tuple(in_vain)


def after_merges(store: Store, wanted: Filter) -> Filter:
    """Let a filter ask for the rows that those it names were merged into."""
    for field, ids in gone_from(store, wanted).items():
        stands = {row_id: taken_in_by(store, _ROWS[field], row_id) or row_id for row_id in ids}
        asked: frozenset[int] = getattr(wanted, field)
        wanted = dataclasses.replace(wanted, **{field: frozenset(stands.get(i, i) for i in asked)})
    return wanted


def _there(store: Store, table: str, ids: frozenset[int]) -> frozenset[int]:
    with telling(store.path):
        found = store.conn.execute(f"SELECT id FROM {table} WHERE {_one_of('id', ids)}")
        return frozenset(row[0] for row in found)


def _words(store: Store, wanted: Filter, name: str) -> str:
    if wanted.grade and name == "grade":
        unjudged = ", or not judged" if wanted.with_unjudged else ""
        return f"{wanted.grade[0]}{wanted.grade[1]} or better{unjudged}"
    if name in ("since", "until"):
        return day_in_words(getattr(wanted, name))
    if name == "text":
        return f"“{one_line(wanted.text, 60)}”"
    asked = getattr(wanted, name)
    words = [choice.words for choice in filter_choices(store, name) if choice.key in asked]
    gone = len(asked) - len(words)
    if gone:
        words.append(f"{gone} no longer in this timeline" if words else "no longer in this timeline")
    return " or ".join(words)


def passing(store: Store, wanted: Filter, of: Collection[int] | None = None) -> Ids | None:
    """
    Find the entries that pass a filter, of some entries or of all for None.

    Returns
    -------
    (n,) int32 or None
        Ids in rising order; None if the filter is empty and all pass.
    """
    if wanted.is_empty:
        return None
    found: Ids | None = None
    for part in _PARTS:
        ids = part(store, wanted, of)
        if ids is not None:
            found = ids if found is None else np.intersect1d(found, ids, assume_unique=True)
        if found is not None and not found.size:
            break
    return found


BY_ENTRY = frozenset({"entry", "participation", "stance", "citation"})
"""Tables a row of which lets pass, or not, its own entry and no other."""


def _found(store: Store, of: Collection[int] | None, *queries: str) -> Ids:
    """Gather the ids of several queries that are among some entries, each once, in rising order."""
    if of is not None:
        kept = f"WHERE entry IN ({', '.join(str(int(entry)) for entry in of)})"
        queries = tuple(
            f"WITH asked (entry) AS ({query}) SELECT entry FROM asked {kept}" for query in queries
        )
    return in_order(np.concatenate([read_ids(store, query) for query in queries]))


def _holding_words(store: Store, wanted: Filter, of: Collection[int] | None) -> Ids | None:
    if "text" not in wanted.fields:
        return None
    found = entries_found(store, wanted.text)
    return found if of is None else found[are_among(np.array(sorted(of), np.int32), found)]


def _taking_part(store: Store, wanted: Filter, of: Collection[int] | None) -> Ids | None:
    """Ask for parties in the roles given; without roles, also for those only spoken for or valued."""
    roles, of_party = _one_of("role", wanted.roles), _one_of("party_id", wanted.parties)
    taking_part = "SELECT entry_id FROM participation WHERE"
    if roles or not of_party:
        asked = " AND ".join(part for part in (of_party, roles) if part)
        return _found(store, of, f"{taking_part} {asked}") if asked else None
    return _found(
        store,
        of,
        f"{taking_part} {of_party}",
        f"{taking_part} {_one_of('on_behalf_of_party_id', wanted.parties)}",
        f"SELECT entry_id FROM stance WHERE {of_party}",
    )


def _within(topics: frozenset[int]) -> str:
    if not topics:
        return ""
    return (
        f"topic_id IN (WITH RECURSIVE within (id) AS (SELECT id FROM topic WHERE {_one_of('id', topics)}"
        " UNION SELECT topic.id FROM topic JOIN within ON topic.parent_id = within.id) SELECT id FROM within)"
    )


def _valued(store: Store, wanted: Filter, of: Collection[int] | None) -> Ids | None:
    """Ask for stances, of a mode, on a topic or on one within it."""
    asked = " AND ".join(part for part in (_within(wanted.topics), _one_of("mode", wanted.modes)) if part)
    return _found(store, of, f"SELECT entry_id FROM stance WHERE {asked}") if asked else None


def _graded(store: Store, wanted: Filter, of: Collection[int] | None) -> Ids | None:
    """Ask for one citation, of the entry or of its stances, both of whose grades are good enough."""
    if wanted.grade is None:
        return None
    asked = [f"reliability <= {_text(wanted.grade[0])}", f"credibility <= {int(wanted.grade[1])}"]
    if not wanted.with_unjudged:
        return _found(store, of, f"{_cited(of)} WHERE {' AND '.join(asked)}")
    asked = [f"({asked[0]} OR reliability = 'F')", f"({asked[1]} OR credibility = 6)"]
    good = _found(store, of, f"{_cited(of)} WHERE {' AND '.join(asked)}")
    cited = _found(store, of, *_CITED_AT_ALL)
    everything = all_entries(store) if of is None else _found(store, of, "SELECT id FROM entry")
    if not everything.size:
        return everything
    passes = np.ones(int(everything[-1]) + 1, np.bool_)
    passes[cited] = False
    passes[good] = True
    return everything[passes[everything]]


def _sourced(store: Store, wanted: Filter, of: Collection[int] | None) -> Ids | None:
    """Ask for sources that are cited, for the entry or for one of its stances."""
    asked = _one_of("source_id", wanted.sources)
    if not asked:
        return None
    return _found(store, of, *(f"{query} AND {asked}" for query in _CITED_AT_ALL))


def _cited(of: Collection[int] | None) -> str:
    """Give the query for the grades of citations, of some entries or of all for None."""
    narrowed = ""
    if of is not None:
        entries = ", ".join(str(int(entry)) for entry in of)
        of_stances = f"citation.stance_id IN (SELECT id FROM stance WHERE entry_id IN ({entries}))"
        narrowed = f" WHERE citation.entry_id IN ({entries}) OR {of_stances}"
    return (
        "SELECT entry FROM (SELECT coalesce(citation.entry_id, stance.entry_id) AS entry,"
        " coalesce(citation.reliability, source.reliability, 'F') AS reliability,"
        " coalesce(citation.credibility, 6) AS credibility FROM citation"
        " CROSS JOIN source ON source.id = citation.source_id"
        f" LEFT JOIN stance ON stance.id = citation.stance_id{narrowed})"
    )


_CITED_AT_ALL = (
    "SELECT entry_id FROM citation WHERE entry_id NOTNULL",
    "SELECT stance.entry_id FROM citation JOIN stance ON stance.id = stance_id WHERE stance_id NOTNULL",
)


def _being(store: Store, wanted: Filter, of: Collection[int] | None) -> Ids | None:
    """Ask for what an entry says of itself: its kind, status and days, which one index holds, its coder."""
    since = f"coalesce(end_hi, {_FOREVER}) >= {int(wanted.since)}" if wanted.since is not None else ""
    until = f"coalesce(begin_lo, -{_FOREVER}) <= {int(wanted.until)}" if wanted.until is not None else ""
    asked = (
        _one_of("kind", wanted.kinds),
        _one_of("status", wanted.statuses),
        _one_of("coder_id", wanted.coders),
        *(since, until),
        _DATED if since or until else "",
    )
    conditions = " AND ".join(part for part in asked if part)
    return _found(store, of, f"SELECT id FROM entry WHERE {conditions}") if conditions else None


_FOREVER = 2**62
_DATED = "coalesce(begin_lo, begin_hi, end_lo, end_hi) NOTNULL"


def _tagged(store: Store, wanted: Filter, of: Collection[int] | None) -> Ids | None:
    """Ask for tags: few texts differ, so each is folded once."""
    if not wanted.tags:
        return None
    texts = "WITH worn AS MATERIALIZED (SELECT DISTINCT text FROM tag WHERE entry_id NOTNULL)"
    alike = f"{texts} SELECT text FROM worn WHERE {_one_of('folded(text)', wanted.tags)}"
    return _found(store, of, f"SELECT entry_id FROM tag WHERE entry_id NOTNULL AND text IN ({alike})")


_PARTS: tuple[Callable[[Store, Filter, Collection[int] | None], Ids | None], ...] = (
    _tagged,
    _taking_part,
    _valued,
    _graded,
    _sourced,
    _being,
    _holding_words,
)


def _one_of(column: str, values: Iterable[int | str]) -> str:
    listed = ", ".join(
        sorted(_text(value) if isinstance(value, str) else str(int(value)) for value in values)
    )
    return f"{column} IN ({listed})" if listed else ""


def _text(value: str) -> str:
    """Write a text into SQL; a filter may hold more values than can be bound."""
    return "'" + value.replace("'", "''").replace("\0", "") + "'"
