"""Where files lie: in a checkout here, in an installed wheel in test_packaging."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pytest

from timeline_app import locations

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDERS = [locations.data_folder, locations.log_folder, locations.documents_folder]


def test_a_checkout_is_used_as_it_lies() -> None:
    assert Path(__file__).parents[1] == locations.DATA


@pytest.mark.parametrize("name", ["MIGRATIONS", "EXAMPLES", "RESOURCES", "FONTS", "FLAGS"])
def test_what_the_program_brings_is_there(name: str) -> None:
    assert getattr(locations, name).is_dir()


def test_one_variable_moves_every_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DEMARCHE_HOME", str(tmp_path))
    assert [folder() for folder in FOLDERS] == [tmp_path / name for name in ("data", "log", "documents")]


@pytest.mark.parametrize("folder", FOLDERS)
def test_without_it_they_are_the_users_own(
    monkeypatch: pytest.MonkeyPatch, folder: Callable[[], Path]
) -> None:
    monkeypatch.delenv("DEMARCHE_HOME", raising=False)
    assert folder().is_absolute()
    assert "Demarche" in folder().parts
    assert locations.documents_folder().parent == platformdirs.user_documents_path()
