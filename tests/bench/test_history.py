"""What history costs: a bulk insert with and without the journal, undo and redo of it, one edit, opening."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.records import Entry, Participation, Party, Record, Stance, Topic
from timeline_app.storage import bulk, ranges, rows
from timeline_app.storage.opening import create, open_store
from timeline_app.storage.search import search

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.storage.store import Store

ENTRIES = 100_000
PARTIES = 40

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


def records() -> list[Record]:
    numbers = range(1, ENTRIES + 1)
    return [
        *(Party(id=n, name=f"Party {n}") for n in range(1, PARTIES + 1)),
        *(Topic(id=n, wording=f"Proposition {n}") for n in range(1, PARTIES + 1)),
        *(
            Entry(
                id=n, title=f"Statement number {n}", date=f"{1895 + n % 130}-{1 + n % 12:02}-{1 + n % 28:02}"
            )
            for n in numbers
        ),
        *(Participation(id=n, entry_id=n, party_id=1 + n % PARTIES) for n in numbers),
        *(
            Stance(id=n, entry_id=n, party_id=1 + n % PARTIES, topic_id=1 + n % PARTIES, value=1)
            for n in numbers
        ),
    ]


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def show(line: str) -> None:
    print(line)


def taken_in(store: Store, content: list[Record]) -> float:
    def work() -> None:
        with store.step("Import") as step:
            bulk.take_in(step, content)

    return seconds(work)


def test_bulk_with_and_without_the_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = records()
    costs: dict[str, list[float]] = {"with journal": [], "without journal": []}
    for turn in range(3):
        with create(tmp_path / f"with-{turn}.demarche") as store:
            costs["with journal"].append(taken_in(store, content))
        with monkeypatch.context() as patch, create(tmp_path / f"without-{turn}.demarche") as store:
            patch.setattr(ranges, "write_range", lambda *_: None)
            costs["without journal"].append(taken_in(store, content))
    show(f"\nbulk insert of {len(content):,} rows, CPU, best of three")
    for name, found in costs.items():
        show(f"  {name:16} {min(found):6.2f} s  {min(found) / len(content) * 1e6:5.1f} us a row")
    assert min(costs["with journal"]) <= 1.1 * min(costs["without journal"])


def test_undo_redo_edit_and_opening(tmp_path: Path) -> None:
    path = tmp_path / "large.demarche"
    with create(path) as store:
        taken_in(store, records())
        show(f"\n{ENTRIES:,} entries, participations and stances; {path.stat().st_size / 1e6:.0f} MB; CPU")
        show(f"  undo the import   {seconds(store.undo):7.3f} s")
        show(f"  redo the import   {seconds(store.redo):7.3f} s")
        entry = rows.get(store, Entry, 500)
        assert entry

        def edit() -> None:
            with store.step("Edit"):
                rows.update(store, dataclasses.replace(entry, title="Another"))

        def delete() -> None:
            with store.step("Delete"):
                rows.delete(store, Entry, 501)

        edit()
        show(f"  undo one edit     {seconds(store.undo) * 1000:7.2f} ms")
        show(f"  one edit          {seconds(edit) * 1000:7.2f} ms")
        show(f"  delete an entry   {seconds(delete) * 1000:7.2f} ms")
        show(f"  list 100 steps    {seconds(store.steps) * 1000:7.2f} ms")
        show(f"  search a prefix   {seconds(lambda: search(store, 'number 99')) * 1000:7.2f} ms")
    show(f"  open and close    {seconds(lambda: open_store(path).close()) * 1000:7.2f} ms")
