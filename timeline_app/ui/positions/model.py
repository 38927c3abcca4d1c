"""The matrix of positions as a table model: parties down and propositions across, or the other way round."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from timeline_app import locations
from timeline_app.columns.shown import ShownCells
from timeline_app.domain.dates import day_in_words
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.vocabulary import STANCE_WORDS
from timeline_app.layout.flags import load_periods
from timeline_app.layout.lane_boxes import party_flag
from timeline_app.layout.lanes import parties_in_order, party_label, topics_in_order
from timeline_app.ui.paint.lane_headers import flag_image
from timeline_app.ui.paint.swatch import glyph_of

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QImage

    from timeline_app.columns.shown import ShownCell
    from timeline_app.columns.stretches import Key
    from timeline_app.columns.timeline import Timeline

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
TOPMOST = QModelIndex()
_TOLD = frozenset(
    {CELL, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}
)


class Side(NamedTuple):
    """What stands at the side of the matrix: parties or topics by id, in order, and the heading over each."""

    ids: list[int]
    labels: list[str]
    headings: list[str]


class PositionsModel(QAbstractTableModel):
    """Shows the positions of a timeline as of a day."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timeline: Timeline | None = None
        self._periods = load_periods(locations.FLAGS / "periods.json")
        self._cells: ShownCells | None = None
        self._sides_of: tuple[Timeline, Side, Side] | None = None
        self.parties = self.topics = Side([], [], [])
        self.is_turned = False
        """Whether propositions stand down the side."""
        self.shows_all = False
        """Whether those are shown, too, of which nothing is known on the day."""

    @property
    def day(self) -> int | None:
        """The as-of day."""
        return self._cells.day if self._cells else None

    def show_timeline(self, timeline: Timeline, day: int | None) -> None:
        """Show the positions of a timeline as of a day; without one, nothing."""
        is_same = self._timeline is not None and _has_same_heads(self._timeline, timeline)
        is_moved = not is_same or self._timeline is None or self._timeline.segments is not timeline.segments
        if not is_moved and day == self.day:
            return
        self._timeline = timeline
        self._cells = None if day is None else ShownCells(timeline, day)
        parties, topics = self._sides(timeline)
        if is_same and (parties, topics) == (self.parties, self.topics):
            if parties.ids and topics.ids:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1)
                )
            return
        self.beginResetModel()
        self.parties, self.topics = parties, topics
        self.endResetModel()

    def _sides(self, timeline: Timeline) -> tuple[Side, Side]:
        if self._sides_of is None or self._sides_of[0] is not timeline:
            self._sides_of = timeline, _side(parties_in_order(timeline)), _side(topics_in_order(timeline))
        _, parties, topics = self._sides_of
        if self.shows_all or self._cells is None:
            return parties, topics
        return _only(parties, self._cells.parties), _only(topics, self._cells.topics)

    def turn(self, turned: bool) -> None:
        """Let propositions stand down the side, or parties."""
        self.beginResetModel()
        self.is_turned = turned
        self.endResetModel()

    def show_all(self, wanted: bool) -> None:
        """Show those without a position on the day, too, or leave them out."""
        self.shows_all = wanted
        if self._timeline is not None:
            self.beginResetModel()
            self.parties, self.topics = self._sides(self._timeline)
            self.endResetModel()

    def key_at(self, index: Index) -> Key | None:
        """Give the party and the topic of a cell."""
        if not index.isValid():
            return None
        party, topic = (index.column(), index.row()) if self.is_turned else (index.row(), index.column())
        return self.parties.ids[party], self.topics.ids[topic]

    def index_of(self, key: Key) -> QModelIndex:
        """Find the cell of a party and topic."""
        if key[0] not in self.parties.ids or key[1] not in self.topics.ids:
            return QModelIndex()
        party, topic = self.parties.ids.index(key[0]), self.topics.ids.index(key[1])
        return self.index(topic, party) if self.is_turned else self.index(party, topic)

    @override
    def rowCount(self, parent: Index = TOPMOST) -> int:
        return 0 if parent.isValid() else len((self.topics if self.is_turned else self.parties).ids)

    @override
    def columnCount(self, parent: Index = TOPMOST) -> int:
        return 0 if parent.isValid() else len((self.parties if self.is_turned else self.topics).ids)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        key = self.key_at(index)
        if key is None or self._cells is None or role not in _TOLD:
            return None
        cell = self._cells.at(*key)
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return _short(cell) if cell else ""
        sentence = self._sentence(key, cell)
        return _tip(sentence) if role == Qt.ItemDataRole.ToolTipRole else sentence

    def _sentence(self, key: Key, cell: ShownCell | None) -> str:
        """Say a cell: who, on what, and what is known of it."""
        assert self._timeline
        party = party_label(self._timeline.parties[key[0]])
        topic = one_line(self._timeline.topics[key[1]].wording, 200)
        return f"{party}, {topic}: {_words(cell)}"

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        side = self.parties if across == self.is_turned else self.topics
        if not 0 <= section < len(side.ids):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return side.labels[section].replace("&", "&&")
        if role == Qt.ItemDataRole.DecorationRole and side is self.parties:
            return self._flag(side.ids[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            heading = side.headings[section]
            return _tip(f"{heading}: {side.labels[section]}" if heading else side.labels[section])
        return None

    def _flag(self, party: int) -> QImage | None:
        """Give the flag that a party has on the day."""
        if self._timeline is None or self.day is None:
            return None
        name = party_flag(self._timeline, party, self.day, self._periods)
        return flag_image(name) if name else None

    def caption(self) -> str:
        """Say as of when this is."""
        return "" if self.day is None else day_in_words(self.day)


def _has_same_heads(one: Timeline, other: Timeline) -> bool:
    names = ("parties", "groups", "topics")
    return all(getattr(one, name) is getattr(other, name) for name in names)


def _side(lanes: list[Any]) -> Side:
    heading, side = "", Side([], [], [])
    for lane in lanes:
        if lane.kind == "heading":
            heading = lane.label
        else:
            side.ids.append(lane.key)
            side.labels.append(lane.label)
            side.headings.append(heading if lane.depth else "")
    return side


def _only(side: Side, wanted: set[int]) -> Side:
    rows = [n for n, one in enumerate(side.ids) if one in wanted]
    ids, labels, headings = side
    return Side([ids[n] for n in rows], [labels[n] for n in rows], [headings[n] for n in rows])


def _tip(text: str) -> str:
    """Write a text as a tooltip that Qt cannot take for anything but text."""
    return f"<span>{escape(text)}</span>"


def _short(cell: ShownCell) -> str:
    return f"{glyph_of(cell.value, cell.non_value)} {cell.age} d"


def _words(cell: ShownCell | None) -> str:
    """Say what a cell shows."""
    if cell is None:
        return "none recorded"
    value = cell.non_value or ("no value" if cell.value is None else STANCE_WORDS[cell.value])
    words = [value, "on condition" * cell.conditional, "only reported" * cell.reported]
    heard = "heard on the day itself" if not cell.age else f"last heard {cell.age} days before"
    words += [heard, "stale" * cell.is_stale]
    return ", ".join(word for word in words if word)
