"""Where the words of a citation stand in the text of its source; offsets are code points, end-exclusive."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline_app.domain.records import Citation, Revision

AROUND = 32
"""Code points of the text kept before and after the words."""


def places(text: str, exact: str) -> list[tuple[int, int]]:
    """
    Find every place where words stand in a text.

    Parameters
    ----------
    text : str
        The text.
    exact : str
        The words; where they do not stand just so, other white space between them is let pass.

    Returns
    -------
    list of (int, int)
        Start and end of each place, none overlapping another.
    """
    words = exact.split()
    if not words:
        return []
    as_typed = [found.span() for found in re.finditer(re.escape(exact), text)]
    loosely = r"\s+".join(map(re.escape, words))
    return as_typed or [found.span() for found in re.finditer(loosely, text)]


def fitting(citation: Citation, text: str) -> list[tuple[int, int]]:
    """Find where the words of a citation may stand; of several places those that fit what stands around."""
    found = places(text, citation.exact or "")
    if len(found) <= 1:
        return found
    before, after = (citation.prefix or "").strip(), (citation.suffix or "").strip()
    return [(start, end) for start, end in found if _is_between(text[:start], text[end:], before, after)]


def _is_between(text_before: str, text_after: str, before: str, after: str) -> bool:
    return text_before.rstrip().endswith(before) and text_after.lstrip().startswith(after)


def anchored(citation: Citation, revision: Revision) -> Citation | None:
    """
    Tie a citation to the place of its words in a text; None where they do not stand in just one place.

    Notes
    -----
    The words become those of the text, so that start, end and words always agree.
    """
    found = fitting(citation, revision.text)
    if len(found) != 1:
        return None
    text, (start, end) = revision.text, found[0]
    return dataclasses.replace(
        citation,
        revision_id=revision.id,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(start - AROUND, 0) : start].strip("\n") or None,
        suffix=text[end : end + AROUND].strip("\n") or None,
    )
