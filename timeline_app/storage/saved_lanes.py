"""The lanes of a saved view, kept by uids, so that they mean the same in a copy of the document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from timeline_app.columns.regrouping import FIRST_KIND
from timeline_app.domain.vocabulary import ENTRY_KINDS, GROUPINGS
from timeline_app.storage.failures import telling
from timeline_app.storage.triggers import quoted

if TYPE_CHECKING:
    from timeline_app.domain.records import View
    from timeline_app.domain.vocabulary import Grouping
    from timeline_app.storage.store import Store

    LaneId = tuple[Grouping, str, int]
    """What a lane is known by: its grouping, kind and key, as `Marks.lane` has them."""

_TABLES = {"party": "party", "context": "group", "speaker": "person", "topic": "topic"}
"""What the lanes of a kind are rows of; others are known by their numbers."""
_HEADINGS = {"state": "group", "topic": "topic"}
"""What the headings of a grouping are rows of."""
_PARTS = ("folded", "hidden", "order")


class SavedLanes(NamedTuple):
    """By what lanes are grouped, and which are folded, hidden, pinned and put first."""

    grouping: Grouping
    folded: tuple[LaneId, ...] = ()
    hidden: tuple[LaneId, ...] = ()
    pinned: tuple[LaneId, ...] = ()
    order: tuple[LaneId, ...] = ()


def fields_of_lanes(store: Store, lanes: SavedLanes) -> dict[str, str]:
    """Give the fields of a view that hold its lanes: those of its grouping, the others are not in sight."""
    parts = {name: _written(store, lanes.grouping, getattr(lanes, name)) for name in _PARTS}
    return {
        "grouping": lanes.grouping,
        "lane_order": json.dumps({name: words for name, words in parts.items() if words}),
        "pins": json.dumps(_written(store, lanes.grouping, lanes.pinned)),
    }


def lanes_of_view(store: Store, view: View) -> tuple[SavedLanes | None, tuple[str, ...]]:
    """
    Read the lanes of a saved view.

    Returns
    -------
    SavedLanes or None
        With what is still in the document; None if the view says nothing of lanes.
    tuple of str
        What was left out, in words; empty if nothing.
    """
    if view.grouping is None:
        return None, ()
    if view.grouping not in GROUPINGS:
        return None, ("Lanes: what they were grouped by cannot be read.",)
    grouping = view.grouping
    parts = _object(view.lane_order)
    asked = [*(_words(parts.get(name)) for name in _PARTS), _words(_loaded(view.pins))]
    read = [_read(store, grouping, words) for words in asked]
    folded, hidden, order, pinned = read
    missing = {word for words in asked for word in words} - {word for found in read for word in found}
    left_out = (f"Lanes: {len(missing)} no longer in this timeline.",) if missing else ()
    lanes = [tuple(found.values()) for found in (folded, hidden, pinned, order)]
    return SavedLanes(grouping, *lanes), left_out


def paired(store: Store, table: str, by: str, wanted: str, values: Any) -> dict[Any, Any]:
    """Give by the values of a column those of another, such as uids by ids, of the rows there are."""
    sql = f"SELECT {by}, {wanted} FROM {quoted(table)} WHERE {by} IN (SELECT value FROM json_each(?))"
    with telling(store.path):
        return dict(store.conn.execute(sql, [json.dumps(sorted(values))]))


def _table(grouping: Grouping, kind: str) -> str | None:
    return _HEADINGS.get(grouping) if kind == "heading" else _TABLES.get(kind)


def _written(store: Store, grouping: Grouping, lanes: tuple[LaneId, ...]) -> list[str]:
    """Write lanes as kind and uid, or kind and what it is known by where it is no row."""
    own = [(kind, key) for of, kind, key in lanes if of == grouping]
    uids = {
        kind: paired(store, table, "id", "uid", {abs(key) for of, key in own if of == kind})
        for kind, table in ((kind, _table(grouping, kind)) for kind, _ in own)
        if table
    }
    names = ((kind, _name(kind, key, uids.get(kind))) for kind, key in own)
    return [f"{kind} {name}" for kind, name in names if name]


def _name(kind: str, key: int, uids: dict[int, str] | None) -> str | None:
    if kind == "kind" and 0 <= key - FIRST_KIND < len(ENTRY_KINDS):
        return ENTRY_KINDS[key - FIRST_KIND]
    return str(key) if uids is None or key == 0 else uids.get(abs(key))


def _read(store: Store, grouping: Grouping, words: list[str]) -> dict[str, LaneId]:
    """Read lanes by the words for them, in their order; what is gone is left out."""
    named = {word: (kind, name) for word in words for kind, _, name in [word.partition(" ")]}
    ids = {
        kind: paired(store, table, "uid", "id", {name for of, name in named.values() if of == kind})
        for kind, table in ((kind, _table(grouping, kind)) for kind, _ in named.values())
        if table
    }
    keys = {word: (kind, _key(kind, name, ids.get(kind, {}))) for word, (kind, name) in named.items()}
    return {word: (grouping, kind, key) for word, (kind, key) in keys.items() if key is not None}


def _key(kind: str, name: str, ids: dict[str, int]) -> int | None:
    if name in ids:
        return -ids[name] if kind == "context" else ids[name]
    if kind == "kind" and name in ENTRY_KINDS:
        return [*ENTRY_KINDS].index(name) + FIRST_KIND
    is_number = name.isascii() and name.isdecimal() and len(name) < 10  # noqa: PLR2004 - fits any key
    return int(name) if is_number else None


def _loaded(text: str | None) -> object:
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError):
        return None


def _object(text: str | None) -> dict[str, Any]:
    held = _loaded(text)
    return cast("dict[str, Any]", held) if isinstance(held, dict) else {}


def _words(held: object) -> list[str]:
    listed = cast("list[object]", held) if isinstance(held, list) else []
    return [word for word in listed if isinstance(word, str)]
