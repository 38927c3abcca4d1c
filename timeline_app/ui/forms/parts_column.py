"""The parts of a saved record, kind by kind, each a card; more are added in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from timeline_app.domain.records.parts import PARTS, Part
from timeline_app.storage.rows import rows
from timeline_app.ui.forms.adding import NewPart
from timeline_app.ui.forms.buttons import Button
from timeline_app.ui.forms.card import RecordCard
from timeline_app.ui.forms.faces import plain_face

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.domain.records import Record
    from timeline_app.session import Session
    from timeline_app.ui.forms.faces import Face
    from timeline_app.ui.theme import Theme

    FaceOf = Callable[[type[Record]], Face | None]


class PartsColumn(QWidget):
    """All parts of one record.

    Signals
    -------
    half_typed
        Something in it is typed and not saved, or was.
    emptied
        What had the focus is gone, and so is all of its kind.
    """

    half_typed = Signal()
    emptied = Signal()

    def __init__(
        self,
        owner: Record,
        session: Session,
        theme: Theme,
        *,
        face_of: FaceOf | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._owner, self._session = owner, session
        self.day: int | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.sections: dict[type[Record], Section] = {}
        for part in PARTS.get(type(owner), ()):
            plain = partial(plain_face, session=session, owner=part.owner)
            face = (face_of(part.record) if face_of else None) or plain
            section = Section(part, owner, session, theme, face, self)
            section.half_typed.connect(self.half_typed)
            section.emptied.connect(self.emptied)
            self.sections[part.record] = section
            self._column.addWidget(section)
        self._build_menu()

    def _build_menu(self) -> None:
        self.add_button = Button(self.tr("Add…"), self)
        self.add_button.setObjectName("quiet")
        menu = QMenu(self.add_button)
        for section in self.sections.values():
            action = QAction(section.part.one.capitalize(), menu)
            action.triggered.connect(section.add)
            menu.addAction(action)
        self.add_button.setMenu(menu)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """Read the parts again; what is half typed stays."""
        for section in self.sections.values():
            section.refresh(self.day)

    def texts(self) -> dict[str, Any]:
        """Give what is half typed, by table, as JSON; empty if nothing is."""
        found = {record.TABLE: section.texts() for record, section in self.sections.items()}
        return {table: texts for table, texts in found.items() if texts}

    def set_texts(self, texts: dict[str, Any]) -> None:
        """Put half-typed text back."""
        for record, section in self.sections.items():
            section.set_texts(texts.get(record.TABLE, {}))


class Section(QWidget):
    """The parts of one kind of a record.

    Signals
    -------
    half_typed
        Something in it is typed and not saved, or was.
    emptied
        Nothing is left in it that could have the focus.
    """

    half_typed = Signal()
    emptied = Signal()

    def __init__(
        self, part: Part, owner: Record, session: Session, theme: Theme, face: Face, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.part = part
        self._owner, self._session, self._theme, self._face = owner, session, theme, face
        self.cards: dict[int, RecordCard] = {}
        self.new: NewPart | None = None
        self._day: int | None = None
        self.setObjectName(f"section_{part.record.TABLE}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(2)
        head = QHBoxLayout()
        head.setContentsMargins(7, 0, 0, 0)
        heading = QLabel(part.title, self)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setObjectName("heading")
        head.addWidget(heading, 1)
        self._add = Button("+", self)
        self._add.setObjectName("quiet")
        self._add.setAccessibleName(self.tr("Add {one}").format(one=part.one))
        self._add.setToolTip(self._add.accessibleName())
        self._add.clicked.connect(self.add)
        head.addWidget(self._add)
        self._column.addLayout(head)
        self.hide()

    def refresh(self, day: int | None) -> None:
        """Read the rows again: cards of rows that are gone go, those of new ones come, the rest stay."""
        self._day = day
        stored = rows(self._session.store, self.part.record, **{self.part.owner: self._owner.id})
        found = {r.id: r for r in stored if not self._session.hides(r)}
        for row_id in self.cards.keys() - found.keys():
            self._drop(row_id)
        for place, (row_id, record) in enumerate(found.items()):
            if row_id in self.cards:
                self._show_again(self.cards[row_id], record)
            else:
                self._show_new(place, record)
        self.setVisible(bool(found) or self.new is not None)

    def _show_again(self, card: RecordCard, record: Record) -> None:
        card.show_record(record, day=self._day)
        card.refresh_parts()

    def _show_new(self, place: int, record: Record) -> None:
        card = RecordCard(
            record,
            self._session,
            self._theme,
            self._face,
            owner=self.part.owner,
            day=self._day,
            parent=self,
        )
        card.half_typed.connect(self.half_typed)
        self.cards[record.id] = card
        self._column.insertWidget(place + 1, card)

    def _drop(self, row_id: int) -> None:
        card = self.cards.pop(row_id)
        had_focus = card.isAncestorOf(self.window().focusWidget()) or card.hasFocus()
        card.hide()
        card.deleteLater()
        if had_focus:
            following = next(reversed(self.cards.values()), None)
            if following:
                following.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.emptied.emit()

    def add(self) -> NewPart:
        """Open the form of one more part and go there."""
        if self.new is None:
            beside = self._beside()
            self.new = NewPart(self.part, self._owner, beside, self._session, self._theme, self)
            self.new.form.set_day(self._day)
            self.new.typed.connect(self.half_typed)
            self.new.made.connect(self._show_made)
            self.new.left.connect(self._leave_new)
            self._column.addWidget(self.new)
            self.show()
            self.new.form.form.focus_first_free()
        elif not self._is_in_new(QApplication.focusWidget()):
            self.new.form.form.focus_first()
        return self.new

    def _is_in_new(self, widget: QWidget | None) -> bool:
        return self.new is not None and widget is not None and self.new.isAncestorOf(widget)

    def _beside(self) -> list[Record]:
        """Give the other parts of the record, those that a new part may begin from."""
        column = self.parentWidget()
        sections = column.sections.values() if isinstance(column, PartsColumn) else [self]
        return [card.record for section in sections for card in section.cards.values()]

    def _show_made(self, row_id: int) -> None:
        """Go from the form to the card of what was made."""
        self._close_new()
        card = self.cards.get(row_id)
        (card or self._add).setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_new(self) -> None:
        """Go from the form to the last card, or to what the parts are of."""
        self._close_new()
        card = next(reversed(self.cards.values()), None)
        if card:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.emptied.emit()

    def _close_new(self) -> None:
        assert self.new
        self.new.hide()
        self.new.deleteLater()
        self.new = None
        self.setVisible(bool(self.cards))
        self.half_typed.emit()

    def texts(self) -> dict[str, Any]:
        """Give what is half typed, by uid, that of a new part under an empty one."""
        found = {card.record.uid: card.texts() for card in self.cards.values()}
        if self.new:
            found[""] = self.new.form.texts()
        return {uid: texts for uid, texts in found.items() if texts}

    def set_texts(self, texts: dict[str, Any]) -> None:
        """Put half-typed text back."""
        by_uid = {card.record.uid: card for card in self.cards.values()}
        for uid, typed in texts.items():
            if uid in by_uid:
                by_uid[uid].set_texts(typed)
            elif not uid:
                self.add().form.set_texts(typed)
