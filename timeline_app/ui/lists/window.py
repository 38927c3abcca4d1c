"""The window of the lists: a tab for each kind of row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.ui.lists.kinds import KINDS, said
from timeline_app.ui.lists.page import Page
from timeline_app.ui.notice import NoticeBar
from timeline_app.ui.sizes import roomy

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme

SIZE = (1040, 680)
GEOMETRY = "lists/geometry"


class ListsWindow(QWidget):
    """Parties, persons, topics, sources and what else a document holds beside its entries."""

    def __init__(
        self, session: Session, theme: Theme, settings: QSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._session, self._settings = session, settings
        self.setObjectName("listsWindow")
        self.setWindowTitle(self.tr("Parties, persons, topics, sources…"))
        self.resize(roomy(*SIZE))
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.tabBar().setAccessibleName(self.tr("Kinds of rows"))
        self.notice = NoticeBar(session, self)
        self.notice.undo_requested.connect(session.undo)
        self.pages: dict[str, Page] = {}
        for kind in KINDS:
            page = Page(kind, session, theme, self)
            page.done.connect(self.notice.offer)
            self.pages[kind.table] = page
            self.tabs.addTab(page, said(kind.title))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.notice)
        self._add_actions()
        kept = settings.value(GEOMETRY)
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)
        if parent is not None:
            parent.installEventFilter(self)

    def _add_actions(self) -> None:
        redo = [QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")]
        actions: tuple[tuple[str, list[QKeySequence], Callable[[], None]], ...] = (
            (self.tr("New…"), [QKeySequence("Ctrl+N")], self._make_new),
            (self.tr("Find"), [QKeySequence("Ctrl+F")], self._find),
            (self.tr("Undo"), [QKeySequence("Ctrl+Z")], self._session.undo),
            (self.tr("Redo"), redo, self._session.redo),
            (self.tr("Close"), [QKeySequence("Ctrl+W")], self._close),
        )
        for words, keys, act in actions:
            action = QAction(words, self)
            action.setShortcuts(keys)
            action.triggered.connect(act)
            self.addAction(action)

    @property
    def page(self) -> Page:
        """The list in front."""
        page = self.tabs.currentWidget()
        assert isinstance(page, Page)
        return page

    def show_table(self, table: str) -> None:
        """Show the list of a table, ready to be searched."""
        self.tabs.setCurrentWidget(self.pages[table])
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()
        self._find()

    def set_theme(self, theme: Theme) -> None:
        """Show in other colours."""
        for page in self.pages.values():
            page.set_theme(theme)

    def _make_new(self) -> None:
        if self.page.chooser.new_button.isEnabled():
            self.page.make_new()

    def _find(self) -> None:
        self.page.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.search.selectAll()

    def _close(self) -> None:
        self.close()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc empty the search field first, and close the window next."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.page.search.text():
            self.page.search.clear()
            self._find()
        else:
            self.close()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.setValue(GEOMETRY, self.saveGeometry())
        super().closeEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go when the window of the document goes."""
        if watched is self.parent() and event.type() == QEvent.Type.Close:
            self.close()
        return super().eventFilter(watched, event)
