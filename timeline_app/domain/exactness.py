"""What must be exact beyond the fields of a row: a text and its sum, a quotation and its place, a time.

Held against rows that others made: when a file is imported, and when a document is looked over.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from timeline_app.domain.evidence import clock

if TYPE_CHECKING:
    from timeline_app.domain.records import Citation, Coverage, Revision

Inexact = tuple[str, str] | None
"""The field at fault and what is wrong, or nothing."""


def inexact_time(local_time: str | None) -> Inexact:
    """Tell whether the local time of an entry is none."""
    if local_time is None or clock(local_time):
        return None
    return "local_time", f"“{local_time[:60]}” is no time of day; write it as 09:30 or 09:30:15."


def inexact_text(revision: Revision) -> Inexact:
    """Tell whether a text has other line ends than LF, or another SHA-256 (of its UTF-8) than is said."""
    if "\r" in revision.text:
        return "text", "it holds a carriage return (U+000D); its lines must end in a line feed alone."
    actual = hashlib.sha256(revision.text.encode()).hexdigest()
    if revision.sha256 != actual:
        return "sha256", f"the text gives {actual}, so one of the two was changed; fetch the source again."
    return None


def inexact_span(span: Citation | Coverage, text: str) -> Inexact:
    """Tell whether a span does not lie in the text of its revision."""
    if span.start is None or span.end is None:
        return None
    if not 0 <= span.start <= span.end <= len(text):
        return (
            "end",
            f"{span.start} to {span.end} does not lie in the text, which has {len(text)} characters.",
        )
    return None


def inexact_quotation(citation: Citation, text: str) -> Inexact:
    """Tell whether a citation's span does not lie in the text, or holds other words than are quoted."""
    fault = inexact_span(citation, text)
    if fault or citation.exact is None or citation.start is None:
        return fault
    found = text[citation.start : citation.end]
    if found == citation.exact:
        return None
    return "exact", f"at that place the text says “{found[:60]}”; quote that, or correct start and end."
