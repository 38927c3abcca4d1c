"""Answers about a document by only the evidence that counts, while a filter says which does (rule 0).

Its marks are all there: it is positions, and what is made of them, that rest on less. Knows no widget.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from timeline_app.columns.taking import are_among
from timeline_app.columns.timeline import Reading
from timeline_app.document_reader import NONE_FOUND, DocumentReader
from timeline_app.domain.filtering import Filter
from timeline_app.sieve import Sieve
from timeline_app.storage.evidence_columns import read_stretches
from timeline_app.storage.failures import reading
from timeline_app.storage.filtering import BY_ENTRY
from timeline_app.storage.patching import few_keys_resting_on, keys_resting_on
from timeline_app.storage.timelines import read_titles
from timeline_app.storage.wide_reading import all_entries

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline_app.columns.timeline import Timeline
    from timeline_app.storage.history import Change
    from timeline_app.storage.replay import Progress
    from timeline_app.storage.store import Store
    from timeline_app.storage.wide_reading import Ids

EVERY_EVIDENCE: Final = Filter()


class Weighed(NamedTuple):
    """A document whose positions rest on some of its entries."""

    whole: Timeline
    """The same with the positions that rest on all."""
    unheard: Ids
    """The entries that do not count, ids in rising order."""
    timeline: Timeline


class Weighing(DocumentReader):
    """Answers what is asked of one open document, by the evidence that passes a filter if one is set.

    An entry passes by its own coder, not by those of its stances, and by what it or any of its stances cites.

    Signals
    -------
    weighed
        Something else counts as evidence than before.
    """

    weighed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.evidence = EVERY_EVIDENCE
        """What an entry must have to count; everything does while it is empty."""
        self._weighed: Weighed | None = None
        self._passing_evidence = Sieve()
        self._touched: set[int] | None = set()
        """Entries that may count no more, or again, since that was asked; None if any may."""

    def weigh_by(self, evidence: Filter, progress: Progress | None = None) -> None:
        """Let only what passes a filter count as evidence; everything where it is empty.

        Raises
        ------
        DocumentError
            If the file cannot be read, or `progress` stopped it: then counts what counted before.
        """
        if evidence == self.evidence:
            return
        found = None
        if self.is_open and not self.is_bare and not evidence.is_empty:
            with reading(self.store.path):
                found = self._weighed_anew(super().whole, evidence, progress)
        self.evidence, self._weighed, self._touched = evidence, found, set()
        if self.is_open:
            self.weighed.emit()

    @property
    @override
    def whole(self) -> Timeline:
        """The document as the lanes need it, by the evidence that counts, with its future."""
        whole = super().whole
        if self._weighed is None or self._weighed.whole is not whole:
            self._weighed = self._weigh()
        return self._weighed.timeline if self._weighed else whole

    @property
    def unheard(self) -> Ids | None:
        """Entries that do not count as evidence, ids in rising order; None if all count."""
        _ = self.whole  # as the document is now
        return self._weighed.unheard if self._weighed else None

    @property
    @override
    def uncounted(self) -> Ids | None:
        return self.unheard

    @override
    def take_in(self, change: Change) -> None:
        before = self._timeline
        super().take_in(change)
        touched = self._timeline.touched_since(before) if before and self._timeline else None
        self._passing_evidence.take_in(self.store, touched, change)
        is_by_entry = bool(change.rows) and {rows.table for rows in change.rows} <= BY_ENTRY
        if self._touched is None or touched is None or not is_by_entry:
            self._touched = None
        else:
            self._touched |= touched

    @override
    def close(self) -> None:
        super().close()
        self.evidence, self._weighed, self._passing_evidence = EVERY_EVIDENCE, None, Sieve()

    def _weigh(self) -> Weighed | None:
        """Give the document by the evidence that counts; only what is not known yet is folded."""
        if self.evidence.is_empty or not self.is_open or self.is_bare:
            return None
        whole, held, touched = super().whole, self._weighed, self._touched
        with reading(self.store.path):
            if held is None or touched is None or held.whole.reading is not whole.reading:
                fresh = self._weighed_anew(whole, self.evidence)
            else:
                fresh = self._weighed_on(held, whole, touched)
        self._touched = set()
        return fresh

    def _weighed_anew(self, whole: Timeline, evidence: Filter, progress: Progress | None = None) -> Weighed:
        passing, every = self._pass(evidence), all_entries(self.store)
        unheard = every[~are_among(passing, every)]
        keys = few_keys_resting_on(self.store, unheard)
        segments, asides, carried = read_stretches(self.store, keys, unheard, progress)
        if keys is not None:
            segments = whole.segments.copied().exchanged(keys, segments)
            asides = whole.asides.copied().exchanged(keys, asides)
            carried = whole.carried.copied().exchanged(keys, carried)
        own = replace(whole, segments=segments, asides=asides, carried=carried, reading=Reading(), moved=())
        return Weighed(whole, unheard, own)

    def _weighed_on(self, held: Weighed, whole: Timeline, touched: set[int]) -> Weighed:
        """Fold again what was touched, and what rests on what counts no more or again."""
        asked = np.array(sorted(touched), np.int32)
        silent = asked[~are_among(self._pass(self.evidence), asked) & _are_there(self.store, asked)]
        before = asked[are_among(held.unheard, asked)]
        keys = set(whole.keys_since(held.whole) or ())
        keys |= keys_resting_on(self.store, set(np.setxor1d(before, silent).tolist()))
        unheard = _exchanged(held.unheard, before, silent)
        mine = held.timeline
        segments, asides, carried = mine.segments, mine.asides, mine.carried
        if keys:
            fresh, beside, borne = read_stretches(self.store, keys, unheard)
            segments, asides = segments.exchanged(keys, fresh), asides.exchanged(keys, beside)
            carried = carried.exchanged(keys, borne)
        own = replace(
            whole,
            segments=segments,
            asides=asides,
            carried=carried,
            reading=mine.reading,
            moved=(*mine.moved, frozenset(keys)),
        )
        return Weighed(whole, unheard, own)

    def _pass(self, evidence: Filter) -> Ids:
        """Give the entries that pass a filter which is not empty."""
        passing = self._passing_evidence.passing(self.store, evidence)
        return NONE_FOUND if passing is None else passing


def _exchanged(ids: Ids, gone: Ids, come: Ids) -> Ids:
    """Put some ids in the place of others that are among them; the same where these are no others."""
    if np.array_equal(gone, come):
        return ids
    kept = np.delete(ids, ids.searchsorted(gone))
    return np.insert(kept, kept.searchsorted(come), come)


def _are_there(store: Store, entries: Ids) -> NDArray[np.bool_]:
    return np.isin(entries, np.array([*read_titles(store, entries.tolist())], np.int32))
