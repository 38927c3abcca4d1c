"""The two commands, run as they are in a small tree of their own, with a pip that fetches nothing."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

MAIN = Path(__file__).parents[1] / "main.py"

PROJECT = """
[project]
dependencies = ["painter>=1"]
[project.optional-dependencies]
test = ["checker>=2"]
"""

# Says what it was started with; stands for the program and for pytest.
REPORT = """
import json, os, sys
print(json.dumps({"module": __spec__.name, "arguments": sys.argv[1:], "folder": os.getcwd(),
    "prefix": sys.prefix, "bytecode": os.environ.get("PYTHONPYCACHEPREFIX"),
    "writes": not sys.dont_write_bytecode}))
"""

# Notes each call, leaves a file in the environment if told to, and ends as told.
FAKE_PIP = """
import os, pathlib, sys, time
here = pathlib.Path(__file__).parent
with (here / "calls").open("a") as calls: calls.write(" ".join(sys.argv[1:]) + chr(10))
environment = pathlib.Path(sys.argv[sys.argv.index("--python") + 1]).parents[1]
time.sleep(float(os.environ.get("PIP_TAKES", "0")))
if left := os.environ.get("PIP_LEAVES"):
    next(environment.rglob("site-packages")).joinpath(left).touch()
sys.exit(int(os.environ.get("PIP_ENDS", "0")))
"""


class Tree:
    """A small copy of the project, and the folder in which its user works."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "démarche"
        self.work = folder / "work"
        self.pip = folder / "tools" / "pip"
        for made in (self.root / "timeline_app", self.root / "resources", self.work, self.pip):
            made.mkdir(parents=True)
        shutil.copy(MAIN, self.root)
        (self.root / "pyproject.toml").write_text(PROJECT)
        (self.root / "resources" / "constraints.txt").write_text("painter==1.5\n")
        (self.root / "timeline_app" / "__main__.py").write_text(REPORT)
        (self.root / "pytest.py").write_text(REPORT)
        (self.pip / "__init__.py").touch()
        (self.pip / "__main__.py").write_text(FAKE_PIP)

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(self.root / "main.py"), *arguments]

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return kept | {"PYTHONPATH": str(self.pip.parent)} | more

    def start(self, *arguments: str, **environment: str) -> dict[str, Any]:
        """Start and return the program's report."""
        command = self.command(*arguments)
        done = subprocess.run(
            command,
            cwd=self.work,
            env=self.environment(**environment),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def fail(self, *arguments: str, **environment: str) -> str:
        """Start and return the message of a start that must fail."""
        command = self.command(*arguments)
        done = subprocess.run(
            command,
            cwd=self.work,
            env=self.environment(**environment),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
        return done.stderr

    def pip_calls(self) -> list[str]:
        calls = self.pip / "calls"
        return calls.read_text().splitlines() if calls.exists() else []

    def packages(self) -> Path:
        return next((self.root / ".venv").rglob("site-packages"))


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


@pytest.fixture(scope="module")
def launcher() -> ModuleType:
    spec = importlib.util.spec_from_file_location("launcher", MAIN)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_program_gets_its_arguments_in_the_users_folder(tree: Tree) -> None:
    report = tree.start("render", "a b.json", "-o", "out.png")
    assert report["module"] == "timeline_app.__main__"
    assert report["arguments"] == ["render", "a b.json", "-o", "out.png"]
    assert Path(report["folder"]) == tree.work
    assert Path(report["prefix"]) == tree.root / ".venv"


def test_the_first_start_installs_the_pinned_parts_and_the_second_nothing(tree: Tree) -> None:
    tree.start()
    (call,) = tree.pip_calls()
    assert call.endswith(f"install -c {tree.root / 'resources' / 'constraints.txt'} painter>=1")
    tree.start("again")
    assert len(tree.pip_calls()) == 1


def test_the_tests_run_in_the_projects_folder_with_their_own_parts(tree: Tree) -> None:
    tree.start()
    report = tree.start("test", "-k", "dates")
    assert (report["module"], report["arguments"][-2:]) == ("pytest", ["-k", "dates"])
    assert report["arguments"][:2] == ["-n", "auto"]
    assert Path(report["folder"]) == tree.root
    assert tree.pip_calls()[1].endswith("painter>=1 checker>=2")


def test_the_parts_for_tests_hold_those_of_the_program(tree: Tree) -> None:
    tree.start("test")
    tree.start()
    assert len(tree.pip_calls()) == 1


@pytest.mark.parametrize("file", ["pyproject.toml", "resources/constraints.txt"])
def test_a_changed_list_is_installed_again_into_the_same_environment(tree: Tree, file: str) -> None:
    tree.start(PIP_LEAVES="painter.py")
    with (tree.root / file).open("a") as changed:
        changed.write("# changed\n")
    tree.start()
    assert len(tree.pip_calls()) == 2
    assert (tree.packages() / "painter.py").exists()


def test_an_interrupted_installation_begins_afresh(tree: Tree) -> None:
    tree.start(PIP_LEAVES="half_of_painter.py")
    (tree.root / ".venv" / "demarche-unfinished").touch()
    tree.start()
    assert len(tree.pip_calls()) == 2
    assert not (tree.packages() / "half_of_painter.py").exists()


def test_an_installation_that_failed_half_way_begins_afresh(tree: Tree) -> None:
    message = tree.fail(PIP_LEAVES="half_of_painter.py", PIP_ENDS="1")
    assert "Your timelines are untouched" in message
    tree.start()
    assert not (tree.packages() / "half_of_painter.py").exists()


def test_a_failed_download_leaves_a_whole_environment_in_use(tree: Tree) -> None:
    tree.start(PIP_LEAVES="painter.py")
    before = (tree.root / "pyproject.toml").read_text()
    (tree.root / "pyproject.toml").write_text(before.replace("painter>=1", "painter>=2"))
    assert "no network?" in tree.fail(PIP_ENDS="1")
    (tree.root / "pyproject.toml").write_text(before)
    tree.start()
    assert len(tree.pip_calls()) == 2
    assert (tree.packages() / "painter.py").exists()


def test_an_environment_whose_python_is_gone_is_made_anew(tree: Tree) -> None:
    tree.start(PIP_LEAVES="painter.py")
    for python in (tree.root / ".venv" / "bin").glob("python*"):
        python.unlink()
    tree.start()
    assert not (tree.packages() / "painter.py").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="locks are POSIX only")
def test_two_first_starts_at_once_install_once(tree: Tree) -> None:
    starts = [
        subprocess.Popen(
            tree.command(),
            cwd=tree.work,
            env=tree.environment(PIP_TAKES="0.5"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    for start in starts:
        _, words = start.communicate(timeout=60)
        assert start.returncode == 0, words
    assert len(tree.pip_calls()) == 1


def test_bytecode_unwanted_beside_the_sources_goes_into_the_environment(tree: Tree) -> None:
    report = tree.start(PYTHONDONTWRITEBYTECODE="1")
    assert report["writes"]
    assert Path(report["bytecode"]) == tree.root / ".venv" / "bytecode"
    assert not list((tree.root / "timeline_app").rglob("__pycache__"))


def test_a_place_chosen_for_bytecode_is_kept(tree: Tree, tmp_path: Path) -> None:
    report = tree.start(PYTHONDONTWRITEBYTECODE="1", PYTHONPYCACHEPREFIX=str(tmp_path / "mine"))
    assert not report["writes"]
    assert Path(report["bytecode"]) == tmp_path / "mine"


def test_a_users_file_named_like_a_part_is_not_taken_for_it(tree: Tree) -> None:
    (tree.work / "json.py").write_text("raise SystemExit('the wrong json')")
    tree.start()


def test_a_file_in_the_place_of_the_environment_is_named(tree: Tree) -> None:
    (tree.root / ".venv").touch()
    assert str(tree.root / ".venv") in tree.fail()


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tree: Tree) -> None:
    tree.root.chmod(0o500)
    try:
        assert "copy Demarche to a folder of your own" in tree.fail()
    finally:
        tree.root.chmod(0o700)


def test_a_list_that_cannot_be_read_is_named(tree: Tree) -> None:
    (tree.root / "resources" / "constraints.txt").unlink()
    assert "constraints.txt" in tree.fail()


def test_without_pip_it_says_what_to_install(tree: Tree) -> None:
    command = [sys.executable, "-I", "-S", str(tree.root / "main.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "apt-get install -y python3-pip" in done.stderr
    assert not (tree.root / ".venv").exists()


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 10, 0), (3, 14, 0), (4, 0, 0)])
def test_an_unfit_python_is_refused_in_words(launcher: ModuleType, version: tuple[int, ...]) -> None:
    with pytest.raises(launcher.StartError, match=r"needs Python 3\.11, 3\.12 or 3\.13; this is"):
        launcher.check_version(version)


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 9), (3, 13, 1)])
def test_a_fit_python_is_taken(launcher: ModuleType, version: tuple[int, ...]) -> None:
    launcher.check_version(version)


def test_an_old_python_can_read_the_launcher() -> None:
    ast.parse(MAIN.read_text(encoding="utf-8"), feature_version=(3, 8))
