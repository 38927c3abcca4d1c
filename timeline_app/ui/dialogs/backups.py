"""The backups of a document, or of all: when and why made, what they hold, and how to get one back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.dates.days import MONTH_NAMES
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.locations import documents_folder
from timeline_app.storage.backup_files import COUNTED, Backup, backups_folder, folder_of
from timeline_app.storage.backup_policy import REASONS
from timeline_app.storage.backups import all_backups, backups_of, make_backup, restore_backup
from timeline_app.transfer import SUFFIX
from timeline_app.ui.dialogs.progress import showing_progress
from timeline_app.ui.plain_label import plain_label
from timeline_app.ui.sizes import grown, roomy

if TYPE_CHECKING:
    from timeline_app.session import Session

    Index = QModelIndex | QPersistentModelIndex

SIZE = (860, 460)
_ROLE = Qt.ItemDataRole
_NO_INDEX = QModelIndex()
_COUNTS = {3 + place: word for place, word in enumerate(COUNTED)}
_TIMELINE = 2
_WIDTHS = (150, 170, 180, 70, 70, 78, 64, 78)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_KIB = 1024


class BackupsTable(QAbstractTableModel):
    """Backups as rows, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.backups: list[Backup] = []
        counted = (self.tr("Entries"), self.tr("Parties"), self.tr("Stances"), self.tr("Steps"))
        self._headings = (self.tr("When"), self.tr("Why"), self.tr("Timeline"), *counted, self.tr("Size"))

    def show_backups(self, backups: list[Backup]) -> None:
        """Show other backups."""
        self.beginResetModel()
        self.backups = backups
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.backups)

    @override
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._headings)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if role == _ROLE.TextAlignmentRole:
            return _RIGHT if section > _TIMELINE else _LEFT
        if role not in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole):
            return None
        return self._headings[section] if orientation == Qt.Orientation.Horizontal else str(section + 1)

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if role == _ROLE.DisplayRole:
            return self._text(self.backups[index.row()], index.column())
        if role == _ROLE.TextAlignmentRole and index.column() > _TIMELINE:
            return _RIGHT
        return None

    def _text(self, backup: Backup, column: int) -> str:
        if column in _COUNTS:
            return f"{backup.counts[_COUNTS[column]]:,}"
        if column == _TIMELINE:
            return one_line(backup.title, 120) or self.tr("untitled")
        return {0: when_in_words(backup.made_at), 1: REASONS[backup.reason]}.get(column) or size_in_words(
            backup.size
        )


class BackupsDialog(QDialog):
    """The backups.

    Signals
    -------
    open_requested
        A backup was made a timeline of its own, which is to be opened; carries its path.
    """

    open_requested = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Backups"))
        self.resize(roomy(*SIZE))
        self.model = BackupsTable(self)
        self.of_all = QCheckBox(self.tr("Of &all timelines"), self)
        self.of_all.setChecked(not session.is_open)
        self.of_all.setEnabled(session.is_open)
        self.of_all.toggled.connect(self.refresh)
        column = QVBoxLayout(self)
        column.addWidget(self._build_hint())
        column.addWidget(self.of_all)
        column.addLayout(self._build_middle(), 1)
        column.addWidget(self._build_note())
        column.addLayout(self._build_buttons())
        self.refresh()

    def _build_hint(self) -> QLabel:
        words = self.tr(
            "Demarche copies a timeline while you work on it, and reads each copy again before it "
            "counts. Opening one makes a new timeline of it; yours and the backup stay as they are."
        )
        return plain_label(self, "text", words)

    def _build_middle(self) -> QStackedLayout:
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Backups"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        for place, width in enumerate(_WIDTHS):
            header.resizeSection(place, grown(width))
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.doubleClicked.connect(self.open_chosen)
        self.table.selectionModel().currentRowChanged.connect(self._enable)
        self.empty = plain_label(self, "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.middle = QStackedLayout()
        self.middle.addWidget(self.table)
        self.middle.addWidget(self.empty)
        return self.middle

    def _build_note(self) -> QLabel:
        self.note = plain_label(self, "fieldNote")
        self.note.hide()
        return self.note

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.make_button = self._button(self.tr("&Make one now"), self.make_now)
        self.open_button = self._button(self.tr("&Open as a new timeline…"), self.open_chosen)
        self.folder_button = self._button(self.tr("&Show the folder"), self.show_folder)
        close = self._button(self.tr("Close"), self.reject)
        self.make_button.setEnabled(self._session.is_open)
        for button in (self.make_button, self.open_button, self.folder_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def refresh(self) -> None:
        """List the backups there are now."""
        is_own = self._session.is_open and not self.of_all.isChecked()
        backups = backups_of(self._session.store) if is_own else all_backups()
        self.model.show_backups(backups)
        self.table.setColumnHidden(_TIMELINE, is_own)
        self.empty.setText(
            self.tr(
                "No backup of this timeline yet. One is made with the first change of a day, every ten "
                "minutes with changes, and before anything large."
            )
            if is_own
            else self.tr("No backups yet. They are made while you work on a timeline.")
        )
        self.middle.setCurrentWidget(self.table if backups else self.empty)
        if backups:
            self.table.selectRow(0)
        self._enable()

    def chosen(self) -> Backup | None:
        """Give the chosen backup."""
        row = self.table.currentIndex().row()
        return self.model.backups[row] if 0 <= row < len(self.model.backups) else None

    def _enable(self) -> None:
        self.open_button.setEnabled(self.chosen() is not None)
        self.folder_button.setEnabled(self._folder().is_dir())

    def make_now(self) -> None:
        """Back the open document up."""
        path = self._session.store.path
        what = self.tr("Backing up {name}").format(name=one_line(path.name, 80))
        try:
            with showing_progress(self, what) as progress:
                make_backup(path, "asked", progress=lambda share: progress(round(100 * share), 100))
        except DemarcheError as error:
            self._say(str(error), wrong=True)
            return
        self.refresh()
        self._say(self.tr("A backup was made and read again: it is whole."))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_chosen(self) -> None:
        """Ask where, make a timeline of the chosen backup there, and have it opened."""
        backup = self.chosen()
        if backup is None:
            return
        target = self._ask_where(backup)
        if target is None:
            return
        try:
            with showing_progress(self, self.tr("Restoring the backup")) as progress:
                restore_backup(backup, target, progress=lambda share: progress(round(100 * share), 100))
        except DemarcheError as error:
            self._say(str(error), wrong=True)
            return
        self.accept()
        self.open_requested.emit(target)

    def _ask_where(self, backup: Backup) -> Path | None:
        folder = self._session.store.path.parent if self._session.is_open else documents_folder()
        folder.mkdir(parents=True, exist_ok=True)
        start = (
            folder
            / f"{backup.path.stem.split('_', 2)[-1]} {backup.made_at.astimezone():%Y-%m-%d %H.%M}{SUFFIX}"
        )
        wanted = self.tr("Timelines (*{suffix})").format(suffix=SUFFIX)
        title = self.tr("Open the backup as a new timeline")
        typed, _ = QFileDialog.getSaveFileName(self, title, str(start), wanted)
        if not typed:
            return None
        return Path(typed) if Path(typed).suffix else Path(typed + SUFFIX)

    def show_folder(self) -> None:
        """Show the folder of the backups in the file manager of the system."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder())))

    def _folder(self) -> Path:
        backup = self.chosen()
        if backup:
            return backup.path.parent
        if self._session.is_open and not self.of_all.isChecked():
            return folder_of(self._session.document_uid)
        return backups_folder()

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.note.setProperty("wrong", wrong)
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        self.note.setText(one_line(words, 600))
        self.note.show()


def when_in_words(moment: datetime, now: datetime | None = None) -> str:
    """Say a moment in the zone of this machine: today and yesterday by name, others by date."""
    local, present = moment.astimezone(), (now or datetime.now().astimezone()).astimezone()
    days = (present.date() - local.date()).days
    date = f"{local.day} {MONTH_NAMES[local.month - 1]} {local.year}"
    return f"{ {0: 'today', 1: 'yesterday'}.get(days, date) }, {local:%H:%M}"


def size_in_words(size: int) -> str:
    """Say a number of bytes."""
    if size < _KIB * _KIB:
        return f"{max(round(size / _KIB), 1)} kB"
    return f"{size / _KIB / _KIB:,.1f} MB"
