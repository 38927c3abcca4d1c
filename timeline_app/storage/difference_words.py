"""What became of a document, in words: names of rows, labels of fields, values then and now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

from timeline_app.domain.dates import in_words
from timeline_app.domain.records import Record, rules_of
from timeline_app.storage.differences import TABLES
from timeline_app.storage.hits import entries_found, rows_found
from timeline_app.storage.naming import is_part, name, named, owner_of, phrase, table_words
from timeline_app.storage.parts import TYPE_OF
from timeline_app.storage.rows import get
from timeline_app.storage.wording import finder

if TYPE_CHECKING:
    import numpy.typing as npt

    from timeline_app.domain.fields import FieldRule
    from timeline_app.storage.differences import Difference, Differences
    from timeline_app.storage.naming import Find
    from timeline_app.storage.store import Store


@dataclass(frozen=True, slots=True)
class DifferenceWords:
    """A difference in words: what kind of row, its name, the field's label, and its value then and now."""

    kind: str
    name: str
    field: str
    then: str
    now: str


def in_difference_words(difference: Difference, then: Store, now: Store) -> DifferenceWords:
    """
    Put a difference into words, the row named as it is now, or as it was if it is gone.

    Parameters
    ----------
    difference : Difference
        From `differences.compare`.
    then, now : Store
        The two copies; now may have changed meanwhile.
    """
    before = get(then, difference.record, difference.row_id) if difference.became != "added" else None
    after = get(now, difference.record, difference.row_id) if difference.became != "removed" else None
    shown, find = (after, finder(now)) if after else (before, finder(then))
    kind = table_words(difference.record)
    if not difference.field:
        return DifferenceWords(kind, _called(shown, find) if shown else kind, "", "", "")
    rule = rules_of(difference.record)[difference.field]
    return DifferenceWords(
        kind,
        _called(shown, find) if shown else kind,
        rule.label,
        _value(rule, getattr(before, difference.field, None), finder(then)),
        _value(rule, getattr(after, difference.field, None), finder(now)),
    )


def holding(differences: Differences, typed: str, then: Store, now: Store) -> npt.NDArray[np.bool_]:
    """
    Tell which differences are of rows or entries that hold all the words typed, now or then.

    Returns
    -------
    (n,) bool
    """
    kept = np.zeros(len(differences), np.bool_)
    for store in (then, now):
        kept |= np.isin(differences.entry, entries_found(store, typed)) & (differences.entry != 0)
        for table, ids in rows_found(store, typed).items():
            number = TABLES.index(TYPE_OF[table])
            kept |= (differences.table == number) & np.isin(differences.row_id, ids)
    return kept


def whole_of(difference: Difference, now: Store) -> tuple[str, int] | None:
    """Tell of which row a row is part, itself if of none: table and id; None if it is gone."""
    record = get(now, difference.record, difference.row_id)
    if record is None:
        return None
    whole = owner_of(record, finder(now)) or record
    return whole.TABLE, whole.id


def _called(record: Record, find: Find) -> str:
    if not is_part(type(record)):
        return name(record, find)
    owner = owner_of(record, find)
    return f"{name(owner, find)}: {phrase(record, find)}" if owner else phrase(record, find)


def _value(rule: FieldRule, value: object, find: Find) -> str:
    if value is None or value == "":
        return ""
    if rule.kind == "reference":
        return named(TYPE_OF[rule.target], cast("int", value), find)
    if rule.kind == "flag":
        return "yes" if value else "no"
    return in_words(str(value)) if rule.kind == "date" else str(value)
