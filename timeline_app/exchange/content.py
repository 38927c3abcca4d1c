"""What a file of any format holds once it is read: records that refer to each other, and kept bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from timeline_app.domain.records import Record


class Piece(NamedTuple):
    """A piece of kept bytes; `sha256` is that of the whole they belong to, `number` counts from 1."""

    sha256: str
    number: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Content:
    """Records in the order of RECORDS, numbered from 1 in each table, referring by these numbers."""

    records: tuple[Record, ...]
    pieces: tuple[Piece, ...] = ()
