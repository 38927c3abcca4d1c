"""Rows pasted from a spreadsheet: read, their columns recognised; knows no document."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline_app.domain.errors import ExchangeError
from timeline_app.domain.records import Entry, rules_of
from timeline_app.exchange.tab_separated import read_lines, read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ROWS = 20_000
MOST_CHARACTERS = 20_000_000

TARGETS: dict[str, str] = {
    **{
        name: rule.label
        for name, rule in rules_of(Entry).items()
        if rule.kind in ("line", "text", "choice", "date", "whole")
    },
    "party": "Party",
    "person": "Person",
    "addressee": "Addressee",
    "topic": "Topic",
    "value": "Value of the stance",
    "mode": "Mode",
    "source": "Source",
    "quote": "Quote",
    "tags": "Tags",
    "note": "Note",
}
"""What a column may hold, and its label: the fields of an entry, and what hangs on it."""

_ALSO: dict[str, str] = {
    "actor": "party",
    "actors": "party",
    "parties": "party",
    "who": "party",
    "by": "party",
    "country": "party",
    "speaker": "person",
    "to": "addressee",
    "addressees": "addressee",
    "target": "addressee",
    "recipient": "addressee",
    "topics": "topic",
    "proposition": "topic",
    "issue": "topic",
    "stance": "value",
    "position": "value",
    "value": "value",
    "day": "date",
    "when": "date",
    "type": "kind",
    "act": "kind",
    "headline": "title",
    "summary": "title",
    "description": "body",
    "text": "body",
    "sources": "source",
    "outlet": "source",
    "citation": "source",
    "exact words": "quote",
    "quotation": "quote",
    "tag": "tags",
    "keywords": "tags",
    "notes": "note",
    "comment": "note",
    "remark": "note",
    "id": "code",
    "location": "place",
    "time": "local_time",
}
_WORDS = (
    {label.casefold(): name for name, label in TARGETS.items()} | {name: name for name in TARGETS} | _ALSO
)


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A row as it was pasted; numbered from 1 as in what was copied."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pasted:
    """
    What was pasted.

    Attributes
    ----------
    rows
        Without the header, all as wide as `columns`; empty ones are left out.
    columns
        The words of the header, empty without one.
    mapping
        For each column the target it seems to hold, None for what is left out.
    notice
        What the user should know about the reading; empty if nothing.
    """

    rows: tuple[PastedLine, ...]
    columns: tuple[str, ...]
    mapping: tuple[str | None, ...]
    notice: str = ""


def read_pasted(text: str) -> Pasted:
    """
    Read what was copied from a spreadsheet.

    Raises
    ------
    ExchangeError
        If there is nothing in it, or too much.
    """
    if len(text) > MOST_CHARACTERS:
        raise ExchangeError(
            f"What was pasted is {len(text):,} characters long; at most {MOST_CHARACTERS:,} are taken. "
            "Nothing was changed. Paste it in parts."
        )
    raw, notice = _rows(text.removeprefix("\ufeff"))
    lines = [
        PastedLine(number, tuple(cells)) for number, cells in enumerate(raw, 1) if any(map(str.strip, cells))
    ]
    if not lines:
        raise ExchangeError(
            "There are no rows on the clipboard. Nothing was changed. Copy some in a spreadsheet."
        )
    if len(lines) > MOST_ROWS:
        raise ExchangeError(
            f"{len(lines):,} rows were pasted; at most {MOST_ROWS:,} are taken at once. Nothing was changed. "
            "Paste them in parts."
        )
    return _arranged(lines, notice)


def _rows(text: str) -> tuple[list[list[str]], str]:
    try:
        return read_rows(text), ""
    except csv.Error:
        return read_lines(text), "A quotation mark is not closed, so each line was read as a row of its own."


def _arranged(lines: list[PastedLine], notice: str) -> Pasted:
    width = max(len(line.cells) for line in lines)
    even = [replace(line, cells=line.cells + ("",) * (width - len(line.cells))) for line in lines]
    header = even[0].cells if is_header(even[0].cells) else ("",) * width
    body = even[1:] if any(header) else even
    mapping = mapped(header) if any(header) else guessed(width)
    return Pasted(tuple(body), header, mapping, notice)


def is_header(cells: Sequence[str]) -> bool:
    """Tell whether a row names columns: most of its words are known, or all of its first two."""
    words = [cell for cell in cells if cell.strip()]
    known = [cell for cell in words if _target(cell)]
    return len(known) * 2 > len(words) or (len(words) > 1 and len(known) == len(words))


def _target(word: str) -> str | None:
    return _WORDS.get(" ".join(word.split()).casefold().rstrip(":"))


def mapped(header: Sequence[str]) -> tuple[str | None, ...]:
    """Recognise columns by their words; a target is taken once, by the first column that names it."""
    taken: set[str] = set()
    result: list[str | None] = []
    for word in header:
        target = _target(word)
        result.append(None if target in taken else target)
        taken.add(target or "")
    return tuple(result)


def guessed(width: int) -> tuple[str | None, ...]:
    """Guess the columns of rows without a header, by their usual order."""
    usual: tuple[str | None, ...] = ("date", "title", "kind", "party", "person", "addressee")
    return usual[:width] + (None,) * (width - len(usual))
