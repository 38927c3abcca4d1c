"""What pasted rows would become, shown before anything is written: columns, problems, counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line, show_controls
from timeline_app.exchange.pasted import TARGETS, read_pasted
from timeline_app.exchange.pasted_rows import PastedRow, understood
from timeline_app.storage.pasting import count_new, known_names, take_pasted
from timeline_app.ui.plain_label import plain_label
from timeline_app.ui.sizes import grown, roomy
from timeline_app.ui.table.preview_model import PreviewRows

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from timeline_app.domain.proposing import Proposed
    from timeline_app.session import Session

_SIZE = (860, 620)
_MAPPING_HEIGHT = 190
_ROW_WIDTH, _PROBLEM_WIDTH, _CELL_WIDTH = 50, 300, 130
_EXAMPLE_LENGTH = 48


class PastePreview(QDialog):
    """
    Shows pasted rows as entries to be.

    Raises
    ------
    ExchangeError
        If there is nothing that could be taken in.
    """

    def __init__(self, session: Session, text: str, parent: QWidget) -> None:
        self._pasted = read_pasted(text)
        super().__init__(parent)
        self._session = session
        self._resolve = known_names(session.store)
        self.rows: list[PastedRow] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Paste rows as entries"))
        self.resize(roomy(*_SIZE))
        self.mapping: list[QComboBox] = []
        column = QVBoxLayout(self)
        column.addWidget(self._label(show_controls(self._pasted.notice), "fieldNote"))
        column.addWidget(self._mapping_area())
        column.addWidget(self._table(), 1)
        self.detail = self._label("", "fieldNote")
        self.counts = self._label("", "term")
        self.fault = self._label("", "fieldNote")
        self.fault.setProperty("wrong", True)
        self.leave_out = QCheckBox(self.tr("&Leave out the rows with a problem"), self)
        self.leave_out.toggled.connect(self._show_counts)
        for widget in (self.detail, self.counts, self.leave_out, self.fault, self._buttons()):
            column.addWidget(widget)
        self._understand()

    def _label(self, text: str, name: str) -> QLabel:
        label = plain_label(self, name, text)
        label.setVisible(bool(text))
        return label

    def _mapping_area(self) -> QScrollArea:
        """Let the user say what each column holds, beside its heading and an example."""
        area = QScrollArea(self)
        area.setAccessibleName(self.tr("What the columns hold"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setMaximumHeight(grown(_MAPPING_HEIGHT))
        page = QWidget(area)
        grid = QGridLayout(page)
        grid.setColumnStretch(2, 1)
        for place, heading in enumerate(self._pasted.columns):
            named = one_line(heading, _EXAMPLE_LENGTH) or self.tr("Column {number}").format(number=place + 1)
            example = next((row.cells[place] for row in self._pasted.rows if row.cells[place].strip()), "")
            box = self._box(place, page)
            box.setAccessibleName(self.tr("What {column} holds").format(column=named))
            label = self._label(named.replace("&", "&&"), "term")
            label.setBuddy(box)
            grid.addWidget(label, place, 0)
            grid.addWidget(self._label(one_line(example, _EXAMPLE_LENGTH), "muted"), place, 2)
            grid.addWidget(box, place, 1)
        area.setWidget(page)
        return area

    def _box(self, place: int, parent: QWidget) -> QComboBox:
        box = QComboBox(parent)
        box.addItem(self.tr("– leave out –"), None)
        for name, label in TARGETS.items():
            box.addItem(QCoreApplication.translate("Field", label), name)
        box.setCurrentIndex(max(0, box.findData(self._pasted.mapping[place])))
        box.currentIndexChanged.connect(self._understand)
        self.mapping.append(box)
        return box

    def _table(self) -> QTableView:
        self.preview = PreviewRows(self._pasted, self)
        table = QTableView(self)
        table.setModel(self.preview)
        table.setAccessibleName(self.tr("Pasted rows and their problems"))
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.selectionModel().currentRowChanged.connect(self._show_problems)
        for place, width in enumerate(
            (_ROW_WIDTH, _PROBLEM_WIDTH, *[_CELL_WIDTH] * len(self._pasted.columns))
        ):
            table.setColumnWidth(place, grown(width))
        return table

    def _show_problems(self, index: QModelIndex) -> None:
        """Say in full what is wrong with the row that is looked at."""
        problems = self.rows[index.row()].problems if index.isValid() else ()
        self.detail.setText(show_controls(" ".join(problems)))
        self.detail.setVisible(bool(problems))

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.take = buttons.addButton(self.tr("&Take in"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.take_in)
        buttons.rejected.connect(self.reject)
        return buttons

    def _understand(self) -> None:
        """Read the rows by the columns as they are chosen now."""
        chosen = [box.currentData() for box in self.mapping]
        twice = next((name for name in chosen if name and chosen.count(name) > 1), None)
        self._say(self.tr("Two columns hold the same: {name}.").format(name=TARGETS[twice]) if twice else "")
        self.rows = [] if twice else understood(self._pasted, chosen, self._resolve)
        self.preview.show(self.rows)
        self._show_counts()

    def proposals(self) -> list[Proposed]:
        """Give the entries that can be taken in."""
        return [row.proposed for row in self.rows if row.proposed]

    def _show_counts(self) -> None:
        proposals = self.proposals()
        wrong = sum(1 for row in self.rows if row.problems)
        new = [
            _counted(count, f"new {_words(table, count)}") for table, count in count_new(proposals).items()
        ]
        words = ", ".join([_counted(len(proposals), "entry" if len(proposals) == 1 else "entries"), *new])
        if wrong:
            words += "; " + _counted(wrong, f"{'row' if wrong == 1 else 'rows'} with a problem")
        self.counts.setText(words)
        self.counts.setVisible(True)
        self.leave_out.setVisible(bool(wrong))
        self.take.setEnabled(bool(proposals) and (not wrong or self.leave_out.isChecked()))

    def _say(self, text: str) -> None:
        self.fault.setText(show_controls(text))
        self.fault.setVisible(bool(text))

    def take_in(self) -> None:
        """Write the entries as one step and select the first; if that fails, say why: nothing is written."""
        if not self.take.isEnabled():
            return
        proposals = self.proposals()
        try:
            with self._session.edit(self.tr("Paste {count} entries").format(count=len(proposals))) as step:
                written = take_pasted(step, proposals)
        except DemarcheError as error:
            self._say(str(error))
            return
        if written:
            self._session.select(written.first_id)
        self.accept()


def _counted(count: int, words: str) -> str:
    return f"{count:,} {words}"


def _words(table: str, count: int) -> str:
    several = {"party": "parties", "person": "persons", "topic": "topics", "source": "sources"}
    return table if count == 1 else several[table]
