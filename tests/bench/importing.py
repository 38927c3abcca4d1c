"""The synthetic document written anew: what taking it in costs, without making it up."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections import deque
from pathlib import Path

from tests.bench import synthetic
from timeline_app.storage.opening import create


def whole(path: Path) -> dict[str, float]:
    """Import a synthetic document with as many entries as this one; give CPU seconds, the making aside."""
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as conn:
        (entries,) = conn.execute("SELECT count(*) FROM entry").fetchone()
    before = time.process_time()
    for _, records in synthetic.tables(entries):
        deque(records, maxlen=0)
    making = time.process_time() - before
    with tempfile.TemporaryDirectory() as folder, create(Path(folder, "import.demarche")) as store:
        before = time.process_time()
        synthetic.fill(store, entries)
        both = time.process_time() - before
    return {"import_1m_s": both - making, "making_s": making}
