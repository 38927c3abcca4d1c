"""What is looked at before SQLite touches a file: whether it is ours, whole, and without strange company.

Reads the first hundred bytes and the folder; writes nothing and knows no connection.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.domain.errors import DocumentError
from timeline_app.storage import open_documents, schema

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"SQLite format 3\0"
_HEADER_SIZE = 100
_WRITE_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Header:
    """What the first bytes of an SQLite file say of it.

    Notes
    -----
    "The Database Header" of SQLite's file format: all numbers big-endian.
    """

    write_version: int
    read_version: int
    page_size: int
    pages: int
    pages_are_known: bool
    user_version: int
    application_id: int


def check_file(path: Path) -> None:
    """
    Refuse a file that is missing, not ours, newer, cut short or accompanied by a strange side file.

    Raises
    ------
    DocumentError
        With what was found, what is safe and what to do.
    """
    size = _size_of(path)
    header = _header_in(path, _first_bytes(path))
    _check_owner(path, header)
    _check_company(path)
    _check_whole(path, header, size)


def read_only_reason(path: Path) -> str | None:
    """Tell why a document can only be read, None if it can be written."""
    if not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        return "the file may only be read"
    if not os.access(path.parent, os.W_OK):
        return "nothing may be written in its folder, and a change needs a side file there"
    return None


def _size_of(path: Path) -> int:
    try:
        found = path.stat()
    except FileNotFoundError:
        raise DocumentError(
            f"{path.name} is not there: it was moved, renamed or deleted. Nothing was changed. "
            "Look for it in its new place."
        ) from None
    except OSError as error:
        raise _not_permitted(path) from error
    if stat.S_ISDIR(found.st_mode):
        raise DocumentError(f"{path.name} is a folder. Nothing was changed. Choose a timeline file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise DocumentError(f"{path.name} is no ordinary file. It was not read. Choose a timeline file.")
    if found.st_size == 0:
        raise DocumentError(
            f"{path.name} is empty, as a download that broke off leaves it. It was left as it is. "
            "Fetch it again, or open a backup."
        )
    return found.st_size


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_SIZE)
    except OSError as error:
        raise _not_permitted(path) from error


def _not_permitted(path: Path) -> DocumentError:
    return DocumentError(
        f"{path.name} cannot be read: you have no permission, or its disk does not answer. Nothing was "
        "changed. Ask its owner for permission, or copy it to a place of your own."
    )


def _header_in(path: Path, raw: bytes) -> Header:
    if len(raw) < _HEADER_SIZE or not raw.startswith(_MAGIC):
        raise DocumentError(
            f"{path.name} is not a timeline file, or its first page is damaged. It was left as it is. "
            "If it is data from elsewhere, import it; if it was a timeline, open a backup."
        )

    def number(start: int, length: int = 4) -> int:
        return int.from_bytes(raw[start : start + length], "big")

    return Header(
        write_version=raw[18],
        read_version=raw[19],
        page_size=number(16, 2) if number(16, 2) != 1 else 65_536,
        pages=number(28),
        pages_are_known=number(24) == number(92),
        user_version=int.from_bytes(raw[60:64], "big", signed=True),
        application_id=number(68),
    )


def _check_owner(path: Path, header: Header) -> None:
    if header.application_id != schema.APPLICATION_ID:
        raise DocumentError(
            f"{path.name} is the database of another program, not a timeline. It was left as it is. "
            "Open it with the program that made it, or export its data there and import them here."
        )
    if header.user_version > schema.VERSION or max(header.write_version, header.read_version) > _WRITE_AHEAD:
        raise DocumentError(
            f"{path.name} was made with a newer version of Demarche (its format is {header.user_version}, "
            f"this program knows {schema.VERSION}). It was left as it is. Update Demarche to open it."
        )
    if header.user_version < 1:
        raise _damaged(path, "its format has no number")
    if _WRITE_AHEAD in (header.write_version, header.read_version):
        raise DocumentError(
            f"{path.name} was changed by another program, which left it in a mode (write-ahead log) in "
            "which plain copies lose work. It was left as it is. Set its journal mode to DELETE there, or "
            "open a backup."
        )


def _check_whole(path: Path, header: Header, size: int) -> None:
    if header.page_size < 512 or header.page_size & (header.page_size - 1):  # noqa: PLR2004 (SQLite's least)
        raise _damaged(path, "its pages have no possible size")
    if open_documents.is_recorded(path):
        return  # an unfinished change may have lengthened it; SQLite takes that back
    if size % header.page_size or (header.pages_are_known and size != header.pages * header.page_size):
        raise _damaged(path, "it is not as long as it says")


def _damaged(path: Path, finding: str) -> DocumentError:
    return DocumentError(
        f"{path.name} is damaged: {finding}. It was left as it is. Open a backup of it, or fetch it again."
    )


def _check_company(path: Path) -> None:
    for suffix in ("-wal", "-shm", "-journal"):
        side = path.with_name(path.name + suffix)
        trusted = suffix == "-journal" and open_documents.is_recorded(path)
        if os.path.lexists(side) and not trusted:
            raise DocumentError(
                f"Beside {path.name} lies {side.name}, a side file that this program did not leave there. "
                "Neither was touched. If another program has the timeline open, close it there; if the "
                "side file came with a copy, move it away; then open the timeline again."
            )
