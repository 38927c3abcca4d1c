"""The keys of commands: those of the table, or the user's own; one key never means two things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtCore import QSettings

_NONE = "none"


class Keys:
    """The keys in force.

    Parameters
    ----------
    given
        By command, its keys in the table, and whether they work in the lanes only.
    settings
        Where the user's own keys are kept.
    """

    def __init__(self, given: Mapping[str, tuple[tuple[str, ...], bool]], settings: QSettings) -> None:
        self._given, self._settings = given, settings

    def of(self, command: str) -> tuple[str, ...]:
        """Give the keys of a command, as portable text."""
        own = str(self._settings.value(f"keys/{command}", ""))
        if own:
            return () if own == _NONE else tuple(own.split("\t"))
        return self._given[command][0]

    def is_own(self, command: str) -> bool:
        """Tell whether the user chose the keys of a command."""
        return bool(self._settings.value(f"keys/{command}", ""))

    def clash(self, command: str, keys: Iterable[str]) -> str | None:
        """Give the command that has one of the keys already, None if none has."""
        wanted = {_portable(key) for key in keys}
        taken = (other for other in self._given if other != command)
        return next((other for other in taken if wanted & set(map(_portable, self.of(other)))), None)

    def choose(self, command: str, keys: Iterable[str]) -> None:
        """Give a command other keys, or none.

        Raises
        ------
        ValueError
            If another command has one of them.
        """
        chosen = tuple(_portable(key) for key in keys)
        if other := self.clash(command, chosen):
            raise ValueError(other)
        self._settings.setValue(f"keys/{command}", "\t".join(chosen) or _NONE)

    def give_back(self, command: str) -> None:
        """Give a command the keys of the table again.

        Raises
        ------
        ValueError
            If another command has one of them by now.
        """
        if other := self.clash(command, self._given[command][0]):
            raise ValueError(other)
        self._settings.remove(f"keys/{command}")


def _portable(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
