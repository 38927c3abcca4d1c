"""The synthetic document written anew: what taking it in costs, without making it up."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import synthetic, un_votes
from timeline_app.storage.opening import create

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.storage.store import Store


def whole(path: Path) -> dict[str, float]:
    """Import a synthetic document with as many entries as this one; give CPU seconds, the making aside.

    Of the UN votes, import those; reading their files counts.
    """
    if path.name.startswith("un-votes"):
        return {"import_1m_s": _cost(un_votes.load)}
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as conn:
        (entries,) = conn.execute("SELECT count(*) FROM entry").fetchone()
    before = time.process_time()
    for _, records in synthetic.tables(entries):
        deque(records, maxlen=0)
    making = time.process_time() - before
    both = _cost(lambda store: synthetic.fill(store, entries))
    return {"import_1m_s": both - making, "making_s": making}


def _cost(fill: Callable[[Store], None]) -> float:
    """Fill a new document; give CPU seconds."""
    with tempfile.TemporaryDirectory() as folder, create(Path(folder, "import.demarche")) as store:
        before = time.process_time()
        fill(store)
        return time.process_time() - before
