"""The open document for whoever shows it: opens and closes it, and keeps what was read until it changes.

Knows storage, no widget, and writes nothing to the document.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, Signal

from timeline_app.countries import find_countries
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.records import Document, Entry
from timeline_app.preparing import Preparing
from timeline_app.sieve import Sieve
from timeline_app.storage.column_cache import bare_timeline, is_large, keep_columns, kept_columns
from timeline_app.storage.details import read_details
from timeline_app.storage.entry_cards import read_entry_card
from timeline_app.storage.evidence import dossiers, read_spans
from timeline_app.storage.grouping import grouped
from timeline_app.storage.history import Change
from timeline_app.storage.hits import entries_found
from timeline_app.storage.lookup import candidate, candidates
from timeline_app.storage.opening import open_store
from timeline_app.storage.patching import patched
from timeline_app.storage.private_copies import discard, is_private
from timeline_app.storage.rows import count, get
from timeline_app.storage.timelines import (
    read_chain,
    read_heads_of,
    read_links,
    read_timeline,
    read_titles,
    read_undated,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from timeline_app.columns.timeline import Timeline
    from timeline_app.countries import Country
    from timeline_app.domain.cells import Dossier
    from timeline_app.domain.filtering import Filter
    from timeline_app.domain.positions import Span
    from timeline_app.domain.vocabulary import Grouping
    from timeline_app.storage.entry_cards import EntryCard
    from timeline_app.storage.hits import Ids
    from timeline_app.storage.lookup import Candidate
    from timeline_app.storage.replay import Progress
    from timeline_app.storage.store import Store

LONGEST_CHAIN = 200
"""Entries of a chain of links."""
TITLES_READ = 1000
"""Marks whose titles are read before a document counts as open."""


NONE_FOUND: Final[Ids] = np.empty(0, np.int32)


class DocumentReader(QObject):
    """Answers what is asked of one open document.

    Signals
    -------
    opened
        Another document is open.
    changed
        The document changed; carries the `Change`.
    failed
        Something the user asked for did not work; carries the message.
    closing
        The document is about to be closed.
    prepared
        What was opened without its marks and positions, since it is large, has them now.
    """

    opened = Signal()
    changed = Signal(object)
    failed = Signal(str)
    closing = Signal()
    prepared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._are_columns_due = False
        self._revision = 0
        self.is_bare = False
        """Whether the marks and positions of the document are still being read."""
        self._preparing = Preparing(self)
        self._preparing.finished.connect(self._take_prepared)
        self._grouped: tuple[Timeline, Timeline] | None = None
        """The document by state, and the same in the lanes that were asked for last."""
        self._forget_answers()

    def _forget_answers(self) -> None:
        """Forget what was read: the document is another one, or changed."""
        self._timeline: Timeline | None = None
        self._found: dict[str, Ids] = {}
        self._sieve = Sieve()
        self._count: int | None = None

    @property
    def store(self) -> Store:
        """The open file.

        Raises
        ------
        RuntimeError
            If none is open.
        """
        if self._store is None:
            raise RuntimeError("No document is open")
        return self._store

    @property
    def is_open(self) -> bool:
        """Whether a document is open."""
        return self._store is not None

    @property
    def document_uid(self) -> str:
        """The uid by which the document is known, wherever its file lies; a private copy has its own."""
        document = get(self.store, Document, 1)
        uid = document.uid if document else ""
        return f"{uid} as it was" if self.is_private else uid

    @property
    def is_private(self) -> bool:
        """Whether what is open is a private copy of a document as it was: it goes when it is closed."""
        return self.is_open and is_private(self.store.path)

    @property
    def whole(self) -> Timeline:
        """The document as the lanes need it, with its future, read when first asked for."""
        if self._timeline is None:
            self._timeline = read_timeline(self.store)
        return self._timeline

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

    def open(self, path: Path) -> bool:
        """Open another document; the one before stays open if that fails."""
        try:
            store, timeline, is_kept = _opened(path)
        except DemarcheError as error:
            self.failed.emit(str(error))
            return False
        self.close()
        self._store = store
        self._revision = store.revision_elsewhere()
        self._timeline, self._are_columns_due = timeline or bare_timeline(store), not is_kept
        self.is_bare = timeline is None
        if self.is_bare:
            self._preparing.start(path)
        self.opened.emit()
        return True

    def close(self) -> None:
        """Close the document; every finished change is already saved."""
        if self._store is not None:
            self.closing.emit()
            self._keep_columns()
            self._preparing.stop()
            self._store.close()
            discard(self._store.path)
        self._store = self._grouped = None
        self._forget_answers()

    def _take_prepared(self) -> None:
        """Show the columns that were read beside the work, with what was done meanwhile."""
        try:
            prepared = kept_columns(self.store)
        except DemarcheError as error:
            self.failed.emit(str(error))
            return
        was_bare, self.is_bare = self.is_bare, False
        self._forget_answers()
        self._timeline, self._are_columns_due = prepared, prepared is None
        if was_bare:
            self.prepared.emit()
        self.changed.emit(Change(0, "Read", ()))

    def _keep_columns(self) -> None:
        """Keep what the lanes are laid out from for the next opening, unless others wrote to the file."""
        read = self._timeline
        if read is None or self._preparing.is_on or self.is_private:
            return
        if self._are_columns_due and self._revision == self.store.revision_elsewhere():
            self._are_columns_due = False
            with suppress(OSError, DemarcheError):  # then they are read anew
                keep_columns(self.store, read)

    def take_in(self, change: Change) -> None:
        """Answer as the document is after a change."""
        before, sieve, count = self._timeline, self._sieve, self._count
        self._forget_answers()
        self._timeline = before and self._patched(before, change)
        if before and self._timeline:
            sieve.take_in(self.store, self._timeline.touched_since(before), change)
            self._sieve = sieve
        if change.rows and not any(r.table == "entry" and r.happened != "updated" for r in change.rows):
            self._count = count
        self._are_columns_due = True

    def _patched(self, timeline: Timeline, change: Change) -> Timeline | None:
        """Patch a change in; None, to be read when asked for, if that fails: the change itself is saved.

        Of a large document what was shown is kept until it is read anew beside the work.
        """
        try:
            fresh = patched(self.store, timeline, change)
        except DemarcheError:
            return None
        if fresh is None and is_large(self.store):
            self._preparing.start(self.store.path)
            return replace(timeline, **read_heads_of(self.store))
        return fresh

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


def _opened(path: Path) -> tuple[Store, Timeline | None, bool]:
    """Open a document and read what the lanes show at first, so that what is damaged is not shown.

    Of a large one whose columns were not kept nothing is read. Tells, too, whether they were kept.
    """
    store = open_store(path, read_only=is_private(path))
    try:
        kept = kept_columns(store)
        timeline = kept or (None if is_large(store) else read_timeline(store))
        if timeline:
            read_titles(store, timeline.marks.entry[:TITLES_READ].tolist())
    except BaseException:
        store.close()
        raise
    return store, timeline, kept is not None
