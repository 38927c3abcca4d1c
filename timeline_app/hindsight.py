"""Answers about a document as if nothing were in it that is later than a day, while the future is hidden.

Whatever is asked goes through here, so that nothing of the future shows anywhere. Knows no widget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from timeline_app.columns.taking import joined
from timeline_app.columns.turns import carriers_as_of
from timeline_app.conditions_kept import NO_TURNS, ConditionsKept
from timeline_app.domain.conditions import condition_as_of
from timeline_app.domain.records import Entry
from timeline_app.future import Future
from timeline_app.storage.conditions import read_conditions_of
from timeline_app.storage.publication import TABLES
from timeline_app.weighing import Weighing

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from timeline_app.columns.changes import Changes
    from timeline_app.columns.timeline import Timeline
    from timeline_app.columns.turns import Turns
    from timeline_app.domain.conditions import ConditionAsOf, Conditions
    from timeline_app.domain.filtering import Filter
    from timeline_app.domain.horizon import Horizon
    from timeline_app.domain.records import Record
    from timeline_app.domain.vocabulary import Grouping
    from timeline_app.storage.changes import ChangeLog
    from timeline_app.storage.entry_cards import EntryCard
    from timeline_app.storage.history import Change
    from timeline_app.storage.hits import Ids
    from timeline_app.storage.lookup import Candidate
    from timeline_app.storage.replay import Progress


class Hindsight(Weighing):
    """Answers what is asked of one open document, up to a horizon if one is set.

    Signals
    -------
    horizon_moved
        Something else is hidden than before, or counts as evidence.
    """

    horizon_moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.weighed.connect(self.horizon_moved)
        self.horizon: Horizon | None = None
        """The day after which everything is hidden; None if nothing is."""
        self._held: Future | None = None
        self._conditions = ConditionsKept()

    def look_from(self, horizon: Horizon | None) -> None:
        """Hide what is later than a day, or nothing for None."""
        if horizon != self.horizon:
            self.horizon = horizon
            if self.is_open:
                self.horizon_moved.emit()

    @property
    def _future(self) -> Future | None:
        """What is hidden; None if nothing is."""
        if self.horizon is None:
            self._held = None
        elif self._held is None or not self._held.is_of(self.whole, self.horizon):
            publication = self._held.publication if self._held else None
            self._held = Future(self.store, self.whole, self.horizon, publication, self.unheard)
        return self._held

    @property
    def later(self) -> Ids | None:
        """Entries that are hidden, ids in rising order; None if nothing is."""
        return self._future.later if self._future else None

    @property
    @override
    def uncounted(self) -> Ids | None:
        return joined(super().uncounted, self.later)

    def is_later(self, entry: int) -> bool:
        """Tell whether an entry is hidden."""
        return self._future is not None and self._future.hides(entry)

    def hides(self, record: Record) -> bool:
        """Tell whether a record is hidden: it leads to what is later, or is later itself."""
        return self._future is not None and self._future.hides_record(record)

    def hidden_rows(self, record_type: type[Record]) -> set[int]:
        """Find the rows of a table that are hidden, for only hidden entries bring them in."""
        return self._future.hidden_rows(record_type) if self._future else set()

    @override
    def take_in(self, change: Change) -> None:
        before = self._timeline
        super().take_in(change)
        now = self._timeline
        self._conditions.take_in(now.touched_since(before) if before and now else None, change)
        if not change.rows or any(rows.table in TABLES for rows in change.rows):
            self._held = None

    @override
    def close(self) -> None:
        super().close()
        self._held = None
        self._conditions = ConditionsKept()

    # What is asked

    @property
    @override
    def timeline(self) -> Timeline:
        """The document as the lanes need it, without what is hidden."""
        return self._future.known(self.whole) if self._future else self.whole

    @override
    def grouped(self, grouping: Grouping, progress: Progress | None = None) -> Timeline:
        whole = super().grouped(grouping, progress)
        return self._future.known(whole) if self._future else whole

    @override
    def passing(self, wanted: Filter) -> Ids | None:
        ids = super().passing(wanted)
        return self._future.passing(ids) if self._future else ids

    @override
    def found(self, sought: str) -> Ids:
        ids = super().found(sought)
        return self._future.passing(ids) if self._future else ids

    @property
    def conditions(self) -> Conditions:
        """The conditions of the document with how they fared, without what is hidden."""
        whole = self._conditions.heard(self.store, self.unheard)
        return self._future.conditions(whole) if self._future else whole

    def turns(self) -> Turns:
        """Give when conditions came into positions, how they fared, and when they were dropped."""
        carried = self.timeline.carried
        return self._conditions.turns(carried, self.conditions) if len(carried) else NO_TURNS

    def conditions_as_of(self, day: int) -> list[ConditionAsOf]:
        """Say how each condition stands that is known by a day, in the order of their codes and texts."""
        return self._conditions.as_of(self.store, self.timeline, self.conditions, self.uncounted, day)

    def fates(self, conditions: Collection[int], day: int) -> list[ConditionAsOf]:
        """Say how some conditions stand at the end of a day, by which positions have carried each of them."""
        carried = carriers_as_of(self.timeline.carried, day, conditions)
        statuses = self.conditions.statuses
        return [
            condition_as_of(one, statuses.as_of(one, day), tuple(carried.get(one, ())), was_carried=True)
            for one in conditions
        ]

    def first_told(self, condition: int) -> tuple[int, int] | None:
        """Give the first day on which a stance carries a condition, and the entry; None if none does."""
        return self._conditions.first_told(self.store, self.timeline, self.uncounted).get(condition)

    def conditions_of(self, entry: int) -> frozenset[int]:
        """Read the conditions that an entry states, or of which it says how they fared."""
        return read_conditions_of(self.store, entry)

    def known_changes(self, log: ChangeLog, progress: Progress | None = None) -> Changes:
        """Give the lines of the change log of the whole document, without what is hidden."""
        future = self._future
        return future.changes(log, progress) if future else log.lines

    @override
    def candidates(
        self, table: str, typed: str, *, day: int | None = None, like: Mapping[str, object] | None = None
    ) -> list[Candidate]:
        found = super().candidates(table, typed, day=day, like=like)
        if self._future is None or table != Entry.TABLE:
            return found
        return [one for one in found if not self._future.hides(one.id)]

    @override
    def card(self, entry: int) -> EntryCard | None:
        card = super().card(entry)
        return self._future.card(card) if card and self._future else card

    @override
    def links(self, entry: int) -> list[tuple[str, int, int, str]]:
        return self._known_links(super().links(entry))

    @override
    def chain(self, entry: int) -> list[tuple[str, int, int, str]]:
        return self._known_links(super().chain(entry))

    def _known_links(self, links: list[tuple[str, int, int, str]]) -> list[tuple[str, int, int, str]]:
        future = self._future
        if future is None:
            return links
        return [link for link in links if not (future.hides(link[1]) or future.hides(link[2]))]

    @override
    def count_entries(self) -> int:
        return super().count_entries() - (len(self._future.later) if self._future else 0)

    @override
    def undated(self) -> list[tuple[int, str]]:
        future, undated = self._future, super().undated()
        return [one for one in undated if not future.hides(one[0])] if future else undated
