"""From the start of a process to the picture, on a virtual screen if there is one: wall, median of five."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from timeline_app import locations
from timeline_app.storage.column_cache import prepare_columns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TIMES, _WARMING = 5, 2
_BARE = """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.resize(1440, 900)
window.show()
application.processEvents()
from timeline_app.app import seconds_since_start
print(seconds_since_start(), flush=True)
"""


def picture(path: Path) -> dict[str, float]:
    """Start the program on a document; the first starts, which fill caches, do not count."""
    prepare_columns(path)  # as an earlier opening did
    with _screen() as environment:
        found = [_seconds_to_picture(path, environment) for _ in range(_TIMES + _WARMING)]
    return {"start_to_picture_s": statistics.median(found[_WARMING:])}


def bare(_: Path) -> dict[str, float]:
    """Start a process that shows an empty window."""
    with _screen() as environment:
        found = [
            float(
                subprocess.run(
                    [sys.executable, "-c", _BARE], env=environment, check=True, capture_output=True, text=True
                ).stdout
            )
            for _ in range(_TIMES + _WARMING)
        ]
    return {"bare_window_s": statistics.median(found[_WARMING:])}


def _seconds_to_picture(path: Path, environment: dict[str, str]) -> float:
    log = locations.log_folder() / "demarche.log"
    before = log.stat().st_size if log.is_file() else 0
    command = [sys.executable, str(locations.DATA / "main.py"), str(path)]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(command, env=environment, cwd=folder) as program,
    ):
        try:
            while program.poll() is None:
                time.sleep(0.02)
                told = log.read_bytes()[before:].decode() if log.is_file() else ""
                if "First picture" in told:
                    time.sleep(1)  # what it does once the picture is there, such as keeping its columns
                    return float(told.split("First picture ")[1].split()[0])
        finally:
            program.terminate()
    raise RuntimeError(f"it ended with {program.returncode} before the picture")


@contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """Give the environment of processes that show windows."""
    environment = {**os.environ, "PYTHONPATH": str(locations.DATA)}
    if shutil.which("Xvfb") is None:
        yield {**environment, "QT_QPA_PLATFORM": "offscreen"}
        return
    command = ["Xvfb", "-displayfd", "1", "-noreset", "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout
            number = server.stdout.readline().strip()
            yield {**environment, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()
