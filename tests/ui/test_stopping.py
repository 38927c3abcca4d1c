"""Merging, undo and redo of much: how far it is is shown, and a stop leaves nothing half done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.records import Coder, Entry, Participation, Party
from timeline_app.storage import merging
from timeline_app.storage.bulk import take_in
from timeline_app.storage.contents import fingerprint
from timeline_app.storage.merging import merge
from timeline_app.storage.opening import create
from timeline_app.storage.rows import get
from timeline_app.ui.dialogs import progress
from timeline_app.ui.dialogs.progress import ProgressDialog
from timeline_app.ui.lists.kinds import KINDS
from timeline_app.ui.lists.merging import MergeDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.domain.records import Record
    from timeline_app.ui.window import Window

USES = 1200


@pytest.fixture
def window(tmp_path: Path, show_window: Callable[[Path], Window]) -> Window:
    """Open a document in which one of two parties takes part in everything."""
    path = tmp_path / "much.demarche"
    entries: list[Record] = [
        Entry(id=n, title=f"Entry {n}", date="2024", coder_id=2) for n in range(1, USES + 1)
    ]
    taking = [Participation(id=n, entry_id=n, party_id=2) for n in range(1, USES + 1)]
    others = [
        Coder(id=1, name="A"),
        Coder(id=2, name="B"),
        Party(id=1, name="Türkiye"),
        Party(id=2, name="TR"),
    ]
    with create(path, "Much") as store, store.step("Made") as step:
        take_in(step, [*others, *entries, *taking])
    return show_window(path)


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show progress at once, with somebody who presses Stop as soon as it is seen."""
    shown = ProgressDialog.show
    monkeypatch.setattr(progress, "SHOWN_AFTER", 0.0)
    monkeypatch.setattr(progress, "AT_LEAST_BETWEEN", 0.0)
    monkeypatch.setattr(ProgressDialog, "show", lambda dialog: (shown(dialog), dialog.reject()))


def dialog_for(window: Window, table: str) -> MergeDialog:
    kind = next(kind for kind in KINDS if kind.table == table)
    dialog = MergeDialog(window.session, kind, 2, window)
    dialog.choose(1)
    dialog.found.setCurrentRow(0)
    return dialog


def failures(window: Window) -> list[str]:
    said: list[str] = []
    window.session.failed.disconnect()
    window.session.failed.connect(said.append)
    return said


@pytest.mark.usefixtures("stopped")
def test_a_merge_that_is_stopped_changes_nothing(window: Window) -> None:
    store = window.session.store
    before, steps = fingerprint(store, views=False), store.steps()
    window.session.coder_id = 2
    for table in ("party", "coder"):
        dialog = dialog_for(window, table)
        dialog.accept()
        assert "Nothing was changed" in dialog.fault.text()
        assert dialog.kept is None
        dialog.deleteLater()
    assert fingerprint(store, views=False) == before
    assert store.steps() == steps
    assert window.session.coder_id == 2


def test_a_merge_counts_its_uses_and_is_done(window: Window) -> None:
    counted: list[int] = []
    with window.session.edit("Merge") as step:
        merge(step, Party, 1, 2, progress=counted.append)
    assert counted == sorted(counted)
    assert counted[-1] == USES
    assert len(set(counted)) > USES // merging.AT_ONCE


def test_undo_and_redo_that_are_stopped_change_nothing(
    window: Window, request: pytest.FixtureRequest
) -> None:
    store, said = window.session.store, failures(window)
    before = fingerprint(store, views=False)
    with window.session.edit("Merge") as step:
        merge(step, Party, 1, 2)
    after = fingerprint(store, views=False)
    request.getfixturevalue("stopped")
    window.session.undo()
    assert "Nothing was changed" in said[0]
    assert (fingerprint(store, views=False), store.can_undo(), store.can_redo()) == (after, True, False)
    request.getfixturevalue("monkeypatch").undo()
    window.session.undo()
    assert fingerprint(store, views=False) == before
    assert get(store, Party, 2)
    window.session.redo()
    assert fingerprint(store, views=False) == after
    assert len(said) == 1
