"""The selected entry, read and edited in place: its own card, and under it a card for each of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.records import Entry
from timeline_app.ui.entry_words import LINK_WORDS
from timeline_app.ui.forms.card import RecordCard
from timeline_app.ui.forms.parts_column import PartsColumn
from timeline_app.ui.forms.sketch import Sketch
from timeline_app.ui.inspector.faces import Faces, stored_date

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from timeline_app.domain.records import Record
    from timeline_app.session import Session
    from timeline_app.storage.entry_cards import EntryCard
    from timeline_app.ui.forms.parts_column import Section
    from timeline_app.ui.forms.pieces import Page
    from timeline_app.ui.theme import Theme


class EntryPage(QWidget):
    """Everything of one entry.

    Signals
    -------
    half_typed
        Something in it is typed and not saved, or was.
    left
        Somebody steps back from it.
    """

    half_typed = Signal()
    left = Signal()

    def __init__(
        self, card: EntryCard, session: Session, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session, self._theme, self._shown = session, theme, card
        self._faces = Faces(card, session)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 18)
        self._column.setSpacing(2)
        face = self._faces.of(Entry)
        assert face
        self.entry_card = RecordCard(card.entry, session, theme, face, day=card.day, parent=self)
        self.entry_card.parts_are_apart = True
        self.entry_card.half_typed.connect(self.half_typed)
        self._column.addWidget(self.entry_card)
        self.parts = PartsColumn(card.entry, session, theme, face_of=self._faces.of, parent=self)
        self.parts.day = card.day
        self.parts.half_typed.connect(self.half_typed)
        self.parts.emptied.connect(self.focus_entry)
        self.parts.refresh()
        self._column.addWidget(self.parts)
        self._foot = self._make_foot(self._sketch_foot())
        self._column.addWidget(self._foot)
        self._column.addStretch(1)

    @property
    def entry(self) -> int:
        """The id of the entry."""
        return self._shown.entry.id

    def refresh(self, card: EntryCard) -> None:
        """Show the entry as it is now; what is half typed stays."""
        if card == self._shown:
            return
        self._shown = self._faces.card = card
        self.entry_card.show_record(card.entry, day=card.day)
        self.parts.day = card.day
        self.parts.refresh()
        before, drawn = self._drawn_foot, self._sketch_foot()
        self._drawn_foot = drawn
        if drawn != before and not drawn.goes_onto(self._foot, before):
            foot = self._make_foot(drawn)
            self._column.replaceWidget(self._foot, foot)
            self._foot.hide()
            self._foot.deleteLater()
            self._foot = foot

    def _make_foot(self, drawn: Sketch) -> Page:
        self._drawn_foot = drawn
        page = drawn.page(self._theme, self._session.select)
        page.setContentsMargins(6, 0, 6, 0)
        return page

    def _sketch_foot(self) -> Sketch:
        """Show what is read only: links that lead here, and how the date is stored."""
        page = Sketch()
        incoming = [link for link in self._shown.links if not link.outgoing]
        if incoming:
            page.heading(self.tr("Linked from"))
        for link in incoming:
            page.link(f"← {LINK_WORDS[link.relation]}:", link.title, link.entry)
            page.muted(link.note)
        page.muted(stored_date(self._shown.entry))
        return page

    def section(self, record_type: type[Record]) -> Section:
        """Give the section of one kind of parts."""
        return self.parts.sections[record_type]

    def edit(self) -> None:
        """Open the entry's own form, and go to it."""
        self.entry_card.open_form()

    def focus_entry(self) -> None:
        """Go to the entry's card."""
        self.entry_card.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc lead from a part to the entry, and from the entry to where one came from."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.entry_card.hasFocus():
            self.left.emit()
        else:
            self.focus_entry()
