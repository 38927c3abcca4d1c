"""The command line: every command through its door, and one message instead of a traceback."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from commands import IDLIB, SYRIA, Run, refused
from PySide6.QtGui import QImage

from timeline_app import __version__
from timeline_app.storage.contents import fingerprint
from timeline_app.storage.opening import open_store

ROOT = Path(__file__).parents[2]


class TestCommands:
    def test_examples_are_listed(self, run: Run) -> None:
        assert run("examples") == (0, "idlib-2024\nturkey-syria\n", "")

    def test_the_version_is_told(self, run: Run) -> None:
        assert run("--version") == (0, f"demarche {__version__}\n", "")

    @pytest.mark.parametrize("word", ["-h", "--help"])
    def test_the_help_lists_the_commands(self, run: Run, word: str) -> None:
        outcome = run(word)
        assert (outcome.code, outcome.err) == (0, "")
        for command in ("new", "import", "export", "render", "check", "examples"):
            assert f" {command} " in outcome.out

    @pytest.mark.parametrize("word", ["new", "import", "export", "render", "check", "examples"])
    def test_each_command_has_its_help(self, run: Run, word: str) -> None:
        outcome = run(word, "--help")
        assert outcome.code == 0
        assert f"demarche {word}" in outcome.out

    def test_new_makes_an_empty_timeline(self, run: Run, doc: Path) -> None:
        assert run("check", doc) == (0, f"{doc} is in order.\n", "")

    def test_new_writes_over_nothing(self, run: Run, doc: Path) -> None:
        before = doc.read_bytes()
        assert "is there already" in refused(run("new", doc))
        assert doc.read_bytes() == before

    def test_new_needs_a_folder(self, run: Run, tmp_path: Path) -> None:
        assert "Choose another folder" in refused(run("new", tmp_path / "none" / "a.demarche"))

    @pytest.mark.parametrize("example", [IDLIB, SYRIA], ids=["idlib", "syria"])
    def test_import_and_export_give_the_same_bytes(
        self, run: Run, doc: Path, tmp_path: Path, example: Path
    ) -> None:
        assert "rows" in run("import", doc, example).out
        out = tmp_path / "out.json"
        assert run("export", doc, "-o", out) == (0, f"{out} was written.\n", "")
        assert out.read_bytes() == example.read_bytes()

    def test_an_example_is_exported_by_its_name(self, run: Run, tmp_path: Path) -> None:
        out = tmp_path / "out.json"
        assert run("export", "idlib-2024", "--output", out).code == 0
        assert out.read_bytes() == IDLIB.read_bytes()

    def test_what_is_there_already_is_not_taken_twice(self, run: Run, doc: Path) -> None:
        run("import", doc, IDLIB)
        with open_store(doc, read_only=True) as store:
            before = fingerprint(store)
        for example in (IDLIB, SYRIA):
            refused(run("import", doc, example))
        with open_store(doc, read_only=True) as store:
            assert fingerprint(store) == before

    def test_check_tells_what_is_wrong(self, run: Run, doc: Path) -> None:
        run("import", doc, IDLIB)
        with sqlite3.connect(doc) as conn:
            conn.execute("UPDATE entry SET date = '2024-13-01' WHERE code = 'i01'")
        conn.close()
        outcome = run("check", doc)
        assert outcome.code == 1
        assert "no month 13" in outcome.out


class TestWrongWords:
    @pytest.mark.parametrize(
        "words",
        [
            ["nonsense"],
            ["new"],
            ["import"],
            ["import", "a.demarche"],
            ["export", "idlib-2024"],
            ["check"],
            ["check", "a", "b"],
            ["check", "--loud", "idlib-2024"],
        ],
    )
    def test_they_are_told_with_the_usage(self, run: Run, words: list[str]) -> None:
        assert "Usage" in refused(run(*words))

    @pytest.mark.parametrize("ending", [".txt", "", ".demarche", ".csv"])
    def test_an_unknown_ending(self, run: Run, doc: Path, tmp_path: Path, ending: str) -> None:
        assert ".json" in refused(run("export", doc, "-o", tmp_path / f"out{ending}"))
        assert ".json" in refused(run("import", doc, tmp_path / f"in{ending}"))

    def test_what_to_import_is_missing(self, run: Run, doc: Path, tmp_path: Path) -> None:
        assert "cannot be read" in refused(run("import", doc, tmp_path / "none.json"))

    def test_what_to_import_is_a_folder(self, run: Run, doc: Path, tmp_path: Path) -> None:
        folder = tmp_path / "folder.json"
        folder.mkdir()
        assert "cannot be read" in refused(run("import", doc, folder))

    def test_where_to_export_is_missing(self, run: Run, doc: Path, tmp_path: Path) -> None:
        assert "cannot be written" in refused(run("export", doc, "-o", tmp_path / "none" / "out.json"))


class TestProcess:
    """The same from outside: exit codes, streams, and no display."""

    def start(
        self, *words: object, home: Path, display: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        without = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        environment = {k: v for k, v in os.environ.items() if k not in without}
        return subprocess.run(
            [sys.executable, "-m", "timeline_app", *map(str, words)],
            cwd=ROOT,
            env=environment | {"DEMARCHE_HOME": str(home)} | (display or {}),
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    def test_a_picture_is_drawn_without_a_display(self, tmp_path: Path) -> None:
        out = tmp_path / "a.png"
        done = self.start("render", "idlib-2024", "-o", out, home=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert not QImage(str(out)).isNull()

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["--foo"], "no option “--foo”"),
            (["idlib-2024", "--size", "800x600"], "no option “--size”"),
            (["a", "b"], "“a” is not a command, and only one timeline"),
        ],
    )
    @pytest.mark.parametrize("display", [{}, {"DISPLAY": ":99"}], ids=["no display", "display"])
    def test_words_for_no_window_are_refused_at_once(
        self, tmp_path: Path, words: list[str], told: str, display: dict[str, str]
    ) -> None:
        done = self.start(*words, home=tmp_path, display=display)
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
        assert told in done.stderr
        assert not list(tmp_path.iterdir())

    def test_help_and_version_need_no_display(self, tmp_path: Path) -> None:
        assert self.start("--version", home=tmp_path).stdout == f"demarche {__version__}\n"
        assert "Usage: demarche" in self.start("-h", home=tmp_path).stdout

    def test_an_error_is_one_message_and_an_exit_code(self, tmp_path: Path) -> None:
        done = self.start("check", tmp_path / "none.demarche", home=tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 1
        assert "is not there" in done.stderr
