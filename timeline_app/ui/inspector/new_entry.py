"""An entry that is being made: all its parts in one form, written as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.dates import understand
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.evidence import day_of
from timeline_app.domain.records import Entry, Participation, Record
from timeline_app.ui.forms.buttons import Button
from timeline_app.ui.forms.whole_form import WholeForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme


class NewEntryPage(QWidget):
    """The form of a new entry.

    Signals
    -------
    typed
        Something was typed.
    made
        The entry was written; carries its id.
    left
        It was given up.
    set_aside
        Somebody steps back from it; what is typed is to be kept.
    """

    typed = Signal()
    made = Signal(int)
    left = Signal()
    set_aside = Signal()

    def __init__(
        self,
        entry: Entry,
        parts: Sequence[Participation],
        session: Session,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(8)
        title = QLabel(self)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setText(self.tr("New entry"))
        title.setObjectName("title")
        column.addWidget(title)
        self.form = WholeForm(entry, session, theme, parent=self)
        self.form.typed.connect(self.typed)
        self.form.finish_requested.connect(self.save)
        self.form.form.committed.connect(self._follow_date)
        for part in parts or (Participation(),):
            self.form.sections[Participation].add(part)
        column.addWidget(self.form)
        column.addLayout(self._build_buttons())
        column.addStretch(1)
        self._follow_date("date")

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.save_button = Button(self.tr("Save entry"), self)
        self.save_button.setObjectName("primary")
        self.save_button.setToolTip(self.tr("Ctrl+Enter, from anywhere in the form"))
        self.save_button.clicked.connect(self.save)
        leave = Button(self.tr("Throw away"), self)
        leave.clicked.connect(self.left)
        row.addWidget(self.save_button)
        row.addWidget(leave)
        row.addStretch(1)
        return row

    def _follow_date(self, name: str) -> None:
        """Show offices as they were held on the day that is typed."""
        if name not in ("date", "kind"):
            return
        fields = self.form.form.fields
        date = fields["date"].text().strip()
        try:
            bounds = understand(date).bounds if date else None
        except DemarcheError:
            bounds = None
        kind = fields["kind"].value_or_none()
        self.form.set_day(day_of(str(kind), bounds) if bounds else None)

    def add(self, record_type: type[Record]) -> WholeForm:
        """Open the form of one more part and go there."""
        return self.form.sections[record_type].add_by_hand()

    def start(self, entry_date: str = "") -> None:
        """Go to the first field; put a date in, as typed."""
        if entry_date:
            self.form.form.set_texts({"date": entry_date})
            self._follow_date("date")
        self.form.form.focus_first()

    def focus_first(self) -> None:
        """Go to the first field."""
        self.form.form.focus_first()

    def is_touched(self) -> bool:
        """Tell whether anything was typed."""
        return self.form.is_touched()

    def save(self) -> None:
        """Write the entry with its parts; where something is wrong, say so at its field and stay."""
        for section in self.form.sections.values():
            section.leave_out_untouched()
        written = self.form.write()
        if written:
            self.made.emit(written.id)

    def look_again(self) -> None:
        """Follow what became of the rows referred to."""
        self.form.look_again()

    def texts(self) -> dict[str, Any]:
        """Give what is typed, as JSON."""
        return self.form.texts()

    def set_texts(self, texts: dict[str, Any]) -> None:
        """Put half-typed text back."""
        self.form.sections[Participation].clear()
        self.form.set_texts(texts)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.set_aside.emit()
        else:
            super().keyPressEvent(event)
