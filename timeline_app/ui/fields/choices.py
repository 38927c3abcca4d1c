"""Fields that are chosen in: one of a closed list, yes or no, and the value of a stance."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QHBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.vocabulary import CREDIBILITY_WORDS, RELIABILITY_WORDS, STANCE_WORDS
from timeline_app.ui.fields.field import Field
from timeline_app.ui.paint.swatch import Swatch, paint_swatch

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QWheelEvent

    from timeline_app.domain.fields import FieldRule
    from timeline_app.ui.theme import Theme

NOTHING = "\N{EN DASH}"


SETTLING = 900
"""Milliseconds after the last key in which somebody may still be typing the name of a choice."""
_NARROWEST = 90


class _Box(QComboBox):
    """A combo box that the wheel changes only while it has the focus: a form is scrolled over it.

    Signals
    -------
    picked
        Somebody is done choosing: by a click, by Enter, by leaving, or by a pause after the last key.
    """

    picked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._is_typing = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLING)
        self._settle.timeout.connect(self.picked)
        self.activated.connect(self._follow)

    def _follow(self) -> None:
        if self._is_typing:
            self._settle.start()  # each letter leads to another choice; only the last one is meant
        else:
            self._settle.stop()
            self.picked.emit()

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _NARROWEST), hint.height())

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        self._is_typing = True
        super().keyPressEvent(e)
        self._is_typing = False
        if e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        self._finish()

    def _finish(self) -> None:
        if self._settle.isActive():
            self._settle.stop()
            self.picked.emit()

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(e)
        else:
            e.ignore()


class ChoiceField(Field):
    """A field for one of a closed list; typing letters goes to the choice that begins with them."""

    def __init__(self, rule: FieldRule, parent: QWidget | None = None) -> None:
        super().__init__(rule, parent)
        self._choices: list[object] = [*(() if rule.required else (None,)), *rule.choices]
        self.box = _Box(self)
        for choice in self._choices:
            self.box.addItem(choice_words(rule, choice))
        self._hold(self.box)
        self.box.activated.connect(self.typed)
        self.box.picked.connect(self.finish)

    @override
    def text(self) -> str:
        return str(self.box.currentIndex())

    @override
    def set_text(self, text: str) -> None:
        if text.isdecimal():
            self.box.setCurrentIndex(int(text))

    @override
    def _read(self) -> object:
        return self._choices[self.box.currentIndex()]

    @override
    def _show(self, value: object) -> None:
        known = value in self._choices
        self.box.setCurrentIndex(self._choices.index(value) if known else 0)


def choice_words(rule: FieldRule, choice: object) -> str:
    """Say a choice in words; letters and numbers of a grade with what they mean."""
    if choice is None:
        return NOTHING
    if isinstance(choice, int) and rule.label == "Credibility":
        return f"{choice} {CREDIBILITY_WORDS[choice]}"
    if isinstance(choice, str) and choice in RELIABILITY_WORDS:
        return f"{choice} {RELIABILITY_WORDS[choice]}"
    return str(choice)


class FlagField(Field):
    """A field for yes or no."""

    def __init__(self, rule: FieldRule, parent: QWidget | None = None) -> None:
        super().__init__(rule, parent)
        self.box = QCheckBox(self)
        self._hold(self.box)
        self.box.clicked.connect(self._follow)

    @override
    def text(self) -> str:
        return str(int(self.box.isChecked()))

    @override
    def set_text(self, text: str) -> None:
        self.box.setChecked(text == "1")

    @override
    def _read(self) -> object:
        return int(self.box.isChecked())

    @override
    def _show(self, value: object) -> None:
        self.box.setChecked(bool(value))

    def _follow(self) -> None:
        self.typed.emit()
        self.finish()


class _Value(QAbstractButton):
    """One value of a stance, drawn as its ribbon is."""

    def __init__(self, value: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.value, self._theme = value, theme
        self.setCheckable(True)
        self.setFixedSize(QSize(28, 26))
        self.setAccessibleName(STANCE_WORDS[value])
        self.setToolTip(f"{STANCE_WORDS[value]} ({value + 3})")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if not chosen:
            painter.setOpacity(0.45)
        inset = 2.0 if chosen else 4.0
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        paint_swatch(painter, box, Swatch(self.value), self._theme)
        painter.end()


class _Values(QWidget):
    """The five values side by side; takes the focus as one control.

    Signals
    -------
    chosen_anew
        A key or a click chose another value, or took it away.
    """

    chosen_anew = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("values")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(3)
        self.buttons = [_Value(value, theme, self) for value in STANCE_WORDS]
        for button in self.buttons:
            button.clicked.connect(partial(self._click, button))
            row.addWidget(button)
        row.addStretch(1)

    def chosen(self) -> int | None:
        """Give the value chosen."""
        return next((button.value for button in self.buttons if button.isChecked()), None)

    def choose(self, value: int | None) -> None:
        """Choose a value, or none."""
        for button in self.buttons:
            button.setChecked(button.value == value)
        self.setAccessibleDescription(STANCE_WORDS[value] if value is not None else "")

    def _click(self, button: _Value) -> None:
        self.setFocus()
        self._choose_anew(button.value if button.isChecked() else None)

    def _choose_anew(self, value: int | None) -> None:
        self.choose(value)
        self.chosen_anew.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, now = event.key(), self.chosen()
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self._choose_anew(key - Qt.Key.Key_3)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self._choose_anew(0 if now is None else min(max(now + step, -2), 2))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose_anew(None)
        else:
            super().keyPressEvent(event)


class ValueField(Field):
    """A field for the value of a stance: a click, the keys 1 to 5, or the arrows; Delete takes it away."""

    def __init__(self, rule: FieldRule, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(rule, parent)
        self.box = _Values(theme, self)
        self._hold(self.box)
        self.box.chosen_anew.connect(self._follow)

    @override
    def text(self) -> str:
        chosen = self.box.chosen()
        return "" if chosen is None else str(chosen)

    @override
    def set_text(self, text: str) -> None:
        self.box.choose(int(text) if text else None)

    @override
    def _read(self) -> object:
        return self.box.chosen()

    @override
    def _show(self, value: object) -> None:
        self.box.choose(value if isinstance(value, int) else None)

    def _follow(self) -> None:
        self.typed.emit()
        self.finish()
