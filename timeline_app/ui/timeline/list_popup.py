"""The list that opens at a chip: narrowed by typing, chosen from by key or mouse; knows not what it lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError
from timeline_app.ui.plain_label import plain_label
from timeline_app.ui.sizes import grown

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.ui.timeline.listed import Listed

_WIDTH, _LEAST_WIDTH = 460, 200
_ROWS_SHOWN = 9
_LAID_AT_ONCE = 4_000
"""Rows that are laid out at once; the further ones follow."""
_MARGIN = 8
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ListPopup(QFrame):
    """
    A small window over the lanes with what is listed.

    Signals
    -------
    chosen
        The id of the entry to which the chosen row leads.
    failed
        The document could not be searched; a message for the user.
    """

    chosen = Signal(int)
    failed = Signal(str)

    def __init__(self, heading: str, listed: Listed, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("listPopup")
        self.setAccessibleName(heading)
        self._words, self.listed, self._over = heading, listed, parent
        listed.setParent(self)
        self._heading = plain_label(self, "heading", heading)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Type to narrow the list"))
        self.field.setAccessibleName(self.tr("Words to narrow the list by"))
        self.field.setClearButtonEnabled(True)
        self.list = self._make_list(heading)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        for part in (self._heading, self.field, self.list):
            column.addWidget(part)
        self.setFocusProxy(self.field)
        self._wire()

    def _make_list(self, name: str) -> QListView:
        made = QListView(self)
        made.setAccessibleName(name)
        made.setUniformItemSizes(True)
        made.setLayoutMode(QListView.LayoutMode.Batched)
        made.setBatchSize(_LAID_AT_ONCE)
        made.setTextElideMode(Qt.TextElideMode.ElideRight)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        made.setModel(self.listed)
        made.setCurrentIndex(self.listed.index(0, 0))
        return made

    def _wire(self) -> None:
        self.field.textEdited.connect(self._narrow)
        self.field.textChanged.connect(self._narrow_if_cleared)
        self.field.returnPressed.connect(self._choose_current)
        self.list.clicked.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._tell_current)
        self._tell_current(self.list.currentIndex())
        for part in (self.field, self.list):
            part.installEventFilter(self)

    def show_at(self, at: QPoint) -> None:
        """Open at a point of the screen, wholly on that screen, over the point where there is more room."""
        within = self._over.screen().availableGeometry()
        size = self._size_within(within)
        y = at.y() if at.y() + size.height() <= within.bottom() else at.y() - size.height()
        x = min(at.x(), within.right() - size.width())
        self.setGeometry(QRect(QPoint(max(x, within.left()), max(y, within.top())), size))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def go_to(self, entry: int | None) -> None:
        """Go to the row of an entry, if it is listed."""
        row = self.listed.row_of(entry)
        if row is not None:
            self.list.setCurrentIndex(self.listed.index(row, 0))

    def _size_within(self, screen: QRect) -> QSize:
        """Give the size for some rows, and no larger than half of a screen is high."""
        width = min(max(grown(_WIDTH), _LEAST_WIDTH), screen.width())
        row = self.list.sizeHintForRow(0)
        rows = min(self.listed.rowCount(), _ROWS_SHOWN)
        edges = 2 * self.list.frameWidth() + 2
        self.list.setMinimumHeight(row + edges)
        self.ensurePolished()
        above = self._heading.heightForWidth(width - 2 * _MARGIN) + self.field.sizeHint().height()
        around = above + 2 * _MARGIN + 2 * self._column.spacing() + 2
        return QSize(width, min(around + max(rows * row, row) + edges, screen.height()))

    def _narrow_if_cleared(self, typed: str) -> None:
        if not typed:
            self._narrow(typed)

    def _narrow(self, typed: str) -> None:
        """List what holds the words typed, and say how many those are."""
        try:
            self.listed.narrow(typed)
        except DemarcheError as error:
            self.failed.emit(str(error))
            return
        self.list.setCurrentIndex(self.listed.index(0, 0))
        self._tell_current(self.list.currentIndex())
        found, count = self.listed.rowCount(), len(self.listed.entries)
        some = self.tr("{words} · {found:,} of {count:,}").format(words=self._words, found=found, count=count)
        self._heading.setText(some if found < count else self._words)

    def _tell_current(self, current: QModelIndex, _before: object = None) -> None:
        """Let the field, which keeps the focus, say what Enter would choose."""
        self.field.setAccessibleDescription(current.data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def _choose_current(self) -> None:
        self._choose(self.list.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            entry = self.listed.entry_at(index.row())
            self.close()
            self.chosen.emit(entry)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows typed in the field move in the list, and letters typed in the list narrow it."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if watched is self.field and event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        if watched is self.list and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_current()
            return True
        if watched is self.list and event.text().isprintable() and event.text():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.insert(event.text())
            self._narrow(self.field.text())
            return True
        return super().eventFilter(watched, event)
