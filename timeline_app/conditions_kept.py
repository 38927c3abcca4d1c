"""Conditions of the open document, kept until an edit changes them: how they fare, and where that shows.

Knows storage and columns, no widget; what of a document counts it is told.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app.columns.turns import carriers_as_of, no_turns, turns_of
from timeline_app.domain.conditions import condition_as_of
from timeline_app.storage.conditions import TABLES, read_conditions, read_first_told

if TYPE_CHECKING:
    from timeline_app.columns.carried import Carried
    from timeline_app.columns.timeline import Timeline
    from timeline_app.columns.turns import Turns
    from timeline_app.domain.conditions import ConditionAsOf, Conditions
    from timeline_app.storage.history import Change
    from timeline_app.storage.store import Store
    from timeline_app.storage.wide_reading import Ids


class ConditionsKept:
    """Remembers the conditions of one document, and the last answers about them."""

    def __init__(self) -> None:
        self._whole: Conditions | None = None
        self._heard: tuple[Conditions, Ids | None, Conditions] | None = None
        self._turns: tuple[Carried, Conditions, Turns] | None = None
        self._first: tuple[Timeline, dict[int, tuple[int, int]]] | None = None

    def heard(self, store: Store, unheard: Ids | None) -> Conditions:
        """Give all conditions, read when first asked for, with how they fared by the entries that count."""
        if self._whole is None:
            self._whole = read_conditions(store)
        if unheard is None:
            return self._whole
        held = self._heard
        if held is None or held[0] is not self._whole or held[1] is not unheard:
            fared = replace(self._whole, statuses=self._whole.statuses.without(frozenset(unheard.tolist())))
            held = self._heard = self._whole, unheard, fared
        return held[2]

    def take_in(self, touched: frozenset[int] | None, change: Change) -> None:
        """Forget what a change may have altered; it touched some entries, any for None."""
        whole = self._whole
        is_other = whole and (touched is None or touched & whole.rests_on)
        if is_other or not change.rows or any(rows.table in TABLES for rows in change.rows):
            self._whole = None

    def turns(self, carried: Carried, conditions: Conditions) -> Turns:
        """Give when conditions came into positions, how they fared, and when they were dropped."""
        held = self._turns
        if held is None or held[0] is not carried or held[1] is not conditions:
            held = self._turns = carried, conditions, turns_of(carried, conditions)
        return held[2]

    def as_of(
        self, store: Store, timeline: Timeline, conditions: Conditions, uncounted: Ids | None, day: int
    ) -> list[ConditionAsOf]:
        """Say how each condition stands that is known by a day; some entries do not count."""
        first, carried = self.first_told(store, timeline, uncounted), carriers_as_of(timeline.carried, day)
        found: list[ConditionAsOf] = []
        for one in conditions.known:
            last, was_carried = conditions.statuses.as_of(one, day), one in first and first[one][0] <= day
            if last or was_carried:
                carriers = tuple(carried.get(one, ()))
                found.append(condition_as_of(one, last, carriers, was_carried=was_carried))
        return found

    def first_told(
        self, store: Store, timeline: Timeline, uncounted: Ids | None
    ) -> dict[int, tuple[int, int]]:
        """Give by condition the first day on which a stance carries it, and the entry."""
        held = self._first
        if held is None or held[0] is not timeline:
            held = self._first = timeline, read_first_told(store, uncounted)
        return held[1]


NO_TURNS = no_turns()
