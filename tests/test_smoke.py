"""The real program on a virtual screen: it shows a window, and ends when asked to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from timeline_app.platform_check import missing_libraries

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    shutil.which("Xvfb") is None or bool(missing_libraries(window=True)), reason="needs a virtual screen"
)


def _start_screen(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start a virtual screen; give it with its number."""
    with (folder / "display").open("wb") as out:
        command = ["Xvfb", "-noreset", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
        screen = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
    for _ in range(100):
        number = (folder / "display").read_text().strip()
        if number:
            return screen, number
        time.sleep(0.05)
    screen.terminate()
    pytest.fail("the virtual screen did not start")


def test_the_program_shows_its_first_picture(tmp_path: Path, home: Path) -> None:
    screen, number = _start_screen(tmp_path)
    environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, "-P", "-m", "timeline_app", "idlib-2024"]
    log = home / "log" / "demarche.log"
    try:
        with (tmp_path / "said").open("wb") as said:
            program = subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=said, stderr=said)
        for _ in range(300):
            if log.is_file() and "First picture" in log.read_text(encoding="utf-8"):
                break
            assert program.poll() is None, (tmp_path / "said").read_text()
            time.sleep(0.05)
        else:
            pytest.fail("no picture in 15 s: " + (tmp_path / "said").read_text())
        program.terminate()
        program.wait(10)
    finally:
        screen.terminate()
        screen.wait(10)
    assert (tmp_path / "said").read_text() == ""
    assert "ERROR" not in log.read_text(encoding="utf-8")
    assert (home / "documents" / "idlib-2024.demarche").is_file()


def test_without_a_display_the_example_is_drawn(tmp_path: Path, home: Path) -> None:
    unset = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    command = [sys.executable, "-m", "timeline_app"]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "no display" in done.stdout
    assert str(tmp_path / "idlib-2024.png") in done.stdout
    assert (tmp_path / "idlib-2024.png").stat().st_size > 20_000
    assert done.stderr == ""
