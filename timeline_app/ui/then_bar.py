"""The bar of a window that shows a private copy: after or before which step the document was so."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from timeline_app.domain.plain_text import one_line
from timeline_app.storage.history import first_undone, last_done
from timeline_app.ui.plain_label import plain_label

if TYPE_CHECKING:
    from timeline_app.session import Session


class ThenBar(QFrame):
    """Says what is shown, as long as it is a private copy.

    Signals
    -------
    compare_requested
        It is to be compared with today.
    """

    compare_requested = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        self.label = plain_label(self)
        self.label.setMinimumWidth(40)
        self.compare_button = QPushButton(self.tr("Compare with today"), self)
        self.compare_button.clicked.connect(self.compare_requested)
        row.addWidget(self.label, 1)
        row.addWidget(self.compare_button)
        session.opened.connect(self._show)
        self.hide()

    def _show(self) -> None:
        self.setVisible(self._session.is_private)
        if self._session.is_private:
            words = self.tr("{state} – nothing can be changed here.")
            self.label.setText(words.format(state=state_in_words(self._session)))


def state_in_words(session: Session) -> str:
    """Say of a private copy after or before which step the document was so."""
    step, words = (
        last_done(session.store),
        QCoreApplication.translate("ThenBar", "As it was after “{step}”, {time}"),
    )
    if step is None:
        step = first_undone(session.store)
        words = QCoreApplication.translate("ThenBar", "As it was before “{step}”, {time}")
    if step is None:
        return QCoreApplication.translate("ThenBar", "As it was at first")
    made_at = datetime.fromisoformat(step.made_at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return words.format(step=one_line(step.label, 100), time=made_at)
