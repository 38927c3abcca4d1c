"""CPU time of a frame and of the start, beside this machine's own floor; printed, not asserted."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from timeline_app import locations
from timeline_app.session import Session
from timeline_app.transfer import own_example
from timeline_app.ui.paint.lettering import load_fonts
from timeline_app.ui.window import Window
from timeline_app.view_state import ViewState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.bench


class Blit(QWidget):
    """Draws one image of its own size: what no frame can undercut."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage(1400, 800, QImage.Format.Format_RGB32)
        self._image.fill(0)
        self.resize(1400, 800)

    def paintEvent(self, event: object) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.drawImage(0, 0, self._image)
        painter.end()


def _frames(do: Callable[[int], object], count: int = 300) -> tuple[float, float]:
    """Give median and 99th percentile of the CPU milliseconds of a frame, through the event loop."""
    times: list[float] = []
    for number in range(count + 20):
        before = time.process_time()
        do(number)
        QApplication.processEvents()
        times.append((time.process_time() - before) * 1000)
    times = sorted(times[20:])
    return statistics.median(times), times[int(len(times) * 0.99)]


def test_frames_of_turkey_syria(qapp: object) -> None:
    load_fonts()
    blit = Blit()
    blit.show()
    floor = _frames(lambda _: blit.update())
    blit.close()
    session = Session()
    settings = QSettings(str(locations.data_folder() / "settings.ini"), QSettings.Format.IniFormat)
    window = Window(session, ViewState(session), settings)
    window.resize(1440, 900)
    window.show()
    session.open(own_example("turkey-syria"))
    canvas, state = window.canvas, window.view_state
    first = state.view.as_of or 0
    wishes: dict[str, Callable[[int], object]] = {
        "pan": lambda n: canvas.sight.pan(4.0 if n // 40 % 2 else -4.0, 0.0),
        "scroll": lambda n: canvas.sight.pan(0.0, 4.0 if n // 40 % 2 else -4.0),
        "as-of line": lambda n: state.change(as_of=first - 2 * n),
        "zoom": lambda n: canvas.sight.zoom(1.03 if n // 20 % 2 else 1 / 1.03),
    }
    print(f"\nblit of one window-sized image  {floor[0]:6.2f} ms  p99 {floor[1]:6.2f}")
    for name, do in wishes.items():
        median, worst = _frames(do)
        print(f"{name:<30}  {median:6.2f} ms  p99 {worst:6.2f}")
    window.close()
    window.deleteLater()
    session.deleteLater()


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs a virtual screen")
def test_process_start_to_the_picture(tmp_path: Path, home: Path) -> None:
    screen = subprocess.Popen(["Xvfb", "-noreset", ":93", "-screen", "0", "1440x900x24", "-nolisten", "tcp"])
    environment = {**os.environ, "DISPLAY": ":93", "QT_QPA_PLATFORM": "xcb"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    launcher = str(locations.DATA / "main.py")
    log = home / "log" / "demarche.log"
    try:
        time.sleep(1)
        for count in range(1, 8):
            program = subprocess.Popen(
                [sys.executable, launcher, "idlib-2024"], env=environment, cwd=tmp_path
            )
            while not log.is_file() or log.read_text().count("First picture") < count:
                time.sleep(0.02)
            program.terminate()
            program.wait(10)
    finally:
        screen.terminate()
        screen.wait(10)
    lines = [line for line in log.read_text().splitlines() if "First picture" in line]
    seconds = sorted(float(line.split("picture ")[1].split()[0]) for line in lines[2:])
    print(f"\nstart to the picture: median {statistics.median(seconds)} s of {seconds}")
