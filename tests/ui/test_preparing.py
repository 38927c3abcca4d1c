"""A large document opens at once and is read beside the work; what is done meanwhile is not lost."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pytest

from timeline_app.domain.records import Entry, Participation, Party
from timeline_app.storage import column_cache
from timeline_app.storage.bulk import insert_many
from timeline_app.storage.opening import create
from timeline_app.storage.rows import get, insert
from timeline_app.storage.timelines import read_timeline

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from timeline_app.session import Session
    from timeline_app.ui.window import Window

COUNT = 2_500
PATIENCE = 30_000


@pytest.fixture
def large(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(column_cache, "LARGE", 2_000)
    path = tmp_path / "large.demarche"
    with create(path) as store, store.step("Begin") as step:
        insert_many(step, Party, [Party(name="A party")])
        entries = (
            Entry(title=f"Entry {n}", date=f"20{n % 20:02}-03-04", kind="statement") for n in range(COUNT)
        )
        insert_many(step, Entry, entries)
        insert_many(step, Participation, (Participation(entry_id=n + 1, party_id=1) for n in range(COUNT)))
    return path


def _is_as_read(session: Session) -> bool:
    mine, theirs = session.timeline.marks, read_timeline(session.store).marks
    return np.array_equal(mine.entry, theirs.entry) and np.array_equal(mine.day, theirs.day)


def test_it_is_read_beside_the_work(window: Window, large: Path, qtbot: QtBot) -> None:
    session = window.session
    with qtbot.waitSignal(session.prepared, timeout=PATIENCE):
        assert session.open(large)
        assert session.is_bare
        assert len(session.timeline.marks) == 0
        entry = get(session.store, Entry, 1)
        assert entry
        session.put(dataclasses.replace(entry, date="1999-01-02"))
    assert not session.is_bare
    assert _is_as_read(session)
    assert session.timeline.marks.entry[0] == 1
    assert window.canvas.scene_now is not None
    assert window.canvas.scene_now.dated == COUNT


def test_the_second_time_it_is_there_at_once(window: Window, large: Path, qtbot: QtBot) -> None:
    session = window.session
    with qtbot.waitSignal(session.prepared, timeout=PATIENCE):
        session.open(large)
    session.close()
    assert session.open(large)
    assert not session.is_bare
    assert _is_as_read(session)


def test_what_is_shown_stays_while_it_is_read_anew(window: Window, large: Path, qtbot: QtBot) -> None:
    session = window.session
    with qtbot.waitSignal(session.prepared, timeout=PATIENCE):
        session.open(large)
    with qtbot.waitSignal(
        session.changed, timeout=PATIENCE, check_params_cb=lambda change: change.step_id == 0
    ):
        with session.edit("Many") as step:
            insert_many(
                step, Entry, (Entry(title=f"More {n}", date="2024", kind="statement") for n in range(600))
            )
        assert len(session.timeline.marks) == COUNT
    assert len(session.timeline.marks) == COUNT + 600
    assert _is_as_read(session)


def test_closing_gives_it_up(window: Window, large: Path) -> None:
    session = window.session
    session.open(large)
    session.close()
    assert not session.is_open


def test_nothing_is_taken_over_while_a_step_is_written(window: Window, large: Path, qtbot: QtBot) -> None:
    session = window.session
    session.open(large)
    with qtbot.waitSignal(session.prepared, timeout=PATIENCE), session.edit("Long") as step:
        insert(step.store, Entry(title="Late", date="2024-01-01", kind="statement"))
        qtbot.wait(1_500)
        assert session.is_bare
    assert _is_as_read(session)
