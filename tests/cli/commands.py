"""What tests of the command line share: an outcome, how a refusal looks, rows to import."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline_app import locations

if TYPE_CHECKING:
    from pathlib import Path

IDLIB = locations.EXAMPLES / "idlib-2024.json"
SYRIA = locations.EXAMPLES / "turkey-syria.json"
UID = "01920000-0000-7000-8000-{:012x}"


class Outcome(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


def refused(outcome: Outcome) -> str:
    """Make sure that a command failed with a message alone, and give the message."""
    assert outcome.code != 0
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    assert "Error" not in outcome.err.replace("─ Error ─", "")
    return outcome.err


def file_of(folder: Path, **tables: list[dict[str, Any]]) -> Path:
    """Write JSON of ours with rows that lack their uid."""
    number = 0
    for listed in tables.values():
        for row in listed:
            number += 1
            row.setdefault("uid", UID.format(number))
    path = folder / "rows.json"
    path.write_text(json.dumps({"format": "demarche", "version": 1, "tables": tables}), encoding="utf-8")
    return path


def entry_row(title: str) -> dict[str, Any]:
    return {
        "kind": "statement",
        "date": "2024-12-02",
        "title": title,
        "importance": 2,
        "status": "coded",
    }
