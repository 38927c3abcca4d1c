"""Kept bytes by their SHA-256, in pieces of one megabyte; the table only grows and has no history."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline_app.storage.history import Step
    from timeline_app.storage.store import Store

Row = tuple[str, int, bytes]
"""SHA-256 of the whole, number of the piece from 1, its bytes."""


def all_pieces(store: Store) -> Iterator[Row]:
    """Read all pieces in order."""
    yield from store.conn.execute("SELECT sha256, number, bytes FROM content_piece ORDER BY sha256, number")


def keep_pieces(step: Step, pieces: Iterable[Row]) -> None:
    """Keep pieces that are not there yet, within a step."""
    step.store.conn.executemany(
        "INSERT INTO content_piece (sha256, number, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", pieces
    )
