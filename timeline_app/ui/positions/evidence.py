"""The evidence on a cell: every entry that was heard by the day, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from timeline_app.domain.dates import day_in_words
from timeline_app.ui.paint.swatch import glyph_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.cells import Part
    from timeline_app.domain.evidence import Evidence

ENTRY = Qt.ItemDataRole.UserRole
WHEN, WHAT, BECAME = range(3)
MOST_SHOWN = 500


class EvidenceList(QTreeWidget):
    """Lists evidence, what was said last first.

    Signals
    -------
    entry_requested
        An entry is to be selected; carries its id.
    """

    entry_requested = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Evidence"))
        self.setHeaderLabels([self.tr("When"), self.tr("Entry"), self.tr("What became of it")])
        self.setRootIsDecorated(False)
        self.header().setStretchLastSection(False)
        for column in (WHEN, BECAME):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        self.itemActivated.connect(self._request)

    def show_parts(self, parts: Sequence[tuple[Evidence, Part]], titles: Mapping[int, str]) -> None:
        """Show evidence with what became of it; of very much only what was said last."""
        self.clear()
        for evidence, part in reversed(parts[-MOST_SHOWN:]):
            item = QTreeWidgetItem(self)
            item.setText(WHEN, day_in_words(evidence.act.day))
            item.setText(WHAT, titles.get(evidence.act.entry, ""))
            glyph = glyph_of(evidence.value, evidence.non_value)
            item.setText(BECAME, f"{glyph}  {part}".strip())
            item.setData(WHEN, ENTRY, evidence.act.entry)

    def _request(self, item: QTreeWidgetItem) -> None:
        self.entry_requested.emit(item.data(WHEN, ENTRY))
