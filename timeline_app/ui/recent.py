"""The documents that were open lately, the latest first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

KEPT = 12


class Recent:
    """Keeps paths of documents in the settings."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def add(self, path: Path) -> None:
        """Put a document first; it is the one opened at the next start."""
        others = [other for other in self._kept() if other != path]
        self._settings.setValue("last", str(path))
        self._settings.setValue("recent", "\n".join(str(other) for other in [path, *others][:KEPT]))

    def paths(self) -> list[Path]:
        """Give the documents that are still where they were."""
        return [path for path in self._kept() if path.is_file()]

    def _kept(self) -> list[Path]:
        return [Path(line) for line in str(self._settings.value("recent", "")).split("\n") if line]
