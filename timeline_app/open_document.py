"""The open document itself: opens it, closes it, and has what its lanes need, as it is after each change.

Knows storage, no widget, and writes nothing to the document.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.records import Document
from timeline_app.preparing import Preparing
from timeline_app.storage.column_cache import bare_timeline, is_large, keep_columns, kept_columns
from timeline_app.storage.history import Change
from timeline_app.storage.opening import open_store
from timeline_app.storage.patching import patched
from timeline_app.storage.private_copies import discard, is_private
from timeline_app.storage.rows import get
from timeline_app.storage.timelines import read_heads_of, read_timeline, read_titles

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.columns.timeline import Timeline
    from timeline_app.storage.store import Store

TITLES_READ = 1000
"""Marks whose titles are read before a document counts as open."""


class OpenDocument(QObject):
    """Holds at most one document open.

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
        self._forget_answers()

    def _forget_answers(self) -> None:
        """Forget what was read: the document is another one, or changed."""
        self._timeline: Timeline | None = None

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
        self._store = None
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
        before = self._timeline
        self._forget_answers()
        self._timeline = before and self._patched(before, change)
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
