"""The parts of one kind of a record that is yet to be made, each in a form of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from timeline_app.ui.forms.buttons import Button
from timeline_app.ui.forms.suggesting import suggested
from timeline_app.ui.forms.whole_form import WholeForm

if TYPE_CHECKING:
    from timeline_app.domain.records import Record
    from timeline_app.domain.records.parts import Part
    from timeline_app.session import Session
    from timeline_app.storage.wholes import Whole
    from timeline_app.ui.theme import Theme


class NewParts(QWidget):
    """The parts of one kind.

    Signals
    -------
    typed, finish_requested
        As for `WholeForm`.
    """

    typed = Signal()
    finish_requested = Signal()

    def __init__(self, part: Part, session: Session, theme: Theme, whole_form: WholeForm) -> None:
        super().__init__(whole_form)
        self._part, self._session, self._theme, self._whole_form = part, session, theme, whole_form
        self._day: int | None = None
        self.rows: list[WholeForm] = []
        self.setObjectName(f"new_{part.record.TABLE}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._heading = QLabel(part.title, self)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setObjectName("heading")
        self._heading.hide()
        self._column.addWidget(self._heading)
        self.add_button = Button(self.tr("+ {one}").format(one=part.one), self)
        self.add_button.setObjectName("quiet")
        self.add_button.setAccessibleName(self.tr("Add {one}").format(one=part.one))
        self.add_button.clicked.connect(self.add_by_hand)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def add_by_hand(self) -> WholeForm:
        """Add the form of one more part, as it may well be, and go there."""
        form = self.add()
        form.form.focus_first_free()
        return form

    def add(self, record: Record | None = None) -> WholeForm:
        """Add the form of one more part."""
        fresh = self._suggested() if record is None else record
        frame = QFrame(self)
        frame.setObjectName("partCard")
        row = QHBoxLayout(frame)
        row.setContentsMargins(8, 8, 4, 8)
        form = WholeForm(fresh, self._session, self._theme, self._part.owner, frame)
        form.set_day(self._day)
        form.typed.connect(self.typed)
        form.finish_requested.connect(self.finish_requested)
        row.addWidget(form, 1)
        away = Button("×", frame)
        away.setObjectName("away")
        away.setAccessibleName(self.tr("Leave out this {one}").format(one=self._part.one))
        away.setToolTip(away.accessibleName())
        away.clicked.connect(partial(self._leave_out_by_hand, form))
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        self.rows.append(form)
        self._heading.show()
        self._column.insertWidget(self._column.count() - 1, frame)
        self.typed.emit()
        return form

    def _suggested(self) -> Record:
        sections = self._whole_form.sections.values()
        beside = [row.values() for section in sections for row in section.rows]
        return suggested(self._part, self._session.store, self._whole_form.values(), beside)

    def _leave_out_by_hand(self, form: WholeForm) -> None:
        self._leave_out(form)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_out(self, form: WholeForm) -> None:
        self.rows.remove(form)
        frame = form.parentWidget()
        if frame is not None:
            frame.hide()
            frame.deleteLater()
        self._heading.setVisible(bool(self.rows))
        self.typed.emit()

    def leave_out_untouched(self) -> None:
        """Do without forms in which nothing was typed and what stands is nothing, or not enough."""
        for form in [form for form in self.rows if not form.is_touched()]:
            if form.is_blank() or not form.keeps_rules():
                self._leave_out(form)

    def clear(self) -> None:
        """Do without all forms."""
        for form in list(self.rows):
            self._leave_out(form)

    def set_day(self, day: int | None) -> None:
        """Let pickers show the offices held on a day."""
        self._day = day
        for row in self.rows:
            row.set_day(day)

    def wholes(self) -> list[tuple[str, Whole]]:
        """Give the parts as typed, each with the column that is to refer to the record."""
        return [(self._part.owner, row.checked()) for row in self.rows]

    def texts(self) -> list[dict[str, Any]]:
        """Give what is typed, as JSON."""
        return [row.texts() for row in self.rows]
