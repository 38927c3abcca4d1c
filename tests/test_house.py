"""The house holds: arrows point one way, the core runs without Qt, and Qt loses no references."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CORE = ("domain", "storage", "columns", "layout", "exchange")


def _run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60
    )
    return done.stdout


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=90,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_core_loads_no_qt() -> None:
    modules = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for room in CORE
        for file in sorted((ROOT / "timeline_app" / room).rglob("*.py"))
    ]
    modules.append("timeline_app.transfer")
    imports = "\n".join(f"import {module.removesuffix('.__init__')}" for module in modules)
    loaded = _run(
        f"{imports}\nimport sys\nprint(*[m for m in sys.modules if 'PySide' in m or 'pyqtgraph' in m])"
    )
    assert loaded.strip() == ""


def test_opening_a_window_loads_neither_typer_nor_rich() -> None:
    code = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from timeline_app.app import build
kept = build()
print(*[m for m in sys.modules if m in ("typer", "rich")])
"""
    assert _run(code).strip() == ""


def test_the_command_line_loads_no_qt_until_it_renders() -> None:
    code = "import timeline_app.cli, sys; print(*[m for m in sys.modules if 'PySide' in m])"
    assert _run(code).strip() == ""


def test_calls_into_qt_lose_no_references(qapp: object) -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference to None with many calls, until the process aborts."""
    from PySide6.QtCore import QObject, QPointF

    thing = QObject()
    point = QPointF(1.0, 2.0)
    before = [sys.getrefcount(constant) for constant in (None, True, False)]
    for _ in range(25_000):
        thing.setObjectName("x")
        thing.parent()
        thing.blockSignals(False)
        point.isNull()
    after = [sys.getrefcount(constant) for constant in (None, True, False)]
    lost = [a - b for a, b in zip(before, after, strict=True)]
    assert max(lost) < 1000, f"references lost: {lost}"
