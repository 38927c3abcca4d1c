"""The button that says which evidence counts in positions, and lets it be chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from timeline_app.domain.filtering import EVIDENCE_FIELDS, FIELD_LABELS, Filter
from timeline_app.domain.plain_text import one_line
from timeline_app.storage.filtering import describe_evidence
from timeline_app.ui.fields.asking import answer, dialog_for

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from timeline_app.session import Session

_LONGEST = 72


class EvidenceButton(QToolButton):
    """Names the evidence filter; its menu changes it field by field, or takes it away.

    Signals
    -------
    evidence_chosen
        Something else is to count; carries the `Filter`.
    """

    evidence_chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.evidence = Filter()
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def show_evidence(self, evidence: Filter) -> None:
        """Say which evidence counts."""
        if self.evidence == evidence and self.text():
            return
        self.evidence = evidence
        words = self.tr("every grade, with or without citation, drafts never")
        if not evidence.is_empty:
            asked = [text for _, text in describe_evidence(self._session.store, evidence)]
            words = self.tr("only {evidence}, drafts never").format(evidence=", ".join(asked))
        named = self.tr("Evidence: {words}").format(words=words)
        self.setText(one_line(named, _LONGEST).replace("&", "&&"))
        self.setAccessibleName(one_line(named))
        self.setProperty("wrong", not evidence.is_empty)

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        for name in EVIDENCE_FIELDS:
            words = "Grade" if name == "grade" else FIELD_LABELS[name]
            action = menu.addAction(f"{QCoreApplication.translate('Filter', words)}…")
            action.triggered.connect(partial(self.ask_for, name))
        if not self.evidence.is_empty:
            menu.addSeparator()
            for name, words in describe_evidence(self._session.store, self.evidence):
                off = self.tr("No longer by {words}").format(words=one_line(words, 60).replace("&", "&&"))
                menu.addAction(off).triggered.connect(partial(self._take_away, name))
        every = menu.addAction(self.tr("&Every evidence"))
        every.setEnabled(not self.evidence.is_empty)
        every.triggered.connect(self.take_all_away)
        menu.setEnabled(self._session.is_open)

    def ask_for(self, name: str, _checked: bool = False) -> QDialog:
        """Ask what one field of the filter is to ask for."""
        title = self.tr("Evidence by grade") if name == "grade" else self.tr("Evidence by {field}")
        dialog = dialog_for(self, self._session.store, self.evidence, name, title)
        dialog.accepted.connect(partial(self._take, name, dialog))
        dialog.open()
        return dialog

    def take_all_away(self) -> None:
        """Let everything count."""
        self._choose(Filter())

    def _take_away(self, name: str, _checked: bool = False) -> None:
        self._choose(self.evidence.without(name))

    def _take(self, name: str, dialog: QDialog) -> None:
        self._choose(answer(dialog, self.evidence, name))

    def _choose(self, evidence: Filter) -> None:
        if evidence != self.evidence:
            self.evidence_chosen.emit(evidence)
