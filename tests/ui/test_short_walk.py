"""A short random walk over pans, zooms, selections and edits: nothing fails, nothing is left behind.

The long one, which watches memory too, is in `tests/bench`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from many_entries import written

from tests.bench.walking import Walk, held_by
from timeline_app.storage.checkup import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.ui.window import Window


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_fails_and_nothing_is_left_behind(
    show_window: Callable[[Path], Window], tmp_path: Path, seed: int
) -> None:
    window = show_window(written(tmp_path / "many.demarche"))
    told: list[str] = []
    window.session.failed.connect(told.append)
    walk = Walk(window, seed, edits=0.03)
    walk.go(150)
    before = held_by(window)
    walk.go(250)
    window.session.select(None)
    after = held_by(window)
    assert told == []
    assert check(window.session.store) == []
    assert after.files <= before.files + 2
    assert after.items == before.items
    assert after.widgets <= before.widgets + 60
