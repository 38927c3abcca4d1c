"""Which documents this user has open: only beside those is a journal left by a crash trusted.

One small file in the data folder for each document and process, so that two programs never write to the same.
It goes when the last of the process's stores of that document closes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from timeline_app.domain.errors import DocumentError
from timeline_app.locations import data_folder

if TYPE_CHECKING:
    from pathlib import Path

_stores: Counter[Path] = Counter()
"""By its own record, how many stores of a document this process has open."""


def record(path: Path) -> None:
    """
    Record a document as open in this process, before anything is written to it.

    Raises
    ------
    DocumentError
        If no record can be kept.

    Notes
    -----
    By now SQLite has taken back what a crash left; the records of processes that are gone have served.
    """
    for left in _records_of(path):
        if not _is_running(left):
            left.unlink(missing_ok=True)
    content = {"path": str(path.resolve()), "since": datetime.now(UTC).isoformat(timespec="seconds")}
    try:
        _folder().mkdir(parents=True, exist_ok=True)
        _own(path).write_text(json.dumps(content), encoding="utf-8")
    except OSError as error:
        raise DocumentError(
            f"{path.name} was not opened: nothing can be written in {_folder()}, where Demarche keeps track "
            "of open timelines. Nothing was changed. Make that folder writable, or make room on its disk."
        ) from error
    _stores[_own(path)] += 1


def forget(path: Path) -> None:
    """Take a document off the record after the last store of it in this process closed in good order."""
    own = _own(path)
    _stores[own] -= 1
    if _stores[own] <= 0:
        del _stores[own]
        own.unlink(missing_ok=True)


def is_recorded(path: Path) -> bool:
    """Tell whether a document was recorded as open and not closed in good order since."""
    return bool(_records_of(path))


def open_since(path: Path) -> str | None:
    """Tell since when another process of this user has had a document open, None if none has."""
    for found in _records_of(path):
        if found != _own(path) and _is_running(found):
            return _since(found)
    return None


def _since(found: Path) -> str:
    try:
        since = datetime.fromisoformat(json.loads(found.read_text(encoding="utf-8"))["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return "an unknown time"
    return since.astimezone().strftime("%Y-%m-%d %H:%M")


def _records_of(path: Path) -> list[Path]:
    return sorted(_folder().glob(f"{_key(path)}-*.json"))


def _own(path: Path) -> Path:
    return _folder() / f"{_key(path)}-{os.getpid()}.json"


def _is_running(found: Path) -> bool:
    return is_running(int(found.stem.rpartition("-")[2]))


def is_running(process: int) -> bool:
    """Tell whether a process is there, ours or not; where that cannot be asked, it counts as there."""
    if os.name == "nt":
        return True  # to ask there would end the process
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _folder() -> Path:
    return data_folder() / "open"


def _key(path: Path) -> str:
    return hashlib.sha256(str(path.resolve()).encode(errors="surrogatepass")).hexdigest()[:32]
