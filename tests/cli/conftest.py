from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from commands import Outcome

from timeline_app.cli import run_cli

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_words(*words: object) -> Outcome:
        code = run_cli([str(word) for word in words])
        out, err = capsys.readouterr()
        return Outcome(code, out, err)

    return run_words


@pytest.fixture
def doc(tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "talks.demarche"
    assert run("new", path, "--title", "Talks").code == 0
    return path
