"""The inspector: everything of the selected entry, to be read and copied; of the document where none is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from timeline_app.domain.dates import day_in_words
from timeline_app.ui.inspector.parts import Page
from timeline_app.ui.inspector.sections import fill_entry

if TYPE_CHECKING:
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme


class Inspector(QScrollArea):
    """Shows the selected entry of a session."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAccessibleName(self.tr("Selected entry"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._session, self._theme = session, theme
        session.selected.connect(self.show_entry)
        session.opened.connect(self.refresh)
        session.changed.connect(self.refresh)

    def set_theme(self, theme: Theme) -> None:
        """Show in another theme."""
        self._theme = theme
        self.refresh()

    def refresh(self) -> None:
        """Read again what is shown."""
        self.show_entry(self._session.selection)

    def show_entry(self, entry: int | None) -> None:
        """Show an entry, or the document where there is none."""
        if not self._session.is_open:
            return
        page = Page(self._theme)
        card = self._session.card(entry) if entry is not None else None
        if card is None:
            self._fill_document(page)
        else:
            fill_entry(page, card, self._session)
        page.finish()
        self.setWidget(page)

    def _fill_document(self, page: Page) -> None:
        timeline = self._session.timeline
        page.kicker(self.tr("Timeline"))
        page.title(timeline.title or self.tr("Untitled"))
        collected = timeline.collected_through
        if collected is not None:
            page.muted(self.tr("collected through {day}").format(day=day_in_words(collected)))
        if not len(timeline.marks):
            page.text(
                self.tr(
                    "This timeline is empty. Help > Examples shows what one can hold. Until entries can be "
                    "made here, take them in with the command import."
                )
            )
            return
        page.text(self.tr("Click a mark to see everything of its entry."))
        page.heading(self.tr("Propositions"))
        for topic in sorted(timeline.topics.values(), key=lambda t: t.sort_order):
            if topic.kind == "proposition":
                page.pair(topic.short_label or topic.code or "", topic.wording)
