"""A change as the journal holds it; what it names is not looked up here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

RECORDED: Final = "SELECT id, kind, table_name, first_id, last_id, before, after FROM history_change"


class Recorded(NamedTuple):
    """A change, with images of the row before and after; they are values."""

    id: int
    kind: str
    table: str
    first_id: int
    last_id: int
    before: Any
    after: Any


def read_recorded(row: Sequence[Any]) -> Recorded:
    """Read a row of `RECORDED`."""
    return Recorded(*row[:5], *(json.loads(image) if image else None for image in row[5:]))
