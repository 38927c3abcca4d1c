"""The same edit to many entries at once, as part of one step: sets, not rows one by one."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from timeline_app.domain.checking import check
from timeline_app.domain.errors import DocumentError, FieldError
from timeline_app.domain.records import Citation, Entry, Record, Stance, Tag, Topic, rules_of
from timeline_app.storage import bulk
from timeline_app.storage.clock import now_text
from timeline_app.storage.failures import telling
from timeline_app.storage.rows import ORDINALS, get, rows, with_days
from timeline_app.storage.triggers import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline_app.storage.history import Step
    from timeline_app.storage.store import Store

_SLICE = 5000
_DERIVED = (*ORDINALS, "code")


def set_field(step: Step, entries: Iterable[int], field: str, value: object) -> None:
    """
    Give a field of many entries the same value.

    Parameters
    ----------
    step : Step
        The running step.
    entries : iterable of int
        Their ids; those that are not there are passed over.
    field : str
        A column of an entry, but the code, which is one entry's own, and the day ordinals, which follow from
        the date.
    value : object
        What the field takes.

    Raises
    ------
    FieldError
        If the field does not take the value; nothing was written.
    """
    rule = rules_of(Entry)[field]
    if field in _DERIVED:
        raise FieldError(rule.label, "cannot be the same for several entries; change it one by one.")
    sample: Any = dataclasses.replace(Entry(title="-"), **{field: value})
    check(sample)
    values: dict[str, object] = {field: value}
    if field == "date":
        values |= {name: getattr(with_days(sample), name) for name in ORDINALS}
    differs = f"{quoted(field)} IS NOT ?"
    _set(step.store, Entry, values, "id", entries, differs, (value,))


def add_tag(step: Step, entries: Iterable[int], text: str) -> None:
    """Put a tag on entries; those that have it are left as they are."""
    wanted = list(dict.fromkeys(entries))
    tagged = {
        row[0]
        for part in _slices(wanted)
        for row in step.store.conn.execute(
            f"SELECT entry_id FROM tag WHERE text = ? AND entry_id IN ({_marks(part)})", (text, *part)
        )
    }
    there = _there(step.store, wanted)
    bulk.insert_many(
        step, Tag, [Tag(text=text, entry_id=n) for n in wanted if n in there and n not in tagged]
    )


def remove_tag(step: Step, entries: Iterable[int], text: str) -> None:
    """Take a tag off entries, however often it is on them."""
    with telling(step.store.path):
        for part in _slices(list(entries)):
            step.store.conn.execute(
                f"DELETE FROM tag WHERE text = ? AND entry_id IN ({_marks(part)})", (text, *part)
            )


def set_topic(step: Step, entries: Iterable[int], from_topic: int | None, to_topic: int) -> None:
    """
    Let stances of entries be on another topic.

    Parameters
    ----------
    step : Step
        The running step.
    entries : iterable of int
        Ids of entries.
    from_topic : int or None
        Only stances on this one; None for all of them.
    to_topic : int
        A proposition.

    Raises
    ------
    FieldError
        If the topic is no proposition.
    DocumentError
        If it is not there.
    """
    topic = get(step.store, Topic, to_topic)
    if topic is None:
        raise DocumentError(
            f"This topic is no longer in {step.store.path.name}: it was deleted. Nothing was changed. "
            "Undo brings it back."
        )
    if topic.kind != "proposition":
        raise FieldError(
            "Topic", f"a stance is taken on a proposition, and {topic.wording[:60]!r} is an {topic.kind}."
        )
    condition, values = ("topic_id IS NOT ?", (to_topic,))
    if from_topic is not None:
        condition, values = f"{condition} AND topic_id = ?", (to_topic, from_topic)
    _set(step.store, Stance, {"topic_id": to_topic}, "entry_id", entries, condition, values)


def set_grade(step: Step, entries: Iterable[int], reliability: str | None, credibility: int | None) -> None:
    """
    Grade the citations of entries and of their stances.

    Parameters
    ----------
    step : Step
        The running step.
    entries : iterable of int
        Ids of entries.
    reliability : str or None
        A to F, here; None to leave it as it is.
    credibility : int or None
        1 to 6; None to leave it as it is.

    Raises
    ------
    FieldError
        If it is no such grade; nothing was written.
    """
    wanted = list(entries)
    stances = [row_id for part in _slices(wanted) for row_id in _stances(step.store, part)]
    given: dict[str, object] = {"reliability": reliability, "credibility": credibility}
    for field, value in given.items():
        if value is None:
            continue
        check(dataclasses.replace(Citation(entry_id=1, source_id=1), **{field: value}))
        for column, ids in (("entry_id", wanted), ("stance_id", stances)):
            _set(step.store, Citation, {field: value}, column, ids, f"{field} IS NOT ?", (value,))


def delete_entries(step: Step, entries: Iterable[int]) -> None:
    """Delete entries with what is part of them; those that are not there are passed over."""
    with telling(step.store.path):
        for part in _slices(list(entries)):
            step.store.conn.execute(f"DELETE FROM entry WHERE id IN ({_marks(part)})", part)


def _set(
    store: Store,
    record_type: type[Record],
    values: Mapping[str, object],
    column: str,
    ids: Iterable[int],
    condition: str,
    parameters: Sequence[object],
) -> None:
    """Write values into the rows whose column is one of the ids and that keep a condition."""
    assigned = ", ".join(f"{quoted(name)} = ?" for name in (*values, "updated_at"))
    with telling(store.path):
        for part in _slices(list(ids)):
            store.conn.execute(
                f"UPDATE {quoted(record_type.TABLE)} SET {assigned}"
                f" WHERE {column} IN ({_marks(part)}) AND {condition}",
                (*values.values(), now_text(), *part, *parameters),
            )


def _there(store: Store, entries: list[int]) -> set[int]:
    return {
        row[0]
        for part in _slices(entries)
        for row in store.conn.execute(f"SELECT id FROM entry WHERE id IN ({_marks(part)})", part)
    }


def _stances(store: Store, entries: Sequence[int]) -> list[int]:
    return [stance.id for stance in rows(store, Stance, entry_id=list(entries))]


def _slices(ids: list[int]) -> list[list[int]]:
    """Cut ids into what one statement takes."""
    return [ids[start : start + _SLICE] for start in range(0, len(ids), _SLICE)]


def _marks(ids: Sequence[int]) -> str:
    return ", ".join("?" * len(ids))
