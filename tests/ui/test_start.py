"""The start: what is imported before the first picture, and how."""

from __future__ import annotations

import os
import subprocess
import sys

LATE = {
    "sqlite_utils",
    "timeline_app.ui.charts.window",
    "timeline_app.ui.dialogs.settings",
    "timeline_app.ui.history.panel",
    "timeline_app.ui.lists.window",
    "timeline_app.ui.paint.files",
    "timeline_app.ui.positions.panel",
    "timeline_app.ui.table.view",
}
_QUESTION = """
import linecache, sys
from timeline_app import app
application, windows = app.build()
windows.make()
print(*sys.modules)
print(*linecache.cache)
"""


def test_the_start_imports_only_what_the_first_picture_needs_and_reads_no_sources() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", _QUESTION]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    modules, read = said.splitlines()
    assert not LATE & set(modules.split())
    assert "timeline_app" not in read.replace("timeline_app/app.py", "")
