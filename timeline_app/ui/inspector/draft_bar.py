"""Offers half-typed text that was kept when the program last ended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from timeline_app.domain.plain_text import one_line
from timeline_app.storage.naming import table_words
from timeline_app.ui.forms.buttons import Button
from timeline_app.ui.forms.resuming import place_of
from timeline_app.ui.plain_label import plain_label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from timeline_app.drafts import Draft


class DraftBar(QFrame):
    """A line for each kept draft, with what can be done with it.

    Signals
    -------
    wanted, thrown_away
        The draft is to be put back into its form, or is not needed any more; carries it.
    """

    wanted = Signal(object)
    thrown_away = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draftBar")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self.lines: list[QWidget] = []
        self.drafts: list[Draft] = []
        self.hide()

    def offer(self, drafts: Sequence[Draft]) -> None:
        """Show these drafts, and no others."""
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.drafts = list(drafts)
        self.lines = [self._line(draft) for draft in drafts]
        for line in self.lines:
            self._column.addWidget(line)
        self.setVisible(bool(self.lines))

    def _line(self, draft: Draft) -> QWidget:
        line = QWidget(self)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        label = plain_label(line, words=self._words(draft))
        column.addWidget(label)
        row = QHBoxLayout()
        for words, decide in (
            (self.tr("Put it back"), self.wanted.emit),
            (self.tr("Throw away"), self.thrown_away.emit),
        ):
            button = Button(words, line)
            button.clicked.connect(partial(self._decide, line, decide, draft))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return line

    def _words(self, draft: Draft) -> str:
        place, title = place_of(draft), one_line(str(draft.content.get("title", "")), 60)
        if place:
            what = table_words(place.record_type)
            return self._words_of_row(is_new=not place.uid, named=bool(title)).format(what=what, title=title)
        if title:
            return self.tr("Half-typed text on “{title}” was kept.").format(title=title)
        begun = one_line(str(draft.content.get("fields", {}).get("title", "")), 60)
        if begun:
            return self.tr("A new entry that was not finished was kept: “{title}”.").format(title=begun)
        return self.tr("A new entry that was not finished was kept.")

    def _words_of_row(self, *, is_new: bool, named: bool) -> str:
        if not is_new:
            return self.tr("Half-typed text on the {what} “{title}” was kept.")
        if named:
            return self.tr("A new {what} that was not finished was kept: “{title}”.")
        return self.tr("A new {what} that was not finished was kept.")

    def leave_out(self, gone: Sequence[Draft]) -> None:
        """Offer some drafts no longer."""
        if gone:
            self.offer([draft for draft in self.drafts if draft not in gone])

    def focus_first(self) -> None:
        """Go to the first button."""
        button = self.findChild(Button)
        if button:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decide(self, line: QWidget, decide: Callable[[Draft], None], draft: Draft) -> None:
        self.lines.remove(line)
        self.drafts.remove(draft)
        line.hide()
        line.deleteLater()
        self.setVisible(bool(self.lines))
        decide(draft)
