"""Search as you type: rows whose searched fields hold all the words, the last one perhaps unfinished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.storage.failures import telling
from timeline_app.storage.folding import folded

if TYPE_CHECKING:
    from timeline_app.storage.store import Store

_MOST_WORDS = 12
_LONGEST_TYPED = 500
_NEVER = str.maketrans('"\0', "  ")  # the one ends a word of the query, the other the query


def search(store: Store, typed: str, limit: int = 50) -> list[tuple[str, int]]:
    """
    Find rows by words.

    Parameters
    ----------
    store : Store
        The document.
    typed : str
        Anything; quotes, dashes and operators are only text.
    limit : int
        The greatest number of rows.

    Returns
    -------
    list of (str, int)
        Table and id, in the order in which the rows were first written.
    """
    query = match_query(typed)
    if not query:
        return []
    with telling(store.path):
        return store.conn.execute(
            "SELECT table_name, row_id FROM search_text_fts"
            " JOIN search_text ON search_text.id = search_text_fts.rowid"
            " WHERE search_text_fts MATCH ? ORDER BY search_text_fts.rowid LIMIT ?",
            (query, limit),
        ).fetchall()


def match_query(typed: str) -> str:
    """Build the full-text query for what was typed; empty if there is no word in it."""
    sound = typed[:_LONGEST_TYPED].encode("utf-8", "ignore").decode().translate(_NEVER)
    words = [word for word in folded(sound).split() if any(map(str.isalnum, word))][:_MOST_WORDS]
    return " ".join(f'"{word}"' for word in words) + "*" if words else ""
