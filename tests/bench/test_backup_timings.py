"""How long a backup takes, what it costs the writer beside it, and what asking for one costs each step."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.records import Entry, Group
from timeline_app.storage import bulk, rows
from timeline_app.storage.backups import backups_of, is_due, make_backup
from timeline_app.storage.opening import create

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENTRIES = 10_000


def milliseconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


@pytest.mark.bench
def test_backups_of_ten_thousand_entries(tmp_path: Path) -> None:
    path = tmp_path / "many.demarche"
    with create(path, "Many") as store:
        with store.step("Many") as step:
            bulk.insert_many(step, Entry, [Entry(title=f"Entry {n}") for n in range(ENTRIES)])

        def edit() -> None:
            with store.step("Add"):
                rows.insert(store, Group(name=f"Group {time.perf_counter_ns()}"))

        alone = max(milliseconds(lambda: make_backup(path, "asked")) for _ in range(5))
        asking = max(milliseconds(lambda: is_due(store)) for _ in range(50))
        listing = milliseconds(lambda: backups_of(store))
        before = sorted(milliseconds(edit) for _ in range(20))
        beside = threading.Thread(target=lambda: [make_backup(path, "asked") for _ in range(3)])
        beside.start()
        during: list[float] = []
        while beside.is_alive():
            during.append(milliseconds(edit))
            beside.join(0.3)
    print(
        f"\n{ENTRIES:,} entries, {path.stat().st_size / 1e6:.1f} MB: a backup takes {alone:.0f} ms; asking"
        f" for one {asking:.1f} ms, listing {listing:.0f} ms; an edit {before[10]:.0f} ms, beside a backup"
        f" {sorted(during)[len(during) // 2]:.0f} ms, at most {max(during):.0f} ms"
    )
