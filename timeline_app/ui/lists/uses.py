"""How often and where a row is used, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.storage.naming import table_words
from timeline_app.storage.parts import TYPE_OF
from timeline_app.storage.usage import uses_of
from timeline_app.ui.lists.kinds import said

if TYPE_CHECKING:
    from timeline_app.domain.records import Record
    from timeline_app.session import Session

_PLURALS = {
    "stance_condition": "conditions of stances",
    "alternative_condition": "conditions of readings",
    "condition_status": "statuses of conditions",
    "collection_limit": "limits of collection",
    "coverage": "marks of reading",
}


def count_uses(session: Session, record_type: type[Record], row_id: int) -> int:
    """Count the uses of a row."""
    return sum(uses_of(session.store, record_type, row_id).values())


def uses_in_words(session: Session, record_type: type[Record], row_id: int) -> str:
    """Say where a row is used, such as “8 participations and 4 stances”; empty if nowhere."""
    counts = sorted(uses_of(session.store, record_type, row_id).items(), key=lambda pair: (-pair[1], pair[0]))
    words = [counted(table, count) for table, count in counts]
    if len(words) < 2:  # noqa: PLR2004 - one stands alone
        return "".join(words)
    return said("{several} and {last}").format(several=", ".join(words[:-1]), last=words[-1])


def counted(table: str, count: int) -> str:
    """Say a number of rows of a table."""
    one = table_words(TYPE_OF[table])
    if count == 1:
        return f"1 {one}"
    several = _PLURALS.get(table) or (f"{one[:-1]}ies" if one.endswith("y") else f"{one}s")
    return f"{count:,} {several}"


def times(count: int) -> str:
    """Say how often."""
    return said("once") if count == 1 else said("{count} times").format(count=f"{count:,}")
