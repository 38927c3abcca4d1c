"""Takes one measurement in a process of its own: `python -m tests.bench.child frames.full DOCUMENT`."""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path


def main(room: str, document: str, *others: str) -> None:
    """Print the figures of a room as the last line, in JSON."""
    module, function = room.split(".")
    found = getattr(importlib.import_module(f"tests.bench.{module}"), function)(Path(document), *others)
    print(json.dumps(found), flush=True)
    sys.stdout.flush()
    os._exit(0)  # Qt's own leaving is nothing to measure, and a window of a million entries takes its time


if __name__ == "__main__":
    main(*sys.argv[1:])
