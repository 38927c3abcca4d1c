"""The open document for the interface: what is read of it, what changes it, and what is selected.

Knows storage, no widget. Whatever changes is said through signals.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from timeline_app.countries import load_countries
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.origins import typed_over
from timeline_app.domain.records import Coder
from timeline_app.hindsight import Hindsight
from timeline_app.storage.adding_countries import add_country
from timeline_app.storage.changes import is_read_fast, read_log
from timeline_app.storage.comparing import compare_days
from timeline_app.storage.history import Change, first_undone, last_done
from timeline_app.storage.rows import delete, get, insert, update
from timeline_app.storage.timelines import read_titles
from timeline_app.storage.wholes import insert_whole
from timeline_app.storage.wording import describe, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from timeline_app.columns.changes import Changes
    from timeline_app.domain.records import Record
    from timeline_app.storage.changes import ChangeLog
    from timeline_app.storage.comparing import Compared
    from timeline_app.storage.history import Step
    from timeline_app.storage.replay import Progress
    from timeline_app.storage.wholes import Whole

LONGEST_LABEL = 300
"""Characters of a step's label."""


class Session(Hindsight):
    """Changes the open document, takes changes back, and knows what is selected in it.

    Signals
    -------
    selected
        Another entry is selected; carries its id, or None.
    """

    selected = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._selection: int | None = None
        self._change_log: ChangeLog | None = None
        self.picked: frozenset[int] = frozenset()
        """Entries picked together, to be changed together; empty where just one is selected."""
        self._is_told_moved = False
        self.coder_id: int | None = None
        """Whose steps are made: the current coder."""
        self.showing_progress: Callable[[], AbstractContextManager[Progress | None]] = nullcontext
        """Shows how far undo or redo is, and lets it be stopped."""

    @override
    def close(self) -> None:
        super().close()
        self._selection = self._change_log = None
        self.picked = frozenset()

    @property
    def selection(self) -> int | None:
        """The id of the selected entry."""
        return self._selection

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
            self.take_in(change)
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

    def let_go_of_hidden(self) -> None:
        """Let go of the selected entries if one of them is hidden with the future."""
        if any(self.is_later(entry) for entry in self.chosen()):
            self.select(None)

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

    def change_log(self, progress: Progress | None = None) -> Changes:
        """Give the change log, without what is hidden; after a change only what it touched is read.

        Raises
        ------
        DocumentError
            If the file cannot be read, or `progress` stopped it.
        """
        held = self._change_log
        if held is None or held.timeline is not self.whole:
            held = self._change_log = read_log(self.store, self.whole, held, self.unheard, progress)
        return self.known_changes(held, progress)

    def reads_log_fast(self) -> bool:
        """Tell whether little of the change log is to be read that was not read before."""
        return is_read_fast(self._change_log, self.whole)

    def compared(self, first: int, second: int) -> Compared:
        """Hold the positions of two days against each other.

        Raises
        ------
        DocumentError
            If the file cannot be read.
        """
        days = first, second
        return compare_days(self.store, self.change_log(), self.timeline.segments, days, self.uncounted)

    def add_country(self, iso2: str) -> int:
        """Make a party of a country of the country list, with its names and under its region; give its id."""
        country = next(c for c in load_countries() if c.iso2 == iso2)
        with self.edit(f"Party “{country.name}” added from the list of countries") as step:
            return add_country(step, country)
