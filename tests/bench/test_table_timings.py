"""What the table costs at 100,000 entries: filters, search, sorting, cells, scrolling; printed."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.filtering import Filter
from timeline_app.domain.records import Citation, Entry, Participation, Party, Record, Source, Stance, Topic
from timeline_app.storage.bulk import take_in
from timeline_app.storage.filtering import passing
from timeline_app.storage.hits import entries_found, find
from timeline_app.storage.opening import create
from timeline_app.storage.table import cells, sorted_ids
from timeline_app.storage.table_columns import columns

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

ENTRIES = 100_000
PARTIES = 40

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


def records() -> list[Record]:
    numbers = range(1, ENTRIES + 1)
    return [
        *(Party(id=n, name=f"Party {n}") for n in range(1, PARTIES + 1)),
        *(Topic(id=n, wording=f"Proposition {n}") for n in range(1, PARTIES + 1)),
        *(Source(id=n, title=f"Report {n}", reliability="B") for n in range(1, PARTIES + 1)),
        *(Entry(id=n, title=f"Statement {n}", date=f"{1895 + n % 130}-{1 + n % 12:02}") for n in numbers),
        *(Participation(id=n, entry_id=n, party_id=1 + n % PARTIES) for n in numbers),
        *(
            Stance(id=n, entry_id=n, party_id=1 + n % PARTIES, topic_id=1 + n % PARTIES, value=1)
            for n in numbers
        ),
        *(Citation(id=n, entry_id=n, source_id=1 + n % PARTIES, credibility=1 + n % 6) for n in numbers),
    ]


def _timed(label: str, run: Callable[[], object]) -> None:
    run()
    before = time.process_time()
    run()
    print(f"{label:28} {(time.process_time() - before) * 1000:8.1f} ms")


def test_the_table_of_many_entries(tmp_path: Path, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QApplication

    from timeline_app.session import Session
    from timeline_app.ui.table.view import TableView
    from timeline_app.ui.theme import LIGHT

    path = tmp_path / "big.demarche"
    with create(path) as store:
        with store.step("Fill") as step:
            take_in(step, records())
        store.forget_history()
        for wanted in (
            Filter(parties=frozenset({3})),
            Filter(grade=("B", 2)),
            Filter(since=700_000),
            Filter(text="statement 77"),
        ):
            _timed(f"filter {wanted.fields}", lambda wanted=wanted: passing(store, wanted))
        _timed("find", lambda: find(store, "stat"))
        _timed("entries found", lambda: entries_found(store, "stat"))
        for column in columns():
            _timed(f"sort {column.name}", lambda name=column.name: sorted_ids(store, None, name))
        shown = [column.name for column in columns() if column.shown]
        _timed("cells of 60 rows", lambda: cells(store, range(500, 560), shown))
    session = Session()
    session.open(path)
    view = TableView(session, LIGHT)
    view.resize(1400, 900)
    with qtbot.waitExposed(view):
        view.show()
    frames: list[float] = []
    for number in range(200):
        before = time.process_time()
        view.grid.verticalScrollBar().setValue(30 * number)
        QApplication.processEvents()
        frames.append((time.process_time() - before) * 1000)
    print(f"a page of scrolling          {statistics.median(frames):8.1f} ms")
    view.close()
    view.deleteLater()
    session.close()
    session.deleteLater()
