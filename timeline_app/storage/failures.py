"""What SQLite and the disk report, in words for the user; the one place where the two meet.

Only what a user can meet is told. Anything else is a bug of ours and passes through.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from timeline_app.domain.errors import DateError, DemarcheError, DocumentError, FieldError
from timeline_app.domain.records import RECORDS, rules_of
from timeline_app.storage import open_documents

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

_OPEN_ELSEWHERE = (
    "{name} is open in another Demarche, since {since}, and is being written there. Nothing was changed by "
    "this one. Wait a moment, or close it there, and try again."
)
_GONE = "gone"
_EMPTIED = "emptied"
_ORIGINAL = "The file was left as it is."
_MESSAGES: dict[str, str] = {
    "SQLITE_CANTOPEN": (
        "{name} cannot be opened: it was moved or deleted, or you are not permitted to read it or to write "
        "in its folder. Nothing was changed. Look where it is now, or ask for permission, and open it again."
    ),
    "SQLITE_NOTADB": (
        "{name} is not a timeline file, or its first page is damaged. "
        + _ORIGINAL
        + " If it was one, open a "
        "backup of it."
    ),
    "SQLITE_CORRUPT": (
        "{name} is damaged: what it holds cannot be read in full. " + _ORIGINAL + " Open a backup of it, and "
        "keep the damaged file until all is found again."
    ),
    "SQLITE_IOERR": (
        "The disk that holds {name} stopped answering. What was saved before is safe unless the disk is "
        "broken; the last change was not saved. Save a copy on another disk."
    ),
    "SQLITE_FULL": (
        "The disk that holds {name} is full: the last change was not saved. Everything saved before is safe. "
        "Make room on the disk and try again."
    ),
    "SQLITE_READONLY": (
        "{name} may only be read: the change was not saved. The file is as it was. Save a copy in a place "
        "where you may write, and work on that."
    ),
    "SQLITE_READONLY_DBMOVED": (
        "Another file was put in the place of {name} while it was open: the last change was saved in neither."
        " What was saved before is still held here. Save a copy under a new name before you close it."
    ),
    _GONE: (
        "{name} was moved, renamed or deleted while it was open: the last change was not saved. What was"
        " saved before went with the file, and is still held here. Put it back where it was, or save a copy"
        " under a new name before you close it."
    ),
    _EMPTIED: (
        "{name} was emptied by another program while it was open: the last change was not saved. The file"
        " was left as it is. Close it, and open a backup of it."
    ),
    "SQLITE_READONLY_ROLLBACK": (
        "{name} has an unfinished change beside it (its -journal file), which was not used. Nothing was "
        "changed. Open it in a place where you may write, so that the change can be taken back."
    ),
    "SQLITE_BUSY": (
        "{name} is in use by another program: nothing was changed by this one. Wait until the other is "
        "done, or close it there, and try again."
    ),
    "SQLITE_TOOBIG": (
        "That is too long to be kept in {name}: the change was not saved. Everything saved before is safe. "
        "Shorten it."
    ),
    "SQLITE_INTERRUPT": "That was stopped: nothing was changed in {name}. Try again when you like.",
    "SQLITE_AUTH": "{name} contains instructions that are never run. " + _ORIGINAL,
    "SQLITE_CONSTRAINT_FOREIGNKEY": (
        "Other rows still refer to what would go, or something refers to a row that is not there: the "
        "change was not saved. {name} is as it was. Change or delete what refers to it first."
    ),
    "SQLITE_CONSTRAINT_CHECK": (
        "A value does not keep the rules of {name}: the change was not saved. The file is as it was. "
        "Correct the value ({detail})."
    ),
    "SQLITE_CONSTRAINT_UNIQUE": (
        "{detail} is already taken in {name}: the change was not saved. The file is as it was. "
        "Choose another, or change the row that has it."
    ),
    "SQLITE_CONSTRAINT_PRIMARYKEY": (
        "A row with the same number is already in {name}: nothing was changed. Another program may have "
        "written to the file; open it again."
    ),
}


@contextmanager
def telling(path: Path) -> Generator[None]:
    """Turn what SQLite and the disk report inside the block into words about the document."""
    try:
        yield
    except (sqlite3.Error, OverflowError, MemoryError, UnicodeDecodeError) as error:
        told = told_from(error, path)
        if told is None:
            raise
        raise told from error


@contextmanager
def reading(path: Path) -> Generator[None]:
    """Tell rows that break the rules of a timeline as damage: another program wrote them, or the disk failed.

    The rules are kept by all that this program writes, so a date that cannot be read or a reference to
    nowhere is no fault of what reads it.
    """
    with telling(path):
        try:
            yield
        except (DateError, LookupError, ValueError) as error:
            detail = f" ({type(error).__name__}: {str(error)[:80]})"
            message = _MESSAGES["SQLITE_CORRUPT"].format(name=path.name, detail="")
            raise DocumentError(message + detail) from error


def told_from(error: BaseException, path: Path) -> DemarcheError | None:
    """Tell an error of SQLite in words for the user; None if it is no matter of the user's."""
    name = _nearer(error_name(error), error, path)
    detail = str(error).partition(": ")[2]
    if name == "SQLITE_CONSTRAINT_UNIQUE" and (field_error := _taken(detail)):
        return field_error
    since = open_documents.open_since(path) if name.startswith("SQLITE_BUSY") else None
    if since:
        return DocumentError(_OPEN_ELSEWHERE.format(name=path.name, since=since))
    while name and name not in _MESSAGES:
        name = name.rpartition("_")[0]
    return DocumentError(_MESSAGES[name].format(name=path.name, detail=detail)) if name else None


def _nearer(name: str, error: BaseException, path: Path) -> str:
    """Tell apart by the file what SQLite reports alike, or as a fault of the program."""
    if name == "SQLITE_READONLY_DBMOVED" and not path.exists():
        return _GONE
    if str(error).startswith("no such table") and path.exists() and path.stat().st_size == 0:
        return _EMPTIED
    return name


def error_name(error: BaseException) -> str:
    """Give SQLite's name for an error, as near as it can be told."""
    if isinstance(error, OverflowError | MemoryError):
        return "SQLITE_TOOBIG"
    # The module itself reports undecodable text, without a name of SQLite's.
    if isinstance(error, UnicodeDecodeError) or "Could not decode to UTF-8" in str(error):
        return "SQLITE_CORRUPT"
    return getattr(error, "sqlite_errorname", None) or ""


def _taken(detail: str) -> FieldError | None:
    table, _, column = detail.partition(".")
    record_type = next((record for record in RECORDS if table == record.TABLE), None)
    rule = rules_of(record_type).get(column.partition(",")[0]) if record_type else None
    if rule is None:
        return None
    return FieldError(rule.label, f"is already used by another {table.replace('_', ' ')}; choose another.")
