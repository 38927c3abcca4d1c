"""The table of entries: the texts of the rows on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline_app.domain.dates import in_words
from timeline_app.storage.failures import telling
from timeline_app.storage.folding import folded
from timeline_app.storage.table_columns import (
    ACTING,
    GRADE,
    PARTY_LABEL,
    SOURCE_LABEL,
    TOPIC_LABEL,
    Column,
)
from timeline_app.storage.table_order import named
from timeline_app.storage.triggers import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from timeline_app.storage.store import Store

    Texts = dict[str, dict[int, str]]
    """By column, by entry."""

_SLICE = 500


def cells(store: Store, ids: Sequence[int], names: Sequence[str]) -> list[tuple[str, ...]]:
    """
    Read the texts of rows.

    Parameters
    ----------
    store : Store
        The document.
    ids : sequence of int
        Entries.
    names : sequence of str
        Names of columns.

    Returns
    -------
    list of tuple of str
        One an entry, in their order, a text a column, as it stands in the document; empty for an entry that
        is gone.
    """
    result: list[tuple[str, ...]] = []
    with telling(store.path):
        for start in range(0, len(ids), _SLICE):
            part = [int(entry) for entry in ids[start : start + _SLICE]]
            texts = _texts(store, part, names)
            result += [tuple(texts[name].get(entry, "") for name in names) for entry in part]
    return result


def _texts(store: Store, ids: list[int], names: Sequence[str]) -> Texts:
    fields = [name for name in names if named(name).rule or name in _OF_ENTRY]
    texts = _field_texts(store, ids, fields)
    for group, read in _GROUPS:
        if not group.isdisjoint(names):
            texts |= read(store, ids)
    return texts


_OF_ENTRY = {"created": "entry.created_at", "updated": "entry.updated_at", "coder": "coder.name"}


def _field_texts(store: Store, ids: list[int], names: list[str]) -> Texts:
    if not names:
        return {}
    wanted = ", ".join(map(_field_expression, names))
    sql = (
        f"SELECT entry.id, {wanted} FROM entry LEFT JOIN coder ON coder.id = entry.coder_id"
        f' LEFT JOIN "group" ON "group".id = entry.group_id WHERE entry.id IN ({_marks(ids)})'
    )
    found = list(zip(*store.conn.execute(sql, ids), strict=True))
    if not found:
        return {name: {} for name in names}
    said = {name: _said(named(name), values) for name, values in zip(names, found[1:], strict=True)}
    return {name: dict(zip(found[0], texts, strict=True)) for name, texts in said.items()}


def _field_expression(name: str) -> str:
    rule = named(name).rule
    if rule and rule.kind == "reference":
        return f"{quoted(rule.target)}.name"
    return _OF_ENTRY.get(name, f"entry.{quoted(name)}")


def _said(column: Column, values: Sequence[Any]) -> list[str]:
    if column.rule and column.rule.kind == "date":
        return [in_words(value) if value else "" for value in values]
    return ["" if value is None else str(value) for value in values]


def _marks(ids: list[int]) -> str:
    return ", ".join("?" * len(ids))


def _part_texts(store: Store, ids: list[int]) -> Texts:
    """Say who acts and who is addressed."""
    sql = (
        f"SELECT entry_id, role = 'addressee', {PARTY_LABEL}, person.name FROM participation"
        " LEFT JOIN party ON party.id = party_id LEFT JOIN person ON person.id = person_id"
        f" WHERE entry_id IN ({_marks(ids)}) AND role IN ({ACTING}, 'addressee') ORDER BY participation.id"
    )
    who: dict[int, list[str]] = {}
    addressees: dict[int, list[str]] = {}
    for entry, is_addressed, party, person in store.conn.execute(sql, ids):
        named = f"{party} ({person})" if party and person else party or person or ""
        (addressees if is_addressed else who).setdefault(entry, []).append(named)
    return {"who": _joined(who), "addressees": _joined(addressees)}


def _stance_texts(store: Store, ids: list[int]) -> Texts:
    """Say stances in short, such as ``TUR +2 T4``."""
    sql = (
        f"SELECT entry_id, coalesce(nullif(party.code, ''), {PARTY_LABEL}), value, non_value, {TOPIC_LABEL}"
        " FROM stance JOIN party ON party.id = party_id JOIN topic ON topic.id = topic_id"
        f" WHERE entry_id IN ({_marks(ids)}) ORDER BY stance.id"
    )
    stances: dict[int, list[str]] = {}
    topics: dict[int, list[str]] = {}
    for entry, party, value, non_value, topic in store.conn.execute(sql, ids):
        stances.setdefault(entry, []).append(f"{party} {_value_words(value, non_value)} {topic}")
        topics.setdefault(entry, []).append(topic)
    return {"stances": _joined(stances), "topics": _joined(topics)}


def _value_words(value: int | None, non_value: str | None) -> str:
    signed = "" if value is None else f"{value:+d}" if value else "0"
    return " ".join(word for word in (signed, non_value or "") if word)


def _citation_texts(store: Store, ids: list[int]) -> Texts:
    sources: dict[int, list[str]] = {}
    grades: dict[int, str] = {}
    marks = _marks(ids)
    sql = (
        f"SELECT citation.entry_id, {SOURCE_LABEL}, {GRADE}, citation.id FROM citation JOIN source"
        f" ON source.id = citation.source_id WHERE citation.entry_id IN ({marks}) UNION ALL"
        f" SELECT stance.entry_id, {SOURCE_LABEL}, {GRADE}, citation.id FROM stance"
        " JOIN citation ON citation.stance_id = stance.id JOIN source ON source.id = citation.source_id"
        f" WHERE stance.entry_id IN ({marks}) ORDER BY 4"
    )
    for entry, source, grade, _ in store.conn.execute(sql, [*ids, *ids]):
        sources.setdefault(entry, []).append(source)
        if grade:
            grades[entry] = min(grade, grades.get(entry, grade))
    best = {entry: grade.replace("~", "–") for entry, grade in grades.items()}
    return {"sources": _joined(sources), "grade": best}


def _tag_texts(store: Store, ids: list[int]) -> Texts:
    found = store.conn.execute(f"SELECT entry_id, text FROM tag WHERE entry_id IN ({_marks(ids)})", ids)
    tags: dict[int, list[str]] = {}
    for entry, text in sorted(found, key=lambda row: folded(row[1])):
        tags.setdefault(entry, []).append(text)
    return {"tags": _joined(tags)}


def _note_texts(store: Store, ids: list[int]) -> Texts:
    sql = f"SELECT entry_id, count(*) FROM note WHERE entry_id IN ({_marks(ids)}) GROUP BY 1"
    return {"notes": {entry: str(count) for entry, count in store.conn.execute(sql, ids)}}


def _joined(texts: dict[int, list[str]]) -> dict[int, str]:
    """Join what an entry has several of, each once."""
    return {entry: "; ".join(dict.fromkeys(several)) for entry, several in texts.items()}


_GROUPS: tuple[tuple[frozenset[str], Callable[[Store, list[int]], Texts]], ...] = (
    (frozenset({"who", "addressees"}), _part_texts),
    (frozenset({"stances", "topics"}), _stance_texts),
    (frozenset({"sources", "grade"}), _citation_texts),
    (frozenset({"tags"}), _tag_texts),
    (frozenset({"notes"}), _note_texts),
)
