"""The open document for the interface: what it holds for the lanes, undo and redo, and what is selected.

Knows storage, no widget. Whatever changes is said through signals.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from timeline_app.countries import find_countries, load_countries
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.origins import typed_over
from timeline_app.domain.records import Coder, Document, Entry
from timeline_app.preparing import Preparing
from timeline_app.storage.adding_countries import add_country
from timeline_app.storage.column_cache import bare_timeline, is_large, keep_columns, kept_columns
from timeline_app.storage.entry_cards import read_entry_card
from timeline_app.storage.evidence import read_spans
from timeline_app.storage.filtering import passing
from timeline_app.storage.history import Change, first_undone, last_done
from timeline_app.storage.hits import entries_found
from timeline_app.storage.lookup import candidate, candidates
from timeline_app.storage.opening import open_store
from timeline_app.storage.patching import patched
from timeline_app.storage.rows import count, delete, get, insert, update
from timeline_app.storage.timelines import read_heads_of, read_links, read_timeline, read_titles, read_undated
from timeline_app.storage.wholes import insert_whole
from timeline_app.storage.wording import describe, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from timeline_app.columns.timeline import Timeline
    from timeline_app.countries import Country
    from timeline_app.domain.filtering import Filter
    from timeline_app.domain.positions import Span
    from timeline_app.domain.records import Record
    from timeline_app.storage.entry_cards import EntryCard
    from timeline_app.storage.history import Step
    from timeline_app.storage.hits import Ids
    from timeline_app.storage.lookup import Candidate
    from timeline_app.storage.replay import Progress
    from timeline_app.storage.store import Store
    from timeline_app.storage.wholes import Whole

TITLES_READ = 5000
"""Marks whose titles are read before a document counts as open."""
LONGEST_LABEL = 300
"""Characters of a step's label."""


class Session(QObject):
    """One open document.

    Signals
    -------
    opened
        Another document is open.
    changed
        The document changed; carries the `Change`.
    selected
        Another entry is selected; carries its id, or None.
    failed
        Something the user asked for did not work; carries the message.
    closing
        The document is about to be closed.
    prepared
        What was opened without its marks and positions, since it is large, has them now.
    """

    opened = Signal()
    changed = Signal(object)
    selected = Signal(object)
    failed = Signal(str)
    closing = Signal()
    prepared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._selection: int | None = None
        self.picked: frozenset[int] = frozenset()
        """Entries picked together, to be changed together; empty where just one is selected."""
        self._is_told_moved = self._are_columns_due = False
        self._revision = 0
        self.is_bare = False
        """Whether the marks and positions of the document are still being read."""
        self._preparing = Preparing(self)
        self._preparing.finished.connect(self._take_prepared)
        self._forget_answers()
        self.coder_id: int | None = None
        """Whose steps are made: the current coder."""
        self.showing_progress: Callable[[], AbstractContextManager[Progress | None]] = nullcontext
        """Shows how far undo or redo is, and lets it be stopped."""

    def _forget_answers(self) -> None:
        """Forget what was read: the document is another one, or changed."""
        self._timeline: Timeline | None = None
        self._passing: dict[Filter, Ids | None] = {}
        self._found: dict[str, frozenset[int]] = {}
        self._shown: tuple[Ids, Timeline] | None = None

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
        """The uid by which the document is known, wherever its file lies."""
        document = get(self.store, Document, 1)
        return document.uid if document else ""

    @property
    def timeline(self) -> Timeline:
        """The document as the lanes need it, read when first asked for."""
        if self._timeline is None:
            self._timeline = read_timeline(self.store)
        return self._timeline

    def passing(self, wanted: Filter) -> Ids | None:
        """Give the ids of the entries that pass a filter, sorted; None if it asks nothing."""
        if wanted not in self._passing:
            self._passing = {wanted: passing(self.store, wanted)}
        return self._passing[wanted]

    def shown(self, wanted: Filter) -> Timeline:
        """Give the document as the lanes need it, with the marks of the entries that pass a filter."""
        ids = self.passing(wanted)
        if ids is None:
            return self.timeline
        if self._shown is None or self._shown[0] is not ids:
            self._shown = ids, replace(self.timeline, marks=self.timeline.marks.only(ids))
        return self._shown[1]

    def found(self, sought: str) -> frozenset[int]:
        """Give the entries that hold the words sought, or on which something hangs that does."""
        if sought not in self._found:
            ids = entries_found(self.store, sought).tolist() if sought.strip() else ()
            self._found = {sought: frozenset(ids)}
        return self._found[sought]

    @property
    def selection(self) -> int | None:
        """The id of the selected entry."""
        return self._selection

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
        self._store = self._selection = None
        self.picked = frozenset()
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
        is_whole = self._timeline is not None and not self._preparing.is_on
        if is_whole and self._are_columns_due and self._revision == self.store.revision_elsewhere():
            self._are_columns_due = False
            with suppress(OSError, DemarcheError):  # then they are read anew
                keep_columns(self.store, self.timeline)

    @contextmanager
    def edit(self, label: str) -> Iterator[Step]:
        """Make one step of what is changed inside, saved when it ends and said through `changed`."""
        with (
            self._writing(),
            self.store.step(label[:LONGEST_LABEL] or "Edit", coder_id=self.coder_id) as step,
        ):
            yield step
        self.tell(step.change)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Let nothing read the file beside the work while the block writes to it."""
        self._preparing.give_way()
        try:
            yield
        finally:
            self._preparing.go_on()

    def put(self, record: Record) -> Record:
        """Write one record as a step of its own, new or over its row, and say in words what changed.

        Raises
        ------
        FieldError
            If a field does not keep its rule.
        DocumentError
            If the file does not take it.
        """
        before = (get(self.store, type(record), record.id) or record) if record.id else None
        if before:
            record = typed_over(before, record)
        with self.edit(describe(self.store, record, before)) as step:
            return update(step.store, record) if before else insert(step.store, record)

    def change(self, record: Record, **values: object) -> Record:
        """Change some fields of a row as a step of its own, whatever else became of the row meanwhile.

        Raises
        ------
        FieldError
            If a field does not keep its rule.
        DocumentError
            If the row is gone, or the file does not take it.
        """
        now = get(self.store, type(record), record.id) or record
        return self.put(replace(now, **values))

    def put_whole(self, whole: Whole) -> Record:
        """Write a new record with its parts as one step."""
        with self.edit(describe(self.store, whole.record, None)) as step:
            return insert_whole(step, whole)

    def remove(self, record_type: type[Record], row_id: int) -> None:
        """Delete a row with its parts as one step.

        Raises
        ------
        DocumentError
            If others refer to it.
        """
        label = f"{name_of(self.store, record_type.TABLE, row_id)} deleted"
        with self.edit(label) as step:
            delete(step.store, record_type, row_id)

    def last_step(self) -> int | None:
        """Give the id of the step that undo would take back."""
        done = last_done(self.store)
        return done.id if done else None

    def next_steps(self) -> tuple[str, str]:
        """Name the steps that undo would take back and redo would do again; empty where there is none."""
        done, undone = last_done(self.store), first_undone(self.store)
        return (done.label if done else "", undone.label if undone else "")

    def undo(self) -> None:
        """Take back the last step."""
        self._replay(self.store.undo)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._replay(self.store.redo)

    def _replay(self, replay: Callable[[Progress | None], Change | None]) -> None:
        try:
            with self._writing(), self.showing_progress() as progress:
                change = replay(progress)
            self.tell(change)
        except DemarcheError as error:
            self.failed.emit(str(error))

    def tell(self, change: Change | None) -> None:
        """Say that a step was made, for those that were not made through `edit`."""
        if change is not None:
            timeline = self._timeline
            self._forget_answers()
            self._timeline = timeline and self._patched(timeline, change)
            self._are_columns_due = True
            gone = self._let_go_of_what_is_gone()
            self.changed.emit(change)
            if gone:
                self.selected.emit(self._selection)

    def _let_go_of_what_is_gone(self) -> bool:
        """Let go of entries and of a coder that were deleted, or undone; tell whether an entry was."""
        if self.coder_id is not None and get(self.store, Coder, self.coder_id) is None:
            self.coder_id = None
        before = self._selection, self.picked
        there = read_titles(self.store, self.chosen())
        self.picked = frozenset(there) if self.picked and len(there) > 1 else frozenset()
        if self._selection not in there:
            self._selection = min(there, default=None) if before[1] else None
        return (self._selection, self.picked) != before

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

    def look_around(self) -> None:
        """Notice what other programs did to the file: it was moved away, or written to."""
        if not self.is_open or self.store.read_only:
            return
        if not self.store.is_in_place():
            if not self._is_told_moved:
                self._is_told_moved = True
                self.failed.emit(
                    f"{self.store.path.name} was moved, renamed or deleted while it was open. What was saved "
                    "is in the moved file. Save a copy under a new name (File), or open it where it is now."
                )
            return
        self._is_told_moved = False
        revision = self.store.revision_elsewhere()
        if self._revision != revision:
            self.tell(Change(0, "Changed in another program", ()))
        self._revision = revision

    def select(self, entry: int | None) -> None:
        """Select an entry, or none."""
        if entry != self._selection or self.picked:
            self._selection = entry
            self.picked = frozenset()
            self.selected.emit(entry)

    def pick(self, entries: Iterable[int], entry: int | None) -> None:
        """Pick entries to be changed together, one of them the selected one."""
        picked = frozenset(entries)
        if picked <= {entry}:
            self.select(entry if picked else None)
        elif (picked, entry) != (self.picked, self._selection):
            self.picked, self._selection = picked, entry
            self.selected.emit(entry)

    def chosen(self) -> list[int]:
        """Give the entries that a command is about: those picked, or the selected one."""
        return sorted(self.picked) if self.picked else [self._selection] if self._selection else []

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

    def add_country(self, iso2: str) -> int:
        """Make a party of a country of the country list, with its names and under its region; give its id."""
        country = next(c for c in load_countries() if c.iso2 == iso2)
        with self.edit(f"Party “{country.name}” added from the list of countries") as step:
            return add_country(step, country)

    def spans(self, party: int, topic: int) -> list[Span]:
        """Read the stretches in which a party's positions on a proposition are shown, in order."""
        return read_spans(self.store, [(party, topic)]).get((party, topic), [])

    def card(self, entry: int) -> EntryCard | None:
        """Read everything of an entry; None if it is gone."""
        return read_entry_card(self.store, entry)

    def titles(self, entries: Iterable[int]) -> dict[int, str]:
        """Read titles of entries."""
        return read_titles(self.store, entries)

    def links(self, entry: int) -> list[tuple[str, int, int, str]]:
        """Read the links from and to an entry: relation, from, to, note."""
        return read_links(self.store, entry)

    def count_entries(self) -> int:
        """Count the entries of the document."""
        return count(self.store, Entry)

    def undated(self) -> list[tuple[int, str]]:
        """Read the entries without a usable date."""
        return read_undated(self.store)


def _opened(path: Path) -> tuple[Store, Timeline | None, bool]:
    """Open a document and read what the lanes show at first, so that what is damaged is not shown.

    Of a large one whose columns were not kept nothing is read. Tells, too, whether they were kept.
    """
    store = open_store(path)
    try:
        kept = kept_columns(store)
        timeline = kept or (None if is_large(store) else read_timeline(store))
        if timeline:
            read_titles(store, timeline.marks.entry[:TITLES_READ].tolist())
    except BaseException:
        store.close()
        raise
    return store, timeline, kept is not None
