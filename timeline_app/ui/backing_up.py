"""Makes backups while nobody types: the first of a day, and every ten minutes if something changed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from timeline_app.domain.errors import DemarcheError
from timeline_app.storage.backups import is_due, make_backup

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.session import Session
    from timeline_app.storage.backup_policy import Reason

AFTER_A_CHANGE = 3_000
"""Milliseconds without a further change after which a backup is made, if one is due."""
log = logging.getLogger("timeline_app.backups")


class BackingUp(QObject):
    """Looks after the backups of a session's document.

    Signals
    -------
    failed
        No backup could be made; carries the message.
    """

    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
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
            self._pool.start(_Copying(self._session.store.path, reason, self))

    def _finish(self) -> None:
        """Make what is still due before the document is closed."""
        if self._idle.isActive():
            self._idle.stop()
            self.make_if_due()
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
            make_backup(self._path, self._reason)
        except DemarcheError as error:
            log.warning("%s", error)
            self._owner.failed.emit(str(error))
