"""What all fields share: a label, a value, what is half typed, and a place for the error of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from timeline_app.domain.checking import fault_in
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import show_controls
from timeline_app.ui.plain_label import plain_label

if TYPE_CHECKING:
    from timeline_app.domain.fields import FieldRule


class Field(QWidget):
    """One field of a record: its widget, and under it what it was understood as or what is wrong with it.

    Signals
    -------
    typed
        What stands in it is no longer what was last set.
    committed
        Somebody finished with it and its value is another one.
    """

    typed = Signal()
    committed = Signal()

    def __init__(self, rule: FieldRule, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rule = rule
        self._kept: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._said = plain_label(self, "fieldNote")
        self._said.hide()

    def _hold(self, widget: QWidget) -> None:
        """Take in the widget that is typed into."""
        widget.setAccessibleName(self.rule.label)
        self.setFocusProxy(widget)
        self._column.addWidget(widget)
        self._column.addWidget(self._said)

    # What each kind of field answers for itself.

    def text(self) -> str:
        """Give what stands in the field, finished or not."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Put half-typed text into the field."""
        raise NotImplementedError

    def draft(self) -> str:
        """Give what is to be kept of a field that is half typed."""
        return self.text()

    def set_draft(self, draft: str) -> None:
        """Put back what was kept."""
        self.set_text(draft)

    def _read(self) -> object:
        """Give the value of what stands in the field; raise DemarcheError if it cannot be understood."""
        raise NotImplementedError

    def _show(self, value: object) -> None:
        """Show a value."""
        raise NotImplementedError

    # What they share.

    def value(self) -> object:
        """Give the field's value.

        Raises
        ------
        DemarcheError
            If what stands in it cannot be understood, or does not keep the field's rule.
        """
        value = self._read()
        fault = fault_in(self.rule, value)
        if fault:
            raise DemarcheError(fault)
        return value

    def value_or_none(self) -> object:
        """Give the field's value, None where it has none that holds."""
        try:
            return self.value()
        except DemarcheError:
            return None

    def set_value(self, value: object) -> None:
        """Show a value, as saved."""
        self._kept = value
        self._show(value)
        self.say("")

    def rebase(self, value: object) -> None:
        """Take a value as the saved one, and leave what is half typed as it stands."""
        self._kept = value

    @property
    def kept(self) -> object:
        """The value last set, which is the one that is saved."""
        return self._kept

    def is_changed(self) -> bool:
        """Tell whether what stands in the field differs from what was set."""
        try:
            return self._read() != self._kept
        except DemarcheError:
            return True

    def finish(self) -> None:
        """Check what stands in the field, and say so if it is another value; say what is wrong if not."""
        if not self.is_changed():
            self.say("")
            return
        try:
            self.value()
        except DemarcheError as error:
            self.say(str(error), wrong=True)
            return
        self.say("")
        self.committed.emit()

    def lock(self) -> None:
        """Let what stands in the field be read, not changed."""
        box = self.focusProxy()
        if isinstance(box, QLineEdit | QPlainTextEdit):
            box.setReadOnly(True)
        elif box is not None:
            box.setEnabled(False)

    def revert(self) -> None:
        """Show what is saved again."""
        self.set_value(self._kept)

    def suggest(self, value: object) -> None:
        """Put a value in that nobody typed, to be saved with what is."""
        self._show(value)
        self.typed.emit()

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Show words under the field; `wrong` if they name an error."""
        shown = words[:1].upper() + words[1:]
        self._said.setText(show_controls(shown)[:600])
        self._said.setVisible(bool(words))
        if self._said.property("wrong") != wrong:
            self._said.setProperty("wrong", wrong)
            self._said.style().unpolish(self._said)
            self._said.style().polish(self._said)
        box = self.focusProxy()
        if box is not None:
            box.setAccessibleDescription(shown)

    def fault(self) -> str:
        """Give the error shown, empty if there is none."""
        return self._said.text() if self._said.property("wrong") and not self._said.isHidden() else ""
