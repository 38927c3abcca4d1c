"""Writes a document as canonical JSON: equal documents give equal bytes; without ids and history."""

from __future__ import annotations

import base64
import json
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from timeline_app.domain.records import RECORDS, Record, rules_of
from timeline_app.exchange.json_shape import FORMAT, OWN_KEYS, PIECES, VERSION, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.exchange.content import Piece


def write_json(records: Iterable[Record], pieces: Iterable[Piece] = ()) -> str:
    """Write records as canonical JSON.

    Parameters
    ----------
    records
        All of a document, with ids and uids; references are ids.
    pieces
        Kept bytes.
    """
    found = list(records)
    uids = {(record.TABLE, record.id): record.uid for record in found}
    tables: dict[str, list[dict[str, Any]]] = {record.TABLE: [] for record in RECORDS}
    for record in found:
        tables[record.TABLE].append(_row(record, uids))
    for rows in tables.values():
        rows.sort(key=itemgetter("uid"))
    tables[PIECES] = [_piece(piece) for piece in sorted(pieces)]
    filled = {table: rows for table, rows in tables.items() if rows}
    whole = {"format": FORMAT, "version": VERSION, "tables": filled}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _row(record: Record, uids: dict[tuple[str, int], str]) -> dict[str, Any]:
    """Give a record as a row: empty fields left out, references as uids."""
    rules = rules_of(type(record))
    row: dict[str, Any] = {key: getattr(record, key) for key in OWN_KEYS}
    for key, name in keys_of(type(record)).items():
        value = getattr(record, name)
        if value is not None:
            row[key] = uids[rules[name].target, value] if rules[name].kind == "reference" else value
    return row


def _piece(piece: Piece) -> dict[str, Any]:
    encoded = base64.b64encode(piece.data).decode("ascii")
    return {"sha256": piece.sha256, "number": piece.number, "bytes": encoded}
