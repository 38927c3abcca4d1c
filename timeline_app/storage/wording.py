"""Rows and single changes in words: for step labels, the history panel and messages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from timeline_app.domain.dates import in_words
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Record, Stance, rules_of
from timeline_app.storage.naming import (
    MINUS,
    Find,
    brief,
    is_part,
    name,
    named,
    owner_of,
    phrase,
    signed,
    table_words,
)
from timeline_app.storage.parts import TYPE_OF
from timeline_app.storage.rows import get

if TYPE_CHECKING:
    from timeline_app.domain.fields import FieldRule
    from timeline_app.storage.store import Store

LABEL_LIMIT = 200
_VALUE_LIMIT = 30
_NAMED_AT_MOST = 3
_NAMING = ("title", "name", "wording", "text")


def name_of(store: Store, table: str, row_id: int) -> str:
    """Name any row shortly; say so where it is gone."""
    return named(TYPE_OF[table], row_id, finder(store))


def describe(store: Store, record: Record | None, before: Record | None) -> str:
    """
    Say in words what writing or deleting one row does, as the label of its step.

    Parameters
    ----------
    store : Store
        The document, for the names of other rows.
    record : Record or None
        The row as it becomes; None for a deletion.
    before : Record or None
        The row as it was; None for a new one.

    Returns
    -------
    str
        One line of at most 200 characters, such as “Fidan's call: stance on T4 changed from +1 to +2”.
    """
    return describe_found(record, before, finder(store))


def finder(store: Store) -> Find:
    """Find rows in the document as it is."""
    return cast("Find", partial(get, store))


def describe_found(record: Record | None, before: Record | None, find: Find) -> str:
    """Say what happened to one row, other rows named by what the finder gives; see `describe`."""
    if record is None and before is None:
        raise ValueError("nothing was written and nothing deleted")
    if record and before:
        words = _changed(record, before, find)
    elif record:
        words = _come_or_gone(record, "added", "to", find)
    else:
        words = _come_or_gone(cast("Record", before), "removed", "from", find)
    return one_line(words, LABEL_LIMIT)


def _come_or_gone(record: Record, happened: str, preposition: str, find: Find) -> str:
    if not is_part(type(record)):
        return f"{_capital(table_words(type(record)))} “{name(record, find)}” {happened}"
    owner = owner_of(record, find)
    where = f" {preposition} “{name(owner, find)}”" if owner else ""
    return f"{_capital(phrase(record, find))} {happened}{where}"


def _changed(record: Record, before: Record, find: Find) -> str:
    what = _whole(before, find)
    names = changed_fields(record, before)
    if not names:
        return f"{what} kept as it is"
    joint = ", " if is_part(type(record)) else ": "
    if isinstance(record, Stance) and set(names) <= {"value", "non_value"}:
        return f"{what} changed from {_reading(cast('Stance', before))} to {_reading(record)}"
    if len(names) == 1:
        return f"{what}{joint}{_field_change(names[0], record, before, find)}"
    return f"{what}{joint}{_listed([_label(rules_of(type(record))[n]) for n in names])} changed"


def _whole(record: Record, find: Find) -> str:
    """Name what a change is about: an entry by its title alone, another row with what it is."""
    if is_part(type(record)):
        owner = owner_of(record, find)
        return f"{name(owner, find)}: {phrase(record, find)}" if owner else _capital(phrase(record, find))
    if record.TABLE == "entry":
        return name(record, find)
    return f"{_capital(table_words(type(record)))} “{name(record, find)}”"


def changed_fields(record: Record, before: Record) -> list[str]:
    """Name the fields a user knows that differ; day ordinals follow from the date."""
    return [
        column
        for column, rule in rules_of(type(record)).items()
        if rule.kind != "day" and getattr(record, column) != getattr(before, column)
    ]


def _field_change(column: str, record: Record, before: Record, find: Find) -> str:
    rule = rules_of(type(record))[column]
    label, was, is_now = _label(rule), getattr(before, column), getattr(record, column)
    if is_now in (None, ""):
        return f"{label} removed"
    if rule.kind in ("text", "json"):
        return f"{label} {'added' if was in (None, '') else 'changed'}"
    new = _value(rule, is_now, find)
    if was in (None, ""):
        return f"{label} set to {new}"
    if column in _NAMING:
        return f"{label} changed to {new}"
    return f"{label} changed from {_value(rule, was, find)} to {new}"


def _value(rule: FieldRule, value: object, find: Find) -> str:
    if rule.kind == "reference":
        return brief(named(TYPE_OF[rule.target], cast("int", value), find), _VALUE_LIMIT)
    if rule.kind == "flag":
        return "yes" if value else "no"
    if rule.kind == "date":
        return in_words(str(value))
    if rule.kind in ("choice", "whole"):
        return str(value).replace("-", MINUS) if isinstance(value, int) else str(value)
    return brief(str(value), _VALUE_LIMIT)


def _reading(stance: Stance) -> str:
    if stance.value is None:
        return stance.non_value or signed(None)
    return f"{signed(stance.value)}, {stance.non_value}" if stance.non_value else signed(stance.value)


def _label(rule: FieldRule) -> str:
    """Give a field's label as it stands within a sentence."""
    words = rule.label.partition(" (")[0]
    return words if words.isupper() or words[1:2].isupper() else words[:1].lower() + words[1:]


def _listed(labels: list[str]) -> str:
    if len(labels) > _NAMED_AT_MOST:
        labels = [*labels[: _NAMED_AT_MOST - 1], f"{len(labels) - _NAMED_AT_MOST + 1} other fields"]
    return f"{', '.join(labels[:-1])} and {labels[-1]}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
