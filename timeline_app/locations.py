"""Where Demarche's own files lie, and where it puts the user's; creates nothing and knows no file format.

The same names hold in a checkout, where ``db/`` and ``resources/`` lie beside the package, and in an
installed wheel, which carries them inside it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

_PACKAGE = Path(__file__).resolve().parent
_PACKED = _PACKAGE / "_data"

DATA = _PACKED if _PACKED.is_dir() else _PACKAGE.parent
MIGRATIONS = DATA / "db" / "migrations"
EXAMPLES = DATA / "db" / "examples"
RESOURCES = DATA / "resources"
FONTS = RESOURCES / "fonts"
FLAGS = RESOURCES / "flags"
TRANSLATIONS = RESOURCES / "translations"
COUNTRIES = RESOURCES / "countries.json"


def data_folder() -> Path:
    """Name the folder of what the program keeps for itself: settings, recent documents, window state."""
    return _chosen("data") or _usual().user_data_path


def cache_folder() -> Path:
    """Name the folder of what can be made again at any time."""
    return _chosen("cache") or _usual().user_cache_path


def copies_folder() -> Path:
    """Name the folder of private copies of documents as they were; none stays there."""
    return cache_folder() / "as-it-was"


def log_folder() -> Path:
    """Name the folder of the log."""
    return _chosen("log") or _usual().user_log_path


def documents_folder() -> Path:
    """Name the folder that new timelines and copies of examples are offered to be kept in."""
    return _chosen("documents") or _usual().user_documents_path / "Demarche"


def _chosen(folder: str) -> Path | None:
    """Name a subfolder of DEMARCHE_HOME, where that is set: one place for all, as tests want."""
    home = os.environ.get("DEMARCHE_HOME")
    return Path(home).absolute() / folder if home else None


def _usual() -> PlatformDirs:
    from platformdirs import PlatformDirs

    return PlatformDirs("Demarche", appauthor=False)
