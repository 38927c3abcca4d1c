"""Keeps an error in painting from ending the program, which Qt does with one that leaves a paint function."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter


class Guard:
    """Paints what can be painted; what cannot is told once, and left out until there is something else."""

    def __init__(self) -> None:
        self._failed: object = None

    def paint(self, painter: QPainter, shown: object, do: Callable[[], None]) -> None:
        """Paint something, by what is done for it; the painter is left as it was."""
        if shown is self._failed:
            return
        self._failed = None
        painter.save()
        try:
            do()
        except Exception as error:  # noqa: BLE001 - whatever it is, the program goes on and says so
            self._failed = shown
            QTimer.singleShot(0, partial(_tell, error))  # not while painting: it opens a window
        finally:
            painter.restore()


def _tell(error: Exception) -> None:
    sys.excepthook(type(error), error, error.__traceback__)
