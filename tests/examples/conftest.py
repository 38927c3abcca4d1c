from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from coded import NAMES, Example

from timeline_app.storage.opening import open_store
from timeline_app.transfer import copy_example

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("examples")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMARCHE_HOME", str(made / "home"))
        for name in NAMES:
            copy_example(name, made / f"{name}.demarche")
    return made


@pytest.fixture
def idlib(folder: Path) -> Iterable[Example]:
    with open_store(folder / "idlib-2024.demarche", read_only=True) as store:
        yield Example(store)


@pytest.fixture
def syria(folder: Path) -> Iterable[Example]:
    with open_store(folder / "turkey-syria.demarche", read_only=True) as store:
        yield Example(store)
