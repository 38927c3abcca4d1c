"""What the program adds to what is typed: the sum of a text, the place of words that are cited."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.anchoring import anchored, fitting
from timeline_app.domain.records import Citation, Record, Revision
from timeline_app.storage.rows import rows

if TYPE_CHECKING:
    from timeline_app.storage.store import Store

MADE: dict[type[Record], frozenset[str]] = {Revision: frozenset({"number", "sha256"})}
"""Fields that the program makes, and no form shows."""
KEPT_AS_THEY_ARE: tuple[type[Record], ...] = (Revision,)
"""Records that are never changed once they are written: another is made in their place."""


def completed(record: Record, store: Store) -> Record:
    """Give a record what it lacks."""
    if isinstance(record, Revision) and not record.id:
        return _with_sum(record)
    if isinstance(record, Citation) and record.exact and record.source_id:
        return _tied(record, store)
    return record


def _with_sum(revision: Revision) -> Revision:
    text = revision.text.replace("\r\n", "\n").replace("\r", "\n")
    return dataclasses.replace(revision, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())


def next_number(store: Store, source_id: int) -> int:
    """Give the number of the next text of a source."""
    return max((r.number for r in rows(store, Revision, source_id=source_id)), default=0) + 1


def latest_text(store: Store, source_id: int) -> Revision | None:
    """Read the latest text of a source."""
    return max(rows(store, Revision, source_id=source_id), key=lambda r: r.number, default=None)


def _tied(citation: Citation, store: Store) -> Citation:
    """Tie a citation to the place of its words; one that no longer fits its place loses it."""
    if _fits(citation, store):
        return citation
    loose = _loosened(citation)
    text = latest_text(store, citation.source_id)
    return (anchored(loose, text) if text else None) or loose


def _loosened(citation: Citation) -> Citation:
    """Untie a citation from its place, and forget what stood around that."""
    around = {} if citation.start is None else {"prefix": None, "suffix": None}
    return dataclasses.replace(citation, revision_id=None, start=None, end=None, **around)


def _fits(citation: Citation, store: Store) -> bool:
    if citation.revision_id is None or citation.start is None or citation.end is None:
        return False
    text = next(rows(store, Revision, id=citation.revision_id, source_id=citation.source_id), None)
    return text is not None and text.text[citation.start : citation.end] == citation.exact


def place_in_words(citation: Citation, store: Store) -> str:
    """Say whether the words of a citation stand in the text of its source; empty if there is no text."""
    text = latest_text(store, citation.source_id) if citation.exact and citation.source_id else None
    if text is None or _fits(citation, store):
        return ""
    found = len(fitting(_loosened(citation), text.text))
    if found == 1:
        return QCoreApplication.translate("Citing", "found in the text of the source")
    if not found:
        return QCoreApplication.translate("Citing", "not in the text of the source, as it is kept here")
    words = "in the text {count} times: give the words before or after them (Alt+M), or more words"
    return QCoreApplication.translate("Citing", words).format(count=found)
