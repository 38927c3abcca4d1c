"""Reads our JSON into records: all rows or none, and the place of what is wrong in words."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Any, cast

from timeline_app.domain.checking import check
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.records import RECORDS, Record, rules_of
from timeline_app.exchange.content import Content, Piece
from timeline_app.exchange.json_shape import FORMAT, OWN_KEYS, PIECES, VERSION, keys_of
from timeline_app.exchange.strict_json import load, refuse

Row = dict[str, Any]
Numbers = dict[tuple[str, str], int]
"""By table and uid, the number of a row in its table, from 1."""


def read_json(data: bytes) -> Content:
    """Read a whole file.

    Raises
    ------
    ExchangeError
        If anything in it cannot be taken; the message says where and why.
    """
    tables = _tables(load(data))
    numbers = _numbers(tables)
    records: list[Record] = []
    codes: set[tuple[str, str]] = set()
    for record_type in RECORDS:
        for number, row in enumerate(tables.get(record_type.TABLE, ()), 1):
            record = _record(record_type, row, number, numbers)
            _check_code(record, number, codes)
            records.append(record)
    return Content(tuple(records), _pieces(tables.get(PIECES, [])))


def _tables(whole: object) -> dict[str, list[Row]]:
    """Check the frame of the file and give its tables."""
    if not isinstance(whole, dict) or cast("Row", whole).get("format") != FORMAT:
        refuse(f'This is JSON, but no timeline: it lacks "format": "{FORMAT}".')
    whole = cast("Row", whole)
    version = whole.get("version")
    if version != VERSION:
        refuse(f"The file has version {version!r} of the format; this program reads {VERSION}. Update it.")
    unknown = set(whole) - {"format", "version", "tables"}
    tables = whole.get("tables")
    if unknown or not isinstance(tables, dict):
        refuse(f"The file must hold format, version and tables, and nothing else ({', '.join(unknown)}).")
    return {table: _rows(table, rows) for table, rows in cast("Row", tables).items()}


def _rows(table: str, rows: object) -> list[Row]:
    if table not in {PIECES, *(record.TABLE for record in RECORDS)}:
        refuse(f"There is no table “{table[:60]}” in a timeline.")
    if not isinstance(rows, list):
        refuse(f"The table “{table}” must be a list of rows.")
    for number, row in enumerate(cast("list[object]", rows), 1):
        if not isinstance(row, dict):
            refuse(f"Row {number} of {table} is no object.")
    return cast("list[Row]", rows)


def _numbers(tables: dict[str, list[Row]]) -> Numbers:
    numbers: Numbers = {}
    seen: set[str] = set()
    for table, rows in tables.items():
        for number, row in enumerate(rows if table != PIECES else (), 1):
            uid = row.get("uid")
            if not isinstance(uid, str) or not uid:
                refuse(f"Row {number} of {table} has no uid.")
            if uid in seen:
                refuse(f"Row {number} of {table} has the uid {uid[:40]} of another row; every uid is unique.")
            seen.add(uid)
            numbers[table, uid] = number
    return numbers


def _record(record_type: type[Record], row: Row, number: int, numbers: Numbers) -> Record:
    keys, rules = keys_of(record_type), rules_of(record_type)
    place = f"Row {number} of {record_type.TABLE} ({row['uid'][:40]})"
    fields: Row = {}
    for key, value in row.items():
        name = keys.get(key)
        if name is None and key not in OWN_KEYS:
            refuse(f"{place}: there is no field “{key[:60]}”.")
        elif name is None:
            fields[key] = _text(place, key, value)
        elif rules[name].kind == "reference":
            fields[name] = _reference(place, key, rules[name].target, value, numbers)
        else:
            fields[name] = value
    missing = [key for key, name in keys.items() if rules[name].required and name not in fields]
    if missing:
        refuse(f"{place}: {', '.join(missing)} is missing.")
    record = record_type(id=number, **fields)
    try:
        check(record)
    except DemarcheError as error:
        refuse(f"{place}: {error}")
    return record


def _text(place: str, key: str, value: object) -> str:
    if not isinstance(value, str):
        refuse(f"{place}: {key} must be text.")
    return value


def _reference(place: str, key: str, target: str, uid: object, numbers: Numbers) -> int:
    number = numbers.get((target, uid)) if isinstance(uid, str) else None
    if number is None:
        refuse(f"{place}: {key} refers to {str(uid)[:40]}, which is no row of {target} in this file.")
    return number


def _check_code(record: Record, number: int, codes: set[tuple[str, str]]) -> None:
    code = getattr(record, "code", None)
    if code is None:
        return
    if (record.TABLE, code) in codes:
        refuse(f"Row {number} of {record.TABLE}: the code “{code}” is taken by another row.")
    codes.add((record.TABLE, code))


def _pieces(rows: list[Row]) -> tuple[Piece, ...]:
    """Read kept bytes, and hold each whole against its SHA-256."""
    pieces = sorted(_piece(row, number) for number, row in enumerate(rows, 1))
    wholes: dict[str, list[Piece]] = {}
    for piece in pieces:
        wholes.setdefault(piece.sha256, []).append(piece)
    for sha256, parts in wholes.items():
        in_order = [part.number for part in parts] == list(range(1, len(parts) + 1))
        data = b"".join(part.data for part in parts)
        if not in_order or hashlib.sha256(data).hexdigest() != sha256:
            refuse(f"The bytes kept under {sha256[:40]} are not whole.")
    return tuple(pieces)


def _piece(row: Row, number: int) -> Piece:
    try:
        data = base64.b64decode(row["bytes"], validate=True)
        piece = Piece(str(row["sha256"]), int(row["number"]), data)
    except (KeyError, TypeError, ValueError, binascii.Error):
        refuse(f"Row {number} of {PIECES} is not made of sha256, number and bytes in base64.")
    return piece
