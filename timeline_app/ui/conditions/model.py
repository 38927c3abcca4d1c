"""Conditions as of a day as a table model: open ones first, then those met, then those dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from typing_extensions import override

from timeline_app.domain.dates import in_words, parse
from timeline_app.domain.plain_text import one_line
from timeline_app.layout.lanes import topic_label
from timeline_app.ui.condition_words import (
    carried_words,
    demand_words,
    fate_words,
    party_word,
    standing_word,
    status_words,
    told_by,
)
from timeline_app.ui.worded_rows import STANDS_OUT, TOPMOST, EntryRows, Index

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtCore import QObject

    from timeline_app.columns.turns import Lock
    from timeline_app.domain.conditions import ConditionAsOf, Standing
    from timeline_app.domain.records import Condition
    from timeline_app.session import Session

LOCK = Qt.ItemDataRole.UserRole
"""The look of the lock beside how a condition stands, None in other columns."""
STANDING, TEXT, BY, OF, UNLOCKS, DEADLINE, STATUS, ENTRY, CARRIED = range(9)
STANDINGS: Final[tuple[Standing, ...]] = ("open", "met", "dropped")
LONGEST = 200


class ConditionsModel(EntryRows):
    """The rows of the panel; put into words where they come into sight."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.headers = (
            self.tr("Stands"),
            self.tr("Condition"),
            self.tr("Demanded by"),
            self.tr("Of"),
            self.tr("Unlocks"),
            self.tr("Deadline"),
            self.tr("Last status"),
            self.tr("Entry"),
            self.tr("Carried by"),
        )
        self._rows: list[ConditionAsOf] = []
        self._circular: frozenset[int] = frozenset()
        self._day = 0

    def show(self, rows: Sequence[ConditionAsOf], circular: Collection[int], day: int) -> None:
        """Show conditions as they stand at the end of a day; `circular` ones wait for each other."""
        fresh = sorted(rows, key=lambda one: STANDINGS.index(one.standing))
        self.beginResetModel()
        self._rows, self._circular, self._day = fresh, frozenset(circular), day
        self.endResetModel()

    def at(self, row: int) -> ConditionAsOf:
        """Give how the condition of a row stands."""
        return self._rows[row]

    def find(self, condition: int) -> int:
        """Give the row of a condition, -1 if it is not shown."""
        return next((row for row, one in enumerate(self._rows) if one.condition == condition), -1)

    @override
    def entry_at(self, row: int) -> int | None:
        return told_by(self.session, self._rows[row])[1]

    def is_past(self, row: int) -> bool:
        """Tell whether the deadline of an open condition is over by the day."""
        one, deadline = self._rows[row], self._record(row).deadline
        end = parse(deadline).end_hi if deadline else None
        return one.standing == "open" and end is not None and end < self._day

    def _record(self, row: int) -> Condition:
        return self.session.conditions.known[self._rows[row].condition]

    @override
    def text_at(self, row: int, column: int) -> str:
        session, one, record = self.session, self._rows[row], self._record(row)
        if column in (BY, OF):
            return party_word(session, record.demanded_by_id if column == BY else record.demanded_of_id)
        if column == STATUS:
            return status_words(session, one, self._day)
        if column == CARRIED:
            return carried_words(session, one)
        words = (self._standing, self._text, None, None, self._unlocks, self._deadline, None, self._title)
        say = words[column]
        return say(row) if say else ""

    def _standing(self, row: int) -> str:
        word = standing_word(self._rows[row].standing)
        return self.tr("{word}, in a circle").format(word=word) if self._is_circular(row) else word

    def _text(self, row: int) -> str:
        record = self._record(row)
        return one_line(f"{record.code}: {record.text}" if record.code else record.text, LONGEST)

    def _unlocks(self, row: int) -> str:
        topic = self.session.timeline.topics.get(self._record(row).unlocks_id or 0)
        return topic_label(topic) if topic else ""

    def _is_circular(self, row: int) -> bool:
        return self._rows[row].condition in self._circular

    def _deadline(self, row: int) -> str:
        deadline = self._record(row).deadline
        words = in_words(deadline) if deadline else ""
        return self.tr("{day}, past").format(day=words) if self.is_past(row) else words

    def _title(self, row: int) -> str:
        one, entry = self._rows[row], self.entry_at(row)
        title = self.session.titles([entry]).get(entry, "") if entry else ""
        is_told = one.last is None or one.last.entry is not None
        return title if is_told or not title else self.tr("first in {title}").format(title=title)

    @override
    def sentence_at(self, row: int) -> str:
        one, record = self._rows[row], self._record(row)
        deadline = self._deadline(row)
        parts = [
            f"{self._text(row)}: {demand_words(self.session, record)}",
            self.tr("unlocks {topic}").format(topic=unlocks) if (unlocks := self._unlocks(row)) else "",
            self.tr("by {deadline}").format(deadline=deadline) if deadline else "",
            fate_words(self.session, one, self._day),
            self.tr("in a circle of demands") if self._is_circular(row) else "",
            carried_words(self.session, one),
        ]
        return " · ".join(filter(None, parts))

    def _lock(self, row: int) -> Lock:
        one = self._rows[row]
        if one.standing == "open":
            return "crossed" if one.last and one.last.state in ("violated", "rejected") else "closed"
        return "open" if one.standing == "met" else "faint"

    @override
    def rowCount(self, parent: Index = TOPMOST) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == LOCK:
            return self._lock(index.row()) if index.column() == STANDING else None
        if role == STANDS_OUT:
            return index.column() == DEADLINE and self.is_past(index.row())
        return super().data(index, role)
