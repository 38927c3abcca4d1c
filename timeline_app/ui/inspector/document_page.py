"""The document as a whole, where no entry is selected; an empty one shows how to begin."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from timeline_app.domain.dates import day_in_words
from timeline_app.domain.records import Document
from timeline_app.storage.rows import get
from timeline_app.ui.forms.buttons import Button
from timeline_app.ui.forms.card import RecordCard
from timeline_app.ui.forms.drafting import Drafting, key_of
from timeline_app.ui.forms.pieces import Page
from timeline_app.ui.forms.sketch import Sketch

if TYPE_CHECKING:
    from timeline_app.domain.records import Record, Topic
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme

AT_ONCE = 12
"""Propositions that are named at a time."""
IN_A_MOMENT = 40
"""Milliseconds until more are."""


MOST_NAMED = 100
"""Propositions that are named; each takes two labels, and thousands of them seconds to lay out."""


class DocumentPage(QWidget):
    """The document's own card, its propositions, and how to begin.

    Signals
    -------
    command_requested
        Somebody wants a command of the window; carries its id.
    """

    command_requested = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session, self._theme = session, theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 18)
        self.card = RecordCard(self._document(), session, theme, self._face, parent=self)
        self.drafting = Drafting(session, key_of(self.card.record), self._texts, self)
        self.card.half_typed.connect(self.drafting.keep_soon)
        self._column.addWidget(self.drafting.note)
        self._column.addWidget(self.card)
        self.drafting.put_back(self._put_back)
        self._rest = self._make_rest()
        self._column.addWidget(self._rest)
        self._column.addStretch(1)

    def _document(self) -> Document:
        return get(self._session.store, Document, 1) or Document()

    def _texts(self) -> dict[str, Any]:
        texts = self.card.texts()
        return texts and {**texts, "title": getattr(self.card.record, "title", "")}

    def _put_back(self, texts: dict[str, Any]) -> None:
        """Put half-typed text back, and leave the focus where it is."""
        focused = QApplication.focusWidget()
        self.card.set_texts(texts)
        if focused:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the document as it is now; what is half typed stays."""
        self.card.show_record(self._document())
        rest, held = self._make_rest(), self._rest.isAncestorOf(QApplication.focusWidget() or self)
        self._column.replaceWidget(self._rest, rest)
        self._rest.hide()
        self._rest.deleteLater()
        self._rest = rest
        if held:
            self.focus_first()

    def _make_rest(self) -> QWidget:
        """Show what the document holds, or how to begin where it holds nothing."""
        rest = QWidget(self)
        column = QVBoxLayout(rest)
        column.setContentsMargins(0, 0, 0, 0)
        page = Page(self._theme, rest)
        page.setContentsMargins(6, 0, 6, 0)
        column.addWidget(page)
        if self._session.count_entries():
            self._show_propositions(page)
        else:
            self._show_beginning(page, column)
        return rest

    def _face(self, record: Record) -> Sketch:
        assert isinstance(record, Document)
        page = Sketch()
        page.kicker(self.tr("Timeline"))
        page.title(record.title or self.tr("Untitled"))
        page.text(record.description or "")
        collected = self._session.timeline.collected_through
        if collected is not None:
            page.muted(self.tr("collected through {day}").format(day=day_in_words(collected)))
        return page

    def focus_first(self) -> None:
        """Go to the document's own card."""
        self.card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_propositions(self, page: Page) -> None:
        page.text(self.tr("Click a mark to see everything of its entry. Double-click a lane for a new one."))
        page.heading(self.tr("Propositions"))
        topics = sorted(self._session.timeline.topics.values(), key=lambda t: t.sort_order)
        propositions = [topic for topic in topics if topic.kind == "proposition"]
        self._name(page, propositions[:MOST_NAMED], max(len(propositions) - MOST_NAMED, 0))

    def _name(self, page: Page, propositions: list[Topic], more: int) -> None:
        """Name some propositions, the rest in a moment: a hundred would delay the first picture."""
        for topic in propositions[:AT_ONCE]:
            page.pair(topic.short_label or topic.code or "", topic.wording)
        if len(propositions) > AT_ONCE:
            QTimer.singleShot(IN_A_MOMENT, page, partial(self._name, page, propositions[AT_ONCE:], more))
        elif more:
            page.muted(self.tr("and {count:,} more, in the list of topics").format(count=more))

    def _show_beginning(self, page: Page, column: QVBoxLayout) -> None:
        page.text(self.tr("This timeline is empty. Begin with one of these; the order does not matter."))
        for command, words in (
            ("entry.new", self.tr("New entry (Ctrl+N)")),
            ("list.party", self.tr("Parties: pick states from the country list")),
            ("list.topic", self.tr("Topics: the propositions that stances are taken on")),
            ("list.source", self.tr("Sources: where it was said or written")),
            ("file.import", self.tr("Import a file")),
        ):
            button = Button(words, page)
            button.clicked.connect(partial(self.command_requested.emit, command))
            column.addWidget(button)
