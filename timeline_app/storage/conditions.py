"""Reads the dated statuses of conditions, those that count as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.conditions import Dated, Statuses
from timeline_app.domain.dates import evidence_day, parse
from timeline_app.domain.evidence import day_of

if TYPE_CHECKING:
    from timeline_app.domain.vocabulary import ConditionState
    from timeline_app.storage.store import Store


def read_statuses(store: Store) -> Statuses:
    """Read by condition what status it had from when on.

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
        if day is not None:
            found.setdefault(condition, []).append(_dated(state, day, entry, uid))
    return Statuses(found)


def _day(date: str | None, kind: str | None, entry_date: str | None) -> int | None:
    own = evidence_day(parse(date), lasting_kind=False) if date else None
    if own is None and kind and entry_date:
        return day_of(kind, parse(entry_date))
    return own


def _dated(state: ConditionState, day: int, entry: int | None, uid: str) -> Dated:
    return Dated(state=state, day=day, entry=entry, uid=uid)
