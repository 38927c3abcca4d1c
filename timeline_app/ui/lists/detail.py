"""The chosen row of a list: its form and its parts, opened to be edited in place."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Party, PartyFlag, rules_of
from timeline_app.storage.rows import get, rows
from timeline_app.ui.fields.field import Field
from timeline_app.ui.forms.card import RecordCard
from timeline_app.ui.forms.drafting import Drafting, key_of
from timeline_app.ui.forms.sketch import Sketch
from timeline_app.ui.lists.flag_names import FlagCompleter
from timeline_app.ui.lists.listing import flag_today
from timeline_app.ui.lists.pictures import COLOUR, flag_picture
from timeline_app.ui.lists.uses import count_uses, times, uses_in_words
from timeline_app.ui.plain_label import plain_label

if TYPE_CHECKING:
    from timeline_app.domain.records import Record
    from timeline_app.session import Session
    from timeline_app.ui.lists.kinds import Kind
    from timeline_app.ui.theme import Theme

_FLAG_SCALE = 1.5


class OpenCard(RecordCard):
    """A card that stays open: what would close it leads back to the list.

    Signals
    -------
    left
        Somebody is done with it.
    delete_requested
        The row is to be deleted.
    """

    left = Signal()
    delete_requested = Signal()

    def show_form(self) -> None:
        """Open the form and leave the focus where it is."""
        if self.form is None:
            self._build_form()

    @override
    def close_form(self) -> None:
        if self.form:
            self.form.revert()
        self.half_typed.emit()
        self.left.emit()

    @override
    def delete(self) -> None:
        self.delete_requested.emit()

    @override
    def _show_buttons(self) -> None:
        self._place_buttons()
        self._edit.setVisible(self.is_open)


class Detail(QScrollArea):
    """The chosen row.

    Signals
    -------
    left
        Somebody is done with it and goes back to the list.
    delete_requested
        It is to be deleted.
    """

    left = Signal()
    delete_requested = Signal()

    def __init__(self, kind: Kind, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind, self._session, self._theme = kind, session, theme
        self._not_kept: dict[str, dict[str, Any]] = {}
        self.drafting: Drafting | None = None
        self.card: OpenCard | None = None
        self._head: QWidget | None = None
        self.setObjectName("formArea")
        self.setAccessibleName(self.tr("The chosen row"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget(self)
        page.setObjectName("page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(10, 10, 10, 10)
        self._hint = plain_label(page, "muted")
        self._column.addWidget(self._hint)
        self._column.addStretch(1)
        self.setWidget(page)
        self._hint.setText(self.tr("Choose a row on the left to see and change all of it here."))
        application = QApplication.instance()
        if kind.record is Party and isinstance(application, QApplication):
            application.focusChanged.connect(self._offer_flags)

    @property
    def row_id(self) -> int | None:
        """The row shown."""
        return self.card.record.id if self.card else None

    def set_theme(self, theme: Theme) -> None:
        """Show in other colours."""
        self._theme = theme
        record = self.card.record if self.card else None
        self._drop()
        self.show_record(record)

    def show_row(self, row_id: int | None) -> None:
        """Show a row, or none."""
        record = get(self._session.store, self._kind.record, row_id) if row_id else None
        if self.card and record and record.id == self.card.record.id:
            self._show_head(record)
            self.card.show_record(record)
            self.card.refresh_parts()
        else:
            self._drop()
            self.show_record(record)

    def show_record(self, record: Record | None) -> None:
        """Show a record where none is shown."""
        self._hint.setVisible(record is None)
        if record is None:
            return
        self._show_head(record)
        self.card = OpenCard(record, self._session, self._theme, _no_face, parent=self.widget())
        self.card.left.connect(self.left)
        self.card.delete_requested.connect(self.delete_requested)
        self.card.show_form()
        if "colour" in rules_of(self._kind.record):
            self._add_colour_button(self.card)
        self._column.insertWidget(1, self.card)
        self.verticalScrollBar().setValue(0)
        self.drafting = Drafting(self._session, key_of(record), self._texts, self.card)
        self.card.half_typed.connect(self.drafting.keep_soon)
        self._column.insertWidget(1, self.drafting.note)
        self.drafting.put_back(self._put_back, self._not_kept.pop(self.drafting.key, None))

    def _texts(self) -> dict[str, Any]:
        assert self.card
        texts = self.card.texts()
        return texts and {**texts, "title": getattr(self.card.record, self._kind.name)}

    def _put_back(self, texts: dict[str, Any]) -> None:
        """Put what was half typed when another row was chosen, or the program ended, back into its fields."""
        assert self.card
        focused = QApplication.focusWidget()
        self.card.set_texts(texts)
        if focused:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self) -> None:
        if self.card is None:
            return
        assert self.drafting
        self.drafting.part()
        if self.drafting.has_failed:
            self._not_kept[self.drafting.key] = self._texts()
        for widget in (self._head, self.drafting.note, self.card):
            if widget:
                widget.hide()
                widget.deleteLater()
        self._head = self.card = self.drafting = None

    def forget(self) -> None:
        """Show nothing: the document is closed."""
        self._drop()
        self._not_kept.clear()
        self._hint.show()

    def focus_first(self) -> None:
        """Go to the first field."""
        if self.card and self.card.form:
            self.card.form.focus_first()

    def _show_head(self, record: Record) -> None:
        """Name the row over its form, with what it has today and where it is used."""
        if self._head:
            self._head.hide()
            self._head.deleteLater()
        self._head = self._build_head(record)
        self._column.insertWidget(0, self._head)

    def _build_head(self, record: Record) -> QWidget:
        head = QWidget(self.widget())
        column = QVBoxLayout(head)
        column.setContentsMargins(7, 0, 0, 4)
        column.setSpacing(3)
        row = QHBoxLayout()
        row.setSpacing(8)
        flag = self._flag(record)
        picture = flag_picture(flag, self._theme, _FLAG_SCALE) if flag else None
        if picture:
            label = QLabel(head)
            label.setPixmap(picture)
            label.setAccessibleName(self.tr("Flag {name}").format(name=flag))
            row.addWidget(label)
        row.addWidget(plain_label(head, "title", one_line(getattr(record, self._kind.name), 200)), 1)
        column.addLayout(row)
        column.addWidget(plain_label(head, "muted", self._uses(record)))
        return head

    def _flag(self, record: Record) -> str | None:
        if not isinstance(record, Party):
            return None
        return flag_today(record, rows(self._session.store, PartyFlag, party_id=record.id))

    def _uses(self, record: Record) -> str:
        if self._session.horizon is not None:
            return ""
        count = count_uses(self._session, self._kind.record, record.id)
        if not count:
            return self.tr("Not used yet")
        where = uses_in_words(self._session, self._kind.record, record.id)
        return self.tr("Used {times}: {where}").format(times=times(count), where=where)

    def _add_colour_button(self, card: OpenCard) -> None:
        assert card.form
        field = card.form.field("colour")
        button = QPushButton(self.tr("Choose…"), field)
        button.setObjectName("quiet")
        button.setAccessibleName(self.tr("Choose the colour"))
        button.clicked.connect(self.choose_colour)
        layout = field.layout()
        assert layout
        layout.addWidget(button)
        layout.setAlignment(button, Qt.AlignmentFlag.AlignLeft)

    def choose_colour(self) -> None:
        """Ask for the colour of the row and write it."""
        assert self.card
        now = getattr(self.card.record, "colour", None) or ""
        first = QColor(now) if COLOUR.fullmatch(now) else QColor(self._theme.accent)
        chosen = QColorDialog.getColor(first, self.window(), self.tr("Colour"))
        if chosen.isValid():
            self.put_colour(chosen.name())

    def put_colour(self, colour: str) -> None:
        """Write the colour of the row."""
        assert self.card
        changes: dict[str, Any] = {"colour": colour}
        try:
            self._session.put(dataclasses.replace(self.card.record, **changes))
        except DemarcheError as error:
            self._session.failed.emit(str(error))

    def _offer_flags(self, _: QWidget | None, now: QWidget | None) -> None:
        """Let the field for a flag offer the flags there are, once somebody goes there."""
        if not isinstance(now, QLineEdit) or now.completer() or not self._is_here(now):
            return
        field = now.parentWidget()
        if isinstance(field, Field) and field.objectName() == "flag":
            completer = FlagCompleter(self._theme, now)
            completer.activated.connect(field.typed)
            now.setCompleter(completer)

    def _is_here(self, widget: QWidget) -> bool:
        """Tell whether a widget is in this window, or in a dialog of it."""
        window = widget.window()
        return self.window() in (window, window.parentWidget())


def _no_face(_: Record) -> Sketch:
    """Show nothing of a closed card, for the card stays open."""
    return Sketch()
