"""Changes several entries in one step: fields, tags, the topic of their stances, the grade of citations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.records import Citation, Entry, Stance, Tag, rules_of
from timeline_app.storage import bulk_editing
from timeline_app.ui.fields.making import make_field
from timeline_app.ui.plain_label import plain_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.session import Session
    from timeline_app.storage.history import Step
    from timeline_app.ui.fields.field import Field
    from timeline_app.ui.theme import Theme

ENTRY_FIELDS = ("status", "kind", "importance", "venue", "place")


class ChangeSeveral(QDialog):
    """Asks what is to be changed in some entries; what is left empty stays as it is.

    Signals
    -------
    done_words
        Says what was done.
    """

    done_words = Signal(str)

    def __init__(self, session: Session, theme: Theme, entries: list[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._theme, self._entries = session, theme, entries
        self.setWindowTitle(self.tr("Change {count} entries").format(count=len(entries)))
        column = QVBoxLayout(self)
        intro = self.tr("What is left empty stays as it is. All of it is one step of undo.")
        column.addWidget(plain_label(self, words=intro))
        self._rows = QFormLayout()
        column.addLayout(self._rows)
        entry, citation = rules_of(Entry), rules_of(Citation)
        self.fields = {name: self._add(entry[name].label, name, Entry) for name in ENTRY_FIELDS}
        self.fields["tag"] = self._add(self.tr("Add the tag"), "text", Tag)
        self.fields["untag"] = self._add(self.tr("Take away the tag"), "text", Tag)
        self.fields["topic"] = self._add(self.tr("Topic of their stances"), "topic_id", Stance)
        for name in ("reliability", "credibility"):
            self.fields[name] = self._add(citation[name].label, name, Citation)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        buttons.button(standard.Ok).setText(self.tr("Change them"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _add(self, label: str, name: str, record: type[Entry | Tag | Stance | Citation]) -> Field:
        rule = replace(rules_of(record)[name], label=label, required=False)
        field = make_field(rule, self._session, self._theme, self)
        field.set_value(None)
        words = QLabel(self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setText(label)
        words.setObjectName("fieldLabel")
        words.setBuddy(field.focusProxy() or field)
        self._rows.addRow(words, field)
        return field

    def accept(self) -> None:
        """Change the entries; where something is wrong, say so at its field and stay."""
        values: dict[str, object] = {}
        for name, field in self.fields.items():
            try:
                values[name] = field.value()
            except DemarcheError as error:
                field.say(str(error), wrong=True)
                return
        wanted = {name: value for name, value in values.items() if value is not None}
        if wanted and not self._change(wanted):
            return
        super().accept()

    def _change(self, wanted: dict[str, object]) -> bool:
        labels = ", ".join(self.fields[name].rule.label for name in wanted)
        label = self.tr("{count} entries changed: {labels}").format(count=len(self._entries), labels=labels)
        try:
            with self._session.edit(label) as step:
                self._apply(step, wanted)
        except DemarcheError as error:
            self._session.failed.emit(str(error))
            return False
        self.done_words.emit(label)
        return True

    def _apply(self, step: Step, wanted: dict[str, object]) -> None:
        entries = self._entries
        for name in ENTRY_FIELDS:
            if name in wanted:
                bulk_editing.set_field(step, entries, name, wanted[name])
        if "tag" in wanted:
            bulk_editing.add_tag(step, entries, str(wanted["tag"]))
        if "untag" in wanted:
            bulk_editing.remove_tag(step, entries, str(wanted["untag"]))
        if "topic" in wanted:
            bulk_editing.set_topic(step, entries, None, int(str(wanted["topic"])))
        if {"reliability", "credibility"} & wanted.keys():
            reliability, credibility = wanted.get("reliability"), wanted.get("credibility")
            bulk_editing.set_grade(
                step,
                entries,
                str(reliability) if reliability else None,
                int(str(credibility)) if credibility else None,
            )
