"""A candidate of a picker: its name, and what tells it from others of the same name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline_app.domain.dates import in_words
from timeline_app.domain.periods import holds_on
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import (
    Coder,
    Condition,
    Entry,
    Group,
    Party,
    Person,
    Record,
    Source,
    Tenure,
    Topic,
)
from timeline_app.storage.folding import folded
from timeline_app.storage.naming import named
from timeline_app.storage.parts import TYPE_OF
from timeline_app.storage.rows import get, rows
from timeline_app.storage.triggers import quoted
from timeline_app.storage.wording import finder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from timeline_app.storage.store import Store


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may be meant: its name, what distinguishes it, and its code; each empty if there is none."""

    id: int
    name: str
    detail: str
    code: str


def read(
    store: Store,
    table: str,
    ids: Sequence[int],
    day: int | None,
    aliases: Mapping[int, tuple[str, int]],
) -> list[Candidate]:
    """
    Read candidates in the order of their ids as given; ids without a row are left out.

    Parameters
    ----------
    store : Store
        The document.
    table : str
        Their table, one that has names.
    ids : sequence of int
        Few.
    day : int or None
        Day ordinal on which offices are told.
    aliases : mapping of int to (str, int)
        By id the table and row of a further name that matched.
    """
    found = {record.id: record for record in rows(store, TYPE_OF[table], id=list(ids))}
    tenures = _tenures(store, ids, day) if table == Person.TABLE else {}
    return [
        _candidate(store, found[row_id], aliases.get(row_id), tenures) for row_id in ids if row_id in found
    ]


def names(store: Store, table: str, ids: Sequence[int]) -> dict[int, str]:
    """Read the folded names of rows, to sort by."""
    column = _NAME_COLUMNS[table]
    marks = ", ".join("?" * len(ids))
    found = store.conn.execute(f"SELECT id, {column} FROM {quoted(table)} WHERE id IN ({marks})", ids)
    return {row_id: folded(name) for row_id, name in found}


def _candidate(
    store: Store, record: Record, alias: tuple[str, int] | None, tenures: Mapping[int, Tenure]
) -> Candidate:
    details = [_DETAILS[type(record)](store, record)]
    if isinstance(record, Person):
        details = [_office(store, tenures.get(record.id))]
    if alias and alias[0] != Tenure.TABLE:
        details.insert(0, _alias(store, *alias))
    code = getattr(record, "code", None) or ""
    detail = one_line(", ".join(filter(None, details)), 120)
    return Candidate(record.id, one_line(_name(record), 120), detail, one_line(code, 40))


def _name(record: Any) -> str:
    if isinstance(record, Topic):
        return record.short_label or record.wording
    for column in ("name", "title", "text"):
        if hasattr(record, column):
            return getattr(record, column)
    raise TypeError(f"{type(record).__name__} has no name")


def _tenures(store: Store, persons: Sequence[int], day: int | None) -> dict[int, Tenure]:
    """Find the office each person held on a day, the last one entered where several; the latest without."""
    return {
        tenure.person_id: tenure
        for tenure in rows(store, Tenure, person_id=list(persons))
        if day is None or holds_on(tenure.valid_from, tenure.valid_to, day)
    }


def _office(store: Store, tenure: Tenure | None) -> str:
    if tenure is None:
        return ""
    party = get(store, Party, tenure.party_id) if tenure.party_id else None
    return f"{tenure.office}, {party.short_name or party.name}" if party else tenure.office


def _alias(store: Store, table: str, row_id: int) -> str:
    found = get(store, TYPE_OF[table], row_id)
    return f"also {_name(found)}" if found else ""


def _topic(_: Store, topic: Topic) -> str:
    return topic.wording if topic.short_label else topic.kind


def _source(_: Store, source: Source) -> str:
    return ", ".join(filter(None, (source.outlet, source.published and in_words(source.published))))


def _group(store: Store, group: Group) -> str:
    return named(Group, group.parent_id, finder(store)) if group.parent_id else ""


def _condition(store: Store, condition: Condition) -> str:
    demanded_by = condition.demanded_by_id
    by = f"by {named(Party, demanded_by, finder(store))}" if demanded_by else ""
    return " ".join(filter(None, (condition.kind, by)))


_NAME_COLUMNS: dict[str, str] = {
    "party": "name",
    "person": "name",
    "topic": "coalesce(short_label, wording)",
    "source": "title",
    "group": "name",
    "coder": "name",
    "condition": "text",
    "entry": "title",
}
_DETAILS: dict[type[Record], Callable[[Store, Any], str]] = {
    Party: lambda _, party: party.kind,
    Person: lambda _, __: "",
    Topic: _topic,
    Source: _source,
    Group: _group,
    Coder: lambda _, __: "",
    Condition: _condition,
    Entry: lambda _, entry: in_words(entry.date),
}
