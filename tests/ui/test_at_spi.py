"""A screen reader's view: a client of AT-SPI, another process, finds, drives and reads the real program."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SYSTEM_PYTHON = "/usr/bin/python3"
PACKAGES = "xvfb dbus at-spi2-core python3-gi gir1.2-atspi-2.0"
CLIENT = Path(__file__).with_name("at_spi_client.py")
ROOT = CLIENT.parent.parent.parent


def _has_parts() -> bool:
    if not (shutil.which("Xvfb") and shutil.which("dbus-run-session") and Path(SYSTEM_PYTHON).exists()):
        return False
    asked = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    return subprocess.run([SYSTEM_PYTHON, "-c", asked], capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not _has_parts(), reason=f"needs an AT-SPI client: apt-get install {PACKAGES}"
)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[str]:
    """Start a virtual screen; give what to set DISPLAY to."""
    place = tmp_path / "display"
    with place.open("wb") as out:
        command = ["Xvfb", "-noreset", "-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
        started = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
    for _ in range(200):
        if place.read_text().strip():
            break
        time.sleep(0.05)
    yield f":{place.read_text().strip()}"
    started.terminate()
    started.wait(10)


@pytest.mark.timeout(120)
def test_a_screen_reader_reads_the_table_and_the_inspector(screen: str, home: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "DEMARCHE_HOME": str(home),
        "PYTHONPATH": str(ROOT),
    }
    client = ["dbus-run-session", "--", SYSTEM_PYTHON, str(CLIENT)]
    program = [sys.executable, "-m", "timeline_app", "idlib-2024"]
    done = subprocess.run(
        [*client, *program],
        env=environment, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    heard = json.loads(done.stdout.strip().splitlines()[-1])
    _check_lanes(heard["lanes"])
    assert heard["table"]["rows"] == 14
    first = heard["table"]["first"][0]
    assert (first["Date"], first["Who"]) == ("7 Oct 2023", "Hamas")
    assert {"Hamas-led attacks in Israel", "Who", "How we know", "Notes"} <= set(heard["read"]["labels"])
    fields = heard["edited"]["fields"]
    assert fields["Title"] == "Hamas-led attacks in Israel"
    assert (fields["Date"], fields["Kind"], fields["Status"]) == ("2023-10-07", "context event", "coded")
    assert "" not in fields


def _check_lanes(read: dict[str, Any]) -> None:
    lanes = read["lanes"]
    said = lanes["Türkiye, 4 entries"]
    assert len(said) == 4
    assert "Hakan Fidan" in said[0]
    assert "(2 Dec 2024), demand: Fidan: Assad must talk to the opposition" in said[0]
    assert any("Hamas-led attacks in Israel" in sentence for held in lanes.values() for sentence in held)
    before, after = read["before"], read["after"]
    assert (before["role"], before["place"]) == ("list item", 1)
    assert {"selectable", "focusable"} <= set(before["states"])
    assert "selected" not in before["states"]
    assert "selected" in after["states"]
    assert after["is_on_screen"]
    assert before["details"]
    assert read["selected"] == after["name"] == before["name"]
    assert read["heard"] == said[:2]
