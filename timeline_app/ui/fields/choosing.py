"""Dialogs that ask what one field of a filter is to ask for: out of a list, a grade, a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.dates import day_in_words, understand
from timeline_app.domain.errors import DateError
from timeline_app.domain.filtering import GRADED_CREDIBILITY, GRADED_RELIABILITY
from timeline_app.domain.plain_text import show_controls
from timeline_app.domain.vocabulary import CREDIBILITY_WORDS, RELIABILITY_WORDS
from timeline_app.storage.folding import folded
from timeline_app.ui.plain_label import plain_label
from timeline_app.ui.sizes import grown, roomy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from timeline_app.storage.filtering import Choice

_KEY = Qt.ItemDataRole.UserRole
_SEARCHED = Qt.ItemDataRole.UserRole + 1
_SIZE = (360, 420)
_PAGE = 10
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}


class _Asking(QDialog):
    """A dialog with OK and Cancel under what it asks."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)

    def add_buttons(self) -> None:
        """Put the buttons under what was added."""
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.column.addWidget(self.buttons)


class ChoiceDialog(_Asking):
    """Ticks some of many choices, narrowed down by typing; Enter in the line ticks the one that is marked."""

    def __init__(
        self, parent: QWidget, title: str, choices: Sequence[Choice], chosen: frozenset[int] | frozenset[str]
    ) -> None:
        super().__init__(parent, title)
        self.resize(roomy(*_SIZE))
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Type to narrow down; Enter ticks, Ctrl+Enter is OK"))
        self.line.setAccessibleName(self.tr("Narrow the list down"))
        self.line.textChanged.connect(self._narrow)
        self.line.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        for choice in choices:
            item = QListWidgetItem(choice.words, self.list)
            item.setData(_KEY, choice.key)
            item.setData(_SEARCHED, choice.searched)
            item.setCheckState(Qt.CheckState.Checked if choice.key in chosen else Qt.CheckState.Unchecked)
        self.column.addWidget(self.line)
        self.column.addWidget(self.list)
        self.add_buttons()
        self._narrow("")
        self.line.setFocus()

    def chosen(self) -> frozenset[int | str]:
        """Give the keys that are ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return frozenset(item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Checked)

    def _narrow(self, typed: str) -> None:
        words = folded(typed).split()
        fitting: list[int] = []
        for row in range(self.list.count()):
            searched = str(self.list.item(row).data(_SEARCHED))
            fits = all(word in searched for word in words)
            self.list.item(row).setHidden(not fits)
            fitting += [row] if fits else []
        self.list.setCurrentRow(fitting[0] if fitting else -1)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress and self._runs(event):  # pyright: ignore[reportArgumentType]
            return True
        return super().eventFilter(watched, event)

    def _runs(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.accept()
            else:
                self._tick(self.list.currentItem())
            return True
        if event.key() in _MOVES:
            self._move(_MOVES[Qt.Key(event.key())])
            return True
        return False

    def _tick(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.isHidden():
            is_ticked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)
            self.line.selectAll()

    def _move(self, by: int) -> None:
        rows = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        if rows:
            now = rows.index(self.list.currentRow()) if self.list.currentRow() in rows else 0
            self.list.setCurrentRow(rows[max(0, min(now + by, len(rows) - 1))])


class GradeDialog(_Asking):
    """Asks for the worst reliability and credibility that pass."""

    def __init__(
        self, parent: QWidget, title: str, grade: tuple[str, int] | None, with_unjudged: bool
    ) -> None:
        super().__init__(parent, title)
        self.reliability, self.credibility = QComboBox(self), QComboBox(self)
        for letter in GRADED_RELIABILITY:
            self.reliability.addItem(f"{letter}: {RELIABILITY_WORDS[letter]}", letter)
        for number in GRADED_CREDIBILITY:
            self.credibility.addItem(f"{number}: {CREDIBILITY_WORDS[number]}", number)
        letter, number = grade or ("B", 2)
        self.reliability.setCurrentIndex(max(0, self.reliability.findData(letter)))
        self.credibility.setCurrentIndex(max(0, self.credibility.findData(number)))
        self.unjudged = QCheckBox(
            self.tr("&Also what cannot be judged (F, 6), and entries without citation"), self
        )
        self.unjudged.setChecked(with_unjudged)
        form = QFormLayout()
        form.addRow(self.tr("&Reliability, at least"), self.reliability)
        form.addRow(self.tr("&Credibility, at least"), self.credibility)
        self.column.addLayout(form)
        self.column.addWidget(self.unjudged)
        self.add_buttons()

    def grade(self) -> tuple[str, int]:
        """Give the grade that is chosen."""
        return str(self.reliability.currentData()), int(self.credibility.currentData())


class LineDialog(_Asking):
    """Asks for one line: a name, or a day, which is said in words as it is typed."""

    def __init__(
        self, parent: QWidget, title: str, question: str, text: str = "", *, is_day: bool = False
    ) -> None:
        super().__init__(parent, title)
        self._is_day, self._takes_end = is_day, False
        self.line = QLineEdit(text, self)
        self.line.setAccessibleName(question)
        self.line.setMinimumWidth(grown(300))
        label = QLabel(question, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(self.line)
        self.note = plain_label(self, "fieldNote")
        for widget in (label, self.line, self.note):
            self.column.addWidget(widget)
        self.add_buttons()
        self.line.textChanged.connect(self._judge)
        self._judge(text)

    def take_end(self) -> None:
        """Take the last day of what is typed, not the first: a month ends a period on its last."""
        self._takes_end = True

    def _judge(self, typed: str) -> None:
        fits = bool(typed.strip()) and (not self._is_day or self.day() is not None)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(fits)

    def day(self) -> int | None:
        """Give the day ordinal that is typed; None, and why in words, if it is none."""
        try:
            bounds = understand(self.line.text()).bounds
        except DateError as error:
            self.note.setText(show_controls(str(error)) if self.line.text().strip() else "")
            return None
        found = (bounds.end_hi if self._takes_end else bounds.begin_lo) if bounds else None
        self.note.setText(day_in_words(found) if found is not None else self.tr("This has no such day."))
        return found
