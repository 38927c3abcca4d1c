"""The rules a record must keep before it is written, field by field and between fields.

Knows no SQL: what depends on other rows (a stance's topic is a proposition) is checked where rows are read.
"""

from __future__ import annotations

import dataclasses
import json
import re
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from timeline_app.domain.agreement import can_disagree, disagreement
from timeline_app.domain.dates import Bounds, parse
from timeline_app.domain.errors import DateError, FieldError
from timeline_app.domain.records import Record, rules_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from timeline_app.domain.fields import FieldRule

UID_FORM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
TIME_FORM = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z")
_GREATEST = 2**63 - 1
_PLAIN = {str, int, type(None)}

# Dates repeat in a document: a million entries fall on some ten thousand days.
bounds_of_date: Callable[[str], Bounds] = lru_cache(maxsize=65_536)(parse)


def check(record: Record) -> None:
    """
    Check one record against its field table.

    Raises
    ------
    FieldError
        At the first field that does not keep its rule; the message starts with the field's label.
    """
    _check_own(record)
    for name, rule in rules_of(type(record)).items():
        fault = fault_in(rule, getattr(record, name))
        if fault:
            raise FieldError(rule.label, fault)
    _check_agreement(record)


def check_many(record_type: type[Record], records: Sequence[Record]) -> dict[str, list[Any]]:
    """
    Check many records of one type column by column: as strict as `check`, far cheaper.

    Returns
    -------
    dict of str to list
        The values of each field, which were read for it.

    Raises
    ------
    FieldError
        For the first record that does not keep the rules.
    """
    columns = {
        field.name: list(map(attrgetter(field.name), records)) for field in dataclasses.fields(record_type)
    }
    passed = _columns_pass(record_type, columns)
    if not passed or (can_disagree(record_type) and any(map(disagreement, records))):
        for record in records:
            check(record)
    return columns


def fault_in(rule: FieldRule, value: object) -> str | None:
    """Tell what is wrong with a value of a field, None if nothing."""
    if value is None:
        return "is missing; fill it in." if rule.required else None
    return _FAULTS[rule.kind](rule, value)


def _check_own(record: Record) -> None:
    if record.uid and not UID_FORM.fullmatch(record.uid):
        raise FieldError("uid", f"{record.uid[:60]!r} is not a UUID of version 7 in small letters.")
    _check_code(record)
    for name, time in (("created_at", record.created_at), ("updated_at", record.updated_at)):
        if time and not TIME_FORM.fullmatch(time):
            raise FieldError(name, f"{time[:60]!r} is not a time in UTC such as 2024-12-02T09:30:00Z.")


def _check_code(record: Record) -> None:
    if getattr(record, "code", None) == "":
        raise FieldError("Code", "is empty; leave it out, or give it a letter.")


def _check_agreement(record: Record) -> None:
    fault = disagreement(record)
    if fault:
        raise FieldError(*fault)


def _text_fault(rule: FieldRule, value: object) -> str | None:
    if not isinstance(value, str):
        return f"takes text, not {value!r:.60}."
    if rule.required and not value.strip():
        return "is empty; fill it in."
    if len(value) > rule.limit:
        return f"is {len(value):,} characters long; at most {rule.limit:,} fit. Shorten it."
    if "\0" in value:
        return "contains a NUL character (U+0000), which text cannot hold; remove it."
    return _surrogate_fault(value)


def _surrogate_fault(value: str) -> str | None:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        half = ord(value[error.start])
        return f"contains half a character (U+{half:04X}) at place {error.start + 1}; remove it."
    return None


def _line_fault(rule: FieldRule, value: object) -> str | None:
    fault = _text_fault(rule, value)
    if fault is None and ("\n" in str(value) or "\r" in str(value)):
        return "takes one line; remove the line break."
    return fault


def _date_fault(rule: FieldRule, value: object) -> str | None:
    fault = _line_fault(rule, value)
    if fault:
        return fault
    try:
        bounds_of_date(str(value))
    except DateError as error:
        return str(error)
    return None


def _choice_fault(rule: FieldRule, value: object) -> str | None:
    if value in rule.choices and not isinstance(value, (bool, float)):
        return None
    return f"does not take {value!r:.60}; it takes {_listed(rule.choices)}."


def _listed(choices: Iterable[object]) -> str:
    return ", ".join(str(choice) for choice in choices)


def _whole_fault(_: FieldRule, value: object) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return f"takes a whole number, not {value!r:.60}."
    if abs(value) > _GREATEST:
        return "is too large a number."
    return None


def _reference_fault(rule: FieldRule, value: object) -> str | None:
    if rule.required and value == 0:
        return "is missing; choose one."
    return _whole_fault(rule, value)


def _json_fault(rule: FieldRule, value: object) -> str | None:
    fault = _text_fault(rule, value)
    if fault:
        return fault
    try:
        json.loads(str(value), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        return f"is not JSON ({error}), such as {{}} or [1, 2]."
    return None


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not allowed")


_FAULTS: dict[str, Callable[[FieldRule, object], str | None]] = {
    "line": _line_fault,
    "text": _text_fault,
    "date": _date_fault,
    "day": _whole_fault,
    "choice": _choice_fault,
    "whole": _whole_fault,
    "flag": _choice_fault,
    "reference": _reference_fault,
    "json": _json_fault,
}


def holds_nothing(values: Sequence[object]) -> bool:
    """Tell whether every value of a column is missing."""
    return (not values or values[0] is None) and values.count(None) == len(values)


def _columns_pass(record_type: type[Record], columns: dict[str, list[Any]]) -> bool:
    """Tell quickly whether every value keeps the rules of its own column; a doubt counts as no."""
    return _own_columns_pass(columns) and all(
        _column_passes(rule, columns[name]) for name, rule in rules_of(record_type).items()
    )


def _own_columns_pass(columns: dict[str, list[Any]]) -> bool:
    times = {*columns["created_at"], *columns["updated_at"]} - {"", None}
    return (
        all(not uid or UID_FORM.fullmatch(uid) for uid in columns["uid"])
        and all(map(TIME_FORM.fullmatch, times))
        and "" not in columns.get("code", ())
    )


def _column_passes(rule: FieldRule, values: list[Any]) -> bool:
    if holds_nothing(values):
        return not rule.required
    if not set(map(type, values)) <= _PLAIN:
        return False
    if rule.kind in ("line", "text", "date"):
        return _texts_pass(rule, values) and (rule.kind != "date" or _dates_pass(values))
    if rule.kind in ("whole", "day", "reference"):
        return _wholes_pass(rule, values)
    return all(fault_in(rule, value) is None for value in set(values))


def _dates_pass(values: list[Any]) -> bool:
    try:
        for value in {*values} - {None}:
            bounds_of_date(value)
    except DateError:
        return False
    return True


def _texts_pass(rule: FieldRule, values: list[Any]) -> bool:
    present = [value for value in values if value is not None]
    if int in map(type, present):
        return False
    if rule.required and not (len(present) == len(values) and all(map(str.strip, present))):
        return False
    joined = "".join(present)
    if rule.kind != "text" and ("\n" in joined or "\r" in joined):
        return False
    return (
        max(map(len, present)) <= rule.limit
        and "\0" not in joined
        and (joined.isascii() or _surrogate_fault(joined) is None)
    )


def _wholes_pass(rule: FieldRule, values: list[Any]) -> bool:
    distinct = set(values)
    if rule.required and (None in distinct or (rule.kind == "reference" and 0 in distinct)):
        return False
    distinct.discard(None)
    return str not in map(type, distinct) and min(distinct) >= -_GREATEST and max(distinct) <= _GREATEST
