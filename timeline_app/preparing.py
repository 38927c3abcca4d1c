"""Has the columns of a large document read beside the work, in a process of its own that keeps them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

COMMAND = "columns"
"""The word by which the program is told to read the columns of a document and nothing else."""
PACKAGE = Path(__file__).resolve().parent


class Preparing(QObject):
    """Runs one such process at a time.

    Signals
    -------
    finished
        The columns were read and kept, or could not be.
    """

    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None

    @property
    def is_on(self) -> bool:
        """Whether a document is being read."""
        return self._process is not None

    def start(self, path: Path) -> None:
        """Have the columns of a document read; what was begun before is given up."""
        self.stop()
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        before = environment.value("PYTHONPATH", "")
        environment.insert("PYTHONPATH", os.pathsep.join(filter(None, (str(PACKAGE.parent), before))))
        process.setProcessEnvironment(environment)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._end)
        process.errorOccurred.connect(self._end)
        self._process = process
        module = [] if getattr(sys, "frozen", False) else ["-m", PACKAGE.name]
        process.start(sys.executable, [*module, COMMAND, str(path)])

    def stop(self) -> None:
        """Give up what is being read."""
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._end)
            process.errorOccurred.disconnect(self._end)
            process.kill()
            process.waitForFinished(1_000)
            process.deleteLater()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
            self.finished.emit()
