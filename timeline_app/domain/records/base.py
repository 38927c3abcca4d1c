"""What every record has: its row's id, its uid, who made it and when."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from timeline_app.domain.fields import FieldRule, reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row that a user made.

    Attributes
    ----------
    id
        The row's integer key in its file, 0 before it is written; never reused, different in another file.
    uid
        UUIDv7 text, the same in every file; made when the row is written, if empty.
    created_at, updated_at
        UTC, ISO 8601 with seconds and ``Z``; set when the row is written, if empty.
    """

    TABLE: ClassVar[str] = ""

    id: int = 0
    uid: str = ""
    created_at: str = ""
    updated_at: str = ""
    coder_id: int | None = reference("Coder", "coder", aside=True)


@cache
def rules_of(record: type[Record]) -> dict[str, FieldRule]:
    """Give the field table of a record: column name to rule, in the order of the form."""
    return {f.name: f.metadata["rule"] for f in dataclasses.fields(record) if "rule" in f.metadata}
