"""What the program holds in memory once a document is open and has been looked over."""

from __future__ import annotations

from pathlib import Path

from tests.bench.windows import costs, look_closely, opened


def resident(path: Path) -> dict[str, float]:
    """Open, pan, and look closely; give what is resident then."""
    with opened(path) as window:
        costs(lambda n: window.canvas.sight.pan(4.0 if n % 2 else -4.0, 0.0), 20)
        look_closely(window)
        costs(lambda n: window.canvas.sight.pan(4.0 if n % 2 else -4.0, 0.0), 20)
        status = Path("/proc/self/status").read_text(encoding="ascii")
    kibibytes = int(status.split("VmRSS:")[1].split()[0])
    return {"memory_mb": kibibytes * 1024 / 1e6}
