from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from timeline_app.storage.opening import create, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.storage.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "talks.demarche"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one document, to be copied; how documents are made is for `test_opening`."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMARCHE_HOME", str(folder / "home"))
        create(folder / "talks.demarche", "Talks").close()
    return folder / "talks.demarche"


@pytest.fixture
def store(made: Path, path: Path) -> Iterator[Store]:
    shutil.copy(made, path)
    with open_store(path) as opened:
        yield opened
