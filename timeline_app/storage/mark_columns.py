"""Reads marks from rows straight into arrays; no Python object an entry.

Notes
-----
What the text of a date says beyond its four day ordinals is read off its marks: ``/`` lasts, ``?`` and ``%``
are doubt (EDTF level 1). A test holds this equal to the parser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from timeline_app.columns.marks import NO_VALUE, Marks
from timeline_app.domain.evidence import DAY_SECONDS, seconds_of
from timeline_app.domain.vocabulary import ENTRY_KINDS, group_of
from timeline_app.storage.narrowing import among

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from timeline_app.storage.store import Store

IN_A_LANE = ("actor", "participant", "host", "mediator", "signatory", "named", "observer", "absent")
"""Roles that put a mark into the party's lane; who is addressed or talked about has none."""
ONLY_NAMED = frozenset({"named", "observer", "absent"})
NO_DAY: Final = -(2**62)
_LASTING: Final = np.array([group_of(kind) in ("deeds", "context") for kind in ENTRY_KINDS])
_ORDINALS = ("begin_lo", "begin_hi", "end_lo", "end_hi")

_ENTRY = np.dtype(
    [
        *(("entry", "i4"), ("kind", "i1"), ("importance", "i1"), ("group", "i4")),
        *((name, "i8") for name in _ORDINALS),
        *(("lasts", "?"), ("doubtful", "?")),
    ]
)
_PLACE = np.dtype([("entry", "i4"), ("party", "i4"), ("only_named", "?")])
_VALUE = np.dtype([("entry", "i4"), ("party", "i4"), ("value", "i1"), ("reported", "?")])


def read_marks(store: Store, entries: Collection[int] | None = None) -> Marks:
    """Read the marks of some entries, or of all for None; the caller tells errors of the file."""
    of = _read_entries(store, entries)
    entry, lane, only_named = _lanes(of, _read_places(store, entries))
    row = np.searchsorted(of["entry"], entry)
    days = _evidence_days(of)
    of["lasts"] &= ~np.isnan(days)
    of["doubtful"] &= ~np.isnan(days)
    bounds = [np.where(of[name] == NO_DAY, np.nan, of[name]) for name in _ORDINALS]
    order = np.lexsort((entry, days[row]))
    entry, lane, only_named, row = entry[order], lane[order], only_named[order], row[order]
    columns: list[NDArray[Any]] = [
        *(entry, lane, of["kind"][row], only_named, days[row]),
        *(bound[row] for bound in bounds),
        *(of["lasts"][row], of["doubtful"][row], of["importance"][row]),
        _values(_read_values(store, entries), entry, lane),
        *_of_entries(entry, only_named, days[row]),
        _times(store, entries, of)[row],
    ]
    return Marks(*columns)


def _times(store: Store, entries: Collection[int] | None, of: NDArray[Any]) -> NDArray[np.float32]:
    """Give by entry the share of its day after which it was; NaN without a time, or one certain day."""
    condition, values = among("id", entries)
    query = f"SELECT id, local_time FROM entry WHERE local_time NOTNULL AND {condition}"
    known = [(e, s) for e, time in store.conn.execute(query, values) if (s := seconds_of(time)) is not None]
    entry, seconds = np.array(known, np.int64).reshape(-1, 2).T
    times = np.full(len(of), np.nan, np.float32)
    times[np.searchsorted(of["entry"], entry)] = seconds / DAY_SECONDS
    times[(of["begin_lo"] != of["end_hi"]) | (of["begin_lo"] == NO_DAY)] = np.nan
    return times


def _filled(store: Store, query: str, values: list[str], dtype: np.dtype[Any]) -> NDArray[Any]:
    return np.fromiter(store.conn.execute(query, values), dtype)


def _read_entries(store: Store, entries: Collection[int] | None) -> NDArray[Any]:
    kinds = " ".join(f"WHEN '{kind}' THEN {number}" for number, kind in enumerate(ENTRY_KINDS))
    days = ", ".join(f"coalesce({name}, {NO_DAY})" for name in _ORDINALS)
    condition, values = among("id", entries)
    query = f"""
        SELECT id, CASE kind {kinds} END, importance, coalesce(group_id, 0), {days},
               coalesce(instr(date, '/'), 0) > 0, coalesce(instr(date, '?') + instr(date, '%'), 0) > 0
        FROM entry WHERE {condition} ORDER BY id
    """
    return _filled(store, query, values, _ENTRY)


def _read_places(store: Store, entries: Collection[int] | None) -> NDArray[Any]:
    """Read who stands where, in the order in which it was noted."""
    roles = ", ".join(f"'{role}'" for role in IN_A_LANE)
    named = ", ".join(f"'{role}'" for role in sorted(ONLY_NAMED))
    condition, values = among("entry_id", entries)
    query = f"""
        SELECT entry_id, party_id, role IN ({named}) FROM participation
        WHERE +party_id NOTNULL AND role IN ({roles}) AND {condition} ORDER BY id
    """
    return _filled(store, query, values, _PLACE)


def _read_values(store: Store, entries: Collection[int] | None) -> NDArray[Any]:
    condition, values = among("entry_id", entries)
    query = f"""
        SELECT entry_id, party_id, coalesce(value, {NO_VALUE}), mode = 'reported' FROM stance
        WHERE {condition}
    """
    return _filled(store, query, values, _VALUE)


def _lanes(of: NDArray[Any], places: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    order = np.argsort(_keys(places["entry"], places["party"]), kind="stable")
    starts = np.flatnonzero(np.diff(_keys(places["entry"], places["party"])[order], prepend=-1))
    named = places["only_named"][order]
    if len(starts):
        named = np.logical_and.reduceat(named, starts)
    first = order[starts]
    noted = np.argsort(first)
    placed = places[first[noted]]
    alone = of[~_is_among(of["entry"], placed["entry"])]
    return (
        np.concatenate((placed["entry"], alone["entry"])),
        np.concatenate((placed["party"], -alone["group"])),
        np.concatenate((named[noted], np.zeros(len(alone), np.bool_))),
    )


def _evidence_days(of: NDArray[Any]) -> NDArray[np.float64]:
    """Give the evidence day of entries, else the first day on which they may have begun; NaN without any."""
    lasting = _LASTING[of["kind"]]
    first = np.where(lasting, of["begin_hi"], of["end_hi"])
    second = np.where(lasting, of["end_hi"], of["begin_hi"])
    days = np.where(first != NO_DAY, first, np.where(second != NO_DAY, second, of["begin_lo"]))
    return np.where(days == NO_DAY, np.nan, days)


def _of_entries(
    entry: NDArray[np.int32], only_named: NDArray[np.bool_], day: NDArray[np.float64]
) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
    """Give by mark in how many lanes its entry stands, and whether it bears its title."""
    starts = np.flatnonzero(np.diff(entry, prepend=-1))
    lanes = np.diff(starts, append=len(entry))
    rows = np.arange(len(entry))
    first = np.minimum.reduceat(np.where(only_named, len(entry), rows), starts) if len(starts) else starts
    bearing = np.where(first == len(entry), starts, first)
    bears_title = np.zeros(len(entry), np.bool_)
    bears_title[bearing] = ~np.isnan(day[bearing])
    return np.repeat(lanes, lanes).astype(np.int16), bears_title


def _values(stances: NDArray[Any], entry: NDArray[np.int32], lane: NDArray[np.int32]) -> NDArray[np.int8]:
    """Give by mark the one value that all first-hand stances of its entry and party share, or NO_VALUE."""
    keys, shared = shared_values(_keys(stances["entry"], stances["party"]), stances)
    result = np.full(len(entry), NO_VALUE, np.int8)
    if len(keys):
        wanted = _keys(entry, lane)
        found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        result = np.where(keys[found] == wanted, shared[found], result)
    return result


def shared_values(
    keys: NDArray[np.int64], stances: NDArray[Any]
) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """Give each of the keys of some stances once, sorted, with the one value that its stances share.

    That is NO_VALUE where they differ or one of them is reported.
    """
    order = np.argsort(keys, kind="stable")
    keys, value, reported = keys[order], stances["value"][order], stances["reported"][order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    if not len(starts):
        return keys, np.empty(0, np.int8)
    low, high = np.minimum.reduceat(value, starts), np.maximum.reduceat(value, starts)
    is_shared = (low == high) & ~np.logical_or.reduceat(reported, starts)
    return keys[starts], np.where(is_shared, low, NO_VALUE).astype(np.int8)


def _keys(entry: NDArray[np.int32], party: NDArray[np.int32]) -> NDArray[np.int64]:
    """Give one number for each entry and party; less than none for what is no party."""
    return (entry.astype(np.int64) << 32) + party


def _is_among(wanted: NDArray[np.int32], sorted_or_not: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Tell which of the sorted ids wanted are among others."""
    found = np.zeros(len(wanted), np.bool_)
    found[np.searchsorted(wanted, sorted_or_not)] = True
    return found
