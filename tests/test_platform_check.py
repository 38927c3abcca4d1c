"""What is missing of the machine's libraries, and whether a window can open."""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING

import pytest

from timeline_app import platform_check
from timeline_app.platform_check import apt_line, has_display, missing_libraries

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks a Linux machine")


@pytest.fixture(autouse=True)
def _no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_a_missing_library_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(platform_check._ALWAYS, "libnowhere.so.1", "libnowhere1")
    monkeypatch.setitem(platform_check._FOR_A_WINDOW, "libnopane.so.1", "libnopane1")
    assert "libnowhere1" in missing_libraries(window=False)
    assert "libnopane1" not in missing_libraries(window=False)
    assert {"libnowhere1", "libnopane1"} <= set(missing_libraries(window=True))


def test_the_libraries_that_draw_these_tests_are_there() -> None:
    assert missing_libraries(window=False) == []


def test_the_line_for_apt() -> None:
    assert apt_line(["libegl1", "libgl1"]) == "sudo apt-get install -y libegl1 libgl1"


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_systems_have_all_of_it(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setitem(platform_check._ALWAYS, "libnowhere.so.1", "libnowhere1")
    monkeypatch.setattr(sys, "platform", system)
    assert missing_libraries(window=True) == []
    assert has_display()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"DISPLAY": "", "WAYLAND_DISPLAY": ""}, False),
        ({"DISPLAY": ":987"}, False),
        ({"WAYLAND_DISPLAY": "wayland-987"}, False),
        ({"QT_QPA_PLATFORM": ""}, False),
        ({"QT_QPA_PLATFORM": "xcb"}, False),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, False),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
        ({"QT_QPA_PLATFORM": "xcb;offscreen"}, True),
    ],
)
def test_a_display_is_one_that_answers(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], *, expected: bool
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert has_display() is expected


def test_a_wayland_session_is_a_display(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # the address of a socket must be short
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("wayland-7")
        assert has_display()
