"""The header of the table: columns shown, ordered and widened by the user, and remembered."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSettings, Qt
from PySide6.QtWidgets import QMenu

from timeline_app.ui.sizes import at_usual_size, grown
from timeline_app.ui.table.column_choice import ColumnsDialog, read_arrangement, write_arrangement

if TYPE_CHECKING:
    from timeline_app.ui.table.column_choice import Arrangement
    from timeline_app.ui.table.grid import Grid
    from timeline_app.ui.table.model import EntryTable

_WIDTHS = {
    "date": 200,
    "title": 320,
    "body": 240,
    "who": 200,
    "stances": 200,
    "addressees": 160,
    "sources": 160,
    "kind": 120,
}
_WIDTH = 110


class HeaderColumns(QObject):
    """
    Keeps the header as the user arranged it.

    Attributes
    ----------
    now
        The arrangement.
    """

    def __init__(self, grid: Grid, model: EntryTable, settings: QSettings | None) -> None:
        super().__init__(grid)
        self._grid, self._model, self._settings = grid, model, settings
        self._header = grid.horizontalHeader()
        self._is_arranging = False
        self.now = read_arrangement(settings, model.columns)
        model.sorted_by, model.descending = self.now.sorted_by, self.now.descending
        self._arrange()
        grid.text_grew.connect(self._arrange)
        self._header.sectionMoved.connect(self._remember)
        self._header.sectionResized.connect(self._remember)
        self._header.customContextMenuRequested.connect(self._show_menu)

    def _arrange(self) -> None:
        """Put the columns as the arrangement has them."""
        self._is_arranging = True
        header, chosen = self._header, self.now
        for place, name in enumerate(chosen.order):
            section = self._model.place_of(name)
            header.moveSection(header.visualIndex(section), place)
            header.setSectionHidden(section, name not in chosen.shown)
            width = grown(chosen.widths.get(name, _WIDTHS.get(name, _WIDTH)))
            if header.sectionSize(section) != width and name in chosen.shown:
                header.resizeSection(section, width)
        self._is_arranging = False
        self._model.show_columns(tuple(name for name in chosen.order if name in chosen.shown))
        self._show_sorting()

    def _show_sorting(self) -> None:
        order = Qt.SortOrder.DescendingOrder if self._model.descending else Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(self._model.place_of(self._model.sorted_by), order)

    def remember_sorting(self) -> None:
        """Show and keep how the rows are sorted now."""
        self._keep(
            dataclasses.replace(self.now, sorted_by=self._model.sorted_by, descending=self._model.descending)
        )
        self._show_sorting()

    def _remember(self, *_: int) -> None:
        """Keep what the user dragged."""
        if self._is_arranging:
            return
        header = self._header
        places = [header.logicalIndex(place) for place in range(header.count())]
        names = {place: self._model.columns[place].name for place in places}
        widths = {
            names[place]: at_usual_size(header.sectionSize(place))
            for place in places
            if not header.isSectionHidden(place)
        }
        order = tuple(names[place] for place in places)
        self._keep(dataclasses.replace(self.now, order=order, widths=self.now.widths | widths))

    def _keep(self, arrangement: Arrangement) -> None:
        self.now = arrangement
        write_arrangement(self._settings, arrangement)

    def choose_columns(self, _checked: bool = False) -> ColumnsDialog:
        """Let the user tick and order the columns."""
        dialog = ColumnsDialog(self._grid, self._model.columns, self.now)
        dialog.accepted.connect(partial(self._take_columns, dialog))
        dialog.open()
        return dialog

    def _take_columns(self, dialog: ColumnsDialog) -> None:
        order, shown = dialog.chosen()
        self.show_columns(order, shown or self.now.shown)

    def show_columns(self, order: tuple[str, ...], shown: frozenset[str]) -> None:
        """Show these columns in this order, and remember it."""
        self._keep(dataclasses.replace(self.now, order=order, shown=shown))
        self._arrange()

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self._grid)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Columns…")).triggered.connect(self.choose_columns)
        menu.addSeparator()
        labels = {column.name: column.label for column in self._model.columns}
        for name in self.now.order:
            action = menu.addAction(labels[name].replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name in self.now.shown)
            action.toggled.connect(partial(self._show_or_hide, name))
        menu.popup(self._header.mapToGlobal(at))

    def _show_or_hide(self, name: str, is_shown: bool) -> None:
        shown = self.now.shown | {name} if is_shown else self.now.shown - {name}
        if shown:
            self.show_columns(self.now.order, shown)
