"""Search as you type: rows whose searched fields hold all the words, the last one perhaps unfinished."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from timeline_app.storage.failures import telling
from timeline_app.storage.folding import folded

if TYPE_CHECKING:
    from timeline_app.storage.store import Store

_MOST_WORDS = 12
_LONGEST_TYPED = 500
_NEVER = str.maketrans('"\0', "  ")  # the one ends a word of the query, the other the query
_MOST_ENDINGS = 40
"""Words that begin as the unfinished one does, looked up before all that do."""
_NAMED = "'party', 'party_name', 'person', 'person_name', 'topic'"
_AFTER = "\1"
_VOCABULARY = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab(main, search_text_fts, instance)"
)


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

    Notes
    -----
    SQLite gathers all rows with any word that begins so before it gives the first, which takes long for a
    letter or two. So the first words that do are asked for by themselves; all of them where these give too
    few rows. Where they give enough, rows with words further down the alphabet may be left out.
    """
    words = words_of(typed)
    if not words:
        return []
    with telling(store.path):
        begun = words_begun(store, words[-1])
        found = _found(store, " AND ".join([*_quoted(words[:-1]), begun.query]), limit)
        return found if begun.are_all or len(found) == limit else _found(store, match_query(typed), limit)


class Begun(NamedTuple):
    """A full-text query for words that begin so, and whether it asks for all of them."""

    query: str
    are_all: bool


def words_begun(store: Store, begun: str) -> Begun:
    """Ask for the first words of the index that begin as a word does: fewer rows are gathered."""
    endings = _endings(store, begun) if begun.isalnum() else []
    if not endings:
        return Begun(f'"{begun}"*', are_all=True)
    several = " OR ".join(_quoted(endings))
    return Begun(f"({several})", are_all=len(endings) < _MOST_ENDINGS)


def search_names(store: Store, typed: str, limit: int) -> list[tuple[str, int]]:
    """
    Find parties, persons and topics by words.

    Notes
    -----
    Names are few, and are looked through: the index would first give the thousands of entries that mention
    one.
    """
    words = words_of(typed)
    if not words:
        return []
    patterns = [_whole(word) for word in words[:-1]] + [_begun(words[-1])]
    held = " AND ".join("instr(folded, ?)" for _ in words)
    result: list[tuple[str, int]] = []
    with telling(store.path):
        sql = (
            "SELECT table_name, row_id, folded FROM search_text"
            f" WHERE table_name IN ({_NAMED}) AND {held} ORDER BY id"
        )
        for table, row_id, text in store.conn.execute(sql, [_first_part(word) for word in words]):
            if all(pattern.search(text) for pattern in patterns):
                result.append((table, row_id))
            if len(result) == limit:
                break
    return result


def words_of(typed: str) -> list[str]:
    """Give the folded words of what was typed; what has no letter and no digit is none."""
    sound = typed[:_LONGEST_TYPED].encode("utf-8", "ignore").decode().translate(_NEVER)
    return [word for word in folded(sound).split() if any(map(str.isalnum, word))][:_MOST_WORDS]


def match_query(typed: str) -> str:
    """Build the full-text query for what was typed; empty if there is no word in it."""
    words = words_of(typed)
    return " ".join(_quoted(words)) + "*" if words else ""


def _quoted(words: list[str]) -> list[str]:
    return [f'"{word}"' for word in words]


def _found(store: Store, query: str, limit: int) -> list[tuple[str, int]]:
    return store.conn.execute(
        "SELECT table_name, row_id FROM search_text_fts"
        " JOIN search_text ON search_text.id = search_text_fts.rowid"
        " WHERE search_text_fts MATCH ? ORDER BY search_text_fts.rowid LIMIT ?",
        (query, limit),
    ).fetchall()


def _endings(store: Store, begun: str) -> list[str]:
    """Give the first words of the index that begin so, each found from the one before."""
    _make_vocabulary(store)
    found: list[str] = []
    after = begun
    while len(found) < _MOST_ENDINGS:
        row = store.conn.execute(
            "SELECT term FROM temp.search_words WHERE term >= ? LIMIT 1", (after,)
        ).fetchone()
        if row is None or not row[0].startswith(begun):
            break
        found.append(row[0])
        after = row[0] + _AFTER  # not `term >`: SQLite would read every place in which the word stands
    return found


def _make_vocabulary(store: Store) -> None:
    """Let the words of the index be read, through a table of the connection's own."""
    if store.read_only:  # there, not even such a table is made
        store.conn.execute("PRAGMA query_only = OFF")
    store.conn.execute(_VOCABULARY)
    if store.read_only:
        store.conn.execute("PRAGMA query_only = ON")


def _parts(word: str) -> list[str]:
    """Take a word apart as the index does: what is no letter and no digit ends a part."""
    return re.findall(r"[^\W_]+", word)


def _first_part(word: str) -> str:
    return _parts(word)[0]


def _begun(word: str) -> re.Pattern[str]:
    return re.compile(r"(?:^|[\W_])" + r"[\W_]+".join(map(re.escape, _parts(word))))


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(_begun(word).pattern + r"(?:$|[\W_])")
