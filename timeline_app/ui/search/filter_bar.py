"""The bar of filters: a chip for each, a menu to add one, and saved views."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from timeline_app.domain.filtering import FIELD_LABELS, Filter
from timeline_app.domain.plain_text import one_line, show_controls
from timeline_app.storage.filtering import after_merges, asking_in_vain, describe_filter
from timeline_app.ui.fields.asking import answer, dialog_for
from timeline_app.ui.flow import Flow
from timeline_app.ui.search.saved_views import SavedViews

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.session import Session

_CHIP_LENGTH = 60


class FilterBar(QWidget):
    """
    Shows and changes the filter.

    Signals
    -------
    filter_changed
        The user asks for other entries; carries the `Filter`.
    """

    filter_changed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.filter = Filter()
        self.chips: list[QToolButton] = []
        self.setObjectName("filterBar")
        self.setAccessibleName(self.tr("Filters"))
        # Its height follows from how many rows of chips its width makes.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = Flow(self)
        self._adding = self._button(self.tr("Add filter…"), self._fill_adding)
        self.saved = SavedViews(session, self)
        self._notice, self._warning = self._note(), self._note()
        self._warning.setProperty("wrong", True)
        for widget in (self._adding, self.saved, self._warning, self._notice):
            self._flow.addWidget(widget)
        session.opened.connect(self._show_opened)
        session.changed.connect(self._follow_merges)

    def _note(self) -> QLabel:
        note = QLabel(self)
        note.setTextFormat(Qt.TextFormat.PlainText)
        note.setObjectName("fieldNote")
        note.hide()
        return note

    def _button(self, text: str, fill: object) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(fill)
        button.setMenu(menu)
        return button

    def open_adding(self) -> None:
        """Open the menu of what can be filtered by."""
        self._adding.setFocus()
        self._adding.menu().popup(self._adding.mapToGlobal(self._adding.rect().bottomLeft()))

    def set_filter(self, wanted: Filter) -> None:
        """Show a filter, without telling anybody."""
        self.filter = wanted
        self._show_chips()

    def _change(self, wanted: Filter) -> None:
        if wanted != self.filter:
            self.say("")
            self.set_filter(wanted)
            self.filter_changed.emit(wanted)

    def _show_opened(self) -> None:
        self.say("")
        self._change(Filter())

    def _follow_merges(self, _: object) -> None:
        """Ask for the row that one asked for was merged into."""
        if not self.filter.is_empty:
            self._change(after_merges(self._session.store, self.filter))

    # -- chips --------------------------------------------------------------------------------------------

    def _show_chips(self) -> None:
        had_focus = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), None)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        described = describe_filter(self._session.store, self.filter) if self._session.is_open else []
        in_vain = asking_in_vain(self._session.store, self.filter) if described else ()
        self.chips = [self._chip(name, f"⚠ {w}" if name in in_vain else w) for name, w in described]
        for place, chip in enumerate(self.chips):
            self._flow.insert(place, chip)
        if had_focus is not None:
            (self.chips[min(had_focus, len(self.chips) - 1)] if self.chips else self._adding).setFocus()
        self._warn_of(in_vain)
        self.updateGeometry()

    def _warn_of(self, in_vain: Sequence[str]) -> None:
        """Say where nothing passes for what is asked for is gone, also where the bar was put away."""
        fields = ", ".join(QCoreApplication.translate("Filter", FIELD_LABELS[name]) for name in in_vain)
        self._warning.setText(
            self.tr("{fields} no longer in this timeline: no entry passes. Click ⚠ to take it off.").format(
                fields=fields
            )
        )
        self._warning.setVisible(bool(in_vain))
        if in_vain:
            self.show()

    def _chip(self, name: str, words: str) -> QToolButton:
        """Make a chip: a click or Space takes it away, its context menu key changes what it asks for."""
        chip = QToolButton(self)
        chip.setObjectName("chip")
        chip.setText(f"{one_line(words, _CHIP_LENGTH)}  ×".replace("&", "&&"))
        chip.setAccessibleName(self.tr("{filter}, take away").format(filter=one_line(words)))
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.clicked.connect(partial(self._take_away, name))
        chip.customContextMenuRequested.connect(partial(self._change_chip, name))
        chip.show()
        return chip

    def _take_away(self, name: str, _checked: bool = False) -> None:
        self._change(self.filter.without(name))

    def _change_chip(self, name: str, _at: object) -> None:
        self.ask_for(name)

    # -- adding -------------------------------------------------------------------------------------------

    def _fill_adding(self) -> None:
        menu = self._adding.menu()
        menu.clear()
        for name, label in FIELD_LABELS.items():
            text = QCoreApplication.translate("Filter", label)
            menu.addAction(f"{text}…").triggered.connect(partial(self.ask_for, name))
        if not self.filter.is_empty:
            menu.addSeparator()
            menu.addAction(self.tr("Take all away")).triggered.connect(self.clear)
        menu.setEnabled(self._session.is_open)

    def clear(self) -> None:
        """Show every entry."""
        self._change(Filter())

    def ask_for(self, name: str, _checked: bool = False) -> QDialog | None:
        """Ask what one field of the filter is to ask for."""
        if not self._session.is_open:
            return None
        title = self.tr("Filter by {field}")
        dialog = dialog_for(self, self._session.store, self.filter, name, title)
        dialog.accepted.connect(partial(self._take, name, dialog))
        dialog.open()
        return dialog

    def _take(self, name: str, dialog: QDialog) -> None:
        self._change(answer(dialog, self.filter, name))

    def say(self, text: str) -> None:
        """Say something beside the filters, such as what of a saved view is gone; nothing if it is empty."""
        self._notice.setText(show_controls(text))
        self._notice.setVisible(bool(text))
        if text:
            self.show()
