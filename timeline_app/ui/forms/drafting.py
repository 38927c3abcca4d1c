"""Keeps what is half typed in a form of a row, so that it outlives a crash, and puts it back there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer

from timeline_app.domain.errors import DemarcheError
from timeline_app.drafts import draft_of, drop_draft, keep_draft
from timeline_app.ui.plain_label import plain_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.records import Record
    from timeline_app.session import Session

DRAFT_AFTER = 1000
"""Milliseconds after which half-typed text is kept."""
ROW, FRESH = "row", "fresh"
"""What a key begins with: the form of a saved row, or of one that is yet to be made; its table follows."""


def key_of(record: Record) -> str:
    """Name the form of a saved row."""
    return f"{ROW} {record.TABLE} {record.uid}"


def fresh_key(table: str) -> str:
    """Name one more form of a row that is yet to be made."""
    return f"{FRESH} {table} {uuid4().hex}"


class Drafting(QObject):
    """What is half typed in one form.

    Parameters
    ----------
    session : Session
        Whose document it belongs to.
    key : str
        Which form; see `key_of` and `fresh_key`.
    texts : callable
        Gives what is half typed, as JSON; empty if nothing is.
    parent : QWidget
        The form, or what holds it; goes with it.

    Attributes
    ----------
    note
        Says that text was put back; to be placed over the form.
    has_failed
        Whether what is typed could not be kept.
    """

    def __init__(
        self, session: Session, key: str, texts: Callable[[], dict[str, Any]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.key = key
        self._session, self._document, self._texts = session, session.document_uid, texts
        self.has_failed = self._is_kept = self._is_done = False
        self._later = QTimer(self, singleShot=True, interval=DRAFT_AFTER)
        self._later.timeout.connect(self.keep)
        words = self.tr("What was half typed here was kept, and is put back. It is not saved yet.")
        self.note = plain_label(parent, "fieldNote", words)
        self.note.setIndent(7)
        self.note.hide()
        session.closing.connect(self.part)
        session.changed.connect(self._look_again)

    def put_back(
        self, set_texts: Callable[[dict[str, Any]], None], typed: dict[str, Any] | None = None
    ) -> None:
        """Put what was kept back into the form, or else what is given, and say so; do nothing without."""
        draft = draft_of(self._document, self.key)
        content = draft.content if draft else typed
        if not content:
            return
        self._is_kept = draft is not None
        set_texts(content)
        self.note.show()
        self.keep()

    def keep_soon(self) -> None:
        """Keep what is typed within a second, also while somebody types on."""
        if not self._later.isActive() and not self._is_done:
            self._later.start()

    def keep(self) -> None:
        """Keep what is half typed now; where nothing is any more, let go of what was kept."""
        self._later.stop()
        content = {} if self._is_done else self._texts()
        if content:
            self._write(content)
        elif self._is_kept and not self._is_done:
            self.forget()

    def _write(self, content: dict[str, Any]) -> None:
        try:
            keep_draft(self._document, self.key, content)
        except DemarcheError as error:
            was_told, self.has_failed = self.has_failed, True
            if not was_told:
                self._session.failed.emit(str(error))
        else:
            self._is_kept, self.has_failed = True, False

    def forget(self) -> None:
        """Let go of what was kept: it is saved, or not wanted any more."""
        self._later.stop()
        self._is_kept = False
        self.note.hide()
        drop_draft(self._document, self.key)

    def _look_again(self) -> None:
        """Let go of what was saved at once, for it is no draft any more."""
        if self._is_kept:
            self.keep()

    def part(self) -> None:
        """Keep what is typed for the last time: the document is about to close, or the form to go."""
        self.keep()
        self._is_done = True
