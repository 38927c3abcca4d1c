"""Asks which row another is to be merged with, says what will happen, and does it as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Coder, Party, PartyName, Person, PersonName
from timeline_app.storage.backups import before
from timeline_app.storage.merging import merge
from timeline_app.storage.rows import get, rows
from timeline_app.ui.dialogs.progress import showing_progress
from timeline_app.ui.fields.offer_list import candidate_words
from timeline_app.ui.lists.kinds import said
from timeline_app.ui.lists.uses import count_uses
from timeline_app.ui.plain_label import plain_label
from timeline_app.ui.sizes import roomy

if TYPE_CHECKING:
    from timeline_app.session import Session
    from timeline_app.storage.lookup import Candidate
    from timeline_app.ui.lists.kinds import Kind

SIZE = (520, 520)
_ID = Qt.ItemDataRole.UserRole


NAME_LENGTH = 60


class MergeDialog(QDialog):
    """Asks for the row to keep.

    Attributes
    ----------
    kept
        The row that was kept, once it is done.
    label
        What was done, in words.
    """

    def __init__(self, session: Session, kind: Kind, row_id: int, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session, self._kind, self._row_id = session, kind, row_id
        self.kept: int | None = None
        self.label = ""
        self.setWindowTitle(self.tr("Merge"))
        self.resize(roomy(*SIZE))
        column = QVBoxLayout(self)
        one = said(kind.one)
        question = self.tr("Which {one} is “{name}” the same as?").format(one=one, name=self._name(row_id))
        column.addWidget(plain_label(self, "term", question))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Type a name or code"))
        self.search.setAccessibleName(question)
        self.search.textEdited.connect(self._offer)
        self.search.installEventFilter(self)
        self.found = QListWidget(self)
        self.found.setAccessibleName(self.tr("Rows to merge with"))
        self.found.setUniformItemSizes(True)
        self.found.currentItemChanged.connect(self._say)
        self.other_way = QCheckBox(self)
        self.other_way.toggled.connect(self._say)
        self.words = plain_label(self, "text")
        self.fault = plain_label(self, "fieldNote")
        self.fault.setProperty("wrong", True)
        self.fault.hide()
        for widget in (self.search, self.found, self.other_way, self.words, self.fault):
            column.addWidget(widget)
        column.addWidget(self._build_buttons())
        self._offer_alike()
        self.search.setFocus()

    def _build_buttons(self) -> QDialogButtonBox:
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        self.merge_button = buttons.button(standard.Ok)
        self.merge_button.setText(self.tr("Merge"))
        self.merge_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _name(self, row_id: int) -> str:
        record = get(self._session.store, self._kind.record, row_id)
        return one_line(getattr(record, self._kind.name, ""), NAME_LENGTH)

    def _offer_alike(self) -> None:
        """Offer at first what begins with the same word, or what is used most."""
        first = self._name(self._row_id).split()[:1]
        self._offer(first[0] if first else "")
        if not self.found.count():
            self._offer("")
        self.found.setCurrentRow(-1)
        self._say()

    def _offer(self, typed: str) -> None:
        self.found.clear()
        for candidate in self._session.candidates(self._kind.table, typed):
            if candidate.id != self._row_id:
                self._add(candidate)
        self.found.setCurrentRow(0 if typed and self.found.count() else -1)
        self._say()

    def _add(self, candidate: Candidate) -> None:
        item = QListWidgetItem(candidate_words(candidate))
        item.setData(_ID, candidate.id)
        self.found.addItem(item)

    def choose(self, row_id: int) -> None:
        """Choose the row to merge with, as if it was clicked."""
        for place in range(self.found.count()):
            if self.found.item(place).data(_ID) == row_id:
                self.found.setCurrentRow(place)

    def chosen(self) -> tuple[int, int] | None:
        """Give the row to keep and the one that goes; None while none is chosen."""
        item = self.found.currentItem()
        if item is None:
            return None
        other, own = item.data(_ID), self._row_id
        return (own, other) if self.other_way.isChecked() else (other, own)

    def _say(self) -> None:
        """Say what will happen."""
        self.fault.hide()
        chosen = self.chosen()
        self.merge_button.setEnabled(chosen is not None)
        own = self._name(self._row_id).replace("&", "&&")
        self.other_way.setText(self.tr("Keep “{name}” instead").format(name=own))
        self.other_way.setEnabled(chosen is not None)
        self.words.setText(self._outcome(*chosen) if chosen else self.tr("Choose one in the list."))

    def _outcome(self, keep: int, gone: int) -> str:
        kept, other = self._name(keep), self._name(gone)
        count = count_uses(self._session, self._kind.record, gone)
        moved = (
            self.tr("{count} uses move to “{name}”")
            if count != 1
            else self.tr("{count} use moves to “{name}”")
        )
        names = [
            self.tr("“{name}” becomes a further name").format(name=name)
            for name in self._new_names(keep, gone)
        ]
        parts = [moved.format(count=f"{count:,}", name=kept), *names]
        parts.append(
            self.tr("what is empty there is filled from “{name}”, which then goes").format(name=other)
        )
        tail = self.tr("A backup is made first, and one undo takes it back.")
        return f"{'; '.join(parts)}. {tail}"

    def _new_names(self, keep: int, gone: int) -> list[str]:
        """Give the names of the row that goes by which the row kept is not known yet."""
        store, record = self._session.store, self._kind.record
        kept, other = get(store, record, keep), get(store, record, gone)
        if isinstance(kept, Party) and isinstance(other, Party):
            known = {kept.name, kept.short_name or other.short_name}
            known |= {n.name for n in rows(store, PartyName, party_id=(keep, gone))}
            return [one_line(n, NAME_LENGTH) for n in (other.name, other.short_name) if n and n not in known]
        if isinstance(kept, Person) and isinstance(other, Person):
            known = {kept.name, *(n.name for n in rows(store, PersonName, person_id=(keep, gone)))}
            return [one_line(other.name, NAME_LENGTH)] if other.name not in known else []
        return []

    @override
    def accept(self) -> None:
        """Merge the two; where that cannot be, say why and stay."""
        chosen = self.chosen()
        if chosen is None:
            return
        try:
            self._merge(*chosen)
        except DemarcheError as error:
            self.fault.setText(one_line(str(error), 600))
            self.fault.show()
            return
        super().accept()

    def _merge(self, keep: int, gone: int) -> None:
        label = self.tr("{one} “{gone}” merged into “{keep}”")
        one = said(self._kind.one).capitalize()
        self.label = label.format(one=one, gone=self._name(gone), keep=self._name(keep))
        uses = count_uses(self._session, self._kind.record, gone)
        before(self._session.store, "merge")
        coder = self._session.coder_id
        if self._kind.record is Coder and coder == gone:
            self._session.coder_id = keep
        try:
            with (
                showing_progress(self, self.tr("Merging")) as progress,
                self._session.edit(self.label) as step,
            ):
                merge(
                    step, self._kind.record, keep, gone, progress=lambda done: progress(min(done, uses), uses)
                )
        except DemarcheError:
            self._session.coder_id = coder
            raise
        self.kept = keep

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Up and Down choose in the list while somebody types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.search:
            way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if way:
                self.found.setCurrentRow(min(max(self.found.currentRow() + way, 0), self.found.count() - 1))
                return True
        return super().eventFilter(watched, event)
