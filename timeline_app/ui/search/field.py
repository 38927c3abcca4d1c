"""The search field: hits as you type, by keyboard from the first letter to the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.storage.hits import Hit, entries_of, find
from timeline_app.ui.sizes import grown

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from timeline_app.session import Session

_WAITS = 120
"""Milliseconds without a letter after which the lanes are told."""
_PAGE = 20
"""Hits that are listed at once; the next follow when the last is come to."""
_ROWS_SHOWN = 9
_LONGEST = 200
_NARROWEST, _WIDEST = 460, 720
_UP_AND_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HIT = Qt.ItemDataRole.UserRole


class SearchField(QLineEdit):
    """
    A line that finds in titles, quotes, notes, names and sources.

    Signals
    -------
    text_searched
        What to mark on the lanes, a moment after the last letter; empty for nothing.
    left
        Esc was pressed: whoever had the focus before may have it back.
    """

    text_searched = Signal(str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.results: QListWidget | None = None
        self._asked_for = _PAGE
        self.setObjectName("searchField")
        self.setPlaceholderText(self.tr("Search titles, quotes, notes, names"))
        self.setAccessibleName(self.tr("Search"))
        self.setClearButtonEnabled(True)
        self.setMaxLength(_LONGEST)
        self._wait = QTimer(self, singleShot=True, interval=_WAITS)
        self._wait.timeout.connect(self._tell)
        self.textChanged.connect(self._search)
        session.opened.connect(self.clear)

    def _tell(self) -> None:
        self.text_searched.emit(self.text().strip())

    def _search(self, typed: str) -> None:
        self._wait.start()
        if not typed.strip() or not self._session.is_open:
            self.hide_results()
            return
        self._asked_for = _PAGE
        hits = self._find(typed)
        if hits is not None:
            self._show(hits)

    def _find(self, typed: str) -> list[Hit] | None:
        try:
            return find(self._session.store, typed, self._asked_for)
        except DemarcheError as error:
            self.hide_results()
            self._session.failed.emit(str(error))
            return None

    def _find_more(self, shown: QListWidget) -> None:
        """List what else was found, if there may be more than is listed."""
        if not shown.isVisible() or shown.count() < self._asked_for:
            return
        self._asked_for = shown.count() + _PAGE
        listed = [_hit_of(shown.item(row)) for row in range(shown.count())]
        known = {(hit.table, hit.row_id) for hit in listed if hit}
        more = self._find(self.text()) or ()
        self._add(shown, [hit for hit in more if (hit.table, hit.row_id) not in known])

    def _add(self, shown: QListWidget, hits: list[Hit]) -> None:
        for hit in hits:
            item = QListWidgetItem(f"{hit.title}\n{one_line(hit.detail, 120)}", shown)
            item.setData(_HIT, hit)

    def _show(self, hits: list[Hit]) -> None:
        """List the hits under the field, over whatever is there; the field keeps the focus."""
        shown = self._list()
        shown.clear()
        self._add(shown, hits)
        if not hits:
            item = QListWidgetItem(self.tr("Nothing found"), shown)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        shown.setCurrentRow(0)
        self._place(shown)
        shown.show()
        shown.raise_()

    def _list(self) -> QListWidget:
        if self.results is None or self.results.parent() is not self.window():
            self.results = QListWidget(self.window())
            self.results.setObjectName("pickerList")
            self.results.setAccessibleName(self.tr("What was found"))
            self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.results.setTextElideMode(Qt.TextElideMode.ElideRight)
            self.results.itemClicked.connect(self._take)
            self.results.verticalScrollBar().valueChanged.connect(self._look_for_end)
        return self.results

    def _look_for_end(self, value: int) -> None:
        """List more once the last hit is scrolled to."""
        if self.results is not None and value == self.results.verticalScrollBar().maximum() > 0:
            self._find_more(self.results)

    def _place(self, shown: QListWidget) -> None:
        window = self.window()
        width = min(max(self.width(), grown(_NARROWEST)), grown(_WIDEST), window.width())
        row = max(shown.sizeHintForRow(0), self.fontMetrics().height())
        below = self.mapTo(window, QPoint(0, self.height()))
        left = max(0, min(below.x(), window.width() - width))
        height = min(row * min(shown.count(), _ROWS_SHOWN) + 6, max(row, window.height() - below.y()))
        shown.setGeometry(left, below.y(), width, height)

    def hide_results(self) -> None:
        """Put the list away."""
        if self.results is not None:
            self.results.hide()

    @override
    def event(self, event: QEvent) -> bool:
        """Keep Esc and Enter from the window's shortcuts while the field has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in (Qt.Key.Key_Escape, *_ENTER):  # pyright: ignore[reportAttributeAccessIssue]
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self.results if self.results is not None and self.results.isVisible() else None
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in _ENTER:
            self._take(shown.currentItem() if shown else None)
        elif event.key() in _UP_AND_DOWN and shown:
            self._move(shown, event.key())
        elif event.key() == Qt.Key.Key_Down and self.text():
            self._search(self.text())
        else:
            super().keyPressEvent(event)

    def _move(self, shown: QListWidget, key: int) -> None:
        by = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -_ROWS_SHOWN,
            Qt.Key.Key_PageDown: _ROWS_SHOWN,
        }
        row = shown.currentRow() + by[Qt.Key(key)]
        shown.setCurrentRow(max(0, min(row, shown.count() - 1)))

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide_results()

    def leave(self) -> None:
        """Clear the field, take the marks off, and give the focus back."""
        self.clear()
        self._wait.stop()
        self.hide_results()
        self.text_searched.emit("")
        self.left.emit()

    def _take(self, item: QListWidgetItem | None) -> None:
        """Select the entry found; of a party, person or topic the one after what is selected."""
        hit = _hit_of(item)
        if hit is not None:
            entry = self._next_of(hit)
            if entry is not None:
                self._session.select(entry)

    def _next_of(self, hit: Hit) -> int | None:
        if hit.table == "entry":
            return hit.row_id
        entries: list[int] = entries_of(self._session.store, hit.table, hit.row_id).tolist()
        if not entries:
            return None
        now = self._session.selection
        place = entries.index(now) + 1 if now in entries else 0
        return entries[place % len(entries)]


def _hit_of(item: QListWidgetItem | None) -> Hit | None:
    hit = item.data(_HIT) if item is not None else None
    return hit if isinstance(hit, Hit) else None
