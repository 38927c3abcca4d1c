"""Makes backups while nobody types: the first of a day, and every ten minutes if something changed."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from timeline_app.domain.errors import DemarcheError
from timeline_app.storage.backups import is_due, make_backup
from timeline_app.ui.dialogs.progress import showing_progress

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from timeline_app.session import Session
    from timeline_app.storage.backup_policy import Reason

AFTER_A_CHANGE = 3_000
"""Milliseconds without a further change after which a backup is made, if one is due."""
MILLISECONDS_BETWEEN = 50
log = logging.getLogger("timeline_app.backups")


class _StoppedError(Exception):
    """The backup is no longer wanted."""


class BackingUp(QObject):
    """Looks after the backups of a session's document.

    Signals
    -------
    failed
        No backup could be made; carries the message.
    """

    failed = Signal(str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self.stopped, self.share = False, 0.0
        self._idle = QTimer(self, singleShot=True, interval=AFTER_A_CHANGE)
        self._idle.timeout.connect(self.make_if_due)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        session.changed.connect(self._idle.start)
        session.closing.connect(self._finish)

    def make_if_due(self) -> None:
        """Make a backup beside the work, if the storage policy wants one now."""
        if not self._session.is_open:
            return
        reason = is_due(self._session.store)
        if reason:
            self.stopped, self.share = False, 0.0
            self._pool.start(_Copying(self._session.store.path, reason, self))

    def _finish(self) -> None:
        """Make what is still due before the document is closed, and show how far it is if it takes long.

        Stopped, it is made the next time something changes.
        """
        if self._idle.isActive():
            self._idle.stop()
            self.make_if_due()
        words = self.tr("Making a backup before the timeline is closed")
        with suppress(DemarcheError), showing_progress(self._window, words) as progress:
            while not self._pool.waitForDone(MILLISECONDS_BETWEEN):
                progress(round(100 * self.share), 100)
        self.stopped = True
        self._pool.waitForDone()


class _Copying(QRunnable):
    """Makes one backup on a thread of its own, with a connection of its own."""

    def __init__(self, path: Path, reason: Reason, owner: BackingUp) -> None:
        super().__init__()
        self._path, self._owner = path, owner
        self._reason: Reason = reason

    def run(self) -> None:
        """Make the backup."""
        try:
            make_backup(self._path, self._reason, progress=self._tell)
        except _StoppedError:
            log.info("The backup of %s was stopped", self._path.name)
        except DemarcheError as error:
            log.warning("%s", error)
            self._owner.failed.emit(str(error))

    def _tell(self, share: float) -> None:
        """Say how far it is, and stop where that is wished; both threads see plain values only."""
        self._owner.share = share
        if self._owner.stopped:
            raise _StoppedError
