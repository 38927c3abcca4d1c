"""What this machine takes for the least that there is: one image blitted, an empty window, rows just read."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from tests.bench.windows import costs, median

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent


class Blit(QWidget):
    """Draws one image of its own size."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage(1400, 800, QImage.Format.Format_RGB32)
        self._image.fill(0)
        self.resize(1400, 800)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(0, 0, self._image)
        painter.end()


def blit(_: Path) -> dict[str, float]:
    """Blit one window-sized image a frame."""
    application = QApplication.instance() or QApplication([])
    widget = Blit()
    widget.show()
    found = costs(lambda _: widget.update(), 300)
    widget.close()
    del application
    return {"blit_floor_ms": median(found)}


def select(path: Path) -> dict[str, float]:
    """Read each row of entries, participations and stances once."""
    before = time.process_time()
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as conn:
        for sql in (
            "SELECT id, kind, begin_lo, begin_hi, end_lo, end_hi, importance FROM entry",
            "SELECT entry_id, party_id, role FROM participation",
            "SELECT entry_id, party_id, topic_id, value, mode FROM stance",
        ):
            for _ in conn.execute(sql):
                pass
    return {"select_s": time.process_time() - before}
