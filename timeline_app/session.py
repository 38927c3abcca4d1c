"""The open document for the interface: what it holds for the lanes, undo and redo, and what is selected.

Knows storage, no widget. Whatever changes is said through signals.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.explaining import NONE_RECORDED, Names, explain
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Condition
from timeline_app.layout.lanes import party_label
from timeline_app.storage.entry_cards import read_entry_card
from timeline_app.storage.opening import open_store
from timeline_app.storage.rows import get
from timeline_app.storage.timelines import read_links, read_timeline, read_titles, read_undated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from timeline_app.columns.timeline import Timeline
    from timeline_app.storage.entry_cards import EntryCard
    from timeline_app.storage.history import Change, Step
    from timeline_app.storage.store import Store

TITLES_READ = 5000
"""Marks whose titles are read before a document counts as open."""


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
    """

    opened = Signal()
    changed = Signal(object)
    selected = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._timeline: Timeline | None = None
        self._selection: int | None = None

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
    def timeline(self) -> Timeline:
        """The document as the lanes need it, read when first asked for."""
        if self._timeline is None:
            self._timeline = read_timeline(self.store)
        return self._timeline

    @property
    def selection(self) -> int | None:
        """The id of the selected entry."""
        return self._selection

    def open(self, path: Path) -> bool:
        """Open another document; the one before stays open if that fails."""
        try:
            store, timeline = _opened(path)
        except DemarcheError as error:
            self.failed.emit(str(error))
            return False
        self.close()
        self._store, self._timeline = store, timeline
        self.opened.emit()
        return True

    def close(self) -> None:
        """Close the document; every finished change is already saved."""
        if self._store is not None:
            self._store.close()
        self._store = self._timeline = self._selection = None

    @contextmanager
    def edit(self, label: str) -> Iterator[Step]:
        """Make one step of what is changed inside, saved when it ends and said through `changed`."""
        with self.store.step(label) as step:
            yield step
        self._tell(step.change)

    def undo(self) -> None:
        """Take back the last step."""
        self._replay(self.store.undo)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._replay(self.store.redo)

    def _replay(self, replay: Callable[[], Change | None]) -> None:
        try:
            self._tell(replay())
        except DemarcheError as error:
            self.failed.emit(str(error))

    def _tell(self, change: Change | None) -> None:
        if change is not None:
            self._timeline = None
            self.changed.emit(change)

    def select(self, entry: int | None) -> None:
        """Select an entry, or none."""
        if entry != self._selection:
            self._selection = entry
            self.selected.emit(entry)

    def card(self, entry: int) -> EntryCard | None:
        """Read everything of an entry; None if it is gone."""
        return read_entry_card(self.store, entry)

    def reason(self, party: int, topic: int, day: int) -> tuple[str, str]:
        """Say whose position on what is shown as of a day, and why: a heading and sentences."""
        timeline = self.timeline
        spans = timeline.spans.get((party, topic), ())
        held = next((s for s in spans if s.start <= day and (s.end is None or day < s.end)), None)
        heading = f"{party_label(timeline.parties[party])}: {one_line(timeline.topics[topic].wording)}"
        if held is None:
            return heading, NONE_RECORDED
        names = Names(self._entry_name, self._condition_name)
        decay_days = timeline.topics[topic].decay_days
        return heading, explain(held.position, day, decay_days=decay_days, names=names)

    def _entry_name(self, entry: int) -> str:
        return f"“{self.titles([entry]).get(entry, '')}”"

    def _condition_name(self, condition: int) -> str:
        found = get(self.store, Condition, condition)
        return one_line(found.text) if found else ""

    def titles(self, entries: Iterable[int]) -> dict[int, str]:
        """Read titles of entries."""
        return read_titles(self.store, entries)

    def links(self, entry: int) -> list[tuple[str, int, int, str]]:
        """Read the links from and to an entry: relation, from, to, note."""
        return read_links(self.store, entry)

    def undated(self) -> list[tuple[int, str]]:
        """Read the entries without a usable date."""
        return read_undated(self.store)


def _opened(path: Path) -> tuple[Store, Timeline]:
    """Open a document and read what the lanes show at first, so that what is damaged is not shown."""
    store = open_store(path)
    try:
        timeline = read_timeline(store)
        read_titles(store, timeline.marks.entry[:TITLES_READ].tolist())
    except BaseException:
        store.close()
        raise
    return store, timeline
