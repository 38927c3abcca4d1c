"""Saved views: filter, lanes and evidence, kept by uids so that they mean the same in a copy."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any, NamedTuple, cast, get_args

from timeline_app.domain.dates import day_text, parse
from timeline_app.domain.errors import DateError
from timeline_app.domain.filtering import FIELD_LABELS, GRADED_CREDIBILITY, GRADED_RELIABILITY, Filter
from timeline_app.domain.records import View
from timeline_app.domain.vocabulary import ENTRY_KINDS, EntryStatus, Mode, Role
from timeline_app.storage import rows
from timeline_app.storage.failures import telling
from timeline_app.storage.saved_lanes import SavedLanes, fields_of_lanes, lanes_of_view, paired

if TYPE_CHECKING:
    from timeline_app.storage.store import Store

_TABLES = {"parties": "party", "topics": "topic", "coders": "coder", "sources": "source"}
_EVIDENCE = "evidence"
"""Under which name the filter of a view holds the one of evidence."""
_WORDS: dict[str, tuple[str, ...]] = {
    "roles": get_args(Role),
    "kinds": ENTRY_KINDS,
    "modes": get_args(Mode),
    "statuses": get_args(EntryStatus),
}


class Looked(NamedTuple):
    """What a saved view looks at; None where it says nothing of it, as views of an earlier time do."""

    filter: Filter
    evidence: Filter | None = None
    lanes: SavedLanes | None = None


def save_view(store: Store, name: str, looked: Looked) -> View:
    """
    Save what is looked at under a name, over the view of the same name if there is one.

    Raises
    ------
    FieldError
        If the name is none, or there are too many lanes to be saved.
    DocumentError
        If the document cannot be written.
    """
    name = " ".join(name.split())
    same = next(rows.rows(store, View, name=name), None)
    view = dataclasses.replace(same or View(name=name), **_fields(store, looked))
    return rows.update(store, view) if same else rows.insert(store, view)


def _fields(store: Store, looked: Looked) -> dict[str, Any]:
    held = _portable(store, looked.filter)
    if looked.evidence is not None:
        held[_EVIDENCE] = _portable(store, looked.evidence)
    lanes = fields_of_lanes(store, looked.lanes) if looked.lanes else {}
    return {"filter": _text(held), "grouping": None, "lane_order": None, "pins": None, **lanes}


def saved_views(store: Store) -> list[View]:
    """List the saved views, by name."""
    with telling(store.path):
        found = [view for view in rows.rows(store, View) if view.filter or view.grouping]
    return sorted(found, key=lambda view: (view.name.casefold(), view.id))


def delete_view(store: Store, view_id: int) -> None:
    """Delete a saved view; this is not in the history.

    Raises
    ------
    DocumentError
        If it is gone already, or the document cannot be written.
    """
    rows.delete(store, View, view_id)


def looked_at(store: Store, view: View) -> tuple[Looked, tuple[str, ...]]:
    """
    Read what a saved view looks at.

    Returns
    -------
    Looked
        With what is still in the document.
    tuple of str
        What was left out, in words; empty if nothing.
    """
    held = _object(view.filter)
    wanted, left_out = _filter_of(store, held)
    evidence, more = None, ()
    if isinstance(held.get(_EVIDENCE), dict):
        evidence, more = _filter_of(store, held[_EVIDENCE])
    lanes, most = lanes_of_view(store, view)
    return Looked(wanted, evidence, lanes), (*left_out, *more, *most)


def filter_text(store: Store, wanted: Filter) -> str:
    """Write a filter so that it means the same in a copy of the document."""
    return _text(_portable(store, wanted))


def _text(held: dict[str, object]) -> str:
    return json.dumps(held, ensure_ascii=False, sort_keys=True)


def read_filter(store: Store, text: str | None) -> tuple[Filter, tuple[str, ...]]:
    """Read a filter that was written so, and in words what of it is no longer there."""
    return _filter_of(store, _object(text))


def _filter_of(store: Store, held: dict[str, Any]) -> tuple[Filter, tuple[str, ...]]:
    left_out: list[str] = []
    values = {name: _read(store, name, held[name], left_out) for name in FIELD_LABELS if name in held}
    known = {name: value for name, value in values.items() if value is not None}
    return Filter(**known, with_unjudged=held.get("with_unjudged") is True), tuple(left_out)


def _object(text: str | None) -> dict[str, Any]:
    try:
        held = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", held) if isinstance(held, dict) else {}


def _portable(store: Store, wanted: Filter) -> dict[str, object]:
    result: dict[str, object] = {name: _value(store, name, getattr(wanted, name)) for name in wanted.fields}
    return result | {"with_unjudged": True} if wanted.with_unjudged else result


def _value(store: Store, name: str, value: Any) -> object:
    if name in _TABLES:
        return sorted(paired(store, _TABLES[name], "id", "uid", value).values())
    if name in ("since", "until"):
        return day_text(value)
    if name == "grade":
        return f"{value[0]}{value[1]}"
    return value if isinstance(value, str) else sorted(value)


def _read(store: Store, name: str, value: object, left_out: list[str]) -> Any:
    """Read the value of a field, None if nothing of it holds; say what is left out."""
    if name in _TABLES or name in _WORDS or name == "tags":
        return _read_several(store, name, value, left_out)
    read = {"grade": _read_grade, "since": _read_day, "until": _read_day, "text": _read_text}[name](value)
    if read is None:
        left_out.append(f"{FIELD_LABELS[name]}: what it asked for cannot be read.")
    return read


def _read_several(store: Store, name: str, value: object, left_out: list[str]) -> frozenset[int | str] | None:
    listed = cast("list[object]", value) if isinstance(value, list) else []
    asked = {one for one in listed if isinstance(one, str)}
    known: set[int | str] = set(asked)
    if name in _TABLES:
        known = set(paired(store, _TABLES[name], "uid", "id", asked).values())
    elif name in _WORDS:
        known = {word for word in asked if word in _WORDS[name]}
    missing = max(len(listed), 1) - len(known)
    if missing > 0:
        left_out.append(f"{FIELD_LABELS[name]}: {missing} no longer in this timeline.")
    return frozenset(known) or None


def _read_grade(value: object) -> tuple[str, int] | None:
    graded = {
        f"{letter}{number}": (letter, number)
        for letter in GRADED_RELIABILITY
        for number in GRADED_CREDIBILITY
    }
    return graded.get(value) if isinstance(value, str) else None


def _read_day(value: object) -> int | None:
    try:
        return parse(value).begin_lo if isinstance(value, str) else None
    except DateError:
        return None


def _read_text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
