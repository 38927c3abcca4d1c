"""The open document for whoever shows it: answers what is asked, and keeps what was read until it changes.

Knows storage, no widget, and writes nothing to the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from typing_extensions import override

from timeline_app.columns.taking import are_among
from timeline_app.countries import find_countries
from timeline_app.domain.records import Entry
from timeline_app.open_document import OpenDocument
from timeline_app.sieve import Sieve
from timeline_app.storage.details import read_details
from timeline_app.storage.entry_cards import read_entry_card
from timeline_app.storage.evidence import dossiers, read_spans
from timeline_app.storage.grouping import grouped
from timeline_app.storage.hits import entries_found
from timeline_app.storage.lookup import candidate, candidates
from timeline_app.storage.rows import count
from timeline_app.storage.timelines import read_chain, read_links, read_titles, read_undated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtCore import QObject

    from timeline_app.columns.timeline import Timeline
    from timeline_app.countries import Country
    from timeline_app.domain.cells import Dossier
    from timeline_app.domain.filtering import Filter
    from timeline_app.domain.positions import Span
    from timeline_app.domain.vocabulary import Grouping
    from timeline_app.storage.entry_cards import EntryCard
    from timeline_app.storage.history import Change
    from timeline_app.storage.hits import Ids
    from timeline_app.storage.lookup import Candidate
    from timeline_app.storage.replay import Progress

LONGEST_CHAIN = 200
"""Entries of a chain of links."""

NONE_FOUND: Final[Ids] = np.empty(0, np.int32)


class DocumentReader(OpenDocument):
    """Answers what is asked of one open document."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grouped: tuple[Timeline, Timeline] | None = None
        """The document by state, and the same in the lanes that were asked for last."""

    @override
    def _forget_answers(self) -> None:
        super()._forget_answers()
        self._found: dict[str, Ids] = {}
        self._sieve = Sieve()
        self._count: int | None = None

    @property
    def timeline(self) -> Timeline:
        """The document as the lanes need it."""
        return self.whole

    @property
    def uncounted(self) -> Ids | None:
        """Entries that count for nothing here, ids in rising order; None if all count."""
        return None

    def passing(self, wanted: Filter) -> Ids | None:
        """Give the ids of the entries that pass a filter, sorted; None if it asks nothing."""
        return self._sieve.passing(self.store, wanted)

    def shown(self, wanted: Filter, grouping: Grouping = "state") -> Timeline:
        """Give the document in some lanes, with the marks of the entries that pass a filter."""
        return self._sieve.shown(self.store, self.grouped(grouping), wanted)

    def grouped(self, grouping: Grouping, progress: Progress | None = None) -> Timeline:
        """Give the document in the lanes of a grouping; after a change only what it touched is read.

        Raises
        ------
        DocumentError
            If the file cannot be read, or `progress` stopped it.
        """
        timeline = self.whole
        if grouping == timeline.grouping:
            return timeline
        held = self._grouped if self._grouped and self._grouped[1].grouping == grouping else None
        if held is None or held[0] is not timeline:
            held = timeline, grouped(self.store, timeline, grouping, held, progress)
            self._grouped = held
        return held[1]

    def found(self, sought: str) -> Ids:
        """Give the entries that hold the words sought, or on which something hangs that does, sorted."""
        if not sought.strip():
            return NONE_FOUND
        if sought not in self._found:
            self._found = {sought: entries_found(self.store, sought)}
        return self._found[sought]

    @override
    def close(self) -> None:
        super().close()
        self._grouped = None

    @override
    def take_in(self, change: Change) -> None:
        before, sieve, count = self._timeline, self._sieve, self._count
        super().take_in(change)
        if before and self._timeline:
            sieve.take_in(self.store, self._timeline.touched_since(before), change)
            self._sieve = sieve
        if change.rows and not any(r.table == "entry" and r.happened != "updated" for r in change.rows):
            self._count = count

    def candidates(
        self, table: str, typed: str, *, day: int | None = None, like: Mapping[str, object] | None = None
    ) -> list[Candidate]:
        """Find rows of a table that fit what is typed, the likeliest first; offices are those of a day."""
        return candidates(self.store, table, typed, day=day, like=like)

    def candidate(self, table: str, row_id: int, day: int | None = None) -> Candidate | None:
        """Name one row as pickers do; None if it is gone."""
        return candidate(self.store, table, row_id, day=day)

    def countries_to_add(self, typed: str) -> list[Country]:
        """Find countries of the country list that fit what is typed and are no party here yet."""
        if not typed:
            return []
        known = {party.iso2.upper() for party in self.timeline.parties.values() if party.iso2}
        return [country for country in find_countries(typed, 6) if country.iso2 not in known][:3]

    def spans(self, party: int, topic: int) -> list[Span]:
        """Read the stretches in which a party's positions on a proposition are shown, in order."""
        return read_spans(self.store, [(party, topic)], self.uncounted).get((party, topic), [])

    def dossier(self, party: int, topic: int) -> Dossier | None:
        """Read all evidence on a party and a proposition, and what it makes; None if there is none."""
        found = dict(dossiers(self.store, [(party, topic)], self.uncounted))
        return found.get((party, topic))

    def card(self, entry: int) -> EntryCard | None:
        """Read everything of an entry; None if it is gone."""
        return read_entry_card(self.store, entry)

    def titles(self, entries: Iterable[int]) -> dict[int, str]:
        """Read titles of entries."""
        return read_titles(self.store, entries)

    def details(self, entries: Iterable[int]) -> dict[int, str]:
        """Read how entries are known: the grade of their best citation, and what is quoted there."""
        return read_details(self.store, entries)

    def links(self, entry: int) -> list[tuple[str, int, int, str]]:
        """Read the links from and to an entry: relation, from, to, note."""
        return read_links(self.store, entry)

    def chain(self, entry: int) -> list[tuple[str, int, int, str]]:
        """Read the links by which an entry hangs together with others: relation, from, to, note."""
        return read_chain(self.store, entry, LONGEST_CHAIN)

    def count_entries(self) -> int:
        """Count the entries of the document."""
        if self._count is None:
            self._count = count(self.store, Entry)
        return self._count

    def undated(self) -> list[tuple[int, str]]:
        """Read the entries without a usable date."""
        return read_undated(self.store)

    def undated_passing(self, wanted: Filter) -> list[tuple[int, str]]:
        """Read those of the entries without a usable date that pass a filter."""
        passing, undated = self.passing(wanted), self.undated()
        if passing is None:
            return undated
        kept = are_among(passing, np.array([entry for entry, _ in undated], np.int32))
        return [one for one, is_kept in zip(undated, kept.tolist(), strict=True) if is_kept]
