"""What the table and the history panel cost: opening, sorting by any column, scrolling, edits; printed.

DEMARCHE_BENCH_ENTRIES sets the size of the made-up document.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import statistics
import time
from typing import TYPE_CHECKING

import pytest

from tests.bench.documents import synthetic_document
from timeline_app.domain.records import Entry
from timeline_app.storage.opening import open_store
from timeline_app.storage.rows import get
from timeline_app.storage.table import cells
from timeline_app.storage.table_columns import columns
from timeline_app.storage.table_order import moved, sorted_ids

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

ENTRIES = int(os.environ.get("DEMARCHE_BENCH_ENTRIES", "100000"))

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


def _cost(do: Callable[[], object]) -> float:
    before = time.process_time()
    do()
    return (time.process_time() - before) * 1000


def _show(label: str, do: Callable[[], object]) -> None:
    print(f"{label:34} first {_cost(do):8.1f} ms, again {_cost(do):8.1f} ms")


def test_sorting() -> None:
    with open_store(synthetic_document(ENTRIES), read_only=True) as store:
        print(f"\n{ENTRIES:,} entries, CPU")
        for column in columns():
            _show(f"sort {column.name}", lambda name=column.name: sorted_ids(store, None, name))
        for column in columns():
            ids = sorted_ids(store, None, column.name)
            _show(f"move one {column.name}", lambda of=(ids, {500}, column.name): moved(store, *of))
        shown = [column.name for column in columns() if column.shown]
        _show("cells of 64 rows", lambda: cells(store, range(500, 564), shown))


def test_the_table_and_the_history(tmp_path: Path, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QApplication

    from timeline_app.session import Session
    from timeline_app.ui.history.panel import HistoryPanel
    from timeline_app.ui.table.view import TableView
    from timeline_app.ui.theme import LIGHT

    path = tmp_path / "big.demarche"
    shutil.copy(synthetic_document(ENTRIES), path)
    session = Session()
    session.open(path)
    view, history = TableView(session, LIGHT), HistoryPanel(session)
    view.resize(1400, 900)

    def seen(do: Callable[[], object]) -> float:
        return _cost(lambda: (do(), QApplication.processEvents()))

    print(f"\n{ENTRIES:,} entries, CPU")
    print(f"table opened                 {seen(view.show):8.1f} ms")
    for name in ("kind", "who", "title", "date"):
        print(f"sorted by {name:18} {seen(lambda name=name: view.sort_by(name)):8.1f} ms")
    bar = view.grid.verticalScrollBar()
    pages = [seen(lambda n=n: bar.setValue(30 * n)) for n in range(200)]
    print(f"a page of scrolling          {statistics.median(pages):8.1f} ms, p99 {sorted(pages)[197]:.1f} ms")
    entry = get(session.store, Entry, 500)
    assert entry
    for number in range(3):
        record = dataclasses.replace(entry, date=f"19{50 + number}", title=f"Another, {number}")
        print(f"an edit, seen                {seen(lambda record=record: session.put(record)):8.1f} ms")
        print(f"its row settled              {seen(view._sort_again):8.1f} ms")
    print(f"undo, seen                   {seen(session.undo):8.1f} ms")
    view.hide()
    print(f"history opened               {seen(history.show):8.1f} ms")
    print(f"history of one entry         {seen(lambda: history.show_entry(500)):8.1f} ms")
    for widget in (view, history):
        widget.close()
        widget.deleteLater()
    session.close()
    session.deleteLater()
