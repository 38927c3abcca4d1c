"""A field that refers to a row: type-ahead over codes, names, aliases and other languages, or make it new."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.storage.absorbing import taken_in_by
from timeline_app.storage.parts import TYPE_OF
from timeline_app.ui.fields.field import Field
from timeline_app.ui.fields.lines import is_finishing, sound
from timeline_app.ui.fields.offer_list import OfferList, candidate_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.fields import FieldRule
    from timeline_app.session import Session
    from timeline_app.storage.lookup import Candidate

OFFERED = 12
NEW_IN_PLACE = ("party", "person", "topic", "source", "condition", "group", "coder", "variable")
"""The tables of which a row can be made from a picker."""
_BESIDE = "\x1f"
"""Stands in a draft between the name and the id of the row chosen."""
_CHOICE = Qt.ItemDataRole.UserRole


class Choice(NamedTuple):
    """What a line of the list stands for: a row, a country of the country list, or a row to be made."""

    kind: str
    row_id: int = 0
    iso2: str = ""


class PickerField(Field):
    """A field for a reference.

    Signals
    -------
    new_requested
        A row is to be made; carries what was typed.
    edit_requested
        The row referred to is to be opened and changed; carries its id.
    """

    new_requested = Signal(str)
    edit_requested = Signal(int)

    def __init__(self, rule: FieldRule, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(rule, parent)
        self.day: int | None = None
        self.like: dict[str, object] = dict(rule.like)
        """What the row must hold, by column."""
        self._session = session
        self._chosen: int | None = None
        self._name = ""
        self.box = QLineEdit(self)
        self.box.setPlaceholderText(self.tr("Type a name or code"))
        self.box.setMaxLength(500)
        self._hold(self.box)
        self._build_list()
        self.box.textEdited.connect(self._type)
        self.box.editingFinished.connect(self.finish)
        self.box.installEventFilter(self)

    def _build_list(self) -> None:
        self._model = QStandardItemModel(self)
        self.list = OfferList(self.tr("Choices for {label}").format(label=self.rule.label), self)
        self._completer = QCompleter(self._model, self)
        self._completer.setPopup(self.list)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(OFFERED)
        self._completer.setWidget(self.box)
        self._completer.activated[QModelIndex].connect(self._choose_index)  # pyright: ignore[reportIndexIssue]
        self.list.installEventFilter(self)

    @override
    def text(self) -> str:
        return sound(self.box.text())

    @override
    def set_text(self, text: str) -> None:
        self.box.setText(sound(text))
        self._chosen = None
        self.typed.emit()

    @override
    def draft(self) -> str:
        """Keep the row beside its name, for a name may be that of several."""
        typed = self.text()
        return f"{typed}{_BESIDE}{self._chosen}" if self._chosen and typed.strip() == self._name else typed

    @override
    def set_draft(self, draft: str) -> None:
        typed, _, row_id = draft.partition(_BESIDE)
        stands = self._standing_for(int(row_id)) if row_id.isdecimal() else None
        if stands:
            self.choose(stands)
        else:
            self.set_text(typed)

    @override
    def _read(self) -> object:
        typed = self.text().strip()
        if not typed:
            return 0 if self.rule.required else None
        if typed == self._name:
            return self._chosen
        found = self._only_match(typed)
        if found is None:
            raise DemarcheError(
                self.tr(
                    "“{typed}” is not known here. Choose from the list (Down), or make it new there."
                ).format(typed=one_line(typed, 60))
            )
        return found.id

    @override
    def _show(self, value: object) -> None:
        known = value if isinstance(value, int) and value else None
        found = self._session.candidate(self.rule.target, known, self.day) if known else None
        self._chosen = known
        self._name = one_line(found.name, 200) if found else ""
        self.box.setText(self._name)
        self.box.setCursorPosition(0)
        self.box.setToolTip("")

    @override
    def finish(self) -> None:
        if self.list.isVisible() or not self._session.is_open:
            return
        typed = self.text().strip()
        if typed and typed != self._name:
            found = self._only_match(typed)
            if found:
                self.choose(found.id)
                return
        super().finish()

    def _only_match(self, typed: str) -> Candidate | None:
        """Give the row that is called exactly as typed, by code or name, if there is just one."""
        wanted = typed.casefold()
        found = [
            c
            for c in self._candidates(typed)
            if wanted in (c.name.casefold(), c.code.casefold(), one_line(c.name, 200).casefold())
        ]
        return found[0] if len(found) == 1 else None

    def _candidates(self, typed: str) -> list[Candidate]:
        return self._session.candidates(self.rule.target, typed, day=self.day, like=self.like)

    def choose(self, row_id: int) -> None:
        """Take a row, as if it was chosen from the list."""
        kept = self._kept
        self._show(row_id)
        self._kept = kept
        self.typed.emit()
        super().finish()

    def _type(self) -> None:
        self.say("")
        self.typed.emit()
        self.offer()

    def offer(self) -> None:
        """Open the list of what fits what is typed."""
        typed = self.text().strip()
        shown = "" if typed == self._name and self._chosen else typed
        self._model.clear()
        for candidate in self._candidates(shown)[:OFFERED]:
            self._add(candidate_words(candidate), Choice("row", row_id=candidate.id))
        if self.rule.target == "party":
            for country in self._session.countries_to_add(shown):
                words = self.tr("{name} – from the list of countries").format(name=country.name)
                self._add(words, Choice("country", iso2=country.iso2))
        if self.rule.target in NEW_IN_PLACE:
            what = self.rule.target
            words = (
                self.tr("New {what} “{typed}”…").format(what=what, typed=one_line(shown, 60))
                if shown
                else self.tr("New {what}…").format(what=what)
            )
            self._add(words, Choice("new"))
        self._completer.setCompletionPrefix("")
        self._completer.complete()
        self.list.setCurrentIndex(QModelIndex())
        self.list.widen()

    def _add(self, words: str, choice: Choice) -> None:
        item = QStandardItem(words)
        item.setData(choice, _CHOICE)
        item.setEditable(False)
        self._model.appendRow(item)

    def _choose_index(self, index: QModelIndex) -> None:
        typed = self.text().strip() if not self._chosen or self.text().strip() != self._name else ""
        choice = index.data(_CHOICE)
        if choice is None:
            return
        kind, row_id, iso2 = choice
        self.list.hide()
        if kind == "row":
            self.choose(row_id)
        elif kind == "country":
            self._take_country(iso2)
        else:
            self.new_requested.emit(typed)

    def _take_country(self, iso2: str) -> None:
        try:
            self.choose(self._session.add_country(iso2))
        except DemarcheError as error:
            self._session.failed.emit(str(error))

    def look_again(self) -> None:
        """Follow what became of the row chosen: another name, merged into another, or gone."""
        if not self._chosen or self.text().strip() != self._name:
            return
        stands = self._standing_for(self._chosen)
        if stands is None:
            gone = self.tr("“{name}” was deleted meanwhile. Choose another.")
            self.say(gone.format(name=one_line(self.text(), 60)), wrong=True)
            self._chosen, self._name = None, ""
        elif stands != self._chosen:
            self._follow_merge(stands)
        else:
            found = self._session.candidate(self.rule.target, stands, self.day)
            if found and one_line(found.name, 200) != self._name:
                self._show(stands)

    def _standing_for(self, row_id: int) -> int | None:
        """Give the row, or the one it was merged into; None if it is gone."""
        return taken_in_by(self._session.store, TYPE_OF[self.rule.target], row_id)

    def _follow_merge(self, stands: int) -> None:
        """Refer to the row that took the chosen one in, and say so where nobody may have seen it."""
        name, was_saved = self._name, self._kept == self._chosen
        self._show(stands)
        if was_saved:
            self._kept = stands  # the merge wrote it so
        self.say(self.tr("“{name}” was merged into this one meanwhile.").format(name=one_line(name, 60)))

    def show_again(self) -> None:
        """Name the row chosen as it is called now, and go back to the field."""
        if self._chosen and self.text().strip() == self._name:
            self._show(self._chosen)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._is_for_row(event):
                event.accept()  # the window's own F2 is for the entry
                return True
            if event.type() == QEvent.Type.KeyPress:
                handled = self._take_key(event) if watched is self.box else self._take_key_in_list(event)
                if handled:
                    return True
        return super().eventFilter(watched, event)

    def _is_for_row(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_F2 and bool(self._chosen)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Handle a key in the field: Down opens the list, F2 the row."""
        if self.list.isVisible():
            return False
        if event.key() == Qt.Key.Key_Down:
            self.offer()
            return True
        if self._is_for_row(event) and self._chosen:
            self.edit_requested.emit(self._chosen)
            return True
        return False

    def _take_key_in_list(self, event: QKeyEvent) -> bool:
        """Handle a key in the list: digits and Enter choose, Tab and Ctrl+Enter choose and go on."""
        key = event.key()
        if self._is_number_of_line(event):
            self._choose_index(self._model.index(key - Qt.Key.Key_1, 0))
            return True
        if key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        leads_on = key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or is_finishing(event)
        now = self.list.currentIndex()
        if now.isValid():
            leads_on = leads_on and now.data(_CHOICE)[0] != "new"
            self._choose_index(now)
        elif leads_on:
            self.list.hide()
            self.finish()
        else:
            self._take_typed()
        if leads_on:
            again = QKeyEvent(QEvent.Type.KeyPress, key, event.modifiers(), event.text())
            QApplication.sendEvent(self.box, again)
        return True

    def _take_typed(self) -> None:
        """Take the row called as typed or the only one that fits, or make it; of several go to the first."""
        typed = self.text().strip()
        exact = self._only_match(typed) if typed else None
        lines = [self._model.index(row, 0) for row in range(self._model.rowCount())]
        rows = [line for line in lines if line.data(_CHOICE)[0] != "new"]
        if exact:
            self.list.hide()
            self.choose(exact.id)
        elif typed and len(rows) == 1:
            self._choose_index(rows[0])
        elif not rows and lines:
            self._choose_index(lines[0])
        elif lines:
            self.list.setCurrentIndex(lines[0])

    def _is_number_of_line(self, event: QKeyEvent) -> bool:
        """Tell whether a digit picks a line: only once somebody moved into the list."""
        in_list = self.list.currentIndex().isValid()
        return in_list and Qt.Key.Key_1 <= event.key() < Qt.Key.Key_1 + min(self._model.rowCount(), 9)
