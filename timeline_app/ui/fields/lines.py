"""Fields that are typed into: one line, several lines, whole numbers, dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy
from typing_extensions import override

from timeline_app.domain.dates import in_words, understand
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.fields import TEXT_LIMIT
from timeline_app.ui.fields.field import Field

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QFocusEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.fields import FieldRule

MOST_LINES = 12
_SURROGATE = re.compile("[\ud800-\udfff]")
_ENDLESS = re.compile(rf"[^\n]{{{TEXT_LIMIT}}}(?=[^\n])")


def sound(text: str) -> str:
    """Leave out halves of characters, which no file can hold."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


class LineField(Field):
    """A field of one line; what is typed is the value, and nothing typed is none."""

    def __init__(self, rule: FieldRule, parent: QWidget | None = None) -> None:
        super().__init__(rule, parent)
        self.box = QLineEdit(self)
        self.box.setMaxLength(max(rule.limit * 2, 40))
        self._hold(self.box)
        self.box.textEdited.connect(self._follow)
        self.box.editingFinished.connect(self.finish)

    @override
    def text(self) -> str:
        return sound(self.box.text())

    @override
    def set_text(self, text: str) -> None:
        self.box.setText(sound(text))
        self._follow()

    @override
    def _read(self) -> object:
        typed = self.text().strip()
        return typed or ("" if self.rule.required else None)

    @override
    def _show(self, value: object) -> None:
        self.box.setText("" if value is None else str(value))
        self.box.setCursorPosition(0)

    @override
    def revert(self) -> None:
        kept = "" if self._kept is None else str(self._kept)
        if kept != self.box.text():
            # Typed over, so that Ctrl+Z in the field gives back what an Esc took away.
            self.box.selectAll()
            self.box.insert(kept)
        self.say("")

    def _follow(self) -> None:
        self.say("")
        self.typed.emit()


class WholeField(LineField):
    """A field for a whole number."""

    @override
    def _read(self) -> object:
        typed = self.text().strip().replace("\N{MINUS SIGN}", "-")
        if not typed:
            return None
        if not re.fullmatch(r"[+-]?[0-9]{1,19}", typed):
            raise DemarcheError(f"takes a whole number such as 365, not “{typed[:40]}”.")
        return int(typed)


class DateField(LineField):
    """A field for a date: takes what people type, keeps EDTF, and shows how it was understood."""

    def __init__(self, rule: FieldRule, parent: QWidget | None = None) -> None:
        super().__init__(rule, parent)
        self.box.setPlaceholderText(self.tr("2 Dec 2024, early May, 2023…"))

    @override
    def _read(self) -> object:
        typed = self.text().strip()
        if not typed:
            return None
        return typed if typed == self._kept else understand(typed).edtf

    @override
    def _follow(self) -> None:
        self._say_understood()
        self.typed.emit()

    def _say_understood(self) -> None:
        """Say the date in words while it is typed; what is not yet a date is no error yet."""
        try:
            read = self._read()
        except DemarcheError:
            self.say("")
            return
        self.say(in_words(str(read)) if read else "")

    @override
    def set_value(self, value: object) -> None:
        super().set_value(value)
        self._say_understood()

    @override
    def finish(self) -> None:
        super().finish()
        if not self.fault():
            self._say_understood()


class _Paper(QPlainTextEdit):
    """A plain-text box as high as its text, out of which Tab leads."""

    left = Signal()

    def __init__(self, limit: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._limit = limit
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        lines = self.document().size().height()
        shown = min(max(lines, 2.0), MOST_LINES)
        margins = 2 * (self.frameWidth() + round(self.document().documentMargin()))
        return QSize(200, round(shown * self.fontMetrics().lineSpacing()) + margins)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self.updateGeometry()  # another width breaks the lines elsewhere

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        # A line of a million characters would keep the box busy for minutes.
        text = sound(source.text())[: self._limit + 1]
        self.insertPlainText(text if self._limit <= TEXT_LIMIT else _with_short_lines(text))

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        if e.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class TextField(Field):
    """A field of several lines."""

    def __init__(self, rule: FieldRule, parent: QWidget | None = None) -> None:
        super().__init__(rule, parent)
        self.box = _Paper(rule.limit, self)
        self._hold(self.box)
        self._is_showing = False
        self.box.textChanged.connect(self._follow)
        self.box.left.connect(self.finish)

    @override
    def text(self) -> str:
        # The plain text would have spaces for no-break spaces.
        raw = self.box.document().toRawText()
        return sound(raw.replace("\u2029", "\n").replace("\u2028", "\n"))

    @override
    def set_text(self, text: str) -> None:
        self.box.setPlainText(sound(text))

    @override
    def _read(self) -> object:
        typed = self.text()
        if self._kept is not None and typed == _as_boxed(str(self._kept)):
            return self._kept  # the box rewrites line ends; what was not touched stays as it is
        return typed.strip() or ("" if self.rule.required else None)

    @override
    def _show(self, value: object) -> None:
        self._is_showing = True
        self.box.setPlainText(self._boxed(value))
        self._is_showing = False

    def _boxed(self, value: object) -> str:
        """Give a value as it stands in the box."""
        return "" if value is None else str(value)

    @override
    def revert(self) -> None:
        if self.is_changed():
            # Typed over, so that Ctrl+Z in the field gives back what an Esc took away.
            cursor = self.box.textCursor()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(self._boxed(self._kept))
        self.say("")

    def _follow(self) -> None:
        if not self._is_showing:
            if self.box.document().characterCount() > self.rule.limit < len(self.text()):
                limit = f"{self.rule.limit:,}"
                self.say(self.tr("At most {limit} characters fit.").format(limit=limit), wrong=True)
            else:
                self.say("")
            self.typed.emit()


def _as_boxed(text: str) -> str:
    """Give a text as a plain-text box gives it back."""
    for ending in ("\r\n", "\r", "\u2029", "\u2028"):
        text = text.replace(ending, "\n")
    return sound(text)


def _with_short_lines(text: str) -> str:
    """Break lines that no box can lay out in time."""
    return _ENDLESS.sub(lambda found: f"{found[0]}\n", text)


def is_finishing(event: QKeyEvent) -> bool:
    """Tell whether a key says that all is typed: Ctrl+Enter."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bool(
        event.modifiers() & Qt.KeyboardModifier.ControlModifier
    )
