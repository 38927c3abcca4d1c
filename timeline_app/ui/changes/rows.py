"""What both tables share: a row names a party, a proposition, and an entry by its title, read when shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from timeline_app import locations
from timeline_app.domain.plain_text import one_line
from timeline_app.layout.flags import load_periods
from timeline_app.layout.lane_boxes import party_flag
from timeline_app.layout.lanes import party_label, topic_label
from timeline_app.ui.paint.lane_headers import flag_image
from timeline_app.ui.worded_rows import EntryRows

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QImage

    from timeline_app.session import Session

SWATCH = Qt.ItemDataRole.UserRole
"""The `Swatch` that is painted in a cell, None for none."""
AROUND = 60
"""Rows before and after one in sight of which titles are read with it."""


class PositionRows(EntryRows):
    """Rows about the position of a party on a proposition."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self._periods = load_periods(locations.FLAGS / "periods.json")
        self._titles: dict[int, str] = {}
        self._flags: dict[str, QImage | None] = {}

    def forget_titles(self) -> None:
        """Read titles anew."""
        self._titles = {}

    def read_again(self) -> None:
        """Show the same rows as they are worded now."""
        self.forget_titles()
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def title_at(self, row: int) -> str:
        """Give the title of a row's entry; those of the rows around it are read with it."""
        entry = self.entry_at(row)
        if entry is None:
            return ""
        if entry not in self._titles:
            rows = range(max(row - AROUND, 0), min(row + AROUND, self.rowCount()))
            wanted = {found for near in rows if (found := self.entry_at(near)) is not None}
            self._titles |= dict.fromkeys(wanted, "") | self.session.titles(wanted)
        return self._titles[entry]

    def party_name(self, party: int) -> str:
        """Give the name of a party."""
        found = self.session.timeline.parties.get(party)
        return party_label(found) if found else ""

    def topic_name(self, topic: int, *, whole: bool = False) -> str:
        """Give the short label of a proposition, or its wording."""
        found = self.session.timeline.topics.get(topic)
        if found is None:
            return ""
        return one_line(found.wording, 200) if whole else topic_label(found)

    def flag(self, party: int, day: int) -> QImage | None:
        """Give the flag that a party has on a day."""
        timeline = self.session.timeline
        name = party_flag(timeline, party, day, self._periods) if party in timeline.parties else None
        if name and name not in self._flags:
            self._flags[name] = flag_image(name)
        return self._flags[name] if name else None
