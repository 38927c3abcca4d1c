"""Has the columns of a large document read beside the work, in a process of its own that keeps them.

A process that reads keeps others from writing: it gives way to every step, and begins anew afterwards.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

COMMAND = "columns"
"""The word by which the program is told to read the columns of a document and nothing else."""
PACKAGE = Path(__file__).resolve().parent
AFTER_A_STEP = 1_000
"""Milliseconds without a step after which the reading begins anew."""


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
        self._path: Path | None = None
        self._process: QProcess | None = None
        self._later = QTimer(self, singleShot=True, interval=AFTER_A_STEP)
        self._later.timeout.connect(self._run)

    @property
    def is_on(self) -> bool:
        """Whether a document is being read, or is about to be."""
        return self._path is not None

    def start(self, path: Path) -> None:
        """Have the columns of a document read; what was begun before is given up."""
        self.stop()
        self._path = path
        self._run()

    def give_way(self) -> None:
        """Leave the document to a step that is about to be written."""
        self._later.stop()
        self._end_process()

    def go_on(self) -> None:
        """Begin anew some time after a step, if it gave way to one."""
        if self._path is not None and self._process is None:
            self._later.start()

    def stop(self) -> None:
        """Give up what is being read."""
        self._path = None
        self._later.stop()
        self._end_process()

    def _run(self) -> None:
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        before = environment.value("PYTHONPATH", "")
        environment.insert("PYTHONPATH", os.pathsep.join(filter(None, (str(PACKAGE.parent), before))))
        process.setProcessEnvironment(environment)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._finish)
        process.errorOccurred.connect(self._finish)
        self._process = process
        module = [] if getattr(sys, "frozen", False) else ["-m", PACKAGE.name]
        process.start(sys.executable, [*module, COMMAND, str(self._path)])

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._finish)
            process.errorOccurred.disconnect(self._finish)
            process.kill()
            process.waitForFinished(1_000)
            process.deleteLater()

    def _finish(self) -> None:
        process, self._process, self._path = self._process, None, None
        if process is not None:
            process.deleteLater()
            self.finished.emit()
