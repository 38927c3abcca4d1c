"""The form of one more part of a saved record: written when it is whole, or left."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError, FieldError
from timeline_app.ui.forms.making import make_new
from timeline_app.ui.forms.whole_form import WholeForm

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from timeline_app.domain.records import Record
    from timeline_app.domain.records.parts import Part
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme


class NewPart(QFrame):
    """A part that is being added.

    Signals
    -------
    typed
        Something is half typed.
    done
        It was written, or left.
    """

    typed = Signal()
    done = Signal()

    def __init__(
        self, part: Part, owner: Record, session: Session, theme: Theme, day: int | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._part, self._session, self._theme = part, session, theme
        self.setObjectName("partCard")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        fresh = dataclasses.replace(part.record(), **{part.owner: owner.id})
        self.form = WholeForm(fresh, session, theme, parent=self)
        self.form.set_day(day)
        self.form.typed.connect(self.typed)
        self.form.finish_requested.connect(self.add)
        self.form.new_requested.connect(self._make_new)
        if len(self.form.form.fields) == 1:
            self.form.form.committed.connect(self.add)
        column.addWidget(self.form)
        column.addLayout(self._build_buttons())

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.add_button = QPushButton(self.tr("Add"), self)
        self.add_button.setToolTip(self.tr("Ctrl+Enter"))
        self.add_button.setAccessibleName(self.tr("Add this {one}").format(one=self._part.one))
        self.add_button.clicked.connect(self.add)
        leave = QPushButton(self.tr("Cancel"), self)
        leave.clicked.connect(self.done)
        row.addWidget(self.add_button)
        row.addWidget(leave)
        row.addStretch(1)
        return row

    def add(self) -> None:
        """Write the part; where something is wrong, say so at its field."""
        try:
            whole = self.form.checked()
            self._session.put_whole(whole)
        except FieldError as error:
            self.form.form.say_fault(error)
            return
        except DemarcheError as error:
            self._session.failed.emit(str(error))
            return
        self.done.emit()

    def _make_new(self, picker: object, typed: str) -> None:
        make_new(self, self._session, self._theme, picker, typed)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)
