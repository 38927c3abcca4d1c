"""How an entry is known, in a few words: the grade of its best citation, and what is quoted there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.plain_text import one_line
from timeline_app.storage.failures import reading
from timeline_app.storage.narrowing import among
from timeline_app.storage.table_columns import GRADE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.storage.store import Store

LONGEST_QUOTE = 160
"""Characters of the words that are quoted."""


def read_details(store: Store, entries: Iterable[int]) -> dict[int, str]:
    """Read the grade and the exact words of the best citation of entries or of their stances.

    Quotation marks stand around direct wording only; an entry without either has no detail.

    Raises
    ------
    DocumentError
        If the file cannot be read.
    """
    of_entry, values = among("citation.entry_id", list(entries))
    of_stance, _ = among("stance.entry_id", ())
    query = f"""
        SELECT coalesce(citation.entry_id, stance.entry_id) AS entry, {GRADE} AS grade,
               citation.exact, citation.wording
        FROM citation JOIN source ON source.id = citation.source_id
        LEFT JOIN stance ON stance.id = citation.stance_id
        WHERE {of_entry}
           OR citation.stance_id IN (SELECT id FROM stance WHERE {of_stance})
        ORDER BY entry, grade IS NULL, grade, citation.exact IS NULL, citation.id DESC
    """
    with reading(store.path):
        found = store.conn.execute(query, [*values, *values]).fetchall()
    # Backwards, so that the first citation of an entry, the best, is what stays.
    words = {entry: _words(*told) for entry, *told in reversed(found)}
    return {entry: text for entry, text in words.items() if text}


def _words(grade: str | None, exact: str | None, wording: str | None) -> str:
    quote = one_line(exact or "", LONGEST_QUOTE)
    if quote and wording == "direct":
        quote = f"“{quote}”"
    return " ".join(part for part in ((grade or "").replace("~", "–"), quote) if part)
