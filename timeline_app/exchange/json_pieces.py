"""Kept bytes as rows of our JSON: base64 out and in, each whole held against its SHA-256."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from timeline_app.exchange.content import Piece
from timeline_app.exchange.json_shape import LONGEST_PIECE, PIECE_KEYS, PIECES
from timeline_app.exchange.strict_json import refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHA256 = re.compile("[0-9a-f]{64}")


def piece_row(piece: Piece) -> dict[str, Any]:
    """Give a piece as a row."""
    encoded = base64.b64encode(piece.data).decode("ascii")
    return dict(zip(PIECE_KEYS, (piece.sha256, piece.number, encoded), strict=True))


def read_pieces(rows: Sequence[dict[str, Any]]) -> tuple[Piece, ...]:
    """
    Read kept bytes, in order of their SHA-256 and number.

    Raises
    ------
    ExchangeError
        If a row is not made as it should be, or the pieces of a whole do not give its SHA-256.
    """
    pieces = sorted(_piece(row, number) for number, row in enumerate(rows, 1))
    for sha256, parts in groupby(pieces, key=lambda piece: piece.sha256):
        _check_whole(sha256, list(parts))
    return tuple(pieces)


def _piece(row: dict[str, Any], number: int) -> Piece:
    place = f"Row {number} of {PIECES}"
    if set(row) != set(PIECE_KEYS):
        refuse(f"{place} must hold {', '.join(PIECE_KEYS)} and nothing else.")
    sha256, piece_number, encoded = (row[key] for key in PIECE_KEYS)
    if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
        refuse(f"{place}, sha256: takes 64 digits 0-9 and a-f.")
    if type(piece_number) is not int or piece_number < 1:
        refuse(f"{place}, number: takes a whole number from 1.")
    return Piece(sha256, piece_number, _bytes(encoded, place))


def _bytes(encoded: object, place: str) -> bytes:
    try:
        data = base64.b64decode(encoded, validate=True) if isinstance(encoded, str) else None
    except ValueError:
        data = None
    if data is None:
        refuse(f"{place}, bytes: this is not base64.")
    if len(data) > LONGEST_PIECE:
        refuse(f"{place}, bytes: at most {LONGEST_PIECE:,} in a piece; make several, numbered from 1.")
    return data


def _check_whole(sha256: str, parts: list[Piece]) -> None:
    in_order = [part.number for part in parts] == list(range(1, len(parts) + 1))
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.data)
    if not in_order or whole.hexdigest() != sha256:
        refuse(f"The bytes kept under {sha256} are damaged or not all there; export them again.")
