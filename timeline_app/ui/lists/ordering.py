"""Moves a row among those it stands with; the order of lanes, topics and headings is kept in the rows."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from timeline_app.storage.rows import update
from timeline_app.ui.lists.kinds import said

if TYPE_CHECKING:
    from timeline_app.domain.records import Record
    from timeline_app.session import Session
    from timeline_app.ui.lists.listing import Listing


def can_move(listing: Listing, row_id: int, way: int) -> bool:
    """Tell whether a row has one before it (way -1) or after it (1) to change places with."""
    ids = [record.id for record in listing.siblings(row_id)]
    return row_id in ids and 0 <= ids.index(row_id) + way < len(ids)


def move(session: Session, listing: Listing, row_id: int, way: int) -> None:
    """Let a row change places with the one before it (way -1) or after it (1), as one step.

    Raises
    ------
    DemarcheError
        If the file does not take it.
    """
    siblings = listing.siblings(row_id)
    place = next(n for n, record in enumerate(siblings) if record.id == row_id)
    siblings[place], siblings[place + way] = siblings[place + way], siblings[place]
    label = said("{one} “{name}” moved up") if way < 0 else said("{one} “{name}” moved down")
    one = said(listing.kind.one).capitalize()
    with session.edit(label.format(one=one, name=listing.name(row_id))) as step:
        for record in numbered(siblings, listing.kind.order):
            update(step.store, record)


def numbered(records: list[Record], order: str) -> list[Record]:
    """Give the records whose number is another one when all are numbered in their order."""
    numbers = sorted({getattr(record, order) for record in records})
    if len(numbers) < len(records):  # where several share one, all are numbered anew
        numbers = range(1, len(records) + 1)
    fresh = [dataclasses.replace(record, **{order: n}) for record, n in zip(records, numbers, strict=True)]
    return [new for new, old in zip(fresh, records, strict=True) if new != old]
