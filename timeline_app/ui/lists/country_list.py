"""Asks which countries of the country list are to be parties, several at once, and makes them as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.countries import Country, find_countries, load_countries
from timeline_app.domain.errors import DemarcheError
from timeline_app.domain.plain_text import one_line
from timeline_app.domain.records import Party
from timeline_app.storage.adding_countries import add_country
from timeline_app.storage.rows import rows
from timeline_app.ui.lists.pictures import flag_icon
from timeline_app.ui.plain_label import plain_label
from timeline_app.ui.sizes import grown, roomy

if TYPE_CHECKING:
    from timeline_app.session import Session
    from timeline_app.ui.theme import Theme

SIZE = (620, 600)
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class CountriesDialog(QDialog):
    """The country list, by region, with a check box each.

    Attributes
    ----------
    made
        The parties made, once it is done.
    label
        What was done, in words.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session, self._theme = session, theme
        self.made: list[int] = []
        self.label = ""
        self.items: dict[str, QTreeWidgetItem] = {}
        self._regions: list[QTreeWidgetItem] = []
        self.setWindowTitle(self.tr("Parties from the country list"))
        self.resize(roomy(*SIZE))
        column = QVBoxLayout(self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Type a name in any language, or a code"))
        self.search.setAccessibleName(self.tr("Find a country"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show_found)
        self.search.installEventFilter(self)
        column.addWidget(self.search)
        column.addWidget(self._build_tree(), 1)
        self.note = plain_label(self, "muted")
        column.addWidget(self.note)
        column.addWidget(self._build_buttons())
        self._fill()
        self.tree.itemChanged.connect(self._count)
        self._count()
        self.search.setFocus()

    def _build_tree(self) -> QTreeWidget:
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(self.tr("Countries by region"))
        self.tree.setHeaderLabels([self.tr("Country"), self.tr("Code"), self.tr("Other names")])
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        header = self.tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, grown(SIZE[0] / 2))
        header.resizeSection(1, grown(SIZE[0] / 9))
        return self.tree

    def _build_buttons(self) -> QDialogButtonBox:
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        self.add_button = buttons.button(standard.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for standard_button in (standard.Ok, standard.Cancel):
            buttons.button(standard_button).setAutoDefault(False)
        self.add_button.setDefault(True)
        return buttons

    def _fill(self) -> None:
        present = {party.iso2.upper() for party in rows(self._session.store, Party) if party.iso2}
        by_region: dict[str, list[Country]] = {}
        for country in find_countries("", len(load_countries())):
            by_region.setdefault(country.region or self.tr("Elsewhere"), []).append(country)
        for region in sorted(by_region):
            heading = QTreeWidgetItem(self.tree, [region])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self._regions.append(heading)
            for country in by_region[region]:
                self._add(heading, country, is_present=country.iso2 in present)
        self.tree.expandAll()

    def _add(self, heading: QTreeWidgetItem, country: Country, *, is_present: bool) -> None:
        others = " · ".join(
            dict.fromkeys(n for n in (*country.names.values(), *country.others) if n != country.name)
        )
        item = QTreeWidgetItem(heading, [country.name, country.iso3 or country.iso2, one_line(others, 300)])
        icon = flag_icon(country.iso2.lower(), self._theme)
        if icon:
            item.setIcon(0, icon)
        item.setCheckState(0, _CHECKED if is_present else _UNCHECKED)
        if is_present:
            item.setDisabled(True)
            item.setText(2, self.tr("is a party here already"))
        self.items[country.iso2] = item

    def _show_found(self, typed: str) -> None:
        found = {country.iso2 for country in find_countries(typed, len(self.items))}
        for iso2, item in self.items.items():
            item.setHidden(iso2 not in found)
        for region in self._regions:
            region.setHidden(
                not any(item.parent() is region and not item.isHidden() for item in self.items.values())
            )
        first = next((country.iso2 for country in find_countries(typed, 1)), None)
        if typed and first:
            self.tree.setCurrentItem(self.items[first])
            self.tree.scrollToItem(self.items[first])

    def chosen(self) -> list[str]:
        """Give the codes of the countries ticked that are no party yet."""
        return [
            i for i, item in self.items.items() if not item.isDisabled() and item.checkState(0) == _CHECKED
        ]

    def _count(self) -> None:
        chosen = self.chosen()
        self.add_button.setEnabled(bool(chosen))
        several = self.tr("Add {count} parties").format(count=len(chosen))
        self.add_button.setText(
            {0: self.tr("Add parties"), 1: self.tr("Add 1 party")}.get(len(chosen), several)
        )
        names = ", ".join(self.items[iso2].text(0) for iso2 in chosen)
        hint = self.tr(
            "Space ticks a country. Each comes with its names in several languages, under its region."
        )
        self.note.setText(one_line(names, 200) if chosen else hint)

    @override
    def accept(self) -> None:
        """Make the parties; where that cannot be, say why and stay."""
        chosen = self.chosen()
        if not chosen:
            return
        by_code = {country.iso2: country for country in load_countries()}
        named = by_code[chosen[0]].name if len(chosen) == 1 else ""
        one = self.tr("Party “{name}” added from the country list").format(name=named)
        several = self.tr("{count} parties added from the country list").format(count=len(chosen))
        self.label = one if named else several
        try:
            with self._session.edit(self.label) as step:
                self.made = [add_country(step, by_code[iso2]) for iso2 in chosen]
        except DemarcheError as error:
            self.made = []
            self.note.setText(one_line(str(error), 600))
            return
        super().accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down lead into the list, and Enter tick the country found while somebody types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.search:
            if event.key() == Qt.Key.Key_Down:
                self.tree.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.text():
                self._tick_found()
                return True
        return super().eventFilter(watched, event)

    def _tick_found(self) -> None:
        """Tick the country found, or take the tick away, and make ready for the next."""
        item = self.tree.currentItem()
        if item and item in self.items.values() and not item.isHidden() and not item.isDisabled():
            item.setCheckState(0, _UNCHECKED if item.checkState(0) == _CHECKED else _CHECKED)
            self.search.selectAll()
