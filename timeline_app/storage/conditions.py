"""Reads conditions and their dated statuses, those that count as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from timeline_app.columns.taking import are_among
from timeline_app.domain.conditions import Conditions, Dated, Statuses
from timeline_app.domain.dates import Bounds, evidence_day, parse
from timeline_app.domain.evidence import day_of
from timeline_app.domain.records import Condition
from timeline_app.storage.failures import reading
from timeline_app.storage.rows import rows

if TYPE_CHECKING:
    from timeline_app.domain.vocabulary import ConditionState
    from timeline_app.storage.store import Store
    from timeline_app.storage.wide_reading import Ids


TABLES = frozenset({"condition", "condition_status"})
"""Those of which `read_conditions` reads every row."""


def read_conditions(store: Store) -> Conditions:
    """Read all conditions of a document, with how they fared."""
    with reading(store.path):
        known = sorted(rows(store, Condition), key=lambda one: (one.code or "", one.text, one.uid))
        query = "SELECT DISTINCT entry_id FROM condition_status WHERE entry_id NOTNULL"
        rests_on = frozenset(entry for (entry,) in store.conn.execute(query))
        return Conditions({one.id: one for one in known}, read_statuses(store), rests_on)


def read_first_told(store: Store, without: Ids | None = None) -> dict[int, tuple[int, int]]:
    """Read by condition the first evidence day of a stance that carries it, and the entry.

    `without` are entries that do not count, ids in rising order; None if all do. Of the stances of several
    coders the adopted ones count, or all.
    """
    query = """
        SELECT stance_condition.condition_id, entry.id, kind, begin_lo, begin_hi, end_lo, end_hi
        FROM stance_condition
        JOIN stance ON stance.id = stance_condition.stance_id
        JOIN entry ON entry.id = stance.entry_id
        WHERE entry.status <> 'draft' AND entry.date NOTNULL AND (stance.adopted OR NOT EXISTS (
            SELECT 1 FROM stance AS other WHERE other.entry_id = stance.entry_id AND other.adopted
              AND other.party_id = stance.party_id AND other.topic_id = stance.topic_id))
    """
    with reading(store.path):
        found = store.conn.execute(query).fetchall()
    entries = np.array([row[1] for row in found], np.int32)
    counts = np.ones(len(found), np.bool_) if without is None else ~are_among(without, entries)
    first: dict[int, tuple[int, int]] = {}
    for (condition, entry, kind, *ordinals), is_counted in zip(found, counts.tolist(), strict=True):
        day = day_of(kind, Bounds(*ordinals)) if is_counted else None
        if day is not None:
            first[condition] = min((day, entry), first.get(condition, (day, entry)))
    return first


def read_conditions_of(store: Store, entry: int) -> frozenset[int]:
    """Read the conditions that an entry states in a stance, or of which it says how they fared."""
    query = """
        SELECT condition_id FROM stance_condition JOIN stance ON stance.id = stance_condition.stance_id
        WHERE stance.entry_id = :entry
        UNION SELECT condition_id FROM condition_status WHERE entry_id = :entry
    """
    with reading(store.path):
        return frozenset(one for (one,) in store.conn.execute(query, {"entry": entry}))


def read_statuses(store: Store, without: Ids | None = None) -> Statuses:
    """Read by condition what status it had from when on; not those of entries that do not count.

    Notes
    -----
    A status counts from the evidence day of its own date; without one from that of its entry. Without either
    it is never known when it changed, and what a draft says does not count.
    """
    query = """
        SELECT condition_status.condition_id, condition_status.status, condition_status.date,
               condition_status.entry_id, condition_status.uid, entry.kind, entry.date
        FROM condition_status LEFT JOIN entry ON entry.id = condition_status.entry_id
        WHERE entry.status IS NOT 'draft' ORDER BY condition_status.id
    """
    found: dict[int, list[Dated]] = {}
    for condition, state, date, entry, uid, kind, entry_date in store.conn.execute(query):
        day = _day(date, kind, entry_date)
        if day is not None and not (without is not None and entry is not None and _is_among(entry, without)):
            found.setdefault(condition, []).append(_dated(state, day, entry, uid))
    return Statuses(found)


def _is_among(entry: int, ids: Ids) -> bool:
    place = int(ids.searchsorted(entry))
    return place < len(ids) and int(ids[place]) == entry


def _day(date: str | None, kind: str | None, entry_date: str | None) -> int | None:
    own = evidence_day(parse(date), lasting_kind=False) if date else None
    if own is None and kind and entry_date:
        return day_of(kind, parse(entry_date))
    return own


def _dated(state: ConditionState, day: int, entry: int | None, uid: str) -> Dated:
    return Dated(state=state, day=day, entry=entry, uid=uid)
