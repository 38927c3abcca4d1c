"""Records written together with what hangs on them, such as an entry with its participations and stances."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.storage.rows import insert

if TYPE_CHECKING:
    from timeline_app.domain.records import Record
    from timeline_app.storage.history import Step


@dataclass(frozen=True, slots=True)
class Whole:
    """A record not yet written, and its parts, each with the column that is to refer to the record."""

    record: Record
    parts: tuple[tuple[str, Whole], ...] = ()


def insert_whole(step: Step, whole: Whole) -> Record:
    """Write a record and then its parts; give the record as it stands in the file.

    Raises
    ------
    FieldError
        If a field of the record or of a part does not keep its rule.
    DocumentError
        If the file does not take it.
    """
    written = insert(step.store, whole.record)
    for column, part in whole.parts:
        owned = dataclasses.replace(part.record, **{column: written.id})
        insert_whole(step, dataclasses.replace(part, record=owned))
    return written
