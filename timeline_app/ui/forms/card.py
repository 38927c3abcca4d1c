"""A card of one saved record: read as it is, opened to be edited, each finished field saved at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError, FieldError
from timeline_app.domain.records.parts import PARTS
from timeline_app.storage.naming import table_words
from timeline_app.ui.forms.buttons import Button
from timeline_app.ui.forms.completing import KEPT_AS_THEY_ARE
from timeline_app.ui.forms.record_form import RecordForm

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QResizeEvent

    from timeline_app.domain.records import Record
    from timeline_app.session import Session
    from timeline_app.ui.forms.faces import Face
    from timeline_app.ui.theme import Theme


class RecordCard(QFrame):
    """A saved record.

    Signals
    -------
    half_typed
        Something in the opened form is typed and not saved, or was and is no longer.
    opened, closed
        The form came, or went.
    """

    half_typed = Signal()
    opened = Signal()
    closed = Signal()

    def __init__(
        self,
        record: Record,
        session: Session,
        theme: Theme,
        face: Face,
        *,
        owner: str = "",
        day: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._owner = owner
        self.record, self._session, self._theme, self._make_face = record, session, theme, face
        self.day = day
        self.parts_are_apart = False
        """Whether the parts are shown elsewhere, and not under the form."""
        self.form: RecordForm | None = None
        self._body: QWidget | None = None
        self.setObjectName("recordCard")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 3, 4, 3)
        self._column.setSpacing(6)
        self._top = QHBoxLayout()
        self._top.setSpacing(4)
        self._column.addLayout(self._top)
        self._build_top()

    def _build_top(self) -> None:
        self._sketch = self._make_face(self.record)
        self._face = self._sketch.page(self._theme, self._session.select)
        self._top.addWidget(self._face, 1)
        self._edit = Button(self.tr("Edit"), self)
        self._delete = Button(self.tr("Delete"), self)
        for button, act in ((self._edit, self.toggle), (self._delete, self.delete)):
            button.setObjectName("floating")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(act)
            button.hide()
        self._head = QLabel(self)
        self._head.setObjectName("heading")
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self._head.setText(table_words(type(self.record)).capitalize())
        self._head.setMinimumHeight(self._edit.sizeHint().height())
        self._head.hide()
        self._column.insertWidget(0, self._head)
        self._name_buttons()

    def _name_buttons(self) -> None:
        what = table_words(type(self.record))
        self.setAccessibleName(self.tr("{what}, Enter to edit").format(what=what.capitalize()))
        self._edit.setAccessibleName(self.tr("Edit this {what}").format(what=what))
        self._delete.setAccessibleName(self.tr("Delete this {what}").format(what=what))

    @property
    def is_open(self) -> bool:
        """Whether the form is shown."""
        return self.form is not None

    def show_record(self, record: Record, *, day: int | None = None) -> None:
        """Show the record as it is now; what is half typed stays."""
        self.record, self.day = record, day
        before, self._sketch = self._sketch, self._make_face(record)
        if self._sketch != before and not self._sketch.goes_onto(self._face, before):
            self._change_face()
        if self.form:
            self.form.show_record(record)
            self.form.set_day(day)

    def _change_face(self) -> None:
        fresh = self._sketch.page(self._theme, self._session.select)
        self._top.replaceWidget(self._face, fresh)
        self._face.hide()
        self._face.deleteLater()
        self._face = fresh
        fresh.setVisible(not self.is_open)

    def toggle(self) -> None:
        """Open the form, or close it."""
        if self.is_open:
            self.finish()
        else:
            self.open_form()

    def open_form(self) -> RecordForm:
        """Open the form and go to its first field."""
        if self.form is None:
            self._build_form()
        assert self.form
        self.form.focus_first()
        return self.form

    def _build_form(self) -> None:
        self.form = RecordForm(self.record, self._session, self._theme, self._owner, self)
        self.form.set_day(self.day)
        self.form.committed.connect(self._save)
        self.form.typed.connect(self.half_typed)
        self.form.finish_requested.connect(self.finish)
        self._face.hide()
        self._head.show()
        self._column.addWidget(self.form)
        if PARTS.get(type(self.record)) and not self.parts_are_apart:
            self._body = self._build_parts()
            self._column.addWidget(self._body)
        self._edit.setText(self.tr("Done"))
        self._show_buttons()
        self.opened.emit()

    def _build_parts(self) -> QWidget:
        from timeline_app.ui.forms.parts_column import PartsColumn

        column = PartsColumn(self.record, self._session, self._theme, parent=self)
        column.day = self.day
        column.half_typed.connect(self.half_typed)
        column.refresh()
        return column

    def refresh_parts(self) -> None:
        """Read the parts shown under the form again."""
        from timeline_app.ui.forms.parts_column import PartsColumn

        if isinstance(self._body, PartsColumn):
            self._body.refresh()

    def texts(self) -> dict[str, Any]:
        """Give what is half typed in the form and its parts, as JSON; empty if nothing is."""
        from timeline_app.ui.forms.parts_column import PartsColumn

        fields = self.form.texts() if self.form else {}
        parts = self._body.texts() if isinstance(self._body, PartsColumn) else {}
        return {k: v for k, v in (("fields", fields), ("parts", parts)) if v}

    def set_texts(self, texts: dict[str, Any]) -> None:
        """Put half-typed text back into the form and its parts."""
        from timeline_app.ui.forms.parts_column import PartsColumn

        self.open_form().set_texts(texts.get("fields", {}))
        if isinstance(self._body, PartsColumn):
            self._body.set_texts(texts.get("parts", {}))

    def close_form(self) -> None:
        """Show the record as it reads; what cannot be saved is thrown away."""
        if self.form is None:
            return
        for widget in (self.form, self._body):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.form = self._body = None
        self._head.hide()
        self._face.show()
        self._edit.setText(self.tr("Edit"))
        self._show_buttons()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.half_typed.emit()
        self.closed.emit()

    def finish(self) -> None:
        """Save what is typed and close the form; stay where something is wrong."""
        focused = self.focusWidget()
        if focused is not None and focused is not self:
            focused.clearFocus()
        for field in list(self.form.fields.values()) if self.form else ():
            field.finish()
        fault = self.form.fault() if self.form else None
        if fault is None:
            self.close_form()
        else:
            fault.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, name: str) -> None:
        assert self.form
        if isinstance(self.record, KEPT_AS_THEY_ARE) or not self._session.is_open:
            return
        try:
            self._session.change(self.record, **self._changes(name))
        except FieldError as error:
            self.form.say_fault(error)
        except DemarcheError as error:
            self._session.failed.emit(str(error))
        self.half_typed.emit()

    def _changes(self, name: str) -> dict[str, Any]:
        """Give all that is typed, or, where another field is wrong, this field only."""
        assert self.form
        try:
            return self.form.changes()
        except FieldError:
            return {name: self.form.fields[name].value()}

    def delete(self) -> None:
        """Delete the record; undo brings it back."""
        try:
            self._session.remove(type(self.record), self.record.id)
        except DemarcheError as error:
            self._session.failed.emit(str(error))

    def _place_buttons(self) -> None:
        """Let the buttons float over the upper right corner, so that reading keeps the whole width."""
        right = self.width() - 4
        for button in (self._edit, self._delete):
            button.adjustSize()
            right -= button.width()
            button.move(right, 3)
            button.raise_()
            right -= 4

    def _show_buttons(self) -> None:
        self._place_buttons()
        self._edit.setVisible(self.is_open or self.underMouse() or self.hasFocus())
        self._delete.setVisible(self.is_open and not self._session.store.read_only)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._show_buttons()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._edit.setVisible(self.is_open or self.hasFocus())
        super().leaveEvent(event)

    @override
    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # pyright: ignore[reportArgumentType]
        self._show_buttons()
        self.update()

    @override
    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # pyright: ignore[reportArgumentType]
        self._edit.setVisible(self.is_open or self.underMouse() or self._edit.hasFocus())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.open_form()
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.is_open:
            self._step_back()
        elif self.hasFocus() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.toggle()
        elif self.hasFocus() and key == Qt.Key.Key_Delete:
            self.delete()
        elif self.hasFocus() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _step_back(self) -> None:
        """Throw half-typed text away first, and close the form next."""
        if self.form and self.form.texts():
            self.form.revert()
            self.half_typed.emit()
        else:
            self.close_form()
