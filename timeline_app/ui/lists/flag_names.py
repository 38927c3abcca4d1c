"""Type-ahead over the names of our own flags, found by file and by country, each with its picture."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCompleter
from typing_extensions import override

from timeline_app import locations
from timeline_app.countries import load_countries
from timeline_app.ui.lists.pictures import flag_icon

if TYPE_CHECKING:
    from timeline_app.ui.theme import Theme

    Index = QModelIndex | QPersistentModelIndex

OFFERED = 10
_ROLE = Qt.ItemDataRole
_NO_INDEX = QModelIndex()


@cache
def flag_names() -> tuple[tuple[str, str], ...]:
    """List the flags: the stem of each file, and the country whose code begins it, where it is one."""
    countries = {country.iso2.lower(): country.name for country in load_countries()}
    stems = sorted(file.stem for file in locations.FLAGS.glob("*.svg"))
    return tuple((stem, countries.get(stem.partition("-")[0], "")) for stem in stems)


class FlagNames(QAbstractListModel):
    """The flags."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(flag_names())

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        stem, country = flag_names()[index.row()]
        if role in (_ROLE.DisplayRole, _ROLE.EditRole):
            return f"{stem} – {country}" if country else stem
        if role == _ROLE.UserRole:
            return stem
        return flag_icon(stem, self._theme) if role == _ROLE.DecorationRole else None


class FlagCompleter(QCompleter):
    """Offers flags for what is typed, and puts the name of a file."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.setModel(FlagNames(theme, self))
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(OFFERED)
        popup = self.popup()
        assert popup
        popup.setObjectName("pickerList")

    @override
    def pathFromIndex(self, index: Index) -> str:
        return str(index.data(_ROLE.UserRole))
