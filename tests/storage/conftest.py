from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline_app.storage.opening import create

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.storage.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "talks.demarche"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with create(path, "Talks") as opened:
        yield opened
