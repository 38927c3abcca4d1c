"""How the program looks and behaves, who codes, and which keys do what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Coder
from timeline_app.storage.rows import rows
from timeline_app.ui.plain_label import plain_label
from timeline_app.ui.preferences import CHOICES
from timeline_app.ui.sizes import roomy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.session import Session
    from timeline_app.ui.keys import Keys
    from timeline_app.ui.preferences import Preferences

SIZE = (620, 560)


class SettingsDialog(QDialog):
    """Choices that take effect at once.

    Signals
    -------
    changed
        Something was chosen.
    """

    changed = Signal()

    def __init__(
        self,
        preferences: Preferences,
        keys: Keys,
        commands: Sequence[tuple[str, str]],
        session: Session,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self.resize(roomy(*SIZE))
        self._preferences, self._session = preferences, session
        column = QVBoxLayout(self)
        tabs = QTabWidget(self)
        tabs.addTab(self._build_looks(), self.tr("Looks and habits"))
        self.keys_page = KeysPage(keys, commands, self)
        self.keys_page.changed.connect(self.changed)
        tabs.addTab(self.keys_page, self.tr("Keys"))
        column.addWidget(tabs)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _build_looks(self) -> QWidget:
        page = QWidget(self)
        form = QFormLayout(page)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        words = {
            "theme": (self.tr("Colours"), {"system": self.tr("as the system has them")}),
            "text_size": (self.tr("Size of text"), {n: f"{n} %" for n in CHOICES["text_size"]}),
            "week_start": (self.tr("The week starts on"), {}),
            "date_style": (self.tr("Dates are written"), {}),
            "reduced_motion": (self.tr("Less motion"), {}),
        }
        self.boxes = {name: self._box(form, name, label, said) for name, (label, said) in words.items()}
        self._add_coders(form)
        return page

    def _box(self, form: QFormLayout, name: str, label: str, said: dict[str, str]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(label)
        for choice in CHOICES[name]:
            box.addItem(said.get(choice, choice), choice)
        box.setCurrentIndex(CHOICES[name].index(self._preferences.get(name)))
        box.activated.connect(partial(self._choose, name, box))
        form.addRow(label, box)
        return box

    def _choose(self, name: str, box: QComboBox, _index: int) -> None:
        self._preferences.set(name, box.currentData())
        self.changed.emit()

    def _add_coders(self, form: QFormLayout) -> None:
        if not self._session.is_open:
            return
        label = self.tr("Current coder, in this timeline")
        self._coders: list[Coder | None] = [None, *rows(self._session.store, Coder)]
        self.coder_box = QComboBox(self)
        self.coder_box.setAccessibleName(label)
        for coder in self._coders:
            self.coder_box.addItem(one_line(coder.name, 60) if coder else self.tr("nobody named"))
        ids = [coder.id if coder else None for coder in self._coders]
        if self._session.coder_id in ids:
            self.coder_box.setCurrentIndex(ids.index(self._session.coder_id))
        self.coder_box.activated.connect(self._choose_coder)
        form.addRow(label, self.coder_box)

    def _choose_coder(self, index: int) -> None:
        self._preferences.choose_coder(self._session, self._coders[index])
        self.changed.emit()


class KeysPage(QWidget):
    """The keys of every command, to be changed; a key that another command has is refused.

    Signals
    -------
    changed
        A command has other keys.
    """

    changed = Signal()

    def __init__(self, keys: Keys, commands: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._keys, self._commands = keys, dict(commands)
        column = QVBoxLayout(self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find a command"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.textEdited.connect(self._narrow)
        column.addWidget(self.search)
        self.table = QTableWidget(len(self._commands), 2, self)
        self.table.setHorizontalHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.table.setAccessibleName(self.tr("Commands and their keys"))
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self._fill()
        self.table.resizeColumnToContents(0)
        self.table.itemSelectionChanged.connect(self._show_keys)
        column.addWidget(self.table)
        self._build_editor(column)

    def _build_editor(self, column: QVBoxLayout) -> None:
        form = QFormLayout()
        self.editor = QKeySequenceEdit(self)
        self.editor.setMaximumSequenceLength(1)
        self.editor.setClearButtonEnabled(True)
        self.editor.setAccessibleName(self.tr("New key of the chosen command"))
        form.addRow(self.tr("New key"), self.editor)
        column.addLayout(form)
        self.said = plain_label(self, "fieldNote")
        self.said.setProperty("wrong", True)
        column.addWidget(self.said)
        buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole.ActionRole
        for words, act in (
            (self.tr("Use this key"), self.use),
            (self.tr("No key"), self.use_none),
            (self.tr("As it was given"), self.give_back),
        ):
            button = QPushButton(words, self)
            button.clicked.connect(act)
            buttons.addButton(button, role)
        column.addWidget(buttons)

    def _fill(self) -> None:
        native = QKeySequence.SequenceFormat.NativeText
        for row, (command, words) in enumerate(self._commands.items()):
            shown = ", ".join(QKeySequence(key).toString(native) for key in self._keys.of(command))
            own = self.tr(" (your own)") if self._keys.is_own(command) else ""
            for place, text in enumerate((words, shown + own)):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, command)
                self.table.setItem(row, place, item)

    def _narrow(self, typed: str) -> None:
        for row, words in enumerate(self._commands.values()):
            self.table.setRowHidden(row, typed.casefold() not in words.casefold())

    def _chosen(self) -> str | None:
        items = self.table.selectedItems()
        return items[0].data(Qt.ItemDataRole.UserRole) if items else None

    def _show_keys(self) -> None:
        self.said.clear()
        chosen = self._chosen()
        keys = self._keys.of(chosen) if chosen else ()
        self.editor.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())

    def use(self) -> None:
        """Give the chosen command the key that stands in the field."""
        key = self.editor.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if key:
            self._choose([key])

    def use_none(self) -> None:
        """Take the keys of the chosen command away."""
        self._choose([])

    def give_back(self) -> None:
        """Give the chosen command the keys that it came with."""
        self._choose(None)

    def _choose(self, keys: list[str] | None) -> None:
        chosen = self._chosen()
        if chosen is None:
            self.said.setText(self.tr("Choose a command first."))
            return
        try:
            if keys is None:
                self._keys.give_back(chosen)
            else:
                self._keys.choose(chosen, keys)
        except ValueError as error:
            other = self._commands.get(str(error), str(error))
            self.said.setText(
                self.tr("“{other}” has that key already. Give it another first; nothing was changed.").format(
                    other=other
                )
            )
            return
        self.said.clear()
        self._fill()
        self.changed.emit()
