"""Which columns are shown, in which order and how wide; kept in the user's settings."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from timeline_app.ui.sizes import roomy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSettings

    from timeline_app.storage.table_columns import Column

_KEY = "table"
_NAME = Qt.ItemDataRole.UserRole
_SIZE = (360, 480)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """
    How the table is arranged.

    Attributes
    ----------
    order
        All columns by name, from left to right.
    shown
        Those in sight.
    widths
        In logical pixels at the usual size of text, by name, where the user set them.
    sorted_by, descending
        The sorting.
    """

    order: tuple[str, ...]
    shown: frozenset[str]
    widths: dict[str, int] = field(default_factory=dict[str, int])
    sorted_by: str = "date"
    descending: bool = False


def arrangement_at_first(columns: Sequence[Column]) -> Arrangement:
    """Arrange the columns as they stand until the user chooses."""
    return Arrangement(
        tuple(column.name for column in columns), frozenset(column.name for column in columns if column.shown)
    )


def read_arrangement(settings: QSettings | None, columns: Sequence[Column]) -> Arrangement:
    """Read what the user chose; a column that is new since then stands where it does at first."""
    first = arrangement_at_first(columns)
    held = _held(settings)
    order = [name for name in _texts(held.get("order")) if name in first.order]
    if not order:
        return first
    new = [name for name in first.order if name not in order]
    shown = frozenset(_texts(held.get("shown"))) & set(order) | (first.shown & set(new))
    widths = cast("dict[str, Any]", held.get("widths")) if isinstance(held.get("widths"), dict) else {}
    sorted_by = held.get("sorted_by")
    return Arrangement(
        (*order, *new),
        shown or first.shown,
        {name: width for name, width in widths.items() if isinstance(width, int) and width > 0},
        sorted_by if sorted_by in first.order else "date",
        held.get("descending") is True,
    )


def _held(settings: QSettings | None) -> dict[str, Any]:
    try:
        held = json.loads(str(settings.value(_KEY, "{}"))) if settings else {}
    except ValueError:
        return {}
    return cast("dict[str, Any]", held) if isinstance(held, dict) else {}


def _texts(value: object) -> list[str]:
    return (
        [one for one in cast("list[object]", value) if isinstance(one, str)]
        if isinstance(value, list)
        else []
    )


def write_arrangement(settings: QSettings | None, chosen: Arrangement) -> None:
    """Remember what the user chose."""
    if settings:
        held = {
            "order": chosen.order,
            "shown": sorted(chosen.shown),
            "widths": chosen.widths,
            "sorted_by": chosen.sorted_by,
            "descending": chosen.descending,
        }
        settings.setValue(_KEY, json.dumps(held))


class ColumnsDialog(QDialog):
    """Ticks and orders columns, by mouse or keyboard."""

    def __init__(self, parent: QWidget, columns: Sequence[Column], now: Arrangement) -> None:
        super().__init__(parent)
        self._columns = columns
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Columns"))
        self.resize(roomy(*_SIZE))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Columns: Space shows or hides one"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        column = QVBoxLayout(self)
        column.addWidget(self.list)
        column.addLayout(self._moves())
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.fill(now.order, now.shown)

    def _moves(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, pressed in (
            (self.tr("Move &up"), self.move_up),
            (self.tr("Move &down"), self.move_down),
            (self.tr("As at &first"), self.reset),
        ):
            button = QPushButton(text, self)
            button.setAutoDefault(False)
            button.clicked.connect(pressed)
            row.addWidget(button)
        return row

    def fill(self, order: Sequence[str], shown: frozenset[str]) -> None:
        """List columns in an order."""
        labels = {column.name: column.label for column in self._columns}
        self.list.clear()
        for name in order:
            item = QListWidgetItem(labels[name], self.list)
            item.setData(_NAME, name)
            item.setCheckState(Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)

    def reset(self) -> None:
        """Arrange as at first."""
        first = arrangement_at_first(self._columns)
        self.fill(first.order, first.shown)

    def move_up(self) -> None:
        """Move the current column to the left."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the current column to the right."""
        self._move(1)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentRow(row + by)

    def chosen(self) -> tuple[tuple[str, ...], frozenset[str]]:
        """Give the order, and what is ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        return tuple(str(item.data(_NAME)) for item in items), frozenset(
            str(item.data(_NAME)) for item in ticked
        )
