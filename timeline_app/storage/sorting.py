"""By what each column of the table is sorted: by numbers wherever these will do, which sort at once.

Notes
-----
What is named by another row is sorted by the place of that row's name among all of its table: names are few.
Texts are left to SQLite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline_app.storage.table_columns import (
    ACTING,
    GRADE,
    PARTY_LABEL,
    SOURCE_LABEL,
    TOPIC_LABEL,
    Column,
)
from timeline_app.storage.triggers import quoted

if TYPE_CHECKING:
    from timeline_app.domain.fields import FieldRule

_DAYS = ("begin_lo", "begin_hi", "end_lo", "end_hi")
_COMPARED = 120
"""Characters of a text by which it is sorted."""


class Key(NamedTuple):
    """
    A number by which rows are sorted.

    Attributes
    ----------
    sql
        The number, never NULL.
    table, label
        Where it is an id: of which table, 0 for none, and the name by which its rows are placed.
    beside
        Where it is two ids, the second in the upper half of its bits: table and label of the second.
    words
        Where it is a word: those that there are, in their order.
    """

    sql: str
    table: str = ""
    label: str = ""
    beside: tuple[str, str] | None = None
    words: tuple[str, ...] = ()


class Numbers(NamedTuple):
    """
    Sorted by numbers.

    Attributes
    ----------
    entry, rows, condition
        The entry's id, and what follows FROM and WHERE; entries not found so have nothing in the column.
    keys
        What counts most first.
    takes
        Which of several rows of an entry counts; `count` for how many there are.
    """

    entry: str
    rows: str
    condition: str
    keys: tuple[Key, ...]
    takes: Literal["only", "first", "least", "count"] = "only"


class Texts(NamedTuple):
    """Sorted by a text: the entry's id, what follows FROM, and what is compared, NULL for nothing."""

    entry: str
    rows: str
    key: str


def sorting(column: Column) -> Numbers | Texts:
    """Tell how a column is sorted."""
    if column.rule is None:
        return _DERIVED[column.name]
    return _of_field(column.name, column.rule)


def _of_field(name: str, rule: FieldRule) -> Numbers | Texts:
    column = f"entry.{name}"
    if rule.kind == "reference":
        return _of_entry(column, Key(column, rule.target, "name"))
    if rule.kind == "date":
        # Asked one by one, the first that is known is enough.
        dated = " OR ".join(f"+entry.{name} NOTNULL" for name in _DAYS)
        return Numbers("entry.id", "entry", f"({dated})", (Key(f"coalesce({', '.join(_DAYS)})"),))
    if rule.kind == "choice" and isinstance(rule.choices[0], str):
        return _of_entry(column, Key(column, words=tuple(map(str, rule.choices))))
    if rule.kind in ("whole", "day", "choice"):
        return _of_entry(column, Key(column))
    return Texts("entry.id", f"entry WHERE {column} <> ''", f"nullif({_folded(column)}, '')")


def _of_entry(column: str, key: Key) -> Numbers:
    return Numbers("entry.id", "entry", f"{column} NOTNULL", (key,))


def _folded(text: str) -> str:
    """Fold in SQL what is plain ASCII: calling our own function costs ten times as much."""
    begin = f"substr({text}, 1, {_COMPARED})"
    is_ascii = f"length({text}) = length(CAST({text} AS BLOB))"
    return f"CASE WHEN {is_ascii} THEN lower({begin}) ELSE folded({begin}) END"


def places_by_name(table: str, label: str) -> str:
    """Write the query for the ids of a table by name, what is alike by id."""
    return f"SELECT id FROM {quoted(table)} ORDER BY folded({label}), id"


_PARTY = Key("party_id", "party", PARTY_LABEL)
_WHO = Key(
    "iif(person_id IS NULL, party_id, coalesce(party_id, 0) + (person_id << 32))",
    "party",
    PARTY_LABEL,
    beside=("person", "name"),
)
_TOPIC = Key("topic_id", "topic", TOPIC_LABEL)


def _by_first_part(roles: str) -> Numbers:
    condition = f"role IN ({roles}) AND coalesce(party_id, person_id) NOTNULL"
    return Numbers("entry_id", "participation", condition, (_WHO,), "first")


def _by_first_stance(*keys: Key) -> Numbers:
    return Numbers("entry_id", "stance", "TRUE", keys, "first")


_SOURCE = "JOIN source ON source.id = source_id"
_CITED = (
    f"(SELECT citation.entry_id, source_id, {GRADE} AS grade FROM citation {_SOURCE}"
    f" WHERE citation.entry_id NOTNULL UNION ALL SELECT stance.entry_id, source_id, {GRADE} FROM citation"
    f" {_SOURCE} JOIN stance ON stance.id = citation.stance_id)"
)
_GRADE = "instr('ABCDEF~', substr(grade, 1, 1)) * 8 + instr('123456~', substr(grade, 2, 1))"
_DERIVED: dict[str, Numbers | Texts] = {
    "who": _by_first_part(ACTING),
    "addressees": _by_first_part("'addressee'"),
    "stances": _by_first_stance(_PARTY, Key("coalesce(value, 3) + 2")),
    "topics": _by_first_stance(_TOPIC),
    "sources": Numbers("entry_id", _CITED, "TRUE", (Key("source_id", "source", SOURCE_LABEL),), "least"),
    "grade": Numbers("entry_id", _CITED, "grade NOTNULL", (Key(_GRADE),), "least"),
    "tags": Texts(
        "entry_id",
        "(SELECT entry_id, min(key) AS key FROM tag JOIN (SELECT text, folded(text) AS key FROM"
        " (SELECT DISTINCT text FROM tag)) USING (text) WHERE entry_id NOTNULL GROUP BY entry_id)",
        "key",
    ),
    "notes": Numbers("entry_id", "note", "entry_id NOTNULL", (Key("1"),), "count"),
    "coder": _of_entry("entry.coder_id", Key("entry.coder_id", "coder", "name")),
    "created": _of_entry("entry.created_at", Key("unixepoch(entry.created_at)")),
    "updated": _of_entry("entry.updated_at", Key("unixepoch(entry.updated_at)")),
}
