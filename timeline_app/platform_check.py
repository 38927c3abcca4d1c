"""What Qt needs of a Linux machine, asked before Qt is loaded; knows no Qt itself.

Qt aborts the process when a library or the display is missing, and blames xcb-cursor0 for all of it.
"""

from __future__ import annotations

import os
import sys
from ctypes import CDLL, c_void_p
from pathlib import Path

# Each library's file name, and the Debian package that brings it together with what it needs in turn.
_ALWAYS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
}
_FOR_A_WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def missing_libraries(*, window: bool) -> list[str]:
    """List the Debian packages that Qt lacks on this machine.

    Parameters
    ----------
    window
        Whether a window is wanted, or only drawing into files.

    Returns
    -------
    list of str
        Package names, in a fixed order; empty when nothing is missing, and on other systems than Linux.
    """
    if sys.platform != "linux":
        return []
    needed = _ALWAYS | _FOR_A_WINDOW if window else _ALWAYS
    return [package for library, package in needed.items() if not _loads(library)]


def apt_line(packages: list[str]) -> str:
    """Write the one line that installs `packages` on Debian and its kin."""
    return f"sudo apt-get install -y {' '.join(packages)}"


def has_display() -> bool:
    """Tell whether Qt can open a window here, asking the display server and not only the environment.

    Notes
    -----
    QT_QPA_PLATFORM decides where it is set: "offscreen", "vnc" and the like need no server. A list
    ("wayland;xcb") means the first that works, and options follow a colon. A DISPLAY left over from a closed
    session counts as none.
    """
    if sys.platform != "linux":
        return True
    chosen = os.environ.get("QT_QPA_PLATFORM") or "wayland;xcb"
    return any(_answers(platform.partition(":")[0]) for platform in chosen.split(";"))


def _answers(platform: str) -> bool:
    if platform == "xcb":
        return _x_server_answers()
    if platform.startswith("wayland"):
        return _wayland_socket_exists()
    return True


def _x_server_answers() -> bool:
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = CDLL("libxcb.so.1")
    except OSError:  # missing_libraries() names what brings it
        return True
    xcb.xcb_connect.restype = c_void_p
    connection = c_void_p(xcb.xcb_connect(None, None))
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def _wayland_socket_exists() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and Path(os.environ.get("XDG_RUNTIME_DIR", ""), name).is_socket()


def _loads(library: str) -> bool:
    try:
        CDLL(library)
    except OSError:
        return False
    return True
