"""Files put where they are to stay: whole or not at all, and never over another by mistake."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from timeline_app.domain.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path


def claim(path: Path) -> None:
    """
    Make an empty file, as SQLite and a rename would take over whatever lies there.

    Raises
    ------
    DocumentError
        If there is a file already, or none can be made there.
    """
    try:
        path.open("xb").close()
    except FileExistsError:
        raise DocumentError(
            f"{path.name} is there already. It was left as it is. Choose another name, or open it."
        ) from None
    except OSError as error:
        raise DocumentError(
            f"{path.name} cannot be made in {path.parent}: {error.strerror}. Nothing was changed. "
            "Choose another folder."
        ) from error


def put_in_place(part: Path, target: Path) -> None:
    """Give a finished file its name, once its bytes are on the disk; what bore that name before is gone.

    Raises
    ------
    OSError
        If the disk does not take it.
    """
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # there a folder cannot be opened, and a rename is kept by the file system's own journal
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
