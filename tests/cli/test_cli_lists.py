"""Commands that print what there is: backups, and the format's schema."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import jsonschema
import pytest
from commands import IDLIB, Run, entry_row, file_of, refused

from timeline_app.__main__ import COMMAND_WORDS
from timeline_app.cli import cli
from timeline_app.storage.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("word", ["backups", "schema"])
def test_each_command_has_its_help(run: Run, word: str) -> None:
    outcome = run(word, "--help")
    assert outcome.code == 0
    assert f"demarche {word}" in outcome.out
    assert f" {word} " in run("--help").out


def test_every_command_is_known_at_the_door() -> None:
    callbacks = {
        command.name or getattr(command.callback, "__name__", "") for command in cli.registered_commands
    }
    assert callbacks <= COMMAND_WORDS


def test_the_schema_is_that_of_the_files(run: Run) -> None:
    outcome = run("schema")
    assert (outcome.code, outcome.err) == (0, "")
    jsonschema.Draft202012Validator(json.loads(outcome.out)).validate(
        json.loads(IDLIB.read_text(encoding="utf-8"))
    )


def test_backups_are_listed_and_can_be_copied(run: Run, doc: Path, tmp_path: Path) -> None:
    assert run("backups") == run("backups", doc) == (0, "There are no backups yet.\n", "")
    run("import", doc, IDLIB)
    assert run("backups").out == "There are no backups yet.\n"  # before, it was empty
    run("import", doc, file_of(tmp_path, entry=[entry_row("Another")]))
    outcome = run("backups", doc)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.count("\n") == 2
    assert "before an import" in outcome.out
    assert run("backups") == outcome
    kept = outcome.out.splitlines()[1].strip()
    copy = shutil.copyfile(kept, tmp_path / "copy.demarche")
    assert run("check", copy).code == 0
    with open_store(doc) as store:
        assert store.undo()
    assert run("export", doc, "-o", tmp_path / "a.json").code == 0
    assert run("export", copy, "-o", tmp_path / "b.json").code == 0
    assert (tmp_path / "a.json").read_text() == (tmp_path / "b.json").read_text()


def test_backups_of_what_is_not_there(run: Run, tmp_path: Path) -> None:
    assert "not there" in refused(run("backups", tmp_path / "none.demarche"))
