"""What a picker offers as its user types: rows found by any of their names, the likeliest first.

Rows are found in the folded text that search keeps; few are then read in full. What has no names of its own
(a text, a citation, a figure) is offered by how it is called in a few words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from timeline_app.storage import candidate_details
from timeline_app.storage.candidate_details import Candidate
from timeline_app.storage.failures import reading
from timeline_app.storage.folding import folded
from timeline_app.storage.parts import TYPE_OF
from timeline_app.storage.rows import get
from timeline_app.storage.search import words_begun
from timeline_app.storage.triggers import quoted
from timeline_app.storage.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline_app.storage.store import Store

_MOST_WORDS = 8
_LONGEST_TYPED = 200
_RECENT_USES = 1000
_MOST_FOUND = 2000
_MOST_IN_INDEX = 300
_MOST_NAMED = 500
"""Rows without names of their own, each of which is called by what it refers to."""
_PAGE = 400
"""Texts read at first of those that match; all of them only where these give too few rows."""
_ALL = -1
_HOLDS = "instr(folded, ?2)"
_NEVER = str.maketrans('"\0', "  ")
_CODE, _NAME, _BEGIN, _WORDS = range(4)


class Names(NamedTuple):
    """Where a table's names are, and which rows tell how much it is used."""

    further: tuple[tuple[str, str], ...]
    used_in: str
    used_by: str
    bulky: bool = False


_NAMES: dict[str, Names] = {
    "party": Names((("party_name", "party_id"),), "participation", "party_id"),
    "person": Names((("person_name", "person_id"), ("tenure", "person_id")), "participation", "person_id"),
    "topic": Names((), "stance", "topic_id"),
    "source": Names((), "citation", "source_id"),
    "group": Names((), "entry", "group_id"),
    "coder": Names((), "entry", "coder_id"),
    "condition": Names((), "stance_condition", "condition_id"),
    "entry": Names((), "link", "to_entry_id", bulky=True),
}


@dataclass(slots=True)
class _Found:
    """How a row matches: the folded texts looked into, how well, and by which further name."""

    texts: list[str]
    level: int = _WORDS
    alias: tuple[str, int] | None = None


_Text = tuple[int, str, int, str]
"""The row that is named; table and row of the name; the folded text."""


def candidates(
    store: Store,
    target_table: str,
    typed: str,
    *,
    day: int | None = None,
    limit: int = 20,
    like: Mapping[str, object] | None = None,
) -> list[Candidate]:
    """
    List the rows a reference may be meant to name.

    Parameters
    ----------
    store : Store
        The document.
    target_table : str
        The table referred to.
    typed : str
        Anything; each word begins a word of a code, a name, a further name or an office. Empty for what was
        used most of late.
    day : int, optional
        Day ordinal on which offices are told; the latest known otherwise.
    limit : int
        The greatest number of candidates.
    like : mapping of str to object, optional
        Column to value: only rows that have it, such as ``{"kind": "proposition"}``.

    Returns
    -------
    list of Candidate
        An exact code first, then an exact name, a name that begins so, words that begin so; of equal ones
        what was used more among the last uses, then by name.
    """
    words = folded(_sound(typed)).split()[:_MOST_WORDS]
    with reading(store.path):
        if target_table not in _NAMES:
            return _unnamed(store, target_table, words, like or {}, limit)
        allowed = _allowed(store, target_table, like) if like else None
        found = _matching(store, target_table, words, limit, allowed) if words else {}
        if words:
            best = _best(store, target_table, found, limit)
        else:
            best = _latest(store, target_table, allowed, limit)
        aliases = {row_id: match.alias for row_id, match in found.items() if match.alias}
        return candidate_details.read(store, target_table, best, day, aliases)


def candidate(store: Store, target_table: str, row_id: int, day: int | None = None) -> Candidate | None:
    """Give one row as a picker shows it; None if it is not there."""
    with reading(store.path):
        if target_table in _NAMES:
            return next(iter(candidate_details.read(store, target_table, [row_id], day, {})), None)
        if get(store, TYPE_OF[target_table], row_id) is None:
            return None
        return Candidate(row_id, name_of(store, target_table, row_id), "", "")


def _sound(typed: str) -> str:
    return typed[:_LONGEST_TYPED].encode("utf-8", "ignore").decode().translate(_NEVER)


def _unnamed(
    store: Store, table: str, words: list[str], like: Mapping[str, object], limit: int
) -> list[Candidate]:
    """Give the rows of a table without names whose few words match, the newest first."""
    patterns = [_word_begin(word) for word in words]
    condition, values = _being_like(like)
    newest = f"SELECT id FROM {quoted(table)} WHERE {condition} ORDER BY id DESC LIMIT {_MOST_NAMED}"
    ids = [row_id for (row_id,) in store.conn.execute(newest, values)]
    called = ((row_id, name_of(store, table, row_id)) for row_id in ids)
    fitting = (
        Candidate(row_id, name, "", "")
        for row_id, name in called
        if all(pattern.search(folded(name)) for pattern in patterns)
    )
    return list(islice(fitting, limit))


def _being_like(like: Mapping[str, object]) -> tuple[str, list[object]]:
    return " AND ".join(["TRUE", *(f"{quoted(name)} IS ?" for name in like)]), list(like.values())


def _allowed(store: Store, table: str, like: Mapping[str, object]) -> set[int]:
    condition, values = _being_like(like)
    return {
        row_id
        for (row_id,) in store.conn.execute(f"SELECT id FROM {quoted(table)} WHERE {condition}", values)
    }


def _word_begin(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\W_]){re.escape(word)}", re.MULTILINE)


def _matching(
    store: Store, table: str, words: list[str], limit: int, allowed: set[int] | None
) -> dict[int, _Found]:
    """Find the rows that match; of very many, and of the weaker matches, only where these are needed."""
    typed = " ".join(words)
    if _NAMES[table].bulky:
        return _only(allowed, _judged(_in_index(store, table, words), typed, words))
    texts = list(_likeliest(store, table, typed, words, _PAGE))
    found = _only(allowed, _judged(texts, typed, words))
    if len(found) < limit <= _PAGE <= len(texts):
        found = _only(allowed, _judged(_likeliest(store, table, typed, words, _ALL), typed, words))
    if len(found) < limit and len(words) > 1 and _NAMES[table].further:
        found |= _only(allowed, _judged(_texts_across(store, table, words), typed, words))
    return found


def _only(allowed: set[int] | None, found: dict[int, _Found]) -> dict[int, _Found]:
    return found if allowed is None else {row_id: found[row_id] for row_id in found.keys() & allowed}


def _judged(texts: Iterable[_Text], typed: str, words: list[str]) -> dict[int, _Found]:
    """Gather the texts of each row, further names included, and keep the rows that hold all words."""
    found: dict[int, _Found] = {}
    for owner, table, row_id, text in texts:
        match = found.setdefault(owner, _Found([]))
        match.texts.append(text)
        level = _level(text, typed)
        if table not in _NAMES and (level < match.level or len(match.texts) == 1):
            match.alias = (table, row_id)
        elif level <= match.level:
            match.alias = None
        match.level = min(level, match.level)
    patterns = [_word_begin(word) for word in words]
    return {owner: match for owner, match in found.items() if _holds_all(match, patterns)}


def _holds_all(match: _Found, patterns: list[re.Pattern[str]]) -> bool:
    text = "\n".join(match.texts)
    return match.level < _WORDS or all(pattern.search(text) for pattern in patterns)


def _level(text: str, typed: str) -> int:
    padded = f"\n{text}\n"
    if f"\n{typed}\n" in padded:
        return _NAME
    return _BEGIN if f"\n{typed}" in padded else _WORDS


def _texts(store: Store, table: str, condition: str, values: list[str], order: str = "") -> Iterable[_Text]:
    """Read the folded texts of a table and of its further names that keep a condition."""
    for name, owner in (("", ""), *_NAMES[table].further):
        joined = f" JOIN {quoted(name)} AS named ON named.id = row_id" if name else ""
        owning = f"named.{owner}" if name else "row_id"
        yield from store.conn.execute(
            f"SELECT {owning} AS owning, table_name, row_id, folded FROM search_text"
            f"{joined} WHERE table_name = ?1 AND {condition} {order}",
            (name or table, *values),
        )


def _likeliest(store: Store, table: str, typed: str, words: list[str], most: int) -> Iterable[_Text]:
    """Read texts that hold all words, of the table and of each kind of further names no more than so many.

    Notes
    -----
    What is called so comes first, then what begins so or has a word that does; of these what was used.
    """
    held = " AND ".join(f"instr(folded, ?{place})" for place in range(4, 4 + len(words)))
    names = _NAMES[table]
    used = f"SELECT {names.used_by} FROM {quoted(names.used_in)} ORDER BY id DESC LIMIT {_RECENT_USES}"
    # Nothing is joined to a text unless it must be: thousands are looked at.
    begins = f"substr(folded, 1, {len(typed)}) = ?3 OR instr(folded, ?2)"
    order = (
        f" ORDER BY CASE WHEN {begins} THEN instr(char(10) || folded || char(10), ?2 || char(10)) = 0"
        " WHEN instr(folded, ' ' || ?4) OR instr(folded, char(10) || ?4) THEN 2 ELSE 3 END,"
        f" owning NOT IN ({used}) LIMIT {most}"
    )
    return _texts(store, table, held, [f"\n{typed}", typed, *words], order if most > 0 else "")


def _texts_across(store: Store, table: str, words: list[str]) -> Iterable[_Text]:
    """Read the texts of rows that hold one word in one name, another in another or in the office."""
    by_word = [{text[0]: text for text in _texts(store, table, _HOLDS, [word])} for word in words]
    both = set(by_word[0]).intersection(*by_word[1:])
    return [texts[owner] for texts in by_word for owner in both]


def _in_index(store: Store, table: str, words: list[str]) -> Iterable[_Text]:
    """Ask the full-text index, where the texts of a table are too long to look through; the newest first."""
    begun = [words_begun(store, word) for word in words if any(map(str.isalnum, word))]
    if not begun:
        return []
    found = _at_latest(store, table, " AND ".join(query for query, _ in begun))
    if len(found) == _MOST_IN_INDEX or all(are_all for _, are_all in begun):
        return found
    return _at_latest(
        store, table, " AND ".join(f'"{word}"*' for word in words if any(map(str.isalnum, word)))
    )


def _at_latest(store: Store, table: str, query: str) -> list[_Text]:
    # With the plus the planner cannot begin with the index on the table's name, a thousand times slower.
    return store.conn.execute(
        "SELECT row_id, table_name, row_id, search_text.folded FROM search_text_fts"
        " JOIN search_text ON search_text.id = search_text_fts.rowid"
        " WHERE search_text_fts MATCH ? AND +table_name = ? ORDER BY search_text_fts.rowid DESC LIMIT ?",
        (query, table, _MOST_IN_INDEX),
    ).fetchall()


def _best(store: Store, table: str, found: dict[int, _Found], limit: int) -> list[int]:
    used = _recent_uses(store, table)
    for row_id, match in found.items():
        if match.level == _NAME and _is_code(store, table, row_id, match):
            match.level = _CODE
    names = candidate_details.names(store, table, list(found))
    ranked = sorted(found, key=lambda row_id: (found[row_id].level, -used.get(row_id, 0), names[row_id]))
    return ranked[:limit]


def _is_code(store: Store, table: str, row_id: int, match: _Found) -> bool:
    """Tell whether the exact line of a match is the row's code, which comes first among searched fields."""
    record = get(store, TYPE_OF[table], row_id)
    code = folded(getattr(record, "code", None) or "")
    return bool(code) and any(text.split("\n")[0] == code for text in match.texts)


def _recent_uses(store: Store, table: str) -> dict[int, int]:
    """Count the uses of each row among the last uses of any."""
    names = _NAMES[table]
    sql = (
        f"SELECT {names.used_by}, count(*) FROM (SELECT {names.used_by} FROM {quoted(names.used_in)}"
        " ORDER BY id DESC LIMIT ?) GROUP BY 1"
    )
    return dict(store.conn.execute(sql, (_RECENT_USES,)))


def _latest(store: Store, table: str, allowed: set[int] | None, limit: int) -> list[int]:
    """Give what was used most of late, then what was made last."""
    used = sorted(_recent_uses(store, table).items(), key=itemgetter(1), reverse=True)
    newest = store.conn.execute(f"SELECT id FROM {quoted(table)} ORDER BY id DESC LIMIT ?", (_MOST_FOUND,))
    ordered = dict.fromkeys([row_id for row_id, _ in used if row_id] + [row[0] for row in newest])
    return [row_id for row_id in ordered if allowed is None or row_id in allowed][:limit]
