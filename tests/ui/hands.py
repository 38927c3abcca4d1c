"""Hands on a keyboard: what is typed goes where the focus is, as with a user; nothing is set from within."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from shiboken6 import isValid

from timeline_app.ui.fields.field import Field

if TYPE_CHECKING:
    from collections.abc import Callable

Key = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
_fronts: list[QWidget] = []
"""Windows in the order in which they were in front."""
FURTHEST = 150
"""Stops after which whoever presses Tab gives up."""


def settle() -> None:
    """Let what was asked for happen: windows come and go, layouts settle."""
    for _ in range(3):
        QCoreApplication.processEvents()
    _wake()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _wake() -> None:
    """Activate the window that is left when another goes, which without a display nobody does."""
    active = QApplication.activeWindow()
    if QApplication.activePopupWidget():
        return
    if active and active.isVisible():
        _fronts[:] = [window for window in _fronts if isValid(window) and window is not active] + [active]
        return
    _fronts[:] = [window for window in _fronts if isValid(window) and window.isVisible()]
    shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    front = QApplication.activeModalWidget() or next(reversed(_fronts or shown), None)
    if front:
        front.activateWindow()
        QCoreApplication.processEvents()


def focus() -> QWidget:
    """Give what keys go to."""
    found = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
    assert found is not None, "nothing has the focus"
    return found


def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    """Press a key."""
    for _ in range(times):
        QTest.keyClick(focus(), key, held)
        settle()


def write(text: str) -> None:
    """Type text, letter by letter."""
    for letter in text:
        if letter == "\n":
            QTest.keyClick(focus(), Key.Key_Return)
        elif letter.isascii():
            QTest.keyClick(focus(), letter)
        else:
            _write_beyond_ascii(letter)


def _write_beyond_ascii(letter: str) -> None:
    from PySide6.QtGui import QKeyEvent

    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focus(), QKeyEvent(kind, Key.Key_unknown, NONE, letter))


def name_of(widget: QWidget) -> str:
    """Say what a widget is called, as assistive technology hears it."""
    if isinstance(widget, QAbstractButton) and not widget.accessibleName():
        return widget.text()
    return widget.accessibleName()


def find(name: str, *, back: bool = False) -> None:
    """Press Tab until what has the focus is called so."""
    passed: list[str] = []
    for _ in range(FURTHEST):
        here = focus()
        if name_of(here) == name:
            return
        passed.append(name_of(here))
        QTest.keyClick(here, Key.Key_Backtab if back else Key.Key_Tab, SHIFT if back else NONE)
        QCoreApplication.processEvents()
    raise AssertionError(f"Tab does not lead to {name!r}; it passes {passed[:40]}")


def fill(name: str, text: str, *, back: bool = False) -> None:
    """Go to a field and type, or choose by typing."""
    find(name, back=back)
    here = focus()
    if isinstance(here, QComboBox):
        _choose(here, text)
    elif isinstance(here, QLineEdit) and here.placeholderText() == "Type a name or code":
        press(Key.Key_A, CTRL)
        pick(text)
    elif here.objectName() == "values":
        write(text)
    else:
        press(Key.Key_A, CTRL)
        write(text)


def _choose(box: QComboBox, text: str) -> None:
    # The space bar would open the list.
    write(text.partition(" ")[0])
    for _ in range(box.count()):
        if box.currentText().startswith(text):
            return
        press(Key.Key_Down)
    raise AssertionError(f"{text!r} is not among the choices")


def pick(text: str) -> None:
    """Type into a picker what names one row, and take it."""
    write(text)
    press(Key.Key_Return)
    if QApplication.activePopupWidget():
        press(Key.Key_Return)  # several fit; the first is the likeliest


def save() -> None:
    """Press Ctrl+Enter."""
    press(Key.Key_Return, CTRL)


def field_of(widget: QWidget) -> Field:
    """Give the field whose box this is."""
    field = widget.parentWidget()
    assert isinstance(field, Field)
    return field


def new_dialog(title: str) -> None:
    """Make sure that a dialog of this title has the focus."""
    dialog = QApplication.activeWindow()
    assert dialog is not None
    here = focus().parentWidget()
    fault = here.fault() if isinstance(here, Field) else ""
    assert dialog.windowTitle() == title, f"{dialog.windowTitle()!r}, at {name_of(focus())!r}: {fault}"


def is_in_sight(widget: QWidget) -> bool:
    """Tell whether a widget lies where it can be seen, not scrolled away."""
    return not widget.visibleRegion().isEmpty()


def until(is_so: Callable[[], bool], times: int = 200) -> None:
    """Wait for something."""
    for _ in range(times):
        if is_so():
            return
        QTest.qWait(10)
    raise AssertionError("waited in vain")
