"""Half-typed text, kept through a crash: one small file a draft in the data folder, until it is let go.

What is in a draft is the form's business. A draft that cannot be read is set aside, never an error: the rest
must still be offered.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from timeline_app.domain.errors import DocumentError
from timeline_app.locations import data_folder

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 32_000_000
"""Bytes of a draft at most: a source's text of two million characters, and room to spare."""


@dataclass(frozen=True, slots=True)
class Draft:
    """
    A draft as it was kept.

    Attributes
    ----------
    key : str
        Which form it is of, in the form's own words.
    content : dict
        What was typed, as JSON has it.
    kept_at : datetime
        When, in UTC.
    """

    key: str
    content: dict[str, Any]
    kept_at: datetime


def keep_draft(document_uid: str, key: str, content: dict[str, Any], *, now: datetime | None = None) -> None:
    """
    Keep what is typed in a form, in place of what was kept of it before.

    Parameters
    ----------
    document_uid : str
        The document that the form belongs to.
    key : str
        Which form, such as ``entry 12``.
    content : dict
        What is typed: JSON, with any text.
    now : datetime, optional
        The present, aware of its zone.

    Raises
    ------
    DocumentError
        If it cannot be kept; the draft kept before is then still there.

    Notes
    -----
    The file is not forced onto the disk, for it is written while somebody types: it outlives the program, and
    a power cut most of the time.
    """
    kept_at = (now or datetime.now(UTC)).astimezone(UTC).isoformat()
    # ASCII, so that half a surrogate pair, which UTF-8 cannot hold, comes back as it was.
    text = json.dumps({"key": key, "kept_at": kept_at, "content": content})
    if len(text) > LARGEST:
        raise DocumentError(
            "What is typed here is too long to be kept as a draft. The timeline is as it was. Save it, or "
            "shorten it."
        )
    target = _path_of(document_uid, key)
    part = target.with_suffix(f".{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="ascii")
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise DocumentError(
            f"What is typed here cannot be kept as a draft in {target.parent}: {error.strerror}. The "
            "timeline is as it was. Save what you typed soon; make room on that disk, or make that folder "
            "writable."
        ) from error


def drafts_of(document_uid: str) -> list[Draft]:
    """List the drafts of a document, the newest first; what cannot be read is set aside."""
    found = [_read(path) for path in _folder_of(document_uid).glob("*.json")]
    return sorted(filter(None, found), key=lambda draft: draft.kept_at, reverse=True)


def draft_of(document_uid: str, key: str) -> Draft | None:
    """Give the draft of one form; None if none is kept, or it cannot be read."""
    path = _path_of(document_uid, key)
    return _read(path) if path.is_file() else None


def drop_draft(document_uid: str, key: str) -> None:
    """Let go of a draft, which is saved or no longer wanted; one that cannot go is offered again."""
    with suppress(OSError):
        _path_of(document_uid, key).unlink(missing_ok=True)


def _read(path: Path) -> Draft | None:
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError("too large")  # noqa: TRY301 (told below, like any other damage)
        whole = json.loads(path.read_text(encoding="ascii"))
        kept_at = datetime.fromisoformat(whole["kept_at"]).astimezone(UTC)
        draft = Draft(str(whole["key"]), dict(whole["content"]), kept_at)
    except (OSError, ValueError, LookupError, TypeError, RecursionError, OverflowError):
        with suppress(OSError):
            path.replace(path.with_suffix(".damaged"))
        return None
    return draft


def _folder_of(document_uid: str) -> Path:
    return data_folder() / "drafts" / _hashed(document_uid)


def _path_of(document_uid: str, key: str) -> Path:
    return _folder_of(document_uid) / f"{_hashed(key)}.json"


def _hashed(name: str) -> str:
    """Make any text, also one that a stranger's file holds, the plain name of a file."""
    return hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()[:32]
