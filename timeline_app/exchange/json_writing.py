"""Writes a document as canonical JSON: equal documents give equal bytes; without ids and history."""

from __future__ import annotations

import json
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from timeline_app.domain.records import RECORDS, Record, rules_of
from timeline_app.exchange.json_pieces import piece_row
from timeline_app.exchange.json_shape import FORMAT, PIECES, VERSION, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.exchange.content import Piece


def write_json(records: Iterable[Record], pieces: Iterable[Piece] = ()) -> str:
    """
    Write records as canonical JSON.

    Parameters
    ----------
    records : iterable of Record
        All of a document, with ids and uids; references are ids, in any order.
    pieces : iterable of Piece
        Kept bytes, in any order.
    """
    found = list(records)
    uids: dict[str, dict[int, str]] = {record.TABLE: {} for record in RECORDS}
    for record in found:
        uids[record.TABLE][record.id] = record.uid
    tables: dict[str, list[dict[str, Any]]] = {record.TABLE: [] for record in RECORDS}
    for record in found:
        tables[record.TABLE].append(_row(record, uids))
    for rows in tables.values():
        rows.sort(key=itemgetter("uid"))
    tables[PIECES] = [piece_row(piece) for piece in sorted(pieces)]
    filled = {table: rows for table, rows in tables.items() if rows}
    whole = {"format": FORMAT, "version": VERSION, "tables": filled}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _row(record: Record, uids: dict[str, dict[int, str]]) -> dict[str, Any]:
    """Give a record as a row: empty fields left out, references as uids."""
    rules = rules_of(type(record))
    row: dict[str, Any] = {}
    for key, name in keys_of(type(record)).items():
        value = getattr(record, name)
        if value is not None:
            is_reference = name in rules and rules[name].kind == "reference"
            row[key] = uids[rules[name].target][value] if is_reference else value
    return row
