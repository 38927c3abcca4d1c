"""CPU time of one edit at 10,000 entries, from writing it to the repainted window; printed, not asserted."""

from __future__ import annotations

import dataclasses
import statistics
import time
from collections import Counter
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from timeline_app.domain.records import (
    Citation,
    Document,
    Entry,
    Group,
    Participation,
    Party,
    Source,
    Stance,
    Topic,
)
from timeline_app.session import Session
from timeline_app.storage.bulk import insert_many
from timeline_app.storage.opening import create
from timeline_app.storage.rows import get, rows, update
from timeline_app.ui.history.panel import HistoryPanel
from timeline_app.ui.inspector.panel import Inspector
from timeline_app.ui.paint.lettering import load_fonts
from timeline_app.ui.table.view import TableView
from timeline_app.ui.timeline.canvas import Canvas
from timeline_app.ui.window import Window
from timeline_app.view_state import ViewState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline_app.domain.records import Record
    from timeline_app.domain.vocabulary import StanceValue
    from timeline_app.storage.store import Store

ENTRIES, PARTIES, TOPICS, SOURCES = 10_000, 40, 30, 500
FURTHER = 3_000
TURNS = 12
PARTS = ("save", "columns", "layout", "table", "inspector", "history", "rest", "paint")
VALUES: tuple[StanceValue, ...] = (-2, -1, 0, 1, 2)
KINDS = ("statement", "demand", "talks", "action", "proposal")

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


class Clock:
    """Gives every CPU second to the innermost part that is at work."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._parts: list[str] = ["rest"]
        self._since = time.process_time()

    def _turn(self) -> None:
        now = time.process_time()
        self.spent[self._parts[-1]] += now - self._since  # pyright: ignore[reportArgumentType]
        self._since = now

    def within(self, part: str, work: Callable[..., Any]) -> Callable[..., Any]:
        # A signal hands to a slot what it takes, and to a wrapped one all it has.
        most = len(signature(work).parameters)

        @wraps(work)
        def timed(*args: Any) -> Any:
            self._turn()
            self._parts.append(part)
            try:
                return work(*args[:most])
            finally:
                self._turn()
                self._parts.pop()

        return timed

    def start(self) -> None:
        self._turn()
        self.spent.clear()


def watch(clock: Clock, patch: pytest.MonkeyPatch) -> None:
    """Let the parts of the window tell the clock when they are at work."""
    places: list[tuple[type, str, str]] = [
        (Session, "put", "save"),
        (Session, "undo", "save"),
        (Session, "redo", "save"),
        (Session, "tell", "columns"),
        (Canvas, "reload", "layout"),
        (Canvas, "refresh", "layout"),
        (TableView, "_follow", "table"),
        (TableView, "refresh", "table"),
        (Inspector, "refresh", "inspector"),
        (HistoryPanel, "_read", "history"),
        (Window, "_show_change", "rest"),
    ]
    for owner, name, part in places:
        patch.setattr(owner, name, clock.within(part, getattr(owner, name)))
    read = Session.timeline.fget
    assert read
    patch.setattr(Session, "timeline", property(clock.within("columns", read)))


def _date(number: int) -> str:
    day = f"{1995 + number * 7919 % 30}-{1 + number * 31 % 12:02}-{1 + number * 17 % 28:02}"
    return day[:7] if number % 11 == 0 else f"{day}/.." if number % 997 == 0 else day


def fill(store: Store) -> None:
    numbers = range(1, ENTRIES + 1)
    tables: list[tuple[type[Record], Iterator[Record]]] = [
        (Group, (Group(name=f"Region {n}") for n in range(1, 6))),
        (Party, (Party(name=f"Party {n}", group_id=1 + n % 5) for n in range(1, PARTIES + 1))),
        (Topic, (Topic(wording=f"Proposition {n}", kind="proposition") for n in range(1, TOPICS + 1))),
        (
            Source,
            (Source(title=f"Report {n}", reliability="B" if n % 3 else "E") for n in range(1, SOURCES + 1)),
        ),
        (
            Entry,
            (
                Entry(
                    title=f"What was said as statement number {n}",
                    kind=KINDS[n % 5],
                    date=_date(n),
                    importance=1 + n % 3,
                    status="coded",
                )
                for n in numbers
            ),
        ),
        (Participation, (Participation(entry_id=n, party_id=1 + n % PARTIES) for n in numbers)),
        (
            Participation,
            (
                Participation(entry_id=3 * n, party_id=1 + (3 * n + 7) % PARTIES, role="participant")
                for n in range(1, FURTHER + 1)
            ),
        ),
        (
            Stance,
            (
                Stance(
                    entry_id=n,
                    party_id=1 + n % PARTIES,
                    topic_id=1 + (n * 13 + n // PARTIES) % TOPICS,
                    value=VALUES[n * 7 % 5],
                )
                for n in numbers
            ),
        ),
        (
            Citation,
            (Citation(entry_id=n, source_id=1 + n % SOURCES, credibility=1 + n % 6) for n in numbers),
        ),
    ]
    with store.step("Fill") as step:
        for record_type, records in tables:
            insert_many(step, record_type, records)
        document = get(store, Document, 1)
        if document:
            update(store, dataclasses.replace(document, collected_through="2025-01-01"))


def renamed(session: Session, turn: int) -> None:
    entry = get(session.store, Entry, session.selection or 0)
    assert entry
    session.put(dataclasses.replace(entry, title=f"Another title, the {turn}th"))


def moved(session: Session, turn: int) -> None:
    entry = get(session.store, Entry, session.selection or 0)
    assert entry
    session.put(dataclasses.replace(entry, date=f"2010-{1 + turn % 12:02}-03"))


def valued(session: Session, turn: int) -> None:
    stance = next(rows(session.store, Stance, entry_id=session.selection))
    session.put(dataclasses.replace(stance, value=VALUES[turn % 5]))


def undone(session: Session, turn: int) -> None:
    session.undo() if turn % 2 else session.redo()


EDITS: dict[str, Callable[[Session, int], None]] = {
    "title": renamed,
    "date": moved,
    "stance value": valued,
    "undo and redo": undone,
}


def show(name: str, turns: list[Counter[str]]) -> None:
    totals = sorted(sum(turn.values()) * 1000 for turn in turns)
    parts = "".join(f"{statistics.median(turn[part] for turn in turns) * 1000:10.2f}" for part in PARTS)
    print(f"{name:16}{parts}{statistics.median(totals):10.2f}{totals[-1]:10.2f}")


def _paint() -> None:
    QApplication.processEvents()


def measured(clock: Clock, session: Session, edit: Callable[[Session, int], None]) -> list[Counter[str]]:
    """Make an edit several times, each seen in the window before the next; by part, CPU seconds."""
    turns: list[Counter[str]] = []
    for turn in range(TURNS + 2):
        clock.start()
        edit(session, turn + 1)
        clock.within("paint", _paint)()
        turns.append(Counter(clock.spent))
    return turns[2:]


def test_an_edit_seen_and_saved(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    load_fonts()
    path = tmp_path / "large.demarche"
    with create(path) as store:
        fill(store)
        store.forget_history()
    clock = Clock()
    watch(clock, monkeypatch)
    session = Session()
    window = Window(
        session, ViewState(session), QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    )
    window.resize(1440, 900)
    window.show()
    session.open(path)
    window.docks.show("table")
    session.select(4321)
    for _ in range(5):
        QApplication.processEvents()
    with capsys.disabled():
        print(f"\n{ENTRIES:,} entries, one edit, CPU ms, medians" + " " * 61 + "worst")
        print(f"{'':16}" + "".join(f"{part:>10}" for part in PARTS) + f"{'all':>10}{'all':>10}")
        for name, edit in EDITS.items():
            show(name, measured(clock, session, edit))
        window.view_state.change(start=735_000.0, end=735_400.0)
        QApplication.processEvents()
        for name, edit in EDITS.items():
            show(f"{name}, 400 d"[:16], measured(clock, session, edit))
    window.close()
    window.deleteLater()
    session.deleteLater()


def _party_name(number: int) -> str:
    place = "Irbil" if number % 50 == 0 else "Kirkuk" if number % 3 else "Qamishli"
    return f"{place} group {number}" if number % 2 else f"Group of {place} {number}"


def test_writing_alone_and_looking_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "large.demarche"
    with create(path) as store:
        fill(store)
        with store.step("More parties") as step:
            insert_many(step, Party, (Party(name=_party_name(n)) for n in range(10_000 - PARTIES)))
        store.forget_history()
    session = Session()
    session.open(path)
    costs: dict[str, list[float]] = {"put": [], "candidates('party', 'ir')": []}
    for turn in range(30):
        entry = get(session.store, Entry, 4321)
        assert entry
        before = time.process_time()
        session.put(dataclasses.replace(entry, title=f"Title {turn}"))
        costs["put"].append(time.process_time() - before)
        before = time.process_time()
        session.candidates("party", "ir")
        costs["candidates('party', 'ir')"].append(time.process_time() - before)
    with capsys.disabled():
        print()
        for name, found in costs.items():
            print(f"{name:28}{statistics.median(found) * 1000:8.2f} ms, worst {max(found) * 1000:8.2f}")
    session.close()
    session.deleteLater()
