"""Reads our JSON into records: all rows or none, and the place of what is wrong in words."""

from __future__ import annotations

from typing import Any, cast

from timeline_app.domain.records import RECORDS
from timeline_app.exchange.content import Content
from timeline_app.exchange.json_agreement import check_between_rows
from timeline_app.exchange.json_pieces import read_pieces
from timeline_app.exchange.json_rows import Row, number_rows, read_rows
from timeline_app.exchange.json_shape import FORMAT, PIECES, VERSION
from timeline_app.exchange.strict_json import load, refuse

_KNOWN = {PIECES, *(record.TABLE for record in RECORDS)}


def read_json(data: bytes | str) -> Content:
    """
    Read a whole file.

    Returns
    -------
    Content
        Its records in the order of RECORDS, each table in the order of the file, and its kept bytes.

    Raises
    ------
    ExchangeError
        If anything in it cannot be taken; the message says where, why and what to do.
    """
    tables = _tables(load(data))
    pieces = read_pieces(tables.pop(PIECES, []))
    numbers = number_rows(tables)
    found = {record: read_rows(record, tables.get(record.TABLE, ()), numbers) for record in RECORDS}
    check_between_rows(found)
    return Content(tuple(record for records in found.values() for record in records), pieces)


def _tables(whole: object) -> dict[str, list[Row]]:
    """Check the frame of the file and give its tables."""
    if not isinstance(whole, dict) or cast("Row", whole).get("format") != FORMAT:
        refuse(f'This is JSON, but no timeline: it lacks "format": "{FORMAT}". Choose another file.')
    frame = cast("Row", whole)
    _check_version(frame.get("version"))
    unknown = sorted(set(frame) - {"format", "version", "tables"})
    if unknown:
        refuse(f"Beside format, version and tables stands “{unknown[0][:60]}”; leave it out.")
    tables = frame.get("tables")
    if not isinstance(tables, dict):
        refuse("The file has no tables: an object of lists of rows, by name of table.")
    return {table: _rows(table, rows) for table, rows in cast("Row", tables).items()}


def _check_version(version: Any) -> None:
    if type(version) is int and version > VERSION:
        refuse(
            f"The file is of version {version} of the format, and this program reads {VERSION}: it was made "
            "with a newer program. Update this one, or export again in the older version."
        )
    if type(version) is not int or version != VERSION:
        refuse(f'The file does not say its version; it must hold "version": {VERSION}.')


def _rows(table: str, rows: object) -> list[Row]:
    if table not in _KNOWN:
        refuse(f"There is no table “{table[:60]}” in a timeline; leave it out.")
    if not isinstance(rows, list):
        refuse(f"The table {table} must be a list of rows.")
    for number, row in enumerate(cast("list[object]", rows), 1):
        if not isinstance(row, dict):
            refuse(f"Row {number} of {table} must be an object of fields.")
    return cast("list[Row]", rows)
