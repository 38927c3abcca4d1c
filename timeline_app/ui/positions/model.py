"""The matrix of positions as a table model: parties down and propositions across, or the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from timeline_app import locations
from timeline_app.columns.shown import NOTHING_BESIDE, ShownCells
from timeline_app.domain.dates import day_in_words
from timeline_app.domain.plain_text import one_line
from timeline_app.layout.flags import load_periods
from timeline_app.layout.lane_boxes import party_flag
from timeline_app.layout.lanes import parties_in_order, party_label, topics_in_order
from timeline_app.ui.paint.lane_headers import flag_image
from timeline_app.ui.paint.lettering import font
from timeline_app.ui.position_words import shown_words
from timeline_app.ui.positions.cell_words import short, tip, words_beside
from timeline_app.ui.positions.shaped import ShapedModel
from timeline_app.ui.positions.sides import HEADING, NO_DAYS, NOBODY, Side, side_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QImage

    from timeline_app.columns.shown import Beside, ShownCell
    from timeline_app.columns.stretches import Key
    from timeline_app.columns.timeline import Timeline
    from timeline_app.ui.positions.sides import Order

Index = QModelIndex | QPersistentModelIndex
CELL, BESIDE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_TOLD = frozenset(
    {
        CELL,
        BESIDE,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
    }
)


class PositionsModel(ShapedModel):
    """Shows the positions of a timeline as of a day.

    Signals
    -------
    arranged
        Others stand in the rows and columns, or the same in another order.
    """

    arranged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timeline: Timeline | None = None
        self._periods = load_periods(locations.FLAGS / "periods.json")
        self._cells: ShownCells | None = None
        self._sides_of: tuple[Timeline, Side, Side] | None = None
        self.parties = self.topics = NOBODY
        self._down: list[int] = []
        self.is_turned = False
        """Whether propositions stand down the side."""
        self.shows_all = False
        """Whether those are shown, too, of which nothing is known on the day."""
        self.order: Order = "given"
        self.has_headings = True
        """Whether parties and propositions stand under their headings."""

    @property
    def day(self) -> int | None:
        """The as-of day."""
        return self._cells.day if self._cells else None

    def show_timeline(self, timeline: Timeline, day: int | None) -> None:
        """Show the positions of a timeline as of a day; without one, nothing."""
        is_same = self._timeline is not None and _has_same_heads(self._timeline, timeline)
        if is_same and day == self.day and _has_same_cells(self._timeline, timeline):
            return
        self._timeline = timeline
        self._cells = None if day is None else ShownCells(timeline, day)
        parties, topics = self._sides(timeline)
        if not is_same:
            self._begin_anew(parties, topics)
        elif parties.is_as(self.parties) and topics.is_as(self.topics):
            self._tell_cells()
        else:
            self._exchange(parties, topics)

    def _sides(self, timeline: Timeline) -> tuple[Side, Side]:
        if self._sides_of is None or self._sides_of[0] is not timeline:
            self._sides_of = (
                timeline,
                side_of(parties_in_order(timeline)),
                side_of(topics_in_order(timeline)),
            )
        _, parties, topics = self._sides_of
        if self._cells and not self.shows_all:
            parties = parties.only(self._cells.known("party"))
            topics = topics.only(self._cells.known("topic"))
        return self._ordered(parties, "party"), self._ordered(topics, "topic")

    def _ordered(self, side: Side, of: str) -> Side:
        """Put parties or topics in the order that is chosen."""
        if self.order == "given" and self.has_headings:
            return side
        is_by_day = self.order in ("changed", "heard")
        latest = NO_DAYS
        if self._cells is not None and is_by_day:
            latest = self._cells.latest(of, self.order == "heard")
        return side.in_order(self.order, latest, under_headings=self.has_headings)

    def _begin_anew(self, parties: Side, topics: Side) -> None:
        """Show others that have nothing to do with those before, or the same in another way."""
        self.beginResetModel()
        self._put(parties, topics)
        self.shape = len(self._down), len(self._sides_shown[1])
        self.endResetModel()
        self.arranged.emit()

    def _put(self, parties: Side, topics: Side) -> None:
        self.parties, self.topics = parties, topics
        down = self._sides_shown[0]
        self._down = down.with_headings() if self.has_headings else list(range(len(down)))

    def _exchange(self, parties: Side, topics: Side) -> None:
        """Show others of the same document: rows and columns are kept, but for the last of too many.

        Begun anew, thousands of them would take longer than all else that a step of the line takes.
        """
        self._put(parties, topics)
        self.take_or_add(len(self._down), len(self._sides_shown[1]))
        self._tell_cells()
        for orientation, count in (
            (Qt.Orientation.Vertical, self.shape[0]),
            (Qt.Orientation.Horizontal, self.shape[1]),
        ):
            if count:
                self.headerDataChanged.emit(orientation, 0, count - 1)
        self.arranged.emit()

    def _tell_cells(self) -> None:
        rows, columns = self.shape
        if rows and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))

    def look(
        self,
        *,
        turned: bool | None = None,
        all_shown: bool | None = None,
        order: Order | None = None,
        headings: bool | None = None,
    ) -> None:
        """Show the matrix in another way; None leaves a thing as it is.

        Parameters
        ----------
        turned
            Propositions stand down the side.
        all_shown
            Those without a position on the day are shown, too.
        order
            In which order parties and propositions stand.
        headings
            They stand under their headings.
        """
        self.is_turned = self.is_turned if turned is None else turned
        self.shows_all = self.shows_all if all_shown is None else all_shown
        self.order = order or self.order
        self.has_headings = self.has_headings if headings is None else headings
        if self._timeline is not None:
            self._begin_anew(*self._sides(self._timeline))

    @property
    def _sides_shown(self) -> tuple[Side, Side]:
        """What stands down the side, and what across."""
        return (self.topics, self.parties) if self.is_turned else (self.parties, self.topics)

    def names_down(self) -> list[str]:
        """Give the names of all that ever stand down the side, and their headings."""
        if self._sides_of is None:
            return []
        _, parties, topics = self._sides_of
        side = topics if self.is_turned else parties
        return [*side.labels, *(heading for heading, _, _ in side.headings())]

    def headings_across(self) -> list[tuple[str, int, int]]:
        """Give the headings over the columns, empty for none, each with its first column and its last."""
        return self._sides_shown[1].headings() if self.has_headings else []

    def heading_rows(self) -> list[int]:
        """Give the rows that hold nothing but a heading."""
        return [row for row, place in enumerate(self._down) if place == HEADING]

    def _place(self, row: int) -> int:
        """Give the place of what stands in a row; HEADING, too, for rows that are just being taken away."""
        return self._down[row] if row < len(self._down) else HEADING

    def key_at(self, index: Index) -> Key | None:
        """Give the party and the topic of a cell; None beside a heading."""
        down, across = self._sides_shown
        if not index.isValid() or index.column() >= len(across):
            return None
        place = self._place(index.row())
        if place == HEADING:
            return None
        one, other = down.ids[place], across.ids[index.column()]
        return (other, one) if self.is_turned else (one, other)

    def index_of(self, key: Key) -> QModelIndex:
        """Find the cell of a party and topic."""
        if key[0] not in self.parties.ids or key[1] not in self.topics.ids:
            return QModelIndex()
        party, topic = self.parties.ids.index(key[0]), self.topics.ids.index(key[1])
        down, across = (topic, party) if self.is_turned else (party, topic)
        return self.index(self._down.index(down), across)

    def cells_at(
        self, rows: Sequence[int], columns: Sequence[int]
    ) -> Iterator[tuple[int, int, ShownCell | None, Beside]]:
        """Give the cells that are not empty in some rows and columns, all at once: row and column first."""
        if self._cells is None:
            return
        places = [(row, column) for row in rows if self._down[row] != HEADING for column in columns]
        down, across = (side.ids for side in self._sides_shown)
        sides = [down[self._down[row]] for row, _ in places], [across[column] for _, column in places]
        parties, topics = reversed(sides) if self.is_turned else sides
        cells = self._cells.several(parties, topics)
        have_beside = self._cells.have_beside(parties, topics)
        for n, (place, cell) in enumerate(zip(places, cells, strict=True)):
            if cell is not None or have_beside[n]:
                beside = self._cells.beside(parties[n], topics[n]) if have_beside[n] else NOTHING_BESIDE
                yield *place, cell, beside

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._place(index.row()) == HEADING:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        key = self.key_at(index) if role in _TOLD else None
        if key is None or self._cells is None:
            return None
        if role == BESIDE:
            return self._cells.beside(*key)
        cell = self._cells.at(*key)
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return short(cell) if cell else ""
        sentence = self._sentence(key, cell)
        return tip(sentence) if role == Qt.ItemDataRole.ToolTipRole else sentence

    def _sentence(self, key: Key, cell: ShownCell | None) -> str:
        """Say a cell: who, on what, and what is known of it."""
        assert self._timeline
        party = party_label(self._timeline.parties[key[0]])
        topic = one_line(self._timeline.topics[key[1]].wording, 200)
        assert self._cells
        return f"{party}, {topic}: {shown_words(cell)}{words_beside(self._cells.beside(*key))}"

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_down = orientation == Qt.Orientation.Vertical
        side = self._sides_shown[0 if is_down else 1]
        if not 0 <= section < (len(self._down) if is_down else len(side)):
            return None
        place = self._down[section] if is_down else section
        if place == HEADING:
            return self._heading(side.heading(self._down[section + 1]), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return side.label(place).replace("&", "&&")
        if role == Qt.ItemDataRole.DecorationRole and side is self.parties:
            return self._flag(side.ids[place])
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            heading, label = side.heading(place), side.label(place)
            words = f"{heading}: {label}" if heading else label
            return tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def _heading(self, words: str, role: int) -> object:
        """Give what a row of a heading bears."""
        if role == Qt.ItemDataRole.DisplayRole:
            return words.replace("&", "&&") or self.tr("No heading")
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(words)
        return font("small bold") if role == Qt.ItemDataRole.FontRole else None

    def _flag(self, party: int) -> QImage | None:
        """Give the flag that a party has on the day."""
        if self._timeline is None or self.day is None:
            return None
        name = party_flag(self._timeline, party, self.day, self._periods)
        return flag_image(name) if name else None

    def caption(self) -> str:
        """Say as of when this is."""
        return "" if self.day is None else day_in_words(self.day)


def _has_same_cells(one: Timeline | None, other: Timeline) -> bool:
    return one is not None and one.segments is other.segments and one.asides is other.asides


def _has_same_heads(one: Timeline, other: Timeline) -> bool:
    names = ("parties", "groups", "topics")
    return all(getattr(one, name) is getattr(other, name) for name in names)
