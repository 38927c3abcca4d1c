"""The positions panel: who stands where, on what, as of the day of the line, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError
from timeline_app.ui.flow import Flow
from timeline_app.ui.plain_label import plain_label, scrolled_label
from timeline_app.ui.position_words import position_heading, reason_words
from timeline_app.ui.positions.counting import EvidenceButton
from timeline_app.ui.positions.drawing import HEIGHT, WIDTH, Matrix
from timeline_app.ui.positions.evidence import EvidenceList
from timeline_app.ui.positions.headings import HeadedHeader, NamesHeader
from timeline_app.ui.positions.model import CELL, PositionsModel
from timeline_app.ui.positions.sides import ORDERS
from timeline_app.ui.sizes import grown

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QShowEvent

    from timeline_app.columns.stretches import Key
    from timeline_app.domain.filtering import Filter
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme
    from timeline_app.view_state import ViewState

REASON_WIDTH, HEADING_HEIGHT, EVIDENCE_LEAST = 300, 22, 58
WIDEST_NAME = 200
REST = 150
"""Milliseconds for which the line must rest until it is said why the chosen cell is so."""


class PositionsPanel(QWidget):
    """The matrix, and beside it why the chosen cell is as it is.

    Signals
    -------
    entry_requested
        The entry that carries a position is to be selected; carries its id.
    history_requested
        The positions over time are to be shown; carries a party and a topic.
    """

    entry_requested = Signal(int)
    history_requested = Signal(int, int)

    def __init__(
        self, session: Session, view_state: ViewState, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._view_state = session, view_state
        self.model = PositionsModel(self)
        self._chosen: Key | None = None
        self._low: list[int] = []
        """The rows that hold a heading."""
        self._is_following = False
        """Whether the matrix, not somebody, goes to another cell."""
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._explain)
        self._build(theme)
        view_state.changed.connect(self._follow)
        session.changed.connect(self._follow)
        session.opened.connect(self._follow)

    def _build(self, theme: Theme) -> None:
        split = QSplitter(self)
        split.addWidget(self._build_matrix(theme))
        split.addWidget(self._build_beside())
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addWidget(self._build_caption())
        column.addWidget(self._build_choices())
        column.addWidget(split, 1)
        self.setFocusProxy(self.matrix)

    def _build_caption(self) -> QLabel:
        self.caption = plain_label(self)
        self.caption.setAccessibleName(self.tr("As of which day"))
        return self.caption

    def _build_evidence(self) -> EvidenceButton:
        self.counting = EvidenceButton(self._session, self)
        self.counting.evidence_chosen.connect(self._count_only)
        return self.counting

    def _count_only(self, evidence: Filter) -> None:
        self._view_state.change(evidence=evidence)

    def _build_choices(self) -> QWidget:
        """Make what chooses how the matrix is shown."""
        self.order = QComboBox(self)
        self.order.setAccessibleName(self.tr("Order of parties and propositions"))
        self.order.addItems(
            [
                self.tr("As in the lanes"),
                self.tr("By name"),
                self.tr("Last changed first"),
                self.tr("Longest unheard first"),
            ]
        )
        self.headings = QCheckBox(self.tr("Hea&dings"), self)
        self.headings.setChecked(True)
        self.turned = QCheckBox(self.tr("P&ropositions down"), self)
        self.all = QCheckBox(self.tr("Also &without position"), self)
        self.history = QPushButton(self.tr("Show histor&y"), self)
        self.history.setEnabled(False)
        bar = QWidget(self)
        choices = Flow(bar)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.addWidget(self._build_evidence())
        for widget in (self.order, self.headings, self.turned, self.all, self.history):
            choices.addWidget(widget)
        self._wire_choices()
        return bar

    def _wire_choices(self) -> None:
        self.order.currentIndexChanged.connect(self._put_in_order)
        self.headings.toggled.connect(self._show_headings)
        self.turned.toggled.connect(self._turn)
        self.all.toggled.connect(self._show_all)
        self.history.clicked.connect(self._request_history)

    def _build_matrix(self, theme: Theme) -> Matrix:
        self.matrix = matrix = Matrix(self.model, theme, self)
        matrix.setAccessibleName(self.tr("Positions"))
        self._across = HeadedHeader(theme, matrix)
        matrix.setHorizontalHeader(self._across)
        self._names = NamesHeader(matrix)
        matrix.setVerticalHeader(self._names)
        matrix.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        matrix.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        matrix.setShowGrid(False)
        for header, size in ((self._across, WIDTH), (self._names, HEIGHT)):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(grown(size))
        self._across.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)  # pyright: ignore[reportArgumentType, reportOperatorIssue]
        self._names.setMaximumWidth(grown(WIDEST_NAME))
        self._names.setIconSize(QSize(24, 18))
        self._names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._wire_matrix(matrix)
        return matrix

    def _wire_matrix(self, matrix: Matrix) -> None:
        matrix.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        matrix.customContextMenuRequested.connect(self._offer_menu)
        matrix.selectionModel().currentChanged.connect(self._choose)
        matrix.activated.connect(self._go_to_entry)
        matrix.doubleClicked.connect(self._go_to_entry)
        self.model.modelReset.connect(self._make_room)
        self.model.arranged.connect(self._fit)
        self.model.arranged.connect(self._choose_again)
        self.model.dataChanged.connect(self._rest.start)

    def _fit(self) -> None:
        """Give rows of headings and the header the height that they need."""
        self._across.show_headings(self.model.headings_across())
        rows = self.model.heading_rows()
        for row in {*self._low, *rows}:
            height = grown(HEADING_HEIGHT if row in rows else HEIGHT)
            if self.matrix.rowHeight(row) != height:
                self.matrix.setRowHeight(row, height)
        self._low = rows

    def _make_room(self) -> None:
        self._names.make_room_for(self.model.names_down())

    def _offer_menu(self, at: QPoint) -> None:
        """Offer what can be done with a cell."""
        index = self.matrix.indexAt(at)
        if self.model.key_at(index) is None:
            return
        self.matrix.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        go = menu.addAction(self.tr("&Go to the entry"), self._go_to_chosen)
        go.setEnabled(index.data(CELL) is not None)
        menu.addAction(self.tr("Show histor&y"), self._request_history)
        menu.popup(self.matrix.viewport().mapToGlobal(at))

    def _build_beside(self) -> QWidget:
        """Make what stands beside the matrix: the reason in words, and the evidence on the chosen cell."""
        beside = QWidget(self)
        self.evidence = EvidenceList(beside)
        self.evidence.entry_requested.connect(self.entry_requested)
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        self.evidence.setMinimumHeight(grown(EVIDENCE_LEAST))
        area, self.reason = scrolled_label(self, self.tr("Why it is so"))
        area.setMinimumWidth(grown(REASON_WIDTH) // 2)
        column.addWidget(area, 2)
        column.addWidget(self.evidence, 1)
        return beside

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.matrix.theme = self._across.theme = theme
        self._across.viewport().update()
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
            self._is_following = True
            self.model.show_timeline(self._session.timeline, self._view_state.view.as_of)
            self._is_following = False
            self._name_what_counts()

    def _name_what_counts(self) -> None:
        """Say as of when this is, and which evidence counts (rule 0)."""
        self.counting.show_evidence(self._session.evidence)
        as_of = self.tr("As of the end of {day}").format(day=self.model.caption())
        if self.model.day is None:
            as_of = self.tr("No day is chosen")
        elif not self.model.rowCount():
            as_of = self.tr("As of the end of {day}, nobody’s position is known").format(
                day=self.model.caption()
            )
        self.caption.setText(as_of)

    def _turn(self, turned: bool) -> None:
        self.model.look(turned=turned)

    def _show_all(self, wanted: bool) -> None:
        self.model.look(all_shown=wanted)
        self._name_what_counts()

    def _show_headings(self, wanted: bool) -> None:
        self.model.look(headings=wanted)

    def _put_in_order(self, number: int) -> None:
        self.model.look(order=ORDERS[number])

    @property
    def chosen(self) -> Key | None:
        """The party and the topic of the cell chosen."""
        return self._chosen

    def _request_history(self) -> None:
        if self._chosen is not None:
            self.history_requested.emit(*self._chosen)

    def _choose(self, index: QModelIndex) -> None:
        if self._is_following:
            return
        self._chosen = self.model.key_at(index)
        self.history.setEnabled(self._chosen is not None)
        self._explain()

    def _choose_again(self) -> None:
        """Stay at the same party and proposition where the matrix is another one."""
        if self._chosen is not None:
            was_following, self._is_following = self._is_following, True
            self.matrix.setCurrentIndex(self.model.index_of(self._chosen))
            self._is_following = was_following
        self._rest.start()

    def _explain(self) -> None:
        """Say why the chosen cell is as it is."""
        day = self.model.day
        if self._chosen is None or day is None:
            self.reason.setText(self.tr("Choose a cell to see why it is so."))
            self.evidence.clear()
            return
        try:
            dossier = self._session.dossier(*self._chosen)
            reason = reason_words(self._session, dossier, day)
            parts = dossier.parts(day) if dossier else []
            titles = self._session.titles(evidence.act.entry for evidence, _ in parts)
        except DemarcheError as error:
            self.reason.setText(str(error))
            self.evidence.clear()
        else:
            heading = position_heading(self._session.timeline, *self._chosen)
            self.reason.setText(f"{heading}\n\n{reason}")
            self.evidence.show_parts(parts, titles)

    def _go_to_chosen(self) -> None:
        self._go_to_entry(self.matrix.currentIndex())

    def _go_to_entry(self, index: QModelIndex) -> None:
        cell = index.data(CELL)
        if cell is not None:
            self.entry_requested.emit(cell.entry)
