"""Connections to a document under the storage policy: each pragma that it asks for stands here."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

BUSY_MILLISECONDS = 2000

# EXTRA, for with FULL the last commit can be lost when the power fails; recursive triggers, for else REPLACE
# is not journaled; no memory map, for there a disk fault would end the program. 16 MB of pages are kept: what
# one edit reads of a large document is on more than the usual 2 MB hold.
_POLICY = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "temp_store = MEMORY",
    "mmap_size = 0",
    "cache_size = -16000",
    "synchronous = EXTRA",
)


@contextmanager
def connecting(path: Path, *, read_only: bool) -> Generator[sqlite3.Connection]:
    """Connect without making a file, the policy in force before anything is read; close if that fails."""
    mode = "ro" if read_only else "rw"
    conn = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    try:
        conn.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        for setting in _POLICY:
            conn.execute(f"PRAGMA {setting}")
        yield conn
    except BaseException:
        conn.close()
        raise
