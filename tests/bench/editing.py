"""One edit, from writing it to the window that shows it."""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.windows import costs, look_closely, median, opened
from timeline_app.domain.records import Entry, Stance
from timeline_app.storage.rows import get, rows

if TYPE_CHECKING:
    from timeline_app.session import Session

_EDITS = 30


def edit(path: Path) -> dict[str, float]:
    """Change titles, dates and stances in a copy; the dearest of the three counts."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(path, Path(folder, path.name))
        with opened(Path(copy)) as window:
            session = window.session
            stance = next(rows(session.store, Stance, id=1))
            session.select(stance.entry_id)
            found = [median(costs(lambda n, do=do: do(session, n), _EDITS)) for do in (_title, _date, _value)]
            look_closely(window)
            found += [
                median(costs(lambda n, do=do: do(session, n), _EDITS)) for do in (_title, _date, _value)
            ]
    return {"edit_ms": max(found)}


def _title(session: Session, n: int) -> None:
    session.put(dataclasses.replace(_entry(session), title=f"Another title, the {n}th"))


def _date(session: Session, n: int) -> None:
    session.put(dataclasses.replace(_entry(session), date=f"2010-{1 + n % 12:02}-03"))


def _value(session: Session, n: int) -> None:
    stance = next(rows(session.store, Stance, id=1))
    session.put(dataclasses.replace(stance, value=2 - n % 5, non_value=None))


def _entry(session: Session) -> Entry:
    found = get(session.store, Entry, session.selection or 0)
    assert found
    return found
