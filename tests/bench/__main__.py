"""Measures at a chosen size and prints ours, the budget and this machine's floor.

`.venv/bin/python -m tests.bench --entries 1000000 --json out.json`, from the top of the checkout. Documents
are made once and kept; `--anew` makes them again, `--votes` takes the UN votes instead, `--sweep` measures
the worst cases.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import un_votes, worst_cases
from tests.bench.documents import synthetic_document, un_votes_document
from tests.bench.figures import FIGURES, ROOMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Found = dict[str, float | None]


def main() -> None:
    """Measure what was asked for."""
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="demarche-home-") as home:
        written = _sweep(asked, Path(home)) if asked.sweep else _figures(asked, Path(home))
    if asked.json:
        asked.json.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def _figures(asked: argparse.Namespace, home: Path) -> Found:
    """Measure the figures of the table."""
    if asked.votes and not un_votes.is_there():
        sys.exit("The UN votes are not there.")
    document = (
        un_votes_document(anew=asked.anew)
        if asked.votes
        else synthetic_document(asked.entries, anew=asked.anew)
    )
    found = _measured(asked.only or ROOMS, document, home, asked.limit)
    _print_table(found)
    return {name: found.get(name) for name in FIGURES}


def _sweep(asked: argparse.Namespace, home: Path) -> dict[str, worst_cases.Found]:
    """Measure the worst cases."""

    def run(arguments: list[str], more: Mapping[str, str]) -> dict[str, float] | None:
        try:
            return _run(arguments, {**_environment(home), **more}, asked.limit)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            print(f"{' '.join(arguments)}: not measured, {error}")
            return None

    found = worst_cases.measured(asked.case or list(worst_cases.CASES), asked.entries, run)
    worst_cases.print_table(found)
    return {"sweep": found}


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000, help="how many, of the made-up document")
    parser.add_argument("--votes", action="store_true", help="measure the UN votes instead")
    parser.add_argument("--sweep", action="store_true", help="measure the worst cases")
    parser.add_argument(
        "--case", action="append", choices=worst_cases.CASES, help="of those; may be repeated"
    )
    parser.add_argument("--json", type=Path, help="where the figures are to be written")
    parser.add_argument("--anew", action="store_true", help="make the document again")
    parser.add_argument("--limit", type=float, default=300.0, help="seconds that a measurement may take")
    parser.add_argument("--only", action="append", choices=ROOMS, help="measure this; may be repeated")
    return parser.parse_args()


def _measured(rooms: Iterable[str], document: Path, home: Path, limit: float) -> Found:
    """Take each measurement in a process of its own; one that fails or takes too long is left empty."""
    environment = _environment(home)
    found: Found = {}
    for room in rooms:
        print(f"{room} …", file=sys.stderr, flush=True)
        try:
            found |= _run([room, str(document)], environment, limit)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            print(f"{', '.join(ROOMS[room])}: not measured, {error}")
            found |= dict.fromkeys(ROOMS[room])
    return found


def _environment(home: Path) -> dict[str, str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DEMARCHE_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _run(arguments: list[str], environment: dict[str, str], limit: float) -> dict[str, float]:
    """Measure in a process of its own: a room, a document, and what else the room asks for."""
    command = [sys.executable, "-m", "tests.bench.child", *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, env=environment, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as child:
        try:
            out, complaints = child.communicate(timeout=limit)
        except BaseException:
            os.killpg(child.pid, signal.SIGTERM)  # with what it started itself, such as a virtual screen
            raise
    if child.returncode:
        raise RuntimeError(complaints.strip().splitlines()[-1] if complaints.strip() else "it crashed")
    return json.loads(out.splitlines()[-1])


def _print_table(found: Found) -> None:
    print(f"{'':42}{'ours':>10}{'budget':>10}{'floor':>10}")
    for name, figure in FIGURES.items():
        if name in found:
            print(
                f"{figure.words:42}{_written(found[name])}{_written(figure.budget)}"
                f"{_written(found.get(figure.floor))}"
            )
    if found.get("making_s"):
        print(f"Making up what was imported took {found['making_s']:.1f} CPU s more.")


def _written(value: float | None) -> str:
    return f"{'–' if value is None else f'{value:.2f}':>10}"


if __name__ == "__main__":
    main()
