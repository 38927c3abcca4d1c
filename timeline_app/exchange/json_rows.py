"""Turns the rows of one table of our JSON into records, and says which row and field does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline_app.domain.checking import check, check_many
from timeline_app.domain.errors import FieldError
from timeline_app.domain.records import Record, rules_of
from timeline_app.exchange.json_shape import keys_of, required_keys
from timeline_app.exchange.strict_json import Refused, kind_of, refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.fields import FieldRule

Row = dict[str, Any]
Numbers = dict[str, dict[str, int]]
"""By table and uid, the number of a row in its table, from 1."""
_WHOLE = ("whole", "flag")


def number_rows(tables: dict[str, list[Row]]) -> Numbers:
    """
    Give the rows of each table numbers from 1, by uid.

    Raises
    ------
    ExchangeError
        If a row has no uid, or that of another row.
    """
    numbers: Numbers = {table: {} for table in tables}
    for table, rows in tables.items():
        for number, row in enumerate(rows, 1):
            uid = row.get("uid")
            if not isinstance(uid, str) or not uid:
                refuse(f"Row {number} of {table} has no uid; give it one, a UUID of version 7.")
            first = numbers[table].setdefault(uid, number)
            if first != number:
                refuse(f"Rows {first} and {number} of {table} have the same uid {uid[:40]}; leave one.")
    return numbers


def read_rows(record_type: type[Record], rows: Sequence[Row], numbers: Numbers) -> list[Record]:
    """
    Make the records of one table, numbered from 1 and referring by such numbers.

    Raises
    ------
    ExchangeError
        If a row has an unknown or missing field or one whose value does not keep its rule.
    """
    records = [_record(record_type, row, number, numbers) for number, row in enumerate(rows, 1)]
    try:
        check_many(record_type, records)
    except FieldError:
        for record in records:
            _check(record)
        raise
    return records


def place_of(record: Record) -> str:
    """Say which row of the file a record was."""
    return _place(type(record), record.id, record.uid)


def _place(record_type: type[Record], number: int, uid: str) -> str:
    return f"Row {number} of {record_type.TABLE} ({uid[:40]})"


def _record(record_type: type[Record], row: Row, number: int, numbers: Numbers) -> Record:
    keys, rules = keys_of(record_type), rules_of(record_type)
    place = _place(record_type, number, row["uid"])
    fields: Row = {}
    for key, value in row.items():
        name = keys.get(key)
        if name is None:
            refuse(f"{place}: a row of this table has no “{key[:60]}”; leave it out.")
        rule = rules.get(name)
        fault = _unfit(rule, value)
        if fault:
            refuse(f"{place}, {key}: {fault}")
        if rule and rule.kind == "reference":
            fields[name] = _referred(f"{place}, {key}", rule.target, value, numbers)
        else:
            fields[name] = value
    missing = [key for key in required_keys(record_type) if key not in row]
    if missing:
        refuse(f"{place} lacks {', '.join(missing)}; fill it in.")
    return record_type(id=number, **fields)


def _referred(place: str, target: str, uid: str, numbers: Numbers) -> int:
    number = numbers.get(target, {}).get(uid)
    if number is None:
        refuse(f"{place}: no row of {target} in this file has the uid {uid[:40]}; add it, or name another.")
    return number


def _unfit(rule: FieldRule | None, value: object) -> str | None:
    """Tell why JSON of this type cannot stand in a field; without a rule it is a row's uid or a time."""
    if isinstance(value, Refused):
        return value.reason
    if value is None:
        return "null is no value of a timeline; leave the field out."
    if rule is None:
        return None if isinstance(value, str) and value else "takes text; leave it out where there is none."
    taken = (int,) if rule.kind in _WHOLE else (int, str) if rule.kind == "choice" else (str,)
    if type(value) in taken:
        return None
    return f"takes {'a whole number' if rule.kind in _WHOLE else 'text'}, not {kind_of(value)}."


def _check(record: Record) -> None:
    try:
        check(record)
    except FieldError as error:
        rules, keys = rules_of(type(record)), keys_of(type(record))
        labels = {rules[name].label: key for key, name in keys.items() if name in rules}
        fault = str(error).removeprefix(f"{error.field}: ")
        refuse(f"{place_of(record)}, {labels.get(error.field, error.field)}: {fault}")
