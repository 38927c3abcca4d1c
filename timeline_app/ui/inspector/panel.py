"""The inspector: the selected entry or a new one, edited in place; the document where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.records import Document, Entry
from timeline_app.drafts import drafts_of, drop_draft, keep_draft
from timeline_app.storage.rows import rows
from timeline_app.ui.forms.area import FormArea
from timeline_app.ui.forms.drafting import DRAFT_AFTER, ROW
from timeline_app.ui.forms.resuming import place_of, resume
from timeline_app.ui.forms.retheming import retheme
from timeline_app.ui.inspector.document_page import DocumentPage
from timeline_app.ui.inspector.draft_bar import DraftBar
from timeline_app.ui.inspector.entry_page import EntryPage
from timeline_app.ui.inspector.new_entry import NewEntryPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.records import Participation, Record
    from timeline_app.drafts import Draft
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme

NEW = "new entry"
OF_DOCUMENT = f"{ROW} {Document.TABLE} "
"""The draft of the document's own form, which is shown at once, with what was typed."""


class Inspector(QWidget):
    """Shows the selected entry of a session, or one that is being made.

    Signals
    -------
    command_requested
        Somebody wants a command of the window; carries its id.
    trouble
        Half-typed text cannot be kept; carries the message.
    """

    trouble = Signal(str)
    command_requested = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self._session, self._theme = session, theme
        self.page: QWidget | None = None
        self._drafted: set[str] = set()
        self._new_key = NEW
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.draft_bar = DraftBar(self)
        column.addWidget(self.draft_bar)
        self._area = FormArea(self)
        self._area.setAccessibleName(self.tr("Selected entry"))
        column.addWidget(self._area)
        self._later = QTimer(self, singleShot=True, interval=DRAFT_AFTER)
        self._wire()

    def _wire(self) -> None:
        self._later.timeout.connect(self.keep_drafts)
        self._session.selected.connect(self.show_entry)
        self._session.opened.connect(self._start_anew)
        self._session.changed.connect(self.refresh)
        self._session.horizon_moved.connect(self.refresh)
        self._session.closing.connect(self.keep_drafts)
        self.draft_bar.wanted.connect(self._put_back)
        self.draft_bar.thrown_away.connect(self._throw_away)

    def set_theme(self, theme: Theme) -> None:
        """Show in another theme."""
        self._theme = theme
        if self.page is not None:
            retheme(self.page, theme)

    def _start_anew(self) -> None:
        self.page = None
        self._drafted = set()
        self.show_entry(self._session.selection)
        kept = drafts_of(self._session.document_uid)
        self.draft_bar.offer([draft for draft in kept if not draft.key.startswith(OF_DOCUMENT)])

    def refresh(self) -> None:
        """Read again what is shown."""
        if isinstance(self.page, NewEntryPage):
            self.page.look_again()
        else:
            self.show_entry(self._session.selection)
            if self._drafted:
                self.keep_drafts()  # what was saved is no draft any more

    def show_entry(self, entry: int | None) -> None:
        """Show an entry, or the document where there is none."""
        if not self._session.is_open:
            return
        card = self._session.card(entry) if entry is not None else None
        if card is None:
            self._show_document()
        elif isinstance(self.page, EntryPage) and self.page.entry == card.entry.id:
            self.page.refresh(card)
        else:
            page = EntryPage(card, self._session, self._theme)
            page.half_typed.connect(self._keep_soon)
            page.left.connect(self._go_back)
            self._show(page)
            self._put_back_typed(page, card.entry.uid)

    def _show_document(self) -> None:
        if isinstance(self.page, DocumentPage):
            self.page.refresh()
            return
        page = DocumentPage(self._session, self._theme)
        page.command_requested.connect(self.command_requested)
        self._show(page)

    def _show(self, page: QWidget) -> None:
        self.keep_drafts()
        if isinstance(self.page, DocumentPage):
            self.page.drafting.part()
        left_unfinished = isinstance(self.page, NewEntryPage) and self._new_key in self._drafted
        self.page = page
        before = self._area.takeWidget()
        if before is not None:
            # Not at once: it may be a key in one of its fields that led here.
            before.hide()
            before.setParent(self)
            before.deleteLater()
        self._area.setWidget(page)
        if left_unfinished:
            self._offer_drafts()

    def _offer_drafts(self) -> None:
        """Offer what is kept and stands in no form."""
        kept, offered = drafts_of(self._session.document_uid), self.draft_bar.drafts
        self.draft_bar.offer(
            [
                draft
                for draft in kept
                if (draft in offered if place_of(draft) else draft.key not in self._drafted)
                or draft.key.startswith(NEW)
            ]
        )

    @override
    def event(self, event: QEvent) -> bool:
        """Offer no longer what was put back in another window meanwhile, or thrown away there."""
        if event.type() == QEvent.Type.WindowActivate and self._session.is_open:
            self._leave_out_decided()
        return super().event(event)

    def _leave_out_decided(self) -> None:
        if self.draft_bar.drafts:
            kept = drafts_of(self._session.document_uid)
            self.draft_bar.leave_out([d for d in self.draft_bar.drafts if place_of(d) and d not in kept])

    def _keep_soon(self) -> None:
        """Keep what is typed within a second, also while somebody types on."""
        if not self._later.isActive():
            self._later.start()

    def _go_back(self) -> None:
        """Go from the inspector to the lanes."""
        self.command_requested.emit("view.to_lanes")

    def _put_back_typed(self, page: EntryPage, uid: str) -> None:
        """Show again what was half typed on an entry when another was selected."""
        key = f"entry {uid}"
        if key not in self._drafted:
            return
        draft = next((d for d in drafts_of(self._session.document_uid) if d.key == key), None)
        if draft:
            _set_entry_texts(page, draft.content)

    def new_entry(
        self, entry: Entry | None = None, parts: Sequence[Participation] = (), date: str = ""
    ) -> NewEntryPage:
        """Open the form of a new entry and go there."""
        page = NewEntryPage(entry or Entry(), parts, self._session, self._theme)
        page.typed.connect(self._keep_soon)
        page.made.connect(self._show_made)
        page.left.connect(self._leave_new)
        page.set_aside.connect(self._set_new_aside)
        self._show(page)
        self._new_key = f"{NEW} {uuid4().hex}"
        page.start(date)
        return page

    def _show_made(self, entry: int) -> None:
        self._forget(self._new_key)
        self.page = None
        if entry == self._session.selection:
            self.show_entry(entry)
        self._session.select(entry)
        self._focus_page()

    def _leave_new(self) -> None:
        self._forget(self._new_key)
        self.page = None
        self.show_entry(self._session.selection)
        self._focus_page()

    def _set_new_aside(self) -> None:
        """Step back from a new entry; what is typed is kept, and offered."""
        self.show_entry(self._session.selection)
        self._focus_page()

    def focus_entry(self) -> None:
        """Go to what is to be decided, where there is such, else to what is shown."""
        if not self.draft_bar.isHidden():
            self.draft_bar.focus_first()
        else:
            self._focus_page()

    def _focus_page(self) -> None:
        if isinstance(self.page, EntryPage):
            self.page.focus_entry()
        elif isinstance(self.page, NewEntryPage | DocumentPage):
            self.page.focus_first()

    def edit_entry(self) -> None:
        """Open the form of the entry shown."""
        if isinstance(self.page, EntryPage):
            self.page.edit()

    def takes_parts(self) -> bool:
        """Tell whether an entry is shown that parts can be added to."""
        return isinstance(self.page, EntryPage | NewEntryPage)

    def add_part(self, record_type: type[Record]) -> None:
        """Open the form of one more part of the entry shown, new or saved."""
        if isinstance(self.page, EntryPage):
            self.page.section(record_type).add()
        elif isinstance(self.page, NewEntryPage):
            self.page.add(record_type)

    def keep_drafts(self) -> None:
        """Keep what is half typed in a file of its own, so that it outlives a crash."""
        self._later.stop()
        if not self._session.is_open:
            return
        if isinstance(self.page, NewEntryPage):
            self._keep(self._new_key, self.page.texts() if self.page.is_touched() else {})
        elif isinstance(self.page, EntryPage):
            page = self.page
            found = {"card": page.entry_card.texts(), "parts": page.parts.texts()}
            held = {name: texts for name, texts in found.items() if texts}
            entry = page.entry_card.record
            assert isinstance(entry, Entry)
            self._keep(f"entry {entry.uid}", held and {**held, "title": entry.title})

    def _keep(self, key: str, content: dict[str, Any]) -> None:
        try:
            if content:
                keep_draft(self._session.document_uid, key, content)
                self._drafted.add(key)
            elif key in self._drafted:
                self._forget(key)
        except DemarcheError as error:
            self.trouble.emit(str(error))

    def _forget(self, key: str) -> None:
        self._later.stop()
        self._drafted.discard(key)
        drop_draft(self._session.document_uid, key)

    def _put_back(self, draft: Draft) -> None:
        if draft.key.startswith(NEW):
            self._put_back_new(draft.key, draft.content)
            return
        place = place_of(draft)
        if place:
            resume(draft, place, self._session, self._theme, self)
            return
        self._drafted.add(draft.key)
        uid = draft.key.removeprefix("entry ")
        found = next(rows(self._session.store, Entry, uid=uid), None)
        if found is None:
            self._session.failed.emit(
                self.tr(
                    "The entry that this text belongs to was deleted. Undo brings it back; the text stays."
                )
            )
            return
        self._session.select(found.id)
        if isinstance(self.page, EntryPage):
            _set_entry_texts(self.page, draft.content)

    def _put_back_new(self, key: str, content: dict[str, Any]) -> None:
        self.new_entry().set_texts(content)
        self._new_key = key
        self._drafted.add(key)

    def _throw_away(self, draft: Draft) -> None:
        self._forget(draft.key)


def _set_entry_texts(page: EntryPage, content: dict[str, Any]) -> None:
    if content.get("card"):
        page.entry_card.set_texts(content["card"])
    page.parts.set_texts(content.get("parts", {}))
