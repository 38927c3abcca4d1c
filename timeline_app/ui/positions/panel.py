"""The positions panel: who stands where, on what, as of the day of the line, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError
from timeline_app.ui.position_words import position_words
from timeline_app.ui.positions.drawing import HEIGHT, WIDTH, CellDelegate
from timeline_app.ui.positions.evidence import EvidenceList
from timeline_app.ui.positions.model import CELL, PositionsModel
from timeline_app.ui.sizes import grown

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from timeline_app.columns.stretches import Key
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme
    from timeline_app.view_state import ViewState

REASON_WIDTH, HEADER = 300, 44
REST = 150
"""Milliseconds for which the line must rest until it is said why the chosen cell is so."""


class PositionsPanel(QWidget):
    """The matrix, and beside it why the chosen cell is as it is.

    Signals
    -------
    entry_requested
        The entry that carries a position is to be selected; carries its id.
    """

    entry_requested = Signal(int)

    def __init__(
        self, session: Session, view_state: ViewState, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._view_state = session, view_state
        self.model = PositionsModel(self)
        self._chosen: Key | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._explain)
        self._build(theme)
        view_state.changed.connect(self._follow)
        session.changed.connect(self._follow)
        session.opened.connect(self._follow)

    def _build(self, theme: Theme) -> None:
        self.caption = QLabel(self)
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.turned = QCheckBox(self.tr("P&ropositions down the side"), self)
        self.all = QCheckBox(self.tr("Show those &without a position, too"), self)
        self.turned.toggled.connect(self._turn)
        self.all.toggled.connect(self._show_all)
        top = QHBoxLayout()
        top.addWidget(self.caption, 1)
        top.addWidget(self.turned)
        top.addWidget(self.all)
        split = QSplitter(self)
        split.addWidget(self._build_matrix(theme))
        split.addWidget(self._build_beside())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addLayout(top)
        column.addWidget(split, 1)
        self.setFocusProxy(self.matrix)

    def _build_matrix(self, theme: Theme) -> QTableView:
        self.matrix = matrix = QTableView(self)
        matrix.setAccessibleName(self.tr("Positions"))
        matrix.setModel(self.model)
        self._delegate = CellDelegate(theme, matrix)
        matrix.setItemDelegate(self._delegate)
        matrix.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        matrix.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        matrix.setShowGrid(False)
        for header, size in ((matrix.horizontalHeader(), WIDTH + 34), (matrix.verticalHeader(), HEIGHT)):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(grown(size))
        across = matrix.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)  # pyright: ignore[reportArgumentType, reportOperatorIssue]
        across.setFixedHeight(grown(HEADER))
        matrix.verticalHeader().setIconSize(QSize(24, 18))
        matrix.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        matrix.selectionModel().currentChanged.connect(self._choose)
        matrix.activated.connect(self._go_to_entry)
        matrix.doubleClicked.connect(self._go_to_entry)
        self.model.modelReset.connect(self._choose_again)
        self.model.dataChanged.connect(self._rest.start)
        return matrix

    def _build_beside(self) -> QWidget:
        """Make what stands beside the matrix: the reason in words, and the evidence on the chosen cell."""
        beside = QWidget(self)
        self.evidence = EvidenceList(beside)
        self.evidence.entry_requested.connect(self.entry_requested)
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._build_reason())
        column.addWidget(self.evidence, 1)
        return beside

    def _build_reason(self) -> QLabel:
        self.reason = QLabel(self)
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.setWordWrap(True)
        self.reason.setMinimumWidth(grown(REASON_WIDTH) // 2)
        self.reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.reason.setAccessibleName(self.tr("Why it is so"))
        self.reason.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return self.reason

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._delegate.theme = theme
        self.matrix.viewport().update()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _follow(self) -> None:
        """Show the positions of another day or document, if anybody sees them."""
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        if self._session.is_open:
            self.model.show_timeline(self._session.timeline, self._view_state.view.as_of)
            self.caption.setText(self.tr("As of the end of {day}").format(day=self.model.caption()))

    def _turn(self, turned: bool) -> None:
        self.model.turn(turned)

    def _show_all(self, wanted: bool) -> None:
        self.model.show_all(wanted)

    def _choose(self, index: QModelIndex) -> None:
        self._chosen = self.model.key_at(index)
        self._explain()

    def _choose_again(self) -> None:
        """Stay at the same party and proposition where the matrix is another one."""
        if self._chosen is not None:
            self.matrix.setCurrentIndex(self.model.index_of(self._chosen))
        self._explain()

    def _explain(self) -> None:
        """Say why the chosen cell is as it is."""
        day = self.model.day
        if self._chosen is None or day is None:
            self.reason.setText(self.tr("Choose a cell to see why it is so."))
            self.evidence.clear()
            return
        try:
            heading, reason = position_words(self._session, *self._chosen, day)
            dossier = self._session.dossier(*self._chosen)
            parts = dossier.parts(day) if dossier else []
            titles = self._session.titles(evidence.act.entry for evidence, _ in parts)
        except DemarcheError as error:
            self.reason.setText(str(error))
            self.evidence.clear()
        else:
            self.reason.setText(f"{heading}\n\n{reason}")
            self.evidence.show_parts(parts, titles)

    def _go_to_entry(self, index: QModelIndex) -> None:
        cell = index.data(CELL)
        if cell is not None:
            self.entry_requested.emit(cell.entry)
