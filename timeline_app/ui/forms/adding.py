"""The form of one more part of a saved record: written when it is whole, or left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.ui.fields.lines import LineField
from timeline_app.ui.fields.picker import PickerField
from timeline_app.ui.forms.buttons import Button
from timeline_app.ui.forms.suggesting import suggested
from timeline_app.ui.forms.whole_form import WholeForm

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    made
        It was written; carries its id.
    left
        It was given up.
    """

    typed = Signal()
    made = Signal(int)
    left = Signal()

    def __init__(
        self,
        part: Part,
        owner: Record,
        beside: Sequence[Record],
        session: Session,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._part, self._session = part, session
        self._is_done = False
        self.setObjectName("partCard")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        fresh = suggested(part, session.store, owner, beside)
        self.form = WholeForm(fresh, session, theme, part.owner, self)
        self.form.typed.connect(self.typed)
        self.form.finish_requested.connect(self.add)
        self._add_when_all_is_said()
        column.addWidget(self.form)
        column.addLayout(self._build_buttons())

    def _add_when_all_is_said(self) -> None:
        """Where there is one field only, let a choice in it, or Enter, be enough."""
        fields = list(self.form.form.fields.values())
        if len(fields) > 1:
            return
        if isinstance(fields[0], PickerField):
            fields[0].committed.connect(self.add)
        elif isinstance(fields[0], LineField):
            fields[0].box.returnPressed.connect(self.add)

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.add_button = Button(self.tr("Add"), self)
        self.add_button.setToolTip(self.tr("Ctrl+Enter"))
        self.add_button.setAccessibleName(self.tr("Add this {one}").format(one=self._part.one))
        self.add_button.clicked.connect(self.add)
        leave = Button(self.tr("Cancel"), self)
        leave.clicked.connect(self._leave)
        row.addWidget(self.add_button)
        row.addWidget(leave)
        row.addStretch(1)
        return row

    def add(self) -> None:
        """Write the part, once; where something is wrong, say so at its field."""
        if self._is_done or not self._session.is_open:
            return  # a field left while the form goes
        written = self.form.write()
        if written:
            self._is_done = True
            self.made.emit(written.id)

    def _leave(self) -> None:
        self._is_done = True
        self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.form.may_leave():
            self._leave()
