"""Where private copies of documents lie while somebody looks at them, and how they go.

Each lies in a folder of its own, named after the process that made it; what a crash left goes with the next.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from timeline_app.domain.errors import DocumentError
from timeline_app.locations import copies_folder
from timeline_app.storage.open_documents import is_running


def place_for(path: Path) -> Path:
    """
    Make room for a private copy of a document: a file of its name that is not there yet.

    Raises
    ------
    DocumentError
        If no folder can be made.
    """
    _sweep()
    try:
        copies_folder().mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=copies_folder()), path.name)
    except OSError as error:
        raise DocumentError(
            f"No private copy of {path.name} can be made in {copies_folder()}: {error.strerror}. Nothing was "
            "changed. Make that folder writable, or make room on its disk."
        ) from error


def is_private(path: Path) -> bool:
    """Tell whether a file is a private copy."""
    return path.is_relative_to(copies_folder())


def discard(path: Path) -> None:
    """Delete a private copy with all that was made of it."""
    if is_private(path):
        shutil.rmtree(path.parent, ignore_errors=True)


def _sweep() -> None:
    """Delete what processes left that are gone."""
    for folder in copies_folder().glob("*-*"):
        owner = folder.name.partition("-")[0]
        if owner.isdigit() and int(owner) != os.getpid() and not is_running(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)
